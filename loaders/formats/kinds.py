"""Which format a file is in, by its first bytes rather than by its name: names lie."""

from kg.errors import SourceError
from loaders.formats.html import looks_like_html
from loaders.formats.pdf import is_pdf

READ_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")
"""How the names of files end that can be read."""

TOLD_SUFFIXES = (".doc", ".wps", ".rtf")
"""How the names of files end that hold reports and cannot be read: a folder's are told, not passed over."""

_TEXT_SUFFIXES = (".txt", ".md")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_DOCUMENT_SUFFIXES = (".docx", ".pdf")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_UNREADABLE = (
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"MIME-Version:", "a web archive (.mht)"),
)


def kind_of(data: bytes, path: str) -> str:
    """`docx`, `pdf`, `html` or `text`. Raises SourceError, with the cure, for a known format that cannot be read.

    A page of HTML in a .txt or .md file is text: the tags are part of what its author saved.
    """
    if data.startswith(_ZIP):
        return "docx"
    if is_pdf(data):
        return "pdf"
    if data.startswith(_OLE):
        raise _old_office(data, path)
    for magic, kind in _UNREADABLE:
        if data.startswith(magic):
            raise SourceError(f"{path}: this is {kind}, not a text; save the report as .docx, .pdf or .txt (UTF-8)")
    suffix = path.lower()
    if suffix.endswith(_HTML_SUFFIXES) or (not suffix.endswith(_TEXT_SUFFIXES) and looks_like_html(data)):
        return "html"
    for ending in _DOCUMENT_SUFFIXES:
        if suffix.endswith(ending):
            raise SourceError(
                f"{path}: this is no {ending} file but something else, or damaged; get another copy of it"
            )
    return "text"


def _old_office(data: bytes, path: str) -> SourceError:
    if _LOCKED_OFFICE in data:
        return SourceError(f"{path}: this Word or Excel file is locked with a password; save it without one")
    return SourceError(f"{path}: this is an old Word, WPS or Excel file; open it in Word or WPS and save it as .docx")
