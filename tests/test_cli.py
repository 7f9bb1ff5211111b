"""The command line: what each command prints, how it leaves, and what it never does."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_graph import ALL
from typer.testing import CliRunner, Result

from kg import __version__
from kg.cli.app import app
from kg.facts_file import write_facts
from kg.ontology import LABELS
from kg.stores import open_store
from kg.stores.base import Result as GraphResult
from kg.tables import render
from queries.library import all_queries

ROOT = Path(__file__).parent.parent
REPORT = (
    "青溪县赴宁波市考察报告\n\n2018年5月14日至18日，青溪县考察组一行9人赴宁波市学习考察。\n"
    "考察组先后听取情况介绍、走访社区和居民家庭，并同当地同志座谈交流，看到了许多新变化，收获很大。现将有关情况报告如下。\n"
    "一、主要做法\n宁波市全面推行网格化管理，把城区划成若干网格，每个网格配齐专职人员，群众的事有人问、有人管，成效明显。\n"
    "二、几点建议\n建议我县全面推行网格化管理，先在县城各社区试点，再向乡镇铺开，年内完成网格划分和人员培训。\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs `kg` in a folder of its own, with KG_STORE unset, and gives the result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    return lambda *words: CliRunner().invoke(app, list(words), prog_name="kg")


@pytest.fixture
def loaded(run, tmp_path: Path):
    """The same, with the small graph loaded into ./graph.kgl."""
    with (tmp_path / "facts.jsonl").open("w", encoding="utf-8") as out:
        write_facts(ALL, out)
    assert run("load", "facts.jsonl").exit_code == 0
    return run


def one_line_error(result: Result) -> str:
    """The error of a failed command, which is one line on standard error and no more."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith("kg: ")
    return line


def table_rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()[2:]]


def test_version(run) -> None:
    assert run("--version").stdout == f"kg {__version__}\n"


def test_load_tells_what_it_brought(run, tmp_path: Path) -> None:
    with (tmp_path / "facts.jsonl").open("w", encoding="utf-8") as out:
        write_facts(ALL, out)
    result = run("load", "facts.jsonl", "--store", "small.kgl")
    first, entities, relations = result.stdout.splitlines()
    assert first.startswith("3 reports → small.kgl in ")
    assert entities == "entities: Place 地方 7, Organization 组织 1, Practice 做法 4, Person 人物 1"
    assert relations.startswith("relations: VISITED 考察了 3, ADOPTED 采用 6, INSPIRED 启发了 1, LOCATED_IN 位于 3")
    assert (tmp_path / "small.kgl").exists()


def test_load_keeps_the_good_files_and_names_each_bad_one(loaded, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "broken.jsonl").write_text('{"report": \n')
    result = loaded("load", "missing.txt", "empty.txt", "broken.jsonl", "facts.jsonl", "--store", "other.kgl")
    assert result.exit_code == 1
    assert result.stdout.startswith("3 reports → other.kgl")
    lines = result.stderr.splitlines()
    assert [
        name for line in lines for name in ("missing.txt", "empty.txt", "broken.jsonl, line 1") if name in line
    ] == [
        "missing.txt",
        "empty.txt",
        "broken.jsonl, line 1",
    ]
    assert len(lines) == 3


def test_a_file_with_no_report_in_it_is_said_to_have_none(run, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("网站首页", encoding="utf-8")
    result = run("extract", "short.txt")
    assert result.stderr == "kg: short.txt: there is no report in this file\n"


def test_the_store_comes_from_the_option_else_the_environment_else_here(
    loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "青溪县" in loaded("query", "visits").stdout
    monkeypatch.setenv("KG_STORE", str(tmp_path / "elsewhere.kgl"))
    assert "there is no graph at" in one_line_error(loaded("query", "visits"))
    assert "青溪县" in loaded("query", "visits", "--store", "graph.kgl").stdout


def test_extract_writes_facts_that_load_takes(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    printed = run("extract", "a.txt")
    assert json.loads(printed.stdout)["report"]["title"] == "青溪县赴宁波市考察报告"
    assert run("extract", "a.txt", "-o", "facts.jsonl").stdout == ""
    assert (tmp_path / "facts.jsonl").read_text(encoding="utf-8") == printed.stdout
    assert run("load", "facts.jsonl").exit_code == 0
    assert "网格化管理" in run("query", "adopters", "网格化管理").stdout


def test_loading_a_report_and_loading_its_facts_give_the_same_graph(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    run("load", "a.txt", "--store", "direct.kgl")
    run("extract", "a.txt", "-o", "facts.jsonl")
    run("load", "facts.jsonl", "--store", "facts.kgl")
    everything = ["cypher", "MATCH (n)-[r]->(m) RETURN n, r, m ORDER BY r.id", "--format", "json", "--store"]
    assert run(*everything, "direct.kgl").stdout == run(*everything, "facts.kgl").stdout


def test_extract_as_a_table_shows_a_relation_a_row(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    rows = table_rows(run("extract", "a.txt", "--format", "table").stdout)
    assert ["宁波市", "采用", "网格化管理"] in [row[:3] for row in rows]


def test_stats_counts_in_the_ontologys_order(loaded) -> None:
    rows = table_rows(loaded("stats").stdout)
    assert rows[:2] == [["Report", "报告", "3"], ["Place", "地方", "6"]]
    assert ["ADOPTED", "采用", "6"] in rows


def test_a_card_tells_each_relationship_with_its_sentence_source_and_span(loaded) -> None:
    text = loaded("show", "青溪").stdout
    assert text.startswith("青溪县  Place:County 地方·县区\n  id qingxi\n  又名 我县\n")
    assert (
        "青溪县 —采用→ 网格议事制度（状态 建议实行）\n"
        "  “建议我县推行网格议事。”\n"
        "  reports/qingxi.txt:200-211 《青溪县赴云湖市考察报告》\n" in text
    )
    assert "白沙镇 —考察了→ 青溪县（开始日期 2019-03）" in text


def test_a_card_names_the_containers_from_near_to_far(loaded) -> None:
    text = loaded("show", "桥东").stdout
    assert "  位于 城南区 < 云湖市\n" in text
    assert "桥东社区 —位于→ 城南区\n  据行政区划\n" in text


def test_a_card_as_json_and_csv(loaded) -> None:
    card = json.loads(loaded("show", "qiaodong", "--format", "json").stdout)
    assert (card["id"], card["labels"], card["containers"]) == (
        "qiaodong",
        ["Place", "Community"],
        ["城南区", "云湖市"],
    )
    rows = list(csv.DictReader(io.StringIO(loaded("show", "qiaodong", "--format", "csv").stdout)))
    assert {"起点": "陈立", "关系": "任职于", "终点": "桥东社区", "属性": "职务 书记"}.items() <= rows[-1].items()


def test_several_things_of_one_name_are_listed_with_their_ids(loaded) -> None:
    result = loaded("show", "云")
    assert table_rows(result.stdout) == [
        ["yunhu", "云湖市", "Place:City", "地方·市"],
        ["school", "云湖市实验小学", "Organization:School", "组织·学校"],
    ]
    assert "show one by its id" in result.stderr


def test_a_report_has_a_card_too(loaded) -> None:
    assert loaded("show", "reports/baisha.txt").stdout.startswith("白沙镇赴青溪县学习报告  Report 报告\n")


def test_an_unknown_name_brings_the_nearest(loaded) -> None:
    assert "did you mean 云湖市, 云湖市实验小学?" in one_line_error(loaded("show", "云糊市"))
    assert "did you mean 云湖市, 云湖市实验小学?" in one_line_error(loaded("query", "seen-at", "云糊市"))


def test_query_without_a_name_lists_the_library(run) -> None:
    assert [row[0] for row in table_rows(run("query").stdout)] == list(all_queries())


def test_query_shows_its_cypher_without_a_store(run) -> None:
    assert run("query", "visits", "--cypher").stdout == all_queries()["visits"].text


@pytest.mark.parametrize(
    "words",
    [("--place", "白沙镇"), ("白沙镇",), ("--place=白沙镇", "--status", "planned"), ("白沙镇", "planned")],
)
def test_query_takes_its_parameters_by_name_or_in_order(loaded, words: tuple[str, ...]) -> None:
    status = () if "planned" in words else ("--status", "planned")
    rows = json.loads(loaded("query", "seen-at", *words, *status, "--format", "json").stdout)
    assert [(row["做法"], row["状态"]) for row in rows] == [("网格议事制度", "计划实行")]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("visit",), "did you mean visits?"),
        (("seen-at",), "--place is missing; seen-at takes --place, the name of a place"),
        (("seen-at", "--status", "no", "--place", "x"), "not one of its choices"),
        (("most-visited", "--limit", "many"), "not a whole number; most-visited takes --limit"),
        (("visits", "-p", "x"), "there is no option -p"),
        (("--place", "x", "seen-at"), "the query's name comes first"),
        (("visits", "--plac", "x"), "did you mean --place?"),
    ],
)
def test_wrong_query_words_are_answered_with_what_is_right(loaded, words: tuple[str, ...], message: str) -> None:
    assert message in one_line_error(loaded("query", *words))


def test_no_rows_is_said_aside(loaded) -> None:
    result = loaded("query", "diffusion", "爱心银行")
    assert (result.exit_code, result.stderr) == (0, "no rows\n")


def test_csv_in_a_pipe_is_plain_utf8_and_in_a_file_marked_for_excel(loaded, tmp_path: Path) -> None:
    printed = loaded("query", "posts", "--format", "csv").stdout
    assert printed.splitlines()[0] == "人物,职务,单位或地方,原句,报告"
    loaded("query", "posts", "--format", "csv", "-o", "posts.csv")
    data = (tmp_path / "posts.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data[3:].decode() == printed


def test_no_table_cell_is_cut_where_no_terminal_is(loaded) -> None:
    long = "长" * 300
    assert f"{long}\n" in loaded("cypher", "RETURN $text AS text", "-p", f"text={long}").stdout


def test_a_table_on_a_terminal_keeps_to_its_width_and_loses_nothing() -> None:
    sentence = "网格员每天走访居民，把问题报到社区，" * 8
    text = render(GraphResult(("名称", "原句", "n"), (("云湖市", sentence, 5),)), "table", 60)
    lines = text.splitlines()
    assert max(sum(2 if ord(one) > 0x2E80 else 1 for one in line) for line in lines) <= 60
    assert "".join(line[6:].split("   ")[-2 if i == 0 else -1].strip() for i, line in enumerate(lines[2:])) == sentence


def test_cypher_reads_and_only_writes_when_told(loaded) -> None:
    create = "MERGE (n:Person {id: 'new'}) SET n.name = '新人'"
    assert "writes" in one_line_error(loaded("cypher", create))
    assert loaded("cypher", create, "--write").exit_code == 0
    assert loaded("cypher", "MATCH (n {id: 'new'}) RETURN n.name AS name", "-f", "csv").stdout == "name\n新人\n"


def test_cypher_parameters_are_values_never_text_of_the_statement(loaded) -> None:
    result = loaded(
        "cypher", "MATCH (n) WHERE n.name = $name RETURN count(n) AS n", "-p", "name=' OR true //", "-f", "csv"
    )
    assert result.stdout == "n\n0\n"


def test_a_cypher_mistake_is_one_line(loaded) -> None:
    one_line_error(loaded("cypher", "MATCH (n RETURN n"))
    one_line_error(loaded("cypher", "RETURN $missing"))


def test_nodes_relationships_and_paths_are_objects_in_json(loaded) -> None:
    statement = "MATCH p = (a {id: 'baisha'})-[r:VISITED]->(b) RETURN a, r, p"
    [row] = json.loads(loaded("cypher", statement, "--format", "json").stdout)
    assert row["a"]["labels"] == ["Place", "Township"]
    assert (row["r"]["start"], row["r"]["end"], row["r"]["type"]) == ("baisha", "qingxi", "VISITED")
    assert [node["id"] for node in row["p"]["nodes"]] == ["baisha", "qingxi"]


def test_control_characters_and_formulas_of_reports_do_no_harm(run, tmp_path: Path) -> None:
    with open_store("graph.kgl", "write") as store:
        store.write("MERGE (n:Person {id: 'x'}) SET n.name = $name", {"name": "\x1b[2J\u202e=1+1\r\n[bold]李"})
        store.write("MERGE (n:Person {id: 'y'}) SET n.name = '=cmd()'")
    ask = ("cypher", "MATCH (n:Person) RETURN n.name AS name ORDER BY n.id")
    table = run(*ask).stdout
    assert "[2J =1+1 [bold]李" in table
    assert not set(table) & set("\x1b\u202e\r")
    assert run(*ask, "-f", "csv").stdout.splitlines()[2] == "'=cmd()"


def test_forget_takes_a_report_out(loaded) -> None:
    assert loaded("forget", "白沙镇赴青溪县学习报告").stdout == "forgotten: 白沙镇赴青溪县学习报告 (r2)\n"
    assert "白沙镇" not in loaded("query", "visits").stdout
    assert "no report has the title" in one_line_error(loaded("forget", "白沙镇赴青溪县学习报告"))


def test_view_writes_one_page(loaded, tmp_path: Path) -> None:
    assert loaded("view", "-o", "all.html").exit_code == 0
    assert loaded("view", "-o", "near.html", "--around", "白沙", "--depth", "1").exit_code == 0
    whole, near = ((tmp_path / name).read_text(encoding="utf-8") for name in ("all.html", "near.html"))
    assert "云湖市实验小学" in whole
    assert "白沙镇" in near
    assert "云湖市实验小学" not in near


def test_view_around_nothing_known_brings_the_nearest(loaded) -> None:
    assert "did you mean 白沙镇, " in one_line_error(loaded("view", "--around", "白沙镇乡"))


def test_demo_asks_and_draws(run, tmp_path: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("$ kg query ") == 3
    assert "no rows" not in result.stderr
    assert str(tmp_path / "kaocha-demo.html") in result.stderr
    assert (tmp_path / "kaocha-demo.html").stat().st_size > 100_000


def test_a_file_that_cannot_be_written_is_one_line(loaded) -> None:
    assert "no/such/folder.csv cannot be written" in one_line_error(
        loaded("query", "visits", "-o", "no/such/folder.csv")
    )


@pytest.mark.parametrize("words", [("nonsense",), ("load",), ("stats", "--format", "xml"), ("view", "--depth", "many")])
def test_usage_errors_leave_with_2(run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph of the bundled reports."""
    url = str(tmp_path_factory.mktemp("samples") / "graph.kgl")
    result = CliRunner().invoke(app, ["load", str(ROOT / "samples"), "--store", url])
    assert result.exit_code == 0, result.stderr
    return url


@pytest.mark.parametrize("name", [name for name in all_queries() if name != "republished"])
def test_every_querys_example_gives_rows_on_the_samples(run, samples: str, name: str) -> None:
    """Save for republished reports, of which the samples have none."""
    words = all_queries()[name].example.split()[1:]
    result = run(*words, "--store", samples, "--format", "csv")
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) > 1


# What needs a process of its own


def kg(*words: str, **options) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "kg.cli.app", *words], stdout=-1, stderr=-1, env=environment, **options
    )


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_reader_that_goes_away_is_no_error(loaded, tmp_path: Path) -> None:
    started = kg("query", cwd=tmp_path)
    started.stdout.close()
    assert started.stderr.read() == b""
    assert started.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg.cli.app", "query"], stdout=full, stderr=-1, env={"PYTHONPATH": str(ROOT)}
        )
    assert (done.returncode, done.stderr) == (1, b"kg: No space left on device\n")


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    started = kg("extract", "-", cwd=tmp_path, stdin=subprocess.PIPE)
    time.sleep(1.5)
    started.send_signal(signal.SIGINT)
    _, errors = started.communicate()
    assert (started.returncode, errors) == (130, b"")


def test_a_server_is_used_like_a_file_and_says_nothing_aside(neo4j_url: str, loaded, tmp_path: Path) -> None:
    assert loaded("load", "facts.jsonl", "--store", neo4j_url).exit_code == 0
    for words in (("stats",), ("show", "青溪"), ("query", "seen-at", "云湖"), ("query", "redacted"), ("forget", "r3")):
        file_answer = loaded(*words)
        started = kg(*words, "--store", neo4j_url, cwd=tmp_path)
        out, errors = started.communicate()
        assert (out.decode(), errors.decode()) == (file_answer.stdout, "")


def test_pipes_are_utf8_whatever_the_locale(loaded, tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    out, errors = kg("query", "visits", cwd=tmp_path, env=plain).communicate()
    assert errors == b""
    assert "青溪县" in out.decode()


def test_a_file_name_in_an_old_encoding_is_read_as_such(run, tmp_path: Path) -> None:
    try:
        path = os.fsencode(tmp_path) + b"/" + "考察".encode("gbk") + b".txt"
        Path(os.fsdecode(path)).write_text(REPORT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has only UTF-8 names")
    [line] = run("extract", str(tmp_path)).stdout.splitlines()
    assert json.loads(line)["report"]["source"].endswith("考察.txt")


def test_help_is_there_at_once_and_imports_nothing_heavy() -> None:
    ours = ["loaders", "visualizations", "queries", "kg.stores.embedded", "kg.stores.neo4j"]
    heavy = ["kglite", "neo4j", "pyvis", "jieba", "rjieba", "networkx", "opencc", "igraph", *ours]
    code = f"""
import contextlib, io, sys
from kg.cli.app import app
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    app(['--help'])
print([name for name in {heavy} if name in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"


def test_every_label_has_its_row_in_stats_when_there(loaded) -> None:
    shown = {row[0] for row in table_rows(loaded("stats").stdout)}
    assert set(LABELS) <= shown
