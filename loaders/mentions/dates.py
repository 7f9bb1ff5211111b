"""When the visit was and how many went: dates, ranges with or without their dash, head counts."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.records import Visit
from loaders.document import Document, Sentence

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:19|20)\d{2}|[一二]?[〇○零一二三四五六七八九]{4}|20[xX×]{2}|[xX×]{2,4}"
_TO = r"\s*(?:日?起?至|到|[-—–－―~～一]{1,2}|[、和])\s*"
# 3月5日至8日, 3月5-8日, 3月5日3月8日 (the dash lost), 自3月5日起至8日; the day alone, or none.
_RANGE = re.compile(
    rf"(?:(?P<y1>(?<!\d)(?:{_YEAR}))?年)?(?P<m1>{_N})月(?:(?P<d1>{_N})(?P<day>[日号])?(?:[上下]午)?"
    rf"(?:{_TO}|\s*)(?:(?:(?P<y2>(?:19|20)\d{{2}})年)?(?:(?P<m2>{_N})月)?(?P<d2>{_N})[日号])?)?"
)
_YEAR_REACH = 12
"""A date begins at most so many characters before its 月."""
_DOTTED = re.compile(
    r"(?P<y1>(?:19|20)\d{2})\.(?P<m1>\d{1,2})\.(?P<d1>\d{1,2})"
    r"(?:\s*[-—–－―~～至到]{1,2}\s*(?:(?P<y2>(?:19|20)\d{2})\.)?(?:(?P<m2>\d{1,2})\.)?(?P<d2>\d{1,2}))?(?![.\d])"
)
_VISIT = re.compile(r"考察|参观|学习|访问|调研|观摩|走访|培训|赴|前往|一行|实习|带队|取经")
_COUNT = re.compile(
    r"一行\s*(?P<a>\d{1,4}|[一二三四五六七八九十百]+)\s*(?:余|多)?[人名位]|(?:组成的?|等|共|一共|带领|率领|率)(?:[^,，。;；0-9]{0,8}?)(?P<b>\d{1,4})\s*(?:余|多)?(?:人|名|位)(?!次|民|[带率领]队)|(?P<c>\d{1,4})\s*(?:人|名|位)[^,，。;；]{0,12}(?:考察团|考察组|代表团|学习团|访问团|参观团)|(?:由|组织了?)[^。;；]{0,60}?(?P<d>\d{1,4})\s*[余多]?(?:人|名|位)(?:[,，]由[^,，。;；]{0,16}[带率领]队)?(?:组成|赴|到|前往)"
    r"|(?P<e>\d{1,4})\s*[余多]?[名位人][^,，。;；\d]{0,14}?(?:赴|前往|走进|来到|走出|外出)"
    r"|(?P<f>\d{1,4})\s*[余多]?[名位]?人?(?:[^,，。;；\d]{0,10})参加了?(?:此次|本次|这次)?(?:考察|学习|参观|观摩|活动|调研)"
    r"|(?:考察|代表|学习|访问|参观)[团组队](?:一共|共|有|共有)?(?P<g>[一二两三四五六七八九十]{1,3})人(?![^,，。;；]{0,3}[带率领]队)"
)
# 9月26日|动身,10月6日回国; 从4月25日|开始到28日结束: what follows tells a range.
_UNTIL = re.compile(
    rf"(?:开始|动身|出发|启程|离\w{{1,3}})?[,，、]?(?:到|至|于)?(?:(?P<m2>{_N})月)?(?P<d2>{_N})[日号](?:结束|回国|返回|返程|归来|回到)"
)
_PARTY_OF = re.compile(r"(?:组成的?|一行)(\d{1,4})(?:人|名|位)")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Dated:
    """The visit's dates and head count with the places in the clean text that state them."""

    visit: Visit
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1 << 10)
def number(text: str) -> int | None:
    """A whole number of up to three digits in Arabic or Chinese numerals (十五 is 15), or None."""
    if text.isdigit():
        return int(text)
    import cn2an

    try:
        return int(cn2an.cn2an(text, "smart"))
    except ValueError:
        return None


def find_visit(document: Document) -> Dated:
    """Dates and head count of the visit: the first that stand with a word of visiting in the opening part."""
    spans: list[tuple[int, int]] = []
    start = end = None
    candidates = _candidates(document)
    for sentence in candidates:
        found = _date_in(document, sentence)
        if found is None:
            continue
        if start is None:
            start, end, span = found
            spans.append(span)
            if start is None or len(start) != len("2011-04") or end is not None:
                break
        elif (day := _within_month(start, found[0])) is not None:
            start, end = day, _within_month(start, found[1])
            spans.append(found[2])
            break
    participants = None
    for sentence in candidates:
        match = _COUNT.search(document.text, sentence.start, sentence.end)
        if match:
            break
    else:
        match = _PARTY_OF.search(document.text)
    if match:
        participants = number(next(group for group in match.groups() if group))
        spans.append(match.span())
    return Dated(Visit(start, end, participants), tuple(spans))


def _within_month(month: str, date: str | None) -> str | None:
    """A day of the month that was told before, with its year: 2011-04 and 04-25 are 2011-04-25."""
    full = date if date is None or len(date) == 10 else f"{month[:5]}{date}"
    return full if full is not None and len(full) == 10 and full.startswith(month) else None


def _candidates(document: Document) -> list[Sentence]:
    return [
        sentence
        for sentence in document.sentences[:30]
        if sentence.role in ("opening", "practice") and _VISIT.search(document.text, sentence.start, sentence.end)
    ][:8]


def _date_in(document: Document, sentence: Sentence) -> tuple[str | None, str | None, tuple[int, int]] | None:
    text = document.text
    month = text.find("月", sentence.start, sentence.end)
    ranges = _RANGE.finditer(text, max(sentence.start, month - _YEAR_REACH), sentence.end) if month >= 0 else ()
    dotted = text.find(".", sentence.start, sentence.end) >= 0
    dated = [*ranges, *(_DOTTED.finditer(text, sentence.start, sentence.end) if dotted else ())]
    for match in sorted(dated, key=lambda m: m.start()):
        after = text[match.end() : match.end() + 40]
        groups = match.groupdict()
        day = groups["d1"] if groups.get("day", "日") or groups["d2"] else None
        if day is None and groups["y1"] is None:
            continue
        if re.match(r"(?:以来|起|建成|成立|创办|晋升|挂牌|投入|开园|竣工|落成|通过)", after):
            continue
        first = _iso(match.group("y1"), match.group("m1"), day)
        second, end = None, match.end()
        last: re.Match[str] | None = match
        if day is not None and not match.group("d2"):
            last = _UNTIL.match(text, match.end(), sentence.end)
            end = last.end() if last is not None else end
        if last is not None and last.group("d2"):
            year = match.group("y2") or match.group("y1")
            second = _iso(year, last.group("m2") or match.group("m1"), last.group("d2"))
        return first, second, (match.start(), end)
    return None


def _iso(year: str | None, month: str, day: str | None) -> str | None:
    parts = []
    if year and re.fullmatch(r"\d{4}", year):
        parts.append(year)
    elif year and re.fullmatch(r"[〇○零一二三四五六七八九]{4}", year):
        parts.append("".join(str(_DIGITS[c]) for c in year))
    m, d = number(month), number(day) if day else None
    if m is None or not 1 <= m <= 12:
        return None
    parts.append(f"{m:02d}")
    if d is not None and 1 <= d <= 31:
        parts.append(f"{d:02d}")
    return "-".join(parts)
