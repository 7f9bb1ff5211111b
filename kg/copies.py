"""What stands in a graph only because copies of reports name it."""

from kg.stores.base import Store

# a copy withholds what it states, and whoever withholds nothing is no copy
_NAMED = (
    "MATCH (copy:Report) WHERE copy.withheld IS NOT NULL MATCH (copy)-[:MENTIONS]->(n) WITH DISTINCT n "
    "WHERE NOT EXISTS { MATCH (n)<-[:MENTIONS]-(r:Report) WHERE r.withheld IS NULL } RETURN n.id, labels(n)"
)
_IMPLIED = (
    "MATCH (r:Report) WHERE r.withheld IS NULL AND any(id IN r.implied WHERE id IN $ids) "
    "UNWIND r.implied AS id WITH DISTINCT id WHERE id IN $ids RETURN id"
)


def named_by_copies_alone(store: Store) -> dict[str, tuple[str, ...]]:
    """The labels of all entities that no report names or implies but copies of fuller ones, by id."""
    named = {ident: tuple(labels) for ident, labels in store.read(_NAMED).rows}
    implied = {row[0] for row in store.read(_IMPLIED, {"ids": sorted(named)}).rows} if named else set()
    return {ident: named[ident] for ident in sorted(named.keys() - implied)}
