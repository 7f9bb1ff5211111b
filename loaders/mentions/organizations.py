"""Bodies with a name: schools, offices, institutions, companies, associations, delegations, by their suffixes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from loaders.document import Document
from loaders.lexicon import alternatives, words
from loaders.mentions.branches import parts_of_bodies
from loaders.mentions.called import short_names
from loaders.mentions.distinctive import RANKS, distinctive, nested_school, suffix_kinds
from loaders.mentions.extent import Extent, left_extent
from loaders.mentions.foreign_bodies import CHINA_NAMES, ministries
from loaders.mentions.level_bodies import begins_with_level, level_bodies
from loaders.mentions.listed_names import listed_firms
from loaders.mentions.mention import Mention
from loaders.mentions.told_bodies import told_by_context
from loaders.trigger_words import leftmost

# A suffix is not a suffix where these characters go on: 学校长, 公司法, 中心城区, 政府购买.
_GOES_ON = re.compile(
    r"(?:长|式|性|化|法(?!院)|型|里|内|外(?!语|国语)|上|下|门口|附近|城区|思想|任务|工作(?!室|站)|代表|环节|购买|采购|主导|引导|推动|位置|地位|地带|点|镇|村|组成|小学|中学|幼儿园|学校|建设|生|们|界|规模|面积|管理体制|队伍)"
)
_NUMBERED = re.compile("[一二三四五六七八九十][中小]")


def find_organizations(document: Document, places: Sequence[Mention]) -> list[Mention]:
    """Every named body; `places` are the place mentions, which may begin a body's name.

    A body is named by a place before its head (宁波市委), a mask, an ordinal or a modifier that is not
    merely descriptive (青禾学校, not 中心学校).
    """
    places = [place for place in places if not _common_word(document, place)]
    found = [*_central_bodies(document, places), *_suffixed(document, places), *_coordinate_offices(document, places)]
    found += ministries(document, places)
    found += _street_offices(document, places)
    found += short_names(document, found)
    return [*found, *parts_of_bodies(document, found), *level_bodies(document, places), *listed_firms(document)]


def _common_word(document: Document, place: Mention) -> bool:
    """国际|合作|司, 信息|资源|中心: what is also the short name of a place is a word among words."""
    abroad = bool(place.codes) and place.codes[0].startswith("geonames:")  # 环球 is a city of that name
    if place.rule != "gazetteer-short-ambiguous" and not abroad:
        return False
    index = document.words.index_at(place.start)
    return document.words.words[index] == place.text and document.words.tags[index] in ("n", "v", "vn", "a", "an", "b")


_STREET_OFFICE = re.compile("办(?=(?:党委|党工委)?(?:副?书记|副?主任|领导|负责人|工作人员|[的在对将把还也、,，。;；]))")


def _street_offices(document: Document, places: Sequence[Mention]) -> Iterator[Mention]:
    """苏锦街道|办: the short name of a subdistrict's office."""
    for place in places:
        if place.kind == "Township" and place.text.endswith("街道"):
            office = _STREET_OFFICE.match(document.text, place.end)
            if office is not None:
                text = document.text[place.start : office.end()]
                yield Mention(
                    place.start,
                    office.end(),
                    text,
                    "Organization",
                    "Government",
                    "body-government-of-place",
                    name=text + "事处",
                    weight=3,
                )


def _central_bodies(document: Document, places: Sequence[Mention]) -> list[Mention]:
    found, text = [], document.text
    abroad = {place.end: place for place in places if place.kind == "Country" and place.text not in CHINA_NAMES}
    for start, end in leftmost(document.triggers["central_bodies"]):
        if end not in document.words.boundaries or text.startswith("门", end):
            continue
        kind = central_kind(text[start:end])
        country = abroad.get(start) or (abroad.get(start - 1) if text[start - 1] == "的" else None)
        if country is not None and kind == "Government":
            continue  # 挪威(的)教育部 is none of ours
        found.append(Mention(start, end, text[start:end], "Organization", kind, "central-body", weight=1))
        inside = _DEPARTMENT.match(text, end)
        if inside and kind == "Government":
            whole = text[start : inside.end()]
            found.append(Mention(start, inside.end(), whole, "Organization", kind, "central-department", weight=1))
    return found


_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:司|局|办公室|办公厅|研究中心)(?![长局])")


def central_kind(name: str) -> str:
    """The kind of a national body: press, science and world bodies are institutions, banks enterprises."""
    if name.endswith(("银行", "移动", "联通", "电信")):
        return "Enterprise"
    if name.endswith(("报", "社", "电视台", "科学院", "中科院", "社科院", "组织", "联合国", "计划署")):
        return "Institution"
    return "SocialOrganization" if name.endswith(("总工会", "妇联", "团中央", "科协")) else "Government"


class _Places(NamedTuple):
    """The place mentions in order, for asking which stands where."""

    mentions: Sequence[Mention]
    starts: list[int]
    ends: list[int]
    by_end: dict[int, Mention]

    def covering(self, head: int) -> Mention | None:
        """The place whose last character is at `head`."""
        index = bisect_right(self.starts, head) - 1
        place = self.mentions[index] if index >= 0 else None
        return place if place is not None and place.start < head == place.end - 1 else None

    def nearest(self, head: int) -> Mention | None:
        """The last place that ends at `head` or shortly before."""
        index = bisect_right(self.ends, head) - 1
        return self.mentions[index] if index >= 0 and head - self.ends[index] <= 24 else None


def _suffixed(document: Document, places: Sequence[Mention]) -> list[Mention]:
    kinds, text = suffix_kinds(), document.text
    index = _Places(
        places,
        [place.start for place in places],
        [place.end for place in places],
        {place.end: place for place in places},
    )
    found = []
    done = 0
    for head, end in document.triggers["body_suffixes"]:
        suffix = text[head:end]
        if head < done or (text.startswith("学", end) and _NUMBERED.fullmatch(suffix)):
            continue  # 一|中学 is no 一中
        if suffix == "局" and text[head - 1 : head] in "格结布全大当时定开残僵":
            continue
        on_campus = suffix in RANKS and text.startswith("学校", end)  # 青禾小学|学校大门
        if not on_campus and (_GOES_ON.match(text, end) or not _word_ends(document, end)):
            continue
        done = end
        if suffix in _BRANCHES and _BRANCH_POST.match(document.text, end) and _of_body(document, index, head):
            continue  # 辛坪村|党支部书记, 中医院|党委书记, 茶叶公司|工会主席: a post in the village, in the hospital
        mention = _named(document, head, end, suffix, kinds[suffix], index)
        if mention is not None and not _is_clause(mention, index, head) and not _in_slogan(document, mention):
            found.append(mention)
    return found


_BRANCHES = frozenset({"党支部", "党总支", "党委", "纪委", "工会", "团委", "妇联"})
_BRANCH_POST = re.compile("(?:第一|副)*(?:书记|主席)")


_BODY_ENDS = re.compile("(?:[医学法]院|学校|[小中大]学|公司|集团|中心|[局厂所馆委])$")


def _of_body(document: Document, places: "_Places", head: int) -> bool:
    place = places.by_end.get(head)
    if place is not None and place.kind in ("Village", "Community"):
        return True
    return bool(_BODY_ENDS.search(document.text[max(0, head - 3) : head]))


def _is_clause(mention: Mention, places: "_Places", head: int) -> bool:
    """Whether what looks like a name has a clause's words, or begins like one where no place begins it."""
    place = places.nearest(head)
    if place is not None and mention.start < place.end <= head:
        return bool(_NO_NAME.search(mention.text, place.end - mention.start))  # 如皋 and 和县 begin like no clause
    return bool(_NO_NAME.search(mention.text) or _CLAUSE_BEGINS.match(mention.text))


def _in_slogan(document: Document, mention: Mention) -> bool:
    """“某某学校,书香画韵”: a body within a quotation that goes on after a comma is a saying's."""
    text = document.text
    if text[mention.start - 1 : mention.start] != "“":
        return False
    closed = text.find("”", mention.end, mention.end + 24)
    return closed > 0 and bool(re.search("[,，]", text[mention.end : closed]))


# Words that a clause has and a body's name has not.
_NO_NAME = re.compile(
    r"最|很|更|各[县乡镇级地单]|一个|两个|三个|[两三四五六七八九十]所|这|那|每|不(?!动产)|没有|必须|可以|能够|往往|高度|充分|我们|他们|自己|也就是|"
    r"开始|基本上|调整|影响|就读|[是了兼]|书记|主任|主席(?!团)|副[省市州县区镇乡局厅处]长|\d+[多余]?[家所个]|部门和|有关部门|(?:政府|[委局会院校])[和与及][省市县区州旗镇乡](?![场民政容域])|两(?:小学|中学|校|家)"
)
_CLAUSE_BEGINS = re.compile(
    "[省市州县区镇乡村]{3}|办[区县市]|创建(?!办|全国|文明)|争创|早日|加快|[从为和同与及由向对把将让使以其在有投进如指据]"
)


_POST_AFTER = re.compile(
    "(?:副|总|常务|执行|轮值|联席|名誉|荣誉|首席)?[校院园馆会局厅处科所站社行台队团组场庭董事]+长|书记|教师|老师|学生|教授|主任|主席|经理|秘书长|常委"
)


def _word_ends(document: Document, end: int) -> bool:
    if end in document.words.boundaries or end == len(document.text):
        return True
    return bool(_POST_AFTER.match(document.text, end))  # 小学|校长, 商会|会长


def _named(
    document: Document,
    head: int,
    end: int,
    suffix: str,
    kind: str,
    places: _Places,
) -> Mention | None:
    by_end = places.by_end
    if head in by_end:
        return _of_place(document, head, end, (), by_end[head], kind, suffix, by_end)
    if head and document.text[head - 1] in '”"' and suffix in words("quoted_bodies"):
        return _quoted(document, head, end, kind)
    place = places.covering(head)
    if place is not None:  # 宁波|市|委: the place ends inside the suffix
        return _of_place(document, place.end, end, ("委",), place, kind, suffix, by_end)
    bracket = _BRACKET.search(document.text, max(0, head - 8), head) if kind == "Enterprise" else None
    if bracket is not None:  # 青禾投资|(集团)|有限公司
        return _named(document, bracket.start(), end, suffix, kind, places)
    place = places.nearest(head)
    floor = place.end if place is not None else 0
    extent = left_extent(document, head, floor, _verbs_in_names(kind))
    if (
        place is not None
        and 0 < head - place.end <= (12 if suffix in _FULL_HEADS else 8 if len(suffix) > 2 or suffix == "中心" else 6)
        and extent.start > place.end
        and (kind != "Government" or suffix in ("管理处", "局"))
    ):
        extent = _whole_between(document, place.end, head) or extent  # 曲靖|应用技术|学校
    if place is not None and extent.start == place.end and head - place.end <= 20:
        return _of_place(document, head, end, extent.modifiers, place, kind, suffix, by_end)
    if place is not None and kind != "School" and suffix not in ("政府", "人民政府", "办事处", "党委", "居委会"):
        joined = _across_and(document, extent.start, place)
        if joined is not None:
            return _of_place(document, head, end, (joined, *extent.modifiers), place, kind, suffix, by_end)
    if suffix == "中学" and extent.modifiers and extent.modifiers[-1] in _DOING:
        return None  # 在筹款活动中|学会了
    pair = _BILATERAL.search(document.text, max(0, head - 16), head) if kind == "SocialOrganization" else None
    if pair is not None and pair.start() in document.words.boundaries:
        return _between_countries(document, pair, end, kind, by_end.get(pair.start()))
    extent = _across_with(document, _without_count(document, _after_mark(document, extent, kind)), suffix)
    if kind == "Delegation" and extent.start and document.text[extent.start - 1] == "赴" and extent.modifiers:
        start = extent.start - 1  # 赴某某学习考察小组: named by where it went
        return Mention(start, end, document.text[start:end], "Organization", kind, "body-delegation-bound", weight=2)
    if begins_with_level(extent, suffix, kind):
        return None  # whose it is must be found first: see level_bodies
    if not distinctive(extent, suffix, kind) and not told_by_context(document, extent, end, suffix, kind):
        return None
    start = extent.start
    text = document.text[start:end]
    return Mention(start, end, text, "Organization", kind, f"body-{kind.lower()}", weight=2)


def _after_mark(document: Document, extent: Extent, kind: str) -> Extent:
    """、大成|精工株式会社: in a list a firm's name may begin with what is a verb elsewhere."""
    start = extent.start - 2
    if kind != "Enterprise" or start < 1 or document.text[start - 1] != "、" or not extent.modifiers:
        return extent
    index = document.words.index_at(start)
    word = document.words.words[index]
    plain = document.words.starts[index] == start and len(word) == 2 and document.words.tags[index] == "v"
    if not plain or word in words("left_verbs") or word in words("left_stops") or word in words("adoption_verbs"):
        return extent
    return Extent(start, (word, *extent.modifiers), ("nz", *extent.tags))


_DOING = frozenset({"活动", "过程", "实践", "工作", "生活", "学习", "培训", "比赛", "研讨", "交流", "建设", "发展"})
_BRACKET = re.compile(r"[(（](?:集团|中国|股份|控股|国际|[\u4e00-\u9fff]{2})[)）]$")


def _quoted(document: Document, head: int, end: int, kind: str) -> Mention | None:
    """“田间大妈”志愿服务队: a quoted name and the head of a body that people are in."""
    text = document.text
    opening = max(text.rfind(mark, max(0, head - 14), head - 1) for mark in '“"')
    if opening < 0 or re.search("[，,。；;、+＋]", text[opening:head]) or head - opening < 4:
        return None
    return Mention(opening, end, text[opening:end], "Organization", kind, f"body-{kind.lower()}", weight=4)


def _whole_between(document: Document, start: int, head: int) -> Extent | None:
    """All that stands between a place and the head close by, where no verb of doing and no particle begins it."""
    between = document.text[start:head]
    first = document.words.words[document.words.index_at(start)]
    cut = document.words
    inside = cut.words[cut.index_at(start) + 1 : cut.index_at(head - 1) + 1]
    led = any(len(w) > 1 and w in words("left_verbs") and w not in words("name_verbs") for w in inside)
    doing = led or first in words("adoption_verbs")
    doing = doing or (first in words("left_verbs") and first not in words("name_verbs"))
    if doing or (first in words("left_stops") and len(first) > 1) or not re.fullmatch(r"[\u4e00-\u9fff]+", between):
        return None
    if (
        re.search("[的了在是有和与及对把被等为以由从将各到去]|我们|当地", between)
        or start not in document.words.boundaries
    ):
        return None
    return Extent(start, (between,), ("n",))


# The short names of countries, one of them China's: 日中|友好协会, 中挪|经济文化交流协会.
_LANDS = "日韩朝蒙俄美加英法德意西葡荷比瑞挪丹芬冰波捷匈罗奥希土以印巴泰越老柬缅马新印菲澳非欧坦肯埃智古墨"
_BILATERAL = re.compile(
    rf"(?:中[{_LANDS}]|[{_LANDS}]中)(?:友好|友|经济|经贸|文化|农林水产|农业|青年|技术|科技|教育|交流|合作|促进)*$"
)


def _between_countries(document: Document, pair: re.Match[str], end: int, kind: str, place: Mention | None) -> Mention:
    start = pair.start() if place is None else place.start
    text = document.text[start:end]
    return Mention(start, end, text, "Organization", kind, f"body-{kind.lower()}", weight=3)


_BEFORE_AND = re.compile(r"[\u4e00-\u9fff、]{2,12}[与和、]")


def _across_and(document: Document, start: int, place: Mention) -> str | None:
    """慕尼黑自然保护与环境绿化协会: what stands between the place and an 与 inside the name."""
    between = document.text[place.end : start]
    if not _BEFORE_AND.fullmatch(between) or re.search(
        r"[的了在]|所属|下属|等|区|市|县|镇|乡|街道|社区|村|协会|局|院|校|公司|集团|合作社|中心|[会部团委办处站馆场园厂所学]$|常委|书记|主任|主席|政协|人大|长",
        between[:-1],
    ):
        return None
    middle = left_extent(document, start - 1, place.end, words("name_verbs"))
    return between if middle.start == place.end else None


# Heads before which all that stands after a place is the body's name, be it long.
_FULL_HEADS = frozenset(
    {"公司", "有限公司", "集团", "合作社", "专业合作社", "职业学校", "学院", "医院", "博物馆", "纪念馆"}
)
_FACULTIES = frozenset({"学院", "研究所", "研究院", "研究中心", "研究会", "学会"})


def _across_with(document: Document, extent: Extent, suffix: str) -> Extent:
    """化学与环境工程|学院: subjects that 与 joins in the name of a faculty or an institute."""
    joint = extent.start - 1
    if suffix not in _FACULTIES or joint < 2 or document.text[joint] != "与" or not extent.modifiers:
        return extent
    before = left_extent(document, joint, max(0, joint - 8), words("name_verbs"))
    opened = (
        before.start == 0
        or not ("\u4e00" <= document.text[before.start - 1] <= "\u9fff")
        or (document.words.tags[document.words.index_before(before.start)][0] in "pcvu")
    )
    if not before.modifiers or not opened or any(tag[0] not in "nvabxlj" for tag in before.tags):
        return extent
    return Extent(before.start, (*before.modifiers, "与", *extent.modifiers), (*before.tags, "p", *extent.tags))


def _verbs_in_names(kind: str) -> frozenset[str]:
    return words("school_verbs") if kind == "School" else words("name_verbs")


_NUMERALS = frozenset("一二三四五六七八九十")  # 七|河|生物公司: without a measure word they begin a name
_BEFORE_NAMES = frozenset({"组织", "联系", "协调", "参观", "考察", "交流", "邀请", "参加", "学习", "借鉴", "推广"})


def _without_count(document: Document, extent: Extent) -> Extent:
    """28人教育学习考察团 and 两所学院 begin after their numbers."""
    start, modifiers, tags = extent.start, list(extent.modifiers), list(extent.tags)
    counted = document.text[start - 1 : start].isalnum()  # 3家|青禾公司, but 、天禾公司 begins with its name
    while modifiers and (
        (tags[0] == "m" and (modifiers[0] not in _NUMERALS or tags[1:2] in (["q"], ["mq"])))
        or tags[0] == "mq"
        or (tags[0] in ("q", "f") and counted)
        or modifiers[0] in _BEFORE_NAMES
        or modifiers[0] in words("counters")
    ):
        if tags[0] == "m" and len(modifiers) == 1:
            break
        start += len(modifiers.pop(0))
        counted = True
        tags.pop(0)
    return Extent(start, tuple(modifiers), tuple(tags))


# 静安区|教育学院附属学校: what it is attached to is itself called by the place alone.
_OF_A_PLACES_BODY = re.compile(
    "(?:教育|教师|进修|师范|职业|技术|体育|艺术|开放|医学|中医药?|农业|工业|第[一二三四五六七八九十]|实验|人民)+"
    "(?:学院|大学|学校|[小中]学|医院)附[属设]"
)


def _of_place(
    document: Document,
    head: int,
    end: int,
    modifiers: tuple[str, ...],
    place: Mention,
    kind: str,
    suffix: str,
    by_end: dict[int, Mention],
) -> Mention | None:
    if (
        _merely_located(modifiers, suffix, place)
        or (kind == "School" and nested_school(modifiers, suffix))
        or (suffix == "政府" and (place.text in CHINA_NAMES or "地方" in modifiers))
    ):
        return None
    if _no_body(document, modifiers, place, kind, suffix):
        return None
    bound = _bound_for(document, end, place, by_end) if kind == "Delegation" else None
    if bound is not None:
        return bound
    start = _coined_before(document, place, kind)
    if start is not None:  # 、农旺|大田|种植专业合作社
        text = document.text[start:end]
        return Mention(start, end, text, "Organization", kind, f"body-{kind.lower()}", weight=3)
    start = place.start
    chain = place
    before = by_end.get(place.start)
    if before is not None and suffix not in HOMETOWN and kind != "Delegation" and _named_like(before, place):
        return _of_place(document, head, end, (place.text, *modifiers), before, kind, suffix, by_end)
    while chain.start in by_end:
        chain = by_end[chain.start]
        start = chain.start
    sent = _SENT.search(document.text, max(0, start - 3), start) if suffix.endswith(("领事馆", "大使馆")) else None
    if sent is not None:  # 我国驻|札幌|总领事馆
        text = document.text[sent.start() : end]
        full = "中国" + text.removeprefix("我国").removeprefix("中国")
        return Mention(sent.start(), end, text, "Organization", kind, "body-embassy", name=full, weight=4)
    away = suffix in HOMETOWN and chain is not place and not _holds(chain, place)
    name = document.text[start if away else place.start : end]  # 桐城市|温州商会 is not the one at home
    rest = document.text[place.end : end]
    named = kind in ("School", "Enterprise") and any(word not in words("org_generic") for word in modifiers)
    named = named and not _OF_A_PLACES_BODY.match(rest)
    aliases = (rest,) if named and rest[0] != "委" else ()
    if named and not place.rule.startswith("gazetteer-short") and place.kind != "Country" and aliases:
        name, aliases = rest, (name,)  # 江苏省|洋思中学: the place is where it lies, not what it is called
    return Mention(
        start,
        end,
        document.text[start:end],
        "Organization",
        kind,
        f"body-{kind.lower()}-of-place",
        weight=3,
        name=name,
        aliases=aliases,
        redacted=place.redacted and not aliases,
    )


_SENT = re.compile("(?:我国|中国)驻$")


def _coined_before(document: Document, place: Mention, kind: str) -> int | None:
    """Where a brand begins that runs into what looks like a place's short name: single unknown words after a mark."""
    if kind not in ("Enterprise", "School") or place.text[-1] in "省市县区州镇乡村":
        return None
    extent = left_extent(document, place.start, max(0, place.start - 4))
    if not extent.modifiers or document.text[extent.start - 1 : extent.start] not in "、，,。；;：:“（(\n":
        return None
    coined = all(
        len(word) == 1 and tag not in ("m", "q", "f") for word, tag in zip(extent.modifiers, extent.tags, strict=True)
    )
    return extent.start if coined and len(extent.modifiers) >= 2 else None


HOMETOWN = frozenset({"商会", "同乡会", "校友会", "联谊会"})
"""Heads of societies that are named after where their members come from."""


def _named_like(before: Mention, place: Mention) -> bool:
    """汉阴县|凤台|幼儿园: a short name after a place that cannot hold it is part of the body's name."""
    return place.rule.startswith("gazetteer-short") and not _holds(before, place)


def _holds(outer: Mention, inner: Mention) -> bool:
    """Whether a place can lie in the one before it, by their division codes; without codes it may."""
    if not outer.codes or not inner.codes:
        return True
    return any(code.startswith(held.rstrip("0")) for code in inner.codes for held in outer.codes)


_LEVELS = re.compile("(?!乡村)[省市州县区镇乡村]{2,}")
_IN = ("在", "到", "来到", "抵达", "赴", "从")
_LEADING = frozenset({"组织", "率领", "带领", "率", "带", "组成", "派出"})
_TOURING = frozenset({"考察", "参观", "调研", "观摩", "走访", "视察"})


def _no_body(document: Document, modifiers: tuple[str, ...], place: Mention, kind: str, suffix: str) -> bool:
    """Whether what stands between a place and a head is levels, a clause, or the part of another body."""
    if _LEVELS.fullmatch("".join(modifiers)):
        return True  # 市|区镇|农技站
    if kind == "Delegation" and any(word in _LEADING for word in modifiers):
        return True  # 聊城市委|组织…调研组
    if suffix == "办公室" and modifiers and suffix_kinds().get(modifiers[-1], "Government") != "Government":
        return True  # 基金会|办公室: a part of the body
    if kind != "Delegation" and "".join(modifiers).startswith(tuple(_TOURING)):
        return True  # 遂昌县|考察乡镇|人大
    before = document.text[max(0, place.start - 9) : place.start]
    return kind == "Delegation" and not modifiers and before.endswith(_IN)  # 在潍坊市|考察组看了…


def _bound_for(document: Document, end: int, place: Mention, by_end: dict[int, Mention]) -> Mention | None:
    """某州赴广州等地考察团: the place before 赴 sends the party, the places after it are its goals."""
    window = max(0, place.start - 12)
    match = re.search(r"赴[\u4e00-\u9fff、]{0,11}$", document.text[window : place.start])
    if match is None:
        return None
    start = window + match.start()
    home = by_end.get(start)
    start = home.start if home is not None else start
    while start in by_end:
        start = by_end[start].start
    text = document.text[start:end]
    return Mention(start, end, text, "Organization", "Delegation", "body-delegation-bound", weight=3)


def _partitive(modifiers: tuple[str, ...]) -> bool:
    """Whether several bodies of a place are meant: 各优质小学, but 中华优质农业协会 is one."""
    say = words("partitives")
    if not modifiers:
        return False
    only = len(modifiers) == 1 or modifiers[0] != "社会"  # 社会|组织|联合会
    return (modifiers[0] in say and only) or any(word in say - _RANKING for word in modifiers)


_RANKING = frozenset({"优质", "重点", "社会", "名优"})
_HOW_MANY = re.compile(r"(?:[\d两几多]+|[一二三四五六七八九十]+(?=[所家个名市县区州镇乡村]))[所家个名]?")


@cache
def _school_rank() -> re.Pattern[str]:
    return re.compile(alternatives(words("school_ranks")))


def _merely_located(modifiers: tuple[str, ...], suffix: str, place: Mention) -> bool:
    """Whether place and head say only what is there: 南京市企业, 宁波市各小学."""
    abroad = place.kind == "Country" and place.text not in CHINA_NAMES and suffix in words("bare_bodies")
    if abroad and modifiers and all(word in words("org_generic") for word in modifiers):
        return True  # 美国|社区|学院
    if _partitive(modifiers) or (modifiers and _HOW_MANY.match("".join(modifiers))):
        return True
    called = place.rule.startswith("gazetteer-short") and place.kind not in ("Province", "Country")
    if (
        modifiers
        and not called  # 潍坊职业学院 is a name, 山东省职业学院 is none
        and suffix in words("bare_bodies")
        and not _school_rank().sub("", "".join(modifiers))
    ):
        return True
    if not modifiers and suffix in ("小学", "中学", "高中", "大学", "学院", "幼儿园"):
        # 龙泉中学 and 北海道大学 are names, 南京市小学 is none
        return not place.rule.startswith("gazetteer-short") and place.text[-1] in "省市县区州旗镇乡村"
    return not modifiers and suffix in words("nameless_after_place")


def _coordinate_offices(document: Document, places: Sequence[Mention]) -> list[Mention]:
    """鄂尔多斯市委、市政府: the second body stands without its place, which the first one names."""
    found = []
    for place in places:
        if place.kind not in ("Province", "City", "County", "Township"):
            continue
        match = _COORDINATE.match(document.text, place.end)
        if match and document.text[place.end - 1] in "省市县区州旗镇乡道":
            base = document.text[place.start : place.end]
            second = match.group("second")
            stem = second.lstrip("省市县区州旗镇乡")
            found.append(
                Mention(
                    match.start("second"),
                    match.end("second"),
                    second,
                    "Organization",
                    "Government",
                    "body-coordinate",
                    name=base + stem,
                )
            )
    return found


_COORDINATE = re.compile(
    r"(?:党工委|党委|委|人大|工委)(?:书记)?[、和及]+(?P<second>[省市县区州旗镇乡]?(?:人民政府|政府|办事处|人大常委会|政协|管委会))"
)
