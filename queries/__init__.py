"""The library of Cypher queries, one file each."""
