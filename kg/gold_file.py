"""Gold files: what annotators found in reports, as JSON beside the source text (docs/annotating.md)."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import GoldError
from kg.ontology import ADOPTION_STATUS, ENTITY_LABELS, FACT_RELATIONS, kind_label, legal

VISITOR = "VISITOR"
"""The end of a relation that is the report's own side where that has no name."""

GOLD_SUFFIX = ".json"

_Field = TypeVar("_Field", str, int, bool, list[Any], dict[str, Any])
_Read = TypeVar("_Read")
_WORDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that the report names; an `optional` one counts neither way."""

    id: str
    label: str
    kind: str | None
    name: str
    aliases: tuple[str, ...] = ()
    redacted: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation that the report states: `head` and `tail` are entity ids or VISITOR."""

    type: str
    head: str
    tail: str
    status: str | None = None
    evidence: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldVisit:
    """The visit: the names under which its party may be given, and what is stated of it (None where nothing is)."""

    visitor: tuple[str, ...] = ()
    start_date: str | None = None
    end_date: str | None = None
    participants: str | None = None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One annotated report, `[start, end)` of its source in code points; `visit` is None where nobody went."""

    id: str
    start: int
    end: int
    title: str
    visit: GoldVisit | None
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The annotations of one source file; where not `complete`, the file has reports that nobody annotated."""

    path: str
    source: str
    reports: tuple[GoldReport, ...]
    complete: bool = True


def gold_paths(paths: Sequence[str]) -> list[str]:
    """The gold files that paths mean, each once: a file itself, a folder its .json files, sorted.

    Raises GoldError for a path that does not exist and for a folder without any.
    """
    return list(dict.fromkeys(name for path in paths for name in _paths_of(path)))


def _paths_of(path: str) -> list[str]:
    if not Path(path).exists():
        raise GoldError(f"{path}: no such file or folder; check the path")
    if not Path(path).is_dir():
        return [path]
    names = sorted(str(one) for one in Path(path).iterdir() if one.name.endswith(GOLD_SUFFIX))
    if not names:
        raise GoldError(f"{path}: no {GOLD_SUFFIX} file in this folder; name a folder that holds gold files")
    return names


def source_path(gold: GoldFile, folder: str | None = None) -> str:
    """Where the annotated text is: in `folder`, else beside the gold file or in the folder above that.

    Raises GoldError where it is not there.
    """
    beside = Path(gold.path).absolute().parent
    folders = [Path(folder)] if folder is not None else [beside, beside.parent]
    for one in folders:
        if (one / gold.source).is_file():
            return str(one / gold.source)
    places = " or ".join(str(one) for one in folders)
    raise GoldError(f"{gold.path}: its source {gold.source} is not in {places}; name its folder with --sources")


def read_gold(path: str) -> GoldFile:
    """The annotations of one file. Raises GoldError, which names the file and the report, where they are wrong."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise GoldError(f"{path}: not UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}, line {error.lineno}: not JSON ({error.msg})") from None
    try:
        if type(data) is not dict:
            raise ValueError('not an object with "source" and "reports"')
        reports = enumerate(_field(data, "reports", list), 1)
        source, complete = _field(data, "source", str), _field(data, "complete", bool, True)
    except ValueError as error:
        raise GoldError(f"{path}: {error}") from None
    return GoldFile(path, source, tuple(_report(item, path, number) for number, item in reports), complete)


def _report(item: object, path: str, number: int) -> GoldReport:
    name = item.get("id", number) if isinstance(item, dict) else number
    try:
        return _report_from_json(_object(item))
    except ValueError as error:
        raise GoldError(f"{path}, report {name}: {error}") from None


def _report_from_json(item: dict[str, Any]) -> GoldReport:
    start, end = _field(item, "start", int), _field(item, "end", int)
    if not 0 <= start < end:
        raise ValueError(f"start {start} and end {end} are no span of the source")
    entities = tuple(_each(item, "entities", _entity))
    labels = {entity.id: entity.label for entity in entities}
    if len(labels) < len(entities):
        ids = [entity.id for entity in entities]
        raise ValueError(f"several entities have the id {next(one for one in ids if ids.count(one) > 1)}")
    relations = tuple(_each(item, "relations", _relation))
    for relation in relations:
        _check_ends(relation, labels)
    visit = item.get("visit")
    return GoldReport(
        _field(item, "id", str),
        start,
        end,
        _optional(item, "title") or "",
        None if visit is None else _visit(_object(visit)),
        entities,
        relations,
    )


def _each(item: dict[str, Any], key: str, read: Callable[[dict[str, Any]], _Read]) -> Iterator[_Read]:
    for number, one in enumerate(_field(item, key, list), 1):
        try:
            yield read(_object(one))
        except ValueError as error:
            name = one.get("id") or one.get("type") if isinstance(one, dict) else None
            raise ValueError(f"{key} {number}{f' ({name})' if name else ''}: {error}") from None


def _entity(item: dict[str, Any]) -> GoldEntity:
    label, kind = _field(item, "type", str), _optional(item, "kind")
    if label not in ENTITY_LABELS:
        raise ValueError(f"unknown type {label!r}; known: {', '.join(ENTITY_LABELS)}")
    kind_label(label, kind)
    return GoldEntity(
        _field(item, "id", str),
        label,
        kind,
        _field(item, "name", str),
        _texts(item, "aliases"),
        _field(item, "redacted", bool, False),
        _field(item, "optional", bool, False),
    )


def _relation(item: dict[str, Any]) -> GoldRelation:
    type_, status = _field(item, "type", str), _optional(item, "status")
    if type_ not in FACT_RELATIONS:
        raise ValueError(f"unknown type {type_!r}; known: {', '.join(FACT_RELATIONS)}")
    if status is not None and status not in ADOPTION_STATUS:
        raise ValueError(f"unknown status {status!r}; known: {', '.join(ADOPTION_STATUS)}")
    return GoldRelation(
        type_,
        _field(item, "head", str),
        _field(item, "tail", str),
        status,
        _optional(item, "evidence"),
        _field(item, "optional", bool, False),
    )


def _check_ends(relation: GoldRelation, labels: dict[str, str]) -> None:
    own_side = ("Organization", "Place")
    for end in (relation.head, relation.tail):
        if end != VISITOR and end not in labels:
            raise ValueError(f"{relation.type} {relation.head} → {relation.tail}: there is no entity {end}")
    heads, tails = (own_side if end == VISITOR else (labels[end],) for end in (relation.head, relation.tail))
    if not any(legal(relation.type, head, tail) for head in heads for tail in tails):
        ends = f"{relation.head} ({'/'.join(heads)}) to {relation.tail} ({'/'.join(tails)})"
        raise ValueError(f"{relation.type} may not run from {ends}")


def _visit(item: dict[str, Any]) -> GoldVisit:
    count = item.get("participants")
    return GoldVisit(
        _texts(item, "visitor"),
        _optional(item, "start_date"),
        _optional(item, "end_date"),
        None if count is None else str(count),
    )


def _object(item: object) -> dict[str, Any]:
    if type(item) is not dict:
        raise ValueError(f"should be an object, not {item!r}")
    return item


def _field(item: dict[str, Any], key: str, kind: type[_Field], default: _Field | None = None) -> _Field:
    value = item.get(key, default)
    if value is None:
        raise ValueError(f"{key} is missing")
    if type(value) is not kind:
        raise ValueError(f"{key} should be {_WORDS[kind]}, not {value!r}")
    return value


def _optional(item: dict[str, Any], key: str) -> str | None:
    return None if item.get(key) is None else _field(item, key, str)


def _texts(item: dict[str, Any], key: str) -> tuple[str, ...]:
    values = _field(item, key, list, [])
    for value in values:
        if type(value) is not str:
            raise ValueError(f"{key} should be a list of texts, but holds {value!r}")
    return tuple(values)
