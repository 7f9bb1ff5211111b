"""Characters that are another character in disguise, or none at all: one for one, or away."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from loaders.repairs.edits import Edit
from loaders.repairs.junctions import begins_with_word, cuts_word, ends_in_word
from loaders.repairs.signs import IS_HAN, members

_UNSEEN = "\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_WIDE_SIGNS = "０-９Ａ-Ｚａ-ｚ"
_WIDE = re.compile(f"[{_WIDE_SIGNS}]+")
_WIDE_TO_ASCII = {
    code: code - 0xFEE0 for span in ("０９", "ＡＺ", "ａｚ") for code in range(ord(span[0]), ord(span[1]) + 1)
}
# the indent of a paragraph (full-width spaces at a line's start) may stay
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f"
_SPACE = re.compile(f"[{_SPACES}]+|\u3000(?<=[^\n\u3000 ].)\u3000*")


def _unified() -> dict[int, str]:
    """Radicals and compatibility forms, as PDF conversion leaves them, to the characters they look like."""
    forms = [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFAFF)]
    found = {code: unicodedata.normalize("NFKC", chr(code)) for code in forms}
    return {code: to for code, to in found.items() if len(to) == 1 and to != chr(code)}


# Radicals of the supplement that are characters too; Unicode gives them no compatibility form.
_SUPPLEMENT = {
    ord(radical): sign
    for radical, sign in zip(
        "⺠⺟⻅⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻮⻰⻄⻆⻉⻤⻳⺁⺝⻁⻙⺼⺩⺫⺬⻣",
        "民母见车长门青页风飞食马鱼鸟麦黄齐齿龙西角贝鬼龟厂月虎韦月王目示骨",
        strict=True,
    )
}
_RADICALS: dict[int, str] = {**_unified(), **_SUPPLEMENT}
_RADICAL_SIGNS = "\u2e80-\u2fd5\uf900-\ufaff"
_RADICAL = re.compile(f"[{_RADICAL_SIGNS}]+")

# U+E5E5 is GBK's full-width blank; at the edge of a line, beside signs, digits and letters the others are ornaments
_PRIVATE_SIGNS = "\ue000-\uf8ff"
_PRIVATE_RUN = re.compile(f"[{_PRIVATE_SIGNS}]+")
_WORD_REACH = 6

# Look-alikes that scanning puts in place of everyday characters; none is an everyday character itself.
_SLIPS = str.maketrans("臵亊収囯", "置事收国")
_SLIP = re.compile("[臵亊収囯]")

SIGNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "newline": members("\r\x0b\x0c\x85\u2028\u2029"),
        "invisible": members(_UNSEEN),
        "space": members(_SPACES + "\u3000"),
        "full_width": members(_WIDE_SIGNS),
        "radical": members(_RADICAL_SIGNS),
        "scanning_slip": members("臵亊収囯"),
        "private_use": members(_PRIVATE_SIGNS),
    }
)
"""The characters that each of these repairs changes, by its name: a text without them needs no search."""


def newlines(text: str) -> Iterator[Edit]:
    """Every kind of line end becomes a newline."""
    for match in _NEWLINE.finditer(text):
        yield match.start(), match.end(), "\n"


def invisible(text: str) -> Iterator[Edit]:
    """Control characters, soft hyphens, zero-width and direction marks go."""
    for match in _INVISIBLE.finditer(text):
        yield match.start(), match.end(), ""


def spaces(text: str) -> Iterator[Edit]:
    """Tabs, no-break and (but for a line's indent) full-width spaces become plain spaces, one for one."""
    for match in _SPACE.finditer(text):
        yield match.start(), match.end(), " " * len(match[0])


def full_width(text: str) -> Iterator[Edit]:
    """Full-width digits and Latin letters become plain ones; punctuation stays as it is."""
    for match in _WIDE.finditer(text):
        yield match.start(), match.end(), match[0].translate(_WIDE_TO_ASCII)


def radicals(text: str) -> Iterator[Edit]:
    """Radicals and compatibility forms become the characters they stand for."""
    for match in _RADICAL.finditer(text):
        after = match[0].translate(_RADICALS)
        if after != match[0]:
            yield match.start(), match.end(), after


def scanning_slips(text: str) -> Iterator[Edit]:
    """Look-alikes from optical recognition become the everyday character."""
    for match in _SLIP.finditer(text):
        yield match.start(), match.end(), match[0].translate(_SLIPS)


def private_use(text: str) -> Iterator[Edit]:
    """Characters without a meaning of their own go where they are ornaments; U+E5E5 becomes a blank.

    They are ornaments at a line's edge, beside anything but Chinese characters, inside a word and between
    two words. Beside a character that is no word there (李?任) one may stand for a part of a name: it stays.
    """
    for match in _PRIVATE_RUN.finditer(text):
        start, end = match.span()
        if "\ue5e5" in match[0]:
            yield start, end, " "
        elif _is_ornament(text[max(0, start - _WORD_REACH) : start], text[end : end + _WORD_REACH]):
            yield start, end, ""


def _is_ornament(before: str, after: str) -> bool:
    if not IS_HAN(before[-1:]) or not IS_HAN(after):
        return True
    return cuts_word(before, after) or (ends_in_word(before) and begins_with_word(after))
