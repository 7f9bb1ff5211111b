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
_LONGEST = 8


class Meeting(NamedTuple):
    """The number of the name of the fullest that stands where a name of a copy stands.

    `exact` says that all words compared are the same: then the names will hardly be misread either.
    """

    number: int
    exact: bool


class _Side(NamedTuple):
    """One side of a name: characters compared, how many match, and where in the other text the nearest of these is.

    `slack` is how far from there the name may begin: no further than the words go before one that matches.
    """

    compared: int
    matched: int
    nearest: int
    slack: int


class _Bounds(NamedTuple):
    """The two sides of a name in the other text."""

    left: _Side
    right: _Side

    @property
    def exact(self) -> bool:
        return self.left.compared + self.right.compared == self.left.matched + self.right.matched

    def holds(self, name: Name) -> bool:
        """Whether a name of the other text fills what lies between the two sides."""
        before, after = name.start - (self.left.nearest + 1), self.right.nearest - name.end
        return 0 <= before <= self.left.slack and 0 <= after <= self.right.slack


def aligned_names(fullest: Surroundings, copy: Surroundings) -> dict[int, Meeting]:
    """For names of the copy, by number, the name in the fullest that stands in the same place.

    A name is left out where its words do not match, or lead to several names (of those inside each other the longest
    counts). Time is that of a bit-parallel edit distance: the product of both lengths by 64.
    """
    places = _places(copy.text, fullest.text)
    hidden = _hidden(copy, fullest.text, places)
    starts = [name.start for name in fullest.names]
    found: dict[int, Meeting] = {}
    for number, name in enumerate(copy.names):
        bounds = _bounds(copy.text, name, places, hidden)
        if bounds is not None:
            first, last = (bisect_left(starts, end) for end in (bounds.left.nearest + 1, bounds.right.nearest))
            inside = [at for at in range(first, last) if fullest.names[at].end <= bounds.right.nearest]
            outermost = _outermost(fullest.names, inside)
            if outermost is not None and bounds.holds(fullest.names[outermost]):
                found[number] = Meeting(outermost, bounds.exact)
    return found


def _places(text: str, other: str) -> list[int]:
    """For each character of a text its place in the other, -1 where it has none."""
    from rapidfuzz.distance import Levenshtein

    places = [-1] * len(text)
    for block in Levenshtein.opcodes(text, other).as_matching_blocks():
        places[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    return places


def _hidden(copy: Surroundings, other: str, places: Sequence[int]) -> frozenset[int]:
    """Where the copy has names that the other text masks (镜湖区 beside xx区): such words are no difference."""
    found: set[int] = set()
    for name in copy.names:
        if all(place >= 0 for place in places[name.start : name.end]):
            continue
        left = range(name.start - 1, max(-1, name.start - 2 * LOOK), -1)
        right = range(name.end, min(len(places), name.end + 2 * LOOK))
        before = next((places[at] for at in left if places[at] >= 0), -1)
        after = next((places[at] for at in right if places[at] >= 0), len(other))
        if after - before <= LOOK + _STRAYED and MASK in other[before + 1 : after]:
            found.update(at for at in range(name.start, name.end) if places[at] < 0)
    return frozenset(found)


def _bounds(text: str, name: Name, places: Sequence[int], hidden: frozenset[int]) -> _Bounds | None:
    """Where a name stands in the other text; None where the words around it do not match."""
    left = _side(text, range(name.start - 1, -1, -1), places, hidden)
    right = _side(text, range(name.end, len(text)), places, hidden)
    if left is None or right is None or left.matched + right.matched < _TOGETHER:
        return None
    return _Bounds(left, right)


def _side(text: str, away: range, places: Sequence[int], hidden: frozenset[int]) -> _Side | None:
    """Compare one side, going away from the name; the signs of masks count neither way, nor does what they hide."""
    compared = matched = slack = 0
    nearest = -1
    for at in away:
        if text[at] == GAP or compared == LOOK:
            break
        if text[at] == MASK or at in hidden:
            if nearest < 0:
                slack += _LONGEST if text[at] == MASK else 1
            continue
        compared += 1
        if places[at] >= 0 and (nearest < 0 or abs(places[at] - nearest) <= LOOK + _STRAYED):
            matched += 1
            nearest = places[at] if nearest < 0 else nearest
        elif nearest < 0:
            slack += 1
            if compared == _ADJOINING:
                return None
    return _Side(compared, matched, nearest, slack) if matched and matched >= LEAST * compared else None


def _outermost(names: Sequence[Name], inside: Sequence[int]) -> int | None:
    """The one name that holds all the others, if there is one."""
    longest = max(inside, key=lambda at: names[at].end - names[at].start, default=None)
    if longest is None:
        return None
    whole = names[longest]
    return longest if all(whole.start <= names[at].start and names[at].end <= whole.end for at in inside) else None
