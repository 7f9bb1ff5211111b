"""The network view, in a real browser, and the data it draws."""

import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import OpenPage
from small_graph import ALL

from kg.errors import ViewError
from kg.ontology import RELATIONS
from kg.stores import open_store
from kg.stores.base import Node, Relationship, Store
from visualizations.graph_data import GraphData, ReportTitle, Resolution, around, whole_graph
from visualizations.layout import lay_out
from visualizations.network import NetworkSummary, write_network
from visualizations.selection import most_connected

Opener = Callable[[Path], OpenPage]


def node(key: str, name: str, *labels: str, **properties: object) -> Node:
    return Node(key, labels or ("Place", "City"), {"id": key, "name": name, **properties})


def relationship(kind: str, start: str, end: str, report: str | None = "r1", **properties: object) -> Relationship:
    given = {"sentence": f"{start}与{end}。", "evidence": [10, 20], "report": report} if report else {}
    return Relationship(f"{kind}-{start}-{end}-{report}", kind, start, end, {**given, **properties})


QINGHE = node("a", "清河县", "Place", "County", aliases=["我县", "清河"], code="990101")
NANHU = node("b", "南湖市")
GRID = node("c", "楼道议事会", "Practice", "Mechanism")
LI = node("d", "李安和", "Person")
MASKED = node("e", "xx镇", "Place", "Township", redacted=True, candidates=["东山镇", "西山镇"])
REPORTS = {
    "r1": ReportTitle("清河县赴南湖市考察报告", "一/清河.txt"),
    "r2": ReportTitle("《南湖见闻》", "二/南湖.txt"),
}
SMALL = GraphData(
    (QINGHE, NANHU, GRID, LI, MASKED),
    (
        relationship(
            "VISITED", "a", "b", sentence="清河县一行十人到南湖市学习。", start_date="2011-04-02", participants=10
        ),
        relationship("ADOPTED", "b", "c", sentence="南湖市推行楼道议事会。", status="in_place"),
        relationship(
            "ADOPTED", "b", "c", "r2", sentence="南湖又把楼道议事会定为制度。", status="planned", locator="第3页"
        ),
        relationship("AFFILIATED_WITH", "d", "b", sentence="市长李安和陪同。", role="市长"),
        relationship("LOCATED_IN", "e", "a", None),
    ),
    REPORTS,
    {"b": (Resolution("某湖市", "同句有南湖市南门区", "r2"),)},
)


def star(leaves: int) -> GraphData:
    hub = node("hub", "中心市")
    spokes = [node(f"leaf{number:05d}", f"村庄{number}", "Place", "Village") for number in range(leaves)]
    return GraphData((hub, *spokes), tuple(relationship("LOCATED_IN", leaf.id, "hub", None) for leaf in spokes))


def written(data: GraphData, folder: Path, title: str = "关系图") -> Path:
    path = folder / "图.html"
    write_network(data, path, title)
    return path


# the file


def test_the_summary_counts_what_the_page_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    loose = relationship("VISITED", "a", "nowhere")
    summary = write_network(GraphData(SMALL.nodes, (*SMALL.relationships, loose)), path, "关系图")
    assert summary == NetworkSummary(nodes=5, relationships=5, opens_on=5, bytes=path.stat().st_size)


def test_the_same_data_in_any_order_give_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    write_network(SMALL, first, "关系图")
    write_network(GraphData(SMALL.nodes[::-1], SMALL.relationships[::-1], REPORTS, SMALL.resolutions), second, "关系图")
    assert first.read_bytes() == second.read_bytes()


def test_the_file_is_utf8_under_the_plainest_locale(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.stores.base import Node\n"
        "from visualizations.graph_data import GraphData; from visualizations.network import write_network\n"
        "node = Node('a', ('Place',), {'name': '\\u6e05\\u6cb3\\u53bf'})\n"
        "write_network(GraphData((node,), ()), Path(sys.argv[1]), '\\u6e05\\u6cb3')"
    )
    path = tmp_path / "plain.html"
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", code, str(path)], env=plain, cwd=root, check=True)
    assert "清河县" in path.read_text("utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["plain.html"]


def test_a_view_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ViewError, match=r"cannot write the view to .*choose another file"):
        write_network(SMALL, tmp_path / "no such folder" / "a.html", "关系图")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(ViewError):
        write_network(SMALL, tmp_path / "folder.html", "关系图")
    assert [one.name for one in tmp_path.iterdir()] == ["folder.html"]


def test_nothing_to_draw_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ViewError, match="load reports first"):
        write_network(GraphData((), ()), tmp_path / "a.html", "关系图")


def test_the_page_names_no_address_outside_itself(tmp_path: Path) -> None:
    text = written(SMALL, tmp_path).read_text("utf-8")
    assert "default-src 'none'" in text.replace("&#39;", "'")
    for markup in (' src="', ' href="', "@import", "url(http", "sourceMappingURL"):
        assert markup not in text


# the page in a browser


def test_the_page_opens_offline_and_draws(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path, "清河县考察关系图"))
    colours = here.page.evaluate(
        """() => {
            const canvas = document.querySelector("#graph canvas");
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert colours > 20
    assert here.page.title() == "清河县考察关系图"
    assert here.page.locator("html").get_attribute("lang") == "zh-CN"
    assert here.page.locator("#count").inner_text() == "共 5 个对象，4 条关系"
    assert not here.page.locator("#all").is_visible()


def test_a_click_on_a_node_shows_its_card_with_evidence(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path))
    here.click_node("清河县")
    card = here.card()
    for text in (
        "地方",
        "县区",
        "我县、清河",
        "990101",
        "它 → 考察了 → …",
        "清河县一行十人到南湖市学习。",
        "2011-04-02",
    ):
        assert text in card
    assert "出自《清河县赴南湖市考察报告》（一/清河.txt），第 11–20 字；报告编号 r1" in card
    assert "依据：行政区划资料" in card
    assert here.page.locator("#card mark").all_inner_texts() == ["清河县", "南湖市"]


def test_a_click_on_an_edge_lists_every_piece_of_evidence(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path))
    here.click_between("南湖市", "楼道议事会")
    card = here.card()
    assert "南湖市 采用 → 楼道议事会" in card
    assert "依据 2 处" in card
    assert "（二/南湖.txt），第3页，第 11–20 字；" in card
    for text in ("已实行", "计划实行", "南湖市推行楼道议事会。", "南湖又把楼道议事会定为制度。", "出自《南湖见闻》"):
        assert text in card


def test_masked_and_resolved_names_are_told(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path))
    here.click_node("xx镇")
    assert "名称在报告中已隐去" in here.card()
    assert "东山镇、西山镇" in here.card()
    here.click_node("南湖市")
    assert "写作“某湖市”；还原依据：同句有南湖市南门区" in here.card()
    assert "虚线空心" in here.page.locator("#legend").inner_text()


def test_the_legend_switches_labels_and_types(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path))
    here.page.get_by_label("做法").uncheck()
    assert here.drawn_names() == {"清河县", "南湖市", "李安和", "xx镇"}
    assert here.page.locator("#count").inner_text() == "显示 4 个对象（共 5 个），3 条关系"
    here.page.get_by_label("考察了").uncheck()
    assert here.page.locator("#count").inner_text().endswith("2 条关系")
    here.page.get_by_label("做法").check()
    here.page.get_by_label("考察了").check()
    assert here.page.locator("#count").inner_text() == "共 5 个对象，4 条关系"


def test_search_finds_names_and_aliases_by_keyboard(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path))
    here.page.get_by_label("地方").uncheck()
    here.page.locator("#query").focus()
    here.page.keyboard.type("我县")
    assert here.page.locator("#found li").all_inner_texts() == ["清河县地方 · 县区"]
    here.page.keyboard.press("Enter")
    assert here.card().startswith("清河县")
    box = here.page.locator("#graph canvas").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert math.dist(here.place("清河县"), middle) < 3
    here.page.locator("#query").fill("没有的")
    assert here.page.locator("#found").inner_text() == "没有找到这个名称"


def test_arrow_keys_walk_the_found_names_and_the_card_leads_on(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path))
    here.page.locator("#query").focus()
    rows = here.page.locator("#found li").all_inner_texts()
    here.page.keyboard.press("ArrowDown")
    here.page.keyboard.press("Enter")
    assert rows[1].startswith(here.page.locator("#card h2").inner_text())
    here.page.locator("#card .relation button").first.focus()
    here.page.keyboard.press("Enter")
    assert here.page.locator("#card h2").inner_text() in ("南湖市", "清河县")
    here.page.keyboard.press("Escape")
    assert here.card().startswith("怎样看这张图")


def test_the_drawing_can_be_moved_and_zoomed_by_keys(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(SMALL, tmp_path))
    before = here.place("南湖市")
    here.page.locator("#graph .vis-network").focus()
    here.page.keyboard.down("ArrowLeft")
    here.page.wait_for_timeout(300)
    here.page.keyboard.up("ArrowLeft")
    assert here.place("南湖市") != before
    scale = here.page.evaluate("window.kaocha.network.getScale()")
    here.page.get_by_role("button", name="放大").press("Enter")
    assert here.page.evaluate("window.kaocha.network.getScale()") > scale


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"'`&amp;<b>粗</b>",
    "换\u2028行\u2029尾",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>",
    "javascript:alert(3)//href",
    "\x00\ud800坏字",
    "__proto__",
]


def test_hostile_names_are_shown_as_text_and_never_run(tmp_path: Path, open_page: Opener) -> None:
    nodes = tuple(node(f"x{place}", text, aliases=[text + "！"], code=text) for place, text in enumerate(HOSTILE))
    edges = tuple(
        relationship(
            "VISITED",
            "x0",
            one.id,
            one.properties["name"],
            sentence=f"{one.properties['name']}。",
            start_date=HOSTILE[1],
        )
        for one in nodes[1:]
    )
    reports = {text: ReportTitle(text, text) for text in HOSTILE}
    here = open_page(written(GraphData(nodes, edges, reports), tmp_path, HOSTILE[0]))
    assert here.page.title() == HOSTILE[0]
    assert here.page.locator("h1").inner_text() == HOSTILE[0]
    here.click_node(HOSTILE[0])
    for text in HOSTILE[1:3]:
        assert text in here.card()
    assert here.page.locator("#card :is(script, img, b, a)").count() == 0
    here.page.locator("#query").fill("<img")
    assert HOSTILE[1] in here.page.locator("#found").inner_text()


def test_a_large_graph_opens_on_its_300_most_connected(tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "large.html"
    assert write_network(star(2500), path, "大图").opens_on == 300
    here = open_page(path)
    assert here.page.locator("#count").inner_text() == "显示 300 个对象（共 2,501 个），299 条关系"
    assert len(here.drawn_names()) == 300
    assert "中心市" in here.drawn_names()
    here.page.locator("#all").click()
    assert here.page.locator("#count").inner_text() == "共 2,501 个对象，2,500 条关系"
    here.page.locator("#all").click()
    assert len(here.drawn_names()) == 300


def test_search_reaches_nodes_that_are_not_shown(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(star(2500), tmp_path))
    assert "村庄2499" not in here.drawn_names()
    here.page.locator("#query").fill("村庄2499")
    here.page.keyboard.press("Enter")
    assert "村庄2499" in here.drawn_names()
    assert here.card().startswith("村庄2499")


def test_a_hub_lists_its_relations_in_parts(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written(star(100), tmp_path))
    here.click_node("中心市")
    assert here.page.locator("#card .relation").count() == 40
    here.page.get_by_role("button", name="还有 60 条").click()
    assert here.page.locator("#card .relation").count() == 80


# the layout


def boxes_overlap(places: list[tuple[int, int]], box: tuple[float, float]) -> int:
    return sum(
        abs(places[a][0] - places[b][0]) < box[0] - 2 and abs(places[a][1] - places[b][1]) < box[1] - 2
        for a in range(len(places))
        for b in range(a)
    )


@pytest.mark.parametrize(
    ("count", "edges"),
    [
        (1, []),
        (2, [(0, 1), (1, 0), (0, 0)]),
        (5, []),
        (40, [(0, leaf) for leaf in range(1, 40)]),
        (60, [(step, step + 1) for step in range(59)]),
        (12, [(a, b) for a in range(12) for b in range(a)]),
    ],
)
def test_boxes_of_names_do_not_overlap(count: int, edges: list[tuple[int, int]]) -> None:
    places = lay_out([(120.0, 50.0)] * count, edges)
    assert len(places) == count
    assert boxes_overlap(places, (120.0, 50.0)) == 0


def test_a_layout_is_the_same_on_every_run() -> None:
    chance = random.Random(3)
    edges = [(number, chance.randrange(number)) for number in range(1, 700)]
    boxes = [(40.0, 40.0)] * 700
    assert lay_out(boxes, edges) == lay_out(boxes, edges)


def test_neighbours_stand_nearer_than_strangers() -> None:
    """Two clusters joined by one edge come apart."""
    edges = [(a, b) for group in (range(10), range(10, 20)) for a in group for b in group if a < b] + [(0, 10)]
    places = lay_out([(30.0, 30.0)] * 20, edges)
    within = sum(math.dist(places[a], places[b]) for a, b in edges[:-1]) / (len(edges) - 1)
    across = sum(math.dist(places[a], places[b]) for a in range(10) for b in range(10, 20)) / 100
    assert across > 1.5 * within


def test_the_opening_takes_from_every_label_that_is_linked_to_the_hubs() -> None:
    groups = ["Place"] * 60 + ["Practice"] * 60
    edges = [(a, b) for a in range(60) for b in range(a)] + [(place, 60 + place) for place in range(60)]
    chosen = most_connected(groups, edges, 40)
    assert len(set(chosen)) == 40
    assert sum(groups[number] == "Practice" for number in chosen) >= 5


# the data from a store


def test_the_whole_graph_leaves_reports_out_but_knows_their_titles(store: Store) -> None:
    store.load(ALL)
    data = whole_graph(store)
    assert {one.properties["name"] for one in data.nodes} >= {"青溪县", "云湖市", "网格议事制度", "xx市"}
    assert all(one.labels[0] != "Report" for one in data.nodes)
    assert "MENTIONS" not in {one.type for one in data.relationships}
    assert data.reports["r1"] == ReportTitle("青溪县赴云湖市考察报告", "reports/qingxi.txt")
    expected = sum(len(facts.relations) for facts in ALL)
    assert len(data.relationships) == expected


def test_what_the_store_gives_can_be_drawn(store: Store, tmp_path: Path) -> None:
    store.load(ALL)
    data = whole_graph(store)
    path = tmp_path / "a.html"
    assert write_network(data, path, "关系图").relationships == len(data.relationships)
    assert json.dumps("桥东社区推行网格议事。", ensure_ascii=False) in path.read_text("utf-8")


def test_around_a_node_reaches_as_far_as_it_is_told(store: Store) -> None:
    store.load(ALL)
    assert {one.id for one in around(store, ["baisha"], 0).nodes} == {"baisha"}
    near = around(store, ["baisha"], 1)
    assert {one.id for one in near.nodes} == {"baisha", "qingxi", "grid", "bank"}
    assert {(one.type, one.start, one.end) for one in near.relationships} >= {
        ("VISITED", "baisha", "qingxi"),
        ("ADOPTED", "qingxi", "grid"),
    }
    assert len(around(store, ["baisha"], 3).nodes) == 9


def test_around_a_report_shows_what_it_mentions(embedded_url: str) -> None:
    with open_store(embedded_url, "write") as store:
        store.load(ALL)
        data = around(store, ["r2"], 1)
    assert {one.id for one in data.nodes} == {"r2", "qingxi", "baisha", "grid", "bank"}
    assert "MENTIONS" in {one.type for one in data.relationships}


def test_around_keeps_to_its_limit_and_says_how_many_there_are(embedded_url: str) -> None:
    with open_store(embedded_url, "write") as store:
        store.load(ALL)
        data = around(store, ["qingxi"], 1, limit=3)
        assert len(data.nodes) == 3
        assert (data.total_nodes or 0) > 3
        assert len(whole_graph(store, limit=4).nodes) == 4


def test_an_unknown_node_is_an_error_that_names_it(embedded_url: str) -> None:
    with open_store(embedded_url, "write") as store:
        store.load(ALL)
        with pytest.raises(ViewError, match="holds no node nobody"):
            around(store, ["nobody"], 1)


def test_every_relationship_type_of_the_ontology_can_be_drawn(tmp_path: Path) -> None:
    labels = {"Report": "r", "Place": "p", "Organization": "o", "Practice": "t", "Person": "m"}
    nodes = tuple(node(key, key, label) for label, key in labels.items())
    edges = tuple(relationship(name, labels[row.heads[0]], labels[row.tails[-1]]) for name, row in RELATIONS.items())
    path = tmp_path / "a.html"
    assert write_network(GraphData(nodes, edges), path, "关系图").relationships == len(RELATIONS)
    assert all(row.chinese in path.read_text("utf-8") for row in RELATIONS.values())
