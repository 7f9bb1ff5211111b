"""Ids that say what a thing is, so that reports agree on them without asking each other."""

from functools import cache

from kg.records import identity
from loaders.gazetteer import Gazetteer
from loaders.relations.found import Found
from loaders.resolve.drafts import Draft
from loaders.resolve.practices import bare_formula, normal_name


def assign_ids(report: str, drafts: list[Draft], found: list[Found]) -> dict[int, str]:
    """The id of each entity, by `id()` of its draft.

    A division goes by its code; another place by its name and its containers; a body by its name and its
    place; a practice by its normal name, a bare numbered formula with its first adopter as well; a person
    by name and first post. What has no name of its own (masks, stand-ins) is the report's alone.
    """
    ids: dict[int, str] = {}
    for draft in drafts:
        if draft.label in ("Place", "Organization"):
            ids[id(draft)] = _placed_id(report, draft)
    adopters = _firsts(found, "ADOPTED", by_tail=True)
    posts = _firsts(found, "AFFILIATED_WITH", by_tail=False)
    for draft in drafts:
        if draft.label == "Practice":
            adopter = adopters.get(id(draft))
            bound = (ids.get(id(adopter), report) if adopter else report) if bare_formula(draft.name) else None
            ids[id(draft)] = identity("Practice", normal_name(draft.name), bound)
        elif draft.label == "Person":
            post = posts.get(id(draft))
            ids[id(draft)] = identity("Person", draft.name, ids.get(id(post), report) if post else report)
    return ids


def _placed_id(report: str, draft: Draft, depth: int = 0) -> str:
    nameless = draft.rule == "own-stand-in" or (draft.rule == "body-level" and draft.parent is None)
    if draft.masked or nameless or depth > 12:
        parts = (draft.group,) if draft.group else ()
        return identity(draft.label, draft.name, "own" if draft.own else "", report, *parts)
    if draft.code:
        return division_id(draft.code)
    parent = _placed_id(report, draft.parent, depth + 1) if draft.parent is not None else None
    return identity(draft.label, draft.name, parent)


def _firsts(found: list[Found], kind: str, *, by_tail: bool) -> dict[int, Draft]:
    """The first entity at the other end of a relation type, for each practice (by tail) or person (by head)."""
    firsts: dict[int, Draft] = {}
    for one in sorted((f for f in found if f.type == kind), key=lambda f: (f.position, f.head.name)):
        key, value = (one.tail, one.head) if by_tail else (one.head, one.tail)
        firsts.setdefault(id(key), value)
    return firsts


@cache
def division_id(code: str) -> str:
    """The id of a division of the gazetteer, the same in every report."""
    return identity("Place", "division", code)


def known_containers(code: str) -> list[list[str]]:
    """`[id, kind, name, code]` of every place that holds a division, the nearest first, by the gazetteer."""
    return [list(row) for row in _containers(code)]


@cache
def _containers(code: str) -> tuple[tuple[str, str, str, str], ...]:
    above = Gazetteer.load().chain(code)[1:]
    return tuple((division_id(place.code), place.kind, place.name, place.code) for place in above)
