"""What a graph holds, counted."""

from collections import Counter

from kg.copies import named_by_copies_alone
from kg.ontology import LABELS, RELATIONS
from kg.stores.base import Result, Store


def count_all(store: Store) -> Result:
    """Nodes by label and kind, then relationships by type: one row each, in the ontology's order, none for zero.

    What only copies of reports name (a mask of their own, a damaged name) is not counted.
    """
    nodes = Counter(_counts(store, "MATCH (n) UNWIND labels(n) AS name RETURN name, count(*)"))
    nodes.subtract(label for labels in named_by_copies_alone(store).values() for label in labels)
    relations = _counts(store, "MATCH ()-[r]->() RETURN type(r) AS name, count(*)")
    rows: list[tuple[str, str, int]] = []
    for label, row in LABELS.items():
        rows.append((label, row.chinese, nodes[label]))
        rows += [(f"{label}:{kind}", chinese, nodes[kind]) for kind, chinese in row.kinds.items()]
    rows += [(name, relation.chinese, relations.get(name, 0)) for name, relation in RELATIONS.items()]
    return Result(("类别", "名称", "数量"), tuple(row for row in rows if row[2]))


def _counts(store: Store, query: str) -> dict[str, int]:
    return dict(store.read(query).rows)
