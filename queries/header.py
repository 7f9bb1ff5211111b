"""A query file's header: comment lines that give its title, description, parameters and example.

    // title: 某地有哪些做法 · What was seen at a place
    // description: One or more sentences, on one line.
    // param place: name Place|Organization — 地方, the place
    // param status: choice any|in_place = any — 状态
    // param limit: integer = 20 — 行数
    // example: kg query seen-at --place 宁波

A parameter's type is `text`, `integer`, `choice A|B` or `name LABEL|LABEL` (the name, alias or id of
a node with one of these labels). A default follows ` = `; a parameter without one must be given.
"""

import re
from dataclasses import dataclass

from kg.errors import QueryError
from kg.ontology import LABELS

_LINE = re.compile(r"// (title|description|param|example):? ?(.*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z]+): (?P<type>text|integer|choice|name)(?: (?P<options>[\w|]+))?"
    r"(?: = (?P<default>\S+))? — (?P<help>.+)"
)
_USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter: `options` are a choice's values or a name's labels; no `default`: it must be given."""

    name: str
    type: str
    options: tuple[str, ...]
    default: str | int | None
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the library: `text` is the whole file, header included, as any Cypher shell takes it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str


def parse_query(name: str, text: str) -> Query:
    """The query that a file's text holds. Raises QueryError, which names the file, for a bad header."""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found and found[1] == "param":
            parameters.append(_parameter(name, found[2]))
        elif found:
            fields[found[1]] = found[2].strip()
    for field in ("title", "description", "example"):
        if not fields.get(field):
            raise QueryError(f"{name}.cypher: the header has no {field}")
    _check_use(name, text, {parameter.name for parameter in parameters})
    return Query(name, fields["title"], fields["description"], tuple(parameters), fields["example"], text)


def _parameter(query: str, declaration: str) -> Parameter:
    found = _PARAMETER.fullmatch(declaration)
    if found is None:
        raise QueryError(f"{query}.cypher: not a parameter: {declaration!r}; write NAME: TYPE [= DEFAULT] — HELP")
    options = tuple(found["options"].split("|")) if found["options"] else ()
    if bool(options) != (found["type"] in ("choice", "name")):
        raise QueryError(f"{query}.cypher: {found['name']}: choice and name take options, text and integer none")
    if found["type"] == "name" and (unknown := [option for option in options if option not in LABELS]):
        raise QueryError(f"{query}.cypher: {found['name']}: unknown label {unknown[0]}")
    default = found["default"] and found["default"].strip('"')
    if default is not None and found["type"] == "integer":
        return Parameter(found["name"], "integer", options, int(default), found["help"])
    if found["type"] == "choice" and default is not None and default not in options:
        raise QueryError(f"{query}.cypher: {found['name']}: the default {default} is not one of its choices")
    return Parameter(found["name"], found["type"], options, default, found["help"])


def _check_use(query: str, text: str, declared: set[str]) -> None:
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    used = set(_USED.findall(body))
    for names, complaint in ((used - declared, "not declared"), (declared - used, "declared and not used")):
        if names:
            raise QueryError(f"{query}.cypher: parameter {', '.join(sorted(names))} is {complaint}")
