"""`kg extract`: facts without any store."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import Output

if TYPE_CHECKING:
    from kg.cli.reading import Reading

FactsFormat = Literal["jsonl", "table", "html"]

EXPLAINED = "explained.html"


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Report files, folders of them, or patterns; - for standard input."),
    ],
    style: Annotated[
        FactsFormat,
        typer.Option(
            "--format", "-f", help="jsonl: one report a line; table: one relation a row; html: a page, with --explain."
        ),
    ] = "jsonl",
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show instead how each report was read: names, relations, repairs, and what was dropped or merged, "
            f"with rule and reason. As html it is the marked text, written to {EXPLAINED} unless -o names a file.",
        ),
    ] = False,
    output: Output = None,
) -> None:
    """Read reports and print what they say, without any graph.

    Example: kg extract 考察报告.txt -o facts.jsonl

    Example: kg extract 考察报告.txt --explain --format html -o 说明.html
    """
    from kg.cli.output import open_output, show_result
    from kg.cli.reading import Reading
    from kg.facts_file import write_facts
    from kg.facts_rows import relation_rows

    if style == "html" and not explain:
        raise typer.BadParameter("html goes with --explain; for the graph as a page, use kg view")
    reading = Reading(paths)
    if explain and style == "html":
        _explain_as_page(reading, output or EXPLAINED)
    elif explain:
        _explain(reading, output)
    elif style == "table":
        show_result(relation_rows(reading.facts()), "table", output)
    else:
        with open_output(output) as out:
            write_facts(reading.facts(), out)
    if reading.failed:
        raise typer.Exit(1)


def _explain(reading: "Reading", output: str | None) -> None:
    from kg.cli.output import open_output, terminal_width
    from kg.explanation_text import explanation_text

    with open_output(output) as out:
        for number, one in enumerate(reading.explanations()):
            out.write(("\n\n" if number else "") + explanation_text(one, terminal_width(output)))


def _explain_as_page(reading: "Reading", output: str) -> None:
    from pathlib import Path

    from kg.cli.output import note, show_text
    from visualizations.explained import explained_html, write_explained

    explanations = list(reading.explanations())
    if output == "-":
        show_text(explained_html(explanations), output)
    elif explanations:
        write_explained(explanations, Path(output))
        note(f"{len(explanations)} {'report' if len(explanations) == 1 else 'reports'} → {output}")
