"""`kg load`: reports or facts files into the graph."""

import sys
from typing import Annotated

import typer

from kg.cli.options import Store


def load(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Report files, folders of them, patterns, or facts files (.jsonl)."),
    ],
    store: Store = None,
) -> None:
    """Load reports into the graph; loading one again changes nothing.

    Files that fail are told on standard error and the others loaded; the exit code is then 1.

    Example: kg load reports/ --store graph.kgl
    """
    from time import perf_counter

    from kg.cli.progress import file_progress
    from kg.cli.reading import Reading
    from kg.stores import open_store
    from kg.summary import summary_text

    start = perf_counter()
    reading = Reading(paths)
    if reading.files:
        with open_store(store, "write") as graph, file_progress(len(reading.files)) as done:
            summary = graph.load(reading.facts(done))
            url = graph.url
        sys.stdout.write(summary_text(summary, url, perf_counter() - start))
    if reading.failed:
        raise typer.Exit(1)
