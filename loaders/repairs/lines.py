"""Line breaks inside sentences."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN, HEADING_MARK, SENTENCE_END

_BREAK = re.compile(r"\n[^\S\n]*(?=\S)")
_ENDS = re.compile(f"[{SENTENCE_END}]")
_GOES_ON = re.compile(r"[，,、（(“‘《]")
_CLOSING = re.compile(r"[，,、；;：:！!？?）)》”’](?!\s*\n)|。(?![\u3100-\u312f\u2500-\u257f\u0100-\u024fa-zA-Z])")
_BEGINS = re.compile(rf"[{HAN}0-9A-Za-z“《（(]")
_NEW_PARAGRAPH = re.compile(
    "首先|其次|再次|最后|同时|此外|另外|总之|综上|为此|因此|近年来|目前|当前|今后|下一步|通过|根据|按照|为了|为[^主人]|我们|一是|二是|三是"
    "|特此|附[件:：]|现将|近日|本次|这次|此次|考察组|考察团|各位|尊敬的|注[:：]|来源|作者|时间|日期|地点"
)
_TITLE_END = re.compile(
    r"(?:报告|汇报|总结|计划|方案|体会|思路|思考|启示|建议|做法|经验|情况|范文|纪实|特点|收获|打算|措施|问题)$"
)
_INNER_SIGN = re.compile("[，,。；;：:]")
_DATE_OR_BODY = re.compile(
    r"(?:[二〇○0-9xX×*]{2,4}年.{0,10}日?|.{0,20}(?:局|委|办|组|团|校|镇|会|府|部|中心|小学|中学))$"
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is set: the width at which it is wrapped (0: it is not), whether paragraphs end in full stops."""

    starts: list[int]
    ends: list[int]
    wrapped_at: int
    punctuated: bool

    def line(self, position: int) -> tuple[int, int]:
        """The line that holds a position, without the blanks around it."""
        index = max(0, bisect_left(self.starts, position + 1) - 1)
        return self.starts[index], self.ends[index]


def hard_breaks(text: str) -> Iterator[Edit]:
    """A break in the middle of a sentence goes; headings, titles, signatures stay on lines of their own.

    A sentence goes on where a comma ends the line or a closing sign begins the next, where a line is as
    wide as the text is wrapped, and where a line of prose stops without a full stop in a text that
    otherwise sets them.
    """
    layout: _Layout | None = None
    for match in _BREAK.finditer(text):
        start, end = match.span()
        while start and text[start - 1].isspace():
            start -= 1
        if not start or _ENDS.match(text, start - 1):
            continue
        layout = layout or _layout(text)
        if _is_inside_sentence(text, start, end, layout):
            latin = text[start - 1].isascii() and text[start - 1].isalpha() and text[end].isascii()
            yield start, end, " " if latin and text[end].isalpha() else ""


def _is_inside_sentence(text: str, before: int, after: int, layout: _Layout) -> bool:
    if HEADING_MARK.match(text, after):
        return False
    if _GOES_ON.match(text, before - 1) or _CLOSING.match(text, after):
        return True
    gap = text[before:after]
    if not _BEGINS.match(text, after) or _is_indented(gap):
        return False
    start, end = layout.line(before - 1)
    line, following = text[start:end], text[slice(*layout.line(after))]
    if _stands_alone(following) or _TITLE_END.search(line):
        return False
    if layout.wrapped_at and _width(line) >= 0.85 * layout.wrapped_at and gap.count("\n") == 1:
        return True
    return layout.punctuated and _is_prose(line) and not _NEW_PARAGRAPH.match(text, after)


def _is_indented(gap: str) -> bool:
    return len(gap) - gap.rfind("\n") > 2


def _is_prose(line: str) -> bool:
    if HEADING_MARK.match(line):
        return len(line) >= 45
    return (len(line) >= 15 and _INNER_SIGN.search(line) is not None) or (len(line) >= 20 and "、" in line)


def _stands_alone(line: str) -> bool:
    """Whether a line is a title, a signature or a date rather than the rest of a sentence."""
    return len(line) <= 40 and bool(_TITLE_END.search(line) or _DATE_OR_BODY.fullmatch(line))


def _width(line: str) -> int:
    """Columns: two for a Chinese character, one for a Latin letter."""
    return len(line.encode("gbk", "replace"))


def _layout(text: str) -> _Layout:
    spans = [match.span() for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    widths = [_width(text[start:end]) for start, end in spans]
    widest = max(widths)
    full = sum(width >= 0.85 * widest for width in widths)
    wrapped = len(widths) >= 4 and 24 <= widest <= 130 and full >= max(3, 0.3 * len(widths))
    prose = [text[end - 1] for start, end in spans if end - start >= 20]
    stopped = sum(last in "。！？!?；;”：:…" for last in prose)
    return _Layout(
        [start for start, _ in spans],
        [end for _, end in spans],
        widest if wrapped else 0,
        bool(prose) and stopped >= 0.5 * len(prose),
    )


_DOUBLED = re.compile(r"^[ ]*(?P<once>[^\s\d][^\n]{3,38})(?P=once)[ ]*$", re.MULTILINE)


def doubled_headings(text: str) -> Iterator[Edit]:
    """A heading set twice on its line, as bold text comes out of some converters, is kept once."""
    for match in _DOUBLED.finditer(text):
        yield match.end("once"), match.end(), ""
