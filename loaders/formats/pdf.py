"""PDF files: the text layer, read with PDFium, page by page."""

from collections import Counter
from typing import TYPE_CHECKING

from kg.errors import SourceError
from loaders.formats.extracted import Extracted, Mark
from loaders.formats.limits import MAX_PAGES, MAX_TEXT
from loaders.formats.pdf_lines import Page, read_page
from loaders.formats.pdf_paragraphs import heads_and_feet, paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
"""Readers take a file for a PDF whose mark comes this early (ISO 32000-1, annex H.3.4.1)."""

_LEAST = 20
"""Fewer characters than this are no text layer but a stamp."""

_LOCKED, _FOREIGN_LOCK = 4, 5
"""PDFium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF by its first bytes."""
    return MAGIC in data[:_MAGIC_WITHIN]


def read_pdf(data: bytes, name: str) -> Extracted:
    """The text layer of a PDF: one paragraph a line, marks name the pages (第3页).

    Lines are joined to paragraphs by where they stand on the page. Page numbers and running heads are left out.
    Raises SourceError where the file is damaged, locked, too long, scanned, or its characters cannot be told.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(error.err_code, name) from None
    try:
        pages = _pages(document, name)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"{name}: this PDF is damaged ({error}); print it to a new PDF, or save its text") from None
    finally:
        document.close()
    return _extracted(pages, name)


def _not_opened(code: int | None, name: str) -> SourceError:
    if code == _LOCKED:
        return SourceError(f"{name}: this PDF is locked with a password; open it and print it to a PDF without one")
    if code == _FOREIGN_LOCK:
        return SourceError(f"{name}: this PDF is locked in an unknown way; print it to a PDF without protection")
    return SourceError(f"{name}: this PDF is damaged and does not open; get another copy of it")


def _pages(document: "PdfDocument", name: str) -> list[Page]:
    count = len(document)
    if count > MAX_PAGES:
        raise SourceError(f"{name}: this PDF has {count} pages, more than {MAX_PAGES}; split it into single reports")
    pages, size = [], 0
    for number in range(count):
        page = document[number]
        try:
            pages.append(read_page(page))
        finally:
            page.close()
        size += sum(len(line.text) for line in pages[-1].lines)
        if size > MAX_TEXT:
            raise SourceError(f"{name}: this PDF holds more than {MAX_TEXT:,} characters; split it into single reports")
    return pages


def _extracted(pages: list[Page], name: str) -> Extracted:
    kept, left_out = heads_and_feet(pages)
    left_out["blank_page"] = sum(not page.lines for page in pages)
    extracted = _joined(kept, left_out)
    shown = extracted.text.replace("\n", "")
    if len(shown) < _LEAST:
        how_long = f"{len(pages)} page{'s' * (len(pages) != 1)}"
        raise SourceError(f"{name}: this PDF has no text layer ({how_long}, scanned or blank); run OCR on it first")
    if sum(map(_is_unreadable, shown)) > 0.3 * len(shown):
        raise SourceError(
            f"{name}: the text of this PDF cannot be read (its fonts do not name their characters); run OCR on it"
        )
    return extracted


def _is_unreadable(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " "


def _joined(pages: list[Page], left_out: Counter[str]) -> Extracted:
    texts: list[str] = []
    marks: list[Mark] = []
    at, last = 0, -1
    for paragraph in paragraphs(pages):
        if texts:
            texts.append("\n")
            at += 1
        for number, piece in paragraph.pieces:
            if number != last:
                marks.append(Mark(at, f"第{number + 1}页"))
                last = number
            texts.append(piece)
            at += len(piece)
    return Extracted("".join(texts), tuple(marks), {name: count for name, count in left_out.items() if count})
