"""A load's summary for the reader."""

from collections.abc import Iterator, Mapping

from kg.ontology import LABELS, RELATIONS
from kg.stores.base import LoadSummary


def summary_text(summary: LoadSummary, url: str, seconds: float) -> str:
    """What one load brought: reports, entities by label, relations by type, the time taken."""
    plural = "report" if summary.reports == 1 else "reports"
    lines = [
        f"{summary.reports} {plural} → {url} in {seconds:.1f} s",
        f"entities: {_counts(summary.entities, {name: row.chinese for name, row in LABELS.items()})}",
        f"relations: {_counts(summary.relations, {name: row.chinese for name, row in RELATIONS.items()})}",
    ]
    return "\n".join(lines) + "\n"


def _counts(counts: Mapping[str, int], chinese: Mapping[str, str]) -> str:
    def parts() -> Iterator[str]:
        for name, word in chinese.items():
            if counts.get(name):
                yield f"{name} {word} {counts[name]}"

    return ", ".join(parts()) or "none"
