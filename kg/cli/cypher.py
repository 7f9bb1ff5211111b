"""`kg cypher`: any Cypher statement."""

from typing import Annotated

import typer

from kg.cli.options import Output, Store, Style


def cypher(
    statement: Annotated[str, typer.Argument(help="A Cypher statement.")],
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--param",
            metavar="NAME=VALUE",
            help="A parameter, $NAME in the statement; a number, true, false, null or JSON list is taken as such, "
            "all else as text (-p year='\"2010\"' is text too).",
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Let the statement change the graph.")] = False,
    store: Store = None,
    style: Style = "table",
    output: Output = None,
) -> None:
    """Run a Cypher statement; without --write it can only read.

    Example: kg cypher 'MATCH (p:Practice) WHERE p.name CONTAINS $word RETURN p.name' -p word=网格
    """
    from kg.cli.output import show_result
    from kg.stores import open_store
    from queries.parameters import parameters_from_pairs

    values = parameters_from_pairs(parameters or ())
    with open_store(store, "write" if write else "read") as graph:
        run = graph.write if write else graph.read
        result = run(statement, values)
    show_result(result, style, output)
