"""What a network view draws, and how to fetch it from a store.

Reports and their MENTIONS are left out, unless one asks for what is around a report. What only copies of reports
name is left out of the whole graph, so that each thing is drawn once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kg.copies import named_by_copies_alone
from kg.errors import ViewError
from kg.ontology import ENTITY_LABELS, FACT_RELATIONS, LABELS
from kg.stores.base import Node, Relationship, Store
from visualizations.selection import most_connected

_NOTHING: Mapping[str, Any] = MappingProxyType({})

WHOLE_LIMIT = 20_000
"""How many nodes a view of the whole graph takes; a browser draws as many in some seconds."""

AROUND_LIMIT = 2_000
"""How many nodes a view around a name takes."""

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class ReportTitle:
    """What a reader needs to find a report again: its title, its file as the user named it, how many copies it has."""

    title: str
    source: str
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """A masked name in a report that was recognised for certain: the mask, why, and the report's id."""

    mask: str
    reason: str
    report: str


@dataclass(frozen=True)
class GraphData:
    """Nodes and the relationships between them.

    `reports` holds the reports these rest on, by report id, `resolutions` the masks under which a node was
    recognised, by node id. `total_nodes` is how many there are in all, where `nodes` is only a part.
    """

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    reports: Mapping[str, ReportTitle] = field(default_factory=lambda: _NOTHING)
    resolutions: Mapping[str, tuple[Resolution, ...]] = field(default_factory=lambda: _NOTHING)
    total_nodes: int | None = None


def whole_graph(store: Store, limit: int = WHOLE_LIMIT) -> GraphData:
    """The whole graph, or of a larger one the `limit` most connected nodes."""
    doubled = named_by_copies_alone(store)
    labels = {
        str(row[0]): label
        for label in ENTITY_LABELS
        for row in store.read(f"MATCH (n:{label}) RETURN n.id ORDER BY n.id").rows
        if row[0] not in doubled
    }
    total = len(labels)
    if total > limit:
        labels = _best(store, labels, limit)
    return _fetched(store, labels, FACT_RELATIONS, total)


def around(store: Store, node_ids: Sequence[str], depth: int, limit: int = AROUND_LIMIT) -> GraphData:
    """What lies within `depth` steps of the given nodes, in either direction, and all relationships therein.

    Where more than `limit` nodes lie there, the nearest and best connected are taken. Raises ViewError
    for an id that the store does not hold.
    """
    starts = _labels_of(store, node_ids)
    missing = sorted(set(node_ids) - set(starts))
    if missing:
        raise ViewError(f"the graph holds no node {missing[0]}; find the right name with: kg show NAME")
    types = (*FACT_RELATIONS, "MENTIONS", "REPUBLISHES") if "Report" in starts.values() else FACT_RELATIONS
    reached, frontier, total = dict(starts), dict(starts), len(starts)
    for _ in range(depth):
        found = _neighbours(store, frontier, types, reached)
        total += len(found)
        frontier = dict(found[: max(limit - len(reached), 0)])
        reached |= frontier
        if not frontier:
            break
    return _fetched(store, reached, types, total)


def _best(store: Store, labels: Mapping[str, str], limit: int) -> dict[str, str]:
    ids = list(labels)
    numbers = {ident: number for number, ident in enumerate(ids)}
    ends = [
        (numbers[row[0]], numbers[row[1]])
        for name in FACT_RELATIONS
        for row in store.read(f"MATCH (a)-[:{name}]->(b) RETURN DISTINCT a.id, b.id").rows
    ]
    chosen = most_connected([labels[ident] for ident in ids], sorted(ends), limit)
    return {ids[number]: labels[ids[number]] for number in chosen}


def _labels_of(store: Store, ids: Iterable[str]) -> dict[str, str]:
    wanted = sorted(set(ids))
    return {
        row[0]: label
        for label in LABELS
        for row in store.read(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id", {"ids": wanted}).rows
    }


def _neighbours(
    store: Store, frontier: Mapping[str, str], types: Sequence[str], reached: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Ids and base labels one step on, not reached before: those with most links to the frontier first."""
    links: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for label, ids in _by_label(frontier):
        query = (
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r:{'|'.join(types)}]-(m) RETURN m.id, labels(m), type(r)"
        )
        for ident, names, kind in store.read(query, {"ids": ids}).rows:
            base = next(name for name in names if name in LABELS)
            # from a report to its copies, but not over a name to all reports that have it
            if ident not in reached and (base != "Report" or kind == "REPUBLISHES"):
                links[ident] += 1
                labels[ident] = base
    return [(ident, labels[ident]) for ident in sorted(links, key=lambda ident: (-links[ident], ident))]


def _by_label(labels: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    for label in LABELS:
        ids = sorted(ident for ident, own in labels.items() if own == label)
        for start in range(0, len(ids), _CHUNK):
            yield label, ids[start : start + _CHUNK]


def _fetched(store: Store, labels: Mapping[str, str], types: Sequence[str], total: int) -> GraphData:
    nodes: list[Node] = []
    relationships: list[Relationship] = []
    resolutions: dict[str, tuple[Resolution, ...]] = {}
    for label, ids in _by_label(labels):
        start = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})"
        nodes += (row[0] for row in store.read(f"{start} RETURN n", {"ids": ids}).rows)
        relationships += (one for one in _outgoing(store, start, ids, types) if one.end in labels)
        for ident, resolution in _resolved(store, start, ids):
            resolutions[ident] = (*resolutions.get(ident, ()), resolution)
    used = {one.properties.get("report") for one in relationships}
    used |= {resolution.report for found in resolutions.values() for resolution in found}
    used |= {ident for ident, label in labels.items() if label == "Report"}
    return GraphData(tuple(nodes), tuple(relationships), _titles(store, used), resolutions, total)


def _outgoing(store: Store, start: str, ids: list[str], types: Sequence[str]) -> Iterator[Relationship]:
    # the ends' ids beside the properties: a relationship alone would have each end looked up
    query = f"{start} MATCH (n)-[r:{'|'.join(types)}]->(m) RETURN type(r), n.id, m.id, properties(r)"
    for kind, head, tail, properties in store.read(query, {"ids": ids}).rows:
        yield Relationship(str(properties.get("id", "")), kind, head, tail, properties)


def _resolved(store: Store, start: str, ids: list[str]) -> Iterator[tuple[str, Resolution]]:
    query = (
        f"{start} MATCH (n)<-[m:MENTIONS]-(r:Report) WHERE m.resolved_by IS NOT NULL "
        "RETURN n.id, n.name, m.names, m.resolved_by, r.id ORDER BY r.id"
    )
    for ident, name, names, reason, report in store.read(query, {"ids": ids}).rows:
        masks = [one for one in names or () if one != name]
        yield ident, Resolution("、".join(masks), str(reason), report)


def _titles(store: Store, ids: Iterable[str | None]) -> dict[str, ReportTitle]:
    wanted = sorted(ident for ident in ids if ident)
    query = (
        "UNWIND $ids AS id MATCH (r:Report {id: id}) OPTIONAL MATCH (copy:Report)-[:REPUBLISHES]->(r) "
        "RETURN r.id, r.name, r.source, count(copy)"
    )
    return {
        ident: ReportTitle(str(title), str(source or ""), copies)
        for place in range(0, len(wanted), _CHUNK)
        for ident, title, source, copies in store.read(query, {"ids": wanted[place : place + _CHUNK]}).rows
    }
