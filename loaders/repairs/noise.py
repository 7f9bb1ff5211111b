"""Random Latin characters that forums put between their lines against copying: `; R: \\ b8 t" ~8 z%`."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit

_TAIL = re.compile(r"(?P<noise>[!-~][ !-~]{7,79})(?:$|(?=\n))", re.MULTILINE)
_TOKEN = re.compile("[^ ]+")
_MIXED = re.compile("[A-Za-z]")
_DIGIT = re.compile("[0-9]")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
# signs of no formula, list or address
_ODD = re.compile(r"[!;?@\[\]^_`{|}~$#\\]")
_WORD = re.compile("[A-Za-z]{3}|[0-9]{3}")
_LONGEST_TOKEN = 3
_BLANKS = " \u3000"


def noise_lines(text: str) -> Iterator[Edit]:
    """A line, or the tail of one, of random letters, digits and signs set apart by blanks goes.

    It holds all three kinds, several signs, no word and no number of three. A line goes with its break; where
    the sentence before it has not ended, what follows is joined.
    """
    done = 0
    for match in _TAIL.finditer(text):
        start, end = match.span("noise")
        if start < done or not _is_noise(match["noise"]):
            continue
        while start and text[start - 1] in _BLANKS:
            start -= 1
        yield _edit(text, max(start, done), end)
        done = end


def _edit(text: str, start: int, end: int) -> Edit:
    line_start = start == 0 or text[start - 1] == "\n"
    if line_start and end < len(text):
        return start, end + 1, ""
    goes_on = start > 0 and text[start - 1] in "，,、" and end < len(text)
    return start, end + (1 if goes_on else 0), ""


def _is_noise(stretch: str) -> bool:
    tokens = _TOKEN.findall(stretch)
    if len(tokens) < 4 or max(map(len, tokens)) > _LONGEST_TOKEN or _WORD.search(stretch):
        return False
    kinds = all(kind.search(stretch) for kind in (_MIXED, _DIGIT, _SIGN))
    mixed = any(len(token) > 1 and _SIGN.search(token) for token in tokens)
    return kinds and mixed and _ODD.search(stretch) is not None and len(set(_SIGN.findall(stretch))) > 1
