"""The library of queries: its headers, its parameters, and the rows that each gives on every store."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_graph import ALL

from kg.errors import QueryError
from kg.names import find_named, named_exactly, nearest_names, resolve_name, the_report
from kg.ontology import ADOPTION_STATUS
from kg.stores import open_store
from kg.stores.base import Store
from queries.header import parse_query
from queries.library import all_queries, find_query, run_query
from queries.parameters import arguments_from_words, parameters_from_pairs, typed_arguments

NAMES = list(all_queries())

R1, R2 = "青溪县赴云湖市考察报告", "白沙镇赴青溪县学习报告"

# query, arguments, the expected columns of interest, the expected rows
EXPECTED = [
    (
        "visits",
        {},
        "考察方 考察地 开始日期 结束日期 人数 原句 报告",
        [
            ("青溪县", "云湖市", "2018-05-14", "2018-05-18", 9, "青溪县考察组赴云湖市学习。", R1),
            ("青溪县", "桥东社区", "2018-05-15", None, None, "我们走进桥东社区。", R1),
            ("白沙镇", "青溪县", "2019-03", None, None, "白沙镇一行到青溪县参观。", R2),
        ],
    ),
    ("visits", {"visitor": "白沙"}, "考察方 考察地", [("白沙镇", "青溪县")]),
    ("visits", {"place": "云湖"}, "考察地", [("云湖市",), ("桥东社区",)]),
    ("visits", {"visitor": "我县", "place": "桥东"}, "考察地", [("桥东社区",)]),
    (
        "seen-at",
        {"place": "云湖"},
        "地方或组织 做法 类别 状态 原句 报告",
        [
            ("云湖市实验小学", "爱心银行", "工程活动", "已实行", "实验小学办起爱心银行。", R1),
            ("桥东社区", "网格议事制度", "机制制度", "已实行", "桥东社区推行网格议事。", R1),
        ],
    ),
    ("seen-at", {"place": "青溪县"}, "做法 状态 报告", [("网格议事制度", "已实行", R2)]),
    (
        "seen-at",
        {"place": "青溪县", "status": "any"},
        "做法 状态 报告",
        [("网格议事制度", "已实行", R2), ("网格议事制度", "建议实行", R1)],
    ),
    (
        "adopters",
        {"practice": "网格议事"},
        "做法 采用方 类别 状态 原句 报告",
        [
            ("网格议事制度", "桥东社区", "社区", "已实行", "桥东社区推行网格议事。", R1),
            ("网格议事制度", "白沙镇", "乡镇街道", "计划实行", "我镇计划推行网格议事制度。", R2),
            ("网格议事制度", "青溪县", "县区", "已实行", "青溪县已实行网格议事制度。", R2),
            ("网格议事制度", "青溪县", "县区", "建议实行", "建议我县推行网格议事。", R1),
        ],
    ),
    ("adopters", {"practice": "爱心", "status": "recommended"}, "采用方", [("白沙镇",)]),
    (
        "shared-practices",
        {},
        "做法 类别 采用方数 采用方",
        [
            ("网格议事制度", "机制制度", 3, ["桥东社区", "白沙镇", "青溪县"]),
            ("爱心银行", "工程活动", 2, ["云湖市实验小学", "白沙镇"]),
        ],
    ),
    ("shared-practices", {"minimum": 3}, "做法", [("网格议事制度",)]),
    (
        "inspirations",
        {"learner": "青溪"},
        "学习方 启发来源 类别 原句 报告",
        [("青溪县", "云湖市", "市", "云湖市的做法给我县以启示。", R1)],
    ),
    (
        "inside",
        {"place": "云湖"},
        "地方 层级 名称 类别 所在",
        [
            ("云湖市", 1, "云湖市实验小学", "学校", ["云湖市"]),
            ("云湖市", 1, "城南区", "县区", ["云湖市"]),
            ("云湖市", 2, "桥东社区", "社区", ["城南区"]),
        ],
    ),
    (
        "most-visited",
        {"limit": 2},
        "考察地 类别 报告数 考察方",
        [("云湖市", "市", 1, ["青溪县"]), ("桥东社区", "社区", 1, ["青溪县"])],
    ),
    (
        "evidence",
        {"one": "网格议事", "other": "青溪"},
        "起点 关系 终点 状态 原句 报告 文件 位置",
        [
            (
                "青溪县",
                "采用",
                "网格议事制度",
                "建议实行",
                "建议我县推行网格议事。",
                R1,
                "reports/qingxi.txt",
                [200, 211],
            ),
            (
                "青溪县",
                "采用",
                "网格议事制度",
                "已实行",
                "青溪县已实行网格议事制度。",
                R2,
                "reports/baisha.txt",
                [30, 43],
            ),
        ],
    ),
    ("evidence", {"one": "桥东", "other": "城南区"}, "起点 关系 终点 原句", [("桥东社区", "位于", "城南区", None)]),
    (
        "diffusion",
        {"practice": "网格议事"},
        "做法 扩散链 考察日期 原句",
        [
            (
                "网格议事制度",
                "云湖市 → 青溪县 → 白沙镇",
                ["2018-05-14", "2019-03"],
                ["青溪县考察组赴云湖市学习。", "白沙镇一行到青溪县参观。"],
            ),
            (
                "网格议事制度",
                "桥东社区 → 青溪县 → 白沙镇",
                ["2018-05-15", "2019-03"],
                ["我们走进桥东社区。", "白沙镇一行到青溪县参观。"],
            ),
            ("网格议事制度", "云湖市 → 青溪县", ["2018-05-14"], ["青溪县考察组赴云湖市学习。"]),
            ("网格议事制度", "桥东社区 → 青溪县", ["2018-05-15"], ["我们走进桥东社区。"]),
        ],
    ),
    ("diffusion", {"practice": "爱心银行"}, "扩散链", []),
    ("posts", {}, "人物 职务 单位或地方 原句 报告", [("陈立", "书记", "桥东社区", "桥东社区书记陈立介绍了情况。", R1)]),
    (
        "recommended",
        {},
        "己方 做法 类别 学自 原句 报告",
        [
            ("白沙镇", "爱心银行", "工程活动", [], "建议我镇试办爱心银行。", R2),
            ("青溪县", "网格议事制度", "机制制度", ["桥东社区"], "建议我县推行网格议事。", R1),
        ],
    ),
    ("recommended", {"party": "青溪县"}, "做法", [("网格议事制度",)]),
    ("proposers", {}, "做法 提出者 原句 报告", [("网格议事制度", "陈立", "网格议事由陈立首创。", R1)]),
    (
        "report",
        {"report": "reports/baisha.txt"},
        "报告 起点 关系 终点 状态 位置 原句",
        [
            (R2, "白沙镇", "考察了", "青溪县", None, [10, 22], "白沙镇一行到青溪县参观。"),
            (R2, "青溪县", "采用", "网格议事制度", "已实行", [30, 43], "青溪县已实行网格议事制度。"),
            (R2, "白沙镇", "采用", "网格议事制度", "计划实行", [50, 63], "我镇计划推行网格议事制度。"),
            (R2, "白沙镇", "采用", "爱心银行", "建议实行", [70, 81], "建议我镇试办爱心银行。"),
        ],
    ),
    (
        "redacted",
        {},
        "名称 类别 原文写法 如何辨认 可能是 报告",
        [("xx市", "市", ["xx市"], None, ["云湖市", "远山市"], "赴xx市考察报告")],
    ),
    (
        "republished",
        {},
        "转载 转载文件 原报告 原文件 相似度",
        [("赴xx市考察报告", "reports/masked.txt", R2, "reports/baisha.txt", 0.75)],
    ),
]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("small") / "graph.kgl"), "write") as store:
        store.load(ALL)
        yield store


def fill(store: Store) -> None:
    store.load(ALL)
    store.write(
        "MATCH (copy:Report {id: 'r3'}), (whole:Report {id: 'r2'}) "
        "MERGE (copy)-[same:REPUBLISHES {id: 'same'}]->(whole) SET same.similarity = 0.75"
    )


def test_every_query_gives_its_rows_on_every_store(store: Store) -> None:
    """The same text gives the same literal rows, in the same order, on each store."""
    fill(store)
    for name, arguments, columns, rows in EXPECTED:
        result = run_query(store, find_query(name), arguments)
        chosen = [result.columns.index(column) for column in columns.split()]
        assert [tuple(row[i] for i in chosen) for row in result.rows] == rows, (name, arguments)


def test_every_query_has_an_expectation() -> None:
    assert {name for name, *_ in EXPECTED} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_orders_its_rows_and_writes_nothing(name: str) -> None:
    text = find_query(name).text
    assert "ORDER BY" in text.rsplit("RETURN", 1)[1]
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD|FOREACH)\b", text)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_has_a_title_in_both_tongues_and_an_example_that_parses(name: str) -> None:
    query = find_query(name)
    chinese, english = query.title.split(" · ")
    assert re.search("[一-龥]", chinese)
    assert english.isascii()
    words = query.example.split()
    assert words[:3] == ["kg", "query", name]
    assert typed_arguments(query, arguments_from_words(query, words[3:])).keys() == {p.name for p in query.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_does_not_hide_an_option_of_the_command(name: str) -> None:
    taken = {"format", "output", "store", "cypher", "help"}
    assert not taken & {parameter.name for parameter in find_query(name).parameters}


def test_statuses_of_the_choice_are_the_ontologys() -> None:
    for name in ("seen-at", "adopters"):
        [status] = [p for p in find_query(name).parameters if p.name == "status"]
        assert status.options == ("any", *ADOPTION_STATUS)


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("// title: 题 · T\n// description: d\nRETURN 1", "no example"),
        ("// title: 题 · T\n// description: d\n// example: kg query x\nRETURN $n", "n is not declared"),
        (
            "// title: 题 · T\n// description: d\n// param n: integer — 数\n// example: kg query x\nRETURN 1",
            "n is declared and not used",
        ),
        ("// param n: number — 数", "not a parameter"),
        ("// param n: choice — 数", "take options"),
        ("// param n: choice a|b = c — 数", "not one of its choices"),
        ("// param n: name Town — 数", "unknown label Town"),
    ],
)
def test_a_bad_header_is_refused(header: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        parse_query("x", header)


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        (["--place", "云湖", "--status=any"], {"place": "云湖", "status": "any"}),
        (["云湖", "any"], {"place": "云湖", "status": "any"}),
        (["--status", "any", "云湖"], {"place": "云湖", "status": "any"}),
        (["--place", "--odd--"], {"place": "--odd--"}),
    ],
)
def test_arguments_come_by_name_or_in_order(words: list[str], arguments: dict[str, str]) -> None:
    assert arguments_from_words(find_query("seen-at"), words) == arguments


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--palce", "云湖"], "no parameter --palce; did you mean --place"),
        (["--place"], "--place needs a value"),
        (["a", "any", "c"], "does not know what to do with 'c'"),
        (["--place", "a", "--place", "b"], "given twice"),
        ([], "--place is missing; seen-at takes --place, the name of a place 地方 or organization 组织, for example"),
        (["a", "--status", "b"], "not one of its choices; .* one of any, in_place, planned, recommended"),
    ],
)
def test_wrong_arguments_are_named_with_their_type_and_an_example(words: list[str], complaint: str) -> None:
    query = find_query("seen-at")
    with pytest.raises(QueryError, match=complaint):
        typed_arguments(query, arguments_from_words(query, words))


def test_an_integer_must_be_one() -> None:
    with pytest.raises(QueryError, match="'two', not a whole number"):
        typed_arguments(find_query("most-visited"), {"limit": "two"})


def test_an_unknown_query_brings_the_nearest_name() -> None:
    with pytest.raises(QueryError, match="did you mean most-visited"):
        find_query("most-visted")


def test_cypher_parameters_are_json_where_they_read_as_json() -> None:
    values = parameters_from_pairs(["n=5", "word=网格", "ids=[1, 2]", 'text="5"', "pair=a=b"])
    assert values == {"n": 5, "word": "网格", "ids": [1, 2], "text": "5", "pair": "a=b"}
    with pytest.raises(QueryError, match="write NAME=VALUE"):
        parameters_from_pairs(["word"])


def test_a_short_name_is_understood_as_the_store_knows_it(embedded: Store) -> None:
    assert resolve_name(embedded, "云湖", ("Place", "Organization")) == "云湖市"
    assert resolve_name(embedded, "桥东", ("Place",)) == "桥东"
    assert resolve_name(embedded, "yunhu", ("Place",)) == "yunhu"
    assert resolve_name(embedded, "爱心", ("Practice",)) == "爱心银行"


def test_an_unknown_name_brings_the_nearest_and_an_ambiguous_one_its_meanings(embedded: Store) -> None:
    with pytest.raises(QueryError, match="no place 地方 is called '云糊市'; did you mean 云湖市"):
        resolve_name(embedded, "云糊市", ("Place",))
    with pytest.raises(QueryError, match=r"could be .*云湖市实验小学.*write one of them in full"):
        resolve_name(embedded, "湖", ("Place", "Organization"))
    assert nearest_names(embedded, "zzz") == []


def test_a_report_is_found_by_title_file_and_id(embedded: Store) -> None:
    for name in (R1, "reports/qingxi.txt", "r1"):
        assert the_report(embedded, name).id == "r1"
    with pytest.raises(QueryError, match=f"did you mean {R2}"):
        the_report(embedded, "白沙镇学习报告")


def test_finding_names_lists_all_that_bear_them(embedded: Store) -> None:
    assert [match.name for match in find_named(embedded, "云湖")] == ["云湖市"]
    assert [match.name for match in find_named(embedded, "考察报告")] == ["赴xx市考察报告", R1]
    assert named_exactly(embedded, "' OR 1=1 //") == ()


def test_query_files_are_the_librarys_names() -> None:
    folder = Path(__file__).parent.parent / "queries"
    assert sorted(path.stem for path in folder.glob("*.cypher")) == NAMES
