"""The lines of a PDF page with their places on it, as PDFium finds them."""

import re
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from loaders.repairs.signs import IS_HAN

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

# What a typesetter does not part: a word or number, else one character, with the signs that open and close it.
_OPENING = re.compile(r"[“‘（《【〔(\[]*(?:[A-Za-z0-9.,%+-]+|.)[，。；：、！？”’）》】〉,.;:!?)\]]*")
_BROKEN_WORD = "\x02\ufffe"
"""PDFium's signs for a hyphen at which a word is parted at the end of its line."""
_SAMPLE = 7
"""So many characters tell the size of a line: some fonts say of some characters that they are narrower."""
_INVISIBLE = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\uffff]")


class Line(NamedTuple):
    """One line: its text without blanks at the ends and its box in points, the origin at the page's lower left.

    `size` is the width of a Chinese character in it (for a line without any, the height of its first character),
    `opening` the width of what comes first and cannot be parted; `parted` whether it ends inside a hyphenated word.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    opening: float
    parted: bool


class Page(NamedTuple):
    """A page's lines in PDFium's order, its width and height in points."""

    lines: tuple[Line, ...]
    width: float
    height: float


def read_page(page: "PdfPage") -> Page:
    """The lines of a `pypdfium2.PdfPage`."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        codes = [pdfium.FPDFText_GetUnicode(text_page, place) for place in range(text_page.count_chars())]
        lines = tuple(_lines(text_page, codes))
    finally:
        text_page.close()
    return Page(lines, page.get_width(), page.get_height())


def _lines(text_page: "PdfTextPage", codes: list[int]) -> Iterator[Line]:
    start = 0
    for end in [*(place for place, code in enumerate(codes) if code in (10, 13)), len(codes)]:
        line = _line(text_page, codes, start, end)
        if line:
            yield line
        start = end + 1


def _line(text_page: "PdfTextPage", codes: list[int], start: int, end: int) -> Line | None:
    shown = [place for place in range(start, end) if not chr(codes[place]).isspace() and codes[place] > 2]
    if not shown:
        return None
    first, last = shown[0], shown[-1]
    raw = "".join(map(chr, codes[first:end]))
    parted = raw.rstrip()[-1:] in _BROKEN_WORD
    text = _INVISIBLE.sub("", raw.rstrip(_BROKEN_WORD + " \t\xa0\u3000").replace("\x02", "-").replace("\ufffe", "-"))
    opening = _OPENING.match(raw)
    left, bottom, first_right, top = text_page.get_charbox(first, loose=True)
    *_, right, _ = text_page.get_charbox(last, loose=True)
    *_, opening_right, _ = text_page.get_charbox(first + (opening.end() if opening else 1) - 1, loose=True)
    han = [place for place in shown if IS_HAN(chr(codes[place]))][:_SAMPLE]
    widths = [box[2] - box[0] for box in (text_page.get_charbox(place, loose=True) for place in han)]
    size = median(widths) if widths else top - bottom
    return Line(text, left, max(right, first_right), bottom, top, size, opening_right - left, parted) if text else None
