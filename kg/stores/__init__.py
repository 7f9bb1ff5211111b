"""Where the graph is kept: one protocol, an embedded file and a Neo4j server behind it."""
