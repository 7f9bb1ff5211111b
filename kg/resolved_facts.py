"""A report's facts once copies have told what its masks hide: the true names in place of the masks.

`resolved` changes only what rests on a mask that is told of: the entity, its relations, and the ids built on its id.
The facts as they were read are kept by whoever may have to take it back.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import NamedTuple

from kg.records import Dropped, Entity, Facts, Redaction, Relation, Report, Span, identity

_RULE = "copied-name"


class Resolution(NamedTuple):
    """What copies say of a mask of one report, by the entity's id; of what hangs on a mask as well.

    `entity` is the true one, with neither aliases nor mentions, and `spans` are the mask's mentions that it holds for.
    Where copies leave these open, `entity` is None and `candidates` are the names that they have. `why` is for readers.
    """

    mask: str
    spans: tuple[Span, ...]
    entity: Entity | None
    candidates: tuple[str, ...] = ()
    why: str = ""


def is_open(entity: Entity) -> bool:
    """Whether a mask is all that is known of a place or body."""
    return entity.redacted and not entity.properties.get("resolved_by") and entity.label in ("Place", "Organization")


def hanging(entities: Iterable[Entity]) -> dict[str, str]:
    """What has its id from the id of an open mask (a village beneath it, a post in it), with the id it hangs on.

    The ids themselves tell: they are made of a name and of the id of what holds the thing (`loaders.resolve.identity`).
    """
    known = list(entities)
    masks = [one.id for one in known if is_open(one)]
    found: dict[str, str] = {}
    reached = masks
    while reached:
        new = {one.id: on for one in known if one.id not in found and (on := _holder(one, reached)) is not None}
        found |= {ident: on for ident, on in new.items() if ident not in masks}
        reached = [ident for ident in new if ident not in masks]
    return found


def _holder(entity: Entity, among: Iterable[str]) -> str | None:
    return next((ident for ident in among if _form(entity, ident) is not None), None)


def _form(entity: Entity, holder: str) -> str | None:
    """The name that an entity's id is made of together with its holder's id, if it is."""
    return next((form for form in _forms(entity) if identity(entity.label, form, holder) == entity.id), None)


def _forms(entity: Entity) -> Iterator[str]:
    for name in (entity.name, *entity.aliases):
        yield name
        if entity.label == "Practice":  # known by its name without the last word
            yield from (name[:length] for length in range(2, len(name)))


def resolved(facts: Facts, resolutions: Iterable[Resolution]) -> Facts:
    """The facts with the true names. Resolutions of what the facts do not hold are passed over.

    A mask that is several things stays in the facts where what is said of it cannot be given to one of them.
    """
    telling = _telling(facts, resolutions)
    if not telling.named and not telling.open:
        return facts
    left = _left_over(facts, telling)
    entities: dict[str, Entity] = {}
    for entity in facts.entities:
        for one in _told_of(entity, telling, left.get(entity.id, ())):
            held = entities.get(one.id)
            entities[one.id] = one if held is None else _merged(held, one)
    relations, dropped = _relations(facts, telling)
    own_side = facts.report.own_side
    return Facts(
        replace(facts.report, own_side=None if own_side is None else telling.one(own_side)),
        tuple(entities.values()),
        relations,
        (*facts.dropped, *dropped),
        tuple(_redaction(one, telling) for one in facts.redactions),
    )


def with_names(entities: tuple[Entity, ...], resolutions: Iterable[Resolution]) -> tuple[Entity, ...]:
    """The entities alone with the true names."""
    return resolved(Facts(Report("", "", 0, 0, ""), entities), resolutions).entities


# xx市、xx市和xx市: what these say of one name of a list they say of all
_CHAIN = 3
_OF_ALL = frozenset({"VISITED", "ADOPTED", "INSPIRED", "PROPOSED"})
_LISTED = re.compile("[、,，]?(?:和|与|及|以及)?")


@dataclass(frozen=True, slots=True)
class _Telling:
    """What becomes of the masks: `ids` of those that are one thing throughout, and of all that hangs on them.

    `named` and `open` are the resolutions by mask, `mentions` the mentions of masks that are several things.
    """

    named: Mapping[str, tuple[Resolution, ...]]
    open: Mapping[str, Resolution]
    ids: Mapping[str, str]
    mentions: Mapping[str, tuple[Span, ...]]
    entities: Mapping[str, Entity]

    def ends(self, ident: str, relation: Relation) -> tuple[str, ...]:
        """What an end of a relation is: by the mentions in its sentence, where the mask is several things."""
        if ident in self.ids or ident not in self.mentions:
            return (self.ids.get(ident, ident),)
        named = {one: told.entity.id for told in self.named[ident] if told.entity for one in told.spans}
        inside = _inside(self.mentions[ident], relation.evidence)
        if relation.type == "LOCATED_IN" and ident == relation.tail:
            held = {start for start, _ in self.entities[relation.head].mentions}
            inside = [one for one in inside if not held.isdisjoint(range(one[1], one[1] + _CHAIN))] or inside
        found = dict.fromkeys(named.get(one, ident) for one in inside or self.mentions[ident])
        of_all = relation.type in _OF_ALL and inside and _are_listed(inside, relation)
        return tuple(found) if len(found) == 1 or of_all else (ident,)

    def one(self, ident: str) -> str:
        """What an entity is now, by itself."""
        return self.ids.get(ident, ident)


def _inside(mentions: Iterable[Span], evidence: Span | None) -> list[Span]:
    return [one for one in mentions if evidence and evidence[0] <= one[0] and one[1] <= evidence[1]]


def _are_listed(mentions: Sequence[Span], relation: Relation) -> bool:
    """Whether these mentions in a relation's sentence are one list, with nothing else between them."""
    if relation.sentence is None or relation.evidence is None:
        return False
    start, said = relation.evidence[0], relation.sentence
    return all(_LISTED.fullmatch(said[one[1] - start : other[0] - start]) for one, other in pairwise(sorted(mentions)))


def _telling(facts: Facts, resolutions: Iterable[Resolution]) -> _Telling:
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
        if len(told) > 1 or _rest(entities[ident], told)
    }
    return _Telling(named, unsettled, _ids(facts, named, several), several, entities)


def _rest(mask: Entity, told: Iterable[Resolution]) -> tuple[Span, ...]:
    """The mentions of a mask of which nothing is told."""
    known = {span for one in told for span in one.spans}
    return tuple(span for span in mask.mentions if span not in known)


def _left_over(facts: Facts, telling: _Telling) -> dict[str, set[Span]]:
    """The mentions of masks that are several things on which still rests what cannot be given to one of these."""
    left: dict[str, set[Span]] = defaultdict(set)
    for one in facts.relations:
        for ident in (one.head, one.tail):
            if ident in telling.mentions and ident in telling.ends(ident, one):
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
        form = _form(entities[ident], holder) if holder in ids else None
        if form is not None and ident not in named:
            ids[ident] = identity(entities[ident].label, form, ids[holder])
    return ids


def _told_of(entity: Entity, telling: _Telling, left: Collection[Span]) -> Iterator[Entity]:
    """An entity as what it turned out to be; what is left of a mask that is several things stays a mask."""
    told = telling.named.get(entity.id, ())
    for one in told:
        if one.entity is not None:
            yield _true(entity, one, one.entity)
    rest = tuple(sorted({*_rest(entity, told), *left}))
    unsettled = telling.open.get(entity.id)
    candidates = _candidates(entity.properties.get("candidates") or (), unsettled)
    if not told or rest:
        mentions = rest if told else entity.mentions
        properties = {**entity.properties, **({"candidates": list(candidates)} if candidates else {})}
        yield replace(entity, id=telling.one(entity.id), mentions=mentions, properties=properties)


def _candidates(known: Iterable[str], unsettled: Resolution | None) -> tuple[str, ...]:
    """What a mask may hide by its report (full names: 浙江省嘉兴市), and besides by the copies."""
    names = tuple(map(str, known))
    more = unsettled.candidates if unsettled is not None else ()
    return (*names, *(one for one in more if not any(name.endswith(one) for name in names)))


def _true(mask: Entity, told: Resolution, entity: Entity) -> Entity:
    """The true entity where the mask stands; what only hung on a mask was named all along."""
    aliases = tuple(sorted({mask.name, *mask.aliases} - {entity.name}))
    reason = {"resolved_by": told.why} if mask.redacted else {}
    return replace(
        entity,
        aliases=aliases,
        redacted=mask.redacted,
        mentions=told.spans,
        rule=mask.rule,
        properties={**entity.properties, **reason},
    )


def _merged(held: Entity, more: Entity) -> Entity:
    """Two that turned out to be one, or one that the report names elsewhere."""
    reasons = dict.fromkeys(
        str(one.properties["resolved_by"]) for one in (held, more) if "resolved_by" in one.properties
    )
    properties = {**more.properties, **held.properties}
    if reasons:
        properties["resolved_by"] = "；".join(reasons)
    return replace(
        held,
        aliases=tuple(sorted({*held.aliases, *more.aliases, more.name} - {held.name})),
        redacted=held.redacted or more.redacted,
        mentions=tuple(sorted({*held.mentions, *more.mentions})),
        properties=properties,
    )


def _relations(facts: Facts, telling: _Telling) -> tuple[tuple[Relation, ...], list[Dropped]]:
    """The relations with their true ends; those that say nothing any more as dropped."""
    kept: dict[tuple[str, str, str, bool], Relation] = {}
    dropped: list[Dropped] = []
    for one in facts.relations:
        for head, tail in product(telling.ends(one.head, one), telling.ends(one.tail, one)):
            key = one.type, head, tail, one.evidence is None
            if head == tail or key in kept:
                reason = "both ends are one" if head == tail else "stated before"
                span = one.evidence or (facts.report.start, facts.report.start)
                dropped.append(Dropped(one.sentence or one.type, span, _RULE, f"{reason}, now that the mask is known"))
            else:
                kept[key] = replace(one, head=head, tail=tail)
    return tuple(kept.values()), dropped


def _redaction(one: Redaction, telling: _Telling) -> Redaction:
    for told in telling.named.get(one.entity or "", ()):
        if one.span in told.spans and told.entity is not None:
            return replace(one, name=told.entity.name, candidates=(), why=told.why, entity=told.entity.id)
    unsettled = telling.open.get(one.entity or "")
    if unsettled is not None and one.span in unsettled.spans:
        return replace(one, candidates=_candidates(one.candidates, unsettled), why=unsettled.why)
    return one
