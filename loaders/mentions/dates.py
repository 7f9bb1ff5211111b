"""When the visit was and how many went: dates, ranges with or without their dash, head counts."""

import re
from collections.abc import Sequence
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


_YEAR_OF_TITLE = re.compile(
    r"(?<![\d\-—－至到])((?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年(?!代|来|以来|前|后)"
)
# A line that is a date and nothing else, in brackets or not: when the report was written.
_WRITTEN = re.compile(
    rf"^[\s（(]*(?P<y>(?:19|20)\d{{2}}|[一二][〇○零一二三四五六七八九]{{3}})\s*[年.\-/]\s*(?P<m>{_N})"
    rf"(?:\s*[月.\-/]\s*(?:(?P<d>{_N})\s*[日号]?)?)?(?:\s*星期\w)?[\s）)]*$",
    re.MULTILINE,
)


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


def find_visit(document: Document) -> Visit:
    """Dates and head count of the visit: the first that stand with a word of visiting in the opening part."""
    candidates = _candidates(document)
    start, end = _dates(document, candidates)
    counts = (_COUNT.search(document.text, sentence.start, sentence.end) for sentence in candidates)
    count = next(filter(None, counts), None) or _PARTY_OF.search(document.text)
    participants = number(next(group for group in count.groups() if group)) if count else None
    return Visit(start, end, participants)


def _dates(document: Document, candidates: Sequence[Sentence]) -> tuple[str | None, str | None]:
    """First and last day, as much as the report states: 2011-04-25, 2011-04, 04-25."""
    start = end = None
    for found in filter(None, (_date_in(document, sentence) for sentence in candidates)):
        if start is None:
            start, end = found
            if start is None or len(start) != len("2011-04") or end is not None:
                break
        elif (day := _within_month(start, found[0])) is not None:
            start, end = day, _within_month(start, found[1])
            break
    if start is None or _has_year(start):
        return start, end
    year = _year_told(document, start)
    if year is None:
        return start, end
    if end is not None and not _has_year(end):
        end = f"{_year_of_end(year, start, end)}-{end}"
    return f"{year}-{start}", end


def _has_year(date: str) -> bool:
    return len(date.partition("-")[0]) == len("2011")


def _year_of_end(year: int, start: str, end: str) -> int:
    """The year of a last day that tells none: the next where the visit goes from December into January."""
    return year if start[:2] <= end[:2] else year + 1


def _year_told(document: Document, start: str) -> int | None:
    """The year of a visit whose sentence names none: the title's, else that of the day on which the report was written,
    which was after the visit."""
    titled = {match.group(1) for match in _YEAR_OF_TITLE.finditer(document.title)}
    if len(titled) == 1 and not document.planned:
        return _year(titled.pop())
    *_, written = (None, *_WRITTEN.finditer(document.text))
    dated = _iso(None, written.group("m"), written.group("d")) if written is not None else None
    if written is None or dated is None:
        return None
    return _year(written.group("y")) - (dated[: len(start)] < start[: len(dated)])


def _year(text: str) -> int:
    return int("".join(str(_DIGITS.get(c, c)) for c in text))


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


def _date_in(document: Document, sentence: Sentence) -> tuple[str | None, str | None] | None:
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
        first = _iso(groups["y1"], groups["m1"], day)
        until = match if day is None or groups["d2"] else _UNTIL.match(text, match.end(), sentence.end)
        second = None
        if until is not None and until.group("d2"):
            second = _iso(groups["y2"] or groups["y1"], until.group("m2") or groups["m1"], until.group("d2"))
        if first is not None and second is not None and _has_year(first) and groups["y2"] is None:
            year = _year_of_end(int(first[:4]), first[5:], second[5:])
            second = f"{year}{second[4:]}"
        return first, second
    return None


def _iso(year: str | None, month: str, day: str | None) -> str | None:
    parts = []
    if year and re.fullmatch(r"\d{4}", year):
        parts.append(year)
    elif year and re.fullmatch(r"[〇○零一二三四五六七八九]{4}", year):
        parts.append(str(_year(year)))
    m, d = number(month), number(day) if day else None
    if m is None or not 1 <= m <= 12:
        return None
    parts.append(f"{m:02d}")
    if d is not None and 1 <= d <= 31:
        parts.append(f"{d:02d}")
    return "-".join(parts)
