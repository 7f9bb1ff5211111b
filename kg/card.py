"""An entity's card: what the graph says about one node, every relationship with its sentence and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.ontology import LABELS, RELATIONS
from kg.records import Span
from kg.stores.base import Store

_KEPT = frozenset({"implied", "signature", "withheld", "surroundings", "imprint", "as_read", "resolutions", "family"})
_HIDDEN = frozenset({"id", "name", "aliases", "kind"}) | _KEPT


@dataclass(frozen=True, slots=True)
class Statement:
    """A relationship seen from the card's node: `outgoing` when that node is its head.

    `span`, `sentence`, `report` (title) and `source` (file) are None where the gazetteer alone says it, `locator` (page
    or paragraph) also where the source is plain text.
    """

    type: str
    outgoing: bool
    other: str
    other_id: str
    properties: Mapping[str, Any]
    sentence: str | None
    report: str | None
    source: str | None
    span: Span | None
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A report that names the node: under which names, and at which spans of its file."""

    report: str
    source: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    resolved_by: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """All about one node. `containers` are the names of what it lies in, nearest first."""

    id: str
    name: str
    labels: tuple[str, ...]
    aliases: tuple[str, ...]
    properties: Mapping[str, Any]
    containers: tuple[str, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]


def read_card(store: Store, id: str, label: str) -> Card:
    """The card of the node with this id and base label, which the store must hold (see `kg.names`)."""
    if label not in LABELS:
        raise ValueError(f"unknown label {label!r}")
    start = f"MATCH (n:{label} {{id: $id}})"
    node = store.read(f"{start} RETURN n", {"id": id}).rows[0][0]
    return Card(
        id=id,
        name=node.properties["name"],
        labels=tuple(node.labels),
        aliases=tuple(node.properties.get("aliases") or ()),
        properties={key: value for key, value in sorted(node.properties.items()) if key not in _HIDDEN and value},
        containers=_containers(store, start, id),
        statements=_statements(store, start, id),
        mentions=_mentions(store, start, id),
    )


def _containers(store: Store, start: str, id: str) -> tuple[str, ...]:
    query = f"""{start} MATCH path = (n)-[:LOCATED_IN*1..6]->(place:Place)
    WITH place, max(length(path)) AS steps RETURN place.name, steps, place.id ORDER BY steps, place.name, place.id"""
    return tuple(row[0] for row in store.read(query, {"id": id}).rows)


def _statements(store: Store, start: str, id: str) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for outgoing, pattern in ((True, "(n)-[r]->(other)"), (False, "(n)<-[r]-(other)")):
        query = f"""{start} MATCH {pattern} WHERE type(r) <> 'MENTIONS'
        WITH r, other, r.report AS report_id OPTIONAL MATCH (report:Report {{id: report_id}})
        RETURN r, other.name, other.id, report.name, report.source"""
        rows = store.read(query, {"id": id}).rows
        found += [_statement(row[0].type, row[0].properties, outgoing, *row[1:]) for row in rows]
    order = list(RELATIONS)
    return tuple(
        sorted(found, key=lambda s: (order.index(s.type), not s.outgoing, s.other, s.other_id, s.report or ""))
    )


def _statement(
    type: str, properties: Mapping[str, Any], outgoing: bool, other: str, other_id: str, *origin: str | None
) -> Statement:
    evidence = properties.get("evidence")
    own = {item.name: properties[item.name] for item in RELATIONS[type].properties if properties.get(item.name)}
    span = (evidence[0], evidence[1]) if evidence else None
    report, source = origin
    said = properties.get("sentence"), report, source, span, properties.get("locator")
    return Statement(type, outgoing, other, other_id, own, *said)


def _mentions(store: Store, start: str, id: str) -> tuple[Mention, ...]:
    query = f"""{start} MATCH (report:Report)-[m:MENTIONS]->(n)
    RETURN report.name, report.source, m.names, m.spans, m.resolved_by ORDER BY report.name, report.id"""
    rows = store.read(query, {"id": id}).rows
    return tuple(Mention(row[0], row[1], tuple(row[2] or ()), _pairs(row[3]), row[4]) for row in rows)


def _pairs(flat: list[int] | None) -> tuple[Span, ...]:
    numbers = flat or []
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
