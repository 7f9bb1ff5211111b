"""The embedded store: a whole graph in one file, read into memory, through kglite.

A reader sees the graph as it was last saved and is never blocked. A writer holds a lock, works in memory and
replaces the file in one step when it closes, so that a crash at any moment leaves the earlier graph.
"""

import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import kglite

from kg.errors import CypherError, StoreError, StoreLockedError
from kg.records import Facts
from kg.stores import results, statements
from kg.stores.base import LoadSummary, Node, Path, Relationship, Result
from kg.stores.loading import forget_report, load_reports
from kg.stores.running import Run

_T = TypeVar("_T")

# every kglite file begins so
_MAGIC = b"RGF"

# told by Result and CypherError; kglite would print its hints on standard error
kglite.set_query_warning_policy("silent")


class EmbeddedStore:
    """One graph file. `mode` "read" takes a snapshot; "write" locks the file until the store is closed."""

    def __init__(self, path: FilePath, mode: Literal["read", "write"]) -> None:
        self.url = str(path)
        self._writes = mode == "write"
        self._changed = False
        _check_file(path, must_exist=not self._writes)
        self._graph = _open_for_writing(path) if self._writes else _open_for_reading(path)
        self._closed = False

    def load(self, facts: Iterable[Facts], on_report: Callable[[Facts], None] | None = None) -> LoadSummary:
        """Merge reports in bounded batches, each whole or not at all; `on_report` is told of each one written."""
        self._must_write()
        for statement in statements.schema():
            self._execute(statement, {})
        return load_reports(facts, self._transact, on_report)

    def forget(self, report: str) -> bool:
        """Remove a report by id and all that rests on it alone; False where the graph does not hold it."""
        self._must_write()
        return forget_report(self._transact, report)

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None) -> Result:
        """Run a statement that only reads, for at most `timeout` seconds."""
        self._graph.read_only(True)
        try:
            return self._result(cypher, parameters, timeout)
        finally:
            self._graph.read_only(not self._writes)

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Result:
        """Run a statement that may write; the file changes when the store is closed."""
        self._must_write()
        self._changed = True
        return self._result(cypher, parameters, None)

    def close(self) -> None:
        """Save a changed graph in one step, keeping the earlier file until then, and release the lock."""
        if self._closed or not self._writes:
            return
        try:
            if self._changed:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    self._graph.save()
        except (kglite.KgError, OSError, ValueError) as error:
            raise StoreError(f"{self.url} could not be saved; the earlier graph is kept: {_short(error)}") from None
        finally:
            self._closed = True
            # leaves without saving once more
            self._graph.__exit__(StoreError, None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _must_write(self) -> None:
        if not self._writes:
            raise StoreError(f"{self.url} was opened for reading; it cannot be written")

    def _transact(self, work: Callable[[Run], _T]) -> _T:
        transaction = self._graph.begin()

        def run(cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
            return _guarded(lambda: transaction.cypher(cypher, params=dict(parameters), timeout_ms=0).to_list())

        try:
            done = work(run)
        except BaseException:
            transaction.rollback()
            raise
        _guarded(transaction.commit)
        self._changed = True
        return done

    def _execute(self, cypher: str, parameters: Mapping[str, Any], timeout: float | None = None) -> kglite.ResultView:
        limit = 0 if timeout is None else max(1, round(timeout * 1000))
        view = _guarded(
            lambda: self._graph.cypher(cypher, params=dict(parameters), timeout_ms=limit, hide_structural_keys=True)
        )
        if not isinstance(view, kglite.ResultView):
            raise CypherError("FORMAT CSV is not part of Cypher; leave it out")
        return view

    def _result(self, cypher: str, parameters: Mapping[str, Any] | None, timeout: float | None) -> Result:
        view = self._execute(cypher, parameters or {}, timeout)
        known: dict[str, str] = {}
        rows = [[_wrap(row[name], known) for name in view.columns] for row in view.to_list()]
        return results.own_ends(view.columns, rows, known, self._own_ids)

    def _own_ids(self, internal: list[str]) -> dict[str, str]:
        # one by one is found at once, IN looks through all nodes
        cypher = "UNWIND $ids AS i MATCH (n) WHERE elementId(n) = i RETURN elementId(n) AS internal, n.id AS id"
        rows = self._execute(cypher, {"ids": internal})
        return {row["internal"]: str(row["id"]) for row in rows.to_list()}


def _check_file(path: FilePath, must_exist: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a graph file such as {path / 'graph.kgl'}")
    if not path.exists():
        if must_exist:
            raise StoreError(f"there is no graph at {path}; make one with: kg load FILES")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"there is no folder {path.absolute().parent} to keep {path.name} in; make it first")
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from None
    if start != _MAGIC:
        raise StoreError(f"{path} is not a graph file; give the path of a graph made by kg load")


def _open_for_reading(path: FilePath) -> kglite.KnowledgeGraph:
    try:
        graph = kglite.load(os.fspath(path))
    except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path} cannot be read as a graph: {_short(error)}") from None
    graph.read_only(True)
    return graph


def _open_for_writing(path: FilePath) -> kglite.KnowledgeGraph:
    try:
        return kglite.open(os.fspath(path), durable="off")
    except kglite.WriterLeaseHeldError as error:
        holder = error.holder.get("pid")
        who = f"process {holder}" if holder else "another process"
        raise StoreLockedError(f"{path} is being written by {who}; wait until it is done") from None
    except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path} cannot be opened for writing: {_short(error)}") from None


def _guarded(call: Callable[[], _T]) -> _T:
    """What `call` returns; kglite's errors become ours, one line each."""
    try:
        return call()
    except kglite.ReadOnlyError:
        raise CypherError("the statement writes, but the store is only read") from None
    except kglite.CypherTimeoutError:
        raise CypherError("the statement took longer than it was given") from None
    except (kglite.FileIoError, kglite.TransactionConflictError) as error:
        raise StoreError(_short(error)) from None
    except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CypherError(_short(error)) from None


def _short(error: BaseException) -> str:
    return results.short(str(error))


def _wrap(value: object, known: dict[str, str]) -> object:
    """kglite's dictionaries as nodes, relationships and paths; `known` gathers the nodes' internal ids."""
    if isinstance(value, list):
        return [_wrap(item, known) for item in value]
    return _wrap_map(value, known) if isinstance(value, dict) else value


def _wrap_map(value: dict[str, Any], known: dict[str, str]) -> object:
    # a map that a statement makes itself hardly has a whole number as `id` beside just these other names
    match value:
        case {"id": int(), "labels": list(), "properties": dict(), **rest} if not rest:
            return _node(value, known)
        case {"id": int(), "type": str(), "start": int(), "end": int(), "properties": dict(), **rest} if not rest:
            return _relationship(value)
        case {"nodes": [*nodes], "relationships": [*steps], **rest} if not rest and len(nodes) == len(steps) + 1:
            return Path(tuple(_node(item, known) for item in nodes), tuple(_relationship(item) for item in steps))
        case {"id": _, "name": name, "title": title} if name == title:
            # properties(n) holds kglite's copy of the name
            return {key: _wrap(item, known) for key, item in value.items() if key != "title"}
    return {key: _wrap(item, known) for key, item in value.items()}


def _node(value: Mapping[str, Any], known: dict[str, str]) -> Node:
    kept = {name: item for name, item in value["properties"].items() if name not in ("title", "type")}
    wrapped = results.node(value["labels"], kept, str(value["id"]))
    known[str(value["id"])] = wrapped.id
    return wrapped


def _relationship(value: Mapping[str, Any]) -> Relationship:
    ident, start, end = (str(value[name]) for name in ("id", "start", "end"))
    return results.relationship(value["type"], start, end, value["properties"], ident)
