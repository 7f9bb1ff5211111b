"""The one protocol of all stores, and the values that any store's Cypher results are made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, TracebackType
from typing import Any, Protocol, Self

from kg.records import Facts

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """A node as a query returns it: `id` is the ontology's id, `labels` base label first."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship as a query returns it: `start` and `end` are the ids of its nodes."""

    id: str
    type: str
    start: str
    end: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Path:
    """A path as a query returns it: one node more than relationships, in walking order."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A query's answer: column names in order, rows of plain values, `Node`, `Relationship` or `Path`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What one load brought: counts of what the reports say, not of what was new to the store.

    `republished` and `unmasked` alone count what is new, among the reports loaded and those there before: reports
    recognised as copies, and masks of reports that copies name.
    """

    reports: int = 0
    entities: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    relations: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    republished: int = 0
    unmasked: int = 0


class Store(Protocol):
    """A graph store. Use it as a context manager; it closes itself.

    A store opened for reading refuses every write. All values go in as Cypher parameters.
    """

    url: str

    def load(self, facts: Iterable[Facts], on_report: Callable[[Facts], None] | None = None) -> LoadSummary:
        """Merge reports into the graph in bounded batches, then recognise copies and resolve the masks that they name.

        Loading again changes nothing.
        A report that says something else than when it was last loaded replaces what it said. `facts` is streamed;
        `on_report` is called with each report once it is written. Raises StoreError; batches already written stay.
        """

    def forget(self, report: str) -> bool:
        """Remove a report by id, and the nodes and relationships that rested on it alone.

        Where it was the fullest of several copies, the next fullest takes its place.
        False where the graph does not hold it. Raises StoreError.
        """

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None) -> Result:
        """Run a statement that only reads, for at most `timeout` seconds (None: as long as it takes).

        Raises CypherError for a write, a syntax error, a missing parameter or a statement out of time.
        """

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Result:
        """Run a statement that may write. Raises CypherError, or StoreError where the store was opened for reading."""

    def close(self) -> None:
        """Save what must be saved and let go of the store."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
