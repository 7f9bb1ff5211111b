"""Each repair mends what its golden sentences say, leaves the look-alikes beside it, and loses no place."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.cleaning import REPAIRS, clean
from loaders.extract import extract
from loaders.sources import Source, read_source
from loaders.unreadable import find_unreadable

HERE = Path(__file__).parent
ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-f]{4})|(?P<sign>[n\\]))")


def unescaped(text: str) -> str:
    return ESCAPE.sub(
        lambda one: chr(int(one["code"], 16)) if one["code"] else {"n": "\n", "\\": "\\"}[one["sign"]], text
    )


def golden_repairs() -> Iterator[tuple[str, str, str]]:
    for line in (HERE / "golden_repairs.tsv").read_bytes().decode("utf-8").split("\n"):
        if line and not line.startswith("#"):
            repair, damaged, repaired = line.split("\t")
            raw = unescaped(damaged)
            yield repair, raw, raw if repaired == "=" else unescaped(repaired)


GOLDEN = tuple(golden_repairs())
DAMAGED = tuple(raw for _, raw, text in GOLDEN if raw != text)
IDS = [f"{repair}-{number}" for number, (repair, _, _) in enumerate(GOLDEN, 1)]


@pytest.mark.parametrize(("repair", "raw", "text"), GOLDEN, ids=IDS)
def test_a_repair_mends_its_damage_and_leaves_what_is_none(repair: str, raw: str, text: str) -> None:
    result = clean(raw)
    assert result.text == text
    assert (repair in {one.name for one in result.repairs}) == (raw != text)


@pytest.mark.parametrize("repair", REPAIRS)
def test_every_repair_has_five_golden_damages_and_three_look_alikes(repair: str) -> None:
    rows = Counter(raw != text for name, raw, text in GOLDEN if name == repair)
    assert rows[True] >= 5
    assert rows[False] >= 3


def test_no_golden_repair_stands_twice() -> None:
    assert len(set(GOLDEN)) == len(GOLDEN)


@pytest.mark.parametrize("raw", DAMAGED, ids=range(len(DAMAGED)))
def test_a_repaired_text_needs_no_more_repair(raw: str) -> None:
    once = clean(raw).text
    assert clean(once).text == once


def test_reports_written_without_damage_stay_byte_for_byte() -> None:
    for number in ("01", "02", "03", "05", "12", "14", "27", "30", "35", "45"):
        text = read_source(str(HERE / "golden" / f"{number}.txt")).text
        assert clean(text).text == text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(DAMAGED), min_size=1, max_size=6).map("\n".join), st.integers(0, 5000))
def test_every_character_outside_a_repair_is_where_it_was(raw: str, start: int) -> None:
    """A repaired span holds the characters that the repair saw, and what no repair holds has come through."""
    result = clean(raw, start)
    held = {at for one in result.repairs for at in range(*one.span)}
    kept = {place: sign for place, sign in zip(result.offsets, result.text, strict=True) if place not in held}
    assert kept == {start + at: sign for at, sign in enumerate(raw) if start + at not in held}
    assert list(result.offsets) == sorted(result.offsets)
    for one in result.repairs:
        low, high = one.span
        assert start <= low < high <= start + len(raw)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(DAMAGED))
def test_a_first_repair_tells_what_stood_in_the_file(raw: str) -> None:
    first = clean(raw).repairs[0]
    low, high = first.span
    assert raw[low:high] == first.before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("。ㄈ┳⒅貙嵭创建工作", "。ㄈ┳⒅貙嵭"),
        ("。ㄋ模┳ズ眠^程", "。ㄋ模┳ズ眠^"),
        ("。ǘ创新载体", "。ǘ"),
        ("推行锟斤拷制度", "锟斤拷"),
        ("李\ufffd任书记", "\ufffd"),
        ("202223年新建", "202223年"),
        ("20162018年实施", "20162018年"),
        ("于年月日至日出发", "年月日至日"),
        ("松坪县位于省西南部", "省"),
        ("考察组一行人赴松坪县", "人"),
    ],
)
def test_what_cannot_be_read_is_found_and_stays(text: str, found: str) -> None:
    assert [text[one.start : one.end] for one in find_unreadable(text)] == [found]
    assert clean(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "注音符号ㄅㄆㄇ和日文の字",
        "┌──┬──┐\n│社区│人口│\n└──┴──┘",
        "①建章立制。②落实责任。⑴养老⑵托幼",
        "书记王堃、李喆和陈珺都来了",
        "2016年、2018年，20000元，200000年前",
        "5月8日出发，3月8日妇女节，每月日均",
        "填写出生年月日，某年月日",
        "位于我省西南部，市区位于江边",
        "x^2和a^b",
    ],
)
def test_what_can_be_read_is_not_called_unreadable(text: str) -> None:
    assert find_unreadable(text) == []


def facts_of(text: str):
    closing = "这次出门时间不长，路上天气很好，大家白天看、晚上谈，人人都说不虚此行，回来以后还常常说起路上的见闻。"
    (facts,) = extract(Source("a.txt", f"外出考察报告\n{text}\n{closing}", "utf-8", ""))
    return facts


def test_a_name_that_runs_over_debris_is_dropped_with_its_reason() -> None:
    facts = facts_of("考察组参观了桐城市。桐城市推行锟斤拷管理模式，建立了“ㄈ┳⒅”制度。")
    assert {one.name for one in facts.entities if one.label == "Practice"} == set()
    reasons = {one.text: one.reason for one in facts.dropped}
    assert reasons["锟斤拷管理模式"] == "runs over characters that cannot be read"
    assert reasons["ㄈ┳⒅"].startswith("debris")


def test_a_hole_is_no_name_and_years_run_together_give_no_date() -> None:
    facts = facts_of("考察组于202023年5月赴桐城市考察。市区位于省西南部。")
    named = {one.name for one in facts.entities if one.label == "Place" and one.mentions}
    assert named == {"桐城市"}
    assert facts.report.visit is None or facts.report.visit.start_date is None


def test_a_misread_name_is_the_place_under_its_restored_name() -> None:
    facts = facts_of("考察组参观了习水县士城镇。")
    (town,) = (one for one in facts.entities if one.kind == "Township")
    assert (town.name, "士城镇" in town.aliases) == ("土城镇", True)


def test_a_lost_dash_dates_the_visit() -> None:
    visit = facts_of("考察组于2016年5月4日5月8日赴桐城市考察。").report.visit
    assert visit is not None
    assert (visit.start_date, visit.end_date) == ("2016-05-04", "2016-05-08")
