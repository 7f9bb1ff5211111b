"""The numbers that Word sets before paragraphs and does not write into them: 一、 （二） 3. 第四章.

Reports number their headings this way, and the numbers tell where a section begins. Terms as in
ECMA-376, part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9


def chinese_numeral(number: int, digits: str = _DIGITS, ten: str = "十") -> str:
    """1 to 99 in Chinese as headings have it (十二, 二十), larger numbers digit by digit."""
    if not 0 < number < 100:
        return "".join(digits[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else ten if tens == 1 else digits[tens] + ten
    return before + (digits[ones] if ones else "")


def _formal(number: int) -> str:
    return chinese_numeral(number, _FORMAL, "拾")


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _circled_chinese(number: int) -> str:
    return chr(0x321F + number) if 1 <= number <= 10 else chinese_numeral(number)


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


def _letter(number: int) -> str:
    """a to z, then aa, bb, cc, as Word does it."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 8) if number > 0 else ""


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * min(count, 30)
    return written


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"),
        chinese_numeral,
    ),
    **dict.fromkeys(
        ("japaneseCounting", "ideographDigital", "koreanDigital2", "japaneseDigitalTenThousand"), chinese_numeral
    ),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": _circled_chinese,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
_UNWRITTEN = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    legal: bool


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, root: "Element | None") -> None:
        """`root` is the `w:numbering` element, None for a document without one."""
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for one in () if root is None else root.iterfind(f"{W}abstractNum"):
            self._abstract[one.get(f"{W}abstractNumId", "")] = one
        for one in () if root is None else root.iterfind(f"{W}num"):
            self._lists[one.get(f"{W}numId", "")] = one
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._levels: dict[tuple[str, int], _Level | None] = {}

    def label(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of this list and level, with its signs; empty for a bullet."""
        level = self._level(list_id, depth)
        if level is None:
            return ""
        counts = self._count(list_id, depth, level)
        if level.format in _UNWRITTEN:
            return ""
        label = level.text
        for place in range(depth + 1):
            sign = f"%{place + 1}"
            if sign in label:
                label = label.replace(sign, self._written(list_id, place, counts[place], level.legal))
        return label + " " if label[-1:].isdigit() else label

    def _count(self, list_id: str, depth: int, level: _Level) -> list[int | None]:
        """Lists that share their definition go on counting, unless one says that it begins anew."""
        counts = self._counts.setdefault(_value(self._lists[list_id], "abstractNumId"), [None] * _DEEPEST)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for one in self._lists[list_id].iterfind(f"{W}lvlOverride/{W}startOverride"):
                place = _number(one.getparent().get(f"{W}ilvl"), 0)
                if 0 <= place < _DEEPEST:
                    counts[place] = None
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        return counts

    def _written(self, list_id: str, depth: int, count: int | None, legal: bool) -> str:
        level = self._level(list_id, depth)
        if level is None:
            return ""
        number = level.start if count is None else count
        return str(number) if legal else _WRITTEN.get(level.format, str)(number)

    def _level(self, list_id: str, depth: int) -> _Level | None:
        key = list_id, depth
        if key not in self._levels:
            self._levels[key] = self._read_level(list_id, depth)
        return self._levels[key]

    def _read_level(self, list_id: str, depth: int) -> _Level | None:
        one = self._lists.get(list_id)
        abstract = None if one is None else self._abstract.get(_value(one, "abstractNumId"))
        if one is None or abstract is None or not 0 <= depth < _DEEPEST:
            return None
        override = one.find(f"{W}lvlOverride[@{W}ilvl='{depth}']")
        found = None if override is None else override.find(f"{W}lvl")
        if found is None:
            found = abstract.find(f"{W}lvl[@{W}ilvl='{depth}']")
        if found is None:
            return None
        own = "" if override is None else _value(override, "startOverride")
        start = _number(own, _number(_value(found, "start"), 1))
        legal = found.find(f"{W}isLgl") is not None
        return _Level(start, _value(found, "numFmt") or "decimal", _value(found, "lvlText"), legal)


def _value(element: "Element", child: str) -> str:
    """The `w:val` of a child, empty where there is none."""
    found = element.find(f"{W}{child}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise
