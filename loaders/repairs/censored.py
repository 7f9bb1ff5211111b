"""Hyphens that writers put inside words so that a filter does not see them: 和-谐, 民-主."""

import re
from collections.abc import Iterator

from loaders.lexicon import words
from loaders.repairs.edits import Edit
from loaders.repairs.junctions import completes_name
from loaders.repairs.signs import HAN

_HYPHENS = "-‐‑﹣－"
_HYPHEN = re.compile(f"[{_HYPHENS}](?<=[{HAN}].)(?=[{HAN}])")
_LEFT = re.compile(f"[{HAN}{_HYPHENS}]*\\Z")
_RIGHT = re.compile(f"[{HAN}{_HYPHENS}]*")
_REACH = 8
# 京-津, 中-美: two of these are two places
_PLACES = frozenset(
    "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新港澳台蒙中美日英法德俄韩朝印欧亚非"
)


def censored_words(text: str) -> Iterator[Edit]:
    """A hyphen inside a word of the dictionary, or inside the name of a division, goes.

    Coordinations stay: of words (公民-学生), of abbreviations (产-学-研, 城-乡) and of places (沪-宁).
    """
    for match in _HYPHEN.finditer(text):
        beside = text[match.start() - 1] + text[match.end()]
        if not _PLACES.issuperset(beside) and _is_torn(text, match.start()):
            yield match.start(), match.end(), ""


def _is_torn(text: str, at: int) -> bool:
    """Whether a word runs over the hyphen at a place, in the words without any hyphens."""
    import rjieba

    left = _LEFT.search(text, max(0, at - _REACH), at)
    right = _RIGHT.match(text, at + 1, at + 1 + _REACH)
    before, after = (_bare(side[0]) if side else "" for side in (left, right))
    end = 0
    for word in rjieba.cut(before + after, False):
        end += len(word)
        if end >= len(before):
            inside = end > len(before) and word not in words("coordinated_pairs")
            return inside or (end == len(before) and completes_name(before, after))
    return False


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign not in _HYPHENS)
