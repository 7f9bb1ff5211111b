"""How well extraction does on annotated reports: no change may take it below these floors."""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from kg.evaluation import Evaluation, evaluate
from kg.gold_file import gold_paths, read_gold, source_path
from kg.ontology import ENTITY_LABELS, FACT_RELATIONS
from loaders.extract import extract
from loaders.sources import read_source

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
SHARED = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
"""Annotated reports that are no part of the project, where there are any: `gold/` with its texts in `seeds/`."""

# F1 of entities and of relations, over all reports of a set together.
FLOORS = {"golden": (0.91, 0.80), "shared": (0.86, 0.79)}


@cache
def judged(name: str) -> Evaluation:
    if name == "golden":
        return _evaluation([str(GOLDEN)], None)
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"no annotated reports in {SHARED}; KG_SHARED names another folder")
    return _evaluation([str(SHARED / "gold")], str(SHARED / "seeds"))


def _evaluation(paths: Iterable[str], folder: str | None) -> Evaluation:
    files = [read_gold(path) for path in gold_paths(list(paths))]
    return evaluate((file, list(extract(read_source(source_path(file, folder))))) for file in files)


@pytest.mark.parametrize("name", FLOORS)
def test_entities_stay_above_their_floor(name: str) -> None:
    tally = judged(name).tally(ENTITY_LABELS)
    assert (tally.f1 or 0) >= FLOORS[name][0], tally


@pytest.mark.parametrize("name", FLOORS)
def test_relations_stay_above_their_floor(name: str) -> None:
    tally = judged(name).tally(FACT_RELATIONS)
    assert (tally.f1 or 0) >= FLOORS[name][1], tally


def test_every_golden_report_is_found_where_it_is() -> None:
    tally = judged("golden").tally(["Report"])
    assert (tally.missed, tally.spurious) == (0, 0)


def test_all_golden_reports_are_judged() -> None:
    """Every text of the folder has its annotations, and every annotation its text."""
    texts = {path.stem for path in GOLDEN.glob("*.txt")}
    assert {path.stem for path in GOLDEN.glob("*.json")} == texts
    assert {read_gold(path).source for path in gold_paths([str(GOLDEN)])} == {f"{stem}.txt" for stem in texts}
