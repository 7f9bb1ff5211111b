"""Pinyin in brackets after a character, as conversion to traditional script leaves it: 總結(jié)."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN, members

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿăĕĭŏŭ"
_LETTER = f"a-zɑɡü{_TONED}"
_GLOSS = re.compile(
    rf"[(（](?<=[{HAN}].)\s?(?=[{_LETTER}]{{0,6}}[{_TONED}\u0300-\u030c])[{_LETTER}\u0300-\u030c]{{1,7}}\s{{0,2}}[)）]"
)
# Once a text is known to be glossed: the neutral tone, tone letters gone to pieces, a bracket cut off.
_NEUTRAL = r"(?:men|de|me|ge|zhe|le|ne|ma|ba|zi|tou|er|li|shang)"
_BROKEN_TONE = "?\ufffd\u00a0-\u00ff\u0100-\u02ff\u0300-\u030c¨°·茅贸铆煤谩猫矛貌霉菐菎菕墨膩"
_LOOSE = re.compile(
    rf"(?<=[{HAN}])[(（]\s?(?:{_NEUTRAL}|(?=[^)）\n]{{0,6}}[a-z{_TONED}])[a-z{_TONED}]{{0,5}}[{_BROKEN_TONE}]{{1,3}}[a-z]{{0,3}})\s{{0,2}}[)）]"
    rf"|(?<=[{HAN}])[(（][{_LETTER}]{{0,5}}[{_TONED}][{_LETTER}]{{0,5}}(?=[{HAN}，。、；：,])"
    rf"|(?<=[{HAN}])[(（][{_LETTER}]{{0,6}}\Z"
    rf"|(?<=[A-Za-z?\ufffd])[(（][a-zü]{{0,5}}[{_TONED}][a-zü]{{0,5}}[)）]"
)
_ENOUGH = 3

SIGNS = members(_TONED + "\u0300-\u030c")
"""One of these is in every gloss but in the damaged ones of a text that has others."""


def pinyin_glosses(text: str) -> Iterator[Edit]:
    """Bracketed toned pinyin after a character goes; in a text with several, damaged glosses go as well."""
    found = {match.span() for match in _GLOSS.finditer(text)}
    if len(found) >= _ENOUGH:
        taken = {start for start, _ in found}
        found |= {match.span() for match in _LOOSE.finditer(text) if match.start() not in taken}
    for start, end in sorted(found):
        yield start, end, ""
