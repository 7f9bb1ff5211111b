"""The documentation under test: nothing a user can type goes untold."""

import re
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from kg.cli.app import app
from queries.library import all_queries

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
COMMANDS = sorted(typer.main.get_command(app).commands)


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference(readme: str, command: str) -> None:
    assert re.search(rf"`kg {command}\b", (ROOT / readme).read_text(encoding="utf-8"))


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("query", all_queries())
def test_every_query_is_in_the_reference(readme: str, query: str) -> None:
    assert re.search(rf"`(kg query )?{query}\b", (ROOT / readme).read_text(encoding="utf-8"))


@pytest.mark.parametrize("readme", READMES)
def test_every_command_line_in_a_readme_exists(readme: str) -> None:
    """`kg something` in code is a command, `kg query something` a query of the library."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    assert set(re.findall(r"\bkg ([a-z]+)", code)) <= set(COMMANDS)
    assert set(re.findall(r"\bkg query ([a-z][a-z-]+)", code)) <= set(all_queries())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"], prog_name="kg")
    assert result.exit_code == 0
    assert f"Example: kg {command}" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_has_help(command: str) -> None:
    for parameter in typer.main.get_command(app).commands[command].params:
        assert getattr(parameter, "help", None), f"{command}: {parameter.name}"
