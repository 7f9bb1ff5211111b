"""What is left of HTML and Markdown."""

import html
import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit

_TAG = re.compile(
    r"</?(?P<name>p|br|div|span|strong|b|i|em|u|font|a|img|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|center|sup|sub"
    r"|section|article|blockquote|hr|o:p)(?=[\s/>])[^<>\n]{0,400}>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"<!--.{0,2000}?-->|<(?P<element>script|style|noscript|iframe)\b[^<>]{0,400}>.{0,5000}?</(?P=element)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAKING = frozenset(
    [
        "p",
        "br",
        "div",
        "table",
        "tr",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "section",
        "article",
        "blockquote",
        "hr",
    ]
)
_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:[a-zA-Z]{2,8}\d{0,2}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});|&(?:amp;)?nbsp(?![a-zA-Z;])"
)
_HEADING = re.compile(r"^#{1,6}[ ]+(?=\S)", re.MULTILINE)
_LABEL = re.compile(r"\*\*(?P<label>[^*\n]{1,20}[:：])\*\*")


def hidden(text: str) -> Iterator[Edit]:
    """Comments, scripts and style sheets of HTML go with all that they hold."""
    if "<!--" in text or "</" in text:
        yield from ((match.start(), match.end(), "") for match in _HIDDEN.finditer(text))


def tags(text: str) -> Iterator[Edit]:
    """HTML tags go; those that end a line become a newline."""
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        yield match.start(), match.end(), "\n" if match["name"].lower() in _BREAKING else ""


def entities(text: str) -> Iterator[Edit]:
    """HTML entities become the character they name; unknown ones stay."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        after = html.unescape("&" + match[0].removeprefix("&").replace("amp;", "").rstrip(";") + ";")
        if match[0] == "&amp;":
            after = "&"
        if len(after) == 1:
            yield match.start(), match.end(), " " if after == "\u00a0" else after


def markdown(text: str) -> Iterator[Edit]:
    """Heading marks and bold labels of Markdown go; `**县` is a mask and stays."""
    if "#" not in text or not _HEADING.search(text):
        return
    found = [(match.start(), match.end(), "") for match in _HEADING.finditer(text)]
    found += [(match.start(), match.end(), match["label"]) for match in _LABEL.finditer(text)]
    yield from sorted(found)
