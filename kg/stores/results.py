"""What drivers return, wrapped once: the same statement gives equal values on every store.

A driver's relationship knows its ends by the store's own ids only; they are told apart from ids of the ontology
until `own_ends` has looked them up.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from kg.ontology import LABELS
from kg.stores.base import Node, Path, Relationship, Result

Lookup = Callable[[list[str]], Mapping[str, str]]
"""From the store's internal node ids to the ids of the ontology."""


def node(labels: Iterable[str], properties: Mapping[str, Any], internal: str) -> Node:
    """A node, base label first and its properties by name; one without an `id` of ours goes by its internal id."""
    kept = {name: properties[name] for name in sorted(properties)}
    return Node(str(kept.get("id", internal)), tuple(sorted(labels, key=_rank)), kept)


def _rank(label: str) -> tuple[bool, str]:
    return label not in LABELS, label


def relationship(type: str, start: str, end: str, properties: Mapping[str, Any], internal: str) -> Relationship:
    """A relationship whose ends are still internal ids."""
    kept = {name: properties[name] for name in sorted(properties)}
    return Relationship(str(kept.get("id", internal)), type, start, end, kept)


def own_ends(columns: Iterable[str], rows: Iterable[list[Any]], known: dict[str, str], lookup: Lookup) -> Result:
    """The result with every relationship's ends as ids of the ontology.

    `known` maps the internal ids of the nodes that the result itself holds; only the others are looked up.
    """
    table = list(rows)
    missing = sorted({end for row in table for value in row for end in _ends(value)} - set(known))
    ids = {**known, **(lookup(missing) if missing else {})}
    return Result(tuple(columns), tuple(tuple(_with_ends(value, ids) for value in row) for row in table))


def _ends(value: object) -> Iterable[str]:
    match value:
        case Relationship():
            yield from (value.start, value.end)
        case Path():
            for step in value.relationships:
                yield from (step.start, step.end)
        case list():
            for item in value:
                yield from _ends(item)
        case dict():
            for item in value.values():
                yield from _ends(item)


def _with_ends(value: object, ids: Mapping[str, str]) -> object:
    match value:
        case Relationship():
            return _placed(value, ids)
        case Path():
            return replace(value, relationships=tuple(_placed(step, ids) for step in value.relationships))
        case list():
            return [_with_ends(item, ids) for item in value]
        case dict():
            return {name: _with_ends(item, ids) for name, item in value.items()}
    return value


def _placed(value: Relationship, ids: Mapping[str, str]) -> Relationship:
    return replace(value, start=ids.get(value.start, value.start), end=ids.get(value.end, value.end))


def short(message: str, limit: int = 300) -> str:
    """The first line of a store's message, cut at `limit` characters."""
    line = next((line.strip().rstrip(":") for line in message.splitlines() if line.strip()), "no message")
    return line if len(line) <= limit else line[: limit - 1] + "…"
