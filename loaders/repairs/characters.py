"""Characters that are another character in disguise, or none at all: one for one, or away."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from loaders.repairs.edits import Edit
from loaders.repairs.signs import members

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


_RADICALS = _unified()
_RADICAL_SIGNS = "\u2e80-\u2fd5\uf900-\ufaff"
_RADICAL = re.compile(f"[{_RADICAL_SIGNS}]+")

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
