"""Bold text that conversion has set twice and more, piece by piece: 一是人口城镇 一是人口城镇 一是人口 化的趋势."""

import re
from collections.abc import Iterator
from itertools import pairwise

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN

_PIECE = re.compile("[^ ]+")
_STOP = re.compile("[，。；：！？,;:]")
_SENTENCE = re.compile("[。！？；]$")
_SHORTEST = 4
_NUMERAL = "一二三四五六七八九十"
_ORDINAL = rf"[第其{_NUMERAL}](?:(?<=第)[{_NUMERAL}](?:是|要)|(?<=其)[一二三四五六七八九]|(?<![第其])(?:是|要))"
_CLAUSE = re.compile(
    rf"[\n。；;！？](?P<once>(?:[(（][一二三四五六七八九十\d]{{1,3}}[)）])?[{HAN}]{{6,40}}+[，,])(?P<again>(?P=once))(?!(?P=once))"
)
_COUNTED = re.compile(rf"(?P<once>{_ORDINAL}[{HAN}]{{3,30}})(?P<again>(?P=once))(?!(?P=once))")


def doubled_pieces(text: str) -> Iterator[Edit]:
    """Pieces of a sentence set apart by blanks are kept once each where conversion has doubled them.

    A line counts that has stops of its own and a piece of four and more characters twice in a row; what
    follows the pair goes too as far as it is the beginning of the same piece. Rows of names and cells stay.
    """
    if " " not in text:
        return
    start = 0
    for line in text.split("\n"):
        if " " in line and _has_copy(line) and _STOP.search(line):
            yield from _in_line(line, start)
        start += len(line) + 1


def _has_copy(line: str) -> bool:
    return any(_repeated(piece, following) for piece, following in pairwise(line.split()))


def doubled_clauses(text: str) -> Iterator[Edit]:
    """A clause that begins a sentence and stands there twice is kept once: with its comma, or counted (一是…一是…)."""
    found = {match.span("again") for match in _COUNTED.finditer(text)}
    found |= {(start - 1, end - 1) for start, end in (match.span("again") for match in _CLAUSE.finditer(f"\n{text}"))}
    done = 0
    for start, end in sorted(found):
        if start >= done:
            yield start, end, ""
            done = end


def _in_line(line: str, offset: int) -> Iterator[Edit]:
    pieces = list(_PIECE.finditer(line))
    index = 0
    while index < len(pieces):
        kept = pieces[index]
        after = _past_copies([piece[0] for piece in pieces[index : index + 8]]) + index
        if after > index + 1:
            end = pieces[after].start() if after < len(pieces) else pieces[-1].end()
            yield offset + kept.end(), offset + end, ""
        elif after < len(pieces) and _SENTENCE.search(kept[0]) and pieces[after][0].startswith(kept[0]):
            yield offset + kept.end(), offset + pieces[after].start() + len(kept[0]), ""
        index = after


def _past_copies(pieces: list[str]) -> int:
    """How many of the pieces are the first one, its copies and beginnings of it; 1 where it has no copy."""
    following = pieces[1] if len(pieces) > 1 else ""
    word = _repeated(pieces[0], following)
    after = 1
    while word and after < len(pieces) and pieces[after] == word:
        after += 1
    while after > 1 and after < len(pieces) and _begins(word, pieces[after]):
        after += 1
    return after


def _repeated(piece: str, following: str) -> str:
    """What of a piece the following one repeats: all of it, or its end after a stop (做法很好。四是服务 四是服务)."""
    if len(following) < _SHORTEST or not piece.endswith(following):
        return ""
    before = piece[: len(piece) - len(following)]
    return following if not before or _STOP.match(before[-1]) else ""


def _begins(word: str, piece: str) -> bool:
    return 2 <= len(piece) < len(word) and word.startswith(piece)
