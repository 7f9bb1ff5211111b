"""From a URL or a path to an open store."""

import getpass
import os
import re
import sys
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from kg.errors import StoreError
from kg.stores.base import Store

DEFAULT_URL = "./graph.kgl"
BOLT_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

# one letter is a Windows drive, not a scheme
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")

Mode = Literal["read", "write"]


def open_store(url: str | None, mode: Mode) -> Store:
    """Open the graph at `url` for reading or writing; use the store as a context manager.

    A path or `file:` URL is an embedded graph in that one file, `bolt://` and `neo4j://` (also `+s`, `+ssc`) a
    Neo4j server. None means the environment variable KG_STORE, else `./graph.kgl`. A server's user, password and
    database come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE; an empty password means a server without
    authentication. Raises StoreError, StoreLockedError where another process writes the file.
    """
    url = url or os.environ.get("KG_STORE") or DEFAULT_URL
    scheme = _SCHEME.match(url)
    if scheme is None:
        return _open_embedded(Path(url), mode)
    if scheme[1].lower() == "file":
        return _open_embedded(_file_path(url), mode)
    if scheme[1].lower() in BOLT_SCHEMES:
        return _open_neo4j(url, mode)
    raise StoreError(
        f"no store is known for {scheme[1]}: — give a path such as graph.kgl, or one of "
        + ", ".join(f"{name}://" for name in BOLT_SCHEMES)
    )


def _file_path(url: str) -> Path:
    rest = url.split(":", 1)[1]
    return Path(unquote(urlsplit(url).path)) if rest.startswith("//") else Path(rest)


def _open_embedded(path: Path, mode: Mode) -> Store:
    from kg.stores.embedded import EmbeddedStore

    return EmbeddedStore(path.expanduser(), mode)


def _open_neo4j(url: str, mode: Mode) -> Store:
    if "@" in urlsplit(url).netloc:
        raise StoreError(
            "the store URL holds a user or password; leave them out and set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = _password(url, user)
    from kg.stores.neo4j import Neo4jStore

    database = os.environ.get("NEO4J_DATABASE") or None
    return Neo4jStore(url, mode, auth=(user, password) if password else None, database=database)


def _password(url: str, user: str) -> str:
    given = os.environ.get("NEO4J_PASSWORD")
    if given is not None:
        return given
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"Password of {user} at {url}: ")
    raise StoreError(f"no password for {url}: set NEO4J_PASSWORD (and NEO4J_USERNAME where it is not neo4j)")
