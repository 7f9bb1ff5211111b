"""Whether a word runs on over a place where a text was cut."""

import re

from loaders.gazetteer import Gazetteer
from loaders.repairs.signs import HAN, IS_HAN

_REACH = 8
_LONGEST_NAME = 4


def cuts_word(before: str, after: str) -> bool:
    """Whether the end of `before` and the start of `after` make a word together, by jieba's dictionary: 洛|阳."""
    left, right = _tail(before), _head(after)
    if not left or not right:
        return False
    import rjieba

    end = 0
    for word in rjieba.cut(left + right, False):
        end += len(word)
        if end >= len(left):
            return end > len(left)
    return False


_NAME_END = re.compile(f"[{HAN}]{{0,3}}?(?:街道|[镇乡县区市旗])")


def completes_name(before: str, after: str) -> bool:
    """Whether the end of `before` and the start of `after` make the full name of a division together: 云|田镇."""
    tail, end = _tail(before)[-_LONGEST_NAME:], _NAME_END.match(after)
    if not tail or end is None:
        return False
    named = Gazetteer.load().named
    parts = (tail[at:] + end[0] for at in range(len(tail)))
    return any(len(name) > 2 and any(one.name == name for one in named(name)) for name in parts)


def ends_in_word(text: str) -> bool:
    """Whether a text ends in a word of two and more characters."""
    import rjieba

    cut = rjieba.cut(_tail(text), False)
    return bool(cut) and len(cut[-1]) > 1


def begins_with_word(text: str) -> bool:
    """Whether a text begins with a word of two and more characters."""
    import rjieba

    cut = rjieba.cut(_head(text), False)
    return bool(cut) and len(cut[0]) > 1


def _tail(text: str) -> str:
    start = len(text)
    while start and len(text) - start < _REACH and IS_HAN(text[start - 1]):
        start -= 1
    return text[start:]


def _head(text: str) -> str:
    end = 0
    while end < min(len(text), _REACH) and IS_HAN(text[end]):
        end += 1
    return text[:end]
