"""The whole way from text to facts: places in the file, identity, the own side, and nothing that breaks it."""

import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.facts_file import facts_from_json, facts_to_json
from kg.ontology import ADOPTION_STATUS, RELATIONS, kind_label, legal
from kg.records import Entity, Facts, identity
from loaders.extract import extract
from loaders.sources import Source, read_source

ROOT = Path(__file__).parent.parent
REPORTS = sorted(
    [*(ROOT / "samples").glob("*.txt"), *(ROOT / "samples").glob("*.md"), *ROOT.glob("tests/golden/*.txt")]
)
# makes a report of a line or two and says nothing of anybody
CLOSING = "这次出门时间不长，路上天气很好，大家白天看、晚上谈，人人都说不虚此行，回来以后还常常说起路上的见闻。"

every_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)


def facts_of_text(text: str, name: str = "report.txt") -> list[Facts]:
    return list(extract(Source(name, text, "utf-8", "")))


def one_report(text: str, title: str = "外出考察报告") -> Facts:
    (facts,) = facts_of_text(f"{title}\n{text}\n{CLOSING}")
    return facts


@cache
def facts_of_file(path: Path) -> tuple[Facts, ...]:
    return tuple(extract(read_source(str(path))))


def text_on_disk(path: Path) -> str:
    """A file's text without the help of the code under test: no newline translated."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def named(facts: Facts, name: str) -> Entity:
    return next(entity for entity in facts.entities if name in (entity.name, *entity.aliases))


def own_side(facts: Facts) -> Entity:
    return next(entity for entity in facts.entities if entity.id == facts.report.own_side)


def assert_sound(facts: Facts, text: str) -> None:
    """What holds of the facts of any text whatever."""
    report = facts.report
    assert 0 <= report.start < report.end <= len(text)
    labels = {entity.id: entity.label for entity in facts.entities}
    assert len(labels) == len(facts.entities)
    assert report.own_side in labels
    for entity in facts.entities:
        kind_label(entity.label, entity.kind)
        assert entity.name.strip()
        assert entity.rule
        for start, end in entity.mentions:
            assert report.start <= start < end <= report.end
            assert text[start:end] in (entity.name, *entity.aliases)
    for one in facts.relations:
        assert one.head != one.tail
        assert legal(one.type, labels[one.head], labels[one.tail])
        assert set(one.properties) <= {known.name for known in RELATIONS[one.type].properties}
        assert (one.type == "ADOPTED") == (one.properties.get("status") in ADOPTION_STATUS)
        assert one.rule
        if one.evidence is None:
            assert (one.type, one.sentence) == ("LOCATED_IN", None)
        else:
            start, end = one.evidence
            assert report.start <= start < end <= report.end
            assert one.sentence == text[start:end]
    ids = [one.id(report.id) for one in facts.relations]
    assert len(set(ids)) == len(ids)
    for dropped in facts.dropped:
        start, end = dropped.span
        assert report.start <= start <= end <= report.end
        assert dropped.reason
    assert facts_to_json(facts_from_json(facts_to_json(facts))) == facts_to_json(facts)


@every_report
def test_facts_are_legal_and_their_spans_are_places_on_disk(path: Path) -> None:
    facts = facts_of_file(path)
    assert facts
    for one in facts:
        assert_sound(one, text_on_disk(path))


@every_report
def test_no_mention_and_no_evidence_begins_or_ends_in_a_blank(path: Path) -> None:
    text = text_on_disk(path)
    for facts in facts_of_file(path):
        spans = [span for entity in facts.entities for span in entity.mentions]
        spans += [one.evidence for one in facts.relations if one.evidence is not None]
        assert [text[start:end] for start, end in spans if text[start:end] != text[start:end].strip()] == []


@every_report
def test_reports_of_a_file_do_not_overlap(path: Path) -> None:
    spans = [(one.report.start, one.report.end) for one in facts_of_file(path)]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_extraction_gives_the_same_again_and_in_another_order() -> None:
    """No report's facts depend on what was read before it."""
    forwards = {path: facts_of_file(path) for path in REPORTS}
    backwards = {path: tuple(extract(read_source(str(path)))) for path in reversed(REPORTS)}
    assert backwards == forwards


_PRINT_FACTS = """
import sys
from kg.facts_file import write_facts
from loaders.extract import extract
from loaders.sources import read_source
sys.stdout.reconfigure(encoding="utf-8")
for path in sys.argv[1:]:
    write_facts(extract(read_source(path)), sys.stdout)
"""


def test_a_fresh_process_with_another_hash_seed_gives_the_same() -> None:
    """Neither the order of sets nor Python's salted hashes show in the facts."""
    command = [sys.executable, "-c", _PRINT_FACTS, *map(str, REPORTS)]
    outputs = {
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "20")
    }
    assert len(outputs) == 1
    assert outputs.pop()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_moving_or_reencoding_a_file_changes_no_fact(tmp_path: Path, encoding: str) -> None:
    path = ROOT / "tests" / "golden" / "01.txt"
    moved = tmp_path / "moved.txt"
    moved.write_bytes(text_on_disk(path).encode(encoding))
    as_json = [facts_to_json(one) for one in facts_of_file(path)]
    moved_json = [facts_to_json(one) for one in extract(read_source(str(moved)))]
    for one in (*as_json, *moved_json):
        del one["report"]["source"]
    assert moved_json == as_json


def test_windows_line_ends_shift_places_but_change_no_name() -> None:
    text = "外出考察报告\n考察组参观了桐城市。\n遂昌县县长周文清到场。\n" + CLOSING
    (unix,), (windows,) = facts_of_text(text), facts_of_text(text.replace("\n", "\r\n"))
    assert [(one.label, one.name) for one in windows.entities] == [(one.label, one.name) for one in unix.entities]
    assert_sound(windows, text.replace("\n", "\r\n"))


def test_a_report_is_identified_by_its_files_text_and_its_place_in_it() -> None:
    text = f"外出考察报告\n考察组参观了桐城市。\n{CLOSING}"
    (facts,) = facts_of_text(text)
    assert facts.report.id == identity("Report", identity(text), facts.report.start)


def test_two_reports_agree_on_the_id_of_what_has_a_name() -> None:
    one = one_report("考察组参观了安庆市桐城市荷塘社区。县长周文清推行河长制。")
    other = one_report("我校的人到安徽省，看了桐城。桐城市荷塘社区有河长制。")
    for name in ("桐城市", "荷塘社区", "河长制"):
        assert named(one, name).id == named(other, name).id


@pytest.mark.parametrize("mask", ["xx市", "**县", "××小学"])
def test_a_masked_name_is_another_thing_in_each_report(mask: str) -> None:
    one, other = one_report(f"考察组参观了{mask}。"), one_report(f"大家一早出发，考察组参观了{mask}。")
    assert named(one, mask).redacted
    assert named(other, mask).redacted
    assert named(one, mask).id != named(other, mask).id


def test_a_bare_numbered_formula_belongs_to_its_adopter() -> None:
    """Two towns' “四个一” share the number alone."""
    here, there = one_report("遂昌县坚持“四个一”。"), one_report("桐城市坚持“四个一”。")
    again = one_report("大家一早出发。遂昌县坚持“四个一”。")
    assert named(here, "四个一").id != named(there, "四个一").id
    assert named(here, "四个一").id == named(again, "四个一").id


def test_own_stand_ins_of_two_reports_are_two() -> None:
    one, other = one_report("我县山多水多。"), one_report("我县山多水也多。")
    assert own_side(one).name == own_side(other).name == "我县"
    assert own_side(one).id != own_side(other).id


def test_a_damaged_name_is_stored_restored_with_its_surface_form_as_an_alias() -> None:
    facts = one_report("考察組參觀了遵義市。")
    assert "遵義市" in named(facts, "遵义市").aliases


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "。", "考", "考察报告", "外出考察报告\n", "一、\n（一）\n1、", "\ufeff", "x" * 100]
)
def test_a_blank_or_tiny_text_gives_no_report_and_no_error(text: str) -> None:
    for facts in facts_of_text(text):
        assert_sound(facts, text)


def test_a_report_that_names_nothing_has_its_own_side_alone() -> None:
    facts = one_report("山上的茶开花了。")
    assert facts.entities == (own_side(facts),)
    assert facts.relations == ()
    assert facts.report.visit is None


STALLING = {
    "a long number between two places": "考察组参观了桐城市" + "1" * 40 + "号安庆市。",
    "a long number after a place that one was in": "我们在桐城市" + "1" * 40 + "号安庆市考察时，天气很好。",
    "prepositions before a subject": "为" * 26 + "人" * 14 + "桐城市推行河长制，山上的茶开花了。",
    "a line full of brackets": "一、" + "（一）" * 40 + "山",
    "a list of quoted names": "遂昌县推行" + "“山”和和和" * 20 + "山水山水山水山水“好山好水人人来”。",
}
"""Short texts on which a regular expression that can split a stretch in many ways would never end."""


@pytest.mark.parametrize("what", STALLING)
def test_no_short_text_stalls_extraction(tmp_path: Path, what: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"外出考察报告\n{STALLING[what]}\n{CLOSING}", "utf-8")
    subprocess.run(
        [sys.executable, "-c", _PRINT_FACTS, path], cwd=ROOT, stdout=subprocess.DEVNULL, check=True, timeout=8
    )


@pytest.mark.parametrize(
    "line", ["桐城市、", "周文清、", "“四个一”", "推行河长制", "（", "“", "《", "x", "1", "一、", "我县"]
)
def test_a_long_line_of_one_thing_is_read(line: str) -> None:
    text = f"外出考察报告\n{line * 300}\n{CLOSING}"
    for facts in facts_of_text(text):
        assert_sound(facts, text)


OWN_SIDES = {
    "a delegation with a name": (
        "外出考察报告",
        "遂昌县考察团到桐城市参观。",
        "Organization/Delegation",
        "遂昌县考察团",
    ),
    "whom the title names": ("遂昌县赴桐城市考察报告", "山上的茶开花了。", "Place/County", "遂昌县"),
    "who sets out": ("外出考察报告", "遂昌县组织12名干部赴桐城市考察。", "Place/County", "遂昌县"),
    "the place of the level that sends": (
        "外出考察报告",
        "州里组派干部赴桐城市考察。恩施州山多水多。",
        "Place/City",
        "恩施土家族苗族自治州",
    ),
    "the place of the writer's level that nobody goes to": (
        "外出考察报告",
        "考察组参观了桐城市。遂昌县山多水多，我县也有茶园。",
        "Place/County",
        "遂昌县",
    ),
    "whom a plan names first": ("今年工作计划", "遂昌县青禾小学今年有三件事。", "Organization/School", "青禾小学"),
    "a stand-in of the writer's level": ("外出考察报告", "我校的人到桐城市参观。", "Organization/School", "我校"),
    "a party without a name": ("外出考察报告", "考察组参观了桐城市。", "Organization/Delegation", "考察组"),
    "nobody in particular": ("外出考察报告", "桐城市山多。", "Organization/Delegation", "我们"),
}


@pytest.mark.parametrize("how", OWN_SIDES)
def test_the_own_side_is(how: str) -> None:
    title, text, labels, name = OWN_SIDES[how]
    own = own_side(one_report(text, title))
    assert ("/".join(kind_label(own.label, own.kind)), own.name) == (labels, name)


def test_the_own_side_is_one_entity_however_the_report_calls_it() -> None:
    facts = one_report("我县组织考察组到桐城市参观，我们看了茶园，全县上下都应推行河长制。", "遂昌县赴桐城市考察报告")
    heads = {one.head for one in facts.relations if one.type in ("VISITED", "ADOPTED")}
    assert heads == {own_side(facts).id}
    assert own_side(facts).name == "遂昌县"


def test_the_visit_carries_its_dates_and_head_count() -> None:
    facts = one_report("遂昌县考察团一行12人于2015年4月21日至28日赴桐城市考察。")
    (visit,) = [one for one in facts.relations if one.type == "VISITED"]
    assert dict(visit.properties) == {"start_date": "2015-04-21", "end_date": "2015-04-28", "participants": 12}


_WORDS = """
考察组 参观了 桐城市 遂昌县 安庆市 贵州 朝阳 青禾小学 荷塘社区 清湾村 西洲镇 高新区 xx市 **县 某街道 ×× xx 20xx年
3月5日 一行12人 我县 我校 全市 该区 四城市 他们 当地 学校 社区 市委 市政府 州教育局 水利部 规划司 县长 校长
周文清 吴立山 马蒂·科尔宁 科尔贝女士 叶圣陶 “四个一” “早茶听民声” 活动 工程 制度 模式 的办法 《茶园管理办法》
1+3+N 一村一品 河长制 推行 首创 位于 所属 赴 到 在 对 进行了考察 第一站 值得借鉴 受到启发 建议 没有 等 和 及 与 之
区 县 市 州 局 部 处 公司 合作社 委员会 报告 计划 总结 臵 總結(jié) 镇 街道
一、 （二） 3、 一是 篇一 第二篇 下一篇 本文目录 范文
""".split()  # noqa: SIM905 - words in columns are read, a list of literals is not
_SIGNS = "。，、；：！？“”‘’《》（）()【】 　\n\r\t·*xX×.．0123456789一二三十的了是在中a<>&;#|\ufeff\u200b😀"
_pieces = st.one_of(
    st.sampled_from(_WORDS),
    st.text(_SIGNS, min_size=1, max_size=3),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6),
)
_texts = st.lists(_pieces, max_size=60).map("".join)
_any_text = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_any_text
@given(_texts)
def test_any_text_gives_legal_facts(text: str) -> None:
    for facts in facts_of_text(text):
        assert_sound(facts, text)


@_any_text
@given(_texts)
def test_any_text_under_a_title_gives_legal_facts(text: str) -> None:
    """Under a title, and long enough, almost any text is a report."""
    whole = f"外出考察报告\n{text}\n{CLOSING}"
    for facts in facts_of_text(whole):
        assert_sound(facts, whole)


@_any_text
@given(st.text(max_size=200))
def test_text_of_any_characters_gives_legal_facts(text: str) -> None:
    whole = f"外出考察报告\n{text}\n{CLOSING}"
    for facts in facts_of_text(whole):
        assert_sound(facts, whole)


@pytest.mark.parametrize(
    ("title", "text", "stated"),
    [
        ("遂昌县赴桐城市考察报告", "考察团4月21日动身，28日返回，走访了桐城市。", ("04-21", "04-28", None)),
        ("遂昌县赴桐城市考察报告", "我县组织各镇干部70多人，由县长带队到桐城市考察。", (None, None, 70)),
        (
            "遂昌县赴桐城市考察报告",
            "2015年4月下旬，我县考察桐城市。考察组共三人，4月21日至25日走访了桐城市。",
            ("2015-04-21", "2015-04-25", 3),
        ),
        ("遂昌县2015年赴桐城市考察报告", "12月30日至1月4日，我县考察桐城市。", ("2015-12-30", "2016-01-04", None)),
        ("遂昌县赴桐城市考察报告", "5月8日，我县考察桐城市。\n遂昌县水利局\n2016年3月1日", ("2015-05-08", None, None)),
        ("遂昌县2016年工作计划", "5月8日，我县考察桐城市。", ("05-08", None, None)),
    ],
)
def test_dates_and_head_counts_are_read_where_they_are_told(
    title: str, text: str, stated: tuple[str | None, str | None, int | None]
) -> None:
    visit = one_report(text, title).report.visit
    assert visit is not None
    assert (visit.start_date, visit.end_date, visit.participants) == stated
