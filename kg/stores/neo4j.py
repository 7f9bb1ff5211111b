"""The Neo4j store: a graph on a server, through the official driver."""

import logging
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import neo4j
from neo4j import graph, time
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

from kg.errors import CypherError, StoreError
from kg.records import Facts
from kg.stores import results, statements
from kg.stores.base import LoadSummary, Node, Path, Relationship, Result
from kg.stores.loading import forget_report, load_reports
from kg.stores.running import Run

# without a handler of its own the driver's log lines reach standard error
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_T = TypeVar("_T")

_CONNECT_SECONDS = 10
_OWN_IDS = "MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n) AS internal, n.id AS id"
_DECLARED = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
# the server's status codes that tell of the account or the database, not of the statement
_ACCOUNT = (
    "Neo.ClientError.Security.",
    "Neo.ClientError.Database.",
)


class Neo4jStore:
    """A database on a Neo4j server (5.x or later). `auth` None means a server without authentication."""

    def __init__(
        self,
        url: str,
        mode: Literal["read", "write"],
        auth: tuple[str, str] | None = None,
        database: str | None = None,
    ) -> None:
        self.url = url
        self._writes = mode == "write"
        self._database = database
        try:
            self._driver = neo4j.GraphDatabase.driver(
                url, auth=auth, connection_timeout=_CONNECT_SECONDS, notifications_min_severity="OFF"
            )
        except (DriverError, ValueError) as error:
            raise StoreError(f"{url} is not an address of a Neo4j server: {results.short(str(error))}") from None
        try:
            # in the database itself: connecting alone succeeds where there is no such database
            with self._session(neo4j.READ_ACCESS) as session:
                self._guarded(lambda: session.run("RETURN 1").consume())
        except BaseException:
            self._driver.close()
            raise

    def load(self, facts: Iterable[Facts], on_report: Callable[[Facts], None] | None = None) -> LoadSummary:
        """Merge reports in bounded batches, each in one transaction; `on_report` is told of each one written."""
        self._must_write()
        for statement in statements.schema():
            self._declare(statement)
        return load_reports(facts, self._transact, on_report)

    def forget(self, report: str) -> bool:
        """Remove a report by id and all that rests on it alone; False where the graph does not hold it."""
        self._must_write()
        return forget_report(self._transact, report)

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None) -> Result:
        """Run a statement that only reads, for at most `timeout` seconds."""
        work = neo4j.unit_of_work(timeout=timeout)(lambda tx: _run(tx, cypher, parameters or {}))
        with self._session(neo4j.READ_ACCESS) as session:
            return self._guarded(lambda: session.execute_read(work))

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Result:
        """Run a statement that may write, in a transaction of its own."""
        self._must_write()
        with self._session(neo4j.WRITE_ACCESS) as session:
            return self._guarded(lambda: session.execute_write(_run, cypher, parameters or {}))

    def close(self) -> None:
        """Close the connections; all that was written is already kept."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _declare(self, statement: str) -> None:
        def declare() -> None:
            try:
                session.execute_write(_run, statement, {})
            except ClientError as error:
                # IF NOT EXISTS looks before another load, at the same time, has declared it
                if error.code != _DECLARED:
                    raise

        with self._session(neo4j.WRITE_ACCESS) as session:
            self._guarded(declare)

    def _must_write(self) -> None:
        if not self._writes:
            raise StoreError(f"{self.url} was opened for reading; it cannot be written")

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=access)

    def _transact(self, work: Callable[[Run], _T]) -> _T:
        def in_transaction(tx: neo4j.ManagedTransaction) -> _T:
            return work(lambda cypher, parameters: tx.run(cypher, dict(parameters)).data())

        with self._session(neo4j.WRITE_ACCESS) as session:
            return self._guarded(lambda: session.execute_write(in_transaction))

    def _guarded(self, call: Callable[[], _T]) -> _T:
        """What `call` returns; the driver's errors become ours, one line each."""
        try:
            return call()
        except Neo4jError as error:
            raise self._told(error) from None
        except DriverError as error:
            raise StoreError(
                f"no answer from Neo4j at {self.url}: start the server or check the address ({_short(error)})"
            ) from None
        except (ValueError, TypeError, OverflowError) as error:
            raise CypherError(_short(error)) from None

    def _told(self, error: Neo4jError) -> StoreError:
        code, message = error.code or "", results.short(error.message or str(error))
        if isinstance(error, AuthError):
            return StoreError(
                f"Neo4j at {self.url} refused the login ({message}); check NEO4J_USERNAME and NEO4J_PASSWORD"
            )
        if code.startswith(_ACCOUNT):
            return StoreError(f"Neo4j at {self.url}: {message} (the database is named by NEO4J_DATABASE)")
        if code == "Neo.ClientError.Statement.AccessMode":
            return CypherError("the statement writes, but the store is only read")
        if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
            return CypherError("the statement took longer than it was given")
        if isinstance(error, ClientError):
            return CypherError(message)
        return StoreError(f"Neo4j at {self.url}: {message}")


def _short(error: BaseException) -> str:
    return results.short(str(error))


def _run(tx: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]) -> Result:
    answer = tx.run(cypher, dict(parameters))
    columns, known = answer.keys(), dict[str, str]()
    rows = [[_wrap(value, known) for value in record] for record in answer]

    def own_ids(internal: list[str]) -> dict[str, str]:
        return {row["internal"]: str(row["id"]) for row in tx.run(_OWN_IDS, {"ids": internal}) if row["id"]}

    return results.own_ends(columns, rows, known, own_ids)


def _wrap(value: object, known: dict[str, str]) -> object:
    """The driver's values as plain ones, nodes, relationships and paths; `known` gathers the nodes' internal ids."""
    match value:
        case list():
            return [_wrap(item, known) for item in value]
        case dict():
            return {name: _wrap(item, known) for name, item in value.items()}
        case graph.Node():
            return _node(value, known)
        case graph.Relationship():
            return _relationship(value)
        case graph.Path():
            steps = tuple(_relationship(item) for item in value.relationships)
            return Path(tuple(_node(item, known) for item in value.nodes), steps)
        case time.Date() | time.DateTime() | time.Time():
            return value.to_native()
        case time.Duration():
            return {"months": value.months, "days": value.days, "seconds": value.seconds}
    return value


def _node(value: graph.Node, known: dict[str, str]) -> Node:
    wrapped = results.node(value.labels, dict(value), value.element_id)
    known[value.element_id] = wrapped.id
    return wrapped


def _relationship(value: graph.Relationship) -> Relationship:
    start, end = (item.element_id if item is not None else "" for item in value.nodes)
    return results.relationship(value.type, start, end, dict(value), value.element_id)
