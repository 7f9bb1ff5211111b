"""Edits to a text whose every character still knows its place in the file."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain, repeat

from kg.records import Span
from kg.spinning import Spinning

Edit = tuple[int, int, str]
"""Start and end in the text at hand, and what stands there instead."""

Finder = Callable[[str], Iterable[Edit]]
"""A repair: the edits a text needs, in order and apart from each other."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was repaired: the repair's name, where in the file, what stood there and what stands now."""

    name: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text repaired: `offsets[i]` is the place in the file of the character `text[i]`.

    Offsets never fall. A character that stands for several in the file (`&nbsp;`) has the place of the
    first; `wide` says where those end. `spinning` tells of a swapped vocabulary, None where there is none.
    """

    text: str
    offsets: "array[int] | range"
    repairs: tuple[Repair, ...]
    wide: dict[int, int]
    spinning: Spinning | None = None

    def span(self, start: int, end: int) -> Span:
        """The span in the file that covers `text[start:end]`; for an empty one, an empty span.

        Raises IndexError outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span {start}:{end} in a text of {len(self.text)} characters")
        if start == end:
            place = self.offsets[start] if start < len(self.offsets) else self._end
            return place, place
        last = self.offsets[end - 1]
        return self.offsets[start], self.wide.get(last, last + 1)

    @property
    def _end(self) -> int:
        if not self.offsets:
            return 0
        return self.wide.get(self.offsets[-1], self.offsets[-1] + 1)


def untouched(text: str, start: int) -> CleanText:
    """The text as it stands in the file from `start` on."""
    return CleanText(text, range(start, start + len(text)), (), {})


def apply(draft: CleanText, name: str, edits: Iterable[Edit]) -> CleanText:
    """Carry out the edits of one repair; without any, the draft itself.

    Where the replacement is as long as what it replaces, it is taken character by character.
    """
    edits = iter(edits)
    first = next(edits, None)
    if first is None:
        return draft
    pieces: list[str] = []
    offsets: array[int] = array("l")
    wide = dict(draft.wide)
    repairs: list[Repair] = []
    done = 0
    for start, end, after in chain((first,), edits):
        pieces += (draft.text[done:start], after)
        offsets.extend(draft.offsets[done:start])
        span = draft.span(start, end)
        if len(after) == end - start:
            offsets.extend(draft.offsets[start:end])
        elif after:
            offsets.extend(repeat(span[0], len(after)))
            wide[span[0]] = span[1]
        repairs.append(Repair(name, span, draft.text[start:end], after))
        done = end
    pieces.append(draft.text[done:])
    offsets.extend(draft.offsets[done:])
    return replace(draft, text="".join(pieces), offsets=offsets, repairs=draft.repairs + tuple(repairs), wide=wide)
