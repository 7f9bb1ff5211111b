"""The READMEs under test: what they show is what happens."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
TEST_COMMAND = "sh scripts/test.sh"


def _blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def _commands(readme: str) -> Iterator[tuple[str, list[str]]]:
    """Each command shown, with the output shown below it."""
    for block in _blocks(readme, "console"):
        # kg demo itself prints `$ kg query …`, so a block of its own
        first, *rest = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
        shown = [first + "".join(f"$ {more}" for more in rest)] if first.startswith("kg demo\n") else [first, *rest]
        for one in shown:
            command, *output = one.splitlines()
            yield command, output


def _pattern(shown: list[str]) -> str:
    """A regular expression for an output: `…` stands for anything in its line, alone for any lines."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*?") + "\\s*?\n" for line in shown]
    return "".join(lines)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run the commands in, with what they read."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "example.txt").write_bytes((ROOT / "docs" / "example.txt").read_bytes())
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "golden").symlink_to(ROOT / "tests" / "golden")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    return tmp_path


@pytest.mark.parametrize("readme", READMES)
def test_every_output_shown_is_what_the_command_prints(readme: str, clone: Path) -> None:
    """The commands of a README, run one after the other in one folder."""
    for command, shown in _commands(readme):
        program, *arguments = shlex.split(command)
        assert program == "kg"
        result = CliRunner().invoke(app, arguments, prog_name="kg")
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert re.fullmatch(_pattern(shown), result.output), (
            f"{readme} shows another output of {command}:\n{result.output}"
        )


@pytest.mark.parametrize("readme", READMES)
def test_the_tiny_report_shown_is_the_one_that_is_read(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    quoted = "".join(re.findall(r"^> ?(.*)$", text, re.MULTILINE))
    written = (ROOT / "docs" / "example.txt").read_text(encoding="utf-8")
    assert re.sub(r"\s", "", quoted) == re.sub(r"\s", "", written)


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_of_the_opening_are_one_line_each(readme: str) -> None:
    assert [block.strip() for block in _blocks(readme, "sh")[:2]] == ["sh scripts/demo.sh", TEST_COMMAND]


def test_ci_ends_with_the_test_command_of_the_readme() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().splitlines()[-1] == TEST_COMMAND


@pytest.mark.parametrize("readme", READMES)
def test_every_file_a_readme_links_to_exists(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


def test_both_languages_show_the_same_commands() -> None:
    assert list(_commands(READMES[0])) == list(_commands(READMES[1]))
