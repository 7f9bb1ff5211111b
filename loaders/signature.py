"""The signature of a report's text, by which its copies are found: a sketch of the text's shingles."""

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

_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_CASTS, _MORE_CASTS = 8 * SLOTS, 2 * SLOTS
"""How many shingles are cast at once; of three texts two then have no empty slot, the others cast more."""
_ROUND_BITS, _SLOT_BITS, _BYTE = 46, 54, 0xFF


def signature(text: str, title: str) -> str | None:
    """The signature of a clean text, or None for one that is too short to be told from others.

    Only Chinese characters count: neither punctuation, digits, white space and masks (xx, ××, 某) nor the title, which
    differ from copy to copy.
    """
    shingles = _shingles(_without_title(_bare(text), title))
    return encode(Signature(len(shingles), _slots(shingles))) if len(shingles) >= SHORTEST else None


def _bare(text: str) -> "NDArray[np.uint16]":
    """The Chinese characters of a text but 某, each as its code, which takes 16 bits."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    bare: NDArray[np.uint16] = codes[_counting()[codes]]
    return bare


@cache
def _counting() -> "NDArray[np.bool_]":
    """Of all codes of 16 bits, which count."""
    import numpy as np

    counting = np.zeros(1 << 16, dtype=np.bool_)
    counting[_FIRST_HAN : _LAST_HAN + 1] = True
    counting[ord("某")] = False
    return counting


def _without_title(text: "NDArray[np.uint16]", title: str) -> "NDArray[np.uint16]":
    """The text after its title, where it begins with it; a number or label may stand before (篇一, 标题)."""
    bare = "".join(sign for sign in title if _FIRST_HAN <= ord(sign) <= _LAST_HAN and sign != "某")
    at = text[: len(bare) + 10].tobytes().decode("utf-16-le").find(bare) if bare else -1
    return text if at < 0 else text[at + len(bare) :]


def _shingles(bare: "NDArray[np.uint16]") -> "NDArray[np.uint64]":
    """The different shingles, each as one number."""
    import numpy as np

    count = max(len(bare) - SHINGLE + 1, 0)
    if not count:
        return np.zeros(0, dtype=np.uint64)
    places = np.zeros((count, 4), dtype="<u2")  # the first character leads the number
    for place in range(SHINGLE):
        places[:, SHINGLE - 1 - place] = bare[place : place + count]
    numbers = places.view("<u8").ravel()
    numbers.sort()  # np.unique takes five times as long for so few
    first = np.empty(count, dtype=np.bool_)
    first[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first].astype(np.uint64, copy=False)


def _slots(shingles: "NDArray[np.uint64]") -> bytes:
    """For each slot the shingle that comes first in it, as one byte.

    Each round casts every shingle into one slot at random, and a slot belongs to the earliest round that reaches it,
    of the shingles of one round to the smallest number. Rounds go on until no slot is empty: some eight shingles a
    slot rather than all of them (Dahlgaard, Knudsen and Thorup, Fast Similarity Sketching, FOCS 2017).
    """
    import numpy as np

    empty = np.uint64(2**64 - 1)
    first = np.full(SLOTS, empty)
    done, casts = 0, _CASTS
    while first.max() == empty:
        rounds = np.arange(done, done + -(-casts // len(shingles)), dtype=np.uint64)
        cast = _mixed((shingles + rounds[:, None] * np.uint64(0xD1342543DE82EF95)).ravel())
        slots = (cast >> np.uint64(_SLOT_BITS)).astype(np.intp)
        cast &= np.uint64((1 << _ROUND_BITS) - 1)
        cast |= np.repeat(rounds << np.uint64(_ROUND_BITS), len(shingles))
        np.minimum.at(first, slots, cast)
        done, casts = done + len(rounds), _MORE_CASTS
    # what comes first is a small number, but its last bits are any
    return (first & np.uint64(_BYTE)).astype(np.uint8).tobytes()


def _mixed(numbers: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """The numbers, in place, as random-looking ones, one for one: the finaliser of SplitMix64 (Steele, Lea and Flood,
    2014)."""
    import numpy as np

    numbers *= np.uint64(0x9E3779B97F4A7C15)
    numbers ^= numbers >> np.uint64(30)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers
