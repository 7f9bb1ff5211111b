"""Hyphens that writers put inside words so that a filter does not see them: 和-谐, 民-主."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN

_HYPHENS = "-‐‑﹣－"
_CHAIN = re.compile(f"[{HAN}]+(?:[{_HYPHENS}][{HAN}]+)+")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
# jieba's tags for abbreviations (产学研, 中美), names of places and what is a bound form of its own
_JOINED = frozenset(("j", "ns", "nr", "nz"))


def censored_words(text: str) -> Iterator[Edit]:
    """A hyphen inside a word of the dictionary goes where neither side of it is a word there.

    Coordinations stay: of words (公民-学生) and of abbreviations (产-学-研, 城-乡, 沪-宁).
    """
    for match in _CHAIN.finditer(text):
        chain = match[0]
        parts = _HYPHEN.split(chain)
        whole = "".join(parts)
        torn = _torn(parts, whole)
        at = match.start()
        for part, cut in zip(parts, torn, strict=False):
            at += len(part)
            if cut:
                yield at, at + 1, ""
            at += 1


def _torn(parts: list[str], whole: str) -> list[bool]:
    """For each hyphen, whether a word runs over it."""
    import rjieba

    inner: dict[int, str] = {}
    end = 0
    for word, tag in rjieba.tag(whole, False):
        if len(word) > 1 and tag not in _JOINED and word not in _coordinated():
            inner.update((end + at, word) for at in range(1, len(word)))
        end += len(word)
    cuts, position = [], 0
    for part in parts[:-1]:
        position += len(part)
        cuts.append(position in inner)
    return cuts


def _coordinated() -> frozenset[str]:
    from loaders.lexicon import words

    return words("coordinated_pairs")
