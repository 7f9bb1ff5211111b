"""Web pages: the article without menus, advertising and footers, found with trafilatura."""

import re
from typing import TYPE_CHECKING

from kg.errors import SourceError
from loaders.formats.extracted import Extracted, Part, join_parts
from loaders.formats.html_text import as_shown, paragraphs, tidy
from loaders.formats.limits import MAX_HTML
from loaders.repairs.signs import HAN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE
)
_LOOKS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b|head\b|body\b)",
    re.IGNORECASE | re.DOTALL,
)
_FAMILIES = (("gb", "gb18030"), ("big5", "big5"), ("utf-16", "utf-16"))

_UNFIT = re.compile(r"^\s*<\?xml[^>]*\?>|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TITLE_CUT = re.compile(r"\s*[_|｜]\s*|\s+[-–—－]+\s+|[-－](?=[^-－]{2,20}(?:网|政府|网站|门户)$)")
_SITE = re.compile(r"(?:网|网站|首页|主页|门户|政府|平台|频道|文档|网页)$")
_HEAD = 5
"""Among so many first paragraphs the title of the text stands."""
_LEAST = 20


def looks_like_html(data: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return _LOOKS.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in (gb2312 and gbk are read as gb18030), if it is a Chinese one."""
    found = _DECLARED.search(data[:4096])
    said = found[1].decode("ascii").lower() if found else ""
    return next((encoding for start, encoding in _FAMILIES if said.startswith(start)), None)


def check_size(data: bytes, name: str) -> None:
    """Raise SourceError for a page larger than any that a person reads."""
    if len(data) > MAX_HTML:
        raise SourceError(f"{name}: this web page has more than {MAX_HTML:,} bytes; save the report alone as .txt")


def read_html(markup: str, name: str) -> Extracted:
    """The article of a web page: one paragraph a line, marks count them (第12段) and table rows (表1第2行).

    Menus, advertising, footers and scripts are left out; the page's title comes first, where the article lacks it.
    A page in which no article stands out is taken whole. Raises SourceError for a page without text.
    """
    from lxml import etree, html

    # an XML declaration with an encoding is refused in text that is decoded already
    markup = _UNFIT.sub("", markup)
    try:
        tree = html.document_fromstring(markup)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = html.Element("html")
    as_shown(tree)
    whole = list(paragraphs(tree))
    article = _article(html.tostring(tree, encoding="unicode")) if whole else []
    parts = article if _size(article) >= min(_LEAST, _size(whole)) else whole
    if not parts:
        raise SourceError(
            f"{name}: there is no text in this web page; save the page as your browser shows it, or as .txt"
        )
    title = _missing_title(tree, parts)
    if title:
        parts = [Part("标题", title), *parts]
    return join_parts(parts, {"page_around": max(0, _size(whole) - _size(parts))})


def _article(markup: str) -> list[Part]:
    import logging

    from trafilatura import bare_extraction

    # it complains to standard error of each page it finds no article in; we read such a page whole
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    # recall: a page of reports is rather read with a stray link than without its last paragraph
    try:
        found = bare_extraction(markup, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # a page so strange that it fails is read whole, like one without an article
        return []
    return [] if found is None or isinstance(found, dict) or found.body is None else list(paragraphs(found.body))


def _size(parts: list[Part]) -> int:
    return sum(len(part.text) for part in parts)


def _missing_title(tree: "Element", parts: list[Part]) -> str | None:
    """The page's title, where the first paragraphs do not say it: it stood outside the article."""
    said = tidy(next((one.text_content() for one in tree.iter("title")), ""))
    headings = [tidy(one.text_content()) for one in tree.iter("h1", "h2")]
    title = next((one for one in headings if one and one in said), None) or _TITLE_CUT.split(said)[0]
    if len(title) < 6 or _SITE.search(title) or not re.search(f"[{HAN}]{{4}}", title):
        return None
    # a title broken over two lines is there all the same
    opening = "".join(part.text for part in parts[:_HEAD])
    return None if "".join(title.split()) in "".join(opening.split()) else title
