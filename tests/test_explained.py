"""`kg extract --explain`: a report's reading as a page of text and as a marked page in a browser."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import OpenPage
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import ViewError
from kg.explanation import REPAIR_NAMES, Explanation, namings
from kg.explanation_text import explanation_text
from kg.ontology import LABELS
from kg.records import Dropped, Entity, Facts, Relation, Report, Visit
from kg.spinning import Spinning, Swap
from visualizations.explained import explained_html, write_explained
from visualizations.marked_text import Piece, passages

Opener = Callable[[Path], OpenPage]

BEGIN = 7
TEXT = "青溪县考察组到云湖市学习。云湖市推行“楼道 会”制度，云湖居民称好。"


def spans(word: str, start: int = 0) -> tuple[int, int]:
    at = TEXT.index(word, start)
    return BEGIN + at, BEGIN + at + len(word)


FIRST, SECOND = (BEGIN, BEGIN + 13), (BEGIN + 13, BEGIN + len(TEXT))
COUNTY = Entity("a", "Place", "County", "青溪县", mentions=(spans("青溪县"),), rule="gazetteer-full")
GROUP = Entity("o", "Organization", "Delegation", "青溪县考察组", mentions=(spans("青溪县考察组"),), rule="own-group")
CITY = Entity(
    "b",
    "Place",
    "City",
    "云湖市",
    mentions=(spans("云湖市"), spans("云湖市", 13), spans("云湖", 20)),
    rule="gazetteer-full",
    redacted=True,
    properties={"resolved_by": "同句有云湖市", "candidates": ("东湖市", "西湖市")},
)
HALL = Entity("c", "Practice", "Mechanism", "“楼道会”制度", mentions=(spans("“楼道 会”制度"),), rule="quoted-name")
PROVINCE = Entity("d", "Place", "Province", "南江省", rule="container")
REPORT = Report("r1", "报告/青溪.txt", BEGIN, BEGIN + len(TEXT), "青溪县考察报告", "o", Visit("2018-05-14", None, 9))
FACTS = Facts(
    REPORT,
    (GROUP, COUNTY, CITY, HALL, PROVINCE),
    (
        Relation("VISITED", "o", "b", {"participants": 9}, FIRST, TEXT[:13], "visited-go"),
        Relation("ADOPTED", "b", "c", {"status": "in_place"}, SECOND, TEXT[13:], "adopted-clause-subject", "第3页"),
        Relation("LOCATED_IN", "b", "d", rule="located-gazetteer"),
    ),
    (
        Dropped("楼道 会", spans("楼道 会"), "compound-concept", "overlaps “楼道会”制度"),
        Dropped("居民", spans("居民"), "quoted-name", "a quoted word, no name"),
    ),
)
SMALL = Explanation(FACTS, TEXT, {"blank": 1, "line_break": 12})


# The facts in their place


def test_every_repair_has_a_chinese_name() -> None:
    from loaders.cleaning import REPAIRS

    assert [name for name in REPAIRS if name not in REPAIR_NAMES] == []


def test_namings_gather_the_places_of_one_wording_in_the_order_of_the_text_and_end_with_what_is_implied() -> None:
    assert [(one.wording, one.entity.name, len(one.spans)) for one in namings(SMALL)] == [
        ("青溪县", "青溪县", 1),
        ("青溪县考察组", "青溪县考察组", 1),
        ("云湖市", "云湖市", 2),
        ("“楼道 会”制度", "“楼道会”制度", 1),
        ("云湖", "云湖市", 1),
        (None, "南江省", 0),
    ]


def test_the_marked_pieces_are_the_whole_text_cut_at_sentences() -> None:
    found = passages(SMALL)
    assert [one.start for one in found] == [BEGIN, BEGIN + 13]
    assert "".join(piece.text for one in found for piece in one.pieces) == TEXT
    assert [(piece.text, piece.mark) for piece in found[0].pieces] == [
        ("青溪县", "Place"),
        ("考察组", "Organization"),
        ("到", ""),
        ("云湖市", "Place"),
        ("学习。", ""),
    ]


def test_a_name_in_a_name_is_on_top_and_what_was_left_out_below() -> None:
    pieces = [piece for one in passages(SMALL) for piece in one.pieces]
    assert pieces[0] == Piece(
        BEGIN,
        "青溪县",
        "Place",
        "地方·县区 · 青溪县 · 规则 gazetteer-full\n组织·考察团 · 青溪县考察组 · 规则 own-group · 本方",
        joins=False,
    )
    assert pieces[1].joins
    inner = next(piece for piece in pieces if piece.text == "楼道 会")
    assert (inner.mark, inner.joins) == ("Practice", False)
    assert inner.tip.endswith("未采用或并入：楼道 会 · 规则 compound-concept · overlaps “楼道会”制度")
    assert next(piece.mark for piece in pieces if piece.text == "居民") == "dropped"


# The page of text


def test_the_page_of_text_tells_all() -> None:
    text = explanation_text(SMALL, None)
    head, rest = text.split("\n\n名字 6\n")
    mentions, rest = rest.split("\n\n关系 3\n")
    relations, dropped = rest.split("\n\n未采用或并入 2\n")
    assert head.splitlines() == [
        "《青溪县考察报告》",
        f"  报告/青溪.txt:{BEGIN}-{BEGIN + len(TEXT)}  id r1",
        "  本方 青溪县考察组（组织·考察团）  规则 own-group",
        "  考察 开始日期 2018-05-14，人数 9",
        "  修复 断行 12，字间空白 1",
    ]
    rows = [line.split() for line in mentions.splitlines()]
    assert ["青溪县", "地方·县区", "青溪县", "gazetteer-full", "7-10"] in rows
    city = "云湖市（遮蔽；还原依据：同句有云湖市；可能是：东湖市、西湖市）"
    assert ["云湖", "地方·市", city, "gazetteer-full", "-".join(map(str, spans("云湖", 20)))] in rows
    assert ["（文中未写）", "地方·省", "南江省", "container"] in rows
    assert relations.strip().splitlines() == [
        "“青溪县考察组到云湖市学习。”  7-20",
        "  青溪县考察组 —考察了→ 云湖市（人数 9）  规则 visited-go",
        "“云湖市推行“楼道 会”制度，云湖居民称好。”  20-41 第3页",
        "  云湖市 —采用→ “楼道会”制度（状态 已实行）  规则 adopted-clause-subject",
        "据行政区划",
        "  云湖市 —位于→ 南江省  规则 located-gazetteer",
    ]
    assert "居民      quoted-name        a quoted word, no name" in dropped


def test_a_report_that_says_nothing_is_told_so() -> None:
    text = explanation_text(Explanation(Facts(Report("r", "a.txt", 0, 1, "空")), "。", {}), 80)
    assert text == "《空》\n  a.txt:0-1  id r\n  考察 无\n  修复 无\n\n名字 无\n\n关系 无\n\n未采用或并入 无\n"


def test_a_swapped_vocabulary_is_told() -> None:
    swaps = (Swap("礼貌", "文明", (7, 9), "搭配", "全国礼貌城市"), Swap("礼貌", None, (20, 22), "搭配", "员礼貌待人"))
    spinning = Spinning("本事", ("礼貌→文明",), 4, 0, swaps)
    text = explanation_text(Explanation(FACTS, TEXT, {"spun": 1}, spinning), 80)
    assert "  修复 换词还原 1\n  换词 “本事”词表：1 个词露出换词痕迹（礼貌→文明），共 4 处；原词仍有 0 处\n" in text
    assert "  换词 还原 礼貌→文明 1\n  换词 保留 礼貌（搭配，如“员礼貌待人”） 1\n" in text
    assert "<dd>还原 礼貌→文明 1</dd>" in explained_html([Explanation(FACTS, TEXT, {}, spinning)])


def test_a_swapped_vocabulary_reaches_the_page_only_escaped() -> None:
    spinning = Spinning("本事", (), 4, 0, (Swap("礼貌", None, (0, 2), "搭配", "<b>礼貌</b>"),))
    assert "<b>礼貌" not in explained_html([Explanation(FACTS, TEXT, {}, spinning)])


def test_control_characters_of_a_report_do_not_reach_the_terminal() -> None:
    hostile = Entity("x", "Person", None, "\x1b[2J李\u202e", mentions=((0, 4),))
    facts = Facts(Report("r", "a\x1b.txt", 0, 6, "题\r目"), (hostile,))
    assert not set(explanation_text(Explanation(facts, "\x1b[2J李\n", {}), 80)) & set("\x1b\r\u202e")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    lines = [
        "青溪县赴云溪市考察报告",
        "",
        "青溪县考察组一行５人到宁波市学习，看到宁波市推行“楼道会”制度，收获很大，" * 3 + "。",
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    return lambda *words: CliRunner().invoke(app, ["extract", *words], prog_name="kg")


def test_the_command_explains_each_report_and_counts_its_repairs(run) -> None:
    result = run("a.txt", "a.txt", "--explain")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  修复 全角字符 3\n" in result.stdout
    assert "宁波市" in result.stdout


def test_the_page_goes_to_the_file_named_or_beside_or_to_the_screen(run, tmp_path: Path) -> None:
    assert run("a.txt", "--explain", "--format", "html").stderr == "1 report → explained.html\n"
    run("a.txt", "--explain", "--format", "html", "-o", "b.html")
    printed = run("a.txt", "--explain", "--format", "html", "-o", "-").stdout
    pages = [(tmp_path / name).read_text(encoding="utf-8") for name in ("explained.html", "b.html")]
    assert pages == [printed, printed]
    assert "宁波市" in printed


def test_html_without_explain_is_a_usage_error(run) -> None:
    assert run("a.txt", "--format", "html").exit_code == 2


def test_facts_without_their_text_are_not_explained(run) -> None:
    run("a.txt", "-o", "facts.jsonl")
    result = run("facts.jsonl", "--explain")
    assert result.exit_code == 1
    assert "name the report's own file" in result.stderr


# The page in a browser


def test_no_report_makes_no_page(tmp_path: Path) -> None:
    with pytest.raises(ViewError, match="no report to explain"):
        write_explained([], tmp_path / "a.html")


def test_the_same_reports_give_the_same_page_and_it_names_no_address() -> None:
    page = explained_html([SMALL, SMALL])
    assert page == explained_html([SMALL, SMALL])
    for markup in (' src="', 'href="h', "url(", "@import", "<script", " style="):
        assert markup not in page


def written(explanations: list[Explanation], folder: Path) -> Path:
    path = folder / "说明.html"
    write_explained(explanations, path)
    return path


def test_the_page_shows_names_in_their_labels_colours(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written([SMALL], tmp_path)).page
    assert here.locator(".text").inner_text() == TEXT
    for label, word in (("Place", "云湖市"), ("Practice", "楼道 会"), ("Organization", "考察组")):
        mark = here.locator(f".text mark.{label}", has_text=word).first
        red, green, blue = bytes.fromhex(LABELS[label].colour[1:])
        colour = mark.evaluate("mark => getComputedStyle(mark).borderBottomColor")
        assert colour == f"rgb({red}, {green}, {blue})"
        assert mark.bounding_box()["width"] > 20
    tip = here.locator(".text mark", has_text="青溪县").get_attribute("title")
    assert tip.splitlines()[0] == "地方·县区 · 青溪县 · 规则 gazetteer-full"


def colours_of(page: Any, picture: bytes) -> set[str]:
    """The colours of a picture's pixels, as rrggbb."""
    found = page.evaluate(
        """async address => {
            const image = new Image();
            image.src = address;
            await image.decode();
            const canvas = document.createElement("canvas");
            Object.assign(canvas, { width: image.width, height: image.height });
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            const { data } = context.getImageData(0, 0, image.width, image.height);
            return [...new Set(new Uint32Array(data.buffer))];
        }""",
        "data:image/png;base64," + base64.b64encode(picture).decode(),
    )
    return {(one & 0xFFFFFF).to_bytes(3, "little").hex() for one in found}


def test_a_screenshot_has_the_labels_colours(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written([SMALL], tmp_path)).page
    picture = here.locator(".text").screenshot()
    colours = colours_of(here.context.new_page(), picture)
    shown = {LABELS[label].colour[1:] for label in ("Place", "Organization", "Practice")}
    assert shown <= colours
    assert LABELS["Person"].colour[1:] not in colours


def test_relations_and_what_was_left_out_stand_beside_the_text(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written([SMALL], tmp_path)).page
    beside = here.locator("aside").inner_text()
    for words in (
        "青溪县考察组（组织·考察团）",
        "断行 12，字间空白 1",
        "云湖市 采用 → “楼道会”制度（状态 已实行） adopted-clause-subject",
        "云湖居民称好。 第3页",
        "依据：行政区划资料",
        "南江省（地方·省） container",
        "居民 a quoted word, no name quoted-name",
    ):
        assert words in beside
    text, side = here.locator(".text").bounding_box(), here.locator("aside").bounding_box()
    assert text["x"] + text["width"] <= side["x"]


def test_each_line_on_swapped_words_has_the_room_of_the_others(tmp_path: Path, open_page: Opener) -> None:
    swaps = (Swap("礼貌", "文明", (0, 2), "搭配", "精神礼貌"), Swap("礼貌", None, (2, 4), "搭配", "员礼貌待人"))
    spun = Explanation(SMALL.facts, SMALL.text, {"spun": 1}, Spinning("本事", ("礼貌→文明",), 4, 0, swaps))
    here = open_page(written([spun], tmp_path)).page
    boxes = [one.bounding_box() for one in here.locator("aside dd").all()]
    assert len(boxes) == 6
    assert len({(box["x"], box["width"]) for box in boxes}) == 1
    assert boxes[0]["width"] > 200


def test_a_sentence_beside_leads_to_its_place_in_the_text(tmp_path: Path, open_page: Opener) -> None:
    filler = Explanation(Facts(Report("r0", "长.txt", 0, 6000, "长报告")), "一段话。\n\n" * 1000, {})
    here = open_page(written([filler, SMALL], tmp_path)).page
    target = here.locator(f"#r2-s{BEGIN + 13}")
    here.locator("nav a", has_text="青溪县考察报告").click()
    here.locator("blockquote a", has_text="居民称好").click()
    assert target.inner_text().startswith("云湖市推行")
    assert target.evaluate("one => one.matches(':target')")
    assert 0 <= target.bounding_box()["y"] < 768


def test_hostile_text_is_text(tmp_path: Path, open_page: Opener) -> None:
    attack = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}\u202e&amp;"
    span = (0, len(attack))
    entity = Entity("x", "Practice", None, attack, mentions=(span,), rule=attack, properties={"resolved_by": attack})
    other = Entity("y", "Place", None, attack)
    relation = Relation("ADOPTED", "y", "x", {"status": attack}, span, attack, attack)
    report = Report("r", attack, 0, len(attack), attack, "x")
    facts = Facts(report, (entity, other), (relation,), (Dropped(attack, span, attack, attack),))
    here = open_page(written([Explanation(facts, attack, {attack: 1}), SMALL], tmp_path)).page
    shown = attack.replace("\u202e", "\ufffd")
    assert here.locator(".text").first.inner_text() == shown
    assert shown in here.locator(".text mark").first.get_attribute("title")
    assert here.locator("img, script").count() == 0


def test_a_narrow_window_puts_the_lists_below(tmp_path: Path, open_page: Opener) -> None:
    here = open_page(written([SMALL], tmp_path)).page
    here.set_viewport_size({"width": 480, "height": 800})
    text, side = here.locator(".text").bounding_box(), here.locator("aside").bounding_box()
    assert text["y"] + text["height"] <= side["y"]
    assert here.evaluate("document.documentElement.scrollWidth") <= 480
