"""A report's text cut into pieces that each wear one mark: what was named there, or what was seen and left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.explanation import Explanation, namings, remarks
from kg.ontology import label_words
from kg.records import Span

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under one mark: `mark` is a label, DROPPED or empty, `tip` tells of all that is marked here.

    `start` is its place in the file; `joins` says that another mark ends right before it.
    """

    start: int
    text: str
    mark: str
    tip: str
    joins: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that states relations, or the text between two of them."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    name: str
    tip: str

    @property
    def rank(self) -> tuple[bool, int]:
        """The last is on top: names over what was left out, the shorter over the longer."""
        return self.name != DROPPED, self.start - self.end


def passages(explanation: Explanation) -> list[Passage]:
    """The whole text of a report in order, cut at the sentences that state relations and inside them at marks."""
    start, end = explanation.facts.report.start, explanation.facts.report.end
    sentences = {relation.evidence for relation in explanation.facts.relations if relation.evidence}
    fences = _fences((start, end), sentences)
    cuts = _fences((start, end), [*sentences, *((mark.start, mark.end) for mark in _marks(explanation))])
    pieces = list(_pieces(explanation, cuts))
    return [
        Passage(first, tuple(piece for piece in pieces if first <= piece.start < last))
        for first, last in pairwise(fences)
    ]


def visible(text: str) -> str:
    """The text with each control character, those that turn the writing round included, as a replacement sign."""
    return _CONTROL.sub("\ufffd", text)


def _fences(whole: Span, spans: Iterable[Span]) -> list[int]:
    inside = {place for span in spans for place in span if whole[0] < place < whole[1]}
    return [whole[0], *sorted(inside), whole[1]]


def _pieces(explanation: Explanation, cuts: list[int]) -> Iterator[Piece]:
    coming = sorted(_marks(explanation), key=lambda mark: mark.start, reverse=True)
    begin = explanation.facts.report.start
    open_: list[_Mark] = []
    last: _Mark | None = None
    for start, end in pairwise(cuts):
        while coming and coming[-1].start <= start:
            open_.append(coming.pop())
        open_ = sorted((mark for mark in open_ if mark.end > start), key=lambda mark: mark.rank)
        top = open_[-1] if open_ else None
        tip = "\n".join(dict.fromkeys(mark.tip for mark in reversed(open_)))
        text = visible(explanation.text[start - begin : end - begin])
        joins = last is not None and top is not None and top != last
        yield Piece(start, text, top.name if top else "", visible(tip), joins)
        last = top


def _marks(explanation: Explanation) -> Iterator[_Mark]:
    for naming in namings(explanation):
        entity = naming.entity
        said = [label_words(entity.label, entity.kind), entity.name, f"规则 {entity.rule}"]
        tip = " · ".join([*said, *remarks(entity, explanation.facts)])
        yield from (_Mark(start, end, entity.label, tip) for start, end in naming.spans)
    for one in explanation.facts.dropped:
        yield _Mark(*one.span, DROPPED, f"未采用或并入：{one.text} · 规则 {one.rule} · {one.reason}")
