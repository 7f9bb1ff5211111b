"""From a file to its reports: a page may hold many, and much that is none."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.chrome import Fence, fences, is_blurb, is_collection, is_furniture
from loaders.cleaning import legible
from loaders.headings import Heading, clean_title, numbered_headings, titled_headings

_SHORTEST_REPORT = 40
_SHORTEST_UNTITLED = 150
_PROSE = 60
_OPENING = 24
_CONTENTS = re.compile(r"(?:本文|文章|内容)?目\s*录(?:[。:：]?$|(?<=本文目录)|(?<=文章目录))")
_GLUED_TITLE = re.compile(
    r"(?P<title>(?!为|按照|根据|近日|\d|我|在|应|现将|特|听|下面)[^。，,；;：:！!？?\n]{0,56}?"
    r"(?:报告|汇报|工作总结|工作计划|学习体会|心得体会|的思考|工作思路))(?!如下|[会了的给中厅])"
)
_COUNT = r"[\d一二三四五六七八九十]{1,3}"
_AFTER_NUMBER = re.compile(rf"^.{{0,30}}篇[ ]?[(（]?{_COUNT}[)）]?[:：](?=.{{4}})")
_NUMBER_ONLY = re.compile(
    rf"^[\s【\[(（#*]*(?:第{_COUNT}[篇份]|篇[ ]?[(（]?{_COUNT}[)）]?|(?:范文|例文)[ ]?{_COUNT}|{_COUNT}[、.．])"
    r"[】\])）]*[ ]*[:：、.．]?[ ]*"
)


@dataclass(frozen=True, slots=True)
class RawReport:
    """One report: its span in code points of the file's text, its heading inside, and its own title.

    A report without a title has its opening words instead, with an ellipsis.
    """

    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    heading: Heading | None


def split_reports(text: str) -> tuple[RawReport, ...]:
    """The reports of a file in order; site notices, link lists and tables of contents stay outside.

    Parts are found by their numbers (篇一, 第二篇, 报告（三）：), else by titles on lines of their own,
    else the file is one report. Inner headings (一、 （一） 1、) never part. A file with nothing but
    page furniture gives none.
    """
    page = legible(text)
    parts = [part for part in _parts(page.text) if _size(page.text, part) >= _SHORTEST_REPORT]
    reports = []
    for part in parts:
        start, _ = page.span(part.start, part.end)
        end = page.offsets[part.end] if part.end < len(page.text) else len(text)
        reports.append(RawReport(start, end, _title(page.text, part)))
    return tuple(reports)


def _parts(text: str) -> Iterator[_Part]:
    stops = fences(text)
    headings = numbered_headings(text)
    if headings:
        first = headings[0].start
        yield from _unnumbered(text, 0, first, stops)
    else:
        headings = titled_headings(text)
        if not headings:
            yield from _untitled(text, 0, len(text), stops, _SHORTEST_REPORT)
            return
        yield from _untitled(text, 0, headings[0].start, stops, _SHORTEST_UNTITLED)
    ends = [*(heading.start for heading in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=True):
        yield from _headed(text, heading, end, stops)


def _unnumbered(text: str, start: int, end: int, stops: list[Fence]) -> Iterator[_Part]:
    """Reports with titles of their own before the first numbered part."""
    for heading in titled_headings(text[start:end]):
        if not is_collection(heading.title):
            yield from _untitled(text, heading.start, end, stops, 3 * _SHORTEST_UNTITLED)
            return


def _headed(text: str, heading: Heading, end: int, stops: list[Fence]) -> Iterator[_Part]:
    """A heading's report up to the first fence, and what report may follow the fence without a heading."""
    stop = _first_fence(stops, heading.body, end)
    until = stop.start if stop else end
    if _opens_contents(text, heading, until):
        yield from _untitled(text, heading.body, until, [], _SHORTEST_REPORT)
    else:
        yield _Part(heading.start, until, heading)
    if stop:
        yield from _untitled(text, stop.end, end, stops, _SHORTEST_UNTITLED)


def _first_fence(stops: list[Fence], start: int, end: int) -> Fence | None:
    index = bisect_left(stops, start, key=lambda fence: fence.start)
    return stops[index] if index < len(stops) and stops[index].start < end else None


def _opens_contents(text: str, heading: Heading, end: int) -> bool:
    """Whether a heading is a page's, not a report's: a table of contents follows, or it says 15篇."""
    if is_collection(heading.title):
        return True
    following = text[heading.body : min(end, heading.body + 200)].split(maxsplit=1)
    return bool(following) and _CONTENTS.match(following[0]) is not None


def _untitled(text: str, start: int, end: int, stops: list[Fence], least: int) -> Iterator[_Part]:
    """The stretches of prose between fences, each without the furniture above it."""
    while start < end:
        stop = _first_fence(stops, start, end)
        until = stop.start if stop else end
        begin = _first_prose(text, start, until)
        if begin is not None and _prose_size(text[begin:until]) >= least:
            yield _Part(begin, until, _first_line_title(text, begin))
        start = stop.end if stop else end


def _first_prose(text: str, start: int, end: int) -> int | None:
    """Where the text begins: its first title line before prose, else the first line of prose.

    Entries of a table of contents are no titles, but for one that stands there again.
    """
    title, entries = None, None
    for match in re.finditer(r"\S(?:[^\n]*\S)?", text[start:end]):
        line = match[0]
        if _CONTENTS.match(line):
            title, entries = None, {""}
        elif is_furniture(line) or is_blurb(line) or is_collection(line):
            title = None
        elif len(line) >= _PROSE or (line.endswith(("。", "：", ":", "；")) and len(line) >= 20):
            return start + (match.start() if title is None else title)
        elif entries is None or line in entries:
            title = match.start() if title is None else title
        else:
            entries.add(line)
    return None if title is None else start + title


def _first_line_title(text: str, start: int) -> Heading | None:
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    bare = line.rstrip("。 ")
    if len(bare) <= 50 and end >= 0 and not re.search("[。！？；]", bare) and (bare == line or bare.endswith("报告")):
        return Heading(start, end, bare)
    return None


def _size(text: str, part: _Part) -> int:
    """Characters of a part that are no blanks, without its heading."""
    start = part.heading.body if part.heading else part.start
    return len("".join(text[start : min(part.end, start + 2000)].split()))


def _prose_size(text: str) -> int:
    """Characters in lines that are sentences rather than links or titles."""
    lines = (line.strip() for line in text.split("\n"))
    return sum(len(line) for line in lines if len(line) >= _PROSE or (len(line) >= 20 and line[-1] in "。：:；！？"))


def _title(text: str, part: _Part) -> str:
    body = text[part.heading.body if part.heading else part.start : part.end]
    if part.heading is None:
        glued = _GLUED_TITLE.match(body)
        return glued["title"] if glued else _opening(body)
    printed = _AFTER_NUMBER.sub("", _NUMBER_ONLY.sub("", part.heading.title)).strip(" :：【】[]#*。")
    own = _own_title(body) if part.heading.numbered else ""
    return own or printed or _opening(body)


def _own_title(body: str) -> str:
    """The title that follows a part's number: on the next line, or glued to the text after a colon."""
    line = body.lstrip(" :：、】\n\u3000").split("\n", 1)[0].strip()
    glued = _GLUED_TITLE.match(line)
    return clean_title(glued["title"]) if glued and len(glued["title"]) >= 6 else ""


def _opening(body: str) -> str:
    words = body.split("\n", 1)[0] if body.strip() == body else body.strip().split("\n", 1)[0]
    return words if len(words) <= _OPENING else words[:_OPENING] + "…"
