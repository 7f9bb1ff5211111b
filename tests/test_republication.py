"""Copies of reports: recognised by what their texts share, linked to the fullest, their facts counted once."""

import itertools
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.card import read_card
from kg.card_text import card_text
from kg.errors import FactsError
from kg.facts_file import facts_from_json, facts_to_json, read_facts
from kg.records import Entity, Facts, Relation, Report, identity
from kg.republication import republications
from kg.signatures import SLOTS, Signature, decode
from kg.statistics import count_all
from kg.stores.base import Store
from kg.summary import summary_text
from loaders.signature import signature
from queries.library import find_query, run_query
from visualizations.graph_data import around, whole_graph
from visualizations.network import write_network

COMMON = "".join(chr(0x4E00 + number * 7) for number in range(1200))


def prose(seed: int, length: int = 1500) -> str:
    """Sentences of characters at random: what no other seed gives."""
    rng = random.Random(seed)
    signs = "".join(rng.choice(COMMON) for _ in range(length))
    return "".join(signs[at : at + 20] + "。" for at in range(0, length, 20))


def signed(text: str, title: str = "") -> Signature:
    found = signature(text, title)
    assert found is not None
    return decode(found)


def reworded(text: str, share: float) -> str:
    """A share of the characters swapped for others, always the same ones."""
    rng = random.Random(0)
    swaps = {ord(one): rng.choice(COMMON) for one in COMMON if rng.random() < share}
    return text.translate(swaps)


# --- signatures


def test_a_signature_leaves_out_title_punctuation_digits_blanks_and_masks() -> None:
    """The same words under another title, with other signs between them and names masked by Latin letters."""
    text = prose(1)
    plain = signature(f"赴青山市考察报告\n{text}", "赴青山市考察报告")
    varied = text.replace("。", "；12 \n") + "xx××某"
    assert signature(f"篇一：外出学习有感\n{varied}", "外出学习有感") == signature(varied, "") == plain


def test_a_signature_is_the_same_on_every_machine() -> None:
    """Stored signatures are compared with those of later runs, so that the way of making them may not drift."""
    found = signature(prose(1), "")
    assert found is not None
    assert identity(found) == "85c386f30a9a92e34f71"


@pytest.mark.parametrize("size", [150, 900, 6000])
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_signatures_agree_as_often_as_texts_share_shingles(size: int, share: float) -> None:
    """Short texts cast their shingles many times, long ones once; by chance one slot of 256 agrees."""
    text = prose(1, size)
    texts = [re.sub("[^\u3400-\u9fff]", "", one) for one in (text, reworded(text, share))]
    one, other = ({part[at : at + 3] for at in range(len(part) - 2)} for part in texts)
    slots = [signed(part).slots for part in texts]
    agreed = sum(a == b for a, b in zip(*slots, strict=True)) / SLOTS
    assert abs((agreed - 1 / 256) / (1 - 1 / 256) - len(one & other) / len(one | other)) < 0.05


def test_a_text_of_a_few_sentences_has_no_signature() -> None:
    assert signature(prose(1, 80), "") is None
    assert signature("", "") is None


def test_a_signature_goes_through_a_facts_file() -> None:
    facts = Facts(Report("r", "甲.txt", 0, 9, "报告", signature=signature(prose(1), "")))
    assert facts_from_json(facts_to_json(facts)) == facts


@pytest.mark.parametrize("wrong", ["", "2:", "2:AAAA", "1:AAAA", "2:名字"])
def test_a_signature_of_another_version_is_told_with_its_line(wrong: str) -> None:
    line = f'{{"report": {{"id": "r", "source": "s", "start": 0, "end": 1, "title": "t", "signature": "{wrong}"}}}}'
    with pytest.raises(FactsError, match=r"facts.jsonl, line 1: the signature is none of this version; extract"):
        list(read_facts([line], "facts.jsonl"))


# --- what is a copy


@pytest.mark.parametrize(
    ("damage", "least"),
    [
        (lambda text: text, 1.0),
        (lambda text: text[: len(text) * 3 // 5], 0.9),
        (lambda text: text[len(text) * 2 // 5 :], 0.9),
        (lambda text: reworded(text, 0.1), 0.65),
        (lambda text: reworded(text, 0.08)[: len(text) * 3 // 5], 0.65),
    ],
    ids=["whole", "beginning", "end", "reworded", "reworded and cut"],
)
def test_a_damaged_copy_is_recognised(damage: Callable[[str], str], least: float) -> None:
    text = prose(1)
    found = republications({"whole": signed(text), "copy": signed(damage(text)), "other": signed(prose(2))})
    copy, fullest = ("whole", "copy") if "whole" in found else ("copy", "whole")
    assert set(found) == {copy}
    assert found[copy].fullest == fullest
    assert found[copy].similarity >= least


def test_reports_that_share_stock_phrases_are_no_copies() -> None:
    """A third of either text is the same."""
    stock = prose(0, 500)
    assert republications({str(seed): signed(stock + prose(seed, 1000)) for seed in range(1, 20)}) == {}


def test_every_copy_goes_to_the_fullest_and_none_to_a_copy() -> None:
    text = prose(1)
    family = {f"{part}": signed(text[: len(text) * part // 10]) for part in (6, 7, 8, 9, 10)}
    assert {copy: found.fullest for copy, found in republications(family).items()} == dict.fromkeys("6789", "10")


def test_no_chain_of_resemblances_makes_a_copy() -> None:
    """Each text has most of its neighbour's, and the ends have nothing in common."""
    parts = [prose(seed, 400) for seed in range(8)]
    chain = {str(at): signed("".join(parts[at : at + 4 - (at == 4)])) for at in range(5)}
    found = republications(chain)
    assert all(copy.fullest not in found for copy in found.values())
    assert "4" not in found or found["4"].fullest != "0"


def test_the_order_in_which_reports_are_given_is_nothing() -> None:
    texts = {f"{seed}-{cut}": prose(seed)[: 1600 - 100 * cut] for seed in range(6) for cut in range(5)}
    signatures = {ident: signed(text) for ident, text in texts.items()}
    backwards = dict(reversed(signatures.items()))
    assert republications(signatures) == republications(backwards)
    assert len(republications(signatures)) == 24


def test_a_report_with_hundreds_of_copies_is_one_family() -> None:
    text = prose(1)
    crowd = {f"{number:03d}": signed(text[: 1500 - number]) for number in range(300)}
    assert {found.fullest for found in republications(crowd).values()} == {"000"}
    assert len(republications(crowd)) == 299


# --- in a graph

HOME = Entity(identity("白河市"), "Place", "City", "白河市", mentions=((0, 3),), rule="by-hand")
HOST = Entity(identity("青山市"), "Place", "City", "青山市", mentions=((5, 8),), rule="by-hand")
GRID = Entity(identity("五步工作法"), "Practice", "Model", "五步工作法", mentions=((20, 25),), rule="by-hand")


def told(ident: str, text: str, *more: Entity, host: Entity = HOST) -> Facts:
    """A report that states two facts."""
    stated = (("VISITED", HOME, host, {"participants": 9}), ("ADOPTED", host, GRID, {"status": "in_place"}))
    relations = tuple(
        Relation(type_, head.id, tail.id, properties, (0, 9), "青山市推行五步工作法。", "by-hand")
        for type_, head, tail, properties in stated
    )
    report = Report(ident, f"{ident}.txt", 0, 100, f"报告{ident}", HOME.id, signature=signature(text, ""))
    return Facts(report, (HOME, host, GRID, *more), relations)


MASK = Entity(identity("mask"), "Place", "City", "xx市", (), True, ((40, 43),), "mask")
FULL = told("full", prose(1))
CUT = told("cut", prose(1)[:1100], MASK)
SHORT = told("short", prose(1)[:950])
OTHER = told("other", prose(2))
ALL = (FULL, CUT, SHORT, OTHER)


def graph(store: Store) -> tuple[list[Any], list[Any]]:
    nodes = [row[0] for row in store.read("MATCH (n) RETURN n").rows]
    relationships = [row[0] for row in store.read("MATCH ()-[r]->() RETURN r").rows]
    return sorted(nodes, key=lambda n: n.id), sorted(relationships, key=lambda r: r.id)


def copies(store: Store) -> dict[str, str]:
    return dict(store.read("MATCH (r:Report)-[:REPUBLISHES]->(f:Report) RETURN r.id, f.id").rows)


def witnesses(store: Store) -> set[str]:
    """The reports that any relationship rests on."""
    return {row[0] for row in store.read("MATCH ()-[r]->() WHERE r.report IS NOT NULL RETURN DISTINCT r.report").rows}


def emptied(store: Store) -> Store:
    store.write("MATCH (n) DETACH DELETE n")
    return store


def test_copies_are_linked_to_the_fullest_and_their_facts_count_once(store: Store) -> None:
    """Every copy stays as a report with its mentions; what it states is not stated again."""
    assert store.load(ALL).republished == 2
    assert copies(store) == {"cut": "full", "short": "full"}
    assert witnesses(store) == {"full", "other"}
    mentions = store.read("MATCH (r:Report {id: 'cut'})-[:MENTIONS]->(n) RETURN n.name ORDER BY n.name").rows
    assert [row[0] for row in mentions] == ["xx市", "五步工作法", "白河市", "青山市"]


def test_a_link_tells_how_much_of_the_copy_the_fullest_has(store: Store) -> None:
    store.load([FULL, CUT, replace(FULL, report=replace(FULL.report, id="again", source="again.txt"))])
    rows = dict(store.read("MATCH (r:Report)-[x:REPUBLISHES]->() RETURN r.id, x.similarity").rows)
    assert rows.keys() == {"cut", "full"}
    assert rows["full"] == 1.0
    assert 0.9 <= rows["cut"] <= 1.0


def test_a_copy_is_recognised_in_a_later_run(store: Store) -> None:
    """By the signature that the graph keeps; a load tells only of what it recognised itself."""
    assert store.load([FULL]).republished == 0
    assert store.load([CUT]).republished == 1
    assert store.load([OTHER]).republished == 0
    assert copies(store) == {"cut": "full"}


def test_a_fuller_copy_that_comes_later_takes_the_place_of_the_first(store: Store) -> None:
    store.load([SHORT])
    assert witnesses(store) == {"short"}
    assert store.load([CUT]).republished == 1
    assert store.load([FULL]).republished == 1
    assert copies(store) == {"cut": "full", "short": "full"}
    assert witnesses(store) == {"full"}


def test_loading_a_file_again_is_no_republication(store: Store) -> None:
    store.load(ALL)
    before = graph(store)
    assert store.load(ALL).republished == 0
    assert store.load([CUT]).republished == 0
    assert graph(store) == before


def test_any_order_of_loading_copies_gives_the_same_graph(store: Store) -> None:
    """One load, and one for each report in several orders."""
    store.load(ALL)
    expected = graph(store)
    for order in list(itertools.permutations(ALL))[1::5]:
        emptied(store)
        for facts in order:
            store.load([facts])
        assert graph(store) == expected


def test_forgetting_the_fullest_copy_lets_the_next_take_its_place(store: Store) -> None:
    """As if it had never been loaded; so does forgetting the next."""
    for left in ((CUT, SHORT, OTHER), (SHORT, OTHER)):
        emptied(store).load(left)
        expected = graph(store)
        emptied(store).load(ALL)
        for facts in ALL:
            if facts not in left:
                store.forget(facts.report.id)
        assert graph(store) == expected
    assert witnesses(store) == {"short", "other"}


def test_forgetting_a_copy_leaves_the_others_as_they_were(store: Store) -> None:
    store.load([FULL, SHORT, OTHER])
    expected = graph(store)
    store.load([CUT])
    assert store.forget("cut") is True
    assert graph(store) == expected


def test_what_a_broken_off_load_left_is_put_right_by_the_next(store: Store) -> None:
    """A crash before the copies were recognised, and one that left a link with the facts still there."""
    store.load(ALL)
    expected = graph(store)
    for damage in (
        "MATCH (:Report)-[x:REPUBLISHES]->(:Report) DELETE x",
        "MATCH (r:Report {id: 'cut'})-[x:REPUBLISHES]->(:Report) SET x.similarity = 0.1",
        "MATCH (r:Report {id: 'full'})<-[x:REPUBLISHES]-(c:Report {id: 'cut'}) MATCH (o:Report {id: 'other'}) "
        "CREATE (c)-[:REPUBLISHES {id: 'wrong', similarity: 0.5}]->(o) DELETE x",
    ):
        store.write(damage)
        store.load([])
        assert graph(store) == expected


def test_a_report_that_says_something_else_now_says_so_when_it_is_no_copy_any_more(store: Store) -> None:
    """A copy loaded again with other facts keeps these for the day when the fullest goes."""
    store.load([FULL, CUT])
    changed = replace(CUT, relations=CUT.relations[:1])
    store.load([changed])
    store.forget("full")
    after = graph(store)
    emptied(store).load([changed])
    assert graph(store) == after


def test_copies_have_no_vote_on_a_name(store: Store) -> None:
    """The fullest copy's form stands, however often a damaged one was reprinted."""
    damaged = replace(HOST, name="青山布")
    reprints = [told(f"cut{number}", prose(1)[: 1200 - number * 10], host=damaged) for number in range(3)]
    store.load([*reprints, FULL])
    ((name, aliases),) = store.read("MATCH (n:Place {id: $id}) RETURN n.name, n.aliases", {"id": HOST.id}).rows
    assert (name, list(aliases)) == ("青山市", ["青山布"])


def test_reports_without_a_signature_are_left_as_they_are(store: Store) -> None:
    """Facts files of other origin have none; one of another version waits until its report is loaded again."""
    bare = [replace(one, report=replace(one.report, signature=None)) for one in (FULL, CUT)]
    assert store.load(bare).republished == 0
    store.write("MATCH (r:Report {id: 'full'}) SET r.signature = '0:old'")
    assert store.load([CUT]).republished == 0
    assert store.load([FULL]).republished == 1


# --- for the reader


def counted(store: Store) -> dict[str, int]:
    return {row[0]: row[2] for row in count_all(store).rows}


def test_counts_leave_out_what_only_copies_name(store: Store) -> None:
    """The mask stands in the cut copy alone; once that is the fullest, it counts."""
    store.load(ALL)
    nodes = {"Report": 4, "Place": 2, "Place:City": 2, "Practice": 1, "Practice:Model": 1}
    assert counted(store) == nodes | {"VISITED": 2, "ADOPTED": 2, "MENTIONS": 13, "REPUBLISHES": 2}
    store.forget("full")
    assert counted(store)["Place"] == 3


def rows(store: Store, name: str, **arguments: str) -> list[tuple[object, ...]]:
    return list(run_query(store, find_query(name), arguments).rows)


def test_queries_count_a_fact_once_and_know_what_is_a_copy(store: Store) -> None:
    store.load(ALL)
    assert [row[-1] for row in rows(store, "visits")] == ["报告full", "报告other"]
    assert [row[2] for row in rows(store, "most-visited")] == [2]
    assert [row[:2] for row in rows(store, "republished")] == [("报告cut", "cut.txt"), ("报告short", "short.txt")]


def test_what_a_copy_says_is_told_by_the_fullest(store: Store) -> None:
    store.load(ALL)
    assert rows(store, "report", report="cut.txt") == rows(store, "report", report="full.txt") != []


def test_a_copys_card_names_the_fullest(store: Store) -> None:
    """Without what the store keeps for itself."""
    store.load(ALL)
    text = card_text(read_card(store, "cut", "Report"))
    assert "报告cut —转载自→ 报告full（相似度 " in text
    assert "withheld" not in text
    assert "signature" not in text
    assert "报告cut —转载自→ 报告full" in card_text(read_card(store, "full", "Report"))


def test_a_load_tells_of_copies_only_where_there_are(store: Store) -> None:
    def last(facts: Iterable[Facts]) -> str:
        return summary_text(store.load(facts), "g", 1).splitlines()[-1]

    assert last([FULL]).startswith("relations:")
    told_of = "of another, whose facts alone count (kg query republished)"
    assert last([CUT]) == f"republished: 1 report is a copy {told_of}"
    assert last([SHORT, told("shorter", prose(1)[:900])]) == f"republished: 2 reports are copies {told_of}"


def test_the_view_draws_each_thing_once_and_tells_how_often_a_report_was_reprinted(
    store: Store, tmp_path: Path
) -> None:
    store.load(ALL)
    data = whole_graph(store)
    assert sorted(node.properties["name"] for node in data.nodes) == ["五步工作法", "白河市", "青山市"]
    assert {ident: title.copies for ident, title in data.reports.items()} == {"full": 2, "other": 0}
    assert write_network(data, tmp_path / "view.html", "图").relationships == 4


def test_the_view_around_a_report_shows_its_copies(store: Store) -> None:
    store.load(ALL)
    data = around(store, ["full"], 1)
    assert sorted(node.id for node in data.nodes if node.labels == ("Report",)) == ["cut", "full", "short"]
    assert {(one.start, one.end) for one in data.relationships if one.type == "REPUBLISHES"} == {
        ("cut", "full"),
        ("short", "full"),
    }
