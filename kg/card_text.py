"""A card as text to read, as JSON, and as rows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kg.card import Card, Mention, Statement
from kg.names import Match
from kg.ontology import LABELS, RELATIONS, label_words
from kg.stores.base import Result
from kg.tables import Format, one_line, render

SHOWN_SPANS = 6


def card_as(card: Card, style: Format) -> str:
    """The card as text to read, as one JSON object, or its relationships as CSV."""
    if style == "json":
        return json.dumps(card_json(card), ensure_ascii=False, indent=2) + "\n"
    return render(card_rows(card), "csv", None) if style == "csv" else card_text(card)


def card_text(card: Card) -> str:
    """The card for a reader: who it is, then each relationship with its sentence, source and span."""
    lines = [f"{card.name}  {labels_text(card.labels)}", f"  id {card.id}"]
    if card.aliases:
        lines.append(f"  又名 {'、'.join(card.aliases)}")
    if card.containers:
        lines.append(f"  位于 {' < '.join(card.containers)}")
    lines += _redaction_lines(card)
    lines += [f"  {name} {one_line(value)}" for name, value in card.properties.items() if name not in _TOLD]
    for statement in card.statements:
        lines += ["", *_statement_lines(card.name, statement)]
    if card.mentions:
        lines += ["", "提到它的报告"]
    for mention in card.mentions:
        lines.append(_mention_line(mention))
    return "\n".join(one_line(line, indented=True) for line in lines) + "\n"


_TOLD = frozenset({"redacted", "candidates"})


def _redaction_lines(card: Card) -> Iterator[str]:
    """What a reader must know of a node that no true name is known of."""
    if card.properties.get("redacted"):
        candidates = card.properties.get("candidates")
        yield "  名称在报告中被遮蔽，" + (f"可能是 {one_line(candidates)}" if candidates else "未能确定是谁")


def labels_text(labels: Sequence[str]) -> str:
    """Labels with their Chinese names: `Place:City 地方·市`."""
    base = next((label for label in labels if label in LABELS), None)
    if base is None:
        return ":".join(labels)
    kind = next((label for label in labels if label in LABELS[base].kinds), None)
    return f"{':'.join(labels)} {label_words(base, kind)}"


def card_json(card: Card) -> dict[str, Any]:
    """The card as a JSON object; spans are two-element lists."""
    return asdict(card) | {"properties": dict(card.properties)}


def card_rows(card: Card) -> Result:
    """The card's relationships, one a row."""
    columns = ("起点", "关系", "终点", "属性", "原句", "报告", "文件", "位置", "页段")
    return Result(columns, tuple(_row(card.name, statement) for statement in card.statements))


def matches_rows(matches: Sequence[Match]) -> Result:
    """Several nodes of one name, to choose from by id; with their files where reports are among them."""
    rows = [(match.id, match.name, labels_text([x for x in (match.label, match.kind) if x])) for match in matches]
    if not any(match.source for match in matches):
        return Result(("id", "名称", "类别"), tuple(rows))
    files = zip(rows, matches, strict=True)
    return Result(("id", "名称", "类别", "文件"), tuple((*row, match.source) for row, match in files))


def _row(name: str, statement: Statement) -> tuple[Any, ...]:
    head, tail = (name, statement.other) if statement.outgoing else (statement.other, name)
    properties = "；".join(_properties(statement.type, statement.properties))
    span = list(statement.span) if statement.span else None
    chinese = RELATIONS[statement.type].chinese
    origin = statement.report, statement.source, span, statement.locator
    return head, chinese, tail, properties, statement.sentence, *origin


def _statement_lines(name: str, statement: Statement) -> Iterator[str]:
    head, relation, tail, properties, *_ = _row(name, statement)
    yield f"{head} —{relation}→ {tail}" + (f"（{properties}）" if properties else "")
    if statement.sentence is not None:
        yield f"  “{statement.sentence.strip()}”"
        yield f"  {_origin(statement)}"
    elif statement.type == "LOCATED_IN":
        yield "  据行政区划"


def _origin(statement: Statement) -> str:
    start, end = statement.span or (None, None)
    locator = f" {statement.locator}" if statement.locator else ""
    return f"{statement.source}:{start}-{end}{locator} 《{(statement.report or '').strip('《》')}》"


def _mention_line(mention: Mention) -> str:
    spans = [f"{start}-{end}" for start, end in mention.spans]
    more = f" 等{len(spans)}处" if len(spans) > SHOWN_SPANS else ""
    where = f"  {mention.report}  {mention.source}:{', '.join(spans[:SHOWN_SPANS])}{more}"
    if mention.resolved_by:
        return f"{where}  原文遮蔽为 {'、'.join(mention.names[1:])}，还原依据：{mention.resolved_by}"
    return f"{where}  {'、'.join(mention.names)}"


def _properties(type: str, properties: Mapping[str, Any]) -> Iterator[str]:
    for item in RELATIONS[type].properties:
        if item.name in properties:
            value = properties[item.name]
            yield f"{item.chinese} {item.values.get(str(value), value)}"
