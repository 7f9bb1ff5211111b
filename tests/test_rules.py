"""Every rule sees what its golden sentence says and nothing in the look-alikes beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.ontology import kind_label
from kg.records import Facts
from loaders.extract import extract
from loaders.rules import RULES
from loaders.sources import Source, read_source

HERE = Path(__file__).parent
TITLE = "外出考察报告"
# a text of a line or two is no report: this makes it one and says nothing of anybody
CLOSING = "这次出门时间不长，路上天气很好，大家白天看、晚上谈，人人都说不虚此行，回来以后还常常说起路上的见闻。"


@dataclass(frozen=True)
class Golden:
    """One row: `rule` must give `expected` on `text`; nothing at all for `-`, not the thing after `- `."""

    rule: str
    title: str
    text: str
    expected: str


def golden_sentences() -> Iterator[Golden]:
    for line in (HERE / "golden_sentences.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            rule, title, text, expected = line.split("\t")
            yield Golden(rule, title or TITLE, text.replace("\\n", "\n"), expected)


GOLDEN = tuple(golden_sentences())
# pytest writes Chinese in ids as escapes, so a row is told by its rule and its place
IDS = [f"{golden.rule}-{number}" for number, golden in enumerate(GOLDEN, 1)]


def reports() -> list[Path]:
    samples = sorted((HERE.parent / "samples").glob("*.[tm][xd]*"))
    return [*samples, *sorted((HERE / "golden").glob("*.txt"))]


@cache
def facts_of(title: str, text: str) -> Facts:
    (facts,) = extract(Source("golden.txt", f"{title}\n{text}\n{CLOSING}", "utf-8", ""))
    return facts


def given(facts: Facts) -> Iterator[tuple[str, str]]:
    """Each rule with what it gave, as golden_sentences.tsv writes it."""
    names = {entity.id: entity.name for entity in facts.entities}
    for entity in facts.entities:
        labels = "/".join(kind_label(entity.label, entity.kind))
        yield entity.rule, f"{labels} {entity.name}{' redacted' if entity.redacted else ''}"
    for one in facts.relations:
        told = ", ".join(f"{key}={value}" for key, value in sorted(one.properties.items()))
        yield one.rule, f"{one.type} {names[one.head]} → {names[one.tail]}{f' {{{told}}}' if told else ''}"
    for dropped in facts.dropped:
        yield dropped.rule, f"dropped {dropped.text}"


@cache
def report_rules() -> frozenset[str]:
    """The rules behind all that the samples and golden reports say, what was dropped too."""
    facts = (one for path in reports() for one in extract(read_source(str(path))))
    return frozenset(rule for one in facts for rule, _ in given(one))


@pytest.mark.parametrize("golden", GOLDEN, ids=IDS)
def test_a_rule_gives_what_its_golden_sentence_says(golden: Golden) -> None:
    facts = facts_of(golden.title, golden.text)
    from_rule = [thing for rule, thing in given(facts) if rule == golden.rule and _counts(golden, thing)]
    if golden.expected == "-":
        assert from_rule == []
    elif golden.expected.startswith("- "):
        assert golden.expected[2:] not in from_rule
    else:
        assert golden.expected in from_rule, sorted(given(facts))


def _counts(golden: Golden, thing: str) -> bool:
    """A rule that saw something and dropped it gave nothing, unless the row is about what is dropped."""
    return golden.expected.startswith("dropped") or not thing.startswith("dropped")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_the_catalogue_can_still_be_triggered(rule: str) -> None:
    """A rule that the code can no longer give leaves the catalogue with its golden sentences."""
    assert any(golden.rule == rule and not golden.expected.startswith("-") for golden in GOLDEN)


def test_every_golden_sentence_is_of_a_known_rule() -> None:
    assert {golden.rule for golden in GOLDEN} <= set(RULES)


def test_no_golden_sentence_stands_twice() -> None:
    assert len(set(GOLDEN)) == len(GOLDEN)


def test_the_catalogue_knows_every_rule_that_extraction_gives() -> None:
    """On the samples, the golden reports and the golden sentences, for what is kept and what is dropped."""
    on_sentences = {rule for one in GOLDEN for rule, _ in given(facts_of(one.title, one.text))}
    assert (report_rules() | on_sentences) - set(RULES) == set()


def test_every_rule_is_told_in_one_line_with_a_chinese_example() -> None:
    for rule, line in RULES.items():
        assert "\n" not in line, rule
        assert len(line) <= 130, rule
