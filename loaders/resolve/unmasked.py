"""What is told of each mask in the end: the place that it hides, or those that remain, and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from loaders.gazetteer import Division, Gazetteer
from loaders.mentions.masks import mask_suffix
from loaders.mentions.mention import Mention
from loaders.resolve.closed_sets import ClosedSet
from loaders.resolve.mask_cases import Case, division_of, full_name, named_above
from loaders.resolve.mask_chains import fits
from loaders.resolve.mask_roles import Role

MOST_CANDIDATES = 40
"""A mask that more places fit than these is told by their number."""


class Unmasked(NamedTuple):
    """What a mask hides: `division` where it is certain, else `candidates` by code (none where all is possible).

    `why` is told to readers. `group` names the place beneath an open mask where equal masks are not one place.
    """

    division: Division | None
    candidates: tuple[Division, ...]
    why: str
    group: str = ""


def told_of(cases: Sequence[Case], closed: ClosedSet | None, slots: frozenset[int]) -> dict[int, Unmasked]:
    """What each mask hides, by its start; `slots` are the starts of masks in a list that the report counts."""
    found: dict[int, Unmasked] = {}
    for case in cases:
        for index, mask in enumerate(case.chain.masks):
            if index in case.decided:
                division, why = case.decided[index]
                found[mask.start] = Unmasked(division, (), why)
            else:
                found[mask.start] = _open(case, index, closed, slots)
    return _grouped(found, cases)


def _open(case: Case, index: int, closed: ClosedSet | None, slots: frozenset[int]) -> Unmasked:
    mask = case.chain.masks[index]
    if case.exact:
        divisions = _ordered({one[index] for one in case.exact | case.wide})
        why = f"{case.limits + '，' if case.limits else ''}其下有{'、'.join(case.told)}，同名的不止一处"
        return _limited(divisions, why)
    inside = _outer(case, index)
    if inside is not None:
        held = [d for d in Gazetteer.load().children(inside.code) if fits(d, mask) and mask_suffix(mask)]
        return _limited(held, f"在{full_name(inside)}，没有别的线索")
    if mask.start in slots:
        return _limited(_fitting(closed, mask), "几处并列，分不出先后")
    if closed is not None and case.role in (Role.HOST, Role.TOLD) and _fitting(closed, mask):
        return _limited(_fitting(closed, mask), f"是考察的{closed.told}之一，没有别的线索")
    if case.chain.beneath:
        return Unmasked(None, (), f"其下的{case.chain.beneath[0].text}认不出是哪里的")
    return Unmasked(None, (), "没有线索")


def _outer(case: Case, index: int) -> Division | None:
    """The place right above a mask, named or decided."""
    if index:
        return case.decided[index - 1][0] if index - 1 in case.decided else None
    above = named_above(case.chain.above[0]) if case.chain.above else ()
    return above[0] if len(above) == 1 else None


def _fitting(closed: ClosedSet | None, mask: Mention) -> list[Division]:
    divisions = closed.divisions if closed is not None else ()
    return [division for division in divisions if fits(division, mask)]


def _limited(divisions: Sequence[Division], why: str) -> Unmasked:
    if len(divisions) > MOST_CANDIDATES:
        return Unmasked(None, (), f"{why}，可能的有{len(divisions)}处")
    return Unmasked(None, tuple(divisions), why)


def _grouped(found: Mapping[int, Unmasked], cases: Sequence[Case]) -> dict[int, Unmasked]:
    """Open masks that look the same stay one thing of the report unless the places beneath them say otherwise."""
    grouped = dict(found)
    by_surface: dict[str, list[tuple[int, str]]] = {}
    for case in cases:
        for mask in case.chain.masks:
            if found[mask.start].division is None and case.exact:
                by_surface.setdefault(mask.text, []).append((mask.start, case.told[0]))
    known = {mask.text for case in cases for mask in case.chain.masks if found[mask.start].division is not None}
    for surface, told in by_surface.items():
        sets = [{division.code for division in found[start].candidates} for start, _ in told]
        if surface not in known and (set.intersection(*sets) or len({name for _, name in told}) == 1):
            continue
        for start, name in told:
            grouped[start] = grouped[start]._replace(group=name)
    return grouped


def _ordered(codes: Iterable[str]) -> list[Division]:
    return [division_of(code) for code in sorted(codes)]
