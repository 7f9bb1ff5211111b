"""The names of places and bodies in copies of a report, and whether one may be what a mask of another copy hides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.alignment import Meeting
from kg.records import Entity, Report, Span, identity
from kg.resolutions import Resolution, hanging, is_open
from kg.resolved_facts import with_names
from kg.surroundings import MASK, Surroundings

_SITES = ("Place", "Organization")
_DIVIDED = frozenset({"Province", "City", "County", "Township"})
# the kinds of what bears a name with this noun: some 市 are counties, a 州 or 县 abroad is a province
_KINDS: Mapping[str, set[str]] = {"市": {"City", "County"}, "州": {"City", "Province"}, "县": {"County", "Province"}}
# xx县区 may be either
_EITHER = {"县区": ("县", "区"), "市区": ("市", "区")}


class Copy(NamedTuple):
    """A report with its copies: what it says of places and bodies as it was read, before any copy was asked."""

    report: Report
    surroundings: Surroundings
    entities: tuple[Entity, ...]


class Named(NamedTuple):
    """A name that is no mask, as `surface` in the copy of this number (the fullest is 0).

    `certain` if its entity is known by its own id, `exact` if the words around are the same as in the fullest copy.
    """

    entity: Entity
    surface: str
    copy: int
    certain: bool
    exact: bool


def named_in(
    number: int, copy: Copy, places: Mapping[int, Meeting], known: Iterable[Resolution]
) -> Iterator[tuple[int, Named]]:
    """The names of a copy that are no masks, with the number of the name of the fullest in whose place each stands.

    `known` is what its masks turned out to be so far.
    """
    now = with_names(copy.entities, known)
    uncertain = {*(one.id for one in now if is_open(one)), *hanging(now)}
    by_span: dict[Span, list[Entity]] = defaultdict(list)
    for entity in now:
        if entity.label in _SITES:
            for span in entity.mentions:
                by_span[span].append(entity)
    for at, (place, exact) in sorted(places.items()):
        name = copy.surroundings.names[at]
        held = [] if name.masked else by_span.get(name.span, [])
        for label in _SITES:
            of_label = [one for one in held if one.label == label]
            if len(of_label) == 1:
                one = of_label[0]
                certain = one.id not in uncertain and not _of_this_report_alone(one, copy.report.id)
                yield place, Named(one, copy.surroundings.surface(name), number, certain, exact)


def _of_this_report_alone(entity: Entity, report: str) -> bool:
    """Whether an entity has no name of its own (我县, 考察组): its id is made of the report's."""
    return any(identity(entity.label, entity.name, own, report) == entity.id for own in ("", "own"))


def same(one: Named, other: Named) -> bool:
    """Whether two names are of one thing: a short name and a full one, or a body with and without its place."""
    names = one.entity.name, other.entity.name
    return (
        one.entity.id == other.entity.id or one.surface == other.surface or names[0] in names[1] or names[1] in names[0]
    )


def fits(mask: Entity, surface: str, masked: bool, named: Named) -> bool:
    """Whether a name may be what a mask hides: of its label and level, ending in what is left of it."""
    if mask.label != named.entity.label:
        return False
    if not masked:
        return surface == named.surface
    before, _, noun = surface.partition(MASK)
    kinds = {mask.kind, named.entity.kind} - {None}
    if noun and len(kinds) > 1 and not kinds <= _KINDS.get(noun, set()):
        return False
    return named.surface.startswith(before) and any(
        named.surface.endswith(ending) and len(named.surface) > len(before) + len(ending)
        for ending in _EITHER.get(noun, (noun,))
    )


def legible(named: Named, exact: bool) -> bool:
    """Whether a name is hardly misread: one of the administrative divisions, or among words that all copies share.

    A town or what is above one should be among the divisions; if it is not, its copy must name it twice.
    """
    entity = named.entity
    if entity.properties.get("code"):
        return True
    return named.exact and exact and (entity.kind not in _DIVIDED or len(entity.mentions) > 1)
