"""The command `kg`: its commands, and how errors reach the reader."""

import os
import sys
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli import cypher, demo, evaluate, extract, forget, load, query, redactions, show, stats, view
from kg.errors import KgError

BROKEN_PIPE = 141
"""What a program leaves with when its reader has gone (128 + SIGPIPE), as `kg … | head` makes it."""


class Commands(TyperGroup):
    """The commands; what a user can cause ends in one line on standard error, never in a traceback."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401, typer moved its Context class between versions
        """Run the command. KgError leaves with 1, a closed pipe with 141 and no word."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KgError as error:
            print(f"kg: {' '.join(str(error).split())}", file=sys.stderr)
            raise typer.Exit(1) from None
        except BrokenPipeError:
            _write_no_more()
            raise typer.Exit(BROKEN_PIPE) from None
        except OSError as error:  # a full disk, an output that cannot be written
            _write_no_more()
            print(f"kg: {error.strerror or error}{f': {error.filename}' if error.filename else ''}", file=sys.stderr)
            raise typer.Exit(1) from None
        return result


def _write_no_more() -> None:
    # what is still buffered must not fail once more when Python ends
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    name="kg",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = (
        False
    ),
) -> None:
    """Chinese study-tour reports (考察报告) as a knowledge graph of practices, places and organizations.

    Example: kg demo

    Example: kg load reports/ && kg query visits
    """


app.command()(extract.extract)
app.command()(redactions.redactions)
app.command()(load.load)
app.command()(stats.stats)
app.command()(show.show)
app.command(context_settings=query.CONTEXT)(query.query)
app.command()(cypher.cypher)
app.command()(forget.forget)
app.command()(view.view)
app.command()(evaluate.evaluate)
app.command()(demo.demo)


def main() -> None:
    """Run `kg`. Pipes and files get UTF-8 whatever the locale; a terminal shows what it cannot as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            terminal = stream.isatty()
            stream.reconfigure(encoding=None if terminal else "utf-8", errors="backslashreplace")
    app(prog_name="kg")


if __name__ == "__main__":
    main()
