"""Line breaks inside sentences."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit
from loaders.repairs.junctions import completes_name, cuts_word
from loaders.repairs.layout import Layout, lay_out
from loaders.repairs.signs import HAN, HEADING_MARK

_BREAK = re.compile(r"\n[^\S\n]*(?=\S)")
_HYPHEN = re.compile(r"-\n[^\S\n]*(?=[A-Za-z])")
_LATIN = re.compile("[A-Za-z]$")
_LOWER_BEFORE = re.compile("[a-z]{3}$")
_LOWER = re.compile("[a-z]{2}")
_STOPS = frozenset("。!?;:！？；：….~\\")
_CHUNK = re.compile(r"\d{1,4}、")
_CLOSERS = "”’」』)）】》〉]\"'"
_GOES_ON = frozenset("，,、（(“‘《")
_SIGN = re.compile(r"[，,、；;：:！!？?](?!\s*\n)|。(?![\u3100-\u312f\u2500-\u257f\u0100-\u024fa-zA-Z])")
_CLOSING = re.compile(rf"[)）》”’](?!\s*\n)|{_SIGN.pattern}")
_BEGINS = re.compile(rf"[{HAN}0-9A-Za-z“《（(]")
_BEGINS_WRAPPED = re.compile(rf"[{HAN}0-9A-Za-z“《（(+—~/%·-]")
_NEW_PARAGRAPH = re.compile(
    "首先|其次|再次|最后|同时|此外|另外|总之|综上|为此|因此|近年来|目前|当前|今后|下一步|通过|根据|按照|为了|为[^主人]|我们|一是|二是|三是"
    "|特此|附[件:：]|现将|近日|本次|这次|此次|考察组|考察团|各位|尊敬的|注[:：]|来源|作者|时间|日期|地点"
)
_TITLE_ENDS = (
    *("报告", "汇报", "总结", "计划", "方案", "体会", "思路", "思考", "启示", "建议", "做法", "经验", "情况", "范文"),
    *(
        "纪实",
        "心得",
        "感悟",
        "感想",
        "随笔",
        "见闻",
        "札记",
        "特点",
        "收获",
        "打算",
        "措施",
        "问题",
        "对策",
        "展望",
        "反思",
    ),
)
_INNER_SIGN = re.compile("[，,。；;：:]")
_QUANTITY = re.compile(r"\d{1,2}\.\d{1,2}[ ]?(?:[亿万千元倍亩吨米个]|%|公里|平方)")
_ITEM = re.compile(r"\d{1,2}[.、．][^，,]{4,}[，,]")
_FULL_STOP = re.compile("[。；;]")
_SHORTEST_LINE = 8
_PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "‘": "’"}
_LAST_BRACKET = re.compile("[（(“《‘][^（(“《‘）)”》’]{0,30}$")
_FIRST_BRACKET = re.compile("[^（(“《‘）)”》’\n]{0,30}(?P<sign>[）)”》’])")
_DATE_OR_BODY = re.compile(
    r"(?:[二〇○0-9xX×*]{2,4}年.{0,10}日?|.{0,20}(?:局|委|办|组|团|校|镇|会|府|部|中心|小学|中学))$"
)


def hyphens(text: str) -> Iterator[Edit]:
    """A Latin word hyphenated at the end of a line is made whole; the hyphen of e-⏎mail and TCP-⏎IP stays."""
    if "-\n" not in text:
        return
    for match in _HYPHEN.finditer(text):
        start, end = match.span()
        if _LATIN.search(text, max(0, start - 3), start):
            whole = _LOWER.match(text, end) is not None and _LOWER_BEFORE.search(text, max(0, start - 3), start)
            yield start if whole else start + 1, end, ""


def hard_breaks(text: str) -> Iterator[Edit]:
    """A break in the middle of a sentence goes; headings, titles, signatures stay on lines of their own.

    A sentence goes on where a comma ends the line or a closing sign begins the next; where the lines of
    the whole text are cut at one width and this one is full, or prose without an end; where a word is cut
    in two; and where prose stops without a full stop in a text that otherwise sets them and no empty line
    follows. It does not where the next line is a heading, a list item or indented.
    """
    layout: Layout | None = None
    for match in _BREAK.finditer(text):
        start, end = match.span()
        while start and text[start - 1].isspace():
            start -= 1
        if not start or text[start - 1] in _STOPS:
            continue
        layout = layout or lay_out(text)
        if _is_inside_sentence(text, start, end, layout):
            latin = text[start - 1].isascii() and text[start - 1].isalpha() and text[end].isascii()
            yield start, end, " " if latin and text[end].isalpha() else ""


def _is_inside_sentence(text: str, before: int, after: int, layout: Layout) -> bool:
    if (HEADING_MARK.match(text, after) and not _QUANTITY.match(text, after)) or _CHUNK.match(text, after):
        return False
    closed = text[before - 1] in _CLOSERS
    if (_SIGN if closed else _CLOSING).match(text, after) or text[before - 1] in _GOES_ON:
        return True
    gap = text[before:after]
    wrapped = layout.wrapped_at > 0 and gap.count("\n") == 1
    if (
        not (_BEGINS_WRAPPED if wrapped else _BEGINS).match(text, after)
        or len(gap) - gap.rfind("\n") > 2 + layout.margin
    ):
        return False
    here, there = layout.line_at(before - 1), layout.line_at(after)
    line, following = (text[layout.starts[index] : layout.ends[index]] for index in (here, there))
    if wrapped and _is_wrapped(line, following, layout, here, there):
        return True
    if closed or _stands_alone(following) or line.endswith(_TITLE_ENDS):
        return False
    if gap.count("\n") == 1 and (_is_inside_bracket(line, following) or _cuts_name(line, following)):
        return True
    if not _is_prose(line) or _NEW_PARAGRAPH.match(text, after):
        return False
    return (layout.punctuated and gap.count("\n") == 1) or cuts_word(line, following)


def _is_wrapped(line: str, following: str, layout: Layout, here: int, there: int) -> bool:
    """Whether a line of a wrapped text is cut, not ended, before the following one."""
    if line.rstrip(_CLOSERS)[-1:] in _STOPS:
        return False
    prose = _INNER_SIGN.search(line) is not None
    if not layout.is_full(here):
        open_end = prose and len(line) >= 20 and line[-1] not in _CLOSERS and not line.endswith(_TITLE_ENDS)
        return open_end and not _stands_alone(following) and not _NEW_PARAGRAPH.match(following)
    if _stands_alone(following) and not layout.is_full(there):
        return False
    if HEADING_MARK.match(line) and not _ITEM.match(line) and not _FULL_STOP.search(line):
        return layout.is_tight(here) or cuts_word(line, following)
    return prose or not line.endswith(_TITLE_ENDS)


def _is_inside_bracket(line: str, following: str) -> bool:
    """Whether a bracket or quotation opened on a line is closed on the following one."""
    opened, closed = _LAST_BRACKET.search(line), _FIRST_BRACKET.match(following)
    return opened is not None and closed is not None and _PAIRS.get(opened[0][0]) == closed["sign"]


def _cuts_name(line: str, following: str) -> bool:
    """Whether the break stands inside the name of a division."""
    return len(line) >= _SHORTEST_LINE and not HEADING_MARK.match(line) and completes_name(line, following)


def _is_prose(line: str) -> bool:
    if HEADING_MARK.match(line):
        return len(line) >= 45
    return (len(line) >= 15 and _INNER_SIGN.search(line) is not None) or (len(line) >= 20 and "、" in line)


def _stands_alone(line: str) -> bool:
    """Whether a line is a title, a signature or a date rather than the rest of a sentence."""
    return len(line) <= 40 and bool(line.endswith(_TITLE_ENDS) or _DATE_OR_BODY.fullmatch(line))


_CUT_TITLE = re.compile(
    r"^[ \u3000]*(?P<head>(?:关于|赴)[^\n。，；：]{4,50})(?P<gap>\n)[ \u3000]*(?P<tail>[^\n。，；：]{2,20})$",
    re.MULTILINE,
)
_HEAD = 400
"""A report's title stands among the first few lines."""


def cut_titles(text: str) -> Iterator[Edit]:
    """A title broken beside 的 or 和 before its last words (关于…建设的⏎考察报告) is joined."""
    for match in _CUT_TITLE.finditer(text, 0, _HEAD):
        head, tail = match["head"].rstrip(), match["tail"].rstrip()
        whole = match.end() < _HEAD or match.end() == len(text)
        if whole and tail.endswith(_TITLE_ENDS) and (head[-1] in "的和与及、" or tail[0] in "的和与及"):
            yield match.start("head") + len(head), match.start("tail"), ""
