"""Masks that a copy of the report names: resolved from it, with that reason, and taken back when the copy goes."""

import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.alignment import Meeting, aligned_names
from kg.card import read_card
from kg.card_text import card_text
from kg.cli.app import app
from kg.copy_families import resolve_among
from kg.errors import FactsError
from kg.facts_file import facts_from_json, facts_to_json, read_facts
from kg.facts_rows import statements
from kg.records import Entity, Facts, Redaction, Relation, Report, identity
from kg.resolutions import Resolution
from kg.resolved_facts import resolved
from kg.stores.base import Store
from kg.summary import summary_text
from kg.surroundings import Name, Surroundings, decode, encode
from loaders.extract import extract
from loaders.sources import Source
from queries.library import find_query, run_query
from visualizations.graph_data import whole_graph

TEXT = """云溪县赴{A}、{B}考察社区治理工作的报告
为学习外地社区治理的好办法，2018年9月4日至7日，云溪县民政局组织各镇分管负责人一行15人，先后到{A}和{B}进行了考察。\
考察组每到一处都先看现场、再听介绍、后开座谈会，白天走访居民家庭，晚上整理笔记，大家都觉得这一趟没有白跑。
一、主要做法
{A}推行“红色物业”，把物业公司和居民小组拧成一股绳，楼道灯坏了当天就有人修，邻里吵架半天就有人劝。\
社区门口摆着长条桌，老人们在桌边喝茶下棋，干部也坐在旁边听意见，听完当场记在本子上。
{B}建立了“板凳议事会”，谁家有难处就搬个板凳坐到院子里说，说清楚了再举手表决，表决的结果贴在墙上，一个月后再来对账。\
{S}开展了“小手拉大手”活动，孩子回家教父母分拣垃圾，半年下来巷子里干净了许多。
二、几点体会
{A}的“红色物业”对我县很有启发。看完以后我们感到，办法不在多，在于有人管、管得住、管得久，干部肯弯腰，群众才肯伸手。\
{B}的经验说明，议事不怕吵，怕的是吵完没有下文。
三、下一步打算
回来以后，县民政局在城东镇试点“板凳议事会”，先从三个老院子做起，摸出路子以后再往外推，年底前请居民自己来打分。
"""
NAMES = {"A": "嘉兴市", "B": "台州市", "S": "柳荫小学"}
SHORTER = "三、下一步打算"
SPUN = {
    "推行": "推广",
    "觉得": "认为",
    "办法": "方法",
    "居民": "住户",
    "结果": "后果",
    "感到": "觉着",
    "意见": "看法",
    "孩子": "小孩",
}


def told(cut: str | None = None, **names: str) -> str:
    """The report with these names, up to where it is cut."""
    text = TEXT.format(**(NAMES | names))
    return text[: text.index(cut)] if cut else text


def spun(text: str) -> str:
    for word, other in SPUN.items():
        text = text.replace(word, other)
    return text


@cache
def read(name: str, text: str) -> Facts:
    (facts,) = extract(Source(name, text, "utf-8", ""))
    return facts


def read_all(texts: Sequence[str]) -> list[Facts]:
    return [read(f"{number}.txt", text) for number, text in enumerate(texts)]


def masks(*texts: str) -> list[list[tuple[str, str | None]]]:
    """The masks of each report in the order of the text, with what each hides once the reports are read together."""
    return [[(one.text, one.name) for one in facts.redactions] for facts in resolve_among(read_all(texts))]


def redactions(*texts: str) -> list[Redaction]:
    """The masks of the first of the reports."""
    return list(resolve_among(read_all(texts))[0].redactions)


A, B, S = NAMES.values()

GOLDEN: dict[str, tuple[list[str], list[list[tuple[str, str | None]]]]] = {
    "the fuller copy masks, the shorter names": (
        [told(A="xx市"), told(SHORTER)],
        [[("xx市", A)] * 4, []],
    ),
    "the shorter copy masks, the fuller names": (
        [told(), told(SHORTER, A="某市")],
        [[], [("某市", A)] * 4],
    ),
    "each masks what the other names": (
        [told(A="xx市"), told(SHORTER, B="**市")],
        [[("xx市", A)] * 4, [("**市", B)] * 4],
    ),
    "both mask it, each in its own way": (
        [told(A="xx市"), told(SHORTER, A="××市")],
        [[("xx市", None)] * 4, [("××市", None)] * 4],
    ),
    "a third copy names what two mask": (
        [told(A="xx市"), told(SHORTER, A="××市"), told("，议事不怕吵")],
        [[("xx市", A)] * 4, [("××市", A)] * 4, []],
    ),
    "copies contradict each other": (
        [told(A="xx市"), told(SHORTER), told("二、几点体会", A="湖州市")],
        [[("xx市", None)] * 4, [], []],
    ),
    "the naming copy has its words swapped": (
        [told(A="xx市"), spun(told(SHORTER))],
        [[("xx市", A)] * 4, []],
    ),
    "the naming copy is cut: what it lost stays open": (
        [told(A="xx市", B="xx市"), told("开展了“小手")],
        [[("xx市", one) for one in (A, B, A, B, A, B, None, None)], []],
    ),
    "equal masks are two places": (
        [told(A="xx市", B="xx市"), told(SHORTER)],
        [[("xx市", one) for one in (A, B) * 4], []],
    ),
    "bare masks in a list": (
        [
            told().replace(f"先后到{A}和{B}", "先后到xx、xx"),
            told(SHORTER).replace(f"先后到{A}和{B}", "先后到嘉兴、台州"),
        ],
        [[("xx", A), ("xx", B)], []],
    ),
    "a school's mask": (
        [told(S="××小学"), told(SHORTER)],
        [[("××小学", S)], []],
    ),
    "a city is no county, a school no college": (
        [told(A="xx县", S="××大学"), told(SHORTER)],
        [[("xx县", None)] * 3 + [("××大学", None), ("xx县", None)], []],
    ),
    "a county or district, where the mask leaves that open": (
        [told(A="xx县区"), told(SHORTER, A="秀洲区")],
        [[("xx县区", "秀洲区")] * 4, []],
    ),
    "the copy has other names throughout: it may be another tour": (
        [told(A="xx市"), told(SHORTER, B="湖州市", S="新桥小学")],
        [[("xx市", None)] * 4, []],
    ),
    "the copy has another title: the text tells what the masked title names": (
        [told(A="xx市"), "外出学习考察报告\n" + told(SHORTER).split("\n", 1)[1]],
        [[("xx市", A)] * 4, []],
    ),
    "a town that no gazetteer has and the copy names once may be misread": (
        [told(S="**镇"), told(SHORTER, S="柳塝镇")],
        [[("**镇", None)], []],
    ),
    "a school among words that differ may be misread": (
        [told(S="××小学"), told(SHORTER).replace("开展了", "办起了")],
        [[("××小学", None)], []],
    ),
    "a report that is no copy names nobody": (
        [told(A="xx市"), "海曙县赴嘉兴市考察的报告\n" + "各村修了路，种了茶，办了夜校，老人有人陪，孩子有书读。" * 12],
        [[("xx市", None)] * 4, []],
    ),
}


@pytest.mark.parametrize("texts, expected", GOLDEN.values(), ids=list(GOLDEN))
def test_masks_are_what_a_copy_names_and_else_stay_open(
    texts: list[str], expected: list[list[tuple[str, str | None]]]
) -> None:
    assert masks(*texts) == expected


@pytest.mark.parametrize("texts", [texts for texts, _ in GOLDEN.values()], ids=list(GOLDEN))
def test_the_order_of_the_files_is_nothing_to_what_masks_hide(texts: list[str]) -> None:
    facts = read_all(texts)
    by_id = {one.report.id: one for one in resolve_among(facts)}
    assert {one.report.id: one for one in resolve_among(reversed(facts))} == by_id


def test_the_reason_names_the_copy_and_what_it_writes() -> None:
    (one, *_) = redactions(told(A="xx市"), told(SHORTER))
    assert one.why == "转载《云溪县赴嘉兴市、台州市考察社区治理工作的报告》（1.txt）此处写作嘉兴市"


def test_what_copies_contradict_in_is_told_with_all_they_name() -> None:
    (one, *_) = redactions(told(A="xx市"), told(SHORTER), told("二、几点体会", A="湖州市"))
    assert (one.candidates, one.why) == (("嘉兴市", "湖州市"), "各处转载的说法不一：嘉兴市、湖州市")


def test_a_copy_of_other_names_is_told_as_such() -> None:
    (one, *_) = redactions(told(A="xx市"), told(SHORTER, B="湖州市", S="新桥小学"))
    assert one.candidates == ("嘉兴市",)
    assert one.why.endswith("但它所记的地名多与本文不同")


def test_a_resolved_mask_is_the_true_place_in_the_facts() -> None:
    facts = resolve_among(read_all([told(A="xx市"), told(SHORTER)]))[0]
    (city,) = [one for one in facts.entities if one.name == "嘉兴市"]
    assert city.redacted
    assert city.aliases == ("xx市",)
    assert city.properties["code"] == "330400"
    assert str(city.properties["resolved_by"]).startswith("转载《云溪县赴")
    assert city.id == next(one.id for one in read("1.txt", told(SHORTER)).entities if one.name == "嘉兴市")
    assert not [one for one in facts.entities if one.name == "xx市"]


def stated(facts: Facts) -> set[tuple[str, str, str]]:
    return {(one.head, one.verb, one.tail) for one in statements(facts)}


@pytest.mark.parametrize(
    "names", [{"A": "xx市"}, {"A": "xx市", "B": "xx市"}, {"S": "××小学"}, {"A": "xx市", "B": "××市", "S": "**小学"}]
)
def test_relations_are_those_of_the_report_with_its_names(names: dict[str, str]) -> None:
    """Of a list of equal masks too (赴xx市和xx市), which were one before."""
    plain = stated(read("0.txt", told()))
    assert stated(resolve_among(read_all([told(**names), told(SHORTER)]))[0]) - {(S, "位于", B)} == plain


# --- side by side


def around(text: str, *names: str) -> Surroundings:
    """Words with the names in them, each where it first stands after the one before."""
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append((at, at + len(name)))
        at += len(name)
    numbers = [(start, end, (start, end), "□" in text[start:end]) for start, end in found]
    return decode(encode(Surroundings(text, tuple(Name(*one) for one in numbers))))


PLAIN = "^我们先在河边听介绍然后到嘉兴市看桥当天下午又到台州市看船晚上回来写笔记^"


def test_names_meet_where_the_words_on_both_sides_match() -> None:
    masked = around(PLAIN.replace("嘉兴市", "□市"), "□市", "台州市")
    assert aligned_names(around(PLAIN, "嘉兴市", "台州市"), masked) == {0: Meeting(0, True), 1: Meeting(1, True)}


def test_a_masked_neighbour_is_no_difference() -> None:
    text = PLAIN.replace("嘉兴市", "秀洲区柳园社区")
    named = around(text, "秀洲区", "柳园社区")
    masked = around(text.replace("秀洲", "□").replace("柳园", "□"), "□区", "□社区")
    assert aligned_names(masked, named) == {0: Meeting(0, True), 1: Meeting(1, True)}


def test_names_do_not_meet_where_one_side_is_another_text() -> None:
    other = around(
        PLAIN.replace("嘉兴市", "□市").replace("看桥当天下午又到", "开会研究明年种茶的事再到"), "□市", "台州市"
    )
    assert 0 not in aligned_names(around(PLAIN, "嘉兴市", "台州市"), other)


def test_of_names_inside_each_other_the_longest_meets_the_longest() -> None:
    text = PLAIN.replace("嘉兴市", "嘉兴市民政局")
    plain = around(text, "嘉兴市民政局")
    both = Surroundings(text, (Name(12, 15, (12, 15), False), *plain.names))
    masked = around(text.replace("嘉兴", "□"), "□市民政局")
    assert aligned_names(both, masked) == {0: Meeting(1, True)}


def test_surroundings_hold_what_is_near_names_alone() -> None:
    facts = read("0.txt", told(A="xx市"))
    assert facts.report.surroundings is not None
    kept = decode(facts.report.surroundings)
    assert "□市推行红色物业把物业公司" in kept.text
    assert "…" in kept.text
    assert "xx" not in kept.text
    spans = {span for one in facts.entities if one.label in ("Place", "Organization") for span in one.mentions}
    assert {name.span for name in kept.names} == spans
    assert [kept.surface(name) for name in kept.names if name.masked] == ["□市"] * 4


def test_surroundings_go_through_a_facts_file() -> None:
    facts = read("0.txt", told())
    assert facts_from_json(facts_to_json(facts)) == facts


@pytest.mark.parametrize("wrong", ["", "1:", "1:{}", '1:["^",1]', '1:["^",0,9,0,9,0]', "2:[]"])
def test_surroundings_of_another_version_are_told_with_their_line(wrong: str) -> None:
    head = {"id": "r", "source": "s", "start": 0, "end": 1, "title": "t", "surroundings": wrong}
    with pytest.raises(FactsError, match=r"facts.jsonl, line 1: the surroundings are none of this version; extract"):
        list(read_facts([json.dumps({"report": head})], "facts.jsonl"))


# --- what rests on a mask

REPORT = Report("r", "r.txt", 0, 100, "报告")
MASK = Entity("m", "Place", "City", "xx市", (), True, ((0, 3), (20, 23)), "mask-place")
TOWN = Entity(identity("Place", "花桥村", "m"), "Place", "Village", "花桥村", (), False, ((3, 6),), "suffix")
HEAD = Entity(identity("Person", "周正", TOWN.id), "Person", None, "周正", (), False, ((8, 10),), "person")
FORM = Entity(identity("Practice", "三步", "m"), "Practice", "Model", "三步工作法", (), False, ((12, 17),), "model")
TRUE = Entity("t", "Place", "City", "嘉兴市")
OTHER = Entity("o", "Place", "City", "台州市")


def of_mask(*spans: tuple[int, int], entity: Entity = TRUE) -> Resolution:
    return Resolution("m", spans, entity, (), f"转载此处写作{entity.name}")


def says(type_: str, head: Entity, tail: Entity, start: int, sentence: str) -> Relation:
    return Relation(type_, head.id, tail.id, {}, (start, start + len(sentence)), sentence, "by-hand")


def test_what_has_its_id_from_a_mask_gets_it_from_the_true_place() -> None:
    """As reports have it that name the place: a village in it, a post there, a practice known by number."""
    located = says("LOCATED_IN", TOWN, MASK, 0, "xx市花桥村")
    after = resolved(Facts(REPORT, (MASK, TOWN, HEAD, FORM), (located,)), [of_mask(*MASK.mentions)])
    village = identity("Place", "花桥村", "t")
    person, practice = identity("Person", "周正", village), identity("Practice", "三步", "t")
    assert [one.id for one in after.entities] == ["t", village, person, practice]
    assert [(one.head, one.tail) for one in after.relations] == [(village, "t")]


def test_of_a_mask_that_is_two_things_each_relation_goes_by_its_sentence() -> None:
    relations = says("ADOPTED", MASK, FORM, 0, "xx市推行三步工作法。"), says("VISITED", TRUE, MASK, 20, "xx市")
    two = [of_mask((0, 3)), of_mask((20, 23), entity=OTHER)]
    after = resolved(Facts(REPORT, (MASK, FORM, TRUE), relations), two)
    assert [(one.type, one.head, one.tail) for one in after.relations] == [
        ("ADOPTED", "t", FORM.id),
        ("VISITED", "t", "o"),
    ]


def test_what_cannot_be_given_to_one_of_two_stays_with_the_mask() -> None:
    sentence = "xx市推行三步工作法，后来学它的是xx市。"
    mask = replace(MASK, mentions=((0, 3), (16, 19)))
    two = [of_mask((0, 3)), of_mask((16, 19), entity=OTHER)]
    after = resolved(Facts(REPORT, (mask, FORM), (says("ADOPTED", mask, FORM, 0, sentence),)), two)
    assert [(one.head, one.tail) for one in after.relations] == [("m", FORM.id)]
    assert {one.id: one.mentions for one in after.entities}["m"] == ((0, 3), (16, 19))


def test_a_village_after_one_of_two_listed_masks_lies_in_that_alone() -> None:
    mask = replace(MASK, mentions=((0, 3), (4, 7)))
    village = replace(TOWN, mentions=((7, 10),))
    two = [of_mask((0, 3)), of_mask((4, 7), entity=OTHER)]
    located = says("LOCATED_IN", village, mask, 0, "xx市、xx市花桥村")
    after = resolved(Facts(REPORT, (mask, village), (located,)), two)
    assert [one.tail for one in after.relations] == ["o"]


def test_an_office_lies_in_the_mask_that_its_name_begins_with() -> None:
    """Where the sentence goes on to another place with an equal mask."""
    mask = replace(MASK, mentions=((0, 3), (7, 10)))
    office = Entity("b", "Organization", "Government", "xx市民政局", (), True, ((0, 6),), "body")
    two = [of_mask((0, 3)), of_mask((7, 10), entity=OTHER)]
    located = says("LOCATED_IN", office, mask, 0, "xx市民政局赴xx市考察")
    after = resolved(Facts(REPORT, (mask, office), (located,)), two)
    assert [one.tail for one in after.relations] == ["t"]


def test_what_says_nothing_any_more_keeps_its_reason() -> None:
    """The visitor and the host are one, once the mask is known."""
    after = resolved(Facts(REPORT, (MASK, TRUE), (says("VISITED", TRUE, MASK, 0, "xx市"),)), [of_mask(*MASK.mentions)])
    assert after.relations == ()
    assert [one.reason for one in after.dropped] == ["both ends are one, now that the mask is known"]


def test_a_place_that_the_report_names_elsewhere_takes_the_masks_in() -> None:
    named = replace(TRUE, mentions=((40, 43),), aliases=("嘉兴",), rule="gazetteer-full")
    (one,) = resolved(Facts(REPORT, (MASK, named)), [of_mask(*MASK.mentions)]).entities
    assert one.mentions == ((0, 3), (20, 23), (40, 43))
    assert set(one.aliases) == {"xx市", "嘉兴"}


def test_a_name_must_fill_the_place_of_the_mask() -> None:
    """Where 北省 is all that is recognised of 湖北省, misread, it is not what the mask hides."""
    plain = around(PLAIN.replace("嘉兴市", "他北省"), "北省", "台州市")
    masked = around(PLAIN.replace("嘉兴市", "□省"), "□省", "台州市")
    assert aligned_names(plain, masked).keys() == {1}


# --- in a graph

FULL = read("full.txt", told(A="xx市", S="××小学"))
SHORT = read("short.txt", told(SHORTER))
CUT = read("cut.txt", told("，议事不怕吵", B="**市"))
WRONG = read("wrong.txt", told("二、几点体会", A="湖州市"))
ALL = (FULL, SHORT, CUT)


def graph(store: Store) -> tuple[list[Any], list[Any]]:
    nodes = [row[0] for row in store.read("MATCH (n) RETURN n").rows]
    relationships = [row[0] for row in store.read("MATCH ()-[r]->() RETURN r").rows]
    return sorted(nodes, key=lambda n: n.id), sorted(relationships, key=lambda r: r.id)


def emptied(store: Store) -> Store:
    store.write("MATCH (n) DETACH DELETE n")
    return store


def open_masks(store: Store) -> list[str]:
    return sorted(row[0] for row in store.read("MATCH (n) WHERE n.redacted = true RETURN n.name").rows)


def test_the_fullest_copys_facts_are_found_under_the_true_name(store: Store) -> None:
    """Though it masks the name, and the copy that names it states nothing in the graph."""
    assert store.load(ALL).unmasked == 3
    rows = run_query(store, find_query("seen-at"), {"place": "嘉兴市"}).rows
    assert [(row[0], row[1], row[-1]) for row in rows] == [("嘉兴市", "红色物业", FULL.report.title)]
    assert open_masks(store) == []


def test_the_true_place_stays_clean_and_the_mask_is_on_the_reports_mention(store: Store) -> None:
    store.load(ALL)
    query = "MATCH (r:Report {id: $id})-[m:MENTIONS]->(p:Place {name: '嘉兴市'}) RETURN p, m"
    place, mention = store.read(query, {"id": FULL.report.id}).rows[0]
    assert (place.properties["redacted"], list(place.properties["aliases"])) == (False, [])
    assert place.properties["code"] == "330400"
    assert mention.properties["redacted"] is True
    assert list(mention.properties["names"]) == ["嘉兴市", "xx市"]
    assert "（short.txt）此处写作嘉兴市" in mention.properties["resolved_by"]
    chain = "MATCH (:Place {name: '嘉兴市'})-[:LOCATED_IN]->(p:Place) RETURN p.name"
    assert [row[0] for row in store.read(chain).rows] == ["浙江省"]


def test_a_naming_copy_that_comes_in_a_later_run_resolves_the_mask(store: Store) -> None:
    assert store.load([FULL]).unmasked == 0
    assert open_masks(store) == ["xx市", "××小学"]
    assert store.load([SHORT]).unmasked == 2
    assert open_masks(store) == []


def test_loading_again_names_no_mask_again(store: Store) -> None:
    store.load(ALL)
    before = graph(store)
    for again in (ALL, [FULL], [SHORT], []):
        assert store.load(again).unmasked == 0
        assert graph(store) == before


def test_any_order_of_loading_gives_the_same_names(store: Store) -> None:
    store.load(ALL)
    expected = graph(store)
    for order in list(itertools.permutations(ALL))[1::2]:
        emptied(store)
        for facts in order:
            store.load([facts])
        assert graph(store) == expected


def test_a_mask_is_a_mask_again_when_the_copy_that_named_it_goes(store: Store) -> None:
    """As if that copy had never been there: the next that names it is asked, and if there is none, nobody."""
    for left in ([FULL, CUT], [FULL]):
        emptied(store).load(left)
        expected = graph(store)
        emptied(store).load(ALL)
        for facts in ALL:
            if facts not in left:
                assert store.forget(facts.report.id) is True
        assert graph(store) == expected
    assert open_masks(store) == ["xx市", "××小学"]


def test_a_copy_that_contradicts_opens_the_mask_again_and_lists_both(store: Store) -> None:
    store.load([FULL, SHORT])
    assert store.load([WRONG]).unmasked == 0
    rows = dict(store.read("MATCH (n) WHERE n.redacted = true RETURN n.name, n.candidates").rows)
    assert {name: list(found or ()) for name, found in rows.items()} == {"xx市": ["嘉兴市", "湖州市"]}
    store.forget(WRONG.report.id)
    assert open_masks(store) == []


def test_a_naming_copy_that_is_read_otherwise_now_is_asked_anew(store: Store) -> None:
    """By another version of the program it may name something else under the same id."""
    store.load([FULL, SHORT])
    entities = tuple(replace(one, name="嘉兴州") if one.name == "嘉兴市" else one for one in SHORT.entities)
    store.load([replace(SHORT, entities=entities)])
    query = "MATCH (:Report {id: $id})-[m:MENTIONS]->(n) WHERE m.resolved_by IS NOT NULL RETURN m.names[0]"
    assert {row[0] for row in store.read(query, {"id": FULL.report.id}).rows} == {"嘉兴州", "柳荫小学"}
    store.load([SHORT])
    assert {row[0] for row in store.read(query, {"id": FULL.report.id}).rows} == {"嘉兴市", "柳荫小学"}


def test_a_masked_copy_keeps_what_it_states_under_the_true_name(store: Store) -> None:
    """For the day when the fullest goes."""
    store.load(ALL)
    store.forget(FULL.report.id)
    store.forget(SHORT.report.id)
    after = graph(store)
    emptied(store).load([CUT])
    assert graph(store) == after
    assert open_masks(store) == ["**市"]


def test_names_that_a_broken_off_load_left_out_are_given_by_the_next(store: Store) -> None:
    """A crash before the masks were told, and one between two of them."""
    store.load(ALL)
    expected = graph(store)
    store.write("MATCH (r:Report) WHERE r.family IS NOT NULL SET r.family = 'broken'")
    store.load([])
    assert graph(store) == expected


def test_what_the_store_keeps_for_itself_is_small_and_no_reader_sees_it(store: Store) -> None:
    store.load(ALL)
    query = "MATCH (r:Report {id: $id}) RETURN size(r.surroundings), size(r.as_read)"
    ((words, kept),) = store.read(query, {"id": FULL.report.id}).rows
    assert words < 2000
    assert kept < 8000
    assert store.read(query, {"id": SHORT.report.id}).rows[0][1] is None
    text = card_text(read_card(store, FULL.report.id, "Report"))
    assert not [name for name in ("surroundings", "as_read", "imprint", "resolutions", "family") if name in text]


# --- for the reader


def test_a_load_tells_how_many_masks_copies_name(store: Store) -> None:
    def last(*facts: Facts) -> str:
        return summary_text(store.load(facts), "g", 1).splitlines()[-1]

    assert last(FULL).startswith("relations:")
    assert last(SHORT) == "unmasked: 2 masks are named by a copy of the report (kg query redacted)"
    assert last(CUT) == "unmasked: 1 mask is named by a copy of the report (kg query redacted)"
    assert last(CUT).startswith("relations:")


def test_cards_views_and_queries_tell_the_copy_that_names_a_mask(store: Store) -> None:
    store.load(ALL)
    (place,) = store.read("MATCH (p:Place {name: '嘉兴市'}) RETURN p.id").rows
    reason = "转载《云溪县赴嘉兴市、台州市考察社区治理工作的报告》（short.txt）此处写作嘉兴市"
    assert f"原文遮蔽为 xx市，还原依据：{reason}" in card_text(read_card(store, place[0], "Place"))
    assert [one.reason for one in whole_graph(store).resolutions[place[0]]] == [reason]
    rows = run_query(store, find_query("redacted"), {}).rows
    assert [row[3] for row in rows if row[0] == "嘉兴市"] == [reason]


def test_the_command_resolves_among_the_given_files(tmp_path: Path) -> None:
    for name, text in (("full.txt", told(A="xx市")), ("short.txt", told(SHORTER))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["redactions", str(tmp_path)], prog_name="kg")
    assert result.exit_code == 0, result.output
    assert "嘉兴市" in result.output
    assert "此处写作嘉兴市" in result.output
