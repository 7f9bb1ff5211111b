"""The paragraphs and table rows of an HTML tree in reading order."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from loaders.formats.extracted import CELL_GAP, Part
from loaders.repairs.signs import HAN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The elements that stand in paragraphs of their own, of HTML and of the tree that trafilatura makes of it.
_IS_BLOCK = re.compile(
    "p|div|h[1-6]|[uod]l|li|d[td]|table|tbody|thead|tfoot|t[rdh]|caption|blockquote|pre|section|article|main|header"
    "|center|figure|figcaption|hr|body|html|form|fieldset|address|details|summary"
    "|head|list|item|quote|row|cell|comments"
).fullmatch
_IS_UNREAD = re.compile(
    "script|style|title|noscript|template|select|option|button|textarea|iframe|svg|nav|footer|aside|rt|rp"
).fullmatch
_BREAKS = frozenset({"br", "lb"})
_ROWS = ("tr", "row")
_CELLS = ("td", "th", "cell")
_LONGEST_CELL = 300

# a line break in the page's source is a blank, but nothing between Chinese characters (CSS Text 3, 4.1.3)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_WRAPPED = f"[{HAN}，。；：、！？（）《》“”]"
_WRAP = re.compile(rf"(?<={_WRAPPED})[ \t]*[\r\n][ \t\r\n]*(?={_WRAPPED})")
_EDGES = " \t\r\n\f\xa0\u3000\u200b\ufeff"


def as_shown(root: "Element") -> None:
    """Change the line breaks of a page's source into what a browser shows, in place.

    In preformatted text they are line breaks (which trafilatura keeps), between Chinese characters nothing.
    """
    from lxml import html

    for block in list(root.iter("pre")):
        first, *rest = (block.text or "").split("\n")
        with suppress(ValueError):
            block.tag, block.text = "div", first
            for place, line in enumerate(rest):
                line_break = html.Element("br")
                line_break.tail = line
                block.insert(place, line_break)
    for element in root.iter():
        with suppress(ValueError):  # a control character, which only &#1; brings in and lxml does not take back
            if element.text and _WRAP.search(element.text):
                element.text = _WRAP.sub("", element.text)
            if element.tail and _WRAP.search(element.tail):
                element.tail = _WRAP.sub("", element.tail)


def paragraphs(root: "Element") -> Iterator[Part]:
    """The paragraphs and table rows under an element, of HTML or of trafilatura's own tree, counted."""
    paragraphs = tables = row = 0
    for kind, text in _texts(root):
        if kind == "table":
            tables, row = tables + 1, 0
        elif kind == "row":
            row += 1
            if text:
                yield Part(f"表{tables}第{row}行", text)
        else:
            paragraphs += 1
            yield Part(f"第{paragraphs}段", text)


def _texts(root: "Element") -> Iterator[tuple[str, str]]:
    line: list[str] = []
    for kind, text in _pieces(root):
        if kind == "text":
            line.append(text)
            continue
        paragraph = tidy("".join(line))
        line = []
        if paragraph:
            yield "paragraph", paragraph
        if kind != "end":
            yield kind, text
    paragraph = tidy("".join(line))
    if paragraph:
        yield "paragraph", paragraph


def _pieces(element: "Element") -> Iterator[tuple[str, str]]:
    """Text and the ends of paragraphs in reading order; tables of data as rows."""
    if element.tag == "table" and _is_data(element):
        yield "table", ""
        for row in element.iter(*_ROWS):
            cells = (tidy(" ".join(cell.itertext())) for cell in row.iter(*_CELLS))
            yield "row", CELL_GAP.join(cell for cell in cells if cell)
        return
    block = _IS_BLOCK(element.tag) is not None
    if block or element.tag in _BREAKS:
        yield "end", ""
    yield "text", element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _IS_UNREAD(child.tag):
            yield from _pieces(child)
        yield "text", child.tail or ""
    if block:
        yield "end", ""


def _is_data(table: "Element") -> bool:
    """Whether a table holds data; others only lay out the page: one column, tables in cells, paragraphs in cells."""
    rows = list(table.iter(*_ROWS))
    wide = any(sum(1 for _ in row.iter(*_CELLS)) > 1 for row in rows)
    nested = next(table.iterdescendants("table"), None) is not None
    longest = max((len("".join(cell.itertext()).strip()) for cell in table.iter(*_CELLS)), default=0)
    return wide and not nested and longest <= _LONGEST_CELL


def tidy(text: str) -> str:
    """The text of a paragraph as a browser shows it: on one line, single blanks, none at its ends."""
    return _BLANKS.sub(" ", text).strip(_EDGES)
