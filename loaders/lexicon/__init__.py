"""Word lists and divisions as data files; every file's first lines say where its words come from."""

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of `NAME.txt` in file order, without comments (`#`) and blank lines."""
    text = (files(__package__) / f"{name}.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The blank-separated words of `NAME.txt` as one set."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def table(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows `KEY: word word …` of `NAME.txt` in file order; a key may stand on several rows."""
    rows = (line.partition(":") for line in lines(name))
    return tuple((key.strip(), tuple(rest.split())) for key, _, rest in rows)


def alternatives(entries: frozenset[str] | tuple[str, ...]) -> str:
    """The entries as one regular-expression alternation, longest first, then by code point."""
    import re

    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e)))
