"""The library: Cypher files with headers, found by name and run on any store."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from kg.errors import QueryError
from kg.names import resolve_name
from kg.ontology import ADOPTION_STATUS, LABELS, RELATIONS
from kg.stores.base import Result, Store
from queries.header import Parameter, Query, parse_query
from queries.parameters import typed_arguments

CODES: Mapping[str, Mapping[str, str]] = {
    "状态": ADOPTION_STATUS,
    "关系": {name: row.chinese for name, row in RELATIONS.items()},
    "类别": {kind: chinese for label in LABELS.values() for kind, chinese in label.kinds.items()},
}
"""Columns whose values the ontology names: they are given back in its Chinese words."""


@cache
def all_queries() -> Mapping[str, Query]:
    """Every query of the library by name, sorted. Raises QueryError for a file with a bad header."""
    found = sorted(file.name for file in files("queries").iterdir() if file.name.endswith(".cypher"))
    names = [file.removesuffix(".cypher") for file in found]
    return {name: parse_query(name, files("queries").joinpath(f"{name}.cypher").read_text("utf-8")) for name in names}


def find_query(name: str) -> Query:
    """The query of that name. Raises QueryError with the nearest name, or with all names."""
    queries = all_queries()
    if name in queries:
        return queries[name]
    if name.startswith("-"):
        raise QueryError(f"the query's name comes first, then {name}; for example: {queries['seen-at'].example}")
    close = get_close_matches(name, queries, 1, 0.5)
    cure = f"did you mean {close[0]}?" if close else f"known: {', '.join(queries)}"
    raise QueryError(f"no query is called {name!r}; {cure}")


def library_rows() -> Result:
    """The library as rows: name, title, and parameters, those with a default in brackets."""
    rows = ((query.name, query.title, _usage(query)) for query in all_queries().values())
    return Result(("查询", "题目", "参数"), tuple(rows))


def run_query(store: Store, query: Query, arguments: Mapping[str, str | int]) -> Result:
    """The query's rows, names understood as the store knows them (宁波 as 宁波市), codes in Chinese.

    Raises QueryError for a missing or mistyped argument and for a name that the store does not hold.
    """
    values = typed_arguments(query, arguments)
    for parameter in query.parameters:
        name = values[parameter.name]
        if parameter.type == "name" and name != "":
            values[parameter.name] = resolve_name(store, str(name), parameter.options)
    return _readable(store.read(query.text, values))


def _usage(query: Query) -> str:
    return " ".join(map(_parameter_usage, query.parameters))


def _parameter_usage(parameter: Parameter) -> str:
    value = "|".join(parameter.options) if parameter.type == "choice" else parameter.type.upper()
    usage = f"--{parameter.name} {value}"
    return usage if parameter.default is None else f"[{usage}]"


def _readable(result: Result) -> Result:
    codes = [CODES.get(column, {}) for column in result.columns]
    rows = tuple(tuple(_word(table, cell) for table, cell in zip(codes, row, strict=True)) for row in result.rows)
    return Result(result.columns, rows)


def _word(table: Mapping[str, str], cell: object) -> object:
    return table.get(cell, cell) if isinstance(cell, str) else cell
