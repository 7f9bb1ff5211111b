"""Reports with their reading marked in the text: one HTML file that needs no network and no script."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.errors import ViewError
from kg.explanation import Explanation, namings, repair_words, unread_words, visit_words
from kg.facts_rows import statements
from kg.ontology import ENTITY_LABELS, LABELS, label_words
from kg.records import Dropped, Entity
from kg.spinning import spinning_words
from visualizations.html_file import hash_source, inlined, write_html
from visualizations.marked_text import passages, visible

PAGE = Path(__file__).parent / "page"
TITLE = "考察报告抽取说明"


def write_explained(explanations: Sequence[Explanation], path: Path) -> int:
    """Write the page of these reports, whole or not at all, and return its size in bytes.

    Raises ViewError where there is no report, or the file cannot be written.
    """
    return write_html(path, explained_html(explanations))


def explained_html(explanations: Sequence[Explanation]) -> str:
    """The page of these reports as text; the same reports give the same page. Raises ViewError for none."""
    if not explanations:
        raise ViewError("there is no report to explain: name files that hold reports")
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    style = inlined((PAGE / "explained.css").read_text("utf-8") + _colours())
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string((PAGE / "explained.html").read_text("utf-8"))
    reports = [_report(one, number) for number, one in enumerate(explanations, 1)]
    policy = f"default-src 'none'; style-src {hash_source(style)}; base-uri 'none'; form-action 'none'"
    return template.render(title=TITLE, policy=policy, style=Markup(style), reports=reports) + "\n"


def _colours() -> str:
    # 8-digit hex: older browsers than know color-mix() still show it
    rule = "mark.{name} {{ background: {colour}24; border-bottom-color: {colour}; }}\n"
    return "".join(rule.format(name=name, colour=LABELS[name].colour) for name in ENTITY_LABELS)


def _report(explanation: Explanation, number: int) -> Mapping[str, Any]:
    facts = explanation.facts
    own = next((entity for entity in facts.entities if entity.id == facts.report.own_side), None)
    return {
        "key": f"r{number}",
        "title": visible(facts.report.title.strip("《》")),
        "place": visible(f"{facts.report.source}，第 {facts.report.start + 1}–{facts.report.end} 字"),
        "own": "无" if own is None else f"{visible(own.name)}（{label_words(own.label, own.kind)}）",
        "visit": "，".join(visit_words(facts)) or "无",
        "repairs": _repairs(explanation),
        "spinning": [visible(line) for line in spinning_words(explanation.spinning)] if explanation.spinning else [],
        "legend": [_legend(explanation, label) for label in ENTITY_LABELS],
        "passages": passages(explanation),
        "sentences": _sentences(explanation),
        "relations": len(facts.relations),
        "implied": [_implied(one.entity) for one in namings(explanation) if not one.spans],
        "dropped": [_dropped(one) for one in sorted(facts.dropped, key=lambda one: (one.span, one.rule))],
    }


def _repairs(explanation: Explanation) -> str:
    unread = unread_words(explanation.facts)
    return "，".join(repair_words(explanation)) + (f"；读不出，原样保留：{'，'.join(unread)}" if unread else "") or "无"


def _legend(explanation: Explanation, label: str) -> Mapping[str, Any]:
    entities = [entity for entity in explanation.facts.entities if entity.label == label]
    mentions = sum(len(entity.mentions) for entity in entities)
    return {"mark": label, "name": LABELS[label].chinese, "entities": len(entities), "mentions": mentions}


def _sentences(explanation: Explanation) -> list[Mapping[str, Any]]:
    """The sentences that state relations, each with these; last, with no sentence, what the gazetteer knows."""
    return [
        {
            "start": span and span[0],
            "locator": visible(said[0].relation.locator or ""),
            "text": visible((said[0].relation.sentence or "").strip()),
            "said": [
                {
                    "head": visible(one.head),
                    "verb": one.verb,
                    "tail": visible(one.tail),
                    "properties": visible(one.properties),
                    "rule": one.relation.rule,
                }
                for one in said
            ],
        }
        for span, said in (
            (span, list(group))
            for span, group in groupby(statements(explanation.facts), key=lambda one: one.relation.evidence)
        )
    ]


def _implied(entity: Entity) -> Mapping[str, str]:
    return {"name": visible(entity.name), "words": label_words(entity.label, entity.kind), "rule": entity.rule}


def _dropped(one: Dropped) -> Mapping[str, Any]:
    return {"start": one.span[0], "text": visible(one.text), "rule": one.rule, "reason": visible(one.reason)}
