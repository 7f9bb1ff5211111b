"""Blanks inside Chinese text."""

import re
from collections.abc import Iterator

from loaders.lexicon import words
from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN, HEADING_MARK, STOCK_HEADING

_BLANK = re.compile(" +")
# what stands on both sides of a blank that goes, each alternative tried at the character before it
_BESIDE_SIGN = re.compile(
    rf"[{HAN}0-9A-Za-z”’）)》] +[，。、；：！？）》”’,;:]|[，。、；：！？（《“‘] +[{HAN}0-9A-Za-z“《（(]"
    rf"|[)）,:;] +[{HAN}]|[{HAN}] +[(（\d]|\d +[{HAN}]"
)
_BETWEEN = re.compile(rf"[{HAN}] +[{HAN}]")
_TOKEN_END = re.compile(r"[^0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff·“”‘’《》()（）%%.+\-—&]")
_TITLE_END = re.compile(r"(?:报告|汇报|总结|计划|方案|体会|思路|材料|意见|通知)$")
_STOCK_END = re.compile(f"(?:{STOCK_HEADING})$")
_DIGIT_APART = re.compile(r" (?<=\d )\d")
_SPLIT_NUMBER = re.compile(
    rf"(?<=[{HAN}，。、；：（(])[ ]?(?P<digits>\d(?:[ ]\d){{1,3}})(?=[ ]?(?:多|余)?"
    "(?:个|人|名|家|年|月|日|万|亿|元|亩|项|位|户|件|天|所|支|次|岁|%|平方|公里|张|套|条|处))"
)
_WINDOW = 60


def blanks_in_numbers(text: str) -> Iterator[Edit]:
    """Blanks inside a number go where each digit stands alone before a word of measure: 一行 1 7 人."""
    if not _DIGIT_APART.search(text):
        return
    for match in _SPLIT_NUMBER.finditer(text):
        for at in range(match.start("digits") + 1, match.end("digits"), 2):
            yield at, at + 1, ""


def blanks_at_signs(text: str) -> Iterator[Edit]:
    """Blanks next to Chinese punctuation, or between a character and a number, go.

    A blank that parts a title from what follows on the same line stays.
    """
    for match in _BLANK.finditer(text):
        if match.start() and _BESIDE_SIGN.match(text, match.start() - 1) and not _ends_title(text, match.start()):
            yield match.start(), match.end(), ""


def blanks_between(text: str) -> Iterator[Edit]:
    """A stray blank between two characters goes; one that separates stays.

    It separates items of a list (three and more words set apart by blanks, or two names of persons), a
    heading or title from its text, columns (three and more blanks).
    """
    for match in _BLANK.finditer(text):
        if (
            match.start()
            and _BETWEEN.match(text, match.start() - 1)
            and not _separates(text, match.start(), match.end())
        ):
            yield match.start(), match.end(), ""


def _separates(text: str, start: int, end: int) -> bool:
    left, left_edge = _left_word(text, start)
    right, right_edge = _right_word(text, end)
    if len(left) == 1 or len(right) == 1:
        return False  # 主 要 做 法, 学 习先进
    if end - start > 2 or _ends_title(text, start):
        return True
    if " " in (left_edge, right_edge):
        return True
    if len(left) <= 25 and left_edge in "\n、．.)）" and _is_heading(text, start - len(left), start):
        return True
    return _is_name(left) and _is_name(right)


def _left_word(text: str, end: int) -> tuple[str, str]:
    start = end
    floor = max(0, end - _WINDOW)
    while start > floor and not _TOKEN_END.match(text[start - 1]):
        start -= 1
    return text[start:end], text[start - 1] if start else "\n"


def _right_word(text: str, start: int) -> tuple[str, str]:
    match = _TOKEN_END.search(text, start, start + _WINDOW)
    end = match.start() if match else min(len(text), start + _WINDOW)
    return text[start:end], text[end] if end < len(text) else "\n"


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether a line begins with a heading that ends here: numbered, or one of the stock headings."""
    line = text[max(text.rfind("\n", 0, start) + 1, start - 12) : end]
    mark = HEADING_MARK.match(line)
    if mark is None:
        return end - start <= 8 and len(line.strip()) == end - start and _STOCK_END.search(line) is not None
    return mark.end() >= len(line.rstrip()) - (end - start)


def _is_name(word: str) -> bool:
    return 2 <= len(word) <= 4 and word[0] in words("common_surnames")


def _ends_title(text: str, end: int) -> bool:
    line = text[max(text.rfind("\n", 0, end) + 1, end - _WINDOW) : end]
    return _TITLE_END.search(line) is not None and not re.search("[。；]", line)
