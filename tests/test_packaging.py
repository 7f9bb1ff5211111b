"""What a user installs: the wheel holds all that the program reads, and works on its own."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

import pytest

from kg import __version__

ROOT = Path(__file__).parent.parent
PACKAGES = ("kg", "loaders", "queries", "visualizations", "samples")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_IMPORTED = {"jieba", "lxml_html_clean"}
"""Declared for the dictionary that its package holds, and for what trafilatura imports."""
IMPORTED_AS = {"python_docx": "docx"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this folder."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def inside(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _run(*command: object, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=env, capture_output=True, timeout=600)
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, f"{command}\n{output}"
    return output


def _files(package: str) -> Iterator[str]:
    for path in (ROOT / package).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_holds_every_file_of_the_packages(package: str, inside: set[str]) -> None:
    """Word lists, queries, page templates and samples among them."""
    assert set(_files(package)) - inside == set()


def test_the_wheel_holds_each_kind_of_data(inside: set[str]) -> None:
    kinds = {(name.split("/")[0], PurePosixPath(name).suffix) for name in inside}
    assert {
        ("loaders", ".txt"),
        ("loaders", ".tsv"),
        ("loaders", ".gz"),
        ("queries", ".cypher"),
        ("visualizations", ".html"),
        ("visualizations", ".js"),
        ("visualizations", ".css"),
        ("samples", ".txt"),
        ("samples", ".md"),
    } <= kinds
    assert {f"{package}/py.typed" for package in PACKAGES if package != "samples"} <= inside


def test_the_wheel_holds_licence_and_notice_and_nothing_else(inside: set[str]) -> None:
    """No tests, scripts or benchmarks, which would lie about among other packages."""
    info = f"kaocha_kg-{__version__}.dist-info"
    assert {name.split("/")[0] for name in inside} == {*PACKAGES, info}
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} <= inside
    assert not [name for name in inside if "__pycache__" in name or name.endswith((".kgl", ".lock"))]


def test_the_package_says_the_version_of_the_project(wheel: Path) -> None:
    assert PROJECT["version"] == __version__
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"kaocha_kg-{__version__}.dist-info/METADATA").decode("utf-8")
    metadata = HeaderParser().parsestr(text)
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def _imported(package: str) -> Iterator[str]:
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield str(node.module).split(".")[0]


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    imported = {name for package in PACKAGES for name in _imported(package)}
    others = imported - set(PACKAGES) - sys.stdlib_module_names
    declared = {re.split(r"[^\w-]", line)[0].replace("-", "_").lower() for line in PROJECT["dependencies"]}
    assert {name.lower() for name in others} == {IMPORTED_AS.get(name, name) for name in declared - NOT_IMPORTED}


def test_every_dependency_has_an_upper_bound() -> None:
    """A new major version of a library does not break an old version of this one."""
    assert [line for line in PROJECT["dependencies"] if not re.search(r"<\d|==\d", line)] == []


@pytest.mark.slow
def test_the_wheel_alone_runs_the_demo_in_an_empty_folder_and_the_c_locale(wheel: Path, tmp_path: Path) -> None:
    """A new virtual environment, no checkout near, standard output that knows only ASCII."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    _run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    empty = tmp_path / "empty"
    empty.mkdir()
    bare = {"PATH": os.defpath, "HOME": str(empty), "LC_ALL": "C", "PYTHONUTF8": "0"}
    output = _run(programs / "kg", "demo", cwd=empty, env=bare)
    assert "$ kg query diffusion --practice 网格化管理" in output
    assert [path.name for path in empty.iterdir()] == ["kaocha-demo.html"]
    assert "网格化管理" in (empty / "kaocha-demo.html").read_text(encoding="utf-8")
