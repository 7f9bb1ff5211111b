"""Paragraphs out of the lines of a PDF's pages.

Typesetting decides, not words: a paragraph goes on where a line is so full that the next one's beginning did not fit
on it any more, and the next is neither indented nor set in another size nor further away than lines are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from loaders.formats.pdf_lines import Line, Page
from loaders.repairs.signs import HEADING_MARK, PAGE, SENTENCE_END

_EDGE = 0.12
"""The share of a page's height, above and below, in which page numbers and running heads stand."""

_FULL = 0.65
"""A line that takes more of a page's width than this is text: margins are a sixth on either side at most."""

_PAGE_NUMBER = re.compile(PAGE)
_SENTENCE_END = re.compile(f"[{SENTENCE_END}]$")
_CLOSING = re.compile("[，。；：、！？”’）》】〉]")
"""No paragraph begins with one of these."""
_DIGITS = re.compile(r"\d+")
_FEW = 8
"""A page with fewer lines than this does not show its own margins: the document's count."""


class Frame(NamedTuple):
    """Where the text of a page stands: its left and right edge, the distance of its lines, the size of its type."""

    left: float
    right: float
    leading: float
    size: float


class Paragraph(NamedTuple):
    """A paragraph as pieces, one for each page it stands on: `(page index, text)`."""

    pieces: tuple[tuple[int, str], ...]


def heads_and_feet(pages: Sequence[Page]) -> tuple[list[Page], Counter[str]]:
    """The pages without page numbers and running heads, and how many of each there were.

    A running head stands in the same words (digits aside) at the same height of at least two pages and a third of all,
    and does not fill its line, as text does.
    """
    keys = [[_edge_key(line, page) for line in page.lines] for page in pages]
    often = Counter(key for row in keys for key in set(row) if key)
    least = max(2, len(pages) / 3)
    kept, left_out = [], Counter[str]()
    for page, row in zip(pages, keys, strict=True):
        lines = []
        for line, key in zip(page.lines, row, strict=True):
            if key and _PAGE_NUMBER.fullmatch(line.text):
                left_out["page_foot"] += 1
            elif key and often[key] >= least:
                left_out["page_head"] += 1
            else:
                lines.append(line)
        kept.append(page._replace(lines=tuple(lines)))
    return kept, left_out


def _edge_key(line: Line, page: Page) -> tuple[str, int] | None:
    middle = (line.bottom + line.top) / 2
    inside = _EDGE * page.height < middle < (1 - _EDGE) * page.height
    if inside or line.right - line.left > _FULL * page.width:
        return None
    return _DIGITS.sub("#", line.text), round(middle / 6)


def paragraphs(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """The paragraphs of the pages in order; one may run over several pages."""
    whole = _frame([line for page in pages for line in page.lines])
    pieces: list[tuple[int, str]] = []
    last: tuple[Line, int, Frame] | None = None
    for number, page in enumerate(pages):
        frame = _frame(page.lines) if len(page.lines) >= _FEW else whole
        for line in page.lines:
            if last is None or not _goes_on(*last, line, number, frame):
                if pieces:
                    yield Paragraph(tuple(pieces))
                pieces = [(number, line.text)]
            else:
                _append(pieces, number, line.text, last[0])
            last = line, number, frame
    if pieces:
        yield Paragraph(tuple(pieces))


def _append(pieces: list[tuple[int, str]], number: int, text: str, before: Line) -> None:
    page, so_far = pieces[-1]
    latin = so_far[-1:].isascii() and text[:1].isascii() and so_far[-1:].isalnum() and text[:1].isalnum()
    gap = " " if latin and not before.parted and not (so_far[-1].isdigit() and text[0].isdigit()) else ""
    if page == number:
        pieces[-1] = page, so_far + gap + text
    else:
        pieces[-1] = page, so_far + gap
        pieces.append((number, text))


def _frame(lines: Sequence[Line]) -> Frame:
    if not lines:
        return Frame(0, 0, 0, 0)
    size = median(line.size for line in lines for _ in range(min(len(line.text), 60)))
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    leading = median([step for step in steps if 0 < step < 5 * size] or [2 * size])
    # closing signs may hang over the right edge, and what cannot be parted leaves a gap before it
    rights = [line.right for line in lines]
    right = median(one for one in rights if one > max(rights) - 2.5 * size)
    return Frame(_shared_left([line.left for line in lines], size), right, leading, size)


def _shared_left(lefts: list[float], size: float) -> float:
    """The outermost left edge that two lines have in common, else the outermost of all."""
    ordered = sorted(lefts)
    return next((one for one, other in pairwise(ordered) if other - one < 0.5 * size), ordered[0])


def _goes_on(last: Line, last_page: int, last_frame: Frame, line: Line, page: int, frame: Frame) -> bool:
    if abs(last.size - line.size) > 0.12 * max(last.size, line.size):
        return False
    if HEADING_MARK.match(line.text) and _SENTENCE_END.search(last.text):
        return False
    if _CLOSING.match(line.text):
        return True
    if page == last_page:
        step = last.bottom - line.bottom
        if not 0 < step <= 1.4 * max(frame.leading, line.size):
            return False
        if _is_title(last, frame) and _is_title(line, frame):
            return HEADING_MARK.match(line.text) is None
    if line.left > frame.left + 0.8 * line.size:
        return False
    return last.right + line.opening > last_frame.right + 0.25 * line.size


def _is_title(line: Line, frame: Frame) -> bool:
    """Whether a line is set larger than the text and in the middle of it."""
    off_centre = abs((line.left + line.right) - (frame.left + frame.right)) / 2
    return line.size > 1.12 * frame.size and off_centre < line.size
