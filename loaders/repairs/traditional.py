"""Traditional characters to simplified, where a text is written in them."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from loaders.repairs.edits import Edit
from loaders.repairs.signs import ranges

_HAN = re.compile("[\u4e00-\u9fff]")
_SAMPLE = 20_000
_SHARE = 0.06
_SHARE_WITH_QUOTATIONS = 0.15
"""A traditional text has some 30 % characters of its own, a simplified one that quotes names under 2 %."""
_ALWAYS = "後"
"""GB 2312 has it for a classical title or two; everywhere else it is 后."""
_QUOTED = re.compile('[“「《『‘"][^“”「」《》『』‘’"\n]{0,40}[”」》』’"]')
_PARTICLE = re.compile("著(?![名作述称书者录有《])(?<![显卓昭原名专编论巨译土合遗撰所较拙新旧]著)")
"""隨著, 沿著: conversion leaves 著, which is also simplified (著名)."""


@cache
def _convert() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _stray() -> tuple[re.Pattern[str], dict[str, str]]:
    """The characters that only traditional script has, with their simplified ones.

    They are those that the simplified standard GB 2312 lacks and that conversion takes to one it has.
    """
    signs = [sign for sign in map(chr, range(0x4E00, 0x9FA6)) if sign in _ALWAYS or not _is_simplified(sign)]
    simple = _convert()("\n".join(signs)).split("\n")
    found = {sign: to for sign, to in zip(signs, simple, strict=True) if to != sign and _is_simplified(to)}
    return re.compile(f"[{''.join(found)}]"), found


def _is_simplified(sign: str) -> bool:
    try:
        return len(sign.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


@cache
def rare_signs() -> str:
    """The characters of neither standard, for use inside a character class: none is an everyday one."""
    _, simple = _stray()
    signs = map(chr, (*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FA6)))
    return ranges(sign for sign in signs if sign not in simple and not _is_simplified(sign))


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, by their share in an even sample of it.

    Quotations, which may be of another script than the text, count less.
    """
    telling, _ = _stray()
    if not telling.search(text):
        return False
    step = max(1, len(text) // _SAMPLE)
    samples = ((text[::step], _SHARE_WITH_QUOTATIONS), (_QUOTED.sub("", text)[::step], _SHARE))
    return any(_shows(telling, sample, share) for sample, share in samples)


def _shows(telling: re.Pattern[str], sample: str, share: float) -> bool:
    found = len(telling.findall(sample))
    return found > 1 and found >= share * len(_HAN.findall(sample))


def simplified(text: str) -> str:
    """The text in simplified characters, exactly as long, character by character at its place."""
    whole = _convert()(text)
    if len(whole) == len(text):
        return whole
    return "".join(_same_length(line) for line in text.splitlines(keepends=True))


def _same_length(line: str) -> str:
    converted = _convert()(line)
    if len(converted) == len(line):
        return converted
    single = ((char, _convert()(char)) for char in line)
    return "".join(to if len(to) == 1 else char for char, to in single)


def stray_traditional(text: str) -> Iterator[Edit]:
    """Single traditional characters in a simplified text become simplified; quoted names and titles stay."""
    search, simple = _stray()
    found = list(search.finditer(text))
    if not found or is_traditional(text):
        return
    quoted = {at for match in _QUOTED.finditer(text) for at in range(*match.span())}
    for match in found:
        if match.start() not in quoted:
            yield match.start(), match.end(), simple[match[0]]


def traditional(text: str) -> Iterator[Edit]:
    """A text in traditional characters becomes simplified, as one edit of equal length."""
    if not is_traditional(text):
        return
    after = _PARTICLE.sub("着", simplified(text))
    changed = [index for index, (old, new) in enumerate(zip(text, after, strict=True)) if old != new]
    if changed:
        start, end = changed[0], changed[-1] + 1
        yield start, end, after[start:end]
