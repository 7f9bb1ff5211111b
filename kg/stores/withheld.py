"""What copies of reports state: kept on their `Report` nodes, out of the graph, so that facts count once.

A copy's entities and MENTIONS stand in the graph like any report's; its evidenced relationships rest as JSON in the
property `withheld`, and come back when the copy becomes the fullest.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kg.ontology import LABELS
from kg.stores.rows import RESERVED, BatchRows, Row

Key = tuple[str, str, str]
"""A relationship type with the base labels of its ends."""


def fold(relations: Mapping[Key, Iterable[Row]]) -> str:
    """The relationships of one report as text; equal ones give equal text in any order."""
    return json.dumps(
        [
            [*key, row["head"], row["tail"], row["properties"]]
            for key in sorted(relations)
            for row in sorted(relations[key], key=lambda row: str(row["id"]))
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def unfold(text: str) -> Iterable[tuple[Key, Row]]:
    """The relationships of a folded text, as rows for `statements.create_relations`."""
    for type_, head_label, tail_label, head, tail, properties in json.loads(text):
        row = {"id": properties["id"], "head": head, "tail": tail, "properties": properties}
        yield (type_, head_label, tail_label), row


def read_back(type: str, row: Mapping[str, Any]) -> tuple[Key, Row]:
    """A relationship as `statements.ends_of` gives it."""
    properties = {name: value for name, value in row["properties"].items() if name not in RESERVED}
    key = (type, _base(row["head_labels"]), _base(row["tail_labels"]))
    return key, {"id": properties["id"], "head": row["head"], "tail": row["tail"], "properties": properties}


def withhold(rows: BatchRows, copies: Collection[str]) -> None:
    """Take the relationships of reports that are copies out of a batch, and keep them with their reports."""
    held: dict[str, dict[Key, list[Row]]] = {ident: defaultdict(list) for ident in copies}
    for key, relations in rows.relations.items():
        for ident, row in list(relations.items()):
            if row["properties"]["report"] in held:
                held[row["properties"]["report"]][key].append(relations.pop(ident))
    for ident, relations_of_copy in held.items():
        rows.reports[ident]["withheld"] = fold(relations_of_copy)


def _base(labels: Iterable[str]) -> str:
    return next(label for label in labels if label in LABELS)
