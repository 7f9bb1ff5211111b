"""Offices named by their level alone: 县教育局, 市图书馆; whose they are is decided with the report's places."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.document import Document
from loaders.lexicon import alternatives, any_of, words
from loaders.mentions.distinctive import distinctive, suffix_kinds
from loaders.mentions.extent import Extent, left_extent
from loaders.mentions.given_names import name_length
from loaders.mentions.mention import Mention

_LEVELS = frozenset({"省", "市", "州", "县", "区", "旗", "镇", "乡", "街道", "自治区"})
_LEVEL_NEAR = re.compile("[省市州县区旗镇乡]|街道")
_KINDS = frozenset({"Government", "Institution", "SocialOrganization", "School"})
# Before a level these say that several, all or some are meant, or that it belongs to what stands before.
_SEVERAL = frozenset("各全每多几两些个该本某到级城市县区镇乡省州")

_SOME = frozenset({"部分", "有关", "相关", "所有", "许多", "各级", "其他"})
_TOURING = frozenset({"考察", "参观", "调研", "学习", "观摩", "走访", "视察", "领导"})
_TOLD_BY_LENGTH = 10
"""So many characters of its own make a name (社会矛盾纠纷调处化解中心): a body's, not a sort of body's."""


HEAD = re.compile(
    r"(?:党组|党委|党总支|党支部)?(?:原|现任|代)?(?:常务|执行)?副?(?:主任|书记|局长|馆长|所长|站长|院长|会长|部长|处长|科长|园长|台长|队长|厅长|秘书长|主席|理事长|校长|庭长|行长|总经理|董事长|经理|社长|组合长|负责人)"
)
"""A post at a body's head, right after its name."""


@cache
def _offices() -> re.Pattern[str]:
    fields = alternatives(words("office_fields"))
    return re.compile(
        r"(?:自治区|省|市|州|县|区|旗|镇|乡|街道)"
        r"(?:党?委(?:组织部|宣传部|统战部|政法委|办公室|办公厅|办|党校|基层办|农办|农工委|社会工作部|社工部|社治委|政研室"
        r"|政策研究室|研究室|改革办|巡察办|督查室|机要局|保密局|党史办|党史研究室|教育工委|直属机关工委|老干部局)?(?![员托派任屈以会])"
        r"|(?:人民)?政府(?:办公室|办公厅|办|研究室|督查室|外事办公室|外事办|国资委|金融办|法制办|教育督导室)?"
        r"|(?:人大(?:常委会)?|政协)(?:办公室|研究室|法工委|选工委|财经委|[^的了在,，。、\s]{2,10}?委员会)?(?!代表)|纪委(?:监委)?|监委|党工委|办事处"
        rf"|(?:{fields})[局委厅办]"
        r"|农办|农委|文明办|学习办|扶贫办|外办|外事办|侨办|台办|网信办|参事室|史志办|妇联|团委|总工会|残联|科协|文联|侨联|社科联|红十字会|党校|工商联|编办)"
    )


@cache
def _unplaced() -> re.Pattern[str]:
    """In a list of officials an office may stand without its level: 县委书记…，商务局局长…."""
    fields = alternatives(words("office_fields"))
    return re.compile(rf"(?<=[,，、])(?:{fields})局(?=(?:党组|党委)?(?:书记、)?(?:常务)?副?局长)")


def level_bodies(document: Document, places: Sequence[Mention]) -> list[Mention]:
    """州委组织部, 县教育局, 县文化馆: offices named by their level; `weight` tells if they have words of their own."""
    starts = [place.start for place in places]

    def covered(position: int) -> bool:
        """Whether a place holds a position or ends there."""
        index = bisect_right(starts, position) - 1
        return index >= 0 and position <= places[index].end

    known = [
        Mention(m.start(), m.end(), m.group(), "Organization", "Government", "body-level")
        for m in _offices().finditer(document.text)
        if not covered(m.start())
        and (m.start() in document.words.boundaries or document.text.startswith("和", m.start() - 1))  # 和|县教育局
        and not ("镇" in m.group()[0] and document.text[m.start() - 1 : m.start()] == "市")  # 市镇|政府
        and document.text[max(0, m.start() - 2) : m.start()] not in _SOME
        and (m.end() in document.words.boundaries or _member_follows(document, m.end()))
    ]
    known += [
        Mention(m.start(), m.end(), m.group(), "Organization", "Government", "body-level")
        for m in _unplaced().finditer(document.text)
    ]
    return [*known, *(body for body in _suffixed(document) if not covered(body.start))]


def _member_follows(document: Document, end: int) -> bool:
    """市委|常委, 县委|书记周文清: where the dictionary runs a committee and its post together."""
    if document.text.startswith("常委", end):
        return True
    post = HEAD.match(document.text, end)
    return post is not None and name_length(document, post.end(), strict=False) > 0


def begins_with_level(extent: Extent, suffix: str, kind: str) -> bool:
    """Whether the level of a place opens a body's name: 县|教师|进修学校, 市|图书馆."""
    if kind not in _KINDS or not extent.modifiers or extent.modifiers[0] not in _LEVELS:
        return False
    own = [word for word in extent.modifiers[1:] if word not in words("school_ranks") and word not in _LEVELS]
    return bool(own) or suffix not in any_of("many_bodies", "tasked_bodies")


def _suffixed(document: Document) -> Iterator[Mention]:
    text, kinds, done = document.text, suffix_kinds(), 0
    for head, end in document.triggers["body_suffixes"]:
        suffix = text[head:end]
        if head < done or kinds[suffix] not in _KINDS or not _LEVEL_NEAR.search(text, max(0, head - 14), head):
            continue
        done = end
        if end not in document.words.boundaries and not HEAD.match(text, end):
            continue
        kind = kinds[suffix]
        if suffix in words("tasked_bodies") and not HEAD.match(text, end):
            continue
        if suffix in words("inner_bodies") and text[head - 1] in "委局厅院校馆所站":
            continue  # 县卫健委|党委书记: a post in the commission
        extent = left_extent(document, head, 0, words("school_verbs" if kind == "School" else "name_verbs"))
        if not begins_with_level(extent, suffix, kind) or text[extent.start - 1 : extent.start] in _SEVERAL:
            continue
        if any(word in _TOURING for word in extent.modifiers):
            continue  # 县|考察|人大常委会
        own = Extent(extent.start + len(extent.modifiers[0]), extent.modifiers[1:], extent.tags[1:])
        named = bool(own.modifiers) and distinctive(own, suffix, kind)
        weight = int(named or end - own.start >= _TOLD_BY_LENGTH)
        name = text[extent.start : end]
        yield Mention(extent.start, end, name, "Organization", kind, "body-level", weight=weight)
