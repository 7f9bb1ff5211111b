"""The signs that several repairs look for: Chinese letters, sentence ends, the marks of headings."""

import re
from collections.abc import Iterable

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"
"""Chinese characters, for use inside a character class."""

SENTENCE_END = "。!?;:！？；：…”’」』)）】》〉\\].~"
"""Signs after which a line may end, for use inside a character class."""

IS_HAN = re.compile(f"[{HAN}]").match
"""Whether a text begins with a Chinese character."""

NUMERAL = "[一二三四五六七八九十百]{1,4}"

HEADING_MARK = re.compile(
    rf"[\s#*·•●◆■□▲★☆>-]*(?:第?{NUMERAL}(?:[、,，.．:：]|[是要]|部分|章|节|篇)|[(（]\s*(?:{NUMERAL}|\d{{1,2}})\s*[)）]"
    rf"|[\[【〔](?:{NUMERAL}|\d{{1,2}})[】\]〕]"
    r"|\d{1,2}(?:\s*[、．)）]|[.](?!\d))|\d{1,2}(?:\.\d{1,2}){1,3}|[①-⑳⒈-⒛㈠-㈩Ⅰ-Ⅻ])"
)
"""What a numbered heading or list item begins with."""

PAGE = (
    r"(?:[-—–－·~]{1,3}[ ]?\d{1,4}[ ]?[-—–－·~]{1,3}"
    r"|第[ ]?\d{1,4}[ ]?页(?:[ ,，/]{0,3}[(（]?[ ]?[共总][ ]?\d{1,4}[ ]?页[ ]?[)）]?)?"
    r"|[共总][ ]?\d{1,4}[ ]?页[ ,，/]{0,3}第[ ]?\d{1,4}[ ]?页"
    r"|\d{1,3}[ ]?/[ ]?\d{1,3}|[Pp]age[ ]?\d{1,4}(?:[ ]?of[ ]?\d{1,4})?|[Pp]\.?[ ]?\d{1,4}|\d{1,3})"
)
"""A page number as it stands on a line of its own."""

STOCK_HEADING = "做法|情况|启示|体会|建议|特点|经验|收获|印象|打算|措施|问题|思考|概况|成效|感想|感受|汇报|报告|总结"
"""What the headings of reports end with, as alternatives of a pattern."""


def members(signs: str) -> frozenset[str]:
    """The characters of a character class as it is written between brackets, its ranges spelled out."""
    pairs = re.findall("(.)(?:-(.))?", signs, re.DOTALL)
    return frozenset(chr(code) for first, last in pairs for code in range(ord(first), ord(last or first) + 1))


def ranges(signs: Iterable[str]) -> str:
    """Single characters as ranges, for use inside a character class: thousands of them are read far sooner so."""
    runs: list[tuple[int, int]] = []
    for code in sorted({ord(sign) for sign in signs}):
        if runs and runs[-1][1] == code - 1:
            runs[-1] = runs[-1][0], code
        else:
            runs.append((code, code))
    ends = ((re.escape(chr(first)), re.escape(chr(last))) for first, last in runs)
    return "".join(first if first == last else f"{first}-{last}" for first, last in ends)
