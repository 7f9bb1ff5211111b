"""Facts of reports as rows to read, without a store."""

from collections.abc import Iterable, Iterator

from kg.ontology import RELATIONS
from kg.records import Facts, Relation
from kg.stores.base import Result


def relation_rows(facts: Iterable[Facts]) -> Result:
    """Every relation of every report, one a row, in the order of the text; the gazetteer's own at the end."""
    columns = ("起点", "关系", "终点", "属性", "原句", "报告", "文件", "位置")
    return Result(columns, tuple(row for one in facts for row in _relations(one)))


def dropped_rows(facts: Iterable[Facts]) -> Result:
    """What was seen and not kept, or merged, with rule and reason."""
    columns = ("文件", "位置", "文字", "规则", "理由")
    rows = ((one.report.source, list(d.span), d.text, d.rule, d.reason) for one in facts for d in one.dropped)
    return Result(columns, tuple(rows))


def _relations(facts: Facts) -> Iterator[tuple[object, ...]]:
    names = {entity.id: entity.name for entity in facts.entities}
    last = facts.report.end
    for relation in sorted(facts.relations, key=lambda r: (r.evidence or (last, last), r.type)):
        properties = "；".join(_properties(relation))
        span = list(relation.evidence) if relation.evidence else None
        head, tail = names[relation.head], names[relation.tail]
        said = (head, RELATIONS[relation.type].chinese, tail, properties, relation.sentence)
        yield (*said, facts.report.title, facts.report.source, span)


def _properties(relation: Relation) -> Iterator[str]:
    for item in RELATIONS[relation.type].properties:
        value = relation.properties.get(item.name)
        if value is not None:
            yield f"{item.chinese} {item.values.get(str(value), value)}"
