"""What a graph holds, counted."""

from kg.ontology import LABELS, RELATIONS
from kg.stores.base import Result, Store


def count_all(store: Store) -> Result:
    """Nodes by label and kind, then relationships by type: one row each, in the ontology's order, none for zero."""
    nodes = _counts(store, "MATCH (n) UNWIND labels(n) AS name RETURN name, count(*)")
    relations = _counts(store, "MATCH ()-[r]->() RETURN type(r) AS name, count(*)")
    rows: list[tuple[str, str, int]] = []
    for label, row in LABELS.items():
        rows.append((label, row.chinese, nodes.get(label, 0)))
        rows += [(f"{label}:{kind}", chinese, nodes.get(kind, 0)) for kind, chinese in row.kinds.items()]
    rows += [(name, relation.chinese, relations.get(name, 0)) for name, relation in RELATIONS.items()]
    return Result(("类别", "名称", "数量"), tuple(row for row in rows if row[2]))


def _counts(store: Store, query: str) -> dict[str, int]:
    return dict(store.read(query).rows)
