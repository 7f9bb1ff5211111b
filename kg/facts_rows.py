"""Facts of reports as rows to read, without a store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ontology import RELATIONS
from kg.records import Facts, Relation
from kg.stores.base import Result


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation in words: the names of its ends, its Chinese name, its properties (`状态 已实行`, may be empty)."""

    head: str
    verb: str
    tail: str
    properties: str
    relation: Relation


def statements(facts: Facts) -> list[Statement]:
    """Every relation of a report, in the order of the text; the gazetteer's own at the end."""
    names = {entity.id: entity.name for entity in facts.entities}
    last = facts.report.end
    ordered = sorted(facts.relations, key=lambda r: (r.evidence or (last, last), r.type))
    return [
        Statement(names[r.head], RELATIONS[r.type].chinese, names[r.tail], "；".join(_properties(r)), r)
        for r in ordered
    ]


def relation_rows(facts: Iterable[Facts]) -> Result:
    """Every relation of every report, one a row."""
    columns = ("起点", "关系", "终点", "属性", "原句", "报告", "文件", "位置", "页段")
    return Result(columns, tuple(_row(one, stated) for one in facts for stated in statements(one)))


def _row(facts: Facts, stated: Statement) -> tuple[object, ...]:
    relation = stated.relation
    said = (stated.head, stated.verb, stated.tail, stated.properties, relation.sentence)
    return (*said, facts.report.title, facts.report.source, relation.evidence, relation.locator)


def _properties(relation: Relation) -> Iterator[str]:
    for item in RELATIONS[relation.type].properties:
        value = relation.properties.get(item.name)
        if value is not None:
            yield f"{item.chinese} {item.values.get(str(value), value)}"
