"""Word files (.docx): opened with python-docx, under limits, with one line for whatever is wrong."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import SourceError
from loaders.formats.docx_numbering import Numbering, W
from loaders.formats.docx_text import DocxText
from loaders.formats.extracted import Extracted, join_parts
from loaders.formats.limits import MAX_PARTS, MAX_UNPACKED, MAX_XML

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart
    from lxml.etree import _Element as Element

_CURE = "open it in Word or WPS and save it as .docx again"
_OTHER_KINDS = (("xl/", "an Excel file"), ("ppt/", "a PowerPoint file"), ("mimetype", "an OpenDocument file"))


def read_docx(data: bytes, name: str) -> Extracted:
    """The text of a Word file: paragraphs, tables, text boxes and notes in reading order, one a line.

    Marks name paragraphs (第12段, blank ones not counted), table rows (表1第2行), text boxes and notes. Numbers that
    Word sets before paragraphs are written out. Headers, footers, deleted and hidden text are not read, nor the
    lines of a table of contents. Raises SourceError where the file is damaged, locked, too large or without text.
    """
    _check(data, name)
    try:
        return _read(data, name)
    except SourceError:
        raise
    except Exception as error:  # python-docx answers a damaged file with errors of many libraries
        raise SourceError(f"{name}: this Word file is damaged ({_reason(error)}); {_CURE}") from None


def _check(data: bytes, name: str) -> None:
    """Refuse what is no Word file, and what would unpack to far more than any report holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(f"{name}: this Word file is damaged ({_reason(error)}); {_CURE}") from None
    names = {file.filename for file in files}
    if not any(one.startswith("word/") for one in names):
        kind = next((kind for start, kind in _OTHER_KINDS if any(one.startswith(start) for one in names)), "a ZIP file")
        raise SourceError(f"{name}: this is {kind}, not a Word file; save the report as .docx, .pdf or .txt")
    if any(file.flag_bits & 1 for file in files):
        raise SourceError(f"{name}: this Word file is locked with a password; save it without one")
    xml = sum(file.file_size for file in files if file.filename.endswith((".xml", ".rels")))
    if len(files) > MAX_PARTS or xml > MAX_XML or sum(file.file_size for file in files) > MAX_UNPACKED:
        raise SourceError(f"{name}: this Word file unpacks to more than any report; copy its text into a new one")


def _read(data: bytes, name: str) -> Extracted:
    from docx import Document

    document = Document(io.BytesIO(data))
    part = document.part
    styles = {style.get(f"{W}styleId", ""): style for style in document.styles.element.iterfind(f"{W}style")}
    walk = DocxText(Numbering(_numbering(part)), styles, dict(_notes(part)))
    parts = list(walk.parts(document.element.body))
    if not parts:
        raise SourceError(
            f"{name}: there is no text in this Word file; if its pages are pictures, run OCR on them first"
        )
    return join_parts(parts, walk.left_out)


def _related(part: "DocumentPart", kind: str) -> "Element | None":
    """The root element of the part that the document relates to as `kind`."""
    from docx.oxml import parse_xml

    found = next((one for one in part.rels.values() if one.reltype.endswith(f"/{kind}") and not one.is_external), None)
    return None if found is None else parse_xml(found.target_part.blob)


def _numbering(part: "DocumentPart") -> "Element | None":
    return _related(part, "numbering")


def _notes(part: "DocumentPart") -> "Iterator[tuple[tuple[str, str], Element]]":
    for kind in ("footnote", "endnote"):
        root = _related(part, f"{kind}s")
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            yield (kind, note.get(f"{W}id", "")), note


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:100]
