"""The signature of a report's text, by which its copies are found: MinHash over the text's shingles."""

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.signatures import SLOTS, Signature, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 3
"""Characters of a shingle. Of 2 to 6 measured, 3 parts copies from other reports best (`benchmarks/republication.py`):
longer ones break at every swapped word, shorter ones are shared by all texts of the genre."""

SHORTEST = 100
"""Shingles that a text must have at least: a shorter one may be nothing but a stock phrase."""

_HAN = re.compile("[\u3400-\u9fff]+")
# as many permutations at once as stay in the processor's cache
_BLOCK = 16


def signature(text: str, title: str) -> str | None:
    """The signature of a clean text, or None for one that is too short to be told from others.

    Only Chinese characters count: neither punctuation, digits, white space and masks (xx, ××, 某) nor the title, which
    differ from copy to copy.
    """
    shingles = _shingles(_without_title(_bare(text), _bare(title)))
    return encode(Signature(len(shingles), _slots(shingles))) if len(shingles) >= SHORTEST else None


def _bare(text: str) -> str:
    return "".join(_HAN.findall(text)).replace("某", "")


def _without_title(text: str, title: str) -> str:
    """The text after its title, where it begins with it; a number or label may stand before (篇一, 标题)."""
    at = text.find(title, 0, len(title) + 10) if title else -1
    return text if at < 0 else text[at + len(title) :]


def _shingles(bare: str) -> "NDArray[np.uint64]":
    """The different shingles, each as one number: a character of this range takes 16 bits."""
    import numpy as np

    characters = np.frombuffer(bare.encode("utf-16-le"), dtype="<u2").astype(np.uint64)
    count = max(len(characters) - SHINGLE + 1, 0)
    numbers = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        numbers = numbers << np.uint64(16) | characters[place : place + count]
    return np.unique(numbers)


def _slots(shingles: "NDArray[np.uint64]") -> bytes:
    """For each permutation the shingle that comes first in it, as one byte.

    The libraries for this were tried and left: rensa cannot be loaded beside kglite (both want thread-local memory
    that glibc sets aside too little of), datasketch brings scipy and is slower.
    """
    import numpy as np

    factors, offsets = _permutations()
    hashed = (_mixed(shingles) >> np.uint64(32)).astype(np.uint32)
    first = np.empty(SLOTS, dtype=np.uint32)
    for start in range(0, SLOTS, _BLOCK):
        part = slice(start, start + _BLOCK)
        first[part] = (factors[part, None] * hashed + offsets[part, None]).min(axis=1)
    # what comes first is a small number, whose leading bits are alike in all texts
    return (first * np.uint32(0x9E3779B1) >> np.uint32(24)).astype(np.uint8).tobytes()


@cache
def _permutations() -> "tuple[NDArray[np.uint32], NDArray[np.uint32]]":
    """Factors (odd) and offsets, modulo 2**32: the same in every run, since stored signatures rest on them."""
    import numpy as np

    numbers = (_mixed(np.arange(1, 2 * SLOTS + 1, dtype=np.uint64)) >> np.uint64(32)).astype(np.uint32)
    return numbers[:SLOTS] | np.uint32(1), numbers[SLOTS:]


def _mixed(numbers: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """Numbers as random-looking ones, one for one: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    import numpy as np

    numbers = numbers * np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return numbers ^ numbers >> np.uint64(31)
