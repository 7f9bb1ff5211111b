"""The annotators' guides under test: their example is a gold file that works, and they know the ontology."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.gold_file import read_gold
from kg.ontology import ADOPTION_STATUS, ENTITY_LABELS, FACT_RELATIONS, LABELS

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = ("annotating.md", "annotating.zh-CN.md")


def blocks(guide: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / guide).read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(params=GUIDES)
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The guide's example as files, `example.txt` and the gold file given."""
    [text], [gold] = blocks(request.param, "text"), blocks(request.param, "json")
    (tmp_path / "example.txt").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "example.json").write_text(gold, encoding="utf-8")
    return tmp_path / "example.json"


def test_the_example_covers_its_text_and_quotes_it_exactly(example: Path) -> None:
    text = example.with_suffix(".txt").read_text(encoding="utf-8")
    [report] = read_gold(str(example)).reports
    assert (report.start, report.end) == (0, len(text))
    assert all(relation.evidence and relation.evidence in text for relation in report.relations)
    assert all(any(name in text for name in (one.name, *one.aliases)) for one in report.entities)


def test_the_example_is_measured_as_the_guide_says(example: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(example), "--errors", "20"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert ["Report", "报告切分", "1", "1", "1"] in [line.split()[:5] for line in result.stdout.splitlines()]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_names_all_that_a_gold_file_may_hold(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    kinds = [kind for label in ENTITY_LABELS for kind in LABELS[label].kinds]
    assert [
        word for word in (*ENTITY_LABELS, *kinds, *FACT_RELATIONS, *ADOPTION_STATUS) if f"`{word}`" not in text
    ] == []


def test_both_guides_have_the_same_example() -> None:
    one, other = ([*blocks(guide, "text"), *blocks(guide, "json")] for guide in GUIDES)
    assert one == other
