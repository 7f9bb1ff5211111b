"""Texts that were cut into numbered chunks, in the middle of sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from loaders.repairs.edits import Edit
from loaders.repairs.junctions import cuts_word
from loaders.repairs.signs import HAN, HEADING_MARK, PAGE

_MARK = re.compile(r"\n[^\S\n]*(?P<number>\d{1,4})、")
_ITEM = re.compile(r"\s*(?P<number>\d{1,4})、")
_STOP = re.compile("[。；;!?！？]")
_INSIDE = re.compile(f"[{HAN}0-9A-Za-z,，、(（“《·.+-]")
_OPENS = frozenset("(（“‘《【")
_CLOSES = re.compile("[，。、；！？”’）》,;!?]")
_PAGE_LINE = re.compile(rf"\n[^\S\n]*{PAGE}\s*\Z")
_INNER_STOP = re.compile("[，,。；;]")
_LONG = 120
"""Chunks are a few hundred characters; a list item cut in two is hardly ever as long."""
_TOLERANCE = 0.05
_SHORTEST = 30
"""Chunks this short are believed only where words are cut in two."""

OVER, OPEN, CUT = range(3)
"""How a text stands before a mark: at a sentence's end, without one, or in the middle of a word or bracket."""


class _Mark(NamedTuple):
    start: int
    number_at: int
    end: int
    number: int
    joint: int
    before: str


def chunk_marks(text: str) -> Iterator[Edit]:
    """`12、` at a line break inside a sentence goes, break and all, where the numbers ascend by one.

    A whole chain of marks goes once some of them cut sentences and the chunks are long and alike, or all
    of them stand inside sentences and some inside a word or an opened bracket (洛⏎2、阳市). A chain of real
    list items begins after sentence ends and stays; so does the break after a title or heading.
    """
    cut = [mark for chain in _chains(_marks(text)) for mark in _chunked(text, chain)]
    for mark in sorted(cut):
        yield mark.number_at if _keeps_break(text, mark) else mark.start, mark.end, ""


def _marks(text: str) -> list[_Mark]:
    found = []
    first = _ITEM.match(text)
    for match in (*((first,) if first else ()), *_MARK.finditer(text, first.end() if first else 0)):
        start = match.start()
        while start and text[start - 1].isspace():
            start -= 1
        before = text[max(0, start - 400) : start]
        joint = _joint(_PAGE_LINE.sub("", before), text, match.end()) if start else OVER
        found.append(_Mark(start, match.start("number"), match.end(), int(match["number"]), joint, before))
    return found


def _joint(before: str, text: str, after: int) -> int:
    if before[-1:] in _OPENS or _CLOSES.match(text, after):
        return CUT
    if not _INSIDE.match(before[-1:]):
        return OVER
    return CUT if not _is_title(before) and cuts_word(before[-20:], text[after : after + 20]) else OPEN


def _is_title(before: str) -> bool:
    """Whether the line before a mark is a title or heading rather than a part of a sentence."""
    line = before[before.rfind("\n") + 1 :].strip()
    return len(line) <= 50 and not _INNER_STOP.search(line)


def _chains(marks: list[_Mark]) -> list[list[_Mark]]:
    """Runs of marks whose numbers ascend by one; other lists may stand between.

    Where two runs wait for a number, marks after sentence ends go with their like.
    """
    chains: list[list[_Mark]] = []
    waiting: dict[tuple[int, bool], list[_Mark]] = {}
    for mark in marks:
        over = mark.joint == OVER
        chain = waiting.pop((mark.number, over), None) or waiting.pop((mark.number, not over), None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(mark)
        waiting[mark.number + 1, over if len(chain) > 1 else False] = chain
    return chains


def _chunked(text: str, chain: list[_Mark]) -> list[_Mark]:
    """The marks of a chain that are chunk marks: all, none, or single ones that cut a word."""
    if _is_cut(text, chain):
        return chain
    return [mark for mark in chain if _is_cut_alone(text, mark, len(chain))]


def _is_cut(text: str, chain: list[_Mark]) -> bool:
    inner = [mark for mark in chain if mark.start and not (mark is chain[0] and _is_title(mark.before))]
    cut = sum(mark.joint != OVER for mark in inner)
    if len(chain) < 2 or not cut or not _is_punctuated(text[chain[0].start : chain[-1].start]):
        return False
    sizes = [after.start - before.start for before, after in pairwise(chain)]
    middle = median(sizes)
    alike = sum(abs(size - middle) <= _TOLERANCE * middle for size in sizes)
    if middle >= _LONG and alike >= 0.7 * len(sizes) and cut >= 0.4 * len(inner):
        return True
    torn = sum(mark.joint == CUT for mark in inner)
    if middle >= _LONG and cut >= 0.25 * len(inner) and len(sizes) >= 3 and alike == len(sizes):
        return True
    if torn >= max(2, 0.4 * len(inner)):
        return middle >= _SHORTEST and cut >= 0.6 * len(inner)
    shortest = _LONG if chain[0].number == 1 else _SHORTEST  # a list of the text's own begins at 1
    return torn > 0 and middle >= shortest and cut >= 0.8 * len(inner)


def _is_cut_alone(text: str, mark: _Mark, siblings: int) -> bool:
    line = text[text.rfind("\n", 0, mark.start) + 1 : mark.start]
    sibling = _ITEM.match(line)
    if mark.joint == OVER or not _is_punctuated(mark.before):
        return False
    if sibling and int(sibling["number"]) == mark.number - 1:
        return False
    long = len(line) >= _LONG and siblings == 1
    return long or (mark.joint == CUT and len(line) >= 20 and _INNER_STOP.search(line) is not None)


def _keeps_break(text: str, mark: _Mark) -> bool:
    """Whether the break before a mark is the text's own: after a title or page number, before a list item."""
    if not mark.start or mark.joint == CUT:
        return mark.start == 0
    if _PAGE_LINE.search(mark.before) is not None:
        return True
    if _is_title(mark.before) and mark.before.count("\n") != len(mark.before):
        return True
    return mark.joint == OVER and "\n" in mark.before and HEADING_MARK.match(text, mark.end) is not None


def _is_punctuated(text: str) -> bool:
    """Whether a stretch has sentence ends at all: where it has none, a line without one is not cut."""
    return len(_STOP.findall(text)) >= len(text) / 250
