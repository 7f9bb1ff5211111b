"""Entities in the making, and the places in the text that refer to them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from loaders.mentions.mention import Mention

LEVELS = {"Country": 0, "Province": 1, "City": 2, "County": 3, "Township": 4, "Village": 5, "Community": 5}


@dataclass(slots=True, eq=False)
class Draft:
    """An entity in the making; `parent` is the place it lies in, `stated` whether the report says so.

    `evidence` is where the text puts it inside its parent, in the clean text. `redacted` says that a mask names it;
    `resolved_by` holds why it is known all the same, a sentence for each mask.
    """

    label: str
    kind: str | None
    name: str
    rule: str
    code: str | None = None
    parent: "Draft | None" = None
    stated: bool = False
    evidence: int | None = None
    redacted: bool = False
    own: bool = False
    names: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    candidates: tuple[str, ...] = ()
    resolved_by: list[str] = field(default_factory=list)
    group: str = ""

    @property
    def masked(self) -> bool:
        """Whether a mask is all that is known of it."""
        return self.redacted and not self.resolved_by

    @property
    def level(self) -> int:
        """How far down the administrative ladder a place is; 9 for what is no place."""
        return LEVELS.get(self.kind or "", 9) if self.label == "Place" else 9

    def bears(self, level: str) -> bool:
        """Whether this is a place of the level that a word names: 区 a district, not a 社区."""
        if self.label != "Place" or not self.name.endswith(level):
            return False
        return level != "区" or self.kind == "County"

    def may_share(self, place: "Draft | None") -> bool:
        """Whether this lies in a place, as far as is known: two bodies of one name in different places are two."""
        one = self.parent
        return one is None or place is None or one is place or one.within(place) or place.within(one)

    def within(self, other: "Draft") -> bool:
        """Whether this lies in `other`, directly or through its containers."""
        seen, place = set(), self.parent
        while place is not None and id(place) not in seen:
            if place is other:
                return True
            seen.add(id(place))
            place = place.parent
        return False


class MaskedName(NamedTuple):
    """A mask in the clean text at `[start, end)`, what it names, the places it may be (full names), and why."""

    start: int
    end: int
    text: str
    draft: Draft
    candidates: tuple[str, ...]
    why: str


class Ref(NamedTuple):
    """A stretch of clean text that refers to an entity, or to several: a group (四城市) has `others`.

    `anaphoric` marks words that stand for a name (该区, 我县); they give no alias.
    """

    start: int
    end: int
    draft: Draft
    others: tuple[Draft, ...] = ()
    anaphoric: bool = False

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All entities referred to."""
        return self.draft, *self.others


_start, _end = itemgetter(0), itemgetter(1)


class Refs:
    """All references of a report in text order, for asking what stands where."""

    def __init__(self, refs: list[Ref]) -> None:
        # by start, and of those at one place the longest first
        self._refs = sorted(sorted(refs, key=_end, reverse=True), key=_start)
        self._starts = [ref.start for ref in self._refs]
        self._sites = [ref for ref in self._refs if ref.draft.label in ("Place", "Organization")]
        self._site_starts = [ref.start for ref in self._sites]
        self._anaphoric_starts = [ref.start for ref in self._refs if ref.anaphoric]

    def __iter__(self) -> Iterator[Ref]:
        return iter(self._refs)

    def between(self, start: int, end: int) -> list[Ref]:
        """The references that begin in `[start, end)`."""
        return self._refs[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sites(self, start: int, end: int) -> list[Ref]:
        """The places and bodies that begin in `[start, end)`, those inside a longer one left out."""
        first, last = bisect_left(self._site_starts, start), bisect_left(self._site_starts, end)
        out: list[Ref] = []
        reached = start
        for ref in self._sites[first:last]:
            if ref.start >= reached:
                out.append(ref)
                reached = ref.end
        return out

    def any_site(self, start: int, end: int) -> bool:
        """Whether any place or body begins in `[start, end)`."""
        return _any_in(self._site_starts, start, end)

    def any_anaphoric(self, start: int, end: int) -> bool:
        """Whether any word that stands for a name begins in `[start, end)`."""
        return _any_in(self._anaphoric_starts, start, end)

    def before(self, position: int, most: int = 40) -> list[Ref]:
        """Up to `most` references that begin before `position`, nearest first."""
        index = bisect_left(self._starts, position)
        return self._refs[max(0, index - most) : index][::-1]

    def at(self, position: int) -> list[Ref]:
        """The references that begin exactly at `position`."""
        index = bisect_left(self._starts, position)
        if index == len(self._starts) or self._starts[index] != position:
            return []
        return self._refs[index : bisect_right(self._starts, position)]


def _any_in(starts: list[int], start: int, end: int) -> bool:
    index = bisect_left(starts, start)
    return index < len(starts) and starts[index] < end


def mention_ref(mention: Mention, draft: Draft) -> Ref:
    """Record a mention on its entity and give the reference."""
    draft.names.add(mention.text)
    if mention.aliases:
        draft.names.update(mention.aliases)
    draft.spans.append((mention.start, mention.end))
    return Ref(mention.start, mention.end, draft)
