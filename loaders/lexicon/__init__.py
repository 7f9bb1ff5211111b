"""Word lists and divisions as data files; every file's first lines say where its words come from."""

import re
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
def any_of(*names: str) -> frozenset[str]:
    """The words of several files as one set."""
    return frozenset().union(*map(words, names))


@cache
def table(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows `KEY: word word …` of `NAME.txt` in file order; a key may stand on several rows."""
    rows = (line.partition(":") for line in lines(name))
    return tuple((key.strip(), tuple(rest.split())) for key, _, rest in rows)


def alternatives(entries: frozenset[str] | tuple[str, ...]) -> str:
    """The entries as one regular-expression alternation that prefers the longest at each place.

    Entries share their beginnings (中(?:心|学(?:生)?)?): at most places of a text the first character alone
    tells that none of hundreds stands there.
    """
    return "|".join(_branches(frozenset(entries) - {""}))


def _branches(entries: frozenset[str]) -> list[str]:
    """One alternative for each first character, what follows it nested; a class of those that nothing follows."""
    rests: dict[str, set[str]] = {}
    for entry in entries:
        rests.setdefault(entry[0], set()).add(entry[1:])
    alone = [first for first in sorted(rests) if rests[first] == {""}]
    longer = [re.escape(first) + _rest(frozenset(rests[first])) for first in sorted(rests) if first not in alone]
    return [*([f"[{re.escape(''.join(alone))}]"] if alone else []), *longer]


def _rest(entries: frozenset[str]) -> str:
    branches = _branches(entries - {""})
    if not branches:
        return ""
    nested = branches[0] if len(branches) == 1 and "" not in entries else f"(?:{'|'.join(branches)})"
    return nested + ("?" if "" in entries else "")
