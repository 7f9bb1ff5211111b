"""Marks of list items that conversion has set into the middle of a sentence."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit
from loaders.repairs.junctions import cuts_word
from loaders.repairs.signs import HAN

_MARK = re.compile(
    r"\n[^\S\n]*(?:[•·●◆■□▲★☆○◇\uf06c\uf0b7]|[(（]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳]|[-*+](?= ))[^\S\n]*(?=\S)"
)
_OPENS = frozenset("(（“‘《【")
_CLOSES = frozenset("，。、；！？”’）》】,;!?")
_INNER_STOP = re.compile("[，,、；;：:]")
_SHORTEST = 10
_INSIDE = re.compile(f"[{HAN}0-9]")
_MEASURED = re.compile("(?:多|余)?[个名位人户家件所条项次万亿元亩%年月日]")


def broken_items(text: str) -> Iterator[Edit]:
    """An item's mark at a line break goes, break and all, where it stands inside a sentence.

    That is where a bracket or quotation has just been opened, where the item begins with a closing sign, and
    where a long clause stops in the middle of a word or between a number and its measure. Items whose
    clauses merely lack a full stop stay.
    """
    for match in _MARK.finditer(text):
        start, end = match.span()
        while start and text[start - 1].isspace():
            start -= 1
        if start and _is_inside(text, start, end):
            yield start, end, ""


def _is_inside(text: str, start: int, end: int) -> bool:
    last, first = text[start - 1], text[end]
    if last in _OPENS or first in _CLOSES:
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if len(line) < _SHORTEST or not _INNER_STOP.search(line) or not _INSIDE.match(last):
        return False
    counted = last in "0123456789多余" and _MEASURED.match(text, end) is not None
    return counted or cuts_word(line, text[end : end + 20])
