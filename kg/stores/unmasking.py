"""Masks that copies name, among all that a graph holds: resolved anew where a family of copies has changed.

Like the copies themselves (`kg.stores.copies`) they follow from what the graph holds, whatever came when: a report that
comes, changes or goes changes the stamp of its family, and what its copies told of each other's masks is told anew.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from kg.copy_families import copy_of, families, resolve_family
from kg.names_in_copies import Copy
from kg.records import Entity, Facts, Report, identity
from kg.republication import Republication
from kg.resolutions import Resolution
from kg.stores import as_read, statements, told_masks
from kg.stores.running import Run, Transact, run_rows
from kg.stores.writing import write_batch

_AT_ONCE = 20
"""Reports that a transaction writes anew."""

_ROUNDS = 5
_LEVELS = 6
_SITES = ("Place", "Organization")


class _Family(NamedTuple):
    """A fullest report with its copies: `masked` of them have open masks. `stamp` is None for a report alone."""

    stamp: str | None
    fullest: str
    copies: tuple[str, ...]
    masked: tuple[str, ...]


def resolve_masks(transact: Transact) -> int:
    """Give the masks of all reports the names that their copies have, and take back what no copy tells any more.

    Returns how many masks are named now that were not before; equal masks of a report count as one.
    """
    count = 0
    # a load at the same time may have changed a family meanwhile, so what was written is looked at again
    for _ in range(_ROUNDS):
        changed = transact(_changed)
        if not changed:
            break
        for family in changed:
            count += _resolve(transact, family)
    return count


def _changed(run: Run) -> list[_Family]:
    """The families with open masks whose stamp is another than when their masks were told."""
    stamps = {row["id"]: row["family"] for row in run(statements.MASKED, {})}
    rows = run(statements.REPUBLICATIONS, {}) if stamps else ()
    together = families({row["id"]: Republication(row["fullest"], row["similarity"]) for row in rows})
    reached = {fullest: copies for fullest, copies in together.items() if stamps.keys() & {fullest, *copies}}
    ids = sorted({one for fullest, copies in reached.items() for one in (fullest, *copies)})
    imprints = {row["id"]: row for row in run(statements.IMPRINTS, {"ids": ids})}
    found = [_family(fullest, copies, imprints, stamps) for fullest, copies in sorted(reached.items())]
    found += [_Family(None, ident, (), (ident,)) for ident in sorted(stamps.keys() - imprints.keys())]
    return [one for one in found if any(stamps[ident] != one.stamp for ident in one.masked)]


def _family(
    fullest: str, copies: Sequence[str], imprints: Mapping[str, Mapping[str, Any]], stamps: Mapping[str, str | None]
) -> _Family:
    members = (fullest, *copies)
    known = [imprints[ident] for ident in members if ident in imprints]
    said = [part for row in known for part in (row["id"], row["imprint"], row["source"], row["name"])]
    return _Family(identity(*said), fullest, tuple(copies), tuple(ident for ident in members if ident in stamps))


def _resolve(transact: Transact, family: _Family) -> int:
    """Write what the copies of one family tell, and then the stamp; so a crash between leaves it to the next load."""
    told = transact(lambda run: _told(run, family))
    changed = [ident for ident, (before, now) in told.items() if before != now]
    for start in range(0, len(changed), _AT_ONCE):
        transact(_rewriting(changed[start : start + _AT_ONCE], {ident: now for ident, (_, now) in told.items()}))
    rows = [{"id": ident, "family": family.stamp} for ident in family.masked]
    transact(lambda run: run_rows(run, statements.JOIN_FAMILIES, rows))
    return sum(len(_masks(now) - _masks(before)) for before, now in told.values())


def _masks(text: str | None) -> set[str]:
    """The masks that are named; what only hangs on a mask was named all along and has no reason."""
    return {one.mask for one in told_masks.decode(text) if one.entity is not None and one.why}


def _told(run: Run, family: _Family) -> dict[str, tuple[str | None, str | None]]:
    """For each report with open masks what its copies told of them before, and what they tell now."""
    rows = {row["id"]: row for row in run(statements.KEPT, {"ids": list(family.masked)})}
    before = {ident: rows[ident]["resolutions"] for ident in family.masked if ident in rows}
    copies = _copies(run, (family.fullest, *family.copies)) if family.stamp else {}
    found = resolve_family(copies.get(family.fullest), (copies.get(ident) for ident in family.copies))
    known = _with_containers(run, found)
    return {ident: (before[ident], told_masks.encode(known.get(ident, ()))) for ident in sorted(before)}


def _copies(run: Run, ids: Sequence[str]) -> dict[str, Copy | None]:
    """The reports as they were read: those with open masks as kept, the others as the graph has them."""
    sites: dict[str, list[Entity]] = {}
    for label in _SITES:
        rows = run(statements.mentions_of(label), {"ids": list(ids)})
        codes = _codes(run, {row["entity"] for row in rows}) if label == "Place" else {}
        for row in rows:
            code = codes.get(row["entity"])
            sites.setdefault(row["report"], []).append(_mentioned(label, row["entity"], code, row["properties"]))
    found = {}
    for row in run(statements.KEPT, {"ids": list(ids)}):
        if row["as_read"] is not None:
            facts = as_read.decode(row["as_read"], None, row["surroundings"])
        else:
            entities = sorted(sites.get(row["id"], ()), key=lambda entity: entity.id)
            facts = Facts(Report(row["id"], "", 0, 0, "", surroundings=row["surroundings"]), tuple(entities))
        # of a report that lies in several files the graph names one, whichever this one came from
        named = replace(facts.report, source=row["source"], title=row["name"])
        found[row["id"]] = copy_of(replace(facts, report=named))
    return found


def _mentioned(label: str, ident: str, code: str | None, said: Mapping[str, Any]) -> Entity:
    spans = said["spans"]
    name, *aliases = said["names"]
    properties = _present({"code": code, "resolved_by": said.get("resolved_by")})
    mentions = tuple(zip(spans[::2], spans[1::2], strict=True))
    redacted = bool(said.get("redacted"))
    return Entity(ident, label, said.get("kind"), name, tuple(aliases), redacted, mentions, said["rule"], properties)


def _with_containers(run: Run, found: Mapping[str, Iterable[Resolution]]) -> dict[str, list[Resolution]]:
    """The resolutions with the codes of the true places and what holds them, which come with every place."""
    ids = {one.entity.id for told in found.values() for one in told if one.entity}
    codes = _codes(run, ids)
    above = _above(run, ids)
    return {
        ident: [_located(one, codes, above) if one.entity else one for one in told] for ident, told in found.items()
    }


def _codes(run: Run, ids: Collection[str]) -> dict[str, str | None]:
    return {row["id"]: row["code"] for row in run(statements.CODES, {"ids": sorted(ids)})}


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}


def _above(run: Run, ids: set[str]) -> dict[str, list[Any]]:
    """For each place `[id, kind, name, code]` of the one right above it, by the gazetteer; so for these in turn."""
    above: dict[str, list[Any]] = {}
    for _ in range(_LEVELS):
        rows = run(statements.CONTAINERS, {"ids": sorted(ids)}) if ids else ()
        for row in sorted(rows, key=lambda row: (row["id"], row["container"])):
            above.setdefault(row["id"], [row["container"], row["kind"], row["name"], row["code"]])
        ids = {row["container"] for row in rows} - above.keys()
    return above


def _located(one: Resolution, codes: Mapping[str, str | None], above: Mapping[str, list[Any]]) -> Resolution:
    if one.entity is None:
        return one
    chain: list[list[Any]] = []
    held = one.entity.id
    while held in above and len(chain) < _LEVELS:
        chain.append(above[held])
        held = above[held][0]
    properties = _present({"code": codes.get(one.entity.id), "containers": chain})
    return one._replace(entity=replace(one.entity, properties=properties))


def _rewriting(ids: Sequence[str], told: Mapping[str, str | None]) -> Callable[[Run], None]:
    return lambda run: _rewrite(run, ids, told)


def _rewrite(run: Run, ids: Sequence[str], told: Mapping[str, str | None]) -> None:
    rows = run(statements.KEPT, {"ids": list(ids)})
    facts = [as_read.decode(row["as_read"], row["signature"], row["surroundings"]) for row in rows if row["as_read"]]
    write_batch(run, facts, told)
