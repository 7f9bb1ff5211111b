"""Options that several commands share."""

from typing import Annotated

import typer

from kg.tables import Format

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="KG_STORE",
        metavar="PATH|URL",
        show_default="./graph.kgl",
        help="The graph: a file, or a Neo4j server (neo4j://host:7687, bolt://…) whose user and password stand in "
        "NEO4J_USERNAME and NEO4J_PASSWORD.",
    ),
]

Style = Annotated[Format, typer.Option("--format", "-f", help="How the rows are written.")]

Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to this file instead of the screen. A CSV file gets the mark by which Excel knows UTF-8; "
        "CSV on the screen or in a pipe has none. In both, a text that a spreadsheet would "
        "run as a formula gets a leading apostrophe.",
    ),
]
