"""`kg extract`: facts without any store."""

from typing import Annotated, Literal

import typer

from kg.cli.options import Output

FactsFormat = Literal["jsonl", "table"]


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Report files, folders of them, or patterns; - for standard input."),
    ],
    style: Annotated[
        FactsFormat, typer.Option("--format", "-f", help="jsonl: one report a line; table: one relation a row.")
    ] = "jsonl",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was dropped or merged instead, with rule and reason.")
    ] = False,
    output: Output = None,
) -> None:
    """Read reports and print what they say, without any graph.

    Example: kg extract 考察报告.txt -o facts.jsonl
    """
    from kg.cli.output import open_output, show_result
    from kg.cli.reading import Reading
    from kg.facts_file import write_facts
    from kg.facts_rows import dropped_rows, relation_rows

    reading = Reading(paths)
    if explain:
        show_result(dropped_rows(reading.facts()), "table", output)
    elif style == "table":
        show_result(relation_rows(reading.facts()), "table", output)
    else:
        with open_output(output) as out:
            write_facts(reading.facts(), out)
    if reading.failed:
        raise typer.Exit(1)
