"""Reports with their copies, and their facts with what the copies tell of each other's masks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from kg.copied_names import names_from_copies
from kg.names_in_copies import Copy
from kg.records import Facts
from kg.republication import Republication, republications
from kg.resolutions import Resolution, is_open
from kg.resolved_facts import resolved
from kg.signatures import Signature, decode
from kg.surroundings import decode as decode_surroundings


def families(copies: Mapping[str, Republication]) -> dict[str, list[str]]:
    """The fullest copies' ids, each with the ids of its copies."""
    found: dict[str, list[str]] = defaultdict(list)
    for copy in sorted(copies):
        found[copies[copy].fullest].append(copy)
    return dict(found)


def copy_of(facts: Facts) -> Copy | None:
    """What can be laid beside other copies of a report; None where nothing was kept of its text."""
    if facts.report.surroundings is not None:
        with suppress(ValueError):  # kept by another version, until it is extracted again
            sites = tuple(one for one in facts.entities if one.label in ("Place", "Organization"))
            return Copy(facts.report, decode_surroundings(facts.report.surroundings), sites)
    return None


def resolve_family(fullest: Copy | None, others: Iterable[Copy | None]) -> dict[str, tuple[Resolution, ...]]:
    """What the copies of one report tell of each other's masks, by report id, in whatever order they are given."""
    if fullest is None:
        return {}
    known = [one for one in others if one is not None]
    known.sort(key=lambda one: (-len(one.surroundings.text), one.report.id))
    return names_from_copies([fullest, *known])


def resolve_among(facts: Iterable[Facts]) -> list[Facts]:
    """The facts of all reports, with the masks resolved that copies among them name.

    Of reports without open masks only what others may need is kept: names and their places. So memory stays small.
    """
    kept = [_needed(one) for one in facts]
    by_id = {one.report.id: one for one in kept}
    told: dict[str, tuple[Resolution, ...]] = {}
    for fullest, copies in families(republications(_signatures(kept))).items():
        if any(is_open(entity) for ident in (fullest, *copies) for entity in by_id[ident].entities):
            told |= resolve_family(copy_of(by_id[fullest]), [copy_of(by_id[ident]) for ident in copies])
    return [resolved(one, told.get(one.report.id, ())) for one in kept]


def _needed(facts: Facts) -> Facts:
    if any(is_open(entity) for entity in facts.entities):
        return replace(facts, dropped=())
    sites = tuple(entity for entity in facts.entities if entity.label in ("Place", "Organization"))
    return Facts(facts.report, sites, redactions=facts.redactions)


def _signatures(facts: Iterable[Facts]) -> dict[str, Signature]:
    found: dict[str, Signature] = {}
    for one in facts:
        if one.report.signature is not None:
            with suppress(ValueError):
                found[one.report.id] = decode(one.report.signature)
    return found
