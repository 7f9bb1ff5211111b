"""The words around a report's names, by which copies are laid side by side later: `kg.surroundings`."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.records import Span
from kg.surroundings import EDGE, GAP, MASK, Name, Surroundings, encode
from loaders.cleaning import CleanText

WIDTH = 12
"""Characters kept on either side of a name: a little more than `kg.alignment` compares."""

# an enumeration comma parts the names of a list; all other signs differ from copy to copy
_WORDS = re.compile("[\u4e00-\u67cf\u67d1-\u9fff、]+")  # but 某
_SIGNS = re.compile("[^\u4e00-\u9fff、]|某")


def surroundings(cleaned: CleanText, names: Iterable[Span], masks: Collection[Span]) -> str | None:
    """What is kept around the names at these spans of the clean text, or None where there is no name.

    `masks` are the spans of those that are masks.
    """
    spans = sorted({span for span in names if span[0] < span[1]})
    if not spans:
        return None
    words, places = _bare(cleaned.text, {span for span in spans if span in masks})
    bounds = [(bisect_left(places, start), bisect_left(places, end)) for start, end in spans]
    text, moved = _windows(words, bounds)
    found = [
        Name(start, end, cleaned.span(*span), span in masks) for (start, end), span in zip(moved, spans, strict=True)
    ]
    return encode(Surroundings(text, tuple(found)))


def _bare(text: str, masks: Collection[Span]) -> tuple[str, list[int]]:
    """The words of a text between its edges, the signs of each mask as one sign; and the place of each in the text."""
    words, places = [EDGE], [-1]
    for match in _WORDS.finditer(text):
        words.append(match.group())
        places += range(*match.span())
    bare = "".join([*words, EDGE])
    places.append(len(text))
    # where nothing is left of a name but its noun, the sign goes before it
    for start in sorted({_signs_at(text, *mask) for mask in masks}, reverse=True):
        at = bisect_left(places, start)
        bare = bare[:at] + MASK + bare[at:]
        places.insert(at, start)
    return bare, places


def _signs_at(text: str, start: int, end: int) -> int:
    """Where the signs of a mask begin; a name simply cut out has none."""
    found = _SIGNS.search(text, start, end)
    return found.start() if found else start


def _windows(words: str, bounds: Sequence[Span]) -> tuple[str, list[Span]]:
    """The words near the names with a gap for each stretch left out, and where the names stand now."""
    pieces: list[str] = []
    moved: list[Span] = []
    length = 0
    for first, last, held in _near(bounds, len(words)):
        if first > 0:
            pieces.append(GAP)
            length += 1
        moved += ((start - first + length, end - first + length) for start, end in held)
        pieces.append(words[first:last])
        length += last - first
    return "".join(pieces), moved


def _near(bounds: Sequence[Span], size: int) -> Iterator[tuple[int, int, list[Span]]]:
    """Stretches that hold a name and what is near it, with the names in each; those that touch are one."""
    first, last = -1, -1
    held: list[Span] = []
    for start, end in bounds:
        if held and start - WIDTH <= last:
            last = max(last, min(end + WIDTH, size))
            held.append((start, end))
            continue
        if held:
            yield first, last, held
        first, last, held = max(start - WIDTH, 0), min(end + WIDTH, size), [(start, end)]
    yield first, last, held
