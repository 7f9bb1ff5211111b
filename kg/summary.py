"""A load's summary for the reader."""

from collections.abc import Iterator, Mapping

from kg.ontology import LABELS, RELATIONS
from kg.stores.base import LoadSummary


def summary_text(summary: LoadSummary, url: str, seconds: float) -> str:
    """What one load brought: reports, entities by label, relations by type, the time taken; copies where there are."""
    plural = "report" if summary.reports == 1 else "reports"
    lines = [
        f"{summary.reports} {plural} → {url} in {seconds:.1f} s",
        f"entities: {_counts(summary.entities, {name: row.chinese for name, row in LABELS.items()})}",
        f"relations: {_counts(summary.relations, {name: row.chinese for name, row in RELATIONS.items()})}",
    ]
    if summary.republished:
        copies = "1 report is a copy" if summary.republished == 1 else f"{summary.republished} reports are copies"
        lines.append(f"republished: {copies} of another, whose facts alone count (kg query republished)")
    if summary.unmasked:
        masks = "1 mask is" if summary.unmasked == 1 else f"{summary.unmasked} masks are"
        lines.append(f"unmasked: {masks} named by a copy of the report (kg query redacted)")
    return "\n".join(lines) + "\n"


def _counts(counts: Mapping[str, int], chinese: Mapping[str, str]) -> str:
    def parts() -> Iterator[str]:
        for name, word in chinese.items():
            if counts.get(name):
                yield f"{name} {word} {counts[name]}"

    return ", ".join(parts()) or "none"
