"""A vocabulary that a content farm swapped is put back, and only that; measured on tests/spun."""

import re
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.spinning import spinning_words
from loaders.cleaning import clean
from loaders.extract import extract
from loaders.lexicon import table
from loaders.repairs.edits import untouched
from loaders.repairs.spun import restore, tables
from loaders.sources import Source

SPUN = Path(__file__).parent / "spun"
NAMES = sorted(path.stem for path in SPUN.glob("*.txt"))
CLEAN = [name for name in NAMES if name.startswith("clean")]
TABLES = {"benshi": "本事", "qianli": "潜力", "xiaolao": "效劳"}
_MARK = re.compile(r"\{(?P<word>[^|{}]+)\|(?P<original>[^|{}]+)\}|\[(?P<own>[^\[\]]+)\]")


class Golden(NamedTuple):
    """An annotated report: its text as on disk, the original, and the swapped places with their originals."""

    text: str
    original: str
    swapped: dict[tuple[int, int], str]


@cache
def golden(name: str) -> Golden:
    text, original, swapped, done = "", "", {}, 0
    marked = (SPUN / f"{name}.txt").read_text("utf-8")
    for match in _MARK.finditer(marked):
        before = marked[done : match.start()]
        text, original, done = text + before, original + before, match.end()
        if match["word"]:
            swapped[len(text), len(text) + len(match["word"])] = match["original"]
        text += match["word"] or match["own"]
        original += match["original"] or match["own"]
    return Golden(text + marked[done:], original + marked[done:], swapped)


@cache
def restored(name: str) -> dict[tuple[int, int], str]:
    return {repair.span: repair.after for repair in clean(golden(name).text).repairs if repair.name == "spun"}


def tally(names):
    """Swapped words put back rightly, put back wrongly, and left."""
    right = wrong = missed = 0
    for name in names:
        true, ours = golden(name).swapped, restored(name)
        hits = sum(true.get(span) == after for span, after in ours.items())
        right, wrong, missed = right + hits, wrong + len(ours) - hits, missed + len(true) - hits
    return right, wrong, missed


def test_what_is_put_back_is_what_stood_there() -> None:
    right, wrong, _ = tally(NAMES)
    assert right / (right + wrong) >= 0.97


def test_nearly_all_that_was_swapped_is_put_back() -> None:
    right, _, missed = tally(NAMES)
    assert right / (right + missed) >= 0.95


@pytest.mark.parametrize("name", [name for name in NAMES if name not in CLEAN])
def test_every_swapped_report_is_told_with_its_table(name: str) -> None:
    spinning = clean(golden(name).text).spinning
    assert spinning is not None
    assert spinning.table == TABLES[name.partition("-")[0]]
    assert spinning.telling >= len(spinning.shown) >= 3
    assert {swap.span for swap in spinning.swaps if swap.original} == set(restored(name))


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_report_stays_byte_for_byte(name: str) -> None:
    text = golden(name).text
    assert restore(untouched(text, 0)) == untouched(text, 0)
    assert clean(text).text == text


@pytest.mark.parametrize("name", NAMES)
def test_the_original_of_every_report_is_clean(name: str) -> None:
    assert clean(golden(name).original).spinning is None


@pytest.mark.parametrize("name", NAMES)
def test_a_report_put_back_is_left_alone(name: str) -> None:
    once = clean(golden(name).text).text
    assert clean(once).text == once


@pytest.mark.parametrize("name", NAMES)
def test_every_character_keeps_its_place(name: str) -> None:
    text = f"页眉\n{golden(name).text}"
    cleaned = clean(golden(name).text, 3)
    for repair in cleaned.repairs:
        assert text[slice(*repair.span)] == repair.before
    spans = {span for repair in cleaned.repairs for span in range(*repair.span)}
    for position, (char, offset) in enumerate(zip(cleaned.text, cleaned.offsets, strict=True)):
        assert offset in spans or text[offset] == char, position


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_table_is_annotated(name: str) -> None:
    marked = _MARK.sub("|", (SPUN / f"{name}.txt").read_text("utf-8"))
    known = {pair.word for table, pairs in tables() for pair in pairs if table == TABLES.get(name.partition("-")[0])}
    strangers = {"潜力", "潜质", "本事", "效劳", "根底"}  # of the other farms, in a table for mixed reports
    assert not {word for word in known - strangers if word in marked}


def names_in(name: str) -> dict[str, tuple[str, ...]]:
    facts = extract(Source("a.txt", golden(name).text, "utf-8", ""))
    return {entity.name: entity.aliases for one in facts for entity in one.entities}


def test_names_come_out_restored_and_keep_the_surface_as_an_alias() -> None:
    assert "全国礼貌城市创立" in names_in("benshi-1")["全国文明城市创建"]
    assert "首问职责制" in names_in("benshi-1")["首问责任制"]
    assert "团体备课制度" in names_in("benshi-2")["集体备课制度"]


def test_words_that_tell_a_relation_come_out_restored_too() -> None:
    text = clean(golden("xiaolao-7").text).text
    assert "进行了为期6天的考察" in text
    assert "听取了当地同志的介绍" in text
    assert "具有重要的借鉴意义" in text
    assert "责令停止营业" in text
    assert "居民自创的舞蹈" in text
    assert "关于加强社区工作的意见" in text


def test_common_words_alone_are_no_table() -> None:
    text = "社区展开评比活动，获得明显成效，树立健全制度，停止了三次检查，调查组一行到了河湾社区。" * 3
    assert clean(text).spinning is None


def test_a_subject_with_many_uses_of_one_word_is_no_table() -> None:
    text = "学校重视礼貌。" + "礼貌城市从礼貌社区做起，精神礼貌建设要靠礼貌市民。" * 5
    assert clean(text).spinning is None


def test_a_report_that_keeps_its_originals_is_no_table() -> None:
    text = golden("benshi-1").text + golden("benshi-1").original * 3
    assert clean(text).spinning is None


def test_an_explanation_tells_the_table_and_what_was_made_of_each_word() -> None:
    spinning = clean(golden("benshi-1").text).spinning
    assert spinning is not None
    table, restored_words, left = spinning_words(spinning)
    assert table.startswith("“本事”词表")
    assert "礼貌→文明 8" in restored_words
    assert "礼貌（搭配，如“作人员礼貌待人、”）" in left


def test_every_collocation_belongs_to_a_swap() -> None:
    pairs = {str(pair) for _, pairs in tables() for pair in pairs}
    keys = [key.split() for key, _ in table("spun_collocations")]
    assert {pair for pair, _ in keys} <= pairs
    assert {verdict for _, verdict in keys} == {"restore", "keep"}


def test_every_pattern_has_its_place() -> None:
    for key, patterns in table("spun_collocations"):
        for pattern in patterns:
            assert pattern.count("_") == 1, (key, pattern)
            re.compile(pattern)


def test_a_swap_has_one_original_in_a_table() -> None:
    for name, pairs in tables():
        assert len({pair.word for pair in pairs}) == len(pairs), name


def test_a_long_clean_text_costs_little() -> None:
    text = golden("benshi-1").original * 300
    started = time.perf_counter()
    assert restore(untouched(text, 0)).spinning is None
    assert time.perf_counter() - started < 1


def test_no_word_of_a_table_stands_in_another_or_over_itself() -> None:
    """So that each place is counted once, whatever is looked for first."""
    for name, pairs in tables():
        swapped = [pair.word for pair in pairs]
        assert not [(one, other) for one in swapped for other in swapped if one != other and one in other], name
        for word in (word for pair in pairs for word in (pair.word, pair.original)):
            assert not any(word[-size:] == word[:size] for size in range(1, len(word))), word
