"""One report as annotated and as extracted, compared thing by thing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from kg.gold_file import VISITOR, GoldEntity, GoldRelation, GoldReport, GoldVisit
from kg.name_matching import match_entities, names_of, normal_names
from kg.ontology import FACT_RELATIONS
from kg.records import Entity, Facts, Relation, Visit

Verdict = Literal["found", "missed", "spurious"]

KIND = "kind"
STATUS = "status"
SLOTS = ("visitor", "start_date", "end_date", "participants")

_One = TypeVar("_One", GoldRelation, Relation)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that annotators or extraction or both found.

    `group` is a label or relation type; `names` the name of an entity, those of a relation's ends, or a
    report's title; `report` the annotators' id, of a report they do not have the system's; `sentence` is
    where it stands, if that is known.
    """

    verdict: Verdict
    group: str
    report: str
    names: tuple[str, ...]
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Whether one property is right: a found entity's KIND, a found adoption's STATUS, one of SLOTS of a visit."""

    name: str
    right: bool


def compare(gold: GoldReport, facts: Facts) -> tuple[list[Outcome], list[Check]]:
    """Judge a report's entities and relations, and the properties of those found."""
    pair = _Pair(gold, facts, match_entities(gold.entities, facts.entities))
    relations = [outcome for type_ in FACT_RELATIONS for outcome in _relation_outcomes(pair, type_)]
    outcomes = [*_spurious_or_found(pair), *_missed(pair), *relations]
    return outcomes, [*_kind_checks(pair), *_status_checks(pair), *_slot_checks(pair)]


def sentence_of(entity: Entity, facts: Facts) -> str | None:
    """A sentence, out of those that state a relation, in which the entity is mentioned."""
    for relation in facts.relations:
        start, end = relation.evidence or (0, 0)
        if any(start <= mention[0] < end for mention in entity.mentions):
            return relation.sentence
    return None


@dataclass(frozen=True, slots=True)
class _Unmatched:
    """An end of an extracted relation that no annotator has."""

    id: str


_End = str | _Unmatched
_Ends = tuple[_End, _End]


@dataclass(frozen=True)
class _Pair:
    """A report twice; `matched` maps extracted entities to annotated ones.

    The own side is one end of relations, VISITOR, whatever name either gives it.
    """

    gold: GoldReport
    facts: Facts
    matched: Mapping[str, str]

    @cached_property
    def annotated(self) -> dict[str, GoldEntity]:
        return {entity.id: entity for entity in self.gold.entities}

    @cached_property
    def extracted(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.facts.entities}

    @cached_property
    def own_names(self) -> frozenset[str]:
        return normal_names(self.gold.visit.visitor if self.gold.visit else ())

    def is_own(self, entity: GoldEntity | Entity) -> bool:
        return not self.own_names.isdisjoint(names_of(entity))

    def annotated_end(self, id_: str) -> _End:
        return VISITOR if id_ == VISITOR or self.is_own(self.annotated[id_]) else id_

    def extracted_end(self, id_: str) -> _End:
        match = self.matched.get(id_)
        if id_ == self.facts.report.own_side:
            return VISITOR if match is None else self.annotated_end(match)
        if self.is_own(self.extracted[id_]):
            return VISITOR
        return _Unmatched(id_) if match is None else self.annotated_end(match)

    def annotated_names(self, relation: GoldRelation) -> tuple[str, ...]:
        ends = (relation.head, relation.tail)
        return tuple(end if end == VISITOR else self.annotated[end].name for end in ends)


def _spurious_or_found(pair: _Pair) -> Iterator[Outcome]:
    for entity in pair.facts.entities:
        verdict = _verdict(pair, entity)
        if verdict is not None:
            yield Outcome(verdict, entity.label, pair.gold.id, (entity.name,), sentence_of(entity, pair.facts))


def _verdict(pair: _Pair, entity: Entity) -> Verdict | None:
    """What an extracted entity is; None where it counts neither way."""
    match = pair.matched.get(entity.id)
    if match is not None:
        return None if pair.annotated[match].optional else "found"
    own = entity.id == pair.facts.report.own_side or pair.is_own(entity)
    return None if own or entity.redacted else "spurious"


def _missed(pair: _Pair) -> Iterator[Outcome]:
    found = set(pair.matched.values())
    for entity in pair.gold.entities:
        if entity.id not in found and not entity.redacted and not entity.optional:
            sentence = _annotated_sentence(entity, pair.gold)
            yield Outcome("missed", entity.label, pair.gold.id, (entity.name,), sentence)


def _annotated_sentence(entity: GoldEntity, report: GoldReport) -> str | None:
    texts = (relation.evidence for relation in report.relations if relation.evidence)
    return next((text for text in texts if any(name in text for name in (entity.name, *entity.aliases))), None)


def _relation_outcomes(pair: _Pair, type_: str) -> Iterator[Outcome]:
    stated = _by_ends(type_, pair.gold.relations, pair.annotated_end)
    given = _by_ends(type_, pair.facts.relations, pair.extracted_end)
    open_ = {ends for ends, relation in stated.items() if _is_open(pair, relation)}
    for ends, relation in given.items():
        if ends not in open_ and (ends in stated or not _is_pardoned(pair, relation, ends)):
            names = (pair.extracted[relation.head].name, pair.extracted[relation.tail].name)
            verdict: Verdict = "found" if ends in stated else "spurious"
            yield Outcome(verdict, type_, pair.gold.id, names, relation.sentence)
    for ends, missing in stated.items():
        if ends not in open_ and ends not in given:
            yield Outcome("missed", type_, pair.gold.id, pair.annotated_names(missing), missing.evidence)


def _by_ends(type_: str, relations: Iterable[_One], end: Callable[[str], _End]) -> dict[_Ends, _One]:
    """The relations of one type by their ends; of a visit only the tail counts, its party is a slot of its own."""
    of_type = (one for one in relations if one.type == type_)
    return {(VISITOR if type_ == "VISITED" else end(one.head), end(one.tail)): one for one in of_type}


def _is_open(pair: _Pair, relation: GoldRelation) -> bool:
    """Whether annotators differ on a relation or on one of its ends."""
    ends = (pair.annotated.get(end) for end in (relation.head, relation.tail))
    return relation.optional or any(end is not None and end.optional for end in ends)


def _is_pardoned(pair: _Pair, relation: Relation, ends: _Ends) -> bool:
    """Whether a relation that no annotator has is yet no mistake.

    Such are those of a redacted name or with one that nobody annotated, and containment that the annotators
    do not speak of or that follows from theirs.
    """
    redacted = any(pair.extracted[end].redacted for end in (relation.head, relation.tail))
    if redacted and any(isinstance(end, _Unmatched) for end in ends):
        return True
    if relation.type != "LOCATED_IN":
        return False
    containers = _containers(pair.gold, ends[0])
    return not containers or isinstance(ends[1], _Unmatched) or ends[1] in containers


def _containers(report: GoldReport, of: _End) -> set[str]:
    """What a thing lies in as annotated, directly or through others, under the ids of the gold file."""
    inside = [(one.head, one.tail) for one in report.relations if one.type == "LOCATED_IN"]
    found = {tail for head, tail in inside if head == of}
    while more := {tail for head, tail in inside if head in found} - found:
        found |= more
    return found


def _kind_checks(pair: _Pair) -> Iterator[Check]:
    for id_, match in pair.matched.items():
        annotated = pair.annotated[match]
        if annotated.kind and not annotated.optional:
            yield Check(KIND, annotated.kind == pair.extracted[id_].kind)


def _status_checks(pair: _Pair) -> Iterator[Check]:
    stated = _by_ends("ADOPTED", pair.gold.relations, pair.annotated_end)
    for ends, relation in _by_ends("ADOPTED", pair.facts.relations, pair.extracted_end).items():
        if ends in stated and not _is_open(pair, stated[ends]):
            yield Check(STATUS, relation.properties.get("status") == stated[ends].status)


def _slot_checks(pair: _Pair) -> Iterator[Check]:
    visit, given = pair.gold.visit or GoldVisit(), pair.facts.report.visit or Visit()
    if visit.visitor:
        own = pair.extracted.get(pair.facts.report.own_side or "")
        yield Check("visitor", own is not None and pair.is_own(own))
    for slot in SLOTS[1:]:
        wanted = getattr(visit, slot)
        if wanted is not None:
            yield Check(slot, str(getattr(given, slot)) == wanted)
