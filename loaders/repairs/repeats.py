"""What conversion has set twice: headings, sentences, bold text, the title on every page."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from loaders.repairs.edits import Edit
from loaders.repairs.pages import broken_off
from loaders.repairs.signs import HAN, HEADING_MARK, IS_HAN, NUMERAL, PAGE, SENTENCE_END, STOCK_HEADING

_ENDS = re.compile(f"[{SENTENCE_END}，,、]")
_PAGE_ONLY = re.compile(PAGE)
_NUMBER = r"(?:第\d{1,3}页(?:[(（/]?共\d{1,3}页[)）]?)?|[-—–－·~]\d{1,3}[-—–－·~])"
_PAGE_BESIDE = re.compile(f"^{_NUMBER}|{_NUMBER}$")
_LONGEST_HEAD = 40
_LONGEST_HEADING = 90
_STOCK_END = re.compile(f"(?:{STOCK_HEADING})$")
_BOLD = re.compile(r"\*\*(?P<once>[^*\n]{2,80})\*\*")
_INLINE = re.compile(
    rf"[。！？；;]\s?(?:{NUMERAL}、|[(（]{NUMERAL}[)）])(?P<once>[{HAN}]{{0,10}}(?:{STOCK_HEADING}))(?P<again>(?P=once))"
    rf"(?!之|{NUMERAL}[:：、]|[:：，,的\d])"
)
_SHORTEST_SENTENCE = 4


def doubled_headings(text: str) -> Iterator[Edit]:
    """A heading set twice on its line, as bold text comes out of some converters, is kept once.

    Only exact repetition that fills the line counts: of two or more characters after a heading's mark
    (二、启示启示) or of a stock heading (建议建议), of four or more on other lines. Within a line of
    text it counts only for a stock heading after its mark. 看看, 个个, 研究研究 in a sentence stay.
    """
    found = [(match.start("again"), match.end("again"), "") for match in _INLINE.finditer(text)]
    start = 0
    for line in text.split("\n"):
        if 4 <= len(line) <= _LONGEST_HEADING:
            again = _twice(line)
            if again:
                found.append((start + again[0], start + again[1], ""))
        start += len(line) + 1
    yield from _apart(found)


def _twice(line: str) -> tuple[int, int] | None:
    """Where in its line the repetition of a heading stands."""
    body = line.strip()
    mark = HEADING_MARK.match(body)
    if mark and body[: len(body) // 2] != body[len(body) // 2 :]:
        body = body[mark.end() :].lstrip()
    half, odd = divmod(len(body), 2)
    once = body[:half]
    if odd or half < 2 or once != body[half:] or not IS_HAN(once.lstrip("“《（(")) or len(set(once)) < 2 or "*" in once:
        return None
    if not mark and half < 4 and not _STOCK_END.search(once):
        return None
    end = len(line.rstrip())
    return end - half, end


def doubled_bold(text: str) -> Iterator[Edit]:
    """Text beside its own copy in bold (抓落实。**抓落实。**) is kept once, the plain one.

    A copy of two or three characters goes only at the start of a line: in `到了**社区**社区` names are masked.
    """
    if "**" not in text:
        return
    for match in _BOLD.finditer(text):
        once, (start, end) = match["once"], match.span()
        first = start - len(once)
        if first >= 0 and text.startswith(once, first):
            opens = _opens_line(text, first)
        elif text.startswith(once, end):
            opens = _opens_line(text, start)
        else:
            continue
        if len(once) >= 4 or opens:
            yield start, end, ""


def _opens_line(text: str, start: int) -> bool:
    lead = text[max(text.rfind("\n", 0, start) + 1, start - 12) : start]
    mark = HEADING_MARK.match(lead)
    return not lead.strip() or (mark is not None and mark.end() >= len(lead.rstrip()))


def doubled_sentences(text: str) -> Iterator[Edit]:
    """A whole sentence of four and more characters that stands exactly twice in a row is kept once.

    Conversion doubles; what stands three times was meant or made so. A sentence is whole after a sentence
    end, a line's start or a heading and ends in 。, so that what somebody cries twice (“快走！快走！”) or
    says twice within quotation marks stays.
    """
    sentences = text.split("。")
    twice = [
        index
        for index, (first, again) in enumerate(pairwise(sentences[:-1]), 1)
        if len(again) >= _SHORTEST_SENTENCE
        and first.endswith(again)
        and again not in (sentences[index + 1], sentences[index - 2] if index > 1 else "")
        and _is_whole(first, again)
    ]
    start = done = 0
    for index in twice:
        start += sum(len(sentence) + 1 for sentence in sentences[done:index])
        done = index
        yield start, start + len(sentences[index]) + 1, ""


def _is_whole(first: str, again: str) -> bool:
    if "\n" in again or not IS_HAN(again.lstrip("（(“《 ")):
        return False
    lead = first[max(0, len(first) - len(again) - 20) : len(first) - len(again)]
    lead = lead[lead.rfind("\n") + 1 :]
    mark = HEADING_MARK.match(lead)
    return (
        not lead.strip()
        or lead[-1] in "！？!?；;"
        or HEADING_MARK.match(again) is not None
        or (mark is not None and (mark.end() >= len(lead.rstrip()) or _STOCK_END.search(lead) is not None))
    )


def running_heads(text: str) -> Iterator[Edit]:
    """The title, or another line that comes back on every page, goes where a page begins or ends.

    A page begins beside a page number and in the middle of a sentence. A title set twice in a row is
    kept once. The same subheading under several headings stays.
    """
    lines = [(match.start(), match[0]) for match in re.finditer(r"\S[^\n]*", text)] if "\n" in text else []
    keys = [_key(line) for _, line in lines]
    times = Counter(key for key in keys if key)
    if not times or max(times.values()) < 2:
        return
    title = keys[0]
    seen: set[str] = set()
    for index, ((start, line), key) in enumerate(zip(lines, keys, strict=True)):
        if not key or times[key] < 2:
            continue
        if key in seen and (key == title or times[key] > 2):
            yield from _head_edit(text, lines, index, start + len(line), key == keys[index - 1])
        seen.add(key)


def _key(line: str) -> str:
    """A line as it would come back on another page: without blanks and page number; none for prose."""
    bare = "".join(line.split())
    if not 4 <= len(bare) <= _LONGEST_HEAD or _ENDS.match(bare[-1]) or HEADING_MARK.match(bare):
        return ""
    bare = _PAGE_BESIDE.sub("", bare)
    return bare if len(bare) >= 4 and IS_HAN(bare.lstrip("“《")) else ""


def _head_edit(text: str, lines: list[tuple[int, str]], index: int, end: int, twice: bool) -> Iterator[Edit]:
    before_start, before = lines[index - 1]
    before_end = before_start + len(before.rstrip())
    after = lines[index + 1] if index + 1 < len(lines) else (len(text), "")
    numbered = _PAGE_BESIDE.search("".join(lines[index][1].split())) is not None
    at_page = numbered or any(_PAGE_ONLY.fullmatch(line.strip()) for line in (before, after[1]))
    cut = bool(after[1]) and broken_off(text, before_end) and not HEADING_MARK.match(after[1])
    if twice or at_page:
        yield before_end, end, ""
    elif cut:
        yield before_end, after[0], ""


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """The edits in order, without those that touch one before."""
    done = 0
    for start, end, after in sorted(edits):
        if start >= done:
            yield start, end, after
            done = end
