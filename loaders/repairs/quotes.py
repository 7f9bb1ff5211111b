"""Quotation marks of every make become “ ”, one for one."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN, IS_HAN

_CORNER = str.maketrans("「」『』", "“”‘’")
_CORNERS = re.compile("[「」『』]")
# double primes: conversion takes one for another, so that which of them opens is told by their order alone
_PRIMES = re.compile("[〝〞〟]([^〝〞〟“”\n]{1,80})[〝〞〟]")
_PRIME = str.maketrans("〝〞〟", "“””")
_LONE_PRIME = re.compile("[〝〞〟]")
_STRAIGHT_END = re.compile('“([^"＂“”\n]{1,80})["＂](?![0-9])|(?<![0-9])["＂]([^"＂“”\n]{1,80})”')
_OUT_OF_ORDER = re.compile("“[^“”\n]*“|”[^“”\n]*”|^[^“”\n]*”", re.MULTILINE)
_CURLY = re.compile("[“”]")
_CURLY_OR_BREAK = re.compile("[“”\n]")
_STOP = re.compile("[。；：！？;:]")
_ANY_STOP = re.compile("[，。；：！？,;:]")
# a slogan of a few short clauses, and what may stand before and after it where it is no speech
_CLAUSES = re.compile(f"[{HAN}0-9]{{2,10}}(?:[，、][{HAN}0-9]{{2,10}}){{1,3}}")
_OPENS = re.compile("[，、：；（]?")
_GOES_ON = re.compile(f"[{HAN}，。、；）]")
_SAYS = re.compile("[说道问答讲喊称]|告诉|介绍|表示|认为")
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
    if text.count('"') + text.count("＂") == len(taken):
        yield from ((match.start(), match.end(), f"“{match[1]}”") for match in found)
        return
    found += [match for match in _STRAIGHT_END.finditer(text) if taken.isdisjoint((match.start(), match.end() - 1))]
    yield from sorted((match.start(), match.end(), f"“{match[0][1:-1]}”") for match in found)


def turned_quotes(text: str) -> Iterator[Edit]:
    """Quotation marks turned round become a pair again, where a line has as many as make pairs.

    A line is mended whole: with an even number of marks, and none pair as it stands (”夜话“, ”夜话”), every
    other one opens. Where what stands between is more than a name the line stays.
    """
    if not "".join(_CURLY_OR_BREAK.findall(text)).replace("“”", "").strip("\n"):
        return  # all pair as they stand
    done = 0
    for match in _OUT_OF_ORDER.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if start >= done:
            done = text.find("\n", match.end()) + 1 or len(text) + 1
            yield from _in_line(text[start : done - 1], start)


def _in_line(line: str, offset: int) -> Iterator[Edit]:
    marks = [match.start() for match in _CURLY.finditer(line)]
    paired = ["“", "”"] * (len(marks) // 2)
    if len(marks) % 2 or not _are_names(line, marks):
        return
    for at, after in zip(marks, paired, strict=True):
        if line[at] != after:
            yield offset + at, offset + at + 1, after


def _are_names(line: str, marks: list[int]) -> bool:
    """Whether what each pair of marks encloses is short and without a stop.

    Commas may be in it where the first mark stands right after a word: speech ends in a sign (…了。”他说，“…).
    They may also where both marks are turned round and no verb of saying stands by them
    (推行、”一户一码，一网统管“模式).
    """
    pairs = zip(marks[::2], marks[1::2], strict=True)
    return all(
        _is_name(line[start + 1 : end], line[start - 1] if start else "") or _is_turned_name(line, start, end)
        for start, end in pairs
    )


def _is_turned_name(line: str, start: int, end: int) -> bool:
    words = line[start + 1 : end]
    turned = line[start] == "”" and line[end] == "“"
    stands_alone = _OPENS.fullmatch(line[start - 1 : start]) and _GOES_ON.match(line, end + 1)
    return bool(turned and stands_alone and _CLAUSES.fullmatch(words) and not _SAYS.search(words))


def _is_name(words: str, before: str) -> bool:
    stops = _STOP if IS_HAN(before) else _ANY_STOP
    return 1 <= len(words) <= 40 and not stops.search(words) and not _ANY_STOP.match(words[0] + words[-1:])
