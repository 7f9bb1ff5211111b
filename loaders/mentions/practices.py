"""Named practices: quoted names, titled documents, numbered formulas, and compounds with a distinctive head."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from kg.records import Dropped
from loaders.document import Document
from loaders.lexicon import alternatives, any_of, table, words
from loaders.mentions.extent import left_extent
from loaders.mentions.mention import Mention
from loaders.mentions.practice_lists import governing_verbs, listed_practices
from loaders.trigger_words import leftmost

_NUMERAL = "一二两三四五六七八九十百千万"
_QUOTED = re.compile(r"“([^“”\n]{1,40})”")
_TITLED = re.compile(r"《([^《》\n]{2,60})》")
_FORMULA = re.compile(rf"(?:\d{{1,2}}|[{_NUMERAL}])(?:\+(?:\d{{1,2}}|[{_NUMERAL}NnXx]|[\u4e00-\u9fff]{{1,6}}))+")
# 三会一课, 四议两公开, 一街一品一特色: numeral and one to three characters, at least twice.
_LINK = r"[一二两三四五六七八九十][^\W\d一二两三四五六七八九十的了是在和与为人个次年月日天所从向对把被让位家]{1,2}"
_CHAINED = re.compile(rf"{_LINK}(?:{_LINK}){{1,3}}(?:[^\W\d]{{0,2}})")
# 三事制, 四个统一, 五型社区 after a verb of doing.
_COUNTED = re.compile(
    r"[一二两三四五六七八九十](?:个(?:统一|结合|坚持|转变|转型|到位|延伸|融合|一|化|联|清单|平台|中心|必须|不准|优先)|[\u4e00-\u9fff]{1,2}(?:制|法)(?!度|律|院|规|定))"
)
_HONOUR = re.compile(r"(?:[、和及]?“[^“”]*”)*等?(?:牌子|奖牌|牌匾|匾额)|称号|荣誉|殊荣|美誉|之称|之乡|奖状|光荣")
_QUOTED_TOGETHER = re.compile("(?:“[^“”]*+”[、和及]?)++$")  # 荣获“甲”“乙”
_HONOUR_BEFORE = re.compile(
    r"(?:荣获|获得|获|授予|评为|誉为|被[^“”,，。;；]{0,6}称为|人称(?!之为)|命名为|认定为|评选为|被称|享有|荣膺|号称|当作|视为|成为|所谓的?|堪称|写着|写道|说|问|标语|题词|题字|口号是?|标题|题为|引用|一句|真正)[^“”,，。;；]{0,12}$"
)
_EPITHET = re.compile(r".+之[国乡都城州府源窗最花根行旅路]|[一二三四五六七]星级?|\dA级?")
# 全国绿色示范社区: a title that is bestowed.
_AWARD = re.compile(
    r"(?:全国|国家级?|国际|省级|市级|县级|[\u4e00-\u9fff]{2,3}[省市])[\u4e00-\u9fff]*(?:示范|先进|文明|优秀|模范|百强|十佳|十强|最美|平安|达标|标兵)"
    r"(?:性|化|型)?(?:社区|村|县|市|城市|城区|县城|区|镇|乡|街道|乡镇|单位|集体|学校|校园|园|企业|基地|园区|点|窗口|家庭)?"
)
_DATE = re.compile(r"\d{1,4}(?:[.·．\-]\d{1,2}){1,2}")
_IDEA_AFTER = re.compile(
    r"(?:的)?(?:办学|教育|工作|服务|治理|发展|管理|育人|经营|核心|建设)?理念|为(?:办学|教育|工作|服务|育人)?理念"
)
_CORE_IDEA = re.compile("的?(?:核心|基本|总体|工作|办学)理念")
_SLOGAN_AFTER = re.compile(
    r"(?:的|为)?(?:总|总体|基本|培养|工作|办学|具体|奋斗)?(?:要求|方针|原则|标准|目标|口号|宗旨|追求|核心|主线|主题(?!的|活动|教育|实践|党日)|根本|出发点|阶段|校训|校风|学风|教风|思路|精神|道路|作风|指导思想|主线|态势|称|氛围|局面|良好|作用|问题|现象|状态|态度|关系|难题|距离|矛盾|倾向|感觉|印象|效应|效果|角色|之路|战略地位|通知|这[一个条](?:主线|主题|目标|要求|中心|思路|总要求|宗旨|原则|方针))"
)
_DOCUMENT = re.compile(
    r"(?:办法|条例|意见|规定|细则|方案|章程|公约|规划|纲要|准则|标准|守则|规则|要点|指南|手册|协议书|责任书|制度|计划|法|公告|通知|决定|清单)(?:[(（][^()（）]*[)）])?$"
)
_NAMELESS = frozenset(
    ["通知", "意见", "办法", "方案", "规定", "条例", "决定", "细则", "计划", "规划", "章程", "制度", "公告", "要点"]
)
_PERIODICAL = re.compile(r"(?:报|日报|晚报|时报|杂志|周刊|月刊|新闻|通讯)$")


@cache
def _heads() -> tuple[dict[str, str], str]:
    kinds: dict[str, str] = {}
    for kind, heads in table("practice_heads"):
        for head in heads:
            kinds.setdefault(head, kind)
    return kinds, alternatives(tuple(kinds))


@cache
def _head_after() -> re.Pattern[str]:
    return re.compile(r"(?:的|等)?(?:[^\W\d]{0,6}?)(?P<head>" + _heads()[1] + ")")


@cache
def _national() -> dict[str, str]:
    return {name: kind for kind, names in table("national_practices") for name in names}


def find_practices(
    document: Document, places: Sequence[Mention], bodies: Sequence[Mention]
) -> tuple[list[Mention], list[Dropped]]:
    """Every named practice, and what looked like one and is not, with the reason (spans in the clean text)."""
    dropped: list[Dropped] = []
    found = [
        *_titled(document, dropped),
        *_quoted_again(_quoted(document, dropped), dropped),
        *_national_practices(document),
        *_formulas(document),
        *listed_practices(document),
        *_compounds(document, [*places, *bodies], dropped),
    ]
    return found, dropped


_UNMARKED = str.maketrans("", "", '“”《》"()（）')


def practice_kind(name: str, default: str = "Model") -> str:
    """The kind of a practice by its head noun: the longest head at the end of its name."""
    kinds = _heads()[0]
    bare = name.translate(_UNMARKED)
    for length in range(min(6, len(bare)), 0, -1):
        if bare[-length:] in kinds:
            return kinds[bare[-length:]]
    return default


def _titled(document: Document, dropped: list[Dropped]) -> list[Mention]:
    found = []
    for match in _TITLED.finditer(document.text):
        if match.group(1) in _NAMELESS:
            dropped.append(Dropped(match.group(), match.span(), "titled-document", "a kind of document, not its title"))
        elif _DOCUMENT.search(match.group(1)) or _issued(document, match):
            found.append(
                Mention(
                    match.start(),
                    match.end(),
                    match.group(),
                    "Practice",
                    "Policy",
                    "titled-document",
                    weight=4,
                    aliases=(match.group(1),),
                )
            )
        else:
            reason = "a title in 《》 that is no rule, plan or agreement"
            dropped.append(Dropped(match.group(), match.span(), "titled-document", reason))
    return found


_ISSUING = re.compile(
    r"(?:制定|制订|出台|印发|发布|颁布|实施|施行|执行|贯彻|落实|按照|根据|依据|遵循|签订|签定|修订|编制|通过)(?:了|的|并)?[^,，。;；]{0,6}$"
)


def _issued(document: Document, match: re.Match[str]) -> bool:
    """A title that a verb of issuing or obeying governs is a rule whatever its last word (《…等级划分与评定》)."""
    return not _PERIODICAL.search(match.group(1)) and bool(
        _ISSUING.search(document.text[max(0, match.start() - 16) : match.start()])
    )


def _quoted(document: Document, dropped: list[Dropped]) -> list[Mention]:
    found = []
    for match in _QUOTED.finditer(document.text):
        mention, reason = _judge_quote(document, match)
        if mention is not None and _inside_title(document.text, match.start()):
            mention, reason = None, "part of a title in 《》"
        if mention is not None:
            found.append(mention)
        else:
            dropped.append(Dropped(match.group(), match.span(), "quoted-name", reason))
    return found


def _quoted_again(found: list[Mention], dropped: list[Dropped]) -> list[Mention]:
    """What a sentence makes a name elsewhere in the report is one in its other quotation marks too."""
    names = {alias: mention for mention in found for alias in (mention.name, *mention.aliases) if len(alias) >= 3}
    again = []
    for one in [one for one in dropped if one.rule == "quoted-name" and one.reason in _FOR_WANT]:
        known = names.get(one.text[1:-1].strip())
        if known is not None:
            start, end = one.span
            kind, name = known.kind, one.text[1:-1].strip()
            again.append(Mention(start, end, one.text, "Practice", kind, "quoted-again", name=name, weight=4))
            dropped.remove(one)
    return [*found, *again]


_FOR_WANT = frozenset(
    [
        "a quoted word, no name",
        "a quoted word that no verb of doing governs",
        "a quoted word before a general noun",
        "a slogan, an aim or an effect",
        "an honour, a saying or a quotation",
    ]
)


def _inside_title(text: str, position: int) -> bool:
    opened = text.rfind("《", max(0, position - 120), position)
    return opened >= 0 and text.find("》", opened, position) < 0 and text.find("》", position, position + 120) > 0


_SENTENCE_MARKS = frozenset("。!?！？")
# 赴日“一村一品”考察团; “社区食堂”、“儿童天地”等场所: what is built and fitted out.
_PARTY = re.compile("(?:主题|专题)?(?:学习|考察|培训|参观|访问|交流){1,2}[团组班]")
_ROOMS = re.compile(
    r"(?:[、和及]?“[^“”]*”)*(?:等)?[\u4e00-\u9fff\d]{0,4}(?:场所|设施|功能室|活动室|功能区|展厅|展区|场馆)"
)
_GLOSS = re.compile(r"[(（][^()（）]{2,120}[)）]")
_QUANTITY = re.compile(  # “三个部门”, “六项”, “第一槌”
    rf"第[{_NUMERAL}][\u4e00-\u9fff]{{1,2}}|[{_NUMERAL}][项个条种类大]"
    rf"|[{_NUMERAL}]个(?:部门|方面|环节|阶段|层次|项目|月|小时|单位|地方|问题|层面|领域)"
)
_RULED = re.compile("(?:服务|工作)?制度|机制|工程|行动|活动")
_OTHER_POST = re.compile("岗”[、和及,，]?“[^“”]{2,8}岗”")
_FIGURE = re.compile(r"\d{2,6}")
_COUNTED_HEAD = re.compile("模式|机制|工作法|工程|做法|行动|[\u4e00-\u9fff]{0,4}(?:平台|热线|系统)")
_CONGRESS = re.compile(r"[xX×\d]+大?")
_CLAUSE_BETWEEN = re.compile(r"[的等]?[^\W\d]{0,6}?(?:即|指|中|上|时|推|实|开|建|是|为|对|与|在|和|让|把)")


def _same_sentence(before: str) -> str:
    """What of the text before a name stands in its sentence."""
    return before[max(before.rfind("。"), before.rfind("；"), before.rfind(";"), before.rfind("\n")) + 1 :]


def _honoured(text: str, start: int, before: str) -> bool:
    """Whether what is quoted at `start` is what somebody is called or awarded, alone or after other quotations."""
    if before.endswith(("”", "”、", "”和", "”及")):
        before = _QUOTED_TOGETHER.sub("", _same_sentence(text[max(0, start - 60) : start]))[-16:]
    return _HONOUR_BEFORE.search(before) is not None


def _judge_quote(document: Document, match: re.Match[str]) -> tuple[Mention | None, str]:
    text, inner = document.text, match.group(1).strip()
    before = _same_sentence(text[max(0, match.start() - 16) : match.start()])
    after = text[match.end() : match.end() + 14]
    gloss = _GLOSS.match(text, match.end(), match.end() + 124) if after[:1] in ("(", "（") else None
    if gloss:
        after = text[gloss.end() : gloss.end() + 14]
    counted = _FIGURE.fullmatch(inner) and _COUNTED_HEAD.match(after)
    if inner in words("ideology") or (_CONGRESS.fullmatch(inner) and not counted):
        return None, "national ideology, not a local practice"
    if _HONOUR.match(after.lstrip("的等")) or _honoured(text, match.start(), before) or _SAYING_AFTER.match(after):
        return None, "an honour, a saying or a quotation"
    if _EPITHET.fullmatch(inner) or _AWARD.fullmatch(inner) or (_DATE.fullmatch(inner) and not counted):
        return None, "an epithet, a grade, an award or a date"
    if _ROOMS.match(text, match.end()) or _PARTY.match(after):
        return None, "a facility, or what a delegation is called by"
    if _SHUNNED.search(before):
        return None, "what is to be avoided"
    if inner in words("set_phrases") or _PRAISED.fullmatch(inner) or _MEANS_AT_HAND.fullmatch(inner):
        return None, "a set phrase"
    if inner.endswith(_BODY_NAMES):
        return None, "a body's name"
    if _QUANTITY.fullmatch(inner) and not _RULED.match(after):
        return None, "a quantity"
    if inner.endswith("岗") and _OTHER_POST.search(text, max(0, match.start() - 14), match.end() + 14):
        return None, "one of a list of posts"
    if counted or (len(inner) >= 3 and _begins_with_number(inner) and _NUMBERED.fullmatch(inner)):
        return _numbered(match, inner, after), ""
    if _SHORT_FORMULA.fullmatch(inner) and (_governed(document, match.start()) or _TOGETHER.match(after)):
        return _numbered(match, inner, after), ""
    if _SLOGAN_AFTER.match(after) and not _CORE_IDEA.match(after):
        return None, "a slogan, an aim or an effect"
    if _IDEA_AFTER.match(after):
        return _quote(match, inner, "Concept", "quoted-idea"), ""
    head = _head_after().match(after)
    if head and not _CLAUSE_BETWEEN.match(after, 0, head.start("head")):
        if len(inner) < 2 or (head.group("head") in ("文化", "教育", "意识") and len(inner) > 8):
            return None, "a quoted word before a general noun"
        return _with_head(match, inner, head, after if not gloss else "……" + after), ""
    if (
        inner.count("、") >= 2
        and not _CARRIED_OUT.search(before)
        and re.fullmatch(r"(?:[\u4e00-\u9fff]{2,4}、){2,}[\u4e00-\u9fff]{2,4}", inner)
        and not re.search(f"[{_NUMERAL}]", inner)
        and not _IDEA_AFTER.match(after)
    ):
        return None, "a string of good qualities"
    if len(inner) > 12 and re.search("[，,]", inner) and not head:
        return None, "a quoted saying"
    if len(inner) > 22 or not _SENTENCE_MARKS.isdisjoint(inner):
        return None, "a quoted sentence"
    turned = _TURNING.search(before) and not (_NAMING.search(before) and not _FROM_QUOTE.search(before))
    if (
        len(inner) < 3
        or (inner.endswith("化") and len(inner) <= 3)
        or (turned and not (before.endswith("的") and _looks_named(inner)))
        or _TURNED_INTO.match(after)
    ):
        return None, "a quoted word, no name"
    if _looks_named(inner) or _governed(document, match.start()) or _made(inner, before, after):
        return _quote(match, inner, practice_kind(inner, _default_kind(inner)), "quoted-name"), ""
    if 4 <= len(inner) <= 10 and not _SPOKEN.search(inner) and not _PLAIN_AFTER.match(after):
        return _quote(match, inner, practice_kind(inner, "Program"), "quoted-coinage"), ""
    return None, "a quoted word that no verb of doing governs"


_NAMING = re.compile(
    r"(?:叫做|叫作|叫|称之为|称为|定为|取名|取名为|命名为|名为|升级为|发展[为成]|改[为成]|打造成|建成|称作|开办|举办|设有"
    r"|参照[^，,。]{0,12}|开展了?|推出了?)$"
)
# 从“管理”改为“服务”: both are what they are, and neither is a name.
_FROM_QUOTE = re.compile("从“[^“”]*”[^“”]*$")
_TURNED_INTO = re.compile("(?:变成|变为|转变为|转为|转向|向“)")
_SAYING_AFTER = re.compile("(?:的)?(?:这句|这话|一语|一说|佳话|说法|俗语|谚语|古训)")
_SHUNNED = re.compile("(?:不搞|不做|不当|杜绝|避免|防止|克服|摒弃|反对|力戒|告别|谨防)[^“”，,。]{0,4}$")
_CARRIED_OUT = re.compile("(?:实行|推行|采用|试行)[^“”，,。;；]{0,6}$")
_MEANS = re.compile(r"为(?:载体|抓手|依托|平台|引领|龙头|品牌|纽带|切入点|突破口)")
_TAKEN = re.compile(r"作为|列为|列入|纳入|定为|写入|制度化")


def _made(inner: str, before: str, after: str) -> bool:
    """叫做“双师双岗”, 将“亲清半月谈”作为: the sentence gives the name or makes something of it."""
    means = before.endswith("以") and _MEANS.match(after)
    return bool(
        (_NAMING.search(before) and "的" not in inner)
        or means
        or (re.search(r"[将把]$", before) and _TAKEN.match(after))
    )


# What makes a quoted phrase speech or judgement and no name.
_SPOKEN = re.compile(
    r"[的了是不没着过吗呢吧啊我你他她它们很最太也都就还要能会]|[,，。!！?？、;；]|^[一二三四五六七八九十]+[分成]|难|低|差|短|老大|瓶颈|问题"
)
_PLAIN_AFTER = re.compile(
    r"(?:的)?(?:老师|学生|孩子|人|现象|问题|作用|话|说法|观念|思想|精神|称号|之称|时代|年代|身份|状态|局面|关系|效应|印象|难|字|一词|两个字|四个字)"
)
_BODY_NAMES = (
    *("促进会", "协会", "联合会", "商会", "研究会", "基金会", "联谊会", "合作社", "有限公司"),
    *("大学", "学院", "小学", "中学", "幼儿园"),
)
_TURNING = re.compile(r"(?:从|是|变成|变|由|向|到|有|像|为|当|于|的|算|称|所谓|转向|成)$")
_NUMBERED = re.compile(
    rf"(?:[{_NUMERAL}]|\d{{1,2}})(?:个|项|大|种|张|站|条)?[^\W\d]{{1,4}}(?:、?[{_NUMERAL}]\w{{1,4}})*|[{_NUMERAL}\d](?:[+＋][\w]{{1,4}})+|(?:[{_NUMERAL}][^\W\d]{{1,3}}[、,，]){{1,4}}[{_NUMERAL}][^\W\d]{{1,3}}"
)


# “六化”融合, 坚持“五抓”举措: a numeral and one character is a formula where somebody does it.
_SHORT_FORMULA = re.compile(rf"[双{_NUMERAL[1:]}][\u4e00-\u9fff]")
_TOGETHER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4})(?:融合|齐发|齐抓|联动|并举|举措|工作法|机制|模式|管理|行动|工程|活动|体系)"
)


def _numbered(match: re.Match[str], inner: str, after: str) -> Mention:
    """“四个一”, “十不准”: a quoted numbered formula is a name wherever it stands."""
    gloss = _GLOSS.match(after)
    head = _head_after().match(match.string[match.end() + (gloss.end() if gloss else 0) :][:14])
    if head and not gloss:
        return _with_head(match, inner, head, after)
    kind = practice_kind(head.group("head")) if head else practice_kind(inner, "Model")
    return _quote(match, inner, kind, "quoted-formula")


def _quote(match: re.Match[str], inner: str, kind: str, rule: str) -> Mention:
    return Mention(match.start(), match.end(), match.group(), "Practice", kind, rule, name=inner, weight=4)


_SHORT_GAP = re.compile(r"[\u4e00-\u9fff]{0,8}")


def _with_head(match: re.Match[str], inner: str, head: re.Match[str], after: str) -> Mention:
    """“百千万”活动 is one name; with 的 or a long way between, the quoted part alone is."""
    between = after[: head.start("head")]
    kind = practice_kind(head.group("head"))
    joined = head.group("head") in words("joining_heads") and _SHORT_GAP.fullmatch(between) and "的" not in between
    if joined or between in ("", "系列", "主题", "创建", "教育", "主题教育", "系列主题"):
        end = match.end() + head.end("head")
        whole = match.group() + after[: head.end("head")]
        return Mention(
            match.start(), end, whole, "Practice", kind, "quoted-name-with-head", name=whole, weight=4, aliases=(inner,)
        )
    return Mention(
        match.start(), match.end(), match.group(), "Practice", kind, "quoted-name-before-head", name=inner, weight=4
    )


def _looks_named(inner: str) -> bool:
    if _FORMULA.search(inner) or _CHAINED.fullmatch(inner):
        return True
    return len(inner) >= 4 and inner.endswith(_naming_heads())


@cache
def _naming_heads() -> tuple[str, ...]:
    general = ("思想", "精神", "意识", "文化", "目标", "经验", "原则")
    return tuple(head for head in _heads()[0] if len(head) >= 2 and head not in general)


def _begins_with_number(inner: str) -> bool:
    return inner[0] in _NUMERAL or inner[0].isdecimal()


def _default_kind(inner: str) -> str:
    if _begins_with_number(inner) or _FORMULA.search(inner):
        return "Model"
    return "Program"


@cache
def _governor() -> re.Pattern[str]:
    return re.compile(rf"(?:{governing_verbs()})(?:了|起|出|好|着|成)?[^“”,，。;；:：]{{0,9}}$")


# The quoted names of a list before this one, each with its head noun and gloss.
_QUOTED_BEFORE = re.compile(r"(?:“[^“”]*+”[^“”,，、。]{0,6}+(?:[(（][^()（）]*+[)）])?+[、和及与]*+)++$")


def _governed(document: Document, start: int) -> bool:
    """Whether a verb of doing governs what begins at `start`, directly or through a list of quoted names."""
    before = _same_sentence(document.text[max(0, start - 120) : start])
    stripped = _QUOTED_BEFORE.sub("", before) if "”" in before else before
    return bool(_governor().search(stripped[-32:]))


# 解决居家养老问题: what is a matter to be dealt with, and not yet what is done about it.
_CITY_TITLES = frozenset({"文明城市", "卫生城市", "园林城市"})
_MATTER = re.compile("(?:的)?(?:问题|难题|需求|压力|困难)")


def _national_practices(document: Document) -> list[Mention]:
    kinds, text = _national(), document.text
    found = []
    for start, end in leftmost(document.triggers["national_practices"]):
        if not _whole_words(document, start, end) or _held_by_one(text, start, end) or _MATTER.match(text, end):
            continue
        begin = start - 2 if text[start : start + 4] in _CITY_TITLES and text.endswith("全国", 0, start) else start
        kind = kinds[text[start:end]]
        found.append(Mention(begin, end, text[begin:end], "Practice", kind, "national-practice", weight=2))
    return found


_OFFICES = ("第一书记", "大学生村官", "科技特派员")


def _held_by_one(text: str, start: int, end: int) -> bool:
    """书房村第一书记蒲云舟: a post that somebody holds, and not the practice of sending such people."""
    named, before = text[end : end + 1], text[start - 1 : start]
    return text[start:end].endswith(_OFFICES) and (
        named in words("surnames")
        or (before != "" and before in "村任当是为")
        or _AMONG_THOSE_WHO_WENT.match(text, end) is not None
    )


_AMONG_THOSE_WHO_WENT = re.compile(r"等(?:一行)?(?:\d+|[一二三四五六七八九十]+)[余多]?人")


def _whole_words(document: Document, start: int, end: int) -> bool:
    """上海|选派 holds no 海选: a name begins with a word, a short one ends with a word too."""
    boundaries = document.words.boundaries
    return start in boundaries and (end in boundaries or end - start > 3)


def _formulas(document: Document) -> list[Mention]:
    text, found = document.text, []
    for match in _CHAINED.finditer(text):
        mention = _chained(document, match)
        if mention is not None:
            found.append(mention)
    for match in _FORMULA.finditer(text) if "+" in text else ():
        end = match.end()
        head = re.match(r"[^\W\d]{0,6}?(模式|机制|工程|体系|行动|工作法|架构|活动|制度)", text[end : end + 12])
        stop = end + head.end() if head else end
        if head or _governed(document, match.start()):
            name = text[match.start() : stop]
            found.append(
                Mention(match.start(), stop, name, "Practice", practice_kind(name), "numbered-formula", weight=2)
            )
    found.extend(
        Mention(m.start(), m.end(), m.group(), "Practice", practice_kind(m.group()), "counted-formula", weight=1)
        for m in _COUNTED.finditer(text)
        if m.start() in document.words.boundaries and _governed(document, m.start())
    )
    return found


def _chained(document: Document, match: re.Match[str]) -> Mention | None:
    cut = document.words
    start, end = match.span()
    while end not in cut.boundaries and end > start + 4:
        end -= 1
    index = cut.index_at(start)
    name = document.text[start:end]
    if start not in cut.boundaries or len(name) < 4 or not _CHAINED.fullmatch(name) or name in words("set_phrases"):
        return None
    if len(cut.words[index]) >= 4 and cut.tags[index] in ("i", "l", "m", "n", "a", "d", "v", "z", "b"):
        return None  # 一心一意: an idiom of the dictionary
    if not _governed(document, start) and not re.match(
        r"制度|机制|模式|工作法|活动|工程", document.text[end : end + 4]
    ):
        return None
    return Mention(start, end, name, "Practice", "Model", "chained-formula", weight=2)


# 制 is the beginning of another word before these: 制定, 制度.
_AFTER_SYSTEM = frozenset("定订造作约止成裁服品药度版图表剂种冷氧衡高胜假毒")


def _compounds(document: Document, others: Sequence[Mention], dropped: list[Dropped]) -> list[Mention]:
    kinds, _ = _heads()
    ends = sorted(mention.end for mention in others)
    found = []
    for start, end in leftmost(document.triggers["practice_heads"]):
        head = document.text[start:end]
        if end not in document.words.boundaries and head not in ("制", "法"):
            continue
        if head == "制" and document.text[end : end + 1] in _AFTER_SYSTEM:
            continue
        mention = _compound_at(document, start, end, head, kinds[head], ends, dropped)
        if mention is not None:
            found.append(mention)
    return [*found, *_managed(document), *_so_called(document), *_parallel(document), *_themed(document)]


_SYSTEMS = ("制度", "机制", "制", "责任制")
_SETS_UP = re.compile(
    "(?:建立健全|建立|健全|实行|推行|施行|试行|实施|落实|制定|制订|推出)(?:了|起|好)?"
    "(?:[\u4e00-\u9fff、]{2,24}(?:制度|机制|责任制)(?:[、和及与]|以及))?"  # of a list of systems any
    "(?P<more>(?:(?![的了着过和与及或并为以将把被让使各每在是])[\u4e00-\u9fff]){1,10})$"
)


def _from_governor(document: Document, begin: int, head: int, floor: int) -> tuple[int, list[str]] | None:
    """建立|谈心谈话制度, 实行|送培下乡制度: from the verb of setting up on, with verbs in the name; and its words."""
    text, cut = document.text, document.words
    match = _SETS_UP.search(text[max(0, begin - 44) : begin])
    if match is None or _governed_directly(document, begin):
        return None
    start = begin - len(match["more"])
    if start not in cut.boundaries or start < floor:
        return None
    first = cut.index_at(start)
    verbal = (cut.tags[index][0] == "v" for index in range(first, cut.index_before(begin) + 1))
    if text.startswith("机制", head) and not any(verbal):
        return None  # 建立|社区居民自治机制: nothing was cut off there
    words_before = [cut.words[index] for index in range(first, cut.index_before(head) + 1)]
    if words_before[0] in any_of("left_stops", "leading") or words_before[0] in ("健全", "完善", "落实"):
        return None
    return start, words_before


_LEADING_GROUP = re.compile("(?:创建|建设|工作|推进|实施)*(?:领导小组|指挥部|领导组|工作专班)")
_COUNT_WORD = re.compile(rf"[{_NUMERAL}几多\d]+[个项场种条套次批支家届期]")
# What one undertaking is called by way of praise: 一项系统工程, 民心工程.
_MEANS_AT_HAND = re.compile("有(?:人|钱|章|房|地方?|场所|条件)[\u4e00-\u9fff]{1,3}")  # 有人管事, 有钱干事
_PRAISED = re.compile(r"(?:系统|民心|民生|基础|龙头|德政|惠民|一把手|良心|战略|铸魂|希望)工程")
# Words that end in 制 and are no system of anybody's own: 控制, 非公有制, 君主立宪制.
_NO_SYSTEM = re.compile(
    r"(?:控|限|编|体|机|强|抑|研|绘|复|公有|私有|所有|全日|立宪|集中|共和|联邦|一贯|寄宿|学分|年)制$"
)


def _compound_at(
    document: Document, start: int, end: int, head: str, kind: str, ends: Sequence[int], dropped: list[Dropped]
) -> Mention | None:
    place = bisect_right(ends, start) - 1
    floor = ends[place] if place >= 0 else 0
    extent = left_extent(document, start, floor, words("practice_verbs"))
    begin, modifiers = extent.start, list(extent.modifiers)
    leading = any_of("left_verbs", "adoption_verbs", "leading")
    while modifiers and (modifiers[0] in leading or (len(modifiers[0]) > 1 and _COUNT_WORD.fullmatch(modifiers[0]))):
        begin += len(modifiers.pop(0))
    whole = _from_governor(document, begin, start, floor) if head in _SYSTEMS else None
    if whole is not None:
        begin, modifiers = whole
    name = document.text[begin:end]
    if _LEADING_GROUP.match(document.text, end):
        return None  # 创新项目|建设领导小组
    if _cuts_ideology(document.text, begin, end):
        return None  # 科学|发展观教育
    if document.text[begin - 1 : begin] == "”":
        return None  # “金银铜”奖考核细则: the name began in the quotation
    if (
        not modifiers
        or not 3 <= len(name) <= 20
        or (
            whole is None
            and any(
                tag in ("m", "q") and len(word) == 1
                for word, tag in zip(modifiers[:1], extent.tags[-len(modifiers) :], strict=False)
            )
        )
    ):
        return None
    reason = _hollow(document, begin, modifiers, name, head)
    if reason and head == "制度" and _one_of_systems(document, begin, end, modifiers):
        reason = ""
    if reason:
        dropped.append(Dropped(name, (begin, end), f"compound-{kind.lower()}", reason))
        return None
    return Mention(begin, end, name, "Practice", kind, f"compound-{kind.lower()}")


def _cuts_ideology(text: str, begin: int, end: int) -> bool:
    """Whether the compound begins inside a name of national ideology."""
    near = text[max(0, begin - 8) : end]
    if not _ideology().search(near):
        return False
    before = min(begin, 8)
    return any(0 <= near.find(name) < before < near.find(name) + len(name) for name in words("ideology"))


@cache
def _ideology() -> re.Pattern[str]:
    return re.compile(alternatives(words("ideology")))


_NEXT_SYSTEM = re.compile(r"(?:[、和及与]|以及)[\u4e00-\u9fff]{2,12}?制度")
_LAST_SYSTEM = re.compile(r"制度(?:[、和及与,，]|以及)$")


def _one_of_systems(document: Document, begin: int, end: int, modifiers: Sequence[str]) -> bool:
    """党课制度、报告工作制度、党员汇报制度: in a list of systems each one is named for what it rules."""
    listed = _NEXT_SYSTEM.match(document.text, end) or _LAST_SYSTEM.search(document.text[max(0, begin - 4) : begin])
    return bool(listed) and any(word not in words("any_system") for word in modifiers) and len("".join(modifiers)) >= 2


def _hollow(document: Document, begin: int, modifiers: list[str], name: str, head: str) -> str:
    """Why a compound names nothing of its own; empty where it does."""
    own = [word for word in modifiers if word not in words("practice_generic")]
    some = [word for word in modifiers if word not in words("hollow")]
    direct = _governed_directly(document, begin)
    if _PRAISED.fullmatch(name) or name in words("set_phrases"):
        return "an undertaking praised and not named"
    if head in ("平台", "体系", "课程") and len(modifiers) < 2 and len("".join(own)) < 4:
        return f"one general word before {head}"
    if head == "项目" and len(modifiers) < 3:
        return f"general words before {head}"
    if head == "工程" and direct and len(modifiers) >= 2:
        return ""
    if head == "活动":
        return (
            ""
            if len(modifiers) >= 2 and own and (direct or _governed(document, begin))
            else f"general words before {head}"
        )
    if head == "机制" and len(modifiers) < 2 and len("".join(own)) < 3:
        return f"general words before {head}"
    if head == "中心" and direct and len(modifiers) >= 2 and {"党员", "党建", "管理"} & set(modifiers):
        return ""  # 党员服务中心: who founds one sets up a service, not a building
    if head in words("strong_heads"):
        return "" if len(name) > len(head) + 1 else "a general noun alone"
    if head == "制":
        return (
            ""
            if not _NO_SYSTEM.search(name)
            and len(name) >= 3
            and (direct or (own and len("".join(own)) >= 3))
            and name not in words("systems")
            else "a general system"
        )
    if head in words("soft_heads"):
        enough = len("".join(own)) >= 2 and len(name) >= 4
        return "" if enough and (direct or _governed(document, begin)) else f"general words before {head}"
    if head in words("governed_heads") or head in ("工程", "模式", "机制"):
        if own and (direct or len("".join(own)) >= 4 or head == "工程"):
            return ""
        specific = [word for word in some if word not in words("practice_generic")]
        named = bool(specific) or len(some) >= 2
        return "" if direct and len(modifiers) >= 2 and named else f"general words before {head}"
    return "" if own else f"only general words before {head}"


@cache
def _direct_governor() -> re.Pattern[str]:
    return re.compile(rf"(?:{governing_verbs()}|严格执行)(?:了|起|出|好|着|成)?[“\s]?$")


def _governed_directly(document: Document, start: int) -> bool:
    return bool(_direct_governor().search(document.text[max(0, start - 8) : start]))


_MANAGED = re.compile(
    r"(?:实行|推行|实施|采取|推进|探索|试行|施行)(?:了)?(?P<name>(?:(?![的了着过和与及])[\u4e00-\u9fff]){2,12}化管理)(?!水平|程度|能力|工作|的?要求|体系|模式|制度|机制)"
)


def _managed(document: Document) -> list[Mention]:
    """推行教师教育数字化管理: a way of managing that a verb of doing governs."""
    return [
        Mention(m.start("name"), m.end("name"), m["name"], "Practice", "Model", "managed-way", weight=1)
        for m in (_MANAGED.finditer(document.text) if "化管理" in document.text else ())
        if m.start("name") in document.words.boundaries and m["name"][:-3] not in words("practice_generic")
    ]


_SO_CALLED = re.compile(
    r"(?:采取|实行|推行|采用|探索|创新|总结)(?:了|出)?(?P<name>[\u4e00-\u9fff]{4,12}?)的(?:办法|做法|模式|方式|机制|工作法)(?![\u4e00-\u9fff]{0,2}进行)"
)


def _so_called(document: Document) -> list[Mention]:
    """采取对岗不对人的办法: what stands between a verb of doing and 的办法."""
    found = []
    for match in _SO_CALLED.finditer(document.text):
        name = match.group("name")
        if re.search("[的了]|多种|不同|相应|这样|集中|灵活|具体|以上|下列|如下|各种|有效|结合", name):
            continue
        found.append(
            Mention(match.start("name"), match.end("name"), name, "Practice", "Model", "so-called-way", weight=1)
        )
    return found


_ONE_HEAD = r"的(?:总体|工作|发展|办学|基本|整体)*(?P<head>思路|构想|理念|模式|战略|格局|机制)"
_UNDER_ONE_HEAD = re.compile(_ONE_HEAD)
_PARALLEL = re.compile(rf"(?P<name>(?:[\u4e00-\u9fff]{{3,6}}、){{1,4}}[\u4e00-\u9fff]{{3,6}}){_ONE_HEAD}")


def _parallel(document: Document) -> list[Mention]:
    """大城市、大产业、大框架的构想: phrases of equal length under one head."""
    found: list[Mention] = []
    if not _UNDER_ONE_HEAD.search(document.text):
        return found
    for match in _PARALLEL.finditer(document.text):
        parts = match.group("name").split("、")
        length = len(parts[-1])
        first = parts[0][-length:]
        if any(len(part) != length for part in parts[1:]) or len(first) != length:
            continue
        start = match.start("name") + len(parts[0]) - length
        if _governed(document, start) or re.search(
            r"(?:按照|坚持|围绕|确立|树立|以)$", document.text[max(0, start - 3) : start]
        ):
            kind = practice_kind(match.group("head"), "Concept")
            found.append(
                Mention(
                    start,
                    match.end("name"),
                    document.text[start : match.end("name")],
                    "Practice",
                    kind,
                    "parallel-phrases",
                    weight=2,
                )
            )
    return found


# 以“…”为主题的…活动: the theme names the activity, be it a saying with commas.
_THEMED = re.compile(
    r"以(?P<quote>“(?P<name>[^“”\n]{2,50})”)为(?:主题|主要内容|内容|主线|载体)(?:内容)?的(?P<between>[\u4e00-\u9fff]{0,8}?)"
    r"(?P<head>教育实践活动|实践活动|主题活动|系列活动|活动|教育|行动|竞赛|大讨论)"
)


def _themed(document: Document) -> list[Mention]:
    """开展以“护苗成长”为主题的实践活动: the quoted theme and the head noun in one name."""
    return [
        Mention(
            match.start("quote"),
            match.end("quote"),
            match.group("quote"),
            "Practice",
            practice_kind(match.group("head"), "Program"),
            "themed-activity",
            name=match.group("quote") + match.group("head"),
            weight=5,
            aliases=(match.group("name"),),
        )
        for match in _THEMED.finditer(document.text)
        if match.group("name") not in words("ideology")
    ]
