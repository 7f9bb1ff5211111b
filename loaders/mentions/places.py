"""Named places: divisions of the gazetteer, places told by their suffix, foreign places, landmarks left out."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.records import Dropped
from loaders.document import Document
from loaders.gazetteer import CHINA, Gazetteer
from loaders.lexicon import alternatives, any_of, words
from loaders.mentions.extent import left_extent
from loaders.mentions.listed_names import listed_places
from loaders.mentions.mention import Mention, occurrences
from loaders.words import segment

_SORTS = ("", "经济技术", "经济", "高新技术产业", "高新技术", "高新", "工业", "旅游", "综合")
_ZONE = (
    *("开发区", "高新区", "工业园区", "工业园", "产业园区", "产业园", "科技园", "创业园", "物流园", "农业园"),
    *("示范园", "生态园", "园区", "新区", "管理区", "示范区", "试验区", "度假区", "风景区", "保税区"),
    *("湿地公园", "森林公园", "公园", "自贸区", "自由贸易区", "自由贸易试验区", "自由经济区"),
)
_ZONES = tuple(sort + zone for sort in _SORTS for zone in _ZONE)
_NO_SUFFIX = "(?!长|委|民|级|域|容|直|场|政府|人民政府|党委|干部|组|务|规|貌|落|两委|支部|里|内|属|校|所|办|中|辖|城)"
_ENDS = "|".join(one + _NO_SUFFIX for one in "镇乡村州市县旗")
# Every alternative begins with a character, so that the search can skip all others.
_SUFFIX = re.compile(
    rf"社区(?!学院|大学|[处科]|学校)|居民区|街道(?!办)|{alternatives(_ZONES)}|自治州|{_ENDS}"
    r"|区(?<=[\u4e00-\u9fff]{2}.)(?!长|委|民|级|域|内|属|办|划|位|县|里|间|别|政府|人民政府|党委|分|块)"
)
_KINDS = (
    ("社区", "Community"),
    ("居民区", "Community"),
    ("街道", "Township"),
    ("镇", "Township"),
    ("乡", "Township"),
    ("村", "Village"),
    ("自治州", "City"),
    ("州", "Province"),
    ("市", "City"),
    ("县", "County"),
    ("旗", "County"),
    ("区", "County"),
    ("园", "County"),
)
_FOREIGN_CHARS = re.compile(
    r"[阿埃艾瓦安奥巴贝本比彼波伯布查达大戴德迪蒂多厄恩尔法菲费夫弗福盖戈格古哈海汉赫霍基吉加杰卡凯康科克库拉莱兰朗劳勒雷里利林留卢鲁路伦罗洛马迈曼梅蒙米密莫默姆穆纳奈内尼涅诺欧帕佩皮普齐奇乔切热日瑞若萨塞桑森沙舍圣史斯苏索塔泰坦汤特提铁图托瓦万威维韦魏文沃乌西希夏辛谢休雅亚扬耶叶伊因尤约泽扎詹兹佐柏黑摩道登谟得支豪敦哥堡宾珀翰逊悉伍佛喀坎娜妮慕捷昂滕茨莉莎贡贾顿鲍肯芬芭]{2,7}"
)


def find_places(document: Document, gazetteer: Gazetteer) -> tuple[list[Mention], list[Dropped]]:
    """Every place mention with its candidate divisions, and the gazetteer hits that are none, with the reason.

    Short names (宁海, 江北) come out too; which of them stand is decided where the report's other places are known.
    """
    text = document.text
    found: list[Mention] = []
    dropped: list[Dropped] = []
    hits = gazetteer.find(text, checked=True, words=document.words, spans=document.triggers["place_names"])
    abroad: bool | None = None
    for hit in hits:
        rural = hit.surface[-1] == "乡" and text.startswith("村", hit.end)  # 发展|乡村旅游
        if rural or _part_of_title(text, hit.start, hit.end) or not _free(text, hit.end, hit.full):
            dropped.append(Dropped(hit.surface, (hit.start, hit.end), "gazetteer", "part of a longer name or word"))
            continue
        candidates = gazetteer.named(hit.surface)
        if hit.surface[0] == "和" and len(hit.surface) == 2 and _joins(text, hit.start, gazetteer):
            dropped.append(Dropped(hit.surface, (hit.start, hit.end), "gazetteer", "“和” and a word after it"))
            continue
        if candidates and candidates[0].code == CHINA:
            abroad = any(_abroad(gazetteer, other.surface) for other in hits) if abroad is None else abroad
        if candidates and candidates[0].code == CHINA and (not abroad or _CHINESE.match(text, hit.end)):
            dropped.append(Dropped(hit.surface, (hit.start, hit.end), "gazetteer", "the country of all these reports"))
            continue
        kind = candidates[0].kind if candidates else "City"
        rule = "gazetteer-full" if hit.full else f"gazetteer-short{'-ambiguous' * hit.ambiguous}"
        codes = tuple(division.code for division in candidates)
        weight = 2 if hit.full and hit.surface not in words("general_places") else 0
        found.append(Mention(hit.start, hit.end, hit.surface, "Place", kind, rule, codes=codes, weight=weight))
    found.extend(_suffixed(document, found, gazetteer))
    found.extend(_foreign_places(document, found))
    listed = listed_places(document, gazetteer)
    covered = _covered(mention for mention in found if mention.rule != "gazetteer-short-ambiguous") if listed else ()
    found.extend(m for m in listed if m.start not in covered and m.end - 1 not in covered)
    return found, dropped


_BEFORE_A_NAME = re.compile("(?:[^\u4e00-\u9fff]|[到赴往去抵至在于从自对与同跟和及或是为访过了察观]|来自|学习|前往)$")


def _joins(text: str, start: int, gazetteer: Gazetteer) -> bool:
    """遂昌县政府和县教育局: 和 joins two bodies; but 马鞍山市和县, 走访了和县."""
    before = text[max(0, start - 8) : start]
    if not before or _BEFORE_A_NAME.search(before):
        return False
    above = (holder for one in gazetteer.named(text[start : start + 2]) for holder in gazetteer.chain(one.code)[1:])
    return not before.endswith(tuple(name for holder in above for name in (holder.name, *holder.short_names)))


def _covered(mentions: Iterable[Mention]) -> set[int]:
    """The places of all characters that belong to mentions."""
    return {i for mention in mentions for i in range(mention.start, mention.end)}


# 中国 is named as a country where another country is, not in 中国特色, 中国共产党.
_CHINESE = re.compile(
    "[\u4e00-\u9fff]{2,6}(?:集团|公司|总公司)|特色|共产党|社会主义|梦|人民|人$|人(?=[,，。])|共|化|科学院|移动|联通|电信|银行|教育报|青年报|妇女报|[\u4e00-\u9fff]{0,6}(?:协会|学会|研究会|联合会|考察团|代表团)"
)


def _abroad(gazetteer: Gazetteer, surface: str) -> bool:
    named = gazetteer.named(surface)
    return bool(named) and named[0].kind == "Country" and named[0].code != CHINA


_TRANSLITERATING = re.compile(
    "[阿埃艾奥巴贝彼波伯迪蒂厄恩尔菲费弗戈格哈赫霍基杰卡凯柯科克库拉莱兰勒雷里利伦罗洛马曼梅蒙莫默姆纳奈内尼诺欧帕佩皮普齐乔瑞若萨塞森沙斯苏索塔坦汤特提托瓦威维沃西希夏辛休雅亚耶伊尤约泽扎兹佐玛娜]"
)
_ROAD = re.compile(r"[东西南北中]?(?:路|大道|大街|街(?!道)|大桥|长江大桥|话|菜|剧|方言|籍|火车站|港口|会馆)")


def _free(text: str, end: int, full: bool) -> bool:
    """A short name is none where a street, a river or a dish goes on with it (南京路, 四川话)."""
    if full:
        return True
    foreign = "".join(text[max(0, end - 3) : end - 2] + text[end : end + 1])
    if len(foreign) == 2 and all(_TRANSLITERATING.match(c) for c in foreign):
        return False  # 卡|拉萨|塔玛: a stretch of a foreign name
    return not _ROAD.match(text, end)


def _part_of_title(text: str, start: int, end: int) -> bool:
    """Whether the hit stands inside 《…》, where it names a document and not a place."""
    opened = text.rfind("《", max(0, start - 40), start)
    inside = opened >= 0 and "》" not in text[opened:start] and "》" in text[end : end + 40]
    return inside and not (opened == start - 1 and end - start > 2)  # 《淳安县…细则》 tells its issuer


def _suffixed(document: Document, hits: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    ends = sorted(hit.end for hit in hits if not (_may_begin_name(hit) or _inside_name(document.text, hit)))
    covered = {hit.end for hit in hits if hit.text not in words("general_places")}
    cut, no_village = document.words, tuple(words("no_village"))
    found = []
    for match in _SUFFIX.finditer(document.text):
        if match.end() in covered or match.group() in "州市县旗" or document.text[match.start() - 1] == "之":
            continue
        mention = _after_town(document, match.start(), match.end(), match.group(), ends)
        if mention is None and (
            match.end() not in cut.boundaries or cut.words[cut.index_at(match.end() - 1)].endswith(no_village)
        ):
            continue
        mention = mention or _suffix_place(document, match.start(), match.end(), match.group(), ends, gazetteer)
        if mention is not None:
            found.append(mention)
            insort(ends, mention.end)
    placed = (_with_short_place(mention, hits) for mention in found)
    zones = [mention for mention in placed if mention is not None]
    return [*zones, *_named_again(document, [*hits, *zones], zones)]


def _with_short_place(mention: Mention, hits: Sequence[Mention]) -> Mention | None:
    """合肥高新区: a zone called by a city's short name bears it in its own; after 合肥市 it is named with it too."""
    if mention.rule != "suffix-zone-of-place":
        return mention
    place = next((hit for hit in hits if hit.end == mention.start), None)
    if place is None:
        return mention if mention.text != "新区" else None
    name = place.text + mention.text
    if place.rule.startswith("gazetteer-short"):
        return mention._replace(start=place.start, text=name, weight=3)
    # 宁波市新区: any new quarter of the city
    return mention._replace(name=name) if mention.text != "新区" else None


def _named_again(document: Document, taken: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """A village or community once told by its surroundings keeps its name where it stands alone."""
    names = {mention.text: mention for mention in found if mention.rule in ("suffix-village", "suffix-community")}
    if not names:
        return []
    covered = _covered(taken)
    return [
        names[document.text[start:end]]._replace(start=start, end=end)
        for start, end in occurrences(document.text, names)
        if end - 1 not in covered
    ]


_ENDS_OTHERWISE = re.compile("[驻进到下入包帮返回离出]$|..[强富]$")  # 干部驻|村, 集体经济强|村
_IN_LIST = re.compile(r"(?:村|社区)(?:[、和与]|以及)(?P<name>[\u4e00-\u9fff]{2,4})$")
_CHARACTERS = re.compile(
    "(?:(?![的了在是该本我每等及]|各(?!庄)|(?<![\u4e00-\u9fff])[和与])[\u4e00-\u9fff]){2,6}\\d{0,3}"
)


def _after_town(document: Document, head: int, end: int, suffix: str, ends: Sequence[int]) -> Mention | None:
    """永联|村 right after its town, 、唐地村、 among villages: a name whatever its characters are elsewhere."""
    if suffix not in ("村", "社区", "街道"):
        return None
    text = document.text
    index = bisect_right(ends, head) - 1
    floor = ends[index] if index >= 0 else 0
    listed = _IN_LIST.search(text, max(0, head - 8), head)
    above = "区县市旗" if suffix == "街道" else "镇乡道区县市"
    start = floor if floor and text[floor - 1] in above else listed.start("name") if listed else head
    if start < floor or (suffix == "街道" and start != floor):
        return None
    inner = text[start:head]
    told = start == floor and (suffix == "街道" or text[floor - 1] in "镇乡道")
    if not _CHARACTERS.fullmatch(inner) or _ENDS_OTHERWISE.search(inner) or _common_words(inner, told):
        return None
    kind = {"村": "Village", "社区": "Community"}.get(suffix, "Township")
    return Mention(start, end, text[start:end], "Place", kind, f"suffix-{kind.lower()}", weight=1)


_STREET = re.compile(".+(?:路|街|巷|道|里|苑|庄|新村|花园|家园)")


@lru_cache(maxsize=1 << 12)
def _common_words(inner: str, after_town: bool) -> bool:
    """Whether one of the words speaks of villages in general, of doing something, or of an office.

    Right after a town the name may be any one word that is not known as such, or have any characters.
    """
    if after_town and _STREET.fullmatch(inner):
        return False  # 民主北路|社区
    cut = segment(inner)
    common = any_of("village_generic", "org_generic", "left_verbs", "left_stops")
    return any(
        (word in common and (len(word) > 1 or (not after_town and not position) or len(cut.words) == 1))
        or (len(word) > 1 and not (after_town and word == inner) and tag[0] in "vdpcurqmt")
        or (len(word) > 1 and not after_town and word[-1] in "局委办部厅处")
        for position, (word, tag) in enumerate(zip(cut.words, cut.tags, strict=True))
    )


def _suffix_place(
    document: Document, head: int, end: int, suffix: str, ends: Sequence[int], gazetteer: Gazetteer
) -> Mention | None:
    index = bisect_right(ends, head) - 1
    floor = ends[index] if index >= 0 else 0
    kind = next(kind for tail, kind in _KINDS if tail in suffix)
    if (floor == head and kind != "County") or suffix == "区":
        return None
    extent = left_extent(
        document, head, max(floor, head - 8), words("in_place_names") if kind != "County" else frozenset()
    )
    start = extent.start
    if (
        kind in ("Village", "Community")
        and document.text[floor:head] in words("village_names")
        and (floor and document.text[floor - 1] in "镇乡道")
    ):  # 青草镇|和平村: after its town a word of good omen is a name
        name = document.text[floor:end]
        return Mention(floor, end, name, "Place", kind, f"suffix-{kind.lower()}", weight=1)
    modifiers = list(zip(extent.modifiers, extent.tags, strict=True))
    while (
        modifiers
        and kind != "County"
        and modifiers[0][0] in words("village_generic")
        and (len(modifiers[0][0]) > 1 or modifiers[0][0] in "该本我各全每某等驻进")
    ):
        start += len(modifiers.pop(0)[0])
    name = document.text[start:end]
    inner = name.removesuffix(suffix)
    if kind == "County":
        masked = _MASK_BEFORE.match(document.text, start, head)
        if masked:
            start = masked.end()
            inner = document.text[start:head]
            own = segment(inner)
            modifiers = list(zip(own.words, own.tags, strict=True))
        return _zone(document, end, suffix, start, inner, floor, modifiers)
    if not _village_name(inner, modifiers, document.text, start, floor):
        return None
    # 有庆镇|太阳村: not the town 太阳村镇, another town's village
    codes = tuple(d.code for d in gazetteer.named(name) if d.name == name or start != floor)
    return Mention(start, end, name, "Place", kind, f"suffix-{kind.lower()}", codes=codes, weight=1)


_NUMBER = re.compile(r"[一二三四五六七八九十百千\d]{2,}[个所名家]?|[一二两三四五六七八九十]个")
_NO_PLACE = re.compile(
    r"第[一二三四五六七八九十]$|[厅局处科部]$|街办|街道办|办事处|[一两三四五六七八九十几]个|[两三各多本他她]国|中国|我国|一次|项目|示范|党员|居民|内容|政策|议会|委员会|评估|^[从为和同与及由向对把将让使以其在是有投进如指据]"
)
_NAMING = frozenset({"nr", "ns", "nz", "nt", "nrfg", "nrt", "g", "zg", "ng", "x", "vg", "ag"})
_EXPECTS_PLACE = re.compile(
    r"(?:(?:社区|居民区|村|镇|乡|街道|[区县市])[、和及]|\n|参观了?|考察了?|走访了?|来到|走进|赴|前往|位于|比如|例如|所属的?|下属的?|下辖的?|辖区的?|镇|乡|街道|[区县市])$"
)


def _may_begin_name(hit: Mention) -> bool:
    """万安|社区, 桥头|铺村: a county's short name may as well begin the name of a village."""
    low = hit.kind in ("County", "Township")
    return (hit.rule.startswith("gazetteer-short") and low) or hit.rule.endswith("ambiguous")


_RANKS = frozenset(
    ["特色", "示范", "试点", "重点", "先进", "贫困", "专业", "后进", "薄弱", "样板", "精品", "明星", "文明"]
)


def _inside_name(text: str, hit: Mention) -> bool:
    """城南街道|兴安|社区, 龙泉|苑社区: a city's short name between a town and 社区, or before one more character."""
    if not hit.rule.startswith("gazetteer-short"):
        return False
    county_level = hit.kind == "City" and hit.codes[0][-2:] != "00"
    if text.startswith(("社区", "村"), hit.end):
        return county_level or text.endswith(("街道", "镇", "乡"), 0, hit.start)
    return county_level and text.startswith("社区", hit.end + 1)


# 的, 了, 在, 是 left out
_NO_PARTICLE = re.compile("(?:(?![的了在是])[\u4e00-\u9fff])+")
_POINTING = re.compile("[该本我每]|各(?!庄)")


_ITS_BODY = re.compile("(?:社区|村)(?:党委|党总支|党支部|居委会|居民委员会|村委会|村民委员会|党群服务中心)")


def _village_name(inner: str, modifiers: list[tuple[str, str]], text: str, start: int, floor: int) -> bool:
    if (
        not (1 < len(inner) <= 6 or (inner and start == floor > 0))
        or _ENDS_OTHERWISE.search(inner)
        or inner[-1] == "联"
    ):
        return False
    if not _NO_PARTICLE.fullmatch(inner):
        return False
    if _NO_PLACE.search(inner):
        return False
    generic = any_of("village_generic", "org_generic")
    if modifiers and modifiers[-1][0] in _RANKS:
        return False  # 农家乐|特色|村
    if all(word in generic for word, _ in modifiers) or _POINTING.search(inner):
        return False
    naming = any(tag in _NAMING or (len(word) == 1 and tag not in ("a", "d", "v", "p", "u")) for word, tag in modifiers)
    naming = naming or (len(inner) >= 3 and len(modifiers) > 1 and len(modifiers[-1][0]) == 1)  # 桥头|铺
    expected = start == floor or bool(_EXPECTS_PLACE.search(text[max(0, start - 6) : start]))
    expected = expected or (len(inner) >= 3 and _ITS_BODY.match(text, start + len(inner)) is not None)
    if not naming and not expected:
        return False
    return not any(
        (tag in ("d", "p", "c", "u", "r", "q", "a", "ad", "v", "b", "f", "t") and len(word) > 1)
        or (_NUMBER.fullmatch(word) and len(modifiers) == 1)
        for word, tag in modifiers
    )


_MASK_BEFORE = re.compile("[\u4e00-\u9fff]*?[xX×*＊]{1,4}(?:县区|市区|[省市县区镇乡]|街道)")


def _zone(
    document: Document,
    end: int,
    suffix: str,
    start: int,
    inner: str,
    floor: int,
    modifiers: list[tuple[str, str]],
) -> Mention | None:
    """开发区, 新区, 产业园, 公园: named by a place right before it or by a name of its own."""
    generic = any_of("village_generic", "org_generic")
    if not re.fullmatch(r"[\u4e00-\u9fff]{0,10}", inner) or re.search("[的了是各该本我每]", inner):
        return None
    own = [word for word, _ in modifiers if word not in generic]
    if start == floor and floor > 0 and (own or len(suffix) > 2 or suffix == "新区"):
        return Mention(
            start, end, document.text[start:end], "Place", "County", "suffix-zone-of-place", weight=0 if not own else 1
        )
    naming = any(tag in _NAMING for word, tag in modifiers) or bool(inner and Gazetteer.load().named(inner))
    if own and (naming or len(modifiers[0][0]) == 1) and len(inner) >= 2:
        return Mention(start, end, document.text[start:end], "Place", "County", "suffix-zone", weight=1)
    return None


_FOREIGN_CHAR = _FOREIGN_CHARS.pattern.removesuffix("{2,7}")
_FOREIGN = re.compile(f"{_FOREIGN_CHAR}{_FOREIGN_CHAR}{{2,6}}(?:市|州)")


def _foreign_places(document: Document, hits: Sequence[Mention]) -> list[Mention]:
    """瓦尔道夫市: characters that transliterate, before 市 or 州."""
    matches = [*_FOREIGN.finditer(document.text)]
    covered = _covered(hits) if matches else set()
    found = []
    for match in matches:
        start = match.start()
        while start < match.end() and start in covered:
            start += 1
        name = document.text[start : match.end()]
        if len(name) >= 4 and match.end() - 1 not in covered:
            kind = "City" if name.endswith("市") else "Province"
            found.append(Mention(start, match.end(), name, "Place", kind, "transliterated", weight=1))
    return found
