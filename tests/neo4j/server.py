"""A real Neo4j Community server for the tests, from Maven's jars: needs `java` and `mvn`, no installation.

By hand: `python tests/neo4j/server.py` prints the address and password and stays until Ctrl-C.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

VERSION = "5.26.12"
PASSWORD = "kaocha-kg-tests"
_POM = Path(__file__).with_name("pom.xml")
_START_SECONDS = 120
_DOWNLOAD_SECONDS = 900


class NoServerError(Exception):
    """No server can be had this way; the message says why and what would cure it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its Bolt address and one account on it."""

    url: str
    user: str
    password: str


@contextmanager
def maven_server() -> Iterator[Server]:
    """Start a server with an empty database and stop it at the end.

    Raises NoServerError where java or mvn is missing, the jars cannot be fetched or the server does not come up.
    """
    for tool in ("java", "mvn"):
        if shutil.which(tool) is None:
            raise NoServerError(f"{tool} is not installed (Java 17 or later and Maven start the test server)")
    jars = _jars()
    with tempfile.TemporaryDirectory(prefix="kaocha-neo4j-") as folder:
        home, port = Path(folder), _free_port()
        _configure(home, port, jars)
        log = home / "server.out"
        with log.open("wb") as out:
            arguments = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
            command = _java(jars, "org.neo4j.server.CommunityEntryPoint", *arguments)
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(process, port, log)
            yield Server(f"bolt://127.0.0.1:{port}", "neo4j", PASSWORD)
        finally:
            _stop(process)


def _jars() -> Path:
    """The folder of the server's jars, fetched once into the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kaocha-kg"
    jars = cache / f"neo4j-{VERSION}"
    if jars.is_dir():
        return jars
    cache.mkdir(parents=True, exist_ok=True)
    # only a whole download gets the name, so half of one is never used
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        fetched = Path(folder) / "jars"
        command = ["mvn", "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies", f"-DoutputDirectory={fetched}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_DOWNLOAD_SECONDS)
        if done.returncode:
            lines = (done.stdout + done.stderr).strip().splitlines() or ["no message"]
            raise NoServerError(f"Maven could not fetch Neo4j {VERSION}: {lines[0]}")
        try:
            fetched.rename(jars)
        except OSError:
            # another run was first
            if not jars.is_dir():
                raise
    return jars


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _java(jars: Path, main: str, *arguments: str) -> list[str]:
    return ["java", "-Xms512m", "-Xmx1g", "-cp", f"{jars}/*", main, *arguments]


def _configure(home: Path, port: int, jars: Path) -> None:
    conf = home / "conf"
    conf.mkdir()
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": "256m",
    }
    (conf / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)}
    command = _java(jars, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", PASSWORD)
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise NoServerError(f"Neo4j's password could not be set: {(done.stdout + done.stderr).strip()[-300:]}")


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if _answers(port):
            return
        time.sleep(0.2)
    raise NoServerError(f"Neo4j did not come up: {log.read_text(errors='replace').strip()[-500:]}")


def _answers(port: int) -> bool:
    """Whether the port speaks Bolt: it agrees to a version that the handshake proposes."""
    try:
        with closing(socket.create_connection(("127.0.0.1", port), timeout=2)) as probe:
            probe.sendall(bytes.fromhex("6060b017" + "00000805" + "00000004" + "00000000" + "00000000"))
            return any(probe.recv(4))
    except OSError:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    # nothing of the database is kept, so it need not be put in order first
    process.kill()
    process.wait()


def main() -> None:
    """Run a server until Ctrl-C or SIGTERM."""
    # ends as by Ctrl-C, so that the server stops too
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), maven_server() as server:
        print(f"KG_STORE={server.url}\nNEO4J_USERNAME={server.user}\nNEO4J_PASSWORD={server.password}", flush=True)
        print("An empty graph; it goes when the server stops. Ctrl-C stops it.", file=sys.stderr)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    try:
        main()
    except NoServerError as error:
        sys.exit(str(error))
