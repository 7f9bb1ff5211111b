"""What in a clean text cannot be read and is not guessed at: debris of conversion, years run together, holes.

The text stays as it is; what is found here goes into a report's facts as dropped, with its reason, and no
name may run over debris.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loaders.repairs.signs import HAN
from loaders.repairs.traditional import rare_signs

_BOPOMOFO = "\u3105-\u312f"
_BOX = "\u2500-\u257f"
_DESCRIPTION = "\u2ff0-\u2fff"
_ENCLOSED = "\u2460-\u249b\u3220-\u3243"
_KANA = "\u3041-\u30ff"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜêńňǹ"
_LOST = "\ufffd\ue000-\uf8ff"
_BYTES = "锟斤拷|烫烫烫|屯屯屯|葺葺葺"
_RARE_RUN = 3
_YEARS = re.compile(r"[12]\d{4,7}(?=年(?!前|来|后|的历史))")
_CENTURIES = ("19", "20")
_HOLE = re.compile(
    r"(?P<date>(?:年月日|月日(?!报|刊|期))(?:至(?:月)?日)?)"
    r"|(?:位于|地处)(?P<place>[省市县州区])(?=[东西南北中])|隶属于(?P<whole>[省市县])(?=[,，。；])"
    r"|一行(?P<party>人)(?=[赴到前来])|赴(?P<goal>市)(?=[考学参])"
)
_MAY_BE_HOLE = re.compile("年月日|月日|位于[省市县州区]|地处[省市县州区]|隶属于[省市县]|一行人|赴市")
"""One of these is in every hole, and is found far sooner."""
_TOLD = re.compile(r"[\d一二三四五六七八九十〇○零xX×*某同当每整生写的年]\Z")


class Unreadable(NamedTuple):
    """A stretch of clean text `[start, end)` that says nothing certain, by which rule, and why."""

    start: int
    end: int
    rule: str
    reason: str


def find_unreadable(text: str) -> list[Unreadable]:
    """Every unreadable stretch, in the order of the text."""
    return sorted((*_debris(text), *_years(text), *_holes(text)))


def _debris(text: str) -> Iterator[Unreadable]:
    if not _odd_sign().search(text):
        return
    run, _ = _patterns()
    for match in run.finditer(text):
        start = match.start()
        if start and text[start - 1] == "。":
            start -= 1
        if _is_debris(text[start : match.end()]):
            reason = "debris of a failed conversion: cannot be read, so it stays as it is"
            yield Unreadable(start, match.end(), "unreadable-debris", reason)


def _is_debris(run: str) -> bool:
    """Whether odd signs are of kinds that no writer sets side by side, or more rare characters than a name has."""
    _, kinds = _patterns()
    odd = [len(kind.findall(run)) for kind in kinds]
    lost, opening, rare = odd[:3]
    return bool(lost or opening) or rare >= _RARE_RUN or sum(map(bool, odd[2:])) > 1


def _years(text: str) -> Iterator[Unreadable]:
    for match in _YEARS.finditer(text):
        if (
            match[0].startswith(_CENTURIES)
            and not match[0].endswith("000")
            and not text[match.start() - 1 : match.start()].isdigit()
        ):
            reason = "years run together: which they are is not certain"
            yield Unreadable(match.start(), match.end() + 1, "unreadable-year", reason)


def _holes(text: str) -> Iterator[Unreadable]:
    for match in _HOLE.finditer(text) if _MAY_BE_HOLE.search(text) else ():
        start, end = match.span(match.lastgroup or 0)
        if match["date"] is None or not _TOLD.search(text, max(0, start - 1), start):
            yield Unreadable(start, end, "hole", "a name or number is cut out before it")


def _odd_signs() -> str:
    """The signs of debris, for use inside a character class."""
    odd = f"{_BOPOMOFO}{_BOX}{_DESCRIPTION}{_ENCLOSED}{_KANA}{_LOST}^{rare_signs()}"
    return odd.replace("^", "\\^")


@cache
def _odd_sign() -> re.Pattern[str]:
    """What all debris has one of, and hardly any other text."""
    return re.compile(f"[{_odd_signs()}{_TONED}锟烫屯葺]")


@cache
def _patterns() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Runs of odd signs, at most one common character between two, and the kinds of signs in them."""
    rare, odd = rare_signs(), _odd_signs()
    run = re.compile(f"{_BYTES}|(?:[{_TONED}](?<=。.)(?=[{HAN}])|[{odd}])(?:[{HAN}]?[{odd}])*")
    kinds = (f"[{_LOST}]|{_BYTES}", f"。[{_TONED}{_BOPOMOFO}]", f"[{rare}]")
    others = (f"[{one}]" for one in (_BOPOMOFO, _BOX, _DESCRIPTION, _ENCLOSED, _KANA, "\\^"))
    return run, tuple(re.compile(kind) for kind in (*kinds, *others))
