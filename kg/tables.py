"""Query results for readers and programs: a table, JSON or CSV.

Texts come from untrusted reports: control characters never reach a terminal, and a CSV cell that a
spreadsheet would take for a formula gets a leading apostrophe.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import zip_longest
from typing import Literal
from unicodedata import combining, east_asian_width

from kg.stores.base import Node, Path, Relationship, Result

Format = Literal["table", "json", "csv"]

_GAP = "   "
_NARROWEST = 8
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def render(result: Result, style: Format, width: int | None) -> str:
    """The result as text that ends in a newline; `width` is the terminal's columns, None for no limit."""
    renderers: Mapping[str, Callable[[Result], str]] = {"json": _as_json, "csv": _as_csv}
    return renderers[style](result) if style in renderers else table_text(result, width)


def table_text(result: Result, width: int | None) -> str:
    """A table aligned by display width (a Chinese character is two columns wide).

    With a width, long cells go on below in their columns; without, each row is one line and nothing is cut.
    """
    rows = [[one_line(cell) for cell in row] for row in result.rows]
    widths = column_widths(result.columns, rows, width)
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    lines = [*_row_lines(result.columns, widths), rule, *(line for row in rows for line in _row_lines(row, widths))]
    return "\n".join(lines) + "\n"


def column_widths(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """Each column's width: its widest cell; where all do not fit, the widest columns share what is left."""
    wanted = [max(map(_cells, (name, *cells))) for name, *cells in zip(columns, *rows, strict=True)]
    if width is None:
        return wanted
    room = width - len(_GAP) * (len(columns) - 1)
    limit = max(wanted, default=0)
    while limit > _NARROWEST and sum(min(want, limit) for want in wanted) > room:
        limit -= 1
    return [min(want, limit) for want in wanted]


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    folded = [_fold(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=""):
        padded = (part + " " * (width - _cells(part)) for part, width in zip(parts, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def _fold(text: str, width: int) -> list[str]:
    if _cells(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for character in text:
        size = _cells(character)
        if line and used + size > width:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + size
    return [*lines, line]


def _cells(text: str) -> int:
    """Columns on a terminal: wide East Asian characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(one) else 1 + (east_asian_width(one) in "WF") for one in text)


def one_line(value: object, *, indented: bool = False) -> str:
    """A value on one line, without control characters: lists joined with `；`, a span with `-`, nothing for None."""
    text = _CONTROL.sub(" ", _text(value))
    return text.rstrip() if indented else text.strip()


def plain(value: object) -> object:
    """The value as JSON has it: nodes, relationships and paths become objects."""
    if isinstance(value, Node):
        return {"id": value.id, "labels": list(value.labels), "properties": plain(value.properties)}
    if isinstance(value, Relationship):
        ends = {"id": value.id, "type": value.type, "start": value.start, "end": value.end}
        return {**ends, "properties": plain(value.properties)}
    if isinstance(value, Path):
        return {"nodes": plain(value.nodes), "relationships": plain(value.relationships)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Node):
        return f"{value.properties.get('name', '')} ({':'.join(value.labels)} {value.id})"
    if isinstance(value, Relationship):
        return f"{value.start} -[{value.type}]-> {value.end}"
    if isinstance(value, Path):
        return " — ".join(str(node.properties.get("name", node.id)) for node in value.nodes)
    if isinstance(value, Mapping):
        return json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, (list, tuple)):
        span = len(value) == 2 and all(isinstance(item, int) for item in value)
        return ("-" if span else "；").join(map(_text, value))
    return str(value)


def _as_json(result: Result) -> str:
    rows = [dict(zip(result.columns, map(plain, row), strict=True)) for row in result.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _as_csv(result: Result) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_csv_cell(name) for name in result.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in result.rows)
    return out.getvalue()


def _csv_cell(value: object) -> str:
    text = one_line(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
