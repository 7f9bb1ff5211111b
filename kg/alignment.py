"""Copies of a report laid side by side: which name of one stands where which name of the other stands.

The words around the names (`kg.surroundings`) are aligned as wholes, in order, so that a sentence that comes twice or
a list of masks (xx市、xx市、xx市) is told apart by what goes before. Of each name the words on both sides must
match closely; where they do not, nothing is said of it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kg.surroundings import GAP, MASK, Name, Surroundings

LOOK = 10
"""Characters that are compared on either side of a name, those of other names included."""

LEAST = 0.6
"""The part of them that must match, on each side: two swapped words of ten characters are borne."""

_TOGETHER = 10
_ADJOINING = 3
_STRAYED = 8


class _Side(NamedTuple):
    """One side of a name: characters compared, how many match, and where in the other text the nearest of them is."""

    compared: int
    matched: int
    nearest: int


def aligned_names(fullest: Surroundings, copy: Surroundings) -> dict[int, int]:
    """For names of the copy, by number, the number of the name in the fullest that stands in the same place.

    A name is left out where its words do not match, or lead to several names (of those inside each other the longest
    counts). Time is that of a bit-parallel edit distance: the product of both lengths by 64.
    """
    places = _places(copy.text, fullest.text)
    starts = [name.start for name in fullest.names]
    found: dict[int, int] = {}
    for number, name in enumerate(copy.names):
        bounds = _bounds(copy.text, name, places)
        if bounds is not None:
            first, last = bisect_left(starts, bounds[0]), bisect_left(starts, bounds[1])
            inside = [at for at in range(first, last) if fullest.names[at].end <= bounds[1]]
            outermost = _outermost(fullest.names, inside)
            if outermost is not None:
                found[number] = outermost
    return found


def _places(text: str, other: str) -> list[int]:
    """For each character of a text its place in the other, -1 where it has none."""
    from rapidfuzz.distance import Levenshtein

    places = [-1] * len(text)
    for block in Levenshtein.opcodes(text, other).as_matching_blocks():
        places[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    return places


def _bounds(text: str, name: Name, places: Sequence[int]) -> tuple[int, int] | None:
    """Between which places of the other text a name stands there; None where the words around it do not match."""
    left = _side(text, range(name.start - 1, -1, -1), places)
    right = _side(text, range(name.end, len(text)), places)
    if left is None or right is None or left.matched + right.matched < _TOGETHER:
        return None
    return left.nearest + 1, right.nearest


def _side(text: str, away: range, places: Sequence[int]) -> _Side | None:
    """Compare one side, going away from the name; the signs of masks count neither way."""
    compared = matched = 0
    nearest = -1
    for at in away:
        if text[at] == GAP or compared == LOOK:
            break
        if text[at] == MASK:
            continue
        compared += 1
        if places[at] >= 0 and (nearest < 0 or abs(places[at] - nearest) <= LOOK + _STRAYED):
            matched += 1
            nearest = places[at] if nearest < 0 else nearest
        elif nearest < 0 and compared == _ADJOINING:
            return None
    return _Side(compared, matched, nearest) if matched and matched >= LEAST * compared else None


def _outermost(names: Sequence[Name], inside: Sequence[int]) -> int | None:
    """The one name that holds all the others, if there is one."""
    longest = max(inside, key=lambda at: names[at].end - names[at].start, default=None)
    if longest is None:
        return None
    whole = names[longest]
    return longest if all(whole.start <= names[at].start and names[at].end <= whole.end for at in inside) else None
