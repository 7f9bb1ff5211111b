"""Finding nodes by what a reader calls them: an id, a name, an alias, or the beginning of a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.errors import QueryError
from kg.ontology import ENTITY_LABELS, LABELS
from kg.stores.base import Store

PLACE_ENDINGS = (
    *"省市县区旗州盟镇乡村",
    *("街道", "社区", "地区", "自治区", "自治州", "自治县", "特别行政区", "居委会"),
)
"""What a reader leaves out of a place's name: 宁波 for 宁波市, 宁海路 for 宁海路街道."""


@dataclass(frozen=True, slots=True)
class Match:
    """A node found by name, with its base label and kind; a report with its file, since copies share their titles."""

    id: str
    name: str
    label: str
    kind: str | None
    source: str | None = None


def named_exactly(store: Store, name: str, labels: Sequence[str] = ENTITY_LABELS) -> tuple[Match, ...]:
    """The nodes with this id, name or alias (a report: title or source file), by name and id."""
    return _matches(store, labels, "$name IN [n.id, n.name, n.source] OR $name IN n.aliases", name)


def named_like(store: Store, name: str, labels: Sequence[str] = ENTITY_LABELS) -> tuple[Match, ...]:
    """The nodes whose name begins with `name`; where none does, those whose name holds it. By name and id."""
    found = _matches(store, labels, "n.name STARTS WITH $name", name)
    return found or _matches(store, labels, "n.name CONTAINS $name", name)


def resolve_name(store: Store, name: str, labels: Sequence[str] = ENTITY_LABELS) -> str:
    """The name under which the store knows what the reader calls `name`.

    An exact name, alias or id stays as it is. Else a place's name less its ending, else the one name
    that begins with it or holds it. Raises QueryError where several names do, or none.
    """
    if named_exactly(store, name, labels):
        return name
    like = list(dict.fromkeys(match.name for match in named_like(store, name, labels)))
    whole = [found for found in like if found.removeprefix(name) in PLACE_ENDINGS]
    if len(whole) == 1 or len(like) == 1:
        return (whole or like)[0]
    what = " or ".join(f"{label.lower()} {LABELS[label].chinese}" for label in labels)
    if like:
        shown = ", ".join(like[:5]) + (f" and {len(like) - 5} more" if len(like) > 5 else "")
        raise QueryError(f"{name!r} could be {shown}; write one of them in full")
    raise QueryError(f"no {what} is called {name!r}; {did_you_mean(store, name, labels)}")


def find_named(store: Store, name: str, labels: Sequence[str] = tuple(LABELS)) -> tuple[Match, ...]:
    """The nodes that the reader may mean: those of exactly this name, alias or id, else those like it, at least one.

    Raises QueryError with the nearest names where there is none.
    """
    found = named_exactly(store, name, labels) or named_like(store, name, labels)
    whole = tuple(match for match in found if match.name.removeprefix(name) in PLACE_ENDINGS)
    if not found:
        raise QueryError(f"nothing in the graph is called {name!r}; {did_you_mean(store, name, labels)}")
    return whole or found


def the_report(store: Store, name: str) -> Match:
    """The one report with this title, source file or id. Raises QueryError for none, and for several with their ids."""
    found = named_exactly(store, name, ("Report",))
    if not found:
        raise QueryError(f"no report has the title, file or id {name!r}; {did_you_mean(store, name, ('Report',))}")
    if len(found) > 1:
        listed = ", ".join(f"{match.id} ({match.source})" for match in found)
        raise QueryError(f"{len(found)} reports are called {name!r}; name one by its id: {listed}")
    return found[0]


def did_you_mean(store: Store, name: str, labels: Sequence[str] = ENTITY_LABELS) -> str:
    """A closing half-sentence with the nearest names: `did you mean 宁波市?`, or where to look."""
    near = nearest_names(store, name, labels)
    return f"did you mean {', '.join(near)}?" if near else "kg stats shows what the graph holds"


def nearest_names(store: Store, name: str, labels: Sequence[str] = ENTITY_LABELS, count: int = 3) -> list[str]:
    """The names most like `name` among those that share most of its characters, nearest first."""
    query = f"""MATCH (n:{_pattern(labels)})
    WITH DISTINCT n.name AS name, size([c IN $characters WHERE n.name CONTAINS c]) AS shared
    WHERE shared > 0
    RETURN name ORDER BY shared DESC, size(name), name LIMIT 100"""
    names = [row[0] for row in store.read(query, {"characters": sorted(set(name))}).rows]
    scored = sorted((-SequenceMatcher(None, name, other).ratio(), other) for other in names)
    return [other for score, other in scored if -score >= 0.4][:count]


def _check_text(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        raise QueryError(f"{name!a} is not text; check that the terminal writes UTF-8") from None


def _matches(store: Store, labels: Sequence[str], condition: str, name: str) -> tuple[Match, ...]:
    _check_text(name)
    query = f"""MATCH (n:{_pattern(labels)}) WHERE {condition}
    RETURN n.id, n.name, labels(n), n.kind, n.source ORDER BY n.name, n.id"""
    rows = store.read(query, {"name": name}).rows
    return tuple(Match(row[0], row[1], next(item for item in row[2] if item in LABELS), *row[3:]) for row in rows)


def _pattern(labels: Sequence[str]) -> str:
    for label in labels:
        if label not in LABELS:
            raise ValueError(f"unknown label {label!r}")
    return "|".join(labels)
