"""What a node says (name, kind, aliases, redaction), settled by all the reports that name it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.stores import statements
from kg.stores.rows import Row
from kg.stores.running import Run, chunks, run_for_ids, run_rows


def settle(run: Run, label: str, ids: set[str]) -> None:
    """Bring each node's name, kind, aliases and redaction in line with all the reports that name it."""
    changed: list[Row] = []
    moved: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for chunk in chunks(sorted(ids)):
        votes: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in run(statements.votes(label), {"ids": chunk}):
            votes[row["id"]].append(row)
        for ident, said in votes.items():
            settled = _settled(ident, said)
            if any(said[0][name] != value for name, value in settled.items()):
                changed.append(settled)
                moved[said[0]["kind"], settled["kind"]].add(ident)
    run_rows(run, statements.settle(label), changed)
    for (old, new), nodes in sorted(moved.items(), key=str):
        if old != new:
            run_for_ids(run, statements.relabel(label, old, new), nodes)


def _settled(ident: str, said: Sequence[Mapping[str, Any]]) -> Row:
    names, kinds, forms = Counter[str](), Counter[str](), set[str]()
    # copies have no vote, unless nothing but copies names it: one report reprinted twenty times is one report
    voters = [row for row in said if not row["copy"]] or said
    for row in voters:
        names[row["said_names"][0]] += row["reports"]
        if row["said_kind"] is not None:
            kinds[row["said_kind"]] += row["reports"]
    for row in said:
        first, *others = row["said_names"]
        forms.add(first)
        if row["resolved_by"] is None:
            # the aliases of a resolved mask are masks, which would stain the true place
            forms.update(others)
    name = _winner(names)
    return {
        "id": ident,
        "name": name,
        "kind": _winner(kinds),
        "aliases": sorted(forms - {name}),
        "redacted": any(row["said_redacted"] and row["resolved_by"] is None for row in said),
    }


def _winner(votes: Counter[str]) -> str | None:
    """What most reports say; of several the first in code point order."""
    return min(votes, key=lambda value: (-votes[value], value), default=None)
