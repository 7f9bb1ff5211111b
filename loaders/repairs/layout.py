"""How a text is set: where its lines are, and whether they were all cut at one width."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

from loaders.repairs.signs import HEADING_MARK

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_INNER_SIGN = re.compile("[，,。；;：:]")
_STOP = re.compile("[。！？；]")
_ENDED = frozenset("。！？!?；;：:…")
_NARROWEST, _WIDEST = 24, 130
_RAGGED = 0.8
"""Lines cut at one width differ by a long word or number carried over."""
_TIGHT = 0.93
_INDENT = 4
"""Columns: two characters before a paragraph; what is farther in is set in the middle."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text without the blanks around them, and how they are set.

    `widths` are columns, a paragraph's indent included; `wrapped_at` is the width at which lines are cut,
    0 where they are whole paragraphs; `margin` the blanks before a line that goes on; `punctuated` whether
    paragraphs end in full stops.
    """

    starts: list[int]
    ends: list[int]
    widths: list[int]
    wrapped_at: int
    margin: int
    punctuated: bool

    def line_at(self, position: int) -> int:
        """The index of the line that holds a position."""
        return max(0, bisect_left(self.starts, position + 1) - 1)

    def is_full(self, index: int) -> bool:
        """Whether a line of a wrapped text reaches the width of the wrap."""
        return self.wrapped_at > 0 and self.widths[index] >= _RAGGED * self.wrapped_at

    def is_tight(self, index: int) -> bool:
        """Whether not one more word would fit on a line of a wrapped text."""
        return self.wrapped_at > 0 and self.widths[index] >= _TIGHT * self.wrapped_at


def width(line: str) -> int:
    """Columns: two for a Chinese character, one for a Latin letter."""
    return len(line.encode("gbk", "replace"))


def lay_out(text: str) -> Layout:
    """Measure the lines of a text."""
    spans = [match.span() for match in _LINE.finditer(text)]
    begins = [text.rfind("\n", 0, start) + 1 for start, _ in spans]
    lines = [text[start:end] for start, end in spans]
    indents = [
        width(text[begin:start]) if begin < start else 0 for begin, (start, _) in zip(begins, spans, strict=True)
    ]
    widths = [min(indent, _INDENT) + width(line) for indent, line in zip(indents, lines, strict=True)]
    wrapped_at = _wrap_width(lines, widths)
    full = (
        start - begin
        for begin, (start, _), size in zip(begins, spans, widths, strict=True)
        if size >= _RAGGED * wrapped_at
    )
    margin = min(full, default=0) if wrapped_at else 0
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return Layout(starts, ends, widths, wrapped_at, margin, _is_punctuated(lines))


def _is_punctuated(lines: list[str]) -> bool:
    prose = [line[-1] for line in lines if len(line) >= 20]
    return bool(prose) and sum(last in "。！？!?；;”：:…" for last in prose) >= 0.5 * len(prose)


def _wrap_width(lines: list[str], widths: list[int]) -> int:
    """The width at which most lines are cut, or 0.

    A text is wrapped where many lines of prose of about one width stop without a sentence end, and either
    hold the end of an earlier sentence or have a next line that is no wider. Headings (two clauses with a
    comma, before a wide paragraph) do not count, nor do the rows of a list, which begin or end alike.
    """
    if len(lines) < 4:
        return 0
    widest = _commonest(widths)
    cut = [
        (line, after)
        for line, size, after in zip(lines, widths, widths[1:], strict=False)
        if _RAGGED * widest <= size <= widest and line[-1] not in _ENDED and not _is_heading(line)
    ]
    if len(cut) < max(3, 0.15 * len(lines)):
        return 0
    goes_on = sum(after <= widest or _STOP.search(line) is not None for line, after in cut)
    prose = sum(_INNER_SIGN.search(line) is not None or "、" in line for line, _ in cut)
    if goes_on < 0.7 * len(cut) or prose < 0.5 * len(cut):
        return 0
    stops = sum(_STOP.search(line) is not None for line in lines)
    rows = stops >= 0.15 * len(lines) and _are_rows([line for line, _ in cut if not HEADING_MARK.match(line)])
    return widest if stops >= 0.15 * len(lines) and not rows else 0


def _is_heading(line: str) -> bool:
    return HEADING_MARK.match(line) is not None and (len(line) < 20 or _INNER_SIGN.search(line) is None)


def _are_rows(lines: list[str]) -> bool:
    """Whether lines begin or end alike, as those of a list or timetable do: digits count as one."""
    for place in (0, -1):
        signs = Counter("0" if line[place].isdigit() else line[place] for line in lines)
        sign, times = max(signs.items(), key=itemgetter(1), default=("", 0))
        if times > max(1, 0.5 * len(lines)) and (place == 0 or sign not in "，,、"):
            return True
    return False


def _commonest(widths: list[int]) -> int:
    """The width that, with those a little below it, most lines have."""
    ordered = sorted(size for size in widths if _NARROWEST <= size <= _WIDEST)
    best, most, low = 0, 0, 0
    for high, size in enumerate(ordered, 1):
        while ordered[low] < _RAGGED * size:
            low += 1
        if high - low >= most:
            best, most = size, high - low
    return best
