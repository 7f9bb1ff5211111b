"""Page numbers and pager debris that conversion left between and inside sentences."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN, HEADING_MARK, PAGE, SENTENCE_END

_PAGE_LINE = re.compile(rf"(?:\n[ ]*)(?P<page>{PAGE})[ ]*(?=\n\s*(?P<after>\S)|\s*\Z)")
_TAIL_BREAK = re.compile(r"\s*")
# 2 / 页,当前第 / 1 / 2: a pager, digit by digit
_PAGER = re.compile(
    r"\s{0,20}(?:[共总]\s{0,20})?(?:\d{1,3}\s{0,20})?页[,，。]?\s*当前第[。\s]*(?:\d{1,3}(?![\d、.．)）])\s*){0,12}(?:页[,，。]?\s*)?"
    r"(?:\d{1,3}(?![\d、.．)）])\s*(?=\n|\d|\Z)){0,12}"
)
_INLINE = re.compile(
    rf"(?:第(?<=[{HAN}，、, ].)[ ]?\d{{1,4}}[ ]?页[ ,，/]{{0,3}}[共总][ ]?\d{{1,4}}[ ]?页"
    rf"|(?P<dash>[-—－])(?<=[{HAN}，、, ].)[ ]?\d{{1,3}}[ ]?(?P=dash))[ ]?(?=[{HAN}，。、；,])"
)
_CHUNK = re.compile(r"\d{1,4}、")
_ENDS = re.compile(f"[{SENTENCE_END}]")


def pager(text: str) -> Iterator[Edit]:
    """The debris of a pager (共2页,当前第1页) goes, with the digits around it."""
    if "当前第" not in text:
        return
    for match in _PAGER.finditer(text):
        yield match.start(), match.end(), "\n" if match.start() > 0 and match.end() < len(text) else ""


def page_lines(text: str) -> Iterator[Edit]:
    """A line that is only a page number goes; the sentence around it is joined where it is broken off.

    Not where a chunk mark follows: that must stay at the start of its line to be known as one.
    """
    for match in _PAGE_LINE.finditer(text):
        start = match.start()
        while start and text[start - 1].isspace():
            start -= 1
        before, after = text[start - 1 : start], match["after"] or ""
        if match["page"].isdigit() and (before.isdigit() or after.isdigit()):
            continue  # a column of figures, not a page number
        joined = after and broken_off(text, start) and not _CHUNK.match(text, match.start("after"))
        end = _TAIL_BREAK.match(text, match.end()).end() if joined else match.end()  # type: ignore[union-attr]
        yield start, end, ""


def broken_off(text: str, end: int) -> bool:
    """Whether the line that ends here stops in the middle of a sentence, and is no heading."""
    line = text[text.rfind("\n", 0, end) + 1 : end].rstrip()
    if not line or _ENDS.match(line[-1]):
        return False
    return len(line) >= (45 if HEADING_MARK.match(line) else 12)


def page_numbers(text: str) -> Iterator[Edit]:
    """Page numbers between two words of one line go: 街- 3 -道, 街第3页共5页道."""
    for match in _INLINE.finditer(text):
        yield match.start(), match.end(), ""
