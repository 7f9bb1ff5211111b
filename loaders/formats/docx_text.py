"""The text of a Word document in reading order, out of its XML.

python-docx's own `Paragraph.text` leaves out what stands in smart tags (old Word put dates and names of places into
them), content controls, insertions under review and text boxes; so the XML is walked here. Terms as in ECMA-376,
part 1, 17 (WordprocessingML).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from loaders.formats.docx_numbering import Numbering, W
from loaders.formats.extracted import CELL_GAP, Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOX = f"{W}txbxContent"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_NOT_TEXT = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "rt", "instrText", "delText", "fldData")
)
_PAGE_BREAKS = frozenset({"page", "column"})
_WORD_SPACE = " \t\n\r\u3000\xa0\u200b"


class DocxText:
    """Walks one document's body; `left_out` counts what is not given, once the walk is over."""

    def __init__(
        self, numbering: Numbering, styles: "Mapping[str, Element]", notes: "Mapping[tuple[str, str], Element]"
    ) -> None:
        """`styles` are the `w:style` elements by id, `notes` the footnotes and endnotes by element name and id."""
        self.left_out: Counter[str] = Counter()
        self._numbering = numbering
        self._styles = styles
        self._notes = notes
        self._paragraphs = self._tables = self._note_count = 0

    def parts(self, body: "Element") -> Iterator[Part]:
        """Every paragraph and table row that holds text, its text boxes and notes after it."""
        for block in _blocks(body):
            if block.tag == f"{W}tbl":
                yield from self._table(block)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: "Element") -> Iterator[Part]:
        text = self._text(paragraph)
        if text and self._is_contents(paragraph):
            self.left_out["contents_line"] += 1
        elif text:
            self._paragraphs += 1
            yield Part(f"第{self._paragraphs}段", text)
        yield from self._aside(paragraph, f"第{max(self._paragraphs, 1)}段")

    def _table(self, table: "Element") -> Iterator[Part]:
        """Rows of one cell are paragraphs (a frame drawn around text), all others lines of cells."""
        rows = [[list(_blocks(cell)) for cell in _children(row, "tc")] for row in _children(table, "tr")]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    for block in cell:
                        yield from self._table(block) if block.tag == f"{W}tbl" else self._paragraph(block)
            return
        self._tables += 1
        own = self._tables
        for number, row in enumerate(rows, 1):
            name = f"表{own}第{number}行"
            cells = [self._cell(cell) for cell in row]
            text = CELL_GAP.join(cell for cell in cells if cell)
            if text:
                yield Part(name, text)
            for block in (block for cell in row for block in cell):
                yield from self._aside(block, name)

    def _cell(self, blocks: "list[Element]") -> str:
        """A cell's paragraphs one below the other; those of a table inside it too."""
        paragraphs = (found for block in blocks for found in ([block] if block.tag == f"{W}p" else block.iter(f"{W}p")))
        return "\n".join(text for text in map(self._text, paragraphs) if text)

    def _aside(self, block: "Element", name: str) -> Iterator[Part]:
        """What hangs on a paragraph and is not in its line: text boxes, then notes."""
        for box in _boxes(block):
            text = "\n".join(text for text in map(self._text, box.iter(f"{W}p")) if text)
            if text:
                yield Part(f"{name}文本框", text)
        for reference in block.iter(f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = reference.tag.removeprefix(W).removesuffix("Reference")
            note = self._notes.get((kind, reference.get(f"{W}id", "")))
            text = "" if note is None else "\n".join(filter(None, map(self._text, note.iter(f"{W}p"))))
            if text:
                self._note_count += 1
                yield Part(f"注{self._note_count}", text)

    def _text(self, paragraph: "Element") -> str:
        number = self._number(paragraph)  # Word counts blank paragraphs too
        text = "".join(_runs(paragraph)).strip(_WORD_SPACE)
        return number + text if text else ""

    def _number(self, paragraph: "Element") -> str:
        list_id, depth = "", 0
        for holder in (paragraph, *self._style_chain(paragraph)):
            found = holder.find(f"{W}pPr/{W}numPr")
            if found is not None and not list_id:
                list_id = _own(found, "numId")
                level = _own(found, "ilvl")
                depth = int(level) if level.isdecimal() and len(level) == 1 else 0
        return self._numbering.label(list_id, depth) if list_id and list_id != "0" else ""

    def _style_chain(self, paragraph: "Element") -> "Iterator[Element]":
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        ident = "" if named is None else named.get(f"{W}val", "")
        seen: set[str] = set()
        while ident in self._styles and ident not in seen:
            seen.add(ident)
            yield self._styles[ident]
            ident = _own(self._styles[ident], "basedOn")

    def _is_contents(self, paragraph: "Element") -> bool:
        """Whether a line is of a table of contents that Word made: it only repeats the headings."""
        style = next(self._style_chain(paragraph), None)
        return style is not None and _own(style, "name").lower().startswith("toc ")


def _blocks(holder: "Element") -> "Iterator[Element]":
    """The paragraphs and tables directly in a body or cell, through content controls and the like."""
    for child in holder:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _NOT_TEXT:
            yield from _blocks(child)


def _children(holder: "Element", name: str) -> "Iterator[Element]":
    """The rows of a table or cells of a row, through content controls and the like."""
    for child in holder:
        if child.tag == f"{W}{name}":
            yield child
        elif isinstance(child.tag, str) and child.tag.startswith(W) and child.tag not in _NOT_TEXT:
            yield from _children(child, name)


def _runs(element: "Element") -> Iterator[str]:
    """The text that stands in the line of an element; boxes, deletions and hidden text do not."""
    for child in element:
        tag = child.tag
        if tag in (f"{W}t", _MATH_TEXT):
            yield child.text or ""
        elif tag in _SIGNS:
            yield "" if child.get(f"{W}type") in _PAGE_BREAKS else _SIGNS[tag]
        elif tag == f"{W}r" and _is_hidden(child):
            continue
        elif isinstance(tag, str) and tag not in _NOT_TEXT and tag not in (_BOX, _ALTERNATIVES):
            yield from _runs(child)


def _is_hidden(run: "Element") -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false", "off")


def _boxes(element: "Element") -> "Iterator[Element]":
    """The text boxes of an element, each once: Word writes them twice, for new readers and for old ones."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATIVES:
            ways = (list(_boxes(way)) for way in child)
            yield from next((boxes for boxes in ways if boxes), [])
        elif isinstance(child.tag, str) and child.tag != f"{W}tbl":
            yield from _boxes(child)


def _own(element: "Element", child: str) -> str:
    """The `w:val` of a child, empty where there is none."""
    found = element.find(f"{W}{child}")
    return "" if found is None else str(found.get(f"{W}val", ""))
