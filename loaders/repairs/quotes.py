"""Quotation marks of every make become “ ”, one for one."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit

_CORNER = str.maketrans("「」『』", "“”‘’")
_CORNERS = re.compile("[「」『』]")
# double primes: conversion takes one for another, so that which of them opens is told by their order alone
_PRIMES = re.compile("[〝〞〟]([^〝〞〟“”\n]{1,80})[〝〞〟]")
_PRIME = str.maketrans("〝〞〟", "“””")
_LONE_PRIME = re.compile("[〝〞〟]")
_STRAIGHT_END = re.compile("“([^\"＂“”\n]{1,80})[\"＂](?![0-9])|(?<![0-9])[\"＂]([^\"＂“”\n]{1,80})”")
_LINE = re.compile("[^\n]*”[^\n]*|[^\n]*“[^\n]*")
_CURLY = re.compile("[“”]")
_STOP = re.compile("[，。；：！？,;:]")
# at most one line, no other quotation mark between: what is left over stays straight
_STRAIGHT = re.compile('["＂]([^"＂“”\n]{1,80})["＂]')


def corner_quotes(text: str) -> Iterator[Edit]:
    """「」 and pairs of 〝〞〟 become “”, 『』 become ‘’."""
    found = {match.start(): match[0].translate(_CORNER) for match in _CORNERS.finditer(text)}
    found |= {match.start(): match[0].translate(_PRIME) for match in _LONE_PRIME.finditer(text)}
    for match in _PRIMES.finditer(text):
        found |= {match.start(): "“", match.end() - 1: "”"}
    yield from ((at, at + 1, after) for at, after in sorted(found.items()))


def straight_quotes(text: str) -> Iterator[Edit]:
    """Pairs of straight quotes within a line become “ and ”, and one that closes or opens for a curly one."""
    found = list(_STRAIGHT.finditer(text))
    taken = {at for match in found for at in (match.start(), match.end() - 1)}
    found += [match for match in _STRAIGHT_END.finditer(text) if taken.isdisjoint((match.start(), match.end() - 1))]
    yield from sorted((match.start(), match.end(), f"“{match[0][1:-1]}”") for match in found)


def turned_quotes(text: str) -> Iterator[Edit]:
    """Quotation marks turned round become a pair again, where a line has as many as make pairs.

    A line is mended whole: with an even number of marks, and none pair as it stands (”夜话“, ”夜话”), every
    other one opens. Where what stands between is more than a name the line stays.
    """
    for line in _LINE.finditer(text):
        marks = [match.start() for match in _CURLY.finditer(line[0])]
        signs = [line[0][at] for at in marks]
        paired = ["“", "”"] * (len(marks) // 2)
        if len(marks) % 2 or signs == paired or not _are_names(line[0], marks):
            continue
        offset = line.start()
        changed = (item for item in zip(marks, signs, paired, strict=True) if item[1] != item[2])
        yield from ((offset + at, offset + at + 1, after) for at, _, after in changed)


def _are_names(line: str, marks: list[int]) -> bool:
    """Whether what each pair of marks encloses is short and without a stop."""
    inner = [line[start + 1 : end] for start, end in zip(marks[::2], marks[1::2], strict=True)]
    return all(1 <= len(words) <= 30 and not _STOP.search(words) for words in inner)
