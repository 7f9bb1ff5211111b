"""The Cypher that every store runs, derived from the ontology.

Only labels, kinds and relationship types that the ontology knows stand in these texts; all else is a parameter.
"""

from kg.ontology import LABELS, RELATIONS, kind_label


def schema() -> tuple[str, ...]:
    """The statements that declare ids unique and index names and the reports of relationships; safe to repeat."""
    unique = [
        f"CREATE CONSTRAINT kg_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in LABELS
    ]
    names = [f"CREATE INDEX kg_{label.lower()}_name IF NOT EXISTS FOR (n:{label}) ON (n.name)" for label in LABELS]
    reports = [
        f"CREATE INDEX kg_{name.lower()}_report IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.report)"
        for name, row in RELATIONS.items()
        if row.evidenced
    ]
    return (*unique, *names, *reports)


# The source of a report that lies in several files is the first of their names, so that loading order is nothing.
MERGE_REPORTS = (
    "UNWIND $rows AS row MERGE (r:Report {id: row.id}) "
    "SET r.source = CASE WHEN r.source < row.source THEN r.source ELSE row.source END, "
    "r.name = row.name, r.span_start = row.span_start, r.span_end = row.span_end, r.start_date = row.start_date, "
    "r.end_date = row.end_date, r.participants = row.participants, r.own_side = row.own_side, r.implied = row.implied, "
    "r.signature = row.signature, r.withheld = row.withheld, r.surroundings = row.surroundings, "
    "r.imprint = row.imprint, r.as_read = row.as_read, r.resolutions = row.resolutions, r.family = row.family"
)


def merge_entities(label: str, kind: str | None) -> str:
    """Merge nodes of one label. Setting `redacted` locks the node, so that two loads settle it one by one."""
    _, *kinds = kind_label(label, kind)
    kind_set = "".join(f"n:{name}, " for name in kinds)
    return (
        f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) "
        f"ON CREATE SET {kind_set}n.name = row.name, n.kind = row.kind, n.aliases = row.aliases, "
        "n.redacted = row.redacted "
        "SET n.redacted = coalesce(n.redacted, false), n.code = coalesce(row.code, n.code), "
        "n.candidates = row.candidates"
    )


def create_relations(type: str, head: str, tail: str) -> str:
    """Create relationships of one type between two base labels that the graph is known not to hold.

    MERGE would look through all that the head has of the type, which for a much-travelled place is a lot.
    """
    return (
        f"UNWIND $rows AS row MATCH (h:{head} {{id: row.head}}) MATCH (t:{tail} {{id: row.tail}}) "
        f"CREATE (h)-[r:{type}]->(t) SET r = row.properties"
    )


def merge_gazetteer(head: str) -> str:
    """Merge LOCATED_IN that the gazetteer knows: shared by all reports, so of two rules the first by name stays."""
    return (
        f"UNWIND $rows AS row MATCH (h:{head} {{id: row.head}}) MATCH (t:Place {{id: row.tail}}) "
        "MERGE (h)-[r:LOCATED_IN {id: row.id}]->(t) "
        "SET r.rule = CASE WHEN r.rule < row.rule THEN r.rule ELSE row.rule END"
    )


def votes(label: str) -> str:
    """What the reports say of each node, beside what the node says now: one row a node and way of naming it."""
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) MATCH (n)<-[m:MENTIONS]-(r:Report) "
        "RETURN n.id AS id, n.name AS name, n.kind AS kind, n.aliases AS aliases, n.redacted AS redacted, "
        "m.names AS said_names, m.kind AS said_kind, m.redacted AS said_redacted, m.resolved_by AS resolved_by, "
        "r.withheld IS NOT NULL AS copy, count(m) AS reports"
    )


def settle(label: str) -> str:
    """Write what the votes came to."""
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) "
        "SET n.name = row.name, n.kind = row.kind, n.aliases = row.aliases, n.redacted = row.redacted"
    )


def relabel(label: str, old: str | None, new: str | None) -> str:
    """Take one kind label from nodes and give them another; at least one of the two is not None."""
    remove = f" REMOVE n:{kind_label(label, old)[1]}" if old else ""
    add = f" SET n:{kind_label(label, new)[1]}" if new else ""
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}){remove}{add}"


# Both lock the reports they name, so that two loads of one report take their turns; a new report implies null.
CLAIM_REPORTS = (
    "UNWIND $ids AS id MERGE (r:Report {id: id}) SET r.name = coalesce(r.name, '') "
    "RETURN r.id AS id, r.implied AS implied, r.withheld AS withheld, r.resolutions AS resolutions, r.family AS family"
)
CLAIM_KNOWN_REPORTS = (
    "UNWIND $ids AS id MATCH (r:Report {id: id}) SET r.name = r.name "
    "RETURN r.id AS id, r.implied AS implied, r.withheld AS withheld"
)


def mentions_of(label: str) -> str:
    """The mentions of given reports, with the nodes that they name."""
    return (
        f"UNWIND $ids AS id MATCH (r:Report {{id: id}})-[x:MENTIONS]->(n:{label}) "
        "RETURN x.id AS id, r.id AS report, n.id AS entity, properties(x) AS properties"
    )


def relations_of(type: str) -> str:
    """The relationships of one type that given reports state; written so that both stores use the index."""
    return (
        f"MATCH ()-[x:{type}]->() WHERE x.report IN $ids "
        "RETURN x.id AS id, x.report AS report, properties(x) AS properties"
    )


def delete_relations(type: str) -> str:
    """Delete relationships of one type by their reports and ids."""
    return f"MATCH ()-[x:{type}]->() WHERE x.report IN $reports AND x.id IN $ids DELETE x"


def delete_mentions(label: str) -> str:
    """Delete the mention of a node in a report."""
    return (
        f"UNWIND $rows AS row MATCH (:Report {{id: row.report}})-[x:MENTIONS]->(:{label} {{id: row.entity}}) DELETE x"
    )


STILL_IMPLIED = (
    "MATCH (r:Report) WHERE any(id IN r.implied WHERE id IN $ids) "
    "UNWIND r.implied AS id WITH DISTINCT id WHERE id IN $ids RETURN id"
)

DELETE_GAZETTEER = "MATCH ()-[x:LOCATED_IN]->() WHERE x.report IS NULL AND x.id IN $ids DELETE x"

DELETE_REPORT = "MATCH (r:Report {id: $id}) DETACH DELETE r"


def delete_unmentioned(label: str) -> str:
    """Delete those of the given nodes that no report names any more."""
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "WHERE NOT EXISTS { MATCH (n)<-[:MENTIONS]-(:Report) } DETACH DELETE n"
    )


def clear_aliases(label: str) -> str:
    """Take the aliases from those of the given nodes that no report names any more."""
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "WHERE NOT EXISTS { MATCH (n)<-[:MENTIONS]-(:Report) } SET n.aliases = []"
    )


SIGNATURES = "MATCH (r:Report) WHERE r.signature IS NOT NULL RETURN r.id AS id, r.signature AS signature"

REPUBLICATIONS = (
    "MATCH (r:Report)-[x:REPUBLISHES]->(f:Report) RETURN r.id AS id, f.id AS fullest, x.similarity AS similarity"
)

WITHHOLDING = "MATCH (r:Report) WHERE r.withheld IS NOT NULL RETURN r.id AS id"

DELETE_REPUBLICATIONS = "UNWIND $ids AS id MATCH (:Report {id: id})-[x:REPUBLISHES]->(:Report) DELETE x"

MASKED = "MATCH (r:Report) WHERE r.as_read IS NOT NULL RETURN r.id AS id, r.family AS family"

IMPRINTS = (
    "UNWIND $ids AS id MATCH (r:Report {id: id}) "
    "RETURN r.id AS id, r.imprint AS imprint, r.source AS source, r.name AS name"
)

KEPT = (
    "UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN r.id AS id, r.source AS source, r.name AS name, "
    "r.signature AS signature, r.surroundings AS surroundings, r.as_read AS as_read, r.resolutions AS resolutions"
)

JOIN_FAMILIES = "UNWIND $rows AS row MATCH (r:Report {id: row.id}) SET r.family = row.family"

CODES = "UNWIND $ids AS id MATCH (n:Place {id: id}) RETURN n.id AS id, n.code AS code"

CONTAINERS = (
    "UNWIND $ids AS id MATCH (n:Place {id: id})-[x:LOCATED_IN]->(c:Place) WHERE x.report IS NULL "
    "RETURN DISTINCT n.id AS id, c.id AS container, c.kind AS kind, c.name AS name, c.code AS code"
)

WITHHOLD = "UNWIND $rows AS row MATCH (r:Report {id: row.id}) SET r.withheld = row.withheld"


def ends_of(type: str) -> str:
    """The relationships of one type that given reports state, with both ends."""
    return (
        f"MATCH (h)-[x:{type}]->(t) WHERE x.report IN $ids RETURN x.report AS report, h.id AS head, t.id AS tail, "
        "labels(h) AS head_labels, labels(t) AS tail_labels, properties(x) AS properties"
    )


def delete_stated(type: str) -> str:
    """Delete all relationships of one type that given reports state."""
    return f"MATCH ()-[x:{type}]->() WHERE x.report IN $ids DELETE x"
