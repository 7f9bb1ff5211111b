"""Texts that were cut into numbered chunks of equal length, in the middle of sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN

_MARK = re.compile(r"\n[^\S\n]*(?P<number>\d{1,4})、|\A\s*(?P<first>\d{1,4})、")
_STOP = re.compile("[。；;!?！？]")
_INSIDE = re.compile(f"[{HAN}0-9A-Za-z,，、(（“《·.+-]")
_LONG = 120
"""Chunks are a few hundred characters; a list item cut in two is hardly ever as long."""
_TOLERANCE = 0.05


class _Mark(NamedTuple):
    start: int
    end: int
    number: int


def chunk_marks(text: str) -> Iterator[Edit]:
    """`12、` at a line break inside a sentence goes, break and all, where the numbers ascend by one.

    A whole chain of marks goes once some of them cut sentences and the chunks are long and alike; a
    chain of real list items begins after sentence ends and stays.
    """
    cut = [mark for chain in _chains(_marks(text)) if _is_cut(text, chain) for mark in chain]
    for mark in sorted(cut):
        yield mark.start, mark.end, ""


def _marks(text: str) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text):
        start = match.start()
        while start and text[start - 1].isspace():
            start -= 1
        found.append(_Mark(start, match.end(), int(match["number"] or match["first"])))
    return found


def _chains(marks: list[_Mark]) -> list[list[_Mark]]:
    """Runs of marks whose numbers ascend by one; other lists may stand between."""
    chains: list[list[_Mark]] = []
    open_at: dict[int, list[_Mark]] = {}
    for mark in marks:
        chain = open_at.pop(mark.number, None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(mark)
        open_at[mark.number + 1] = chain
    return chains


def _is_cut(text: str, chain: list[_Mark]) -> bool:
    inner = [mark for mark in chain if mark.start]
    cut = sum(_INSIDE.match(text, mark.start - 1) is not None for mark in inner)
    if not cut:
        return False
    if len(chain) == 1:
        line = text[text.rfind("\n", 0, inner[0].start) + 1 : inner[0].start]
        return len(line) >= _LONG and _is_punctuated(line)
    sizes = [after.start - before.start for before, after in pairwise(chain)]
    middle = median(sizes)
    alike = sum(abs(size - middle) <= _TOLERANCE * middle for size in sizes)
    return (
        middle >= _LONG
        and alike >= 0.7 * len(sizes)
        and cut >= 0.4 * len(inner)
        and _is_punctuated(text[chain[0].start : chain[-1].start])
    )


def _is_punctuated(text: str) -> bool:
    """Whether a stretch has sentence ends at all: where it has none, a line without one is not cut."""
    return len(_STOP.findall(text)) >= len(text) / 250
