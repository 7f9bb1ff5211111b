"""What the ends of a report's relations are, once copies have told what its masks hide."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from kg.records import Entity, Facts, Relation, Span, identity
from kg.resolutions import Resolution, form_with, hanging

# what these say of one name of a list (xx市、xx市和xx市) they say of all
_OF_ALL = frozenset({"VISITED", "ADOPTED", "INSPIRED", "PROPOSED"})
_LISTED = re.compile("[、,，]?(?:和|与|及|以及)?")
_NEAR = 3
"""A name that begins so far behind a mask at most lies in it: xx市|海曙区, xx市的|海曙区."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What becomes of the masks: `ids` of those that are one thing throughout, and of all that hangs on them.

    `named` and `open` are the resolutions by mask, `mentions` the mentions of masks that are several things.
    """

    named: Mapping[str, tuple[Resolution, ...]]
    open: Mapping[str, Resolution]
    ids: Mapping[str, str]
    mentions: Mapping[str, tuple[Span, ...]]
    entities: Mapping[str, Entity]

    def pairs(self, relation: Relation) -> list[tuple[str, str]]:
        """The ends of a relation as they are now: several pairs where a mask is several things."""
        if relation.type == "LOCATED_IN" and (chained := self._chained(relation)):
            return chained
        return list(product(self._ends(relation.head, relation), self._ends(relation.tail, relation)))

    def one(self, ident: str) -> str:
        """What an entity is now, by itself."""
        return self.ids.get(ident, ident)

    def _ends(self, ident: str, relation: Relation) -> tuple[str, ...]:
        """What an end is, by the mentions in the sentence; those of a list are all meant."""
        if ident not in self.mentions:
            return (self.one(ident),)
        inside = _inside(self.mentions[ident], relation.evidence)
        found = dict.fromkeys(self._at(ident, one) for one in inside or self.mentions[ident])
        of_all = relation.type in _OF_ALL and inside and _are_listed(inside, relation)
        return tuple(found) if len(found) == 1 or of_all else (ident,)

    def _chained(self, relation: Relation) -> list[tuple[str, str]]:
        """The pairs that a sentence puts into each other: xx市|xx区, xx市|民政局."""
        if relation.head not in self.mentions and relation.tail not in self.mentions:
            return []
        held, holder = self.entities.get(relation.head), self.entities.get(relation.tail)
        inner = _inside(held.mentions if held else (), relation.evidence)
        outer = _inside(holder.mentions if holder else (), relation.evidence)
        found = (
            (self._at(relation.head, one), self._at(relation.tail, other))
            for one in inner
            for other in outer
            if one[0] == other[0] or other[1] <= one[0] < other[1] + _NEAR
        )
        return list(dict.fromkeys(found))

    def _at(self, ident: str, mention: Span) -> str:
        """What an entity is where one of its mentions stands."""
        told = self.named.get(ident, ()) if ident in self.mentions else ()
        return next((one.entity.id for one in told if one.entity and mention in one.spans), self.one(ident))


def _inside(mentions: Iterable[Span], evidence: Span | None) -> list[Span]:
    return [one for one in mentions if evidence and evidence[0] <= one[0] and one[1] <= evidence[1]]


def _are_listed(mentions: Sequence[Span], relation: Relation) -> bool:
    """Whether these mentions in a relation's sentence are one list, with nothing else between them."""
    if relation.sentence is None or relation.evidence is None:
        return False
    start, said = relation.evidence[0], relation.sentence
    return all(_LISTED.fullmatch(said[one[1] - start : other[0] - start]) for one, other in pairwise(sorted(mentions)))


def telling_of(facts: Facts, resolutions: Iterable[Resolution]) -> Telling:
    """What the resolutions come to for a report's facts; those of what it does not hold are passed over."""
    entities = {entity.id: entity for entity in facts.entities}
    named: dict[str, tuple[Resolution, ...]] = {}
    unsettled: dict[str, Resolution] = {}
    for one in resolutions:
        if one.mask in entities and one.entity is not None and one.entity.id != one.mask:
            named[one.mask] = (*named.get(one.mask, ()), one)
        elif one.mask in entities and one.entity is None:
            unsettled[one.mask] = one
    several = {
        ident: entities[ident].mentions
        for ident, told in named.items()
        if len(told) > 1 or rest_of(entities[ident], told)
    }
    return Telling(named, unsettled, _ids(facts, named, several), several, entities)


def rest_of(mask: Entity, told: Iterable[Resolution]) -> tuple[Span, ...]:
    """The mentions of a mask of which nothing is told."""
    known = {span for one in told for span in one.spans}
    return tuple(span for span in mask.mentions if span not in known)


def left_over(facts: Facts, telling: Telling) -> dict[str, set[Span]]:
    """The mentions of masks that are several things on which still rests what cannot be given to one of these."""
    left: dict[str, set[Span]] = defaultdict(set)
    for one in facts.relations:
        for ident in (one.head, one.tail):
            if ident in telling.mentions and any(ident in pair for pair in telling.pairs(one)):
                mentions = telling.mentions[ident]
                left[ident].update(_inside(mentions, one.evidence) or mentions[:1])
    own_side = facts.report.own_side
    if own_side is not None and own_side in telling.mentions:
        left[own_side].update(telling.mentions[own_side][:1])
    return left


def _ids(facts: Facts, named: Mapping[str, tuple[Resolution, ...]], several: Iterable[str]) -> dict[str, str]:
    """The new ids of masks that are one thing throughout, and of what hangs on them and is not told of itself."""
    ids = {mask: told[0].entity.id for mask, told in named.items() if mask not in several and told[0].entity}
    entities = {entity.id: entity for entity in facts.entities}
    for ident, holder in hanging(facts.entities).items():  # holders come before what they hold
        form = form_with(entities[ident], holder) if holder in ids else None
        if form is not None and ident not in named:
            ids[ident] = identity(entities[ident].label, form, ids[holder])
    return ids
