"""Facts as rows for Cypher: plain dictionaries, grouped by the statement that takes them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.containers import with_containers
from kg.errors import StoreError
from kg.ontology import kind_label, legal
from kg.records import Entity, Facts, Relation, Report, Visit, identity

Row = dict[str, Any]

RESERVED = frozenset({"title", "type"})
"""Property names that the embedded store keeps for itself."""


@dataclass(frozen=True, slots=True)
class BatchRows:
    """All rows of a batch of reports, in a deterministic order.

    `entities` by label and kind; `mentions` by label; `relations` by type, head label and tail label; `gazetteer`
    (LOCATED_IN without evidence) by head label. `stated` holds the properties of every mention and
    evidenced relationship by id, which is of one report alone.
    """

    reports: dict[str, Row] = field(default_factory=dict)
    entities: dict[tuple[str, str | None], dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    mentions: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    relations: dict[tuple[str, str, str], dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    gazetteer: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    stated: dict[str, Row] = field(default_factory=dict)


def batch_rows(batch: Iterable[Facts]) -> BatchRows:
    """The rows of a batch; of one report given twice the last counts.

    Raises StoreError for facts that the ontology does not allow.
    """
    rows = BatchRows()
    for facts in {facts.report.id: facts for facts in batch}.values():
        try:
            _add(rows, with_containers(facts))
        except ValueError as error:
            raise StoreError(f"{facts.report.source}, report {facts.report.title!r}: {error}") from None
    return rows


def _add(rows: BatchRows, facts: Facts) -> None:
    labels = {entity.id: entity.label for entity in facts.entities}
    for entity in facts.entities:
        _add_entity(rows, entity, facts.report.id)
    implied = {entity.id for entity in facts.entities if not entity.mentions}
    for relation in facts.relations:
        head, tail = _ends(relation, labels)
        if relation.evidence is None:
            implied.add(_add_gazetteer(rows, relation, head))
        else:
            _add_relation(rows, relation, facts.report.id, (relation.type, head, tail))
    rows.reports[facts.report.id] = _report_row(facts.report, sorted(implied))


def _ends(relation: Relation, labels: Mapping[str, str]) -> tuple[str, str]:
    for end in (relation.head, relation.tail):
        if end not in labels:
            raise ValueError(f"{relation.type} names {end!r}, which is not an entity of the report")
    head, tail = labels[relation.head], labels[relation.tail]
    if not legal(relation.type, head, tail):
        raise ValueError(f"{relation.type} may not run from {head} to {tail}")
    return head, tail


def _report_row(report: Report, implied: list[str]) -> Row:
    visit = report.visit or Visit()
    return {
        "id": report.id,
        "name": report.title,
        "source": report.source,
        "span_start": report.start,
        "span_end": report.end,
        "start_date": visit.start_date,
        "end_date": visit.end_date,
        "participants": visit.participants,
        "own_side": report.own_side,
        "implied": implied,
        "signature": report.signature,
        "withheld": None,
    }


def _add_entity(rows: BatchRows, entity: Entity, report: str) -> None:
    if entity.label == "Report":
        raise ValueError("an entity may not have the label Report")
    kind_label(entity.label, entity.kind)
    resolved = entity.properties.get("resolved_by")
    candidates = entity.properties.get("candidates")
    rows.entities[entity.label, entity.kind][entity.id] = {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": [] if resolved else sorted(set(entity.aliases) - {entity.name}),
        "redacted": entity.redacted and not resolved,
        "code": entity.properties.get("code"),
        "candidates": [str(item) for item in candidates] if candidates else None,
    }
    if entity.mentions:
        _add_mention(rows, entity, report)


def _add_mention(rows: BatchRows, entity: Entity, report: str) -> None:
    ident = identity("MENTIONS", report, entity.id)
    properties = {
        "id": ident,
        "spans": [place for span in entity.mentions for place in span],
        "names": [entity.name, *sorted(set(entity.aliases) - {entity.name})],
        "kind": entity.kind,
        "rule": entity.rule,
        "redacted": entity.redacted,
        "resolved_by": entity.properties.get("resolved_by"),
    }
    rows.mentions[entity.label][ident] = {
        "id": ident,
        "head": report,
        "tail": entity.id,
        "properties": rows.stated.setdefault(ident, _present(properties)),
    }


def _add_relation(rows: BatchRows, relation: Relation, report: str, key: tuple[str, str, str]) -> None:
    ident = relation.id(report)
    reserved = RESERVED & set(relation.properties)
    if reserved:
        raise ValueError(f"{relation.type} has a property named {min(reserved)}, which no store can keep")
    own = {
        "id": ident,
        "report": report,
        "evidence": list(relation.evidence or ()),
        "sentence": relation.sentence,
        "rule": relation.rule,
        "locator": relation.locator,
    }
    # of two sentences that state one relationship the first stands for it
    properties = rows.stated.setdefault(ident, _present({**relation.properties, **own}))
    row = {"id": ident, "head": relation.head, "tail": relation.tail, "properties": properties}
    rows.relations[key].setdefault(ident, row)


def _add_gazetteer(rows: BatchRows, relation: Relation, head: str) -> str:
    if relation.type != "LOCATED_IN":
        raise ValueError(f"{relation.type} has no evidence; only LOCATED_IN may stand without")
    ident = relation.id(None)
    row = {"id": ident, "head": relation.head, "tail": relation.tail, "rule": relation.rule}
    rows.gazetteer[head].setdefault(ident, row)
    return ident


def _present(properties: Mapping[str, Any]) -> Row:
    return {name: value for name, value in properties.items() if value is not None}
