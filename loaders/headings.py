"""Where the reports of a page begin: a number (篇一, 第二篇, 报告（三）) or a title on a line of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.chrome import is_blurb, is_collection, is_furniture
from loaders.repairs.signs import HAN, HEADING_MARK

_GENRE = (
    "报告|汇报|总结|小结|计划|规划|方案|思路|体会|心得|感想|感悟|要点|材料|范文|范本|例文|文章|讲话稿|发言稿|演讲稿"
    "|纪实|见闻|随笔|启示|思考|意见|格式|模板"
)
_AFTER_GENRE = re.compile(rf"(?:{_GENRE})[ ]?[(（【\[]?\Z")
_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
_CLOSE = r"[】\])）〕》]?"
_END = r"(?=[ ]*(?:[:：、.．,，《【\n]|\Z)|[ ])"
_FAMILIES = {
    "ordinal": re.compile(rf"第{_NUMBER}[篇份](?:文章|范文)?{_CLOSE}{_END}"),
    "part": re.compile(rf"篇[ ]?[(（]?{_NUMBER}[)）]?{_CLOSE}(?P<end>{_END})?"),
    "bracketed": re.compile(rf"(?<=[{HAN}]{{2}})[ ]?[(（【\[〔]{_NUMBER}[)）】\]〕]"),
    "sample": re.compile(rf"(?:范文|例文|范本|样本|模板|案例)[ ]?{_NUMBER}{_CLOSE}{_END}"),
    "numbered": re.compile(rf"[ ]?之?[ ]?{_NUMBER}[ ]*(?=\n|\Z)"),
    "listed": re.compile(
        rf"^[ \u3000]*{_NUMBER}[、.．][ ]?"
        r"(?=[^\n。，；：]{2,44}(?:报告|汇报|(?:考察|学习|参观).{0,6}(?:总结|体会|心得))[ ]*$)",
        re.MULTILINE,
    ),
    "bare": re.compile(rf"^[ \u3000]*[【\[〔(（]?第?{_NUMBER}[】\]〕][ ]*$", re.MULTILINE),
}
# What a family needs somewhere in the text, in the few families whose patterns are slow to look for.
_NEEDED = {
    "ordinal": re.compile("[篇份]"),
    "part": re.compile("篇"),
    "listed": re.compile(rf"\n[ \u3000]*{_NUMBER}[、.．]"),
    "bracketed": re.compile(rf"[(（【\[〔](?:(?<=[{HAN}]{{2}}.)|(?<=[{HAN}]{{2}}[ ].))[\d一二三四五六七八九十]"),
    "numbered": re.compile(r"[\d一二三四五六七八九十][ ]*$", re.MULTILINE),
    "bare": re.compile(r"[】\]〕][ ]*$", re.MULTILINE),
}
_BEGINS_AFTER = re.compile(r"[\s。！？!?；;”」》:：【\[(（〔#*>-]")
_BOUNDARY = re.compile(r"[\n。！？!?；;”」]")
_NOT_PART = frozenset("0123456789一二两三四五六七八九十百几多本每该此这那首长短数名全前后上下开通诗")

_LONGEST_TITLE = 50
_GOES_ON = ("。", "；", "，", "：", ":", ",")
"""No title ends in these."""
_STRONG = re.compile(
    r"(?:考察|学习|调研|调查|参观|访问|出访|观摩|培训|研修|情况|工作|实践|专题|建设|发展|的)报告$"
    r"|^(?:关于|赴).*(?:报告|汇报|总结|思考|启示|体会|情况|意见|建议)$"
    r"|(?:考察|参观|学习|调研).{0,8}(?:情况|工作)(?:汇报|总结)$"
)
_WEAK = (*_GENRE.split("|"), "规划", "打算")
"""What the title of some kind of text ends in."""
_STRONG_ENDS = ("报告", "汇报", "总结", "思考", "启示", "体会", "情况", "意见", "建议")
"""Each title that `_STRONG` knows ends in one of these, and most lines in none."""
_INNER = re.compile(
    r"(?:下一?步|今后|存在|主要|具体|几点|一些|我的|个人|本次|此次|这次|其他|总体|基本|听取|撰写|形成|附|现将|特此|以下|根据|按照|为了|一是"
    r"|[学考]?[习察]?(?:的)?(?:心得|体会|启示|感想|思考|总结|见闻|心得体会)$|工作(?:总结|计划|思路|要点|方案|意见|打算)$|——|--)"
)
_BLANKS = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_BEFORE, _BEHIND = _BLANKS + "#*·•●◆■▲★☆>【[《〈", _BLANKS + "】]》〉*#"
"""Decoration on either side of a title."""
_TAIL = re.compile(
    r"(?:[(（【\[][^)）】\]]{1,14}[)）】\]]|[_|—-].{2,20}(?:网|文库|文秘)|[ ]?范[文本]|[ ]?\d{1,2}|精[选品编]|[。.])++$"
)
_TAIL_ENDS = frozenset(")）】]网库秘文本选品编。.")
_STOP = re.compile("[。！？!?；;，,：:]")
_STOCK = frozenset(
    [
        "工作",
        "作考",
        "考察",
        "察报",
        "报告",
        "学习",
        "习考",
        "情况",
        "况报",
        "范文",
        "总结",
        "计划",
        "作总",
        "作计",
        "外出",
        "出考",
        "出学",
    ]
)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SHORTEST_BODY = 60
_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one report: it starts at `start`, its text follows at `body`; `title` is as printed.

    A `numbered` heading is the page's, and the report's own title may follow it.
    """

    start: int
    body: int
    title: str
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    number: int
    own_line: bool


def numbered_headings(text: str) -> list[Heading]:
    """The headings of a page that numbers its reports, in order; empty for a page that does not.

    Of all ways of numbering the one with most parts wins. Inside a line a number counts only where
    the next follows (一, 二, 三); on a line of its own it counts alone.
    """
    best: list[_Mark] = []
    page = f"\n{text}"  # what begins a line follows a break
    for family, pattern in _FAMILIES.items():
        needed = _NEEDED.get(family)
        if needed is not None and not needed.search(page):
            continue
        marks = [mark for match in pattern.finditer(text) if (mark := _mark(text, match, family))]
        chain = _sequence(_without_contents(text, marks), strict=family in ("listed", "bare", "numbered"))
        if len(chain) > len(best):
            best = chain
    return _headings(text, best)


def _mark(text: str, match: re.Match[str], family: str) -> _Mark | None:
    start, end = match.span()
    after_genre = _AFTER_GENRE.search(text[max(0, start - 8) : start]) is not None
    fresh = start == 0 or _BEGINS_AFTER.match(text, start - 1) is not None
    if family in ("bracketed", "numbered") and not after_genre:
        return None
    if family in ("part", "ordinal", "sample") and not (after_genre or fresh):
        return None
    if family == "part" and ((start and text[start - 1] in _NOT_PART) or not (match["end"] is not None or after_genre)):
        return None
    line_start, line_end = _line(text, start)
    rest = text[end:line_end]
    own_line = (
        start - line_start <= 44 and len(rest) <= 48 and not _BOUNDARY.search(text[line_start:line_end].rstrip("。 "))
    )
    if family == "numbered" and not own_line:
        return None
    return _Mark(start, end, _value(match["number"]), own_line)


def _line(text: str, position: int) -> tuple[int, int]:
    """The line that holds a position, or as much of a very long one as can be a heading."""
    floor, ceiling = max(0, position - _WINDOW), min(len(text), position + _WINDOW)
    start, end = text.rfind("\n", floor, position), text.find("\n", position, ceiling)
    return floor if start < 0 else start + 1, ceiling if end < 0 else end


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    digits = "零一二三四五六七八九"
    if not ten:
        return digits.find(number[-1])
    return (digits.find(tens[-1]) if tens else 1) * 10 + (digits.find(ones) if ones else 0)


def _without_contents(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks without those of a table of contents, which have no text under them."""
    ends = [*(mark.start for mark in marks[1:]), len(text)][: len(marks)]
    return [
        mark
        for mark, end in zip(marks, ends, strict=True)
        if _body_size(text, _line(text, mark.end)[1] if mark.own_line else mark.end, end) >= _SHORTEST_BODY
    ]


def _body_size(text: str, start: int, end: int) -> int:
    """Characters that are no blanks, counted only as far as it matters."""
    return len("".join(text[start : min(end, start + 4 * _SHORTEST_BODY)].split()))


def _sequence(marks: list[_Mark], strict: bool) -> list[_Mark]:
    """The marks that count one after the other; marks inside lines only in runs of at least two."""
    chain: list[_Mark] = []
    for mark in marks:
        following = not chain or 1 <= mark.number - chain[-1].number <= (1 if strict else 3)
        if following or (mark.own_line and not strict):
            chain.append(mark)
    alone = len(chain) == 1 and (strict or not chain[0].own_line)
    if alone or (chain and strict and chain[0].number != 1):
        return []
    return chain


def _headings(text: str, marks: list[_Mark]) -> list[Heading]:
    leads = [_lead(text, mark) for mark in marks]
    inline = [lead for mark, lead in zip(marks, leads, strict=True) if not mark.own_line]
    stem = _common_end(inline)
    varied = all(inline) and any(lead != stem for lead in inline[1:])
    found = []
    for mark, lead in zip(marks, leads, strict=True):
        if mark.own_line:
            line_start, line_end = _line(text, mark.start)
            if HEADING_MARK.match(text, mark.end):  # 篇1一、主要做法
                line_end = mark.end
            title = text[line_start:line_end]
            found.append(Heading(line_start + len(title) - len(title.lstrip()), line_end, title.strip(), True))
        else:
            start = mark.start - len(lead if varied and len(lead) <= 30 else stem)
            found.append(Heading(start, mark.end, text[start : mark.end].strip(), True))
    return found


def _lead(text: str, mark: _Mark) -> str:
    """What stands between the last sentence end and the number: 考察学习报告 of 考察学习报告（二）."""
    window = text[max(0, mark.start - 40) : mark.start]
    return re.split(_BOUNDARY, window)[-1].lstrip()


def _common_end(leads: Sequence[str]) -> str:
    if len(leads) < 2:
        return ""
    shortest = min(leads, key=len)
    for size in range(len(shortest), 0, -1):
        if all(lead.endswith(shortest[-size:]) for lead in leads):
            return shortest[-size:]
    return ""


def titled_headings(text: str) -> list[Heading]:
    """The titles on lines of their own that begin a report, in order.

    Outside a page that announces several reports only those count that name a report, or the same
    kind of text as the first title.
    """
    lines = list(_lines(text))
    # a paragraph is no title, whatever it would be without its end
    titles = ["" if len(line) > 60 and line.endswith(_GOES_ON) else clean_title(line) for _, line in lines]
    several = _announces_several(lines, titles)
    first = _first_title(lines, titles)
    topic = _pairs(first)
    contents = _contents(lines, titles)
    repeated = _repeated(lines, titles)
    found: list[Heading] = []
    for index, ((start, line), title) in enumerate(zip(lines, titles, strict=True)):
        if index in contents or not 4 <= len(title) <= _LONGEST_TITLE:
            continue
        known = several and (title in repeated or title in contents.values())
        weak = known or ((several or _is_sister(title, first)) and _shares(title, topic))
        if _is_title(line, title, weak) and _may_begin(lines, index):
            begun = lines[index - 1] if index and _TITLE_BEGUN.fullmatch(lines[index - 1][1]) else None
            begins, whole = (begun[0], begun[1] + _once(line)) if begun else (start, line)
            found.append(Heading(begins, start + len(line), whole))
    afters = [*(heading.start for heading in found[1:]), len(text)][: len(found)]
    return [heading for heading, after in zip(found, afters, strict=True) if _has_text(text, heading.body, after)]


_TITLE_BEGUN = re.compile("(?:关于|赴)[^。，；：,;:!?]{4,50}[的和与及、]")  # 关于赴某省考察…建设的⏎考察报告


def _once(line: str) -> str:
    """考察报告考察报告: bold print that was doubled."""
    half = len(line) // 2
    return line[:half] if line[:half] == line[half:] else line


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for match in _LINE.finditer(text):
        yield match.start(), match[0]


def _has_text(text: str, start: int, end: int) -> bool:
    """Whether something other than page furniture stands between two headings."""
    size = 0
    for _, line in _lines(text[start : min(end, start + 4000)]):
        if not is_furniture(line) and not is_blurb(line):
            size += len(line)
        if size >= _SHORTEST_BODY:
            return True
    return False


def _announces_several(lines: list[tuple[int, str]], titles: list[str]) -> bool:
    head = [line for _, line in lines[:12]]
    if any(len(line) <= 60 and is_collection(line) for line in head):
        return True
    if len(lines) <= 12:
        return False
    short = [title for (_, line), title in zip(lines, titles, strict=True) if len(line) <= _LONGEST_TITLE]
    strong = [title for title in short if _is_strong(title) and not _STOP.search(title)]
    return len(strong) > len(set(strong)) >= 1


def _first_title(lines: list[tuple[int, str]], titles: list[str]) -> str:
    """The page's title, or nothing where no line at its head ends as a title does."""
    head = zip(lines[:12], titles, strict=False)
    return next((title for (_, line), title in head if len(line) <= 60 and title.endswith(_WEAK)), "")


def _is_sister(title: str, first: str) -> bool:
    """Whether a title promises the same kind of text as the first, at length: 2021年…工作计划, 2022年…工作计划."""
    return len(title) >= 9 and len(first) >= 9 and title[-4:] == first[-4:]


def _pairs(title: str) -> set[str]:
    return {"".join(pair) for pair in pairwise(title)} - _STOCK


def _shares(title: str, topic: set[str]) -> bool:
    return any(pair in title for pair in topic)


def _repeated(lines: list[tuple[int, str]], titles: list[str]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for (_, line), title in zip(lines, titles, strict=True):
        if len(line) <= _LONGEST_TITLE and not _STOP.search(line):
            (twice if title in seen else seen).add(title)
    return twice


_CONTENTS = re.compile(r"(?:本文|文章|内容)?目\s*录")


def _contents(lines: list[tuple[int, str]], titles: list[str]) -> dict[int, str]:
    """The entries of a table of contents (本文目录), by the index of their line."""
    entries: dict[int, str] = {}
    for index, (_, line) in enumerate(lines[:40]):
        if len(line) <= 12 and _CONTENTS.match(line):
            for later, (_, entry) in enumerate(lines[index + 1 : index + 40], index + 1):
                title = titles[later]
                if len(entry) > _LONGEST_TITLE or entry.endswith("。") or title in entries.values():
                    break
                entries[later] = title
    return entries


def _is_title(line: str, title: str, weak: bool) -> bool:
    if not (_is_strong(title) or (weak and title.endswith(_WEAK))):
        return False
    if _STOP.search(title) or line.endswith(_GOES_ON):
        return False
    return not (HEADING_MARK.match(line) or _INNER.match(title) or is_furniture(line))


def _is_strong(title: str) -> bool:
    return title.endswith(_STRONG_ENDS) and _STRONG.search(title) is not None


def _may_begin(lines: list[tuple[int, str]], index: int) -> bool:
    """Whether the line before is over: a sentence end, a signature, furniture, another title."""
    if index == 0:
        return True
    before = lines[index - 1][1]
    return len(before) <= 40 or before[-1] in "。！？!?…”’）)】；;.：:" or is_furniture(before) or is_blurb(before)


def clean_title(line: str) -> str:
    """A title without brackets around it, 范文, numbers and other page wording at its end."""
    bare = line.lstrip(_BEFORE).rstrip(_BEHIND)
    tailed = bare[-1:] in _TAIL_ENDS or bare[-1:].isdecimal()
    shorter = (_TAIL.sub("", bare) if tailed else bare).strip()
    return shorter if len(shorter) >= 4 else bare.strip("。 ")
