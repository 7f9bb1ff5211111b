"""Whether a found name agrees with the words around it: 适应城市 has no 应城市 in it.

The stretch around the name is cut twice by jieba's dictionary and frequencies: once freely, once with
the name as one word. The name stands if the second way is at least as likely as the first.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from math import log
from pathlib import Path

from loaders.words import Words

REACH = 8
"""How many characters on each side are looked at, at most; a clause's end stops it sooner."""

LONGEST = 6
"""Longer words of jieba's dictionary are left out."""
_ROUNDING = 1e-9
_LETTER = re.compile("[A-Za-zγ1](?:(?<!1)|号店)")  # of T恤, γ射线, 1号店
_STOPS = re.escape("，。、；：！？,.;:!?（）()《》〈〉“”‘’\"'[]【】〔〕 　\t\r\n—…·/|")
_BEFORE = re.compile(rf"[^{_STOPS}]+\Z")
_AFTER = re.compile(f"[^{_STOPS}]+")
_CLOSES_A_PLACE = frozenset("省市县区州盟旗乡镇国")
_BEFORE_A_PLACE = (
    "位于",
    "前往",
    "赴",
    "到",
    "在",
    "来自",
    "抵达",
    "考察",
    "参观",
    "走访",
    "学习",
    "率",
    "至",
    "往",
    "由",
    "从",
    "原",
    "与",
    "向",
)
# How often a name that jieba does not know is taken to occur in its corpus of 60 million words: measured on
# tests/test_gazetteer.py. After another place, or after a word that calls for one, a name is likelier.
_NAME = 1.0
_NAME_OPENS_CLAUSE = 20.0
_NAME_EXPECTED = 500.0


def agrees_with_words(text: str, start: int, end: int, words: Words | None = None) -> bool:
    """Whether `text[start:end]` can be a name of its own there, by the words on both sides of it.

    `words` are those of the whole text, where they are known: the likeliest way to cut it cuts each part likeliest.
    """
    before = _BEFORE.search(text, max(0, start - REACH), start)
    after = _AFTER.match(text, end, end + REACH)
    left, right = before.start() if before else start, after.end() if after else end
    window = text[left:right]
    cut = words.between(left, right) if words is not None else None
    return _agrees(window, start - left, end - left, _cut(window) if cut is None else _checked(window, cut))


def _agrees(window: str, start: int, end: int, cut: Sequence[str] | None) -> bool:
    first = last = -1  # which word of the cut begins the name, and which follows it
    if cut is not None:
        bounds = [*accumulate(map(len, cut), initial=0)]
        first = bounds.index(start) if start in bounds else -1
        last = bounds.index(end) if end in bounds else -1
        if first >= 0 and last == first + 1:
            return True  # the name is a word of the likeliest way to cut the window
    frequencies, costs, _ = _read_dictionary()
    before, after, name = window[:start], window[end:], window[start:end]
    prior = _prior(before, name)
    likely = costs[max(prior, frequencies.get(name, 0))]
    if cut is not None and first >= 0 and last >= 0 and likely >= _likelihood(cut[first:last]) - _ROUNDING:
        return True  # the likeliest way to cut the window cuts it at both ends of the name: only that counts
    # Equal shares on both sides of the comparison: each word costs log(total / its frequency).
    left = _likelihood(cut[:first]) if cut is not None and first >= 0 else _best(before)
    held = left + likely + (_likelihood(cut[last:]) if cut is not None and last >= 0 else _best(after))
    if _shares_its_end(before, name, after, frequencies):
        # 朝阳区委 is 朝阳区 and its 区委: the last character serves both.
        held = max(held, left + max(costs[prior], _best(name[:-1])) + _best(name[-1] + after))
    return held >= (_best(window) if cut is None else _likelihood(cut)) - _ROUNDING


def _cut(text: str) -> Sequence[str] | None:
    """The likeliest way to cut a text, found in Rust; None where another dictionary than rjieba's counts."""
    import rjieba

    return _checked(text, rjieba.cut(text, False))


def _checked(text: str, cut: Sequence[str]) -> Sequence[str] | None:
    """rjieba's cut of a text; None with letters, whose words (T恤) rjieba does not look for, and with words that are
    left out here."""
    return None if _LETTER.search(text) or not _read_dictionary()[2].isdisjoint(cut) else cut


def _likelihood(cut: Sequence[str]) -> float:
    """The log-likelihood of words in a row; what is no word, as a number, is taken digit by digit."""
    frequencies, costs, _ = _read_dictionary()
    total = 0.0
    for word in cut:
        count = frequencies.get(word)
        total += costs[count] if count else costs[1] * len(word)
    return total


def _shares_its_end(before: str, name: str, after: str, frequencies: dict[str, int]) -> bool:
    """Whether the name's suffix also opens the next word; a name of two characters only within a chain."""
    chained = len(name) > 2 or (before != "" and before[-1] in _CLOSES_A_PLACE)
    if name[-1] not in _CLOSES_A_PLACE or not chained:
        return False
    tail = name[-1] + after
    return any(tail[:length] in frequencies for length in range(2, min(len(tail), LONGEST) + 1))


def _prior(before: str, name: str) -> float:
    if before and (before[-1] in _CLOSES_A_PLACE or before.endswith(_BEFORE_A_PLACE)):
        return _NAME_EXPECTED
    # 下城区、江干区: enumerated names; but 和县里 opens a clause without 和县.
    opens = not before and len(name) > 2 and name[-1] not in "镇乡"
    return _NAME_OPENS_CLAUSE if opens else _NAME


def _best(text: str) -> float:
    """The log-likelihood of the likeliest way to cut the text; an unknown character counts as seen once."""
    cut = _cut(text)
    if cut is not None:
        return _likelihood(cut)
    frequencies, costs, _ = _read_dictionary()
    best = [0.0]
    for end in range(1, len(text) + 1):
        likeliest = best[-1] + costs[frequencies.get(text[end - 1], 1)]
        for start in range(max(0, end - LONGEST), end - 1):
            count = frequencies.get(text[start:end])
            if count:
                likeliest = max(likeliest, best[start] + costs[count])
        best.append(likeliest)
    return best[-1]


class _Costs(dict[float, float]):
    """The log-likelihood of a word by its frequency; each is computed once."""

    def __init__(self, total: int) -> None:
        self._total = total

    def __missing__(self, count: float) -> float:
        cost = self[count] = log(count / self._total)
        return cost


def word_frequency(word: str) -> int:
    """How often jieba's corpus has a word; 0 for what is none, or a place and another word run together."""
    return _read_dictionary()[0].get(word, 0)


@cache
def _read_dictionary() -> tuple[dict[str, int], _Costs, frozenset[str]]:
    """jieba's words with their frequencies, what a word of each frequency costs, and jieba's words that are none here:
    long ones, and a place and another word run together."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed: pip install jieba")
    cells = (Path(spec.origin).parent / "dict.txt").read_text("utf-8").split()
    words, counts = cells[::3], list(map(int, cells[1::3]))
    frequencies = {word: n for word, n in zip(words, counts, strict=True) if n and len(word) <= LONGEST}
    left_out = {word for word, n in zip(words, counts, strict=True) if not n or len(word) > LONGEST}
    places = {word for word, tag in zip(words, cells[2::3], strict=True) if tag == "ns" and len(word) < 4}
    for word in words:
        # 美国政府, 香港市民: a place and another word run together are no word of their own.
        if 3 < len(word) <= LONGEST and (
            (word[:2] in places and word[2:] in frequencies) or (word[:3] in places and word[3:] in frequencies)
        ):
            frequencies.pop(word, None)
            left_out.add(word)
    return frequencies, _Costs(sum(counts)), frozenset(left_out)
