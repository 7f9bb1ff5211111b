"""What the network page is given: nodes, edges and texts as plain JSON values, places included."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ViewError
from kg.ontology import LABELS, RELATIONS
from kg.stores.base import Node, Relationship
from visualizations.graph_data import GraphData
from visualizations.layout import Box, lay_out
from visualizations.selection import most_connected

WHOLE_UP_TO = 2_000
"""Graphs up to this many nodes open whole."""

OPENING = 300
"""How many nodes a larger graph opens on: the most connected."""

NAMED_UP_TO = 150
"""Layouts up to this many nodes leave room for every name; larger ones only for the nodes."""

ENLARGED = 1.5
"""How much larger nodes are drawn where a graph of more than `WHOLE_UP_TO` nodes is shown whole."""

SHAPES = {"Organization": "square", "Practice": "diamond", "Person": "triangle", "Report": "hexagon"}


@dataclass(frozen=True)
class Content:
    """The page's data; `relationships` counts those that an edge stands for, `opens_on` the nodes first shown."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    page: dict[str, Any]
    relationships: int
    opens_on: int


def content(data: GraphData) -> Content:
    """The content of the page, independent of the order of `data`. Raises ViewError for a label not in the ontology."""
    nodes = sorted({node.id: node for node in data.nodes}.values(), key=lambda node: node.id)
    numbers = {node.id: number for number, node in enumerate(nodes)}
    ends = [one for one in data.relationships if one.start in numbers and one.end in numbers and one.type in RELATIONS]
    drawn = sorted(ends, key=lambda one: (one.start, one.end, one.type, one.id))
    texts = _Texts(data)
    edges = _edges(drawn, numbers, texts)
    pairs = [(edge["from"], edge["to"]) for edge in edges]
    degrees = Counter(end for edge in edges for end in {edge["from"], edge["to"]})
    rows = [_node(node, number, degrees[number]) for number, node in enumerate(nodes)]
    for node, row in zip(nodes, rows, strict=True):
        row["resolved"] = [
            {"mask": one.mask, "reason": one.reason, "report": texts.report(one.report)}
            for one in data.resolutions.get(node.id, ())
        ]
    _place(rows, pairs)
    opening = _opening(rows, pairs)
    page = {
        "labels": _labels(rows),
        "types": _types(edges),
        "sentences": list(texts.sentences),
        "reports": texts.reports(),
        "opening": opening,
        "enlarged": ENLARGED,
        "total": max(len(rows), data.total_nodes or 0),
    }
    return Content(rows, edges, page, len(drawn), len(rows) if opening is None else len(opening))


class _Texts:
    """Sentences and reports, each held once and named by its number."""

    def __init__(self, data: GraphData) -> None:
        self.sentences: dict[str, int] = {}
        self._reports: dict[str, int] = {}
        self._data = data

    def sentence(self, text: str) -> int:
        return self.sentences.setdefault(text, len(self.sentences))

    def report(self, key: str) -> int:
        return self._reports.setdefault(key, len(self._reports))

    def reports(self) -> list[dict[str, Any]]:
        known = self._data.reports
        return [
            {"id": key, "title": known[key].title, "source": known[key].source, "copies": known[key].copies}
            if key in known
            else {"id": key, "title": "题名不详", "source": "", "copies": 0}
            for key in self._reports
        ]


def _node(node: Node, number: int, degree: int) -> dict[str, Any]:
    if not node.labels or node.labels[0] not in LABELS:
        raise ViewError(f"node {node.id} has no label of the ontology: {', '.join(node.labels) or 'none at all'}")
    label = LABELS[node.labels[0]]
    name = str(node.properties.get("name") or node.id)
    return {
        "id": number,
        "label": name,
        "group": label.name,
        "kinds": [label.kinds[kind] for kind in node.labels[1:] if kind in label.kinds],
        "aliases": [alias for alias in _listed(node.properties.get("aliases")) if alias != name],
        "redacted": bool(node.properties.get("redacted")),
        "facts": _facts(node),
        "size": round(min(8 + 4 * degree**0.5, 38), 1),
    }


NODE_FACTS = {
    "aliases": "别名",
    "candidates": "可能是",
    "resolved_by": "还原依据",
    "code": "区划代码",
    "source": "文件",
    "id": "编号",
}


def _facts(node: Node) -> list[list[str]]:
    values = {**node.properties, "id": node.id}
    return [
        [chinese, "、".join(_listed(values.get(key)))]
        for key, chinese in NODE_FACTS.items()
        if _listed(values.get(key))
    ]


def _listed(value: object) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _edges(drawn: Iterable[Relationship], numbers: Mapping[str, int], texts: _Texts) -> list[dict[str, Any]]:
    """One edge for all relationships of one type from one node to another; each keeps its evidence."""
    grouped: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for one in drawn:
        grouped[one.start, one.end, one.type].append(one)
    edges = [
        {
            "id": f"e{number}",
            "from": numbers[start],
            "to": numbers[end],
            "type": kind,
            "width": round(1.2 + min(len(group) - 1, 8) * 0.5, 1),
            "evidence": [_evidence(one, texts) for one in group],
        }
        for number, ((start, end, kind), group) in enumerate(grouped.items())
    ]
    _bend(edges)
    return edges


def _evidence(one: Relationship, texts: _Texts) -> dict[str, Any]:
    known = RELATIONS[one.type].properties
    given = [(row, one.properties.get(row.name)) for row in known]
    facts = [
        [row.chinese, row.values.get(str(value), "、".join(_listed(value)))] for row, value in given if _listed(value)
    ]
    piece: dict[str, Any] = {"facts": facts}
    if one.properties.get("sentence"):
        piece["sentence"] = texts.sentence(str(one.properties["sentence"]))
    report = one.properties.get("report") or (one.start if one.type == "MENTIONS" else None)
    if report:
        piece["report"] = texts.report(str(report))
    span = one.properties.get("evidence")
    if span is not None and len(span) == 2:
        piece["span"] = [int(span[0]), int(span[1])]
    if one.properties.get("locator"):
        piece["locator"] = str(one.properties["locator"])
    return piece


def _bend(edges: Iterable[dict[str, Any]]) -> None:
    """Edges between the same two nodes are bent apart; a lone edge stays straight, which draws fastest."""
    between: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        between[min(edge["from"], edge["to"]), max(edge["from"], edge["to"])].append(edge)
    for group in between.values():
        if len(group) == 1:
            continue
        for place, edge in enumerate(group):
            step = 0.12 * (place // 2 + 1) * (1 if place % 2 == 0 else -1)
            edge["bend"] = round(step if edge["from"] <= edge["to"] else -step, 2)


def _place(rows: Sequence[dict[str, Any]], pairs: Sequence[tuple[int, int]]) -> None:
    for row, (x, y) in zip(rows, lay_out(_boxes(rows), pairs), strict=True):
        row["x"], row["y"] = x, y


def _boxes(rows: Sequence[dict[str, Any]]) -> list[Box]:
    """The room each node takes: with its name below it, in pixels at zoom 1."""
    if len(rows) > WHOLE_UP_TO:
        return [(2 * ENLARGED * row["size"] + 16, 2 * ENLARGED * row["size"] + 16) for row in rows]
    if len(rows) > NAMED_UP_TO:
        return [(2 * row["size"] + 30, 2 * row["size"] + 24) for row in rows]
    return [(max(2 * row["size"], 14 * min(len(row["label"]), 14)) + 12, 2 * row["size"] + 30) for row in rows]


def _opening(rows: Sequence[dict[str, Any]], pairs: Sequence[tuple[int, int]]) -> list[list[int]] | None:
    """The best of a large graph to open on, [number, x, y] each, laid out by themselves; None if all are shown."""
    if len(rows) <= WHOLE_UP_TO:
        return None
    chosen = sorted(most_connected([row["group"] for row in rows], pairs, OPENING))
    local = {number: index for index, number in enumerate(chosen)}
    inner = [(local[a], local[b]) for a, b in pairs if a in local and b in local]
    places = lay_out(_boxes([rows[number] for number in chosen]), inner)
    return [[number, x, y] for number, (x, y) in zip(chosen, places, strict=True)]


def _labels(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, str]]:
    used = {row["group"] for row in rows}
    return {
        name: {
            "chinese": label.chinese,
            "colour": label.colour,
            "ink": _darker(label.colour),
            "shape": SHAPES.get(name, "dot"),
        }
        for name, label in LABELS.items()
        if name in used
    }


def _types(edges: Iterable[dict[str, Any]]) -> dict[str, dict[str, str]]:
    used = {edge["type"] for edge in edges}
    return {
        name: {"chinese": row.chinese, "colour": row.colour, "ink": _darker(row.colour)}
        for name, row in RELATIONS.items()
        if name in used
    }


def _darker(colour: str) -> str:
    """The colour dark enough for small text on white."""
    return "#" + "".join(f"{int(int(colour[place : place + 2], 16) * 0.62):02x}" for place in (1, 3, 5))
