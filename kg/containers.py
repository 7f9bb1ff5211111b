"""The places that hold a report's places by the gazetteer, whether or not the report names them."""

from collections.abc import Iterable
from dataclasses import replace

from kg.records import Entity, Facts, Relation

PROPERTY = "containers"
"""The entity property: `[id, kind, name, code]` of each container, the nearest first."""


def with_containers(facts: Facts) -> Facts:
    """The facts with every container as an entity without mentions and a LOCATED_IN without evidence for each link.

    What the report itself names or states stays as it is.
    """
    entities = {entity.id: entity for entity in facts.entities}
    relations = {(r.type, r.head, r.tail) for r in facts.relations}
    added: list[Relation] = []
    for entity in facts.entities:
        held = entity.id
        for container in _containers(entity):
            entities.setdefault(container.id, container)
            link = ("LOCATED_IN", held, container.id)
            if link not in relations:
                relations.add(link)
                added.append(Relation(*link, rule="located-gazetteer"))
            held = container.id
    return replace(facts, entities=tuple(entities.values()), relations=(*facts.relations, *added))


def _containers(entity: Entity) -> Iterable[Entity]:
    for ident, kind, name, code in entity.properties.get(PROPERTY, ()):
        yield Entity(ident, "Place", kind, name, rule="gazetteer", properties={"code": code})
