"""Which extracted entity is which annotated one: names compared as a careful reader would."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.gold_file import GoldEntity
from kg.records import Entity

_UNHEARD = frozenset(" \t\r\n\u3000“”‘’\"'「」『』《》〈〉〞〝()[]【】·,、。")
"""Quotes, brackets, blanks and stops: what two writers of one name may do differently."""

_Names = frozenset[str]


def normal_names(names: Iterable[str]) -> _Names:
    """The names without quotes, brackets, blanks and stops, full width made half, in small letters; none empty."""
    return frozenset(filter(None, map(_normal, names)))


def _normal(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", name) if one not in _UNHEARD).lower()


def names_of(entity: GoldEntity | Entity) -> _Names:
    """All names of an entity, normalised."""
    return normal_names((entity.name, *entity.aliases))


def match_entities(gold: Sequence[GoldEntity], system: Sequence[Entity]) -> dict[str, str]:
    """Extracted id → annotated id, one to one, in the order given.

    Two match where their labels are the same and they share a name. What is left over of the practices
    matches where one name contains another and is at most twice as long.
    """
    free = {entity.id: (entity.label, names_of(entity)) for entity in gold}
    names = {entity.id: names_of(entity) for entity in system}
    matched: dict[str, str] = {}
    for labels, alike in (({one.label for one in gold}, _share_a_name), ({"Practice"}, _contain_a_name)):
        for one in system:
            if one.id not in matched and one.label in labels:
                match = _first_match(one.label, names[one.id], free, alike)
                if match is not None:
                    matched[one.id] = match
                    del free[match]
    return matched


def _first_match(
    label: str, names: _Names, free: Mapping[str, tuple[str, _Names]], alike: Callable[[_Names, _Names], bool]
) -> str | None:
    return next((id_ for id_, (other, others) in free.items() if other == label and alike(names, others)), None)


def _share_a_name(names: _Names, others: _Names) -> bool:
    return not names.isdisjoint(others)


def _contain_a_name(names: _Names, others: _Names) -> bool:
    return any(_contained(one, other) for one in names for other in others)


def _contained(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 2 and short in long and len(short) * 2 >= len(long)
