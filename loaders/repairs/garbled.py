"""A word whose UTF-8 was read as GBK (鏉\ue15e窞 for 杭州) put back, where it is certain.

Two Chinese characters are six bytes in UTF-8, three pairs to GBK, each of which shows what it was: the first of
a pair begins a character, the second ends one and begins another, the third lies within.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.repairs.edits import Edit
from loaders.word_boundaries import word_frequency

_BEGIN, _WITHIN = range(0xE4, 0xEA), range(0x80, 0xC0)
_LOST = "?？\ufffd"
"""What stands for the last byte of an odd word, which had no partner."""
_KINDS, _SHORT = "省市县区旗州盟镇乡村", 3


def garbled_words(text: str) -> Iterator[Edit]:
    """What reads as a known word in UTF-8 becomes it; all else stays.

    A word of an odd number of characters has lost its last byte (娴欐睙鐪? for 浙江省): it is put back where one
    byte alone makes a word of it.
    """
    for match in _search().finditer(text):
        word = _read(match[0])
        if word is not None and not _is_simplified(match[0]):
            yield match.start(), match.end(), word


@cache
def _search() -> re.Pattern[str]:
    first, second, third = _pairs(_BEGIN, _WITHIN), _pairs(_WITHIN, _BEGIN), _pairs(_WITHIN, _WITHIN)
    return re.compile(f"(?:{first}{second}{third})+(?:{first}[{_LOST}])?")


def _pairs(leads: range, trails: range) -> str:
    """A character class of what GBK reads for these pairs of bytes; 0x80 leads none."""
    signs = (bytes((lead, trail)).decode("gb18030", "ignore") for lead in leads if lead > 0x80 for trail in trails)
    return f"[{re.escape(''.join(signs))}]"


def _read(garbled: str) -> str | None:
    """The one known word that was garbled so, if there is one."""
    lost = garbled[-1] in _LOST
    held = garbled.rstrip(_LOST).encode("gb18030")
    endings = [bytes((last,)) for last in _WITHIN] if lost else [b""]
    found = [word for ending in endings if (word := _decoded(held + ending)) and _is_word(word)]
    return found[0] if len(found) == 1 else None


def _is_word(text: str) -> bool:
    """Whether a text is a word, or the name of a place with its kind (黑龙江省)."""
    return bool(word_frequency(text) or (text[-1] in _KINDS and len(text) > _SHORT and word_frequency(text[:-1])))


def _decoded(held: bytes) -> str:
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _is_simplified(text: str) -> bool:
    """Whether a text is of everyday characters only, and so may be meant as it stands."""
    try:
        text.rstrip(_LOST).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
