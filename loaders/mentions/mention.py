"""A mention: a name in the clean text, before it is known which thing it names."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.records import Dropped


class Mention(NamedTuple):
    """A name at `[start, end)` of the clean text, with the rule that saw it.

    `name` is the name as the rule would write it in full (`text` unless the rule knows better),
    `codes` the divisions it may be, `redacted` whether it is a mask, `inside` the span of the place
    or body that its name chain puts it in.
    """

    start: int
    end: int
    text: str
    label: str
    kind: str | None
    rule: str
    name: str = ""
    codes: tuple[str, ...] = ()
    redacted: bool = False
    weight: int = 0
    aliases: tuple[str, ...] = ()


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where names stand in a text, in order and never overlapping: the first, of those at one place the longest."""
    found: list[tuple[int, int]] = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            found.append((start, -len(name)))
            start = text.find(name, start + 1)
    end = 0
    for start, size in sorted(found):
        if start >= end:
            end = start - size
            yield start, end


def longest_first(mentions: Iterable[Mention]) -> tuple[list[Mention], list[Dropped]]:
    """Keep of overlapping mentions the heavier, then the longer, then the earlier one; say what was dropped.

    Spans of dropped mentions are in the clean text.
    """
    ordered = sorted(mentions, key=lambda m: (-m.weight, -(m.end - m.start), m.start, m.label))
    kept: list[Mention] = []
    starts: list[int] = []
    dropped: list[Dropped] = []
    for mention in ordered:
        index = bisect_right(starts, mention.start)
        rival = kept[index - 1] if index and kept[index - 1].end > mention.start else None
        if rival is None and index < len(kept) and kept[index].start < mention.end:
            rival = kept[index]
        if rival is None:
            kept.insert(index, mention)
            starts.insert(index, mention.start)
        elif rival != mention:
            reason = f"overlaps {rival.text} ({rival.rule}), which is longer or stronger"
            dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, reason))
    return kept, dropped
