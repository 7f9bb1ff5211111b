"""Copies of reports among all that a graph holds: recognised anew after each load, whatever came when.

What is to be is computed from all signatures, compared with what is, and the difference written; so a crash
between, a second load at the same time or another order of loading leave nothing wrong for longer than until the
next load.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from kg.ontology import ENTITY_LABELS, FACT_RELATIONS
from kg.records import identity
from kg.republication import Republication, republications
from kg.signatures import Signature, decode
from kg.stores import statements
from kg.stores.rows import Row
from kg.stores.running import Run, Transact, run_rows
from kg.stores.settling import settle
from kg.stores.withheld import Key, fold, read_back, unfold

_AT_ONCE = 100
"""Reports that a transaction changes, each with some dozens of relationships."""

_ROUNDS = 5


def recognise_copies(transact: Transact) -> int:
    """Write REPUBLISHES from every copy to its fullest copy, and withhold what copies state.

    Returns how many reports are copies now that were none before.
    """
    recognised: set[str] = set()
    signatures: dict[str, Signature] = {}
    wanted: dict[str, Republication] = {}
    # a load at the same time may have changed what the plan rests on, so what was written is looked at again
    for _ in range(_ROUNDS):
        known, present = transact(_known)
        if known != signatures:
            signatures, wanted = known, republications(known)
        changed = _changed(wanted, present)
        if not changed:
            break
        recognised |= wanted.keys() - present.keys()
        for start in range(0, len(changed), _AT_ONCE):
            transact(_rewriting(changed[start : start + _AT_ONCE], wanted))
    return len(recognised)


def _changed(wanted: Mapping[str, Republication], present: Mapping[str, Republication | None]) -> list[str]:
    both = wanted.keys() & present.keys()
    return sorted((wanted.keys() ^ present.keys()) | {one for one in both if wanted[one] != present[one]})


def _known(run: Run) -> tuple[dict[str, Signature], dict[str, Republication | None]]:
    """All signatures, and the copies that the graph has; None where the writing of one broke off."""
    present: dict[str, Republication | None] = {row["id"]: None for row in run(statements.WITHHOLDING, {})}
    for row in run(statements.REPUBLICATIONS, {}):
        present[row["id"]] = Republication(row["fullest"], row["similarity"]) if row["id"] in present else None
    return dict(_signatures(run(statements.SIGNATURES, {}))), present


def _signatures(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Signature]]:
    """The signatures that can be compared; one of another version waits until its report is loaded again."""
    for row in rows:
        with suppress(ValueError):
            yield row["id"], decode(row["signature"])


def _rewriting(changed: Sequence[str], wanted: Mapping[str, Republication]) -> Callable[[Run], None]:
    return lambda run: _rewrite(run, changed, wanted)


def _rewrite(run: Run, changed: Sequence[str], wanted: Mapping[str, Republication]) -> None:
    """Bring some reports in line with what they should be: a copy of another, or none."""
    claimed = run(statements.CLAIM_KNOWN_REPORTS, {"ids": list(changed)})
    held = {row["id"]: row["withheld"] for row in claimed}
    run(statements.DELETE_REPUBLICATIONS, {"ids": sorted(held)})
    rows = [_republishes(ident, wanted[ident]) for ident in sorted(held) if ident in wanted]
    run(statements.create_relations("REPUBLISHES", "Report", "Report"), {"rows": rows})
    become = [ident for ident in sorted(held) if ident in wanted and held[ident] is None]
    cease = {ident: held[ident] for ident in sorted(held) if ident not in wanted and held[ident] is not None}
    _take_out(run, become)
    _bring_back(run, cease)
    for label in ENTITY_LABELS:
        named = run(statements.mentions_of(label), {"ids": sorted([*become, *cease])})
        settle(run, label, {row["entity"] for row in named})


def _republishes(ident: str, republication: Republication) -> Row:
    properties = {
        "id": identity("REPUBLISHES", ident, republication.fullest),
        "similarity": republication.similarity,
    }
    return {"head": ident, "tail": republication.fullest, "properties": properties}


def _take_out(run: Run, reports: Sequence[str]) -> None:
    stated: dict[str, dict[Key, list[Row]]] = {ident: defaultdict(list) for ident in reports}
    for name in FACT_RELATIONS:
        for found in run(statements.ends_of(name), {"ids": list(reports)}):
            key, row = read_back(name, found)
            stated[found["report"]][key].append(row)
        run(statements.delete_stated(name), {"ids": list(reports)})
    run(statements.WITHHOLD, {"rows": [{"id": ident, "withheld": fold(stated[ident])} for ident in reports]})


def _bring_back(run: Run, held: Mapping[str, str]) -> None:
    rows: dict[Key, list[Row]] = defaultdict(list)
    for text in held.values():
        for key, row in unfold(text):
            rows[key].append(row)
    for key in sorted(rows):
        run_rows(run, statements.create_relations(*key), rows[key])
    run(statements.WITHHOLD, {"rows": [{"id": ident, "withheld": None} for ident in held]})
