"""What copies tell of the masks of a report, and what in the report hangs on a mask."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.records import Entity, Span, identity


class Resolution(NamedTuple):
    """What copies say of a mask of one report, by the entity's id; of what hangs on a mask as well.

    `entity` is the true one, with neither aliases nor mentions, and `spans` are the mask's mentions that it holds for.
    Where copies leave these open, `entity` is None and `candidates` are the names that they have. `why` is for readers.
    """

    mask: str
    spans: tuple[Span, ...]
    entity: Entity | None
    candidates: tuple[str, ...] = ()
    why: str = ""


def is_open(entity: Entity) -> bool:
    """Whether a mask is all that is known of a place or body."""
    return entity.redacted and not entity.properties.get("resolved_by") and entity.label in ("Place", "Organization")


def hanging(entities: Iterable[Entity]) -> dict[str, str]:
    """What has its id from the id of an open mask (a village beneath it, a post in it), with the id it hangs on.

    The ids themselves tell: they are made of a name and of the id of what holds the thing (`loaders.resolve.identity`).
    """
    known = list(entities)
    masks = [one.id for one in known if is_open(one)]
    found: dict[str, str] = {}
    reached = masks
    while reached:
        new = {one.id: on for one in known if one.id not in found and (on := _holder(one, reached)) is not None}
        found |= {ident: on for ident, on in new.items() if ident not in masks}
        reached = [ident for ident in new if ident not in masks]
    return found


def _holder(entity: Entity, among: Iterable[str]) -> str | None:
    return next((ident for ident in among if form_with(entity, ident) is not None), None)


def form_with(entity: Entity, holder: str) -> str | None:
    """The name that an entity's id is made of together with its holder's id, if it is."""
    return next((form for form in _forms(entity) if identity(entity.label, form, holder) == entity.id), None)


def _forms(entity: Entity) -> Iterator[str]:
    for name in (entity.name, *entity.aliases):
        yield name
        if entity.label == "Practice":  # known by its name without the last word
            yield from (name[:length] for length in range(2, len(name)))
