"""Precision and recall of extraction against hand annotations, and every mistake it made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.comparison import Check, Outcome, compare, sentence_of
from kg.gold_file import GoldFile, GoldReport
from kg.records import Facts, Report

SAME_REPORT = 0.5
"""How much of the stretch that two reports span together both must cover to be the same report."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of outcomes, and the ratios made of them (None where there is nothing to divide by)."""

    found: int
    missed: int
    spurious: int

    @property
    def gold(self) -> int:
        """How many the annotators have."""
        return self.found + self.missed

    @property
    def system(self) -> int:
        """How many extraction has, but for those that count neither way."""
        return self.found + self.spurious

    @property
    def precision(self) -> float | None:
        """The share of what was extracted that is right, 0 to 1."""
        return self.found / self.system if self.system else None

    @property
    def recall(self) -> float | None:
        """The share of what there is that was extracted, 0 to 1."""
        return self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, 0 where nothing was found."""
        both = self.gold + self.system
        return 2 * self.found / both if both else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was judged, in the order of the gold files and of the reports in them."""

    outcomes: tuple[Outcome, ...]
    checks: tuple[Check, ...]

    def tally(self, groups: Iterable[str]) -> Tally:
        """The outcomes of these labels or relation types, counted together."""
        wanted = frozenset(groups)
        verdicts = [outcome.verdict for outcome in self.outcomes if outcome.group in wanted]
        return Tally(verdicts.count("found"), verdicts.count("missed"), verdicts.count("spurious"))

    def accuracy(self, name: str) -> tuple[int, int]:
        """How many checks of this name came out right, and how many there were."""
        checks = [check.right for check in self.checks if check.name == name]
        return sum(checks), len(checks)

    @property
    def mistakes(self) -> tuple[Outcome, ...]:
        """What was missed or is spurious."""
        return tuple(outcome for outcome in self.outcomes if outcome.verdict != "found")


def facts_by_gold(gold: Iterable[GoldFile], facts: Iterable[Facts]) -> list[tuple[GoldFile, list[Facts]]]:
    """Each gold file with the facts of its source; of a source's path, its last part is compared."""
    by_source: dict[str, list[Facts]] = {}
    for one in facts:
        by_source.setdefault(Path(one.report.source).name, []).append(one)
    return [(file, by_source.get(file.source, [])) for file in gold]


def evaluate(files: Iterable[tuple[GoldFile, Sequence[Facts]]]) -> Evaluation:
    """Judge the facts of each gold file's source; docs/annotating.md tells how things are counted.

    Reports are paired by their spans. In a complete file, a report too many is spurious with all its entities.
    """
    outcomes: list[Outcome] = []
    checks: list[Check] = []
    for file, facts in files:
        pairs, extra = align(file.reports, facts)
        for gold, found in pairs:
            outcomes.append(Outcome("found" if found else "missed", "Report", gold.id, (gold.title,)))
            judged = compare(gold, found or Facts(Report("", file.source, gold.start, gold.end, gold.title)))
            outcomes += judged[0]
            checks += judged[1]
        if file.complete:
            outcomes += [outcome for one in extra for outcome in _report_too_many(one)]
    return Evaluation(tuple(outcomes), tuple(checks))


def align(
    gold: Sequence[GoldReport], facts: Sequence[Facts]
) -> tuple[list[tuple[GoldReport, Facts | None]], list[Facts]]:
    """Each annotated report with the extracted one that fits it best, if well enough; and those left over."""
    left = list(facts)
    pairs: list[tuple[GoldReport, Facts | None]] = []
    for report in gold:
        best = max(left, key=lambda one: _overlap(report, one.report), default=None)
        if best is not None and _overlap(report, best.report) >= SAME_REPORT:
            left.remove(best)
            pairs.append((report, best))
        else:
            pairs.append((report, None))
    return pairs, left


def _overlap(gold: GoldReport, report: Report) -> float:
    """What both cover, as a share of the stretch from the first start to the last end."""
    both = min(gold.end, report.end) - max(gold.start, report.start)
    return max(0, both) / (max(gold.end, report.end) - min(gold.start, report.start))


def _report_too_many(facts: Facts) -> Iterator[Outcome]:
    yield Outcome("spurious", "Report", facts.report.id, (facts.report.title,))
    for entity in facts.entities:
        if not entity.redacted:
            yield Outcome("spurious", entity.label, facts.report.id, (entity.name,), sentence_of(entity, facts))
