"""A vocabulary swapped by a content farm (礼貌 for 文明, 效劳 for 服务) put back, where report and place agree.

Every swapped word is also a word of its own. So a table counts only where several of its words stand in
collocations that nobody writes (精神礼貌, 公共效劳) and outnumber their originals; and a place is put back only
where its collocation calls for the original, or nothing speaks for the word and its original has all but gone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.records import Span
from kg.spinning import Spinning, Swap
from loaders.lexicon import alternatives, table
from loaders.repairs.collocations import Pair, Verdict, verdict
from loaders.repairs.edits import CleanText, apply
from loaders.trigger_words import find_triggers

NAME = "spun"
_SHOWN, _RARE, _TELLING = 3, 2, 4
"""How many words of a table must show, how many of them no common words, and in how many places.

A clean report hardly ever shows one: of the table 效劳, the longest, 112 of 122 clean texts show none, 7 one,
and 3 show two, one of them no common word.
"""
_GONE = 3
"""By default a word is put back where it is at least so many times as frequent as its original."""
_AROUND = 3
_PASSES = 2
"""A word put back is a collocate of the next: 礼貌创立 is read as 文明创建."""


class _Found(NamedTuple):
    """A table that shows in a report: the pairs by their word, which of them show, and where the default holds."""

    name: str
    pairs: dict[str, Pair]
    shown: tuple[str, ...]
    telling: int
    originals: int
    by_default: frozenset[str]


@cache
def tables() -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    """The tables of the lexicon with their swaps, in file order."""
    return tuple((name, tuple(map(_pair, entries))) for name, entries in table("spun_tables"))


def _pair(entry: str) -> Pair:
    word, sign, original = re.split("([>~])", entry)
    return Pair(word, original, sign == "~")


def restore(draft: CleanText) -> CleanText:
    """The report in its original words; the draft itself where no table shows.

    `spinning` then tells each place that was put back or left, with its reason.
    """
    found = _table_of(draft.text)
    if found is None:
        return draft
    swaps: dict[Span, Swap] = {}
    for _ in range(_PASSES):
        edits = []
        for start, pair, said in _judged(draft.text, found):
            end = start + len(pair.word)
            span = draft.span(start, end)
            if span in swaps and swaps[span].original:
                continue  # 务必 has become 必须, itself a word of the table
            around = " ".join(draft.text[max(0, start - _AROUND) : end + _AROUND].split())
            swaps[span] = Swap(pair.word, pair.original if said.restore else None, span, said.why, around)
            if said.restore:
                edits.append((start, end, pair.original))
        draft = apply(draft, NAME, edits)
    told = tuple(swaps[span] for span in sorted(swaps))
    return replace(draft, spinning=Spinning(found.name, found.shown, found.telling, found.originals, told))


def _table_of(text: str) -> _Found | None:
    """The table that shows most strongly in a text, if any does; of equals the first in the lexicon."""
    held = _held(text)
    shown = [found for name, pairs in tables() if (found := _showing(text, name, pairs, held))]
    return max(shown, key=lambda found: (len(found.shown), found.telling), default=None)


def _held(text: str) -> dict[str, list[int]]:
    """The words of all tables, swapped ones and originals, that stand in a text, with the places of each."""
    held: dict[str, list[int]] = {}
    for start, end in find_triggers(text)["swapped_words"]:
        held.setdefault(text[start:end], []).append(start)
    return held


def _showing(text: str, name: str, pairs: tuple[Pair, ...], held: Mapping[str, list[int]]) -> _Found | None:
    # only what outnumbers its original can show, and most words of a clean report do not; the common ones come last
    left = _originals(pairs, held)
    outnumbering = (pair for pair in pairs if pair.word in held and len(held[pair.word]) >= left[pair.original])
    likely = sorted(outnumbering, key=lambda pair: pair.common)
    if len(likely) < _SHOWN or _rare(likely) < _RARE:
        return None
    standing = _apart(held, pairs)
    shown: list[Pair] = []
    telling: dict[str, int] = {}
    for done, pair in enumerate(likely):
        if len(shown) + len(likely) - done < _SHOWN or (pair.common and _rare(shown) < _RARE):
            return None  # whatever the others say
        said = (verdict(pair, text, start) for start in standing[pair.word])
        telling[pair.word] = sum(one is not None and one.restore for one in said)
        if telling[pair.word] and telling[pair.word] >= left[pair.original]:
            shown.append(pair)
    places, originals = sum(telling[pair.word] for pair in shown), sum(left[pair.original] for pair in shown)
    if len(shown) < _SHOWN or places < _TELLING or _rare(shown) < _RARE:
        return None
    gone = frozenset(
        pair.word for pair in pairs if not pair.common and len(held.get(pair.word, ())) >= _GONE * left[pair.original]
    )
    names = tuple(f"{pair.word}→{pair.original}" for pair in shown)
    return _Found(name, {pair.word: pair for pair in pairs}, names, places, originals, gone)


def _rare(pairs: list[Pair]) -> int:
    return sum(not pair.common for pair in pairs)


def _originals(pairs: tuple[Pair, ...], held: Mapping[str, list[int]]) -> Counter[str]:
    """How often the originals of a table stand in a text.

    必须 is no sign of an original left where the table also puts it for 一定, so it counts as none.
    """
    swapped = {pair.word for pair in pairs}
    return Counter({word: len(places) for word, places in held.items() if word not in swapped})


def _apart(held: Mapping[str, list[int]], pairs: tuple[Pair, ...]) -> dict[str, list[int]]:
    """The places of the swapped words of a table, none over another: 务必须 is 务必."""
    found: dict[str, list[int]] = {pair.word: [] for pair in pairs}
    done = 0
    for start, swapped in sorted((start, word) for word in found for start in held.get(word, ())):
        if start >= done:
            found[swapped].append(start)
            done = start + len(swapped)
    return found


def _places(text: str, name: str, pairs: dict[str, Pair]) -> Iterator[tuple[int, Pair]]:
    """Where the words of these pairs, all of the table `name`, stand in a text."""
    for match in _words(name).finditer(text):
        if match[0] in pairs:
            yield match.start(), pairs[match[0]]


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(tuple(pair.word for pair in dict(tables())[name])))


def _judged(text: str, found: _Found) -> Iterator[tuple[int, Pair, Verdict]]:
    """Each place of a word of the table, with what is to be done there."""
    for start, pair in _places(text, found.name, found.pairs):
        said = verdict(pair, text, start)
        if said is None:
            said = Verdict(True, "通篇") if pair.word in found.by_default else Verdict(False, "无定论")
        yield start, pair, said
