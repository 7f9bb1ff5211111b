"""`kg redactions`: the masks of reports, and what they hide."""

from typing import Annotated

import typer

from kg.cli.options import Output, Style


def redactions(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Report files, folders of them, or patterns; facts files (.jsonl) too."),
    ],
    style: Style = "table",
    output: Output = None,
) -> None:
    """List every masked name (xx市, **县) with what it hides, or may hide, and why.

    A mask is resolved only where the report and the administrative divisions leave one possibility, or where another
    of the given files is a copy of the report that names what it masks.

    Example: kg redactions 考察报告.txt --format csv -o 遮蔽.csv
    """
    from kg.cli.output import show_result
    from kg.cli.reading import Reading
    from kg.copy_families import resolve_among
    from kg.redaction_rows import redaction_rows

    reading = Reading(paths)
    show_result(redaction_rows(resolve_among(reading.facts())), style, output)
    if reading.failed:
        raise typer.Exit(1)
