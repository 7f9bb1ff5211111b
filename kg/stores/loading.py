"""How reports come into a graph and leave it, over any store that runs Cypher.

What a node says (its name, kind, aliases) is settled anew from all reports that name it, so neither the
order of loading nor a second load changes anything.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.records import Facts
from kg.stores.base import LoadSummary
from kg.stores.copies import recognise_copies
from kg.stores.running import BATCH, Transact
from kg.stores.unmasking import resolve_masks
from kg.stores.writing import erase_report, write_batch


def load_reports(
    facts: Iterable[Facts], transact: Transact, on_report: Callable[[Facts], None] | None = None
) -> LoadSummary:
    """Write the reports in batches, recognise the copies among all that the graph holds then, and count.

    Where the source fails, copies among what was written before are recognised by the next load.
    """
    summary = load_batches(facts, transact, on_report)
    republished = recognise_copies(transact)
    return replace(summary, republished=republished, unmasked=resolve_masks(transact))


def load_batches(
    facts: Iterable[Facts],
    transact: Transact,
    on_report: Callable[[Facts], None] | None = None,
) -> LoadSummary:
    """Write the reports in batches of bounded size, each in one transaction of `transact`, and count them.

    `on_report` is told of each report once its batch is written. Reports read before the source fails
    are still written.
    """

    def write(batch: list[Facts]) -> None:
        transact(lambda run: write_batch(run, batch))
        if on_report:
            for one in batch:
                on_report(one)

    reports, entities, relations = 0, Counter[str](), Counter[str]()
    pending: list[Facts] = []
    size = 0
    try:
        for one in facts:
            pending.append(one)
            reports += 1
            entities.update(entity.label for entity in one.entities)
            relations.update(relation.type for relation in one.relations)
            size += 1 + len(one.entities) + len(one.relations)
            if size >= BATCH:
                batch, pending, size = pending, [], 0
                write(batch)
    finally:
        if pending:
            write(pending)
    return LoadSummary(reports, dict(sorted(entities.items())), dict(sorted(relations.items())))


def forget_report(transact: Transact, report: str) -> bool:
    """Remove a report and all that rests on it alone; False where the graph does not hold it.

    Of the copies of a fullest copy that goes, the next fullest takes its place; masks that the report alone named are
    masks again.
    """
    forgotten = transact(lambda run: erase_report(run, report))
    recognise_copies(transact)
    resolve_masks(transact)
    return forgotten
