"""Traditional characters to simplified, where a text is written in them."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from loaders.repairs.edits import Edit

# Everyday characters that only the traditional script has.
_TELLING_SIGNS = (
    "們這說發國學會經黨區員體開關與對產業務總結報導時間個來為過還進動實現點機長問題組織領導應"
    "種樣將標農縣鎮鄉設計劃計團隊單規劃環境衛醫療養護鋪幹貫徹聽東華廣陳劉張馬場車電話書記習"
    "創優異變質級線紅綠網絡術權責條項則極較輕難響屬參觀點讓認識論調課講談請護買賣費資貿質億"
)
_TELLING = re.compile(f"[{_TELLING_SIGNS}]")
SIGNS = frozenset(_TELLING_SIGNS)
"""A text without any of these is simplified."""
_HAN = re.compile("[\u4e00-\u9fff]")
_SAMPLE = 20_000
_SHARE = 0.03
"""A traditional text has some 15 % telling characters, a simplified one that quotes a name under 1 %."""


@cache
def _convert() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, by their share in an even sample of it."""
    sample = text[:: max(1, len(text) // _SAMPLE)]
    telling = len(_TELLING.findall(sample))
    return telling > 1 and telling >= _SHARE * len(_HAN.findall(sample))


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


def traditional(text: str) -> Iterator[Edit]:
    """A text in traditional characters becomes simplified, as one edit of equal length."""
    if not is_traditional(text):
        return
    after = simplified(text)
    changed = [index for index, (old, new) in enumerate(zip(text, after, strict=True)) if old != new]
    if changed:
        start, end = changed[0], changed[-1] + 1
        yield start, end, after[start:end]
