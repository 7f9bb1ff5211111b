"""Facts on disk: one JSON object a report, one report a line (JSONL)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from kg import surroundings
from kg.errors import FactsError
from kg.ontology import LABELS, RELATIONS, kind_label, legal
from kg.records import Dropped, Entity, Facts, Redaction, Relation, Report, Span, Visit
from kg.signatures import decode, encode


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """The JSON object of one report; absent properties are left out, spans are two-element lists."""
    report, visit = facts.report, facts.report.visit
    return {
        "report": {
            "id": report.id,
            "source": report.source,
            "start": report.start,
            "end": report.end,
            "title": report.title,
            "own_side": report.own_side,
            "signature": report.signature,
            "surroundings": report.surroundings,
            "visit": None
            if visit is None
            else {
                "start_date": visit.start_date,
                "end_date": visit.end_date,
                "participants": visit.participants,
            },
        },
        "entities": [_entity_to_json(entity) for entity in facts.entities],
        "relations": [_relation_to_json(relation, report.id) for relation in facts.relations],
        "dropped": [{"text": d.text, "span": list(d.span), "rule": d.rule, "reason": d.reason} for d in facts.dropped],
        **({"redactions": [_redaction_to_json(one) for one in facts.redactions]} if facts.redactions else {}),
    }


def _redaction_to_json(one: Redaction) -> dict[str, Any]:
    return {
        "text": one.text,
        "span": list(one.span),
        "name": one.name,
        "candidates": list(one.candidates),
        "why": one.why,
        "entity": one.entity,
    }


def _entity_to_json(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "labels": list(kind_label(entity.label, entity.kind)),
        "name": entity.name,
        "aliases": list(entity.aliases),
        "redacted": entity.redacted,
        "mentions": [list(span) for span in entity.mentions],
        "rule": entity.rule,
        **({"properties": dict(entity.properties)} if entity.properties else {}),
    }


def _relation_to_json(relation: Relation, report: str) -> dict[str, Any]:
    return {
        "id": relation.id(report),
        "type": relation.type,
        "head": relation.head,
        "tail": relation.tail,
        "properties": dict(relation.properties),
        "evidence": None if relation.evidence is None else list(relation.evidence),
        "sentence": relation.sentence,
        "rule": relation.rule,
        **({} if relation.locator is None else {"locator": relation.locator}),
    }


def write_facts(facts: Iterable[Facts], out: TextIO) -> int:
    """Write each report's facts as one line and return how many there were."""
    count = 0
    for one in facts:
        out.write(json.dumps(facts_to_json(one), ensure_ascii=False) + "\n")
        count += 1
    return count


def read_facts(lines: Iterable[str], name: str) -> Iterator[Facts]:
    """The facts of a JSONL file, line by line; `name` is the file's, for messages.

    Raises FactsError, which names the line, at the first line that is not a report's facts.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield facts_from_json(json.loads(line))
            except json.JSONDecodeError as error:
                raise FactsError(f"{name}, line {number}: not JSON ({error.msg}); write it with kg extract") from None
            except KeyError as error:
                raise FactsError(f"{name}, line {number}: {error} is missing; write it with kg extract") from None
            except ValueError as error:
                raise FactsError(f"{name}, line {number}: {error}") from None
            except (TypeError, AttributeError):
                raise FactsError(
                    f"{name}, line {number}: not the facts of a report; write it with kg extract"
                ) from None


def facts_from_json(data: dict[str, Any]) -> Facts:
    """The facts of one JSON object. Raises KeyError, TypeError or ValueError where it is not one."""
    head = data["report"]
    visit = head.get("visit")
    report = Report(
        id=str(head["id"]),
        source=str(head["source"]),
        start=int(head["start"]),
        end=int(head["end"]),
        title=str(head["title"]),
        own_side=head.get("own_side"),
        visit=None
        if visit is None
        else Visit(visit.get("start_date"), visit.get("end_date"), visit.get("participants")),
        signature=_signature(head.get("signature")),
        surroundings=_surroundings(head.get("surroundings")),
    )
    entities = tuple(_entity_from_json(item) for item in data["entities"])
    labels = {entity.id: entity.label for entity in entities}
    relations = tuple(_relation_from_json(item, labels) for item in data["relations"])
    dropped = tuple(Dropped(d["text"], _span(d["span"]), d["rule"], d["reason"]) for d in data.get("dropped", ()))
    redactions = tuple(_redaction_from_json(item) for item in data.get("redactions", ()))
    return Facts(report, entities, relations, dropped, redactions)


def _redaction_from_json(item: dict[str, Any]) -> Redaction:
    return Redaction(
        text=str(item["text"]),
        span=_span(item["span"]),
        name=item.get("name"),
        candidates=tuple(map(str, item.get("candidates", ()))),
        why=str(item.get("why", "")),
        entity=item.get("entity"),
    )


def _signature(text: str | None) -> str | None:
    return None if text is None else encode(decode(text))


def _surroundings(text: str | None) -> str | None:
    return None if text is None else surroundings.encode(surroundings.decode(text))


def _span(pair: list[int]) -> Span:
    start, end = pair
    return int(start), int(end)


def _entity_from_json(item: dict[str, Any]) -> Entity:
    labels = list(item["labels"])
    label = next((name for name in labels if name in LABELS), None)
    if label is None or label == "Report":
        raise ValueError(f"entity {item['id']!r} has no label of the ontology: {labels}")
    kind = next((name for name in labels if name != label), None)
    kind_label(label, kind)
    return Entity(
        id=str(item["id"]),
        label=label,
        kind=kind,
        name=str(item["name"]),
        aliases=tuple(item.get("aliases", ())),
        redacted=bool(item.get("redacted", False)),
        mentions=tuple(_span(pair) for pair in item.get("mentions", ())),
        rule=str(item.get("rule", "")),
        properties=dict(item.get("properties", {})),
    )


def _relation_from_json(item: dict[str, Any], labels: dict[str, str]) -> Relation:
    if item["type"] not in RELATIONS:
        raise ValueError(f"unknown relation type {item['type']!r}")
    for end in ("head", "tail"):
        if item[end] not in labels:
            raise ValueError(f"{item['type']} {end} {item[end]!r} is not an entity of this report")
    if not legal(item["type"], labels[item["head"]], labels[item["tail"]]):
        raise ValueError(f"{item['type']} may not run from {labels[item['head']]} to {labels[item['tail']]}")
    evidence = item.get("evidence")
    return Relation(
        type=item["type"],
        head=item["head"],
        tail=item["tail"],
        properties=dict(item.get("properties", {})),
        evidence=None if evidence is None else _span(evidence),
        sentence=item.get("sentence"),
        rule=str(item.get("rule", "")),
        locator=None if item.get("locator") is None else str(item["locator"]),
    )
