"""`kg forget`: take a report out of the graph."""

import sys
from typing import Annotated

import typer

from kg.cli.options import Store


def forget(
    report: Annotated[str, typer.Argument(help="The report's title, its file as it was loaded, or its id.")],
    store: Store = None,
) -> None:
    """Take a report out of the graph, with all that rested on it alone.

    Example: kg forget reports/考察报告.txt
    """
    from kg.names import the_report
    from kg.stores import open_store

    with open_store(store, "write") as graph:
        found = the_report(graph, report)
        graph.forget(found.id)
    sys.stdout.write(f"forgotten: {found.name} ({found.id})\n")
