"""Running statements inside a transaction, with at most so many rows at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from kg.stores.rows import Row

_T = TypeVar("_T")

Run = Callable[[str, Mapping[str, Any]], Sequence[Mapping[str, Any]]]
"""Runs one statement in the open transaction and gives its rows."""

BATCH = 2000
"""Entities and relations that a transaction takes, and rows that a statement takes, at most (one report more)."""


class Transact(Protocol):
    """A store's way of doing work in one transaction."""

    def __call__(self, work: Callable[[Run], _T]) -> _T:
        """Do all of `work` or nothing, and return what it returns; where the store asks for it, once more."""
        ...


def chunks(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """The items in pieces that one statement takes."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def run_rows(run: Run, cypher: str, rows: Sequence[Row]) -> None:
    """Run a statement over `$rows`."""
    for chunk in chunks(rows):
        run(cypher, {"rows": list(chunk)})


def run_for_ids(run: Run, cypher: str, ids: set[str]) -> None:
    """Run a statement over `$ids`."""
    for chunk in chunks(sorted(ids)):
        run(cypher, {"ids": list(chunk)})
