"""What the masks of copies hide, told by those copies that name it.

All copies are laid beside the fullest one; so a name of any copy meets a mask of any other in the place that both have
in the fullest. A wrong guess is worse than an open mask: where copies say different things, where the place named is
of another level than the mask, or where a copy has other names than the report throughout, the mask stays open. Each
mention of a mask is decided for itself: equal masks need not be one place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from kg.alignment import Meeting, aligned_names
from kg.names_in_copies import Copy, Named, fits, legible, named_in, same
from kg.records import Entity, Report, Span
from kg.resolutions import Resolution, hanging, is_open

_ROUNDS = 4
_ASKED = 20
"""Copies that are asked for each thing that they name: so many reprints say no more than one."""

# a number or label may stand before a title (篇一, 标题)
_BEFORE_TITLE = 10
_WENT = re.compile("赴|前往|到|去|考察|参观|学习")


class _Told(NamedTuple):
    """What copies say of one mention of a mask: the name if they agree, else the names, and why it stays open.

    `against` says that they speak against whatever else is said of the mask.
    """

    named: Named | None
    names: tuple[str, ...] = ()
    why: str = ""
    against: bool = True


def names_from_copies(family: Sequence[Copy]) -> dict[str, tuple[Resolution, ...]]:
    """What is known of the masks of each report of a family by the others, by report id; `family` is fullest first.

    What a mask of one copy turns out to be may settle what lies beneath it, and by that the mask of another copy; so
    it goes round until nothing more is found. Time grows with the number of copies, not with that of pairs.
    """
    if len(family) < 2 or not any(is_open(one) for copy in family for one in copy.entities):
        return {}
    fullest = family[0].surroundings
    places: list[Mapping[int, Meeting]] = [{at: Meeting(at, True) for at in range(len(fullest.names))}]
    places += [aligned_names(fullest, copy.surroundings) for copy in family[1:]]
    found: dict[str, tuple[Resolution, ...]] = {}
    for _ in range(_ROUNDS):
        before, found = found, _Round(family, places, found).resolutions()
        if found == before:
            break
    return found


class _Round:
    """What the copies say to each other, by what is known of their masks so far."""

    def __init__(
        self,
        family: Sequence[Copy],
        places: Sequence[Mapping[int, Meeting]],
        known: Mapping[str, tuple[Resolution, ...]],
    ) -> None:
        self._family = family
        self._places = places
        self._known = known
        self._trusted: dict[tuple[int, int], bool] = {}

    def resolutions(self) -> dict[str, tuple[Resolution, ...]]:
        """By report id, for those reports of which anything is told."""
        found = {}
        for number, copy in enumerate(self._family):
            if any(is_open(one) for one in copy.entities):
                hung = hanging(copy.entities)
                unknown = [one for one in copy.entities if is_open(one) or one.id in hung]
                told = [resolution for mask in unknown for resolution in self._of_mask(number, mask)]
                if told:
                    found[copy.report.id] = tuple(sorted(told, key=lambda one: (one.mask, one.spans, one.candidates)))
        return found

    @cached_property
    def _named(self) -> list[dict[int, list[Named]]]:
        """For each copy the names that are no masks, by the place of the fullest where they stand."""
        out = []
        for number, copy in enumerate(self._family):
            by_place: dict[int, list[Named]] = defaultdict(list)
            for place, named in named_in(number, copy, self._places[number], self._known.get(copy.report.id, ())):
                by_place[place].append(named)
            out.append(by_place)
        return out

    @cached_property
    def _certain(self) -> dict[int, dict[tuple[str, str], list[Named]]]:
        """The names that may tell what a mask hides, by the place of the fullest and by what they name and how.

        Equal ones are together, since a report reprinted a hundred times says one thing; the fullest copy's is first.
        """
        by_place: dict[int, dict[tuple[str, str], list[Named]]] = defaultdict(dict)
        for named in self._named:
            for place, found in named.items():
                for one in found:
                    if one.certain:
                        by_place[place].setdefault((one.entity.id, one.surface), []).append(one)
        return by_place

    @cached_property
    def _numbers(self) -> list[dict[Span, list[int]]]:
        """For each copy the numbers of the names at each span of its file."""
        out = []
        for copy in self._family:
            numbers: dict[Span, list[int]] = defaultdict(list)
            for at, name in enumerate(copy.surroundings.names):
                numbers[name.span].append(at)
            out.append(numbers)
        return out

    def _of_mask(self, number: int, mask: Entity) -> Iterator[Resolution]:
        """What all that is told of one mask of a copy comes to."""
        told = {span: found for span in mask.mentions if (found := self._of_mention(number, mask, span)) is not None}
        spans, first = _grouped(told)
        unsure = {span: one for span, one in told.items() if one.named is None}
        # of a mask that is several things the other mentions are none the worse for one that is unsure
        if len(first) < 2 and any(one.against for one in unsure.values()):
            yield _unsettled(mask, mask.mentions, told.values())
            return
        if unsure:
            yield _unsettled(mask, tuple(unsure), unsure.values())
        titled = _in_title(self._family[number].report, mask)
        for ident, named in first.items():
            why = self._reason(named) if mask.redacted else ""
            held = mask.mentions if titled.issuperset(set(mask.mentions).difference(spans[ident])) else spans[ident]
            yield Resolution(mask.id, tuple(held), _bare(named.entity), (), why)

    def _of_mention(self, number: int, mask: Entity, span: Span) -> _Told | None:
        surroundings = self._family[number].surroundings
        said: list[list[Named]] = []
        doubted: list[Named] = []
        for at in self._numbers[number].get(span, ()):
            if at not in self._places[number]:
                continue
            name, (place, exact) = surroundings.names[at], self._places[number][at]
            surface = surroundings.surface(name)
            for group in self._certain.get(place, {}).values():
                if fits(mask, surface, name.masked, group[0]):
                    others = list(islice((one for one in group if one.copy != number), _ASKED))
                    said.append([one for one in others if legible(one, exact)])
                    doubted += (one for one in others if not legible(one, exact))
        return self._settled(number, [group for group in said if group]) or self._doubted(doubted)

    def _doubted(self, named: Sequence[Named]) -> _Told | None:
        if not named:
            return None
        names = tuple(dict.fromkeys(one.entity.name for one in named))
        return _Told(None, names, f"{self._reason(named[0])}，但那里的文字有出入，名称或有误", against=False)

    def _settled(self, number: int, said: Sequence[Sequence[Named]]) -> _Told | None:
        """What the copies come to who say the same thing in each group."""
        trusted = [one for group in said for one in islice(self._trusted_among(number, group), 1)]
        names = tuple(dict.fromkeys(one.entity.name for one in trusted or [group[0] for group in said]))
        if not names:
            return None
        if not trusted:
            return _Told(None, names, f"{self._reason(said[0][0])}，但它所记的地名多与本文不同")
        if any(not same(trusted[0], other) for other in trusted):
            return _Told(None, names, f"各处转载的说法不一：{'、'.join(names)}")
        return _Told(trusted[0])

    def _trusted_among(self, number: int, named: Iterable[Named]) -> Iterator[Named]:
        return (one for one in named if self._trusts(number, one.copy))

    def _trusts(self, number: int, other: int) -> bool:
        """Whether two copies have the same names where both have names: at most one in five may differ."""
        if (number, other) not in self._trusted:
            ours, theirs = self._named[number], self._named[other]
            pairs = [
                (one, two) for place in ours.keys() & theirs.keys() for one in ours[place] for two in theirs[place]
            ]
            alike = [same(one, two) for one, two in pairs if one.entity.label == two.entity.label]
            self._trusted[number, other] = alike.count(False) * 4 <= alike.count(True)
        return self._trusted[number, other]

    def _reason(self, named: Named) -> str:
        return f"转载{_cited(self._family[named.copy].report)}此处写作{named.surface}"


def _grouped(told: Mapping[Span, _Told]) -> tuple[dict[str, list[Span]], dict[str, Named]]:
    """The mentions of a mask by what it is there, and the first name of each."""
    spans: dict[str, list[Span]] = defaultdict(list)
    first: dict[str, Named] = {}
    for span, one in told.items():
        if one.named is not None:
            known = (ident for ident, held in first.items() if same(held, one.named))
            ident = next(known, one.named.entity.id)
            first.setdefault(ident, one.named)
            spans[ident].append(span)
    return spans, first


def _in_title(report: Report, mask: Entity) -> set[Span]:
    """Where a report's title, which copies change, says that somebody went to the mask.

    It is what the mask is in all of the text. Who went may have an equal mask (xx县赴xx县).
    """
    before, found, after = report.title.partition(mask.name)
    if not found or mask.name in after or not _WENT.search(before):
        return set()
    end = report.start + len(report.title) + _BEFORE_TITLE
    return {span for span in mask.mentions if report.start <= span[0] < end}


def _unsettled(mask: Entity, spans: tuple[Span, ...], told: Iterable[_Told]) -> Resolution:
    names: dict[str, None] = {}
    why = ""
    for one in told:
        names |= dict.fromkeys((one.named.entity.name,) if one.named else one.names)
        why = why or one.why
    return Resolution(mask.id, spans, None, tuple(sorted(names)), why)


def _cited(report: Report) -> str:
    title = report.title.strip("《》")
    return f"《{title}》（{report.source}）" if title else f"（{report.source}）"


def _bare(entity: Entity) -> Entity:
    """The entity as the other report has it, without what that report alone says of it."""
    kept = {name: value for name, value in entity.properties.items() if name in ("code", "containers")}
    return Entity(entity.id, entity.label, entity.kind, entity.name, properties=kept)
