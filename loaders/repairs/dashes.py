"""Dashes that conversion has lost between two dates, years or times: 4月21日4月28日, 三月五日八日."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit

_YEAR = r"(?:19|20)\d\d"
_MEETING = re.compile(r"[日号年\d](?:(?<=\d[日号年])(?=\d)|(?<=[:：]\d\d)(?=\d{1,2}[:：]\d\d))")
"""Where two dates, years or times may touch; most texts have few such places."""
_DATE = re.compile(rf"(?<!\d)(?:(?P<year>{_YEAR})年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})\Z")
_NEXT = re.compile(rf"(?:(?P<year>{_YEAR})年(?=\d+月))?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})[日号]")
_YEAR_END = re.compile(rf"(?<!\d)(?P<year>{_YEAR})\Z")
_NEXT_YEAR = re.compile(rf"(?P<year>{_YEAR})年(?!\d)")
_TIME = re.compile(r"(?<![\d:：])(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)\Z")
_NEXT_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?![\d:：])")
_REACH = 12

_DAY, _YEAR_DIGITS = "[一二三四五六七八九十廿卅]{1,3}", "[〇○零一二三四五六七八九]{4}"
_NUMERAL_MEETING = re.compile("(?<=[一二三四五六七八九十廿卅])[日号](?=[一二三四五六七八九十廿卅〇○零])")
_NUMERAL_DATE = re.compile(rf"(?:(?P<year>{_YEAR_DIGITS})年)?(?P<month>{_DAY})月(?P<day>{_DAY})\Z")
# 五月一日三日内: a number of days counts on from a date
_NUMERAL_NEXT = re.compile(
    rf"(?:(?P<year>{_YEAR_DIGITS})年(?={_DAY}月))?(?P<month>{_DAY}月)?(?P<day>{_DAY})[日号]"
    "(?(month)|(?![内游假前后间之以多程的为]))"
)
_NUMERAL_REACH = 16


def lost_dashes(text: str) -> Iterator[Edit]:
    """A dash returns between two dates, years or times of one day that touch, the second the later one."""
    for match in _MEETING.finditer(text):
        at = match.start()
        low = max(0, at - _REACH)
        if match[0] == "年":
            ascends = _years(text, low, at)
        elif match[0] in "日号":
            ascends = _dates(text, low, at)
        else:
            ascends = _times(text, low, at)
        if ascends:
            yield at, at + 1, f"{match[0]}—"


def lost_numeral_dashes(text: str) -> Iterator[Edit]:
    """The same between two dates in Chinese numerals."""
    for match in _NUMERAL_MEETING.finditer(text):
        at = match.start()
        one = _NUMERAL_DATE.search(text, max(0, at - _NUMERAL_REACH), at)
        two = _NUMERAL_NEXT.match(text, at + 1)
        if one and two and _ascend(one, two):
            yield at, at + 1, f"{match[0]}—"


def _ascend(one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether two dates in numerals are real and the second is the later one; what it leaves out is the first's."""
    if two["year"] and not one["year"]:
        return False
    first = _year(one["year"]), _number(one["month"]), _number(one["day"])
    month = _number(two["month"][:-1]) if two["month"] else first[1]
    second = _year(two["year"] or one["year"]), month, _number(two["day"])
    return all(1 <= month <= 12 and 1 <= day <= 31 for _, month, day in (first, second)) and first < second


def _year(digits: str | None) -> int:
    return int("".join(str("〇一二三四五六七八九".index(sign)) for sign in re.sub("[○零]", "〇", digits or "〇")))


def _number(numeral: str) -> int:
    """A number under a hundred in Chinese numerals; 0 for what is none (五六)."""
    match = re.fullmatch("([二三]?十|[廿卅])?([一二三四五六七八九])?", numeral)
    if match is None:
        return 0
    tens = {None: 0, "十": 1, "二十": 2, "廿": 2, "三十": 3, "卅": 3}[match[1]]
    return 10 * tens + (" 一二三四五六七八九".index(match[2]) if match[2] else 0)


def _dates(text: str, low: int, at: int) -> bool:
    one, two = _DATE.search(text, low, at), _NEXT.match(text, at + 1)
    if one is None or two is None or (two["year"] and not one["year"]):
        return False
    first = int(one["year"] or 0), int(one["month"]), int(one["day"])
    second = int(two["year"] or first[0]), int(two["month"] or first[1]), int(two["day"])
    real = all(1 <= month <= 12 and 1 <= day <= 31 for _, month, day in (first, second))
    return real and first < second


def _years(text: str, low: int, at: int) -> bool:
    one, two = _YEAR_END.search(text, low, at), _NEXT_YEAR.match(text, at + 1)
    return one is not None and two is not None and one["year"] < two["year"]


def _times(text: str, low: int, at: int) -> bool:
    one, two = _TIME.search(text, low, at + 1), _NEXT_TIME.match(text, at + 1)
    if one is None or two is None:
        return False
    first, second = (int(time["hour"]) * 60 + int(time["minute"]) for time in (one, two))
    return first < second
