"""What the masks of copies hide, told by those copies that name it.

All copies are laid beside the fullest one; so a name of any copy meets a mask of any other in the place that both have
in the fullest. A wrong guess is worse than an open mask: where copies say different things, where the place named is
of another level than the mask, or where a copy has other names than the report throughout, the mask stays open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from kg.alignment import aligned_names
from kg.records import Entity, Report, Span, identity
from kg.resolved_facts import Resolution, hanging, is_open, with_names
from kg.surroundings import MASK, Surroundings

_ROUNDS = 4
_ASKED = 20
"""Copies that are asked for each thing that they name: so many reprints say no more than one."""

_SITES = ("Place", "Organization")
_CITIES = frozenset({"City", "County"})
# xx县区 may be either
_EITHER = {"县区": ("县", "区"), "市区": ("市", "区")}


class Copy(NamedTuple):
    """A report with its copies: what it says of places and bodies as it was read, before any copy was asked."""

    report: Report
    surroundings: Surroundings
    entities: tuple[Entity, ...]


class _Named(NamedTuple):
    """A name that is no mask, where it stands in one of the copies. `certain` if its entity is known by its own id."""

    entity: Entity
    surface: str
    copy: int
    certain: bool


class _Told(NamedTuple):
    """What copies say of one mention of a mask: the name if they agree, else the names, and why it stays open."""

    named: _Named | None
    names: tuple[str, ...] = ()
    why: str = ""


def names_from_copies(family: Sequence[Copy]) -> dict[str, tuple[Resolution, ...]]:
    """What is known of the masks of each report of a family by the others, by report id; `family` is fullest first.

    What a mask of one copy turns out to be may settle what lies beneath it, and by that the mask of another copy; so
    it goes round until nothing more is found. Time grows with the number of copies, not with that of pairs.
    """
    if len(family) < 2 or not any(is_open(one) for copy in family for one in copy.entities):
        return {}
    fullest = family[0].surroundings
    places: list[Mapping[int, int]] = [{at: at for at in range(len(fullest.names))}]
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
        self, family: Sequence[Copy], places: Sequence[Mapping[int, int]], known: Mapping[str, tuple[Resolution, ...]]
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
    def _named(self) -> list[dict[int, list[_Named]]]:
        """For each copy the names that are no masks, by the place of the fullest where they stand."""
        out = []
        for number, copy in enumerate(self._family):
            by_place: dict[int, list[_Named]] = defaultdict(list)
            for at, named in _names(number, copy, self._known.get(copy.report.id, ())):
                if at in self._places[number]:
                    by_place[self._places[number][at]].append(named)
            out.append(by_place)
        return out

    @cached_property
    def _certain(self) -> dict[int, dict[tuple[str, str], list[_Named]]]:
        """The names that may tell what a mask hides, by the place of the fullest and by what they name and how.

        Equal ones are together, since a report reprinted a hundred times says one thing; the fullest copy's is first.
        """
        by_place: dict[int, dict[tuple[str, str], list[_Named]]] = defaultdict(dict)
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
        unsure = [one for one in told.values() if one.named is None]
        spans, first = _grouped(told)
        if unsure and len(first) < 2:  # of a mask that is several things the other mentions are none the worse
            names = (name for one in told.values() for name in ((one.named.entity.name,) if one.named else one.names))
            yield Resolution(mask.id, (), None, tuple(sorted(dict.fromkeys(names))), unsure[0].why)
            return
        # the rest of one thing's masks are that thing too, unless most of them stand where no copy can be asked
        throughout = len(spans) == 1 and 2 * len(told) >= len(mask.mentions)
        for ident, named in first.items():
            held = mask.mentions if throughout else tuple(spans[ident])
            why = self._reason(named) if mask.redacted else ""
            yield Resolution(mask.id, held, _bare(named.entity), (), why)

    def _of_mention(self, number: int, mask: Entity, span: Span) -> _Told | None:
        surroundings = self._family[number].surroundings
        found: list[list[_Named]] = []
        for at in self._numbers[number].get(span, ()):
            name, place = surroundings.names[at], self._places[number].get(at)
            groups = self._certain.get(place, {}).values() if place is not None else ()
            surface = surroundings.surface(name)
            found += [group for group in groups if _fits(mask, surface, name.masked, group[0])]
        return self._settled(number, mask, found)

    def _settled(self, number: int, mask: Entity, groups: Iterable[Sequence[_Named]]) -> _Told | None:
        said = [list(islice((one for one in group if one.copy != number), _ASKED)) for group in groups]
        trusted = [one for group in said for one in islice(self._trusted_among(number, group), 1)]
        names = tuple(dict.fromkeys(one.entity.name for one in trusted or (group[0] for group in said if group)))
        if not names:
            return None
        if not trusted:
            first = next(group[0] for group in said if group)
            return _Told(None, names, f"{self._reason(first)}，但它所记的地名多与本文不同")
        if any(not _same(trusted[0], other) for other in trusted):
            return _Told(None, names, f"各处转载的说法不一：{'、'.join(names)}")
        candidates = mask.properties.get("candidates") or ()
        if candidates and not any(str(one).endswith(trusted[0].entity.name) for one in candidates):
            known = tuple(map(str, candidates))
            return _Told(None, (*known, names[0]), f"{self._reason(trusted[0])}，与本文所述不合")
        return _Told(trusted[0])

    def _trusted_among(self, number: int, named: Iterable[_Named]) -> Iterator[_Named]:
        return (one for one in named if self._trusts(number, one.copy))

    def _trusts(self, number: int, other: int) -> bool:
        """Whether two copies have the same names where both have names: at most one in five may differ."""
        if (number, other) not in self._trusted:
            ours, theirs = self._named[number], self._named[other]
            pairs = [
                (one, two) for place in ours.keys() & theirs.keys() for one in ours[place] for two in theirs[place]
            ]
            alike = [_same(one, two) for one, two in pairs if one.entity.label == two.entity.label]
            self._trusted[number, other] = alike.count(False) * 4 <= alike.count(True)
        return self._trusted[number, other]

    def _reason(self, named: _Named) -> str:
        return f"转载{_cited(self._family[named.copy].report)}此处写作{named.surface}"


def _grouped(told: Mapping[Span, _Told]) -> tuple[dict[str, list[Span]], dict[str, _Named]]:
    """The mentions of a mask by what it is there, and the first name of each."""
    spans: dict[str, list[Span]] = defaultdict(list)
    first: dict[str, _Named] = {}
    for span, one in told.items():
        if one.named is not None:
            known = (ident for ident, held in first.items() if _same(held, one.named))
            ident = next(known, one.named.entity.id)
            first.setdefault(ident, one.named)
            spans[ident].append(span)
    return spans, first


def _cited(report: Report) -> str:
    title = report.title.strip("《》")
    return f"《{title}》（{report.source}）" if title else f"（{report.source}）"


def _names(number: int, copy: Copy, known: Iterable[Resolution]) -> Iterator[tuple[int, _Named]]:
    """The names of a copy that are no masks, by their number in its surroundings."""
    now = with_names(copy.entities, known)
    uncertain = {*(one.id for one in now if is_open(one)), *hanging(now)}
    by_span: dict[Span, list[Entity]] = defaultdict(list)
    for entity in now:
        if entity.label in _SITES:
            for span in entity.mentions:
                by_span[span].append(entity)
    for at, name in enumerate(copy.surroundings.names):
        held = [] if name.masked else by_span.get(name.span, [])
        for label in _SITES:
            of_label = [one for one in held if one.label == label]
            if len(of_label) == 1:
                one = of_label[0]
                certain = one.id not in uncertain and not _of_this_report_alone(one, copy.report.id)
                yield at, _Named(one, copy.surroundings.surface(name), number, certain)


def _of_this_report_alone(entity: Entity, report: str) -> bool:
    """Whether an entity has no name of its own (我县, 考察组): its id is made of the report's."""
    return any(identity(entity.label, entity.name, own, report) == entity.id for own in ("", "own"))


def _same(one: _Named, other: _Named) -> bool:
    """Whether two names are of one thing: a short name and a full one, or a body with and without its place."""
    names = one.entity.name, other.entity.name
    return (
        one.entity.id == other.entity.id or one.surface == other.surface or names[0] in names[1] or names[1] in names[0]
    )


def _fits(mask: Entity, surface: str, masked: bool, named: _Named) -> bool:
    """Whether a name may be what a mask hides: of its label and level, ending in what is left of it."""
    if mask.label != named.entity.label:
        return False
    if not masked:
        return surface == named.surface
    before, _, noun = surface.partition(MASK)
    kinds = {mask.kind, named.entity.kind}
    if noun and None not in kinds and len(kinds) > 1 and not kinds <= _CITIES:
        return False
    return named.surface.startswith(before) and any(
        named.surface.endswith(ending) and len(named.surface) > len(before) + len(ending)
        for ending in _EITHER.get(noun, (noun,))
    )


def _bare(entity: Entity) -> Entity:
    """The entity as the other report has it, without what that report alone says of it."""
    kept = {name: value for name, value in entity.properties.items() if name in ("code", "containers")}
    return Entity(entity.id, entity.label, entity.kind, entity.name, properties=kept)
