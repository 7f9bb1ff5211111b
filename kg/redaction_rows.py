"""The masks of reports as rows to read."""

from collections.abc import Iterable

from kg.records import Facts, Redaction
from kg.stores.base import Result


def redaction_rows(facts: Iterable[Facts]) -> Result:
    """Every mask of every report, one a row: where it stands, what it hides or may hide, and why."""
    columns = ("遮蔽", "位置", "还原为", "可能是", "依据", "报告", "文件")
    return Result(columns, tuple(_row(one, mask) for one in facts for mask in one.redactions))


def _row(facts: Facts, mask: Redaction) -> tuple[object, ...]:
    name = mask.name if mask.name is not None else "未能确定"
    return mask.text, mask.span, name, mask.candidates, mask.why, facts.report.title, facts.report.source
