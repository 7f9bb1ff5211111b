"""An evaluation as rows to read and as JSON."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from kg.comparison import KIND, SLOTS, STATUS, Outcome
from kg.evaluation import Evaluation, Tally
from kg.ontology import ENTITY_LABELS, FACT_RELATIONS, LABELS, RELATIONS
from kg.stores.base import Result
from kg.tables import Format, render

_VERDICTS = {"missed": "漏掉", "spurious": "多出", "found": "找到"}
_SLOT_NAMES = {"visitor": "考察方", "start_date": "开始日期", "end_date": "结束日期", "participants": "人数"}


def evaluation_as(evaluation: Evaluation, style: Format, errors: int, width: int | None) -> str:
    """The figures and up to `errors` mistakes as text; in CSV, which is one table, the mistakes stand alone.

    `width` is the terminal's columns, None for no limit.
    """
    mistakes = evaluation.mistakes[:errors]
    if style == "json":
        return json.dumps(evaluation_json(evaluation, mistakes), ensure_ascii=False, indent=2) + "\n"
    if style == "csv":
        return render(mistake_rows(mistakes) if errors else figure_rows(evaluation), style, width)
    figures = render(figure_rows(evaluation), style, width)
    return f"{figures}\n{render(mistake_rows(mistakes), style, width)}" if mistakes else figures


def figure_rows(evaluation: Evaluation) -> Result:
    """Counts and ratios, one label, relation type or property a row, with totals; ratios to three decimals.

    Properties (kind, status, visit) are judged only where annotated and their bearer found: they have
    right ones, all, and the share of right ones.
    """
    columns = ("类别", "名称", "标注", "抽取", "找到", "精确率", "召回率", "F1", "正确率")
    entities = [_tally_row(name, LABELS[name].chinese, evaluation.tally([name])) for name in ENTITY_LABELS]
    relations = [_tally_row(name, RELATIONS[name].chinese, evaluation.tally([name])) for name in FACT_RELATIONS]
    rows = (
        *entities,
        _tally_row("entities", "实体合计", evaluation.tally(ENTITY_LABELS)),
        *relations,
        _tally_row("relations", "关系合计", evaluation.tally(FACT_RELATIONS)),
        _tally_row("Report", "报告切分", evaluation.tally(["Report"])),
        _accuracy_row(KIND, "实体小类", evaluation),
        _accuracy_row(STATUS, "采用状态", evaluation),
        *(_accuracy_row(slot, _SLOT_NAMES[slot], evaluation) for slot in SLOTS),
    )
    return Result(columns, rows)


def mistake_rows(mistakes: Iterable[Outcome]) -> Result:
    """What was missed or is spurious, one a row, with its sentence where known."""
    rows = ((one.report, _VERDICTS[one.verdict], one.group, " → ".join(one.names), one.sentence) for one in mistakes)
    return Result(("报告", "判定", "类别", "名称", "原句"), tuple(rows))


def evaluation_json(evaluation: Evaluation, mistakes: Sequence[Outcome] = ()) -> dict[str, Any]:
    """All figures unrounded as a JSON object; accuracies are [right, all]; `errors` only where there are any."""
    return {
        "entities": {name: _tally_json(evaluation.tally([name])) for name in ENTITY_LABELS},
        "entities_micro": _tally_json(evaluation.tally(ENTITY_LABELS)),
        "relations": {name: _tally_json(evaluation.tally([name])) for name in FACT_RELATIONS},
        "relations_micro": _tally_json(evaluation.tally(FACT_RELATIONS)),
        "kind_accuracy": list(evaluation.accuracy(KIND)),
        "adopted_status_accuracy": list(evaluation.accuracy(STATUS)),
        "visit_slots": {slot: list(evaluation.accuracy(slot)) for slot in SLOTS},
        "segmentation": _tally_json(evaluation.tally(["Report"])),
        **({"errors": [_mistake_json(one) for one in mistakes]} if mistakes else {}),
    }


def _tally_row(group: str, name: str, tally: Tally) -> tuple[object, ...]:
    ratios = (_ratio(tally.precision), _ratio(tally.recall), _ratio(tally.f1))
    return (group, name, tally.gold, tally.system, tally.found, *ratios, None)


def _accuracy_row(check: str, name: str, evaluation: Evaluation) -> tuple[object, ...]:
    right, all_ = evaluation.accuracy(check)
    return (check, name, all_, None, right, None, None, None, _ratio(right / all_ if all_ else None))


def _ratio(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"


def _tally_json(tally: Tally) -> dict[str, int | float | None]:
    counts = {"gold": tally.gold, "system": tally.system, "found": tally.found}
    return {**counts, "P": tally.precision, "R": tally.recall, "F1": tally.f1}


def _mistake_json(one: Outcome) -> dict[str, Any]:
    said = {"report": one.report, "verdict": one.verdict, "type": one.group}
    return {**said, "names": list(one.names), "sentence": one.sentence}
