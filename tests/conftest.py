"""What many tests need: a Neo4j server and a browser for the session, and every store in turn."""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from browser import chromium, open_page  # noqa: F401, one browser for all tests: a second one cannot run beside it

from kg.stores import open_store
from kg.stores.base import Store


def _server_module() -> ModuleType:
    # by its path: a package named neo4j in tests/ would hide the driver
    spec = importlib.util.spec_from_file_location("neo4j_test_server", Path(__file__).parent / "neo4j" / "server.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


server_module = _server_module()


def _given_server() -> Any:
    url = os.environ.get("KG_TEST_NEO4J_URI")
    if not url:
        return None
    user = os.environ.get("NEO4J_USERNAME", "neo4j")
    return server_module.Server(url, user, os.environ.get("NEO4J_PASSWORD", ""))


@contextmanager
def _docker_server() -> Iterator[Any]:
    try:
        from testcontainers.neo4j import Neo4jContainer

        container = Neo4jContainer(f"neo4j:{server_module.VERSION}-community", password=server_module.PASSWORD)
        container.start()
    except Exception as error:
        raise server_module.NoServerError(f"no Docker with testcontainers ({str(error).splitlines()[0]})") from error
    try:
        yield server_module.Server(container.get_connection_url(), "neo4j", server_module.PASSWORD)
    finally:
        container.stop()


def _first_server(stack: ExitStack) -> Any:
    if given := _given_server():
        return given
    reasons = []
    for way in (server_module.maven_server, _docker_server):
        try:
            return stack.enter_context(way())
        except server_module.NoServerError as error:
            reasons.append(str(error))
    reason = (
        f"no Neo4j for the tests: {'; '.join(reasons)}. Install Java 17 and Maven, or start Docker and install "
        "testcontainers, or set KG_TEST_NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD to a server with an empty database"
    )
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _sign_in(patch: pytest.MonkeyPatch, server: Any) -> None:
    patch.setenv("NEO4J_USERNAME", server.user)
    patch.setenv("NEO4J_PASSWORD", server.password)
    patch.delenv("NEO4J_DATABASE", raising=False)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Any]:
    """A real Neo4j server with `url`, `user` and `password`; the tests may delete all that it holds."""
    with ExitStack() as stack:
        server = _first_server(stack)
        with pytest.MonkeyPatch.context() as patch:
            _sign_in(patch, server)
            store = stack.enter_context(open_store(server.url, "read"))
            if store.read("MATCH (n) RETURN count(n)").rows[0][0]:
                pytest.fail(f"the database at {server.url} is not empty, and tests delete all in it", pytrace=False)
        yield server


@pytest.fixture
def neo4j_url(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server's address, for `open_store`: account in the environment, graph empty."""
    _sign_in(monkeypatch, neo4j_server)
    with open_store(neo4j_server.url, "write") as store:
        store.write("MATCH (n) DETACH DELETE n")
    return str(neo4j_server.url)


@pytest.fixture
def embedded_url(tmp_path: Path) -> str:
    """The path of an embedded graph that does not exist yet."""
    return str(tmp_path / "graph.kgl")


@pytest.fixture(params=["embedded", "neo4j"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty graph in each store in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty graph, open for writing, in each store in turn."""
    with open_store(store_url, "write") as opened:
        yield opened
