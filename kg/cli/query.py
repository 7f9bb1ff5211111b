"""`kg query`: the library of queries."""

from collections.abc import Iterator
from typing import Annotated

import typer

from kg.cli.options import Output, Store, Style

CONTEXT = {"allow_extra_args": True, "ignore_unknown_options": True}


def complete_name(incomplete: str) -> Iterator[tuple[str, str]]:
    """The library's names for the shell, each with its title."""
    from queries.library import all_queries

    return ((name, query.title) for name, query in all_queries().items() if name.startswith(incomplete))


def query(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="A query of the library; none lists them all.", autocompletion=complete_name)
    ] = None,
    cypher: Annotated[bool, typer.Option("--cypher", help="Show the query's Cypher text; do not run it.")] = False,
    store: Store = None,
    style: Style = "table",
    output: Output = None,
) -> None:
    """Run a query of the library, or list the library.

    A query's parameters follow its name, as --PARAMETER VALUE or just their values in order.
    The list and --cypher tell which it takes. Names may be short (宁波 for 宁波市), aliases or ids.

    Example: kg query seen-at --place 宁波

    Example: kg query most-visited -f csv -o visited.csv
    """
    from kg.cli.output import show_result, show_text
    from kg.stores import open_store
    from queries.library import find_query, library_rows, run_query
    from queries.parameters import arguments_from_words, typed_arguments

    if name is None:
        return show_result(library_rows(), style, output)
    wanted = find_query(name)
    if cypher:
        return show_text(wanted.text, output)
    arguments = typed_arguments(wanted, arguments_from_words(wanted, context.args))
    with open_store(store, "read") as graph:
        return show_result(run_query(graph, wanted, arguments), style, output)
