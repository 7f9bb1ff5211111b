"""Dashes that conversion has lost between two dates, years or times: 4月21日4月28日."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit

_YEAR = r"(?:(?:19|20)\d\d)"
_DATES = re.compile(
    rf"(?<!\d)(?:(?P<y1>{_YEAR})年)?(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})(?P<day>[日号])"
    rf"(?=(?:(?P<y2>{_YEAR})年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})[日号])"
)
_YEARS = re.compile(rf"(?<!\d)(?P<y1>{_YEAR})(?P<year>年)(?=(?P<y2>{_YEAR})年(?!\d))")
_TIMES = re.compile(
    r"(?<![\d:：])(?P<h1>[01]?\d|2[0-3])[:：](?P<n1>[0-5])(?P<minute>\d)(?=(?P<h2>[01]?\d|2[0-3])[:：](?P<n2>[0-5]\d)(?!\d))"
)


def lost_dashes(text: str) -> Iterator[Edit]:
    """A dash returns between two dates, years or times of one day that touch, the second the later one."""
    found = {**_dates(text), **_years(text), **_times(text)}
    yield from ((at, at + 1, f"{text[at]}—") for at in sorted(found))


def _dates(text: str) -> dict[int, bool]:
    return {match.start("day"): True for match in _DATES.finditer(text) if _ascends(match)}


def _ascends(match: re.Match[str]) -> bool:
    one, two = match.groupdict(), match.groupdict()
    first = int(one["y1"] or 0), int(one["m1"]), int(one["d1"])
    second = int(two["y2"] or first[0]), int(two["m2"] or first[1]), int(two["d2"])
    if two["y2"] and not two["m2"]:
        return False
    real = all(1 <= month <= 12 and 1 <= day <= 31 for _, month, day in (first, second))
    return real and first < second and (first[0] > 0 or not two["y2"])


def _years(text: str) -> dict[int, bool]:
    return {match.start("year"): True for match in _YEARS.finditer(text) if match["y1"] < match["y2"]}


def _times(text: str) -> dict[int, bool]:
    def minutes(hour: str, minute: str) -> int:
        return int(hour) * 60 + int(minute)

    return {
        match.start("minute"): True
        for match in (_TIMES.finditer(text) if ":" in text or "：" in text else ())
        if minutes(match["h1"], match["n1"] + match["minute"]) < minutes(match["h2"], match["n2"])
    }
