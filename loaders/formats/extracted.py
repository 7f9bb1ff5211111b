"""The text drawn out of a document, and where in the document each part of it stands."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from kg.records import Span

CELL_GAP = " | "
"""Stands between the cells of a table row."""


class Mark(NamedTuple):
    """From `start`, an offset in the text, up to the next mark the text is of one part, called `name` (第3页)."""

    start: int
    name: str


class Part(NamedTuple):
    """A paragraph, table row or page: its name and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text with the marks of its parts, in order.

    `left_out` counts what the document shows besides and the text leaves out, by the name that explanations give it
    (`kg.explanation.REPAIR_NAMES`).
    """

    text: str
    marks: tuple[Mark, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def join_parts(parts: Iterable[Part], left_out: Mapping[str, int]) -> Extracted:
    """The parts one below the other, one a line (a part may hold lines of its own); blank ones must not be given."""
    texts, marks, at = [], [], 0
    for part in parts:
        marks.append(Mark(at, part.name))
        texts.append(part.text)
        at += len(part.text) + 1
    return Extracted("\n".join(texts), tuple(marks), _counted(left_out))


def _counted(left_out: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({name: count for name, count in left_out.items() if count})


def locate(marks: Sequence[Mark], span: Span) -> str | None:
    """The part or parts that a span lies in: `第3页`, `第3页–第4页`; None where there are no marks."""
    if not marks:
        return None
    first, last = (bisect_right(marks, place, key=lambda mark: mark.start) - 1 for place in (span[0], span[1] - 1))
    if last < 0:
        return None
    ends = [marks[max(first, 0)].name, marks[last].name]
    return "–".join(dict.fromkeys(ends))
