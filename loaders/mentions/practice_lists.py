"""Practices named without quotes in a list that says what they are: 打造了红色管家、银龄互助等一批服务品牌."""

import re
from functools import cache

from loaders.document import Document
from loaders.lexicon import alternatives, any_of, words
from loaders.mentions.dates import number
from loaders.mentions.mention import Mention

# What closes such a list: 等(一批)…品牌, or a count of its own items, 四条…精品带.
_CLOSER = re.compile(
    r"(?P<opening>[等两二三四五六七八九十\d](?:(?<=\d)\d)?)"
    r"(?:(?<=等)(?:一?系列|一批|多[个项种张]|[一二两三四五六七八九十百\d]+[多余]?[个项条大类种张])?"
    r"|(?<!等)(?:个|项|条|大|类|种|张|道))"
    r"(?=[^、,，。;；:：\n“”等]{0,17}(?:品牌|精品带|名片|工作|制度|项目|活动))"  # sooner seen than the way to it
    r"[^、,，。;；:：\n“”的等]{0,8}?的?[^、,，。;；:：\n“”的等]{0,8}?"
    r"(?P<head>品牌|精品带|名片|工作法|制度|工作室|党建项目|公益项目|特色项目|创新项目|活动)"
)
_ITEM = re.compile(r"[\u4e00-\u9fff\d+·A-Za-z]{3,14}")
_NO_ITEM = re.compile(r"[的了是在有和与及对等为以到从并]")
# Activities are listed by what is done (文艺演出、体育比赛); named are those that go somewhere or are a day.
_NAMED_ACTIVITY = re.compile(
    r"进(?:社区|小区|校园|课堂|企业|机关|农村|乡村|家庭|万家|村|楼道|网格)$|[\u4e00-\u9fff]{2,}(?:日|节)$"
)
_KINDS = {"制度": "Mechanism", "工作法": "Model"}


@cache
def governing_verbs() -> str:
    """The verbs of doing that govern a practice, as alternatives of a pattern."""
    return alternatives(tuple(v for v in words("adoption_verbs") if len(v) >= 2 and v not in words("not_governing")))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{governing_verbs()})(?:了|起|出|好|成)?")


def listed_practices(document: Document) -> list[Mention]:
    """The bare items of lists that a verb of doing opens and a head noun of practices closes."""
    found: list[Mention] = []
    text = document.text
    for match in _CLOSER.finditer(text):
        items = _items(text, match.start())
        if items and _closes(match, len(items)):
            activity = match.group("head") == "活动"
            kind = _KINDS.get(match.group("head"), "Program")
            found.extend(
                _mention(text, start, end, kind) for start, end in items if _is_name(document, start, end, activity)
            )
    return found


def _items(text: str, end: int) -> list[tuple[int, int]]:
    """The items of the list that ends at `end`, the first one without the verb before it; none without a verb."""
    spans: list[tuple[int, int]] = []
    floor = max(0, end - 160)
    while end > floor:
        start = max(text.rfind(mark, floor, end) for mark in "、,，。;；:：\n") + 1
        start = max(start, floor)
        verbs = list(_verb().finditer(text, start, end))
        if verbs:
            spans.append((verbs[-1].end(), end))
            return spans[::-1] if len(spans) >= 2 else []
        if start <= floor or text[start - 1] != "、":
            return []
        spans.append((start, end))
        end = start - 1
    return []


def _closes(match: re.Match[str], items: int) -> bool:
    """Whether a count closes the list by saying how many items it has; 等 always does."""
    count = match.group("opening")
    return count == "等" or items == number(count)


def _is_name(document: Document, start: int, end: int, activity: bool) -> bool:
    item = document.text[start:end]
    if not _ITEM.fullmatch(item) or _NO_ITEM.search(item) or start not in document.words.boundaries:
        return False
    if activity:
        return bool(_NAMED_ACTIVITY.search(item))
    first, last = document.words.index_at(start), document.words.index_at(end - 1)
    generic = any_of("practice_generic", "hollow")
    return any(word not in generic for word in document.words.words[first : last + 1])


def _mention(text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(start, end, text[start:end], "Practice", kind, "listed-practice", weight=1)
