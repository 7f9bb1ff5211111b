"""Where the graph is kept: one protocol, an embedded file and a Neo4j server behind it."""

from kg.stores.opening import open_store

__all__ = ["open_store"]
