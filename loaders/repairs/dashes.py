"""Dashes that conversion has lost between two dates, years or times: 4月21日4月28日."""

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
