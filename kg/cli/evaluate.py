"""`kg evaluate`: extraction against hand annotations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Output, Style

if TYPE_CHECKING:
    from kg.gold_file import GoldFile
    from kg.records import Facts


def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(metavar="GOLD...", help="Gold files (.json, as docs/annotating.md says), or folders of them."),
    ],
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--facts", metavar="FILE", help="Judge this facts file (.jsonl) instead of reading the reports anew."
        ),
    ] = None,
    sources: Annotated[
        str | None,
        typer.Option(
            "--sources",
            metavar="DIR",
            help="Where the annotated reports are; otherwise beside the gold file or in the folder above.",
        ),
    ] = None,
    style: Style = "table",
    errors: Annotated[
        int,
        typer.Option(
            "--errors",
            metavar="N",
            min=0,
            help="Show up to N things that were missed or are spurious; in CSV they stand in place of the figures.",
        ),
    ] = 0,
    output: Output = None,
) -> None:
    """Measure extraction against hand annotations: precision, recall and F1.

    Example: kg evaluate tests/golden

    Example: kg evaluate 标注.json --facts facts.jsonl --errors 50
    """
    from kg import evaluation
    from kg.cli.output import show_text, terminal_width
    from kg.evaluation_rows import evaluation_as
    from kg.gold_file import gold_paths, read_gold

    files = [read_gold(path) for path in gold_paths(gold)]
    judged = evaluation.evaluate(_told(files, facts) if facts else _read_anew(files, sources))
    show_text(evaluation_as(judged, style, errors, terminal_width(output)), output, excel=style == "csv")


def _told(files: "list[GoldFile]", paths: list[str]) -> "Iterator[tuple[GoldFile, list[Facts]]]":
    from kg.cli.output import note
    from kg.cli.reading import stored_facts
    from kg.evaluation import facts_by_gold

    for file, facts in facts_by_gold(files, (one for path in paths for one in stored_facts(path))):
        if not facts:
            note(f"kg: {', '.join(paths)}: no report of {file.source} (gold file {file.path}), so all of it is missed")
        yield file, facts


def _read_anew(files: "list[GoldFile]", folder: str | None) -> "Iterator[tuple[GoldFile, list[Facts]]]":
    from kg.cli.reading import facts_of_file
    from kg.gold_file import source_path

    for file, path in [(file, source_path(file, folder)) for file in files]:
        yield file, list(facts_of_file(path))
