"""Which of two words a place calls for: by set phrases and governed objects, else by jieba's compounds."""

import re
from functools import cache
from typing import NamedTuple

from loaders.lexicon import table
from loaders.word_boundaries import LONGEST, word_frequency

_BEFORE, _AFTER = 24, 28
"""How many characters of the sentence are looked at on each side."""
_SENTENCE_END = re.compile("[。；！？!?;\n]")
_FULL_WIDTH = str.maketrans(",:;()", "，：；（）")
_CUT = "…"
_REACH = 4
_LIKELIER, _SEEN = 5, 10
"""How many times as frequent the compounds of one word must be, and how frequent: 责任心 tells, 集体工 does not."""


class Pair(NamedTuple):
    """A swap of a table: `word` stands where `original` stood; `common` where the word is as usual as the original."""

    word: str
    original: str
    common: bool

    def __str__(self) -> str:
        return f"{self.word}>{self.original}"


class Verdict(NamedTuple):
    """What the words around a place say: whether the original belongs there, and by which reason."""

    restore: bool
    why: str


def verdict(pair: Pair, text: str, start: int) -> Verdict | None:
    """What the place `start` of `pair.word` in a text calls for; None where nothing tells."""
    end = start + len(pair.word)
    window = f"{_before(text, start)}_{_after(text, end)}".translate(_FULL_WIDTH)
    for restore, pattern in _rows().get(str(pair), ()):
        if pattern.search(window):
            return Verdict(restore, "搭配")
    return _by_compounds(pair, text, start, end)


def _before(text: str, start: int) -> str:
    """What precedes a place in its sentence; an ellipsis where it is cut off."""
    held = text[max(0, start - _BEFORE) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(held)]
    if ends:
        return held[ends[-1] :].lstrip().replace("_", " ")
    return (_CUT if start > _BEFORE else "") + held.replace("_", " ")


def _after(text: str, end: int) -> str:
    held = text[end : end + _AFTER]
    stop = _SENTENCE_END.search(held)
    if stop:
        return held[: stop.start()].replace("_", " ")
    return held.replace("_", " ") + (_CUT if end + _AFTER < len(text) else "")


@cache
def _rows() -> dict[str, tuple[tuple[bool, re.Pattern[str]], ...]]:
    """The rows of the lexicon by their pair, in file order, each as one pattern."""
    rows: dict[str, tuple[tuple[bool, re.Pattern[str]], ...]] = {}
    for key, patterns in table("spun_collocations"):
        pair, word = key.split()
        row = (word == "restore", re.compile("|".join(patterns)))
        rows[pair] = (*rows.get(pair, ()), row)
    return rows


def _by_compounds(pair: Pair, text: str, start: int, end: int) -> Verdict | None:
    """By the words of jieba's dictionary that the place would be part of: 精神文明 there is, 精神礼貌 there is not."""
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    ours, theirs = _compound(left, pair.word, right), _compound(left, pair.original, right)
    if max(ours, theirs) < _SEEN or min(ours, theirs) * _LIKELIER >= max(ours, theirs):
        return None
    return Verdict(theirs > ours, "词典")


def _compound(left: str, word: str, right: str) -> int:
    """How often the likeliest longer word occurs that holds `word` between these neighbours."""
    longer = (
        left[len(left) - before :] + word + right[:after]
        for before in range(min(len(left), LONGEST - len(word)) + 1)
        for after in range(min(len(right), LONGEST - len(word) - before) + 1)
        if before or after
    )
    return max(map(word_frequency, longer), default=0)
