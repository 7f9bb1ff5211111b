"""An explanation as one page of text to read."""

from collections.abc import Iterator
from itertools import groupby

from kg.explanation import Explanation, namings, remarks, repair_words, unread_words, visit_words
from kg.facts_rows import Statement, statements
from kg.ontology import label_words
from kg.records import Entity, Facts, Span
from kg.spinning import spinning_words
from kg.stores.base import Result
from kg.tables import one_line, table_text


def explanation_text(explanation: Explanation, width: int | None) -> str:
    """A report's page; `width` is the terminal's columns, None for no limit."""
    tables = (("名字", _mention_rows(explanation)), ("未采用或并入", _dropped_rows(explanation)))
    mentions, dropped = (_section(title, len(rows.rows), table_text(rows, width)) for title, rows in tables)
    stated = statements(explanation.facts)
    lines = (one_line(line, indented=True) for line in _statement_lines(stated))
    relations = _section("关系", len(stated), "\n".join(lines) + "\n")
    head = "\n".join(one_line(line, indented=True) for line in _head(explanation))
    return "\n".join((f"{head}\n", mentions, relations, dropped))


def _section(title: str, count: int, body: str) -> str:
    return f"{title} {count}\n\n{body}" if count else f"{title} 无\n"


def _head(explanation: Explanation) -> Iterator[str]:
    report = explanation.facts.report
    own = next((entity for entity in explanation.facts.entities if entity.id == report.own_side), None)
    yield f"《{report.title.strip('《》')}》"
    yield f"  {report.source}:{report.start}-{report.end}  id {report.id}"
    if own is not None:
        yield f"  本方 {own.name}（{label_words(own.label, own.kind)}）  规则 {own.rule}"
    yield f"  考察 {'，'.join(visit_words(explanation.facts)) or '无'}"
    yield f"  修复 {'，'.join(repair_words(explanation)) or '无'}"
    if explanation.spinning is not None:
        for line in spinning_words(explanation.spinning):
            yield f"  换词 {line}"
    unread = unread_words(explanation.facts)
    if unread:
        yield f"  读不出，原样保留 {'，'.join(unread)}"


def _mention_rows(explanation: Explanation) -> Result:
    rows = (
        (
            one.wording if one.wording is not None else "（文中未写）",
            label_words(one.entity.label, one.entity.kind),
            _remarked(one.entity, explanation.facts),
            one.entity.rule,
            one.spans,
        )
        for one in namings(explanation)
    )
    return Result(("文字", "类别", "归为", "规则", "位置"), tuple(rows))


def _remarked(entity: Entity, facts: Facts) -> str:
    said = "；".join(remarks(entity, facts))
    return f"{entity.name}（{said}）" if said else entity.name


def _dropped_rows(explanation: Explanation) -> Result:
    ordered = sorted(explanation.facts.dropped, key=lambda one: (one.span, one.rule))
    return Result(
        ("文字", "规则", "理由", "位置"), tuple((one.text, one.rule, one.reason, one.span) for one in ordered)
    )


def _statement_lines(stated: list[Statement]) -> Iterator[str]:
    """Each sentence with what it states."""
    for span, group in groupby(stated, key=lambda one: one.relation.evidence):
        said = list(group)
        yield "据行政区划" if span is None else _quoted(said[0], span)
        for one in said:
            properties = f"（{one.properties}）" if one.properties else ""
            yield f"  {one.head} —{one.verb}→ {one.tail}{properties}  规则 {one.relation.rule}"


def _quoted(stated: Statement, span: Span) -> str:
    locator = f" {stated.relation.locator}" if stated.relation.locator else ""
    return f"“{(stated.relation.sentence or '').strip()}”  {span[0]}-{span[1]}{locator}"
