"""Named persons: a surname and one or two characters beside a post or a form of address."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.document import Document
from loaders.gazetteer import Gazetteer
from loaders.lexicon import words
from loaders.mentions.given_names import HAN, NOT_GIVEN, common_surnames, name_length, no_given, surname_pattern
from loaders.mentions.mention import Mention, occurrences
from loaders.trigger_words import leftmost
from loaders.words import Words, segment

_ENUMERATES = re.compile(r"、[\u4e00-\u9fff]{2,3}等?(?:一行)?(?:同志)?[\d一二三四五六七八九十]+人")
"""The end of a list of names with the head count behind it: sooner found than the list."""
_ENUMERATED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}、)+[\u4e00-\u9fff]{2,3}(?=(?:等)?(?:一行)?(?:同志)?(?:\d+|[一二三四五六七八九十]+)人)"
)


@cache
def _gap_before_name() -> re.Pattern[str]:
    return re.compile(rf"[ 　]{{0,4}}(?=(?:{surname_pattern().pattern})[\u4e00-\u9fff])")


def find_persons(document: Document) -> list[Mention]:
    """Every named person. A masked one (李某) is none."""
    found = [
        *_posts(document),
        *_transliterated(document),
        *_titles(document),
        *_enumerations(document),
        *_known(document),
        *_foreign(document),
        *_authors(document),
    ]
    found.extend(_list_neighbours(document, found))
    found = [
        m
        for m in found
        if not re.search("[部办局委院处科会区县市镇乡村庙寺]$|^(?:全体|各位|广大)", m.text) or len(m.text) > 4
    ]
    dotted = {mention.start for mention in found if mention.rule == "person-dotted"}
    found = [m for m in found if m.rule == "person-dotted" or m.start not in dotted]  # 叶尔 of 叶尔肯·某某
    names = {mention.text for mention in found}
    found.extend(_again(document, names, {mention.start for mention in found}))
    return found


def _posts(document: Document) -> list[Mention]:
    found = []
    done = 0
    for start, end in document.triggers["posts"]:
        gap = _gap_before_name().match(document.text, end) if start >= done else None
        if gap is None:
            continue
        done = gap.end()
        length = name_length(document, done, strict=_weak(document.text[start:end]))
        if length:
            name = document.text[done : done + length]
            found.append(Mention(done, done + length, name, "Person", None, "person-post", weight=3))
    return found


# Posts that stand before other words oftener than before a name, as callings do.
_WEAK_POSTS = frozenset(
    ["医生", "教师", "老师", "居民", "村民", "护士", "专家", "代表", "委员", "领导", "顾问", "教授", "理事", "总监"]
)


def _weak(post: str) -> bool:
    return post in _WEAK_POSTS or post in words("callings")


def _transliterated(document: Document) -> list[Mention]:
    """副旗长苏和巴图带队: a name in transliteration after a post, where a verb or a mark ends it."""
    return [
        Mention(m.start("name"), m.end("name"), m.group("name"), "Person", None, "person-post", weight=3)
        for m in _POST_BEFORE_FOREIGN.finditer(document.text)
        if m.start("name") in document.words.boundaries
    ]


_AUTHOR_LINE = re.compile(r"\n[ 　]*(?:[\u4e00-\u9fff]{2,24}[ 　]+)?(?P<name>[\u4e00-\u9fff]{2,4})[ 　]*(?=\n|$)")


def _authors(document: Document) -> list[Mention]:
    """信都区第三幼儿园  冀晓楠: a line of its own with an author's name, near the beginning or the end."""
    surname, found = surname_pattern(), []
    for match in _AUTHOR_LINE.finditer(f"\n{document.text}"):
        if 400 < match.start() - 1 < len(document.text) - 200:
            continue
        name = match.group("name")
        first = surname.match(name)
        alone = match.group().strip() == name
        if first is None or not 1 <= len(name) - first.end() <= 2 or NOT_GIVEN.search(name[first.end() :]):
            continue
        cut = segment(name)
        named = all(len(word) == 1 or tag.startswith("nr") for word, tag in zip(cut.words, cut.tags, strict=True))
        if named and (alone or len(cut.words) > 1):
            start = match.start("name") - 1
            found.append(Mention(start, start + len(name), name, "Person", None, "person-author", weight=3))
    return found


def _foreign(document: Document) -> list[Mention]:
    """马蒂·莱赫托, 图拉女士: names in transliteration, by their dot or a form of address."""
    found = []
    dotted = any(dot in document.text for dot in "·•・")
    ends = {end for _, end in document.triggers["posts"]} if dotted else set()
    for match in _DOTTED.finditer(document.text) if dotted else ():
        start, end = _dotted_extent(document, match, ends)
        name = document.text[start:end]
        if any(dot in name[1:] for dot in "·•・"):
            found.append(Mention(start, end, name, "Person", None, "person-dotted", weight=4))
    found.extend(
        Mention(m.start(), m.end("name"), m.group("name"), "Person", None, "person-addressed", weight=4)
        for m in (_ADDRESSED.finditer(document.text) if _ADDRESS.search(document.text) else ())
        if m.start() in document.words.boundaries
    )
    return found


def _dotted_extent(document: Document, match: re.Match[str], posts: set[int]) -> tuple[int, int]:
    """秘书长|延斯·克拉维, 经理|彼得·霍尔姆|自家: a dotted name begins after a post, and no clause goes on in it."""
    text, start, end = document.text, match.start(), match.end()
    first = min(text.find(dot, start, end) for dot in "·•・" if text.find(dot, start, end) >= 0)
    after_post = [at for at in range(first - 1, start, -1) if at in posts]
    if after_post:
        start = after_post[0]
    else:
        while start < first and not _TRANSLITERATED.fullmatch(text[start]):
            start += 1
    last = max(text.rfind(dot, start, end) for dot in "·•・") + 1
    known = _TRANSLITERATED.match(text, last, end)
    if known and known.end() - last >= 2 and known.end() in document.words.boundaries and known.end() < end:
        goes_on = document.words.words[document.words.index_at(known.end())]
        end = known.end() if len(goes_on) > 1 else end
    return start, end


def _titles(document: Document) -> list[Mention]:
    text, cut = document.text, document.words
    surname = surname_pattern()
    found = []
    for end, after in leftmost(document.triggers["name_titles"]):
        if _LONGER_TITLE.match(text, after):
            continue
        for length in (4, 3, 2):
            start = end - length
            if start < 0 or start not in cut.boundaries:
                continue
            name = text[start:end]
            first = surname.match(name)
            if first is None or not 1 <= len(name) - first.end() <= 2 or not HAN.fullmatch(name):
                continue
            if no_given(name[first.end() :], text, start + first.end()) or name.endswith("某"):
                continue
            if name[first.end() :] in words("name_titles"):
                continue  # 周校长|一行
            if _begins_name(document, start, name):
                found.append(Mention(start, end, name, "Person", None, "person-title", weight=3))
                break
    return found


def _one_word(document: Document, start: int, end: int) -> bool:
    """书记周文清、|农业|、水利: whether the dictionary has a common word there and no name."""
    index = document.words.index_at(start)
    whole = document.words.starts[index] == start and len(document.words.words[index]) == end - start
    return whole and not document.words.tags[index].startswith("nr")


_LONGER_TITLE = re.compile("会(?!见|谈)|团|队|级|处")  # 委员|会, 代表|团


def _begins_name(document: Document, start: int, name: str) -> bool:
    cut = document.words
    index = cut.index_at(start)
    inside = []
    while index < len(cut.words) and cut.starts[index] < start + len(name):
        inside.append((cut.words[index], cut.tags[index]))
        index += 1
    known = name[0] in common_surnames() or inside[0][1] == "nr"
    before = cut.index_before(start)
    after_noun = (
        known
        and not _WEAK_TITLE.match(document.text, start + len(name))
        and before >= 0
        and cut.tags[before] == "n"
        and len(cut.words[before]) > 1
    )
    if not after_noun and not _MAY_PRECEDE.search(document.text[max(0, start - 8) : start]):
        return False
    if len(inside) == 1:
        return inside[0][1].startswith("nr")
    return all(len(word) == 1 or tag in _NAME_TAGS or (known and tag in ("ns", "nz", "n")) for word, tag in inside)


_WEAK_TITLE = re.compile("委员|代表|专家|记者|队员")
# What may stand before a name that a title follows: a clause's beginning, a preposition, a body's end.
_MAY_PRECEDE = re.compile(
    r"(?:^|[\s,，。;；:：、“”(（《》)）—-]|由|和|与|及|请|是|为|在|以|听|经|据|对|向|跟|随|让|如|有|了|像|的|政府|家|局|厅|部|委|办|会|院|校|学|园|所|站|馆|中心|处|科|司|组|队|团|区|县|市|省|州|镇|乡|村|社|公司|集团|企业|专家|学者|导师|书记|主任|校长|教师|劳模|模范|负责人|创始人|所长|名师|老党员|大学|小学)$"
)


_ITEM = re.compile(
    r"[\u4e00-\u9fff]{2,3}?(?=[、,，。;；(（]|等|一行|同志|[画肖塑雕铜]像|事迹|故居|陪同|参加|出席|带队|率|为|分别|和|及|先后|介绍|会见|接待|组成)"
)


def _list_neighbours(document: Document, found: list[Mention]) -> list[Mention]:
    """陈甲、张乙、王丙丁塑像: what stands in a list beside a known name and has a name's shape."""
    text, surname = document.text, surname_pattern()
    out = []
    for mention in found:
        position = mention.end
        while position < len(text) and text[position] == "、":
            item = _ITEM.match(text, position + 1)
            if (
                item is None
                or item.group()[-1] in "部办局委院处科会"
                or not surname.match(item.group())
                or no_given(item.group()[1:], text, item.start() + 1)
                or _one_word(document, item.start(), item.end())
            ):
                break
            out.append(Mention(item.start(), item.end(), item.group(), "Person", None, "person-list", weight=3))
            position = item.end()
        out.extend(_listed_before(document, mention.start))
    return out


def _listed_before(document: Document, start: int) -> Iterator[Mention]:
    """周文清、|吴立山一行: the names that a list has before a known one."""
    text = document.text
    while start > 0 and text[start - 1] == "、":
        end = start - 1
        names = [text[end - length : end] for length in (3, 2) if end >= length]
        name = next((name for name in names if _stands_before(document, end - len(name), name)), None)
        if name is None:
            return
        start = end - len(name)
        yield Mention(start, end, name, "Person", None, "person-list", weight=3)


def _stands_before(document: Document, start: int, name: str) -> bool:
    surname = surname_pattern().match(name)
    if surname is None or len(name) == surname.end() or start not in document.words.boundaries:
        return False
    given = name[surname.end() :]
    if not HAN.fullmatch(name) or no_given(given, document.text, start + surname.end()):
        return False
    return name[-1] not in "部办局委院处科会某" and _begins_name(document, start, name)


def _enumerations(document: Document) -> list[Mention]:
    surname = surname_pattern()
    found: list[Mention] = []
    if not _ENUMERATES.search(document.text):
        return found
    for match in _ENUMERATED.finditer(document.text):
        position = match.start()
        for name in match.group().split("、"):
            if surname.match(name) and not NOT_GIVEN.search(name[1:]):
                found.append(Mention(position, position + len(name), name, "Person", None, "person-list", weight=3))
            elif position == match.start():
                for cut in (1, 2):  # the first item carries the words before it
                    tail = name[-cut - 1 :]
                    if surname.match(tail):
                        break
            position += len(name) + 1
    return found


_PLACE_ENDS = frozenset("营院校街道路区县市镇乡村社店馆厂山江河湖桥园楼层")


def _known(document: Document) -> list[Mention]:
    """Names of at least three characters that jieba's dictionary knows as persons' (陶行知, 苏霍姆林斯基)."""
    cut = document.words
    surname = surname_pattern()
    found = []
    for word, tag, start in _joined(cut):
        if not 3 <= len(word) <= 8 or word in words("org_generic"):
            continue
        foreign = (tag == "nrt" or len(word) >= 5) and _TRANSLITERATED.fullmatch(word)
        native = (
            len(word) == 3
            and word[0] in common_surnames()
            and surname.match(word)
            and not NOT_GIVEN.search(word[1:])
            and len(segment(word[1:]).words) == 2
        )
        after = document.text[start + len(word) : start + len(word) + 1]
        known = bool(Gazetteer.load().named(word))  # 多伦多
        place = known or word[-1] in _PLACE_ENDS or (after and after in "市州省郡县")
        if (foreign or native) and not place:
            found.append(Mention(start, start + len(word), word, "Person", None, "person-known", weight=2))
    return found


_NAME_TAGS = frozenset({"nr", "nrfg", "nrt"})


def _joined(cut: Words) -> list[tuple[str, str, int]]:
    """The words that are names, neighbouring pieces of one foreign name put together (苏霍姆|林斯基)."""
    out: list[tuple[str, str, int]] = []
    for index in [index for index, tag in enumerate(cut.tags) if tag in _NAME_TAGS]:
        word, tag, start = cut.words[index], cut.tags[index], cut.starts[index]
        last = out[-1] if out else None
        if last and last[2] + len(last[0]) == start and _TRANSLITERATED.fullmatch(last[0] + word):
            out[-1] = (last[0] + word, "nrt", last[2])
        else:
            out.append((word, tag, start))
    return out


_TRANSLITERATED = re.compile(
    r"[阿埃艾安奥巴贝本比彼波伯布查达大戴德迪蒂多厄恩尔法菲费夫弗福盖戈格古哈海汉赫霍基吉加杰卡凯康科克库拉莱兰朗劳勒雷里利林留卢鲁路伦罗洛马迈曼梅蒙米密莫默姆穆纳奈内尼涅诺欧帕佩皮普齐奇乔切热日瑞若萨塞桑森沙舍圣史斯苏索塔泰坦汤特提铁图托瓦万威维韦魏文沃乌西希夏辛谢休雅亚扬耶叶伊因尤约泽扎詹兹佐柏]+"
)
_POST_BEFORE_FOREIGN = re.compile(
    rf"(?:书记|主席|主任|{'|'.join(f'{of}长' for of in '市县旗区州镇乡局厅部处科所站校院会馆队')}|经理)(?P<name>"
    + _TRANSLITERATED.pattern[:-2]
    + r"和才让尕洛嘎琼次仁旦增桑央金措杰顿珠玛仓决卓琴图雅兰娜其不力孜买提尼热合曼玉素甫吐逊]{3,6})(?=带队|率|同志|"
    r"带领|主持|介绍|说|认为|[,，、。;；])"
)
_DOTTED = re.compile(
    r"[\u4e00-\u9fff]{1,5}(?:[·•・][\u4e00-\u9fff]{1,6}?)+?(?=[^\u4e00-\u9fff]|带队|率|同志|带领|主持|说|是|教授|女士|先生|博士|介绍|告诉|认为|提出|在|为|任|率|向|对|就|和|与|的|等)"
)
_ADDRESSED = re.compile("(?P<name>" + _TRANSLITERATED.pattern[:-1] + "{2,6})(?=女士|先生|博士|教授|夫人)")
_ADDRESS = re.compile("女士|先生|博士|教授|夫人")


def _again(document: Document, names: set[str], seen: set[int]) -> list[Mention]:
    """Further mentions of names already told, without post or title."""
    return [
        Mention(start, end, document.text[start:end], "Person", None, "person-again", weight=2)
        for start, end in occurrences(document.text, names)
        if start not in seen and start in document.words.boundaries
    ]
