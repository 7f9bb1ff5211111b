"""Reports in a graph: what each states and names, written as a whole, and taken out again.

All functions work inside a transaction, handed in as `run`. A report whose masks copies have told of is written with
the true names; what it said itself stays with it (`as_read`), so that it can be taken back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kg.ontology import ENTITY_LABELS, FACT_RELATIONS
from kg.records import Facts
from kg.resolved_facts import resolved
from kg.stores import as_read, statements, told_masks
from kg.stores.rows import RESERVED, Row, batch_rows
from kg.stores.running import Run, chunks, run_for_ids, run_rows
from kg.stores.settling import settle
from kg.stores.withheld import withhold

_AS_BEFORE: Mapping[str, str | None] = MappingProxyType({})


def write_batch(run: Run, batch: Iterable[Facts], resolutions: Mapping[str, str | None] = _AS_BEFORE) -> None:
    """Merge a batch of reports: what they say now replaces what the same reports said before.

    `resolutions` are those that hold from now on, as `told_masks.encode` has them, by report; of the other reports
    those stay that the graph has.
    """
    reports = {facts.report.id: facts for facts in batch}
    claimed = run(statements.CLAIM_REPORTS, {"ids": sorted(reports)})
    told = {row["id"]: resolutions.get(row["id"], row["resolutions"]) for row in claimed}
    rows = batch_rows(resolved(facts, told_masks.decode(told[ident])) for ident, facts in sorted(reports.items()))
    families = {row["id"]: row["family"] for row in claimed}
    for ident, row in rows.reports.items():
        row |= as_read.kept(reports[ident]) | {"resolutions": told[ident], "family": families[ident]}
    withhold(rows, {row["id"] for row in claimed if row["withheld"] is not None})
    before = _stated_before(run, claimed)
    kept = {ident for ident, properties in rows.stated.items() if before.properties.get(ident) == properties}
    _delete_stated(run, before, kept)
    run_rows(run, statements.MERGE_REPORTS, _ordered(rows.reports))
    for (label, kind), entities in sorted(rows.entities.items(), key=str):
        run_rows(run, statements.merge_entities(label, kind), _ordered(entities))
    for label, mentions in sorted(rows.mentions.items()):
        run_rows(run, statements.create_relations("MENTIONS", "Report", label), _ordered(mentions, kept))
    for key, relations in sorted(rows.relations.items()):
        run_rows(run, statements.create_relations(*key), _ordered(relations, kept))
    for head, located in sorted(rows.gazetteer.items()):
        run_rows(run, statements.merge_gazetteer(head), _ordered(located))
    implied = {ident for row in rows.reports.values() for ident in row["implied"]}
    _sweep(run, before, implied.union(rows.stated))
    for label, mentions in sorted(rows.mentions.items()):
        settle(run, label, {row["tail"] for ident, row in mentions.items() if ident not in kept})


def erase_report(run: Run, report: str) -> bool:
    """Remove a report and what rests on it alone; False where the graph does not hold it."""
    before = _stated_before(run, run(statements.CLAIM_KNOWN_REPORTS, {"ids": [report]}))
    if not before.reports:
        return False
    _delete_stated(run, before, set())
    run(statements.DELETE_REPORT, {"id": report})
    _sweep(run, before, set())
    return True


@dataclass(frozen=True, slots=True)
class _Stated:
    """What given reports state in the graph: the rows of mentions by label, the ids of relations by type."""

    reports: list[str] = field(default_factory=list)
    implied: set[str] = field(default_factory=set)
    mentions: dict[str, list[Row]] = field(default_factory=dict)
    relations: dict[str, list[str]] = field(default_factory=dict)
    properties: dict[str, Row] = field(default_factory=dict)


def _stated_before(run: Run, claimed: Sequence[Mapping[str, Any]]) -> _Stated:
    stated = _Stated()
    for row in claimed:
        if row["implied"] is not None:
            stated.reports.append(row["id"])
            stated.implied.update(row["implied"])
    if stated.reports:
        ids = {"ids": stated.reports}
        for label in ENTITY_LABELS:
            stated.mentions[label] = [dict(row) for row in _noted(stated, run(statements.mentions_of(label), ids))]
        for name in FACT_RELATIONS:
            stated.relations[name] = [row["id"] for row in _noted(stated, run(statements.relations_of(name), ids))]
    return stated


def _noted(stated: _Stated, found: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    for row in found:
        kept = {name: value for name, value in row["properties"].items() if name not in RESERVED}
        stated.properties[row["id"]] = kept
    return found


def _delete_stated(run: Run, before: _Stated, kept: set[str]) -> None:
    """Delete the mentions and evidenced relationships of `before` but for those kept."""
    for name, relations in before.relations.items():
        for chunk in chunks(sorted(set(relations) - kept)):
            run(statements.delete_relations(name), {"reports": before.reports, "ids": chunk})
    for label, mentions in before.mentions.items():
        stale = [{"report": row["report"], "entity": row["entity"]} for row in mentions if row["id"] not in kept]
        run_rows(run, statements.delete_mentions(label), stale)


def _sweep(run: Run, before: _Stated, now: set[str]) -> None:
    """Delete what was named or implied and is so by no report any more; settle the nodes that stay.

    `now` holds the ids of what the same reports state and imply at present.
    """
    dropped = before.implied - now
    named = {
        label: {row["entity"] for row in mentions if row["id"] not in now}
        for label, mentions in before.mentions.items()
    }
    ids = sorted(dropped.union(*named.values()))
    if not ids:
        return
    kept = {row["id"] for row in run(statements.STILL_IMPLIED, {"ids": ids})}
    run(statements.DELETE_GAZETTEER, {"ids": sorted(dropped - kept)})
    for label in ENTITY_LABELS:
        candidates = named.get(label, set()) | dropped
        run_for_ids(run, statements.delete_unmentioned(label), candidates - kept)
        run_for_ids(run, statements.clear_aliases(label), candidates & kept)
        settle(run, label, candidates)


def _ordered(rows: Mapping[str, Row], kept: Collection[str] = ()) -> list[Row]:
    # two loads that lock nodes in one order do not wait for each other in a ring
    return [rows[ident] for ident in sorted(rows) if ident not in kept]
