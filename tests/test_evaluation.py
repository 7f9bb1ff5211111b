"""Extraction measured against hand annotations: each rule of counting, and the figures as a whole."""

import csv
import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.comparison import Outcome
from kg.errors import GoldError
from kg.evaluation import Evaluation, evaluate, facts_by_gold
from kg.evaluation_rows import evaluation_json
from kg.facts_file import write_facts
from kg.gold_file import GoldEntity, GoldFile, GoldRelation, GoldReport, GoldVisit, read_gold, source_path
from kg.records import Entity, Facts, Relation, Report, Visit

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
SCORER = SHARED / "tools" / "score.py"


def extracted(paths: Iterable[Path]) -> list[Facts]:
    from loaders.extract import extract
    from loaders.sources import read_source

    return [facts for path in paths for facts in extract(read_source(str(path)))]


@pytest.fixture(scope="module")
def golden() -> list[Facts]:
    """What extraction reads out of the golden reports."""
    return extracted(sorted(GOLDEN.glob("*.txt")))


# The figures as a whole: as the reference scorer has them, where it is at hand

needs_scorer = pytest.mark.skipif(not SCORER.exists(), reason=f"no reference scorer at {SCORER}; set KG_SHARED")


def reference(gold: list[Path], facts: Iterable[Facts], folder: Path) -> dict:
    system = folder / "facts.jsonl"
    with system.open("w", encoding="utf-8") as out:
        write_facts(facts, out)
    command = [sys.executable, str(SCORER), "--json", "--system", str(system), "--gold", *map(str, gold)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)


def flat(figures: dict, path: str = "") -> dict[str, float | None]:
    parts: dict[str, float | None] = {}
    for key, value in figures.items():
        if isinstance(value, dict):
            parts |= flat(value, f"{path}{key}.")
        elif isinstance(value, list):
            parts |= {f"{path}{key}.{index}": one for index, one in enumerate(value)}
        else:
            parts[path + key] = value
    return parts


def assert_as_reference(gold: list[Path], facts: list[Facts], folder: Path) -> None:
    ours = evaluation_json(evaluate(facts_by_gold([read_gold(str(path)) for path in gold], facts)))
    theirs = reference(gold, facts, folder)
    assert flat(ours) == pytest.approx(flat(theirs), abs=0.0005)


@needs_scorer
def test_the_figures_are_the_reference_scorers_on_the_shared_gold(tmp_path: Path) -> None:
    gold = sorted((SHARED / "gold").glob("*.json"))
    assert_as_reference(gold, extracted(sorted((SHARED / "seeds").glob("*.txt"))), tmp_path)


@needs_scorer
def test_the_figures_are_the_reference_scorers_on_the_golden_reports(golden: list[Facts], tmp_path: Path) -> None:
    assert_as_reference(sorted(GOLDEN.glob("*.json")), golden, tmp_path)


def spoiled(facts: Facts, chance: random.Random) -> Facts:
    """The facts as a worse extraction would give them: masks, lost names and kinds, another own side, moved ends."""
    entities = tuple(
        replace(
            entity,
            redacted=entity.redacted or chance.random() < 0.1,
            name=entity.name[: chance.choice((1, 2, 3, 99, 99, 99, 99))],
            aliases=entity.aliases if chance.random() < 0.6 else (),
            kind=entity.kind if chance.random() < 0.8 else None,
        )
        for entity in facts.entities
    )
    placed = [entity.id for entity in entities if entity.label in ("Place", "Organization")]
    relations = tuple(
        replace(one, head=chance.choice(placed)) if one.type in ("ADOPTED", "LOCATED_IN", "VISITED") else one
        for one in facts.relations
        if chance.random() < 0.8
    )
    report = replace(
        facts.report,
        start=facts.report.start + chance.choice((0, 0, 200, 900)),
        own_side=chance.choice((facts.report.own_side, facts.report.own_side, None, chance.choice(placed))),
    )
    return replace(facts, report=report, entities=entities, relations=relations)


@needs_scorer
@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_the_reference_scorers_on_a_worse_extraction(
    golden: list[Facts], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    worse = [spoiled(facts, chance) for facts in golden if chance.random() < 0.9]
    worse.append(replace(golden[0], report=replace(golden[0].report, start=90_000, end=91_000)))
    assert_as_reference(sorted(GOLDEN.glob("*.json")), worse, tmp_path)


# Each rule, on a report of two or three names


def gold_file(*entities: GoldEntity, relations: Iterable[GoldRelation] = (), **other: object) -> GoldFile:
    visit = other.pop("visit", None)
    report = GoldReport("a-1", 0, 100, "甲报告", visit, entities, tuple(relations))
    return replace(GoldFile("a.json", "a.txt", (report,)), **other)


def facts_of(*entities: Entity, relations: Iterable[Relation] = (), **report: object) -> Facts:
    return Facts(replace(Report("r", "文件/a.txt", 0, 100, "甲报告"), **report), entities, tuple(relations))


def judge(gold: GoldFile, *facts: Facts) -> Evaluation:
    return evaluate(facts_by_gold([gold], facts))


def counts(evaluation: Evaluation, group: str) -> tuple[int, int, int]:
    """Found, missed, spurious."""
    tally = evaluation.tally([group])
    return tally.found, tally.missed, tally.spurious


def stated(type_: str, head: str, tail: str, **properties: object) -> Relation:
    return Relation(type_, head, tail, properties, (0, 10), "甲县学乙镇。")


PLACE = GoldEntity("e1", "Place", "County", "甲县", ("我县",))
TOWN = GoldEntity("e2", "Place", "Township", "乙镇")
GRID = GoldEntity("e3", "Practice", "Mechanism", "网格化管理")
A = Entity("a", "Place", "County", "甲县")
B = Entity("b", "Place", "Township", "乙镇")
G = Entity("g", "Practice", "Mechanism", "网格化管理")


def test_precision_recall_and_f1_are_of_what_was_found() -> None:
    more = (Entity("c", "Place", "City", "丙市"), Entity("d", "Place", "City", "丁市"))
    tally = judge(gold_file(PLACE, TOWN), facts_of(A, *more)).tally(["Place"])
    assert (tally.gold, tally.system, tally.found) == (2, 3, 1)
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx((1 / 3, 0.5, 0.4))


def test_there_is_no_ratio_of_nothing() -> None:
    nothing = judge(gold_file(), facts_of()).tally(["Person"])
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    missed = judge(gold_file(PLACE), facts_of()).tally(["Place"])
    assert (missed.precision, missed.recall, missed.f1) == (None, 0.0, 0.0)


@pytest.mark.parametrize(
    ("annotated", "given"),
    [
        ("《甲县“三事”分流办法》", "甲县三事分流办法"),
        ("党建（联席）会", "党建(联席)会"),
        ("1＋6模式", "1+6 模式"),
        ("ＡＢＣ工程", "abc工程"),
    ],
)
def test_names_are_compared_without_quotes_brackets_blanks_width_and_case(annotated: str, given: str) -> None:
    evaluation = judge(gold_file(replace(GRID, name=annotated)), facts_of(replace(G, name=given)))
    assert counts(evaluation, "Practice") == (1, 0, 0)


def test_any_alias_of_either_is_a_name() -> None:
    assert counts(judge(gold_file(PLACE), facts_of(replace(A, name="甲", aliases=("我县",)))), "Place") == (1, 0, 0)


def test_the_label_must_be_the_same() -> None:
    evaluation = judge(gold_file(PLACE), facts_of(Entity("x", "Organization", None, "甲县")))
    assert (counts(evaluation, "Place"), counts(evaluation, "Organization")) == ((0, 1, 0), (0, 0, 1))


def test_one_annotated_thing_is_found_once() -> None:
    twice = facts_of(A, Entity("a2", "Place", "County", "我县"))
    assert counts(judge(gold_file(PLACE), twice), "Place") == (1, 0, 1)


@pytest.mark.parametrize(
    ("given", "found"), [("全面网格化管理", 1), ("网格化", 1), ("网格", 0), ("推行一整套网格化管理制度", 0)]
)
def test_a_practice_is_also_found_by_a_contained_name_of_at_least_half_the_length(given: str, found: int) -> None:
    assert counts(judge(gold_file(GRID), facts_of(replace(G, name=given))), "Practice")[0] == found


def test_a_place_is_not_found_by_a_contained_name() -> None:
    assert counts(judge(gold_file(PLACE), facts_of(replace(A, name="大甲县"))), "Place") == (0, 1, 1)


def test_exact_names_are_matched_before_contained_ones() -> None:
    longer = Entity("h", "Practice", None, "网格化管理制")
    evaluation = judge(gold_file(GRID), facts_of(longer, G))
    assert [one.names for one in evaluation.mistakes] == [("网格化管理制",)]


def test_redacted_names_are_never_missed_nor_spurious() -> None:
    mask = GoldEntity("e9", "Place", "City", "xx市", redacted=True)
    assert counts(judge(gold_file(mask), facts_of(replace(A, name="**县", redacted=True))), "Place") == (0, 0, 0)
    assert counts(judge(gold_file(mask), facts_of(replace(A, name="xx市", redacted=True))), "Place") == (1, 0, 0)


def test_what_is_optional_counts_neither_way() -> None:
    optional = replace(PLACE, optional=True)
    relations = [GoldRelation("ADOPTED", "e1", "e3"), GoldRelation("ADOPTED", "e2", "e3", optional=True)]
    gold = gold_file(optional, TOWN, GRID, relations=relations)
    for facts in (facts_of(B, G), facts_of(A, B, G, relations=[stated("ADOPTED", x, "g") for x in "ab"])):
        evaluation = judge(gold, facts)
        assert counts(evaluation, "Place") == (1, 0, 0)
        assert counts(evaluation, "ADOPTED") == (0, 0, 0)


def test_the_own_side_is_one_place_whatever_either_calls_it() -> None:
    gold = gold_file(TOWN, GRID, relations=[GoldRelation("ADOPTED", "VISITOR", "e3", "recommended")])
    group = Entity("own", "Organization", "Delegation", "考察组")
    adopts = stated("ADOPTED", "own", "g", status="recommended")
    evaluation = judge(gold, facts_of(B, G, group, relations=[adopts], own_side="own"))
    assert counts(evaluation, "Organization") == (0, 0, 0)
    assert counts(evaluation, "ADOPTED") == (1, 0, 0)
    assert evaluation.accuracy("status") == (1, 1)


def test_a_named_own_side_may_bear_any_of_its_names() -> None:
    gold = gold_file(
        PLACE, GRID, relations=[GoldRelation("ADOPTED", "e1", "e3")], visit=GoldVisit(("甲县", "甲县考察团"))
    )
    group = Entity("own", "Organization", "Delegation", "甲县考察团")
    facts = facts_of(A, G, group, relations=[stated("ADOPTED", "own", "g")], own_side="own")
    evaluation = judge(gold, facts)
    assert counts(evaluation, "ADOPTED") == (1, 0, 0)
    assert counts(evaluation, "Organization") == (0, 0, 0)
    assert evaluation.accuracy("visitor") == (1, 1)


def test_of_a_visit_the_party_is_judged_apart() -> None:
    gold = gold_file(PLACE, TOWN, relations=[GoldRelation("VISITED", "e1", "e2")], visit=GoldVisit(("甲县",)))
    wrong = Entity("w", "Organization", None, "丙局")
    evaluation = judge(gold, facts_of(A, B, wrong, relations=[stated("VISITED", "w", "b")], own_side="w"))
    assert counts(evaluation, "VISITED") == (1, 0, 0)
    assert evaluation.accuracy("visitor") == (0, 1)


def test_a_relation_with_an_end_that_nobody_annotated_is_spurious() -> None:
    gold = gold_file(TOWN, GRID, relations=[GoldRelation("ADOPTED", "e2", "e3")])
    evaluation = judge(gold, facts_of(A, B, G, relations=[stated("ADOPTED", "a", "g")]))
    assert evaluation.mistakes[1:] == (
        Outcome("spurious", "ADOPTED", "a-1", ("甲县", "网格化管理"), "甲县学乙镇。"),
        Outcome("missed", "ADOPTED", "a-1", ("乙镇", "网格化管理"), None),
    )


def test_a_relation_of_a_redacted_name_that_nobody_annotated_is_not() -> None:
    masked = replace(A, name="xx县", redacted=True)
    evaluation = judge(gold_file(GRID), facts_of(masked, G, relations=[stated("ADOPTED", "a", "g")]))
    assert counts(evaluation, "ADOPTED") == (0, 0, 0)


CITY, PROVINCE = GoldEntity("e4", "Place", "City", "丙市"), GoldEntity("e5", "Place", "Province", "丁省")
C, D = Entity("c", "Place", "City", "丙市"), Entity("d", "Place", "Province", "丁省")
CHAIN = [GoldRelation("LOCATED_IN", "e1", "e4"), GoldRelation("LOCATED_IN", "e4", "e5")]


@pytest.mark.parametrize(
    ("head", "tail", "outcome"),
    [
        ("a", "c", (1, 1, 0)),  # as annotated
        ("a", "d", (0, 2, 0)),  # the container's container
        ("b", "c", (0, 2, 0)),  # of a place whose container nobody annotated
        ("a", "x", (0, 2, 0)),  # in a place that nobody annotated
        ("a", "b", (0, 2, 1)),  # against what is annotated
    ],
)
def test_containment_beside_the_annotated_is_wrong_only_against_it(head: str, tail: str, outcome: tuple) -> None:
    gold = gold_file(PLACE, TOWN, CITY, PROVINCE, relations=CHAIN)
    world = Entity("x", "Place", "Country", "戊国")
    evaluation = judge(gold, facts_of(A, B, C, D, world, relations=[stated("LOCATED_IN", head, tail)]))
    assert counts(evaluation, "LOCATED_IN") == outcome


def test_kinds_and_status_are_judged_of_what_was_found() -> None:
    relations = [GoldRelation("ADOPTED", "e1", "e3", "in_place"), GoldRelation("ADOPTED", "e2", "e3", "planned")]
    given = [stated("ADOPTED", "a", "g", status="in_place"), stated("ADOPTED", "b", "g", status="recommended")]
    wrong_kind = replace(B, kind="Village")
    evaluation = judge(gold_file(PLACE, TOWN, GRID, relations=relations), facts_of(A, wrong_kind, G, relations=given))
    assert counts(evaluation, "ADOPTED") == (2, 0, 0)
    assert evaluation.accuracy("kind") == (2, 3)
    assert evaluation.accuracy("status") == (1, 2)


def test_of_a_visit_only_what_is_annotated_is_judged() -> None:
    gold = gold_file(visit=GoldVisit((), "2010-04-21", "04-28", "28"))
    evaluation = judge(gold, facts_of(visit=Visit("2010-04-21", "2010-04-28", 28)))
    slots = {slot: evaluation.accuracy(slot) for slot in ("visitor", "start_date", "end_date", "participants")}
    assert slots == {"visitor": (0, 0), "start_date": (1, 1), "end_date": (0, 1), "participants": (1, 1)}


@pytest.mark.parametrize(("end", "found"), [(200, 1), (201, 0)])
def test_reports_are_the_same_where_half_of_what_they_span_is_common(end: int, found: int) -> None:
    evaluation = judge(gold_file(PLACE), facts_of(A, end=end))
    assert counts(evaluation, "Report") == (found, 1 - found, 1 - found)
    assert counts(evaluation, "Place") == (found, 1 - found, 1 - found)


def test_a_report_too_many_is_passed_over_where_some_have_no_gold() -> None:
    facts = (facts_of(A), facts_of(B, id="r2", start=100, end=200))
    assert counts(judge(gold_file(PLACE), *facts), "Place") == (1, 0, 1)
    incomplete = judge(gold_file(PLACE, complete=False), *facts)
    assert (counts(incomplete, "Place"), counts(incomplete, "Report")) == ((1, 0, 0), (1, 0, 0))


def test_a_mistake_comes_with_its_sentence_where_that_is_known() -> None:
    gold = gold_file(TOWN, GRID, relations=[GoldRelation("ADOPTED", "e2", "e3", None, "乙镇推行网格化管理")])
    person = Entity("p", "Person", None, "李四", mentions=((3, 5),))
    evaluation = judge(gold, facts_of(A, person, relations=[stated("AFFILIATED_WITH", "p", "a")]))
    sentences = {one.names: one.sentence for one in evaluation.mistakes}
    assert sentences[("李四",)] == "甲县学乙镇。"
    assert sentences[("乙镇",)] == "乙镇推行网格化管理"
    assert sentences[("甲县",)] is None


# Gold files


def test_every_golden_file_is_read_and_its_source_is_beside_it() -> None:
    for path in sorted(GOLDEN.glob("*.json")):
        assert Path(source_path(read_gold(str(path)))).parent == GOLDEN


def wrong(report: dict | None = None, **top: object) -> dict:
    entities = [{"id": "e1", "type": "Place", "name": "甲县"}, {"id": "e2", "type": "Practice", "name": "三事制"}]
    good = {"id": "a-1", "start": 0, "end": 9, "entities": entities, "relations": []}
    return {"source": "a.txt", "reports": [{**good, **(report or {})}], **top}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "a.json: not an object"),
        (wrong(source=None), "a.json: source is missing"),
        (wrong(reports={}), "a.json: reports should be a list"),
        (wrong(reports=["x"]), "a.json, report 1: should be an object, not 'x'"),
        (wrong({"end": "9"}), "a.json, report a-1: end should be a whole number, not '9'"),
        (wrong({"end": 0}), "a.json, report a-1: start 0 and end 0 are no span of the source"),
        (wrong({"entities": [{"id": "e1", "type": "Town", "name": "甲"}]}), "entities 1 (e1): unknown type 'Town'"),
        (
            wrong({"entities": [{"id": "e1", "type": "Place", "kind": "Town", "name": "甲"}]}),
            "a-1: entities 1 (e1): unknown kind 'Town' of Place; known: Country",
        ),
        (wrong({"entities": [{"id": "e1", "type": "Place"}]}), "entities 1 (e1): name is missing"),
        (wrong({"entities": [{"id": "e1", "type": "Place", "name": "甲"}] * 2}), "several entities have the id e1"),
        (wrong({"relations": [{"type": "LIKES", "head": "e1", "tail": "e2"}]}), "unknown type 'LIKES'; known: VISITED"),
        (wrong({"relations": [{"type": "ADOPTED", "head": "e1", "tail": "e7"}]}), "there is no entity e7"),
        (
            wrong({"relations": [{"type": "ADOPTED", "head": "e2", "tail": "VISITOR"}]}),
            "ADOPTED may not run from e2 (Practice) to VISITOR (Organization/Place)",
        ),
        (
            wrong({"relations": [{"type": "ADOPTED", "head": "e1", "tail": "e2", "status": "done"}]}),
            "relations 1 (ADOPTED): unknown status 'done'; known: in_place",
        ),
        (wrong({"visit": {"visitor": "甲县"}}), "a-1: visitor should be a list"),
    ],
)
def test_a_wrong_gold_file_is_told_by_file_report_and_place(data: object, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(str(path))
    assert message in str(caught.value)


def test_a_gold_file_that_is_not_json_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"source": "a.txt",\n"reports": [}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json, line 2: not JSON"):
        read_gold(str(path))


# The command


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, ["evaluate", *map(str, words)], prog_name="kg")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A gold file with facts that find one of its two places and one more."""
    with (tmp_path / "facts.jsonl").open("w", encoding="utf-8") as out:
        write_facts([facts_of(A, Entity("x", "Place", "City", "丙市"))], out)
    entities = [{"id": "e1", "type": "Place", "name": "甲县"}, {"id": "e2", "type": "Place", "name": "乙镇"}]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(wrong({"end": 100, "entities": entities})), encoding="utf-8")
    return path


def test_it_reads_the_reports_anew_and_leaves_with_0(run, golden: list[Facts]) -> None:
    result = run(GOLDEN, "--format", "json")
    assert result.exit_code == 0, result.output
    gold = [read_gold(str(path)) for path in sorted(GOLDEN.glob("*.json"))]
    assert json.loads(result.stdout) == evaluation_json(evaluate(facts_by_gold(gold, golden)))


def test_the_table_has_labels_types_totals_kinds_status_slots_and_reports(run, small: Path) -> None:
    lines = run(small, "--facts", "facts.jsonl").stdout.splitlines()
    rows = {row[0]: row[1:] for row in map(str.split, lines[2:])}
    assert rows["Place"] == ["地方", "2", "2", "1", "0.500", "0.500", "0.500"]
    assert rows["entities"] == ["实体合计", "2", "2", "1", "0.500", "0.500", "0.500"]
    assert rows["Report"] == ["报告切分", "1", "1", "1", "1.000", "1.000", "1.000"]
    assert list(rows)[-6:] == ["kind", "status", "visitor", "start_date", "end_date", "participants"]


def test_errors_stand_below_the_table_and_alone_in_csv(run, small: Path) -> None:
    table = run(small, "--facts", "facts.jsonl", "--errors", 5).stdout
    assert [line.split()[1:] for line in table.splitlines()[-2:]] == [
        ["多出", "Place", "丙市"],
        ["漏掉", "Place", "乙镇"],
    ]
    rows = list(csv.DictReader(io.StringIO(run(small, "--facts", "facts.jsonl", "--errors", 1, "-f", "csv").stdout)))
    assert [(row["报告"], row["判定"], row["名称"]) for row in rows] == [("a-1", "多出", "丙市")]
    errors = json.loads(run(small, "--facts", "facts.jsonl", "--errors", 9, "-f", "json").stdout)["errors"]
    assert errors[1] == {"report": "a-1", "verdict": "missed", "type": "Place", "names": ["乙镇"], "sentence": None}


def test_facts_without_the_source_are_said_to_miss_all_of_it(run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    result = run(small, "--facts", "none.jsonl")
    assert result.exit_code == 0
    assert result.stderr == f"kg: none.jsonl: no report of a.txt (gold file {small}), so all of it is missed\n"


def test_sources_are_looked_for_beside_above_and_where_told(run, small: Path, tmp_path: Path) -> None:
    result = run(small)
    assert result.exit_code == 1
    assert f"its source a.txt is not in {tmp_path} or {tmp_path.parent}" in result.stderr
    assert "--sources" in result.stderr
    for place in ("elsewhere", "gold/inner"):
        (tmp_path / place).mkdir(parents=True)
    text = "甲县赴乙镇考察报告\n\n" + "甲县考察组一行五人到乙镇学习，看到乙镇推行网格化管理，收获很大，深受启发。\n" * 3
    (tmp_path / "elsewhere" / "a.txt").write_text(text, encoding="utf-8")
    assert run(small, "--sources", "elsewhere").exit_code == 0
    (tmp_path / "gold" / "a.txt").write_text(text, encoding="utf-8")
    small.rename(tmp_path / "gold" / "inner" / "gold.json")
    assert run("gold/inner").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("missing.json",), "missing.json: no such file or folder"),
        (("empty",), "empty: no .json file in this folder"),
        (("gold.json", "--facts", "missing.jsonl"), "missing.jsonl: cannot be read"),
    ],
)
def test_a_wrong_path_is_one_line(run, small: Path, tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run(*words)
    [line] = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert line.startswith(f"kg: {message}")
