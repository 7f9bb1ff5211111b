"""Where results go: the screen, a pipe or a file."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kg.errors import KgError
from kg.stores.base import Result
from kg.tables import Format, render


def show_result(result: Result, style: Format, output: str | None) -> None:
    """Print the rows, or write them to the file; a table on a terminal says when there is none."""
    show_text(render(result, style, terminal_width(output)), output, excel=style == "csv")
    if not result.rows and style == "table":
        note("no rows")


def terminal_width(output: str | None) -> int | None:
    """The columns of the terminal that is written to; None for a file or a pipe, which have no limit."""
    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None


def show_text(text: str, output: str | None, *, excel: bool = False) -> None:
    """Print the text, or write it to the file, with a byte-order mark for Excel."""
    with open_output(output, excel=excel) as out:
        out.write(text)


@contextmanager
def open_output(output: str | None, *, excel: bool = False) -> Iterator[TextIO]:
    """The file to write to, or standard output. Raises KgError where the file cannot be written."""
    if output is None or output == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    encoding = "utf-8-sig" if excel else "utf-8"
    try:
        with Path(output).open("w", encoding=encoding, errors="backslashreplace", newline="") as out:
            yield out
    except OSError as error:
        raise KgError(f"{output} cannot be written: {error.strerror or error}") from None


def note(message: str) -> None:
    """One line for the reader on standard error, where it does not mix with results."""
    print(message, file=sys.stderr, flush=True)
