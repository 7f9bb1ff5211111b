"""What is kept of a report's text around its names, so that copies can tell later what a mask hides."""

import json
from typing import NamedTuple

from kg.records import Span

VERSION = "1:"
"""Begins every text from `encode`; another way of keeping surroundings needs another version."""

MASK = "□"
"""Stands in the text kept for the signs of a mask: □市 for xx市 and for **市."""

GAP = "…"
"""Stands in the text kept for a stretch far from every name, which is left out."""

EDGE = "^"
"""Stands in the text kept where the report begins and where it ends."""


class Name(NamedTuple):
    """A name of a place or body: `[start, end)` in the text kept, `span` in the file, `masked` if it is a mask."""

    start: int
    end: int
    span: Span
    masked: bool


class Surroundings(NamedTuple):
    """The words of a report around its names (Chinese characters and 、 alone), and where the names stand."""

    text: str
    names: tuple[Name, ...]

    def surface(self, name: Name) -> str:
        """A name as it is written there, a mask's signs as MASK."""
        return self.text[name.start : name.end]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(surroundings: Surroundings) -> str:
    """The surroundings as text; positions as differences, so that most are of one digit or two."""
    numbers: list[int] = []
    start = file_start = 0
    for name in surroundings.names:
        numbers += name.start - start, name.end - name.start
        numbers += name.span[0] - file_start, name.span[1] - name.span[0], int(name.masked)
        start, file_start = name.start, name.span[0]
    return VERSION + _ENCODER.encode([surroundings.text, *numbers])


def decode(text: str) -> Surroundings:
    """The surroundings of a text from `encode`. Raises ValueError for any other text."""
    try:
        kept, *numbers = json.loads(text.removeprefix(VERSION) if text.startswith(VERSION) else "null")
        names: list[Name] = []
        start = file_start = 0
        for step, size, file_step, file_size, masked in zip(*(iter(numbers),) * 5, strict=True):
            start, file_start = start + step, file_start + file_step
            names.append(Name(start, start + size, (file_start, file_start + file_size), bool(masked)))
        if isinstance(kept, str) and all(0 <= name.start <= name.end <= len(kept) for name in names):
            return Surroundings(kept, tuple(names))
    except (ValueError, TypeError):
        pass
    raise ValueError("the surroundings are none of this version; extract the report again")
