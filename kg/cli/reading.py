"""From paths to facts, file by file: a file that fails is told and counted, the others go on."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.cli.output import note
from kg.errors import KgError
from kg.records import Facts


class Reading:
    """The facts of many files, and how many of these failed so far."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.failed = 0
        self.files: tuple[str, ...] = tuple(dict.fromkeys(file for path in paths for file in self._files(path)))

    def facts(self, done: Callable[[str], None] = lambda file: None) -> Iterator[Facts]:
        """Each report's facts in the order of the files; `done` is called after each file, failed ones too."""
        for file in self.files:
            yield from self._kept(file, facts_of_file(file))
            done(file)

    def _files(self, path: str) -> Sequence[str]:
        from loaders.sources import find_files

        try:
            return find_files([path])
        except KgError as error:
            self._fail(path, str(error))
            return ()

    def _kept(self, file: str, facts: Iterator[Facts]) -> Iterator[Facts]:
        found = False
        while True:
            try:
                one = next(facts)
            except StopIteration:
                return None if found else note(f"kg: {file}: there is no report in this file")
            except KgError as error:
                return self._fail(file, str(error))
            except Exception as error:  # one strange file among thousands must not stop the rest
                return self._fail(file, f"could not be read into facts ({type(error).__name__}: {error})")
            found = True
            yield one

    def _fail(self, file: str, message: str) -> None:
        self.failed += 1
        line = " ".join(message.split())
        note(f"kg: {line}" if file in line else f"kg: {file}: {line}")


def facts_of_file(file: str) -> Iterator[Facts]:
    """The facts of one file, a report file or a facts file (.jsonl). Raises SourceError or FactsError."""
    from loaders.sources import is_facts_file

    if is_facts_file(file):
        yield from _stored_facts(file)
        return
    from loaders.extract import extract
    from loaders.sources import read_source

    source = read_source(file)
    yield from extract(replace(source, name=readable_name(source.name)))


def readable_name(path: str) -> str:
    """The path as text: one whose bytes are not UTF-8 is read as GB18030, as old Chinese systems wrote it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "replace")
    return path


def _stored_facts(file: str) -> Iterator[Facts]:
    from kg.errors import FactsError
    from kg.facts_file import read_facts

    try:
        with Path(file).open(encoding="utf-8-sig") as lines:
            yield from read_facts(lines, file)
    except UnicodeDecodeError:
        raise FactsError(f"{file}: not UTF-8; write it with kg extract") from None
    except OSError as error:
        raise FactsError(f"{file}: cannot be read: {error.strerror}") from None
