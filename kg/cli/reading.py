"""From paths to facts, file by file: a file that fails is told and counted, the others go on."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.cli.output import note
from kg.errors import FactsError, KgError
from kg.explanation import Explanation
from kg.records import Facts

if TYPE_CHECKING:
    from loaders.sources import Source

_Read = TypeVar("_Read")


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

    def explanations(self) -> Iterator[Explanation]:
        """Each report's facts with the reasons for them, in the order of the files."""
        for file in self.files:
            yield from self._kept(file, explanations_of_file(file))

    def _files(self, path: str) -> Sequence[str]:
        from loaders.sources import find_files

        try:
            return find_files([path])
        except KgError as error:
            self._fail(path, str(error))
            return ()

    def _kept(self, file: str, reports: Iterator[_Read]) -> Iterator[_Read]:
        found = False
        while True:
            try:
                one = next(reports)
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
        yield from stored_facts(file)
        return
    from loaders.extract import extract

    yield from extract(_source(file))


def explanations_of_file(file: str) -> Iterator[Explanation]:
    """The facts of one report file with the reasons for them. Raises SourceError; FactsError for a facts file."""
    from collections import Counter

    from loaders.cleaning import clean
    from loaders.extract import extract
    from loaders.sources import is_facts_file

    if is_facts_file(file):
        raise FactsError(f"{file}: facts without their text cannot be explained; name the report's own file")
    source = _source(file)
    for facts in extract(source):
        text = source.text[facts.report.start : facts.report.end]
        cleaned = clean(text, facts.report.start)
        repairs = Counter(repair.name for repair in cleaned.repairs)
        repairs.update(source.left_out)
        yield Explanation(facts, text, repairs, cleaned.spinning)


def _source(file: str) -> "Source":
    from loaders.sources import read_source

    source = read_source(file)
    return replace(source, name=readable_name(source.name))


def readable_name(path: str) -> str:
    """The path as text: one whose bytes are not UTF-8 is read as GB18030, as old Chinese systems wrote it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "replace")
    return path


def stored_facts(file: str) -> Iterator[Facts]:
    """The facts in a facts file. Raises FactsError."""
    from kg.facts_file import read_facts

    try:
        with Path(file).open(encoding="utf-8-sig") as lines:
            yield from read_facts(lines, file)
    except UnicodeDecodeError:
        raise FactsError(f"{file}: not UTF-8; write it with kg extract") from None
    except OSError as error:
        raise FactsError(f"{file}: cannot be read: {error.strerror}") from None
