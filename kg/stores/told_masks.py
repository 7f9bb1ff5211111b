"""What copies told of a report's masks, as text on its `Report` node."""

import json
from collections.abc import Iterable
from typing import Any

from kg.records import Entity
from kg.resolutions import Resolution


def encode(resolutions: Iterable[Resolution]) -> str | None:
    """The resolutions as text, in the order given; None where there are none."""
    rows = [[one.mask, one.spans, _row(one.entity), one.candidates, one.why] for one in resolutions]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if rows else None


def decode(text: str | None) -> tuple[Resolution, ...]:
    """The resolutions of a text from `encode`."""
    return tuple(
        Resolution(mask, tuple((start, end) for start, end in spans), _entity(entity), tuple(candidates), why)
        for mask, spans, entity, candidates, why in json.loads(text or "[]")
    )


def _row(entity: Entity | None) -> list[Any] | None:
    return None if entity is None else [entity.id, entity.label, entity.kind, entity.name, dict(entity.properties)]


def _entity(row: list[Any] | None) -> Entity | None:
    if row is None:
        return None
    ident, label, kind, name, properties = row
    return Entity(ident, label, kind, name, properties=properties)
