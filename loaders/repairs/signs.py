"""The signs that several repairs look for: Chinese letters, sentence ends, the marks of headings."""

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"
"""Chinese characters, for use inside a character class."""

SENTENCE_END = "。!?;:！？；：…”’」』)）】》〉\\].~"
"""Signs after which a line may end, for use inside a character class."""

NUMERAL = "[一二三四五六七八九十百]{1,4}"

HEADING_MARK = re.compile(
    rf"[\s#*·•●◆■□▲★☆>-]*(?:第?{NUMERAL}(?:[、,，.．:：]|[是要]|部分|章|节|篇)|[(（]\s*(?:{NUMERAL}|\d{{1,2}})\s*[)）]"
    rf"|[\[【〔](?:{NUMERAL}|\d{{1,2}})[】\]〕]"
    r"|\d{1,2}(?:\s*[、．)）]|[.](?!\d))|\d{1,2}(?:\.\d{1,2}){1,3}|[①-⑳⒈-⒛㈠-㈩Ⅰ-Ⅻ])"
)
"""What a numbered heading or list item begins with."""
