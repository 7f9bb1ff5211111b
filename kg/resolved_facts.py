"""A report's facts once copies have told what its masks hide: the true names in place of the masks.

`resolved` changes only what rests on a mask that is told of: the entity, its relations, and the ids built on its id.
The facts as they were read are kept by whoever may have to take it back.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kg.records import Dropped, Entity, Facts, Redaction, Relation, Report, Span
from kg.resolutions import Resolution
from kg.true_ends import Telling, left_over, rest_of, telling_of

_RULE = "copied-name"


def resolved(facts: Facts, resolutions: Iterable[Resolution]) -> Facts:
    """The facts with the true names. Resolutions of what the facts do not hold are passed over.

    A mask that is several things stays in the facts where what is said of it cannot be given to one of them.
    """
    telling = telling_of(facts, resolutions)
    if not telling.named and not telling.open:
        return facts
    left = left_over(facts, telling)
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


def _told_of(entity: Entity, telling: Telling, left: Collection[Span]) -> Iterator[Entity]:
    """An entity as what it turned out to be; what is left of a mask that is several things stays a mask."""
    told = telling.named.get(entity.id, ())
    for one in told:
        if one.entity is not None:
            yield _true(entity, one, one.entity)
    rest = tuple(sorted({*rest_of(entity, told), *left}))
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


def _relations(facts: Facts, telling: Telling) -> tuple[tuple[Relation, ...], list[Dropped]]:
    """The relations with their true ends; those that say nothing any more as dropped."""
    kept: dict[tuple[str, str, str, bool], Relation] = {}
    dropped: list[Dropped] = []
    for one in facts.relations:
        for head, tail in telling.pairs(one):
            key = one.type, head, tail, one.evidence is None
            if head == tail or key in kept:
                reason = "both ends are one" if head == tail else "stated before"
                span = one.evidence or (facts.report.start, facts.report.start)
                dropped.append(Dropped(one.sentence or one.type, span, _RULE, f"{reason}, now that the mask is known"))
            else:
                kept[key] = replace(one, head=head, tail=tail)
    return tuple(kept.values()), dropped


def _redaction(one: Redaction, telling: Telling) -> Redaction:
    for told in telling.named.get(one.entity or "", ()):
        if one.span in told.spans and told.entity is not None:
            return replace(one, name=told.entity.name, candidates=(), why=told.why, entity=told.entity.id)
    unsettled = telling.open.get(one.entity or "")
    if unsettled is not None and one.span in unsettled.spans:
        return replace(one, candidates=_candidates(one.candidates, unsettled), why=unsettled.why)
    return one
