"""The one vocabulary: node labels, relationship types, their legal ends and properties.

Everything that lists labels or types (constraints, MERGE statements, colours, command-line choices)
derives from the two tables `LABELS` and `RELATIONS`. A new relationship type is one row here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Label:
    """A base node label with the kinds that stand beside it (`Place` with `City`).

    `chinese` is its name for readers, `kinds` maps each kind to its Chinese name, `colour` is CSS hex.
    """

    name: str
    chinese: str
    colour: str
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a relationship type: `type` is a Cypher type name, `values` its legal values, if closed."""

    name: str
    chinese: str
    type: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relationship type with the base labels legal at either end.

    `evidenced` types carry `report` and `evidence`; only LOCATED_IN may also stand without, when it
    comes from the gazetteer.
    """

    name: str
    chinese: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    colour: str
    properties: tuple[Property, ...] = ()
    evidenced: bool = True


def _label(name: str, chinese: str, colour: str, **kinds: str) -> tuple[str, Label]:
    return name, Label(name, chinese, colour, MappingProxyType(kinds))


def _relation(
    name: str,
    chinese: str,
    heads: str,
    tails: str,
    colour: str,
    *properties: Property,
    evidenced: bool = True,
) -> tuple[str, RelationType]:
    return name, RelationType(name, chinese, tuple(heads.split()), tuple(tails.split()), colour, properties, evidenced)


LABELS: Mapping[str, Label] = MappingProxyType(
    dict(
        [
            _label("Report", "报告", "#7f7f7f"),
            _label(
                "Place",
                "地方",
                "#1f77b4",
                Country="国家",
                Province="省",
                City="市",
                County="县区",
                Township="乡镇街道",
                Village="村",
                Community="社区",
            ),
            _label(
                "Organization",
                "组织",
                "#2ca02c",
                School="学校",
                Government="党政机关",
                Enterprise="企业",
                SocialOrganization="社会组织",
                Institution="机构",
                Delegation="考察团",
            ),
            _label(
                "Practice",
                "做法",
                "#d62728",
                Program="工程活动",
                Model="模式",
                Mechanism="机制制度",
                Concept="理念",
                Policy="政策文件",
            ),
            _label("Person", "人物", "#9467bd"),
        ]
    )
)

ADOPTION_STATUS: Mapping[str, str] = MappingProxyType(
    {"in_place": "已实行", "planned": "计划实行", "recommended": "建议实行"}
)

_PLACED = "Place Organization"

RELATIONS: Mapping[str, RelationType] = MappingProxyType(
    dict(
        [
            _relation(
                "VISITED",
                "考察了",
                _PLACED,
                _PLACED,
                "#1f77b4",
                Property("start_date", "开始日期", "STRING"),
                Property("end_date", "结束日期", "STRING"),
                Property("participants", "人数", "INTEGER"),
            ),
            _relation(
                "ADOPTED", "采用", _PLACED, "Practice", "#d62728", Property("status", "状态", "STRING", ADOPTION_STATUS)
            ),
            _relation("INSPIRED", "启发了", "Practice Place Organization", _PLACED, "#ff7f0e"),
            _relation("LOCATED_IN", "位于", _PLACED, "Place", "#8c8c8c"),
            _relation(
                "AFFILIATED_WITH",
                "任职于",
                "Person",
                "Organization Place",
                "#9467bd",
                Property("role", "职务", "STRING"),
            ),
            _relation("PROPOSED", "提出", "Person Organization Place", "Practice", "#e377c2"),
            _relation(
                "MENTIONS",
                "提到",
                "Report",
                "Place Organization Practice Person",
                "#c7c7c7",
                Property("spans", "位置", "LIST<INTEGER>"),
                evidenced=False,
            ),
            _relation(
                "REPUBLISHES",
                "转载自",
                "Report",
                "Report",
                "#7f7f7f",
                Property("similarity", "相似度", "FLOAT"),
                evidenced=False,
            ),
        ]
    )
)

FACT_RELATIONS: tuple[str, ...] = tuple(name for name, row in RELATIONS.items() if row.evidenced)
"""The types that a report's text states: what extraction gives and what evidence rests under."""

ENTITY_LABELS: tuple[str, ...] = tuple(name for name in LABELS if name != "Report")
"""The base labels that extraction gives: all but `Report`."""


def kind_label(label: str, kind: str | None) -> tuple[str, ...]:
    """The labels of a node, base first: `("Place", "City")`, `("Person",)`.

    Raises ValueError for a label or kind that the ontology does not know.
    """
    if label not in LABELS:
        raise ValueError(f"unknown label {label!r}; known: {', '.join(LABELS)}")
    if kind is None:
        return (label,)
    if kind not in LABELS[label].kinds:
        raise ValueError(f"unknown kind {kind!r} of {label}; known: {', '.join(LABELS[label].kinds)}")
    return (label, kind)


def label_words(label: str, kind: str | None = None) -> str:
    """The Chinese name of a label, with its kind where it has one: `地方·市`."""
    return LABELS[label].chinese if kind is None else f"{LABELS[label].chinese}·{LABELS[label].kinds[kind]}"


def legal(relation: str, head_label: str, tail_label: str) -> bool:
    """Whether a relationship of this type may run from `head_label` to `tail_label`."""
    row = RELATIONS.get(relation)
    return row is not None and head_label in row.heads and tail_label in row.tails
