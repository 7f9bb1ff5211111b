"""VISITED: where the own side went, from the sentences that tell of going, seeing and calling on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from loaders.document import Sentence
from loaders.gazetteer import CHINA
from loaders.relations.found import Found, Reading
from loaders.resolve.drafts import Ref

_GO = re.compile(
    r"转到|转赴|转战|拐到|赴|前往|来到|抵达|(?<![派调分选])到(?!位|底|达|处|的|期|会|场)了?|去(?!年)了?|深入到?|走进了?"
)
_LOOKING = ("学习", "参观", "观摩", "走访", "交流", "访问", "调研")
_SIGHT = (
    *("考察(?!团|组(?!织)|队|报告)", "参观", "走访", "拜会", "拜访", "拜谒", "瞻仰", "访问", "观摩", "察看", "查看"),
    *("参访", "调研(?!组)", "看了", "取经", "[走跑转逛]了"),
)
_SEEN_SO = (
    f"实地(?:{'|'.join(_LOOKING)})?(?:{'|'.join(_SIGHT)})",
    *(f"{looking}(?:{'|'.join(_SIGHT)})" for looking in _LOOKING),
    *_SIGHT,
)
# each alternative begins with a character, so that the search passes over all others
_SEE = re.compile("|".join((*(f"{seen}(?:学习|考察|调研|访问|交流)?了?" for seen in _SEEN_SO), "完成了?对")))
_SEEING = re.compile("考察|参观|走访|拜会|拜访|拜谒|瞻仰|访问|观摩|察看|查看|参访|调研|[看走跑转逛]了|取经|完成")
"""One of these is in every match of `_SEE`, and is found far sooner."""
_PURPOSE = re.compile(r"考察|学习|参观|访问|调研|观摩|取经|交流|培训|走访|座谈")
_HOST_SIDE = re.compile(r"来我|到我(?!们)|莅临|视察|检查指导|来访|来宾|前来")
_ITEM_GAP = re.compile(
    r"(?:[、,，和及与以\s]|以及|首都|省会|首府|还有|周边的|附近的|所属|下属|下辖|所辖|其|的|等(?:地|市|县|区|省|国|单位|学校|社区|村)?|[省市州]?|[(（][^()（）]{0,30}[)）]|(?:共)?[一二两三四五六七八九十\d]++(?:个|所|家)?(?:城市|城区|市|县|区|省|街道|社区|学校|村|单位)?)*+"
)
_FIRST_GAP = re.compile(
    r"(?:[^,，。;；\n]{2,30}[,，:：]?(?:它们|他们|即|也就)?分别(?:是|为)|[^,，。;；\n]{1,24}(?:主要)?(?:有|包括)[:：]?|[^,，。;；:：\n]{0,22}的)?(?:一下|位于|地处|了|其中|主要|先后|分别|重点|发达(?:地区|城市)的?|[:：、\s“]){0,3}"
)
_STAYED = re.compile(
    r"待了|住了|跟岗|挂职|(?:学习|参观)?(?:考察|参观|访问|学习|观摩|交流|调研)(?:交流|学习)?(?:时|期间|中|的时候|过程|[,，])|(?:参观|考察|走访|学习|观摩)(?:考察|学习|访问)?了|[,，](?:主要|重点|着重|先后|依次|现场|实地|认真|详细|还|又|再)*(?:考察|参观|查看|察看|观摩|走访|看|学习|了解)(?:学习|了解)?了|[,，]?(?:我们|我|大家|一行人?|考察[团组](?:成员|一行)?)(?:看到|看着|看了|来到|听了|发现|见到|走进|来到|受到|被|观摩|参观|听取|了解|考察|感受|听到|走访|观看|与)|[^,，。]{0,12}(?:观摩|座谈|交流)(?:活动|会)[中上]|[,，](?:看不到|看到|见到|随处可见|处处)|[与同和][^,，。;；]{2,30}(?:座谈|交谈|交流)|[^,，。;；的]{0,12}(?:听课|听了|观课|研讨)"
)
_AT_STATION = "站(?:就)?(?:是|为|来到|到)?了?"
_OBJECT = re.compile(
    rf"第[一二三四五六七八]{_AT_STATION}|最后一{_AT_STATION}|首{_AT_STATION}|(?:走|看|去|跑|考察|"
    rf"参观)了?[^,，。:：;；]{{0,8}}(?:地方|单位|点位|部门)[:：]|考察(?:的)?(?:对象|地点|目的地|单位|学校|"
    rf"社区|企业|村|点)(?:主要)?(?:是|为|有|包括)[:：]?"
)
_TOOK_US = re.compile(
    r"(?:我们|考察[团组])(?:所|这次|此次)?(?:(?:学习|参观|考察|走访)[和、与及]?)?(?:考察|参观|走访|访问|到)(?:过)?的"
)
_UPON = re.compile(r"对(?=[^,，。;；]{2,60}(?:进行|开展|作)了?[^,，。;；]{0,14}(?:考察|访问|学习|调研|参观))")
_DURING = re.compile(r"考察(?:中|期间|时)[,，]?(?:我们)?")
_TOLD_AS = (
    (_OBJECT, "visited-object", re.compile("站|考察|地方[:：]|单位[:：]|点位[:：]|部门[:：]")),
    (_TOOK_US, "visited-seen", re.compile("我们|考察[团组]")),
    (_DURING, "visited-during", re.compile("考察[中期时]")),
)
"""Ways to tell where one was, each with its rule, and with what every such wording holds and is found far sooner."""


Goals = Mapping[int, Sequence[tuple[Ref, str]]]
"""Where each sentence says that somebody went, with the rules that saw it, by the sentence's start."""


def find_goals(reading: Reading, named: Goals = MappingProxyType({})) -> Goals:
    """The goals that each sentence tells of; `named` are those found before words that stand for names were read,
    which hold wherever a sentence has no such words."""
    document, refs = reading.document, reading.refs
    goals: dict[int, Sequence[tuple[Ref, str]]] = {}
    if _received(reading):
        return goals
    stations = _has_stations(reading.text)
    for sentence in document.sentences:
        start, end = sentence.start, sentence.end
        if not refs.any_site(start, end):
            continue  # nothing there that could have been gone to
        if (document.planned or document.summary) and not _WENT_ON_DAYS.search(document.text, start, end):
            continue  # a plan tells of a visit where it tells when it was
        known = named.get(start) if named and not refs.any_anaphoric(start, end) else None
        goals[start] = _targets(reading, sentence, stations) if known is None else known
    return goals


_GUESTS_HERE = re.compile(
    r"(?:来|到|在|莅临|莅)我[省市县区州旗镇乡校院园](?:[^,，。;；]{0,24}[,，])?[^,，。;；]{0,24}(?:考察|调研|视察|参观|访问|指导)"
)


def _received(reading: Reading) -> bool:
    """某省长在我市的两个县调研: news of the hosts, whose own side went nowhere."""
    sentences = reading.document.sentences[:3]
    if not sentences:
        return False
    told = reading.text[sentences[0].start : sentences[-1].end]
    return bool(_GUESTS_HERE.search(told)) and not re.search(
        "赴|前往|我们|考察报告|带队到", reading.document.title + told
    )


_WENT_ON_DAYS = re.compile(
    r"(?:参加了|有幸)[^。]{0,60}赴[^。]{2,30}(?:学习|考察|参观)|\d[日号][^。]{0,80}(?:赴|前往|到)[^。]{2,60}?(?:进行了?[^。]{0,6}(?:考察|学习|参观)|考察(?:学习)?了)"
)


def find_visits(reading: Reading, goals: Goals) -> list[Found]:
    """One VISITED for each place or body gone to; in a name chain only the last link was gone to."""
    document = reading.document
    found: dict[int, Found] = {}
    titled: set[int] = set()
    for sentence in document.sentences:
        if sentence.start not in goals:
            continue
        title = sentence.paragraph == 0 and "报告" in reading.text[sentence.start : sentence.end]
        for ref, rule in goals[sentence.start]:
            for draft in ref.drafts:
                if draft is reading.own.draft or draft.label not in ("Place", "Organization") or draft.code == CHINA:
                    continue
                if draft.kind == "Delegation":
                    continue  # who goes, be it under another name
                if id(draft) not in found or (id(draft) in titled and not title):
                    # a sentence of the text is better evidence than the title
                    found[id(draft)] = Found("VISITED", reading.own.draft, draft, ref.start, rule)
                    (titled.add if title else titled.discard)(id(draft))
    return _without_own(reading, list(found.values()))


def _without_own(reading: Reading, found: list[Found]) -> list[Found]:
    """Nobody visits the place they come from."""
    own = reading.own.draft
    home = own.parent if own.kind == "Delegation" else None
    return [f for f in found if home is None or not (f.tail is home or home.within(f.tail) or f.tail.parent is home)]


def _targets(reading: Reading, sentence: Sentence, stations: bool) -> list[tuple[Ref, str]]:
    text = reading.text
    said = text[sentence.start : sentence.end]
    told: list[tuple[Ref, str]] = []
    for match in _GO.finditer(text, sentence.start, sentence.end):
        if _goes(reading, sentence, match):
            told += [(ref, "visited-go") for ref in _listed(reading, match.end(), sentence.end, 18)]
    seeing = _SEEING.search(text, sentence.start, sentence.end)
    # what such a word may stand behind: 实地学习考察
    near = max(sentence.start, seeing.start() - 4) if seeing else sentence.end
    for match in _SEE.finditer(text, near, sentence.end):
        if not _others(reading, sentence, match.start()):
            told += [(ref, "visited-see") for ref in _listed(reading, match.end(), sentence.end, 12)]
    for match in _UPON.finditer(text, sentence.start, sentence.end) if "对" in said else ():
        if not _others(reading, sentence, match.start()) and sentence.role in ("opening", "practice"):
            told += [(ref, "visited-upon") for ref in _listed(reading, match.start() + 1, sentence.end, 0)]
    for pattern, rule, sign in _TOLD_AS:
        if sign.search(said):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                told += [(ref, rule) for ref in _listed(reading, match.end(), sentence.end, 2)]
    if "在" in said:
        told += [(ref, "visited-stayed") for ref in _stayed(reading, sentence)]
    told += [(ref, "visited-heading") for ref in _headed(reading, sentence)]
    if stations:
        told += [(ref, "visited-station") for ref in _after_station(reading, sentence)]
    return told


_WE = re.compile("(?:我们|我|一行|考察[团组])(?:又|还|先|首先|随后|接着|来|就)?$")


def _goes(reading: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a verb of going tells of the visit: with a purpose of learning, by the own side."""
    text = reading.text
    if match.start() not in reading.document.words.boundaries:
        return False
    if _WE.search(text[max(sentence.start, match.start() - 8) : match.start()]):
        return True  # 我们到了…: nobody else can be meant
    if (
        sentence.role == "opening"
        and _PURPOSE.search(reading.document.title + text[:80])
        and _listed(reading, match.end(), sentence.end, 2)
    ):
        return not _others(reading, sentence, match.start())
    if not _PURPOSE.search(text, match.end(), min(sentence.end, match.end() + 160)) and not _PURPOSE.search(
        text, sentence.start, match.start()
    ):
        return False
    return not _others(reading, sentence, match.start())


_INTENDED = re.compile("组织(?:党员|干部|居民|村民|群众|学生|教师)|每年|定期|要|应|可以|建议|计划")
_ADVISED = re.compile("每年|定期|建议")


def _others(reading: Reading, sentence: Sentence, position: int) -> bool:
    """Whether somebody else goes: outside the opening a subject that is not the own side stands before the verb,
    or the visit is one that the own side proposes."""
    text, own = reading.text, reading.own.draft
    clause = reading.document.clause_start(sentence, position)
    if _HOST_SIDE.search(text, clause, min(sentence.end, position + 12)):
        return True
    if sentence.role == "proposal" or _INTENDED.search(text, clause, position):
        return sentence.role != "opening" or bool(_ADVISED.search(text, clause, position))
    if sentence.role == "opening":
        return False
    subjects = [r for r in reading.refs.between(clause, position) if r.draft.label in ("Place", "Organization")]
    return (
        bool(subjects)
        and all(d is not own for r in subjects for d in r.drafts)
        and not re.search("我们|考察[团组]", text[clause:position])
    )


def _listed(reading: Reading, start: int, end: int, reach: int) -> list[Ref]:
    """The last links of the name chains in the list that begins within `reach` characters of `start`."""
    refs = reading.refs.sites(start, min(end, start + 400))
    if not refs or not _near(reading.text[start : refs[0].start], reach):
        return []
    items = [refs[0]]
    for ref in refs[1:]:
        gap = reading.text[items[-1].end : ref.start]
        if len(items) == 1 and _BUILT_BY.fullmatch(gap):
            items = [ref]
            continue
        if len(gap) > 40 or _TALKED_WITH.fullmatch(gap) or not (_ITEM_GAP.fullmatch(gap) or _unnamed_items(gap)):
            break
        items.append(ref)
    return _leaves(reading, items)


_TALKED_WITH = re.compile("[,，](?:并|还)?(?:与|同|和)")  # ，与某某局座谈: they came, nobody went to them
# 参观了宁波市援建的柳溪村: who built it was not gone to.
_BUILT_BY = re.compile(r"(?:对口)?(?:援建|投资|承建|创办|出资建设|帮扶|对口支援)的?[\u4e00-\u9fff]{0,8}")


_UNNAMED_ITEMS = re.compile(r"(?:[\u4e00-\u9fff“”]{0,14}(?:[、和及与]|以及|,(?!.*,)))+[\u4e00-\u9fff“”]{0,10}")


def _unnamed_items(gap: str) -> bool:
    """的新建社区、: items of the list that have no name."""
    if not _UNNAMED_ITEMS.fullmatch(gap):
        return False
    return not _DOING.search(gap)


_DOING = re.compile(
    "进行|听取|召开|了解|座谈|交流|感受|观看|学习了|考察|参观|走访|来到|前往|介绍|陪同|并|[后时](?=[,，、]|$)|中(?=[,，]|$)|就|由|在|是|通过|对|将|把|我们"
)


_SENTENCE_ENDS = frozenset("。;；\n")
_CLAUSE_ENDS = frozenset(",，:：")


# 拜访了某某教学所(简称某所)、市经济局: items that no rule could name come first in the list.
_FIRST_ITEMS = re.compile(r"(?:[\u4e00-\u9fffA-Za-z·\-—“”]{2,18}(?:[(（][^()（）]{1,16}[)）])?、){1,6}")


def _near(gap: str, reach: int) -> bool:
    if not gap:
        return True
    if not _SENTENCE_ENDS.isdisjoint(gap):
        return False
    if len(gap) <= reach and _CLAUSE_ENDS.isdisjoint(gap):
        return True
    return bool(_FIRST_GAP.fullmatch(gap)) or bool(_FIRST_ITEMS.fullmatch(gap) and not _DOING.search(gap))


_SEPARATING = frozenset("及和、,")


def _leaves(reading: Reading, items: list[Ref]) -> list[Ref]:
    leaves = []
    for index, ref in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        if reading.text.startswith(("周边", "附近", "以外"), ref.end):
            continue  # 上海周边的某某开发区
        if following is not None and (following.draft.parent is ref.draft or _goes_into(ref, following)):
            gap = reading.text[ref.end : following.start] if following else ""
            if _SEPARATING.isdisjoint(gap):
                continue
        body = following is not None and following.draft.label == "Organization" and ref.draft.label == "Place"
        if body and following is not None and reading.text[ref.end : following.start] == "的":
            continue  # 渝中区的某某学校
        leaves.append(ref)
    return leaves


def _goes_into(ref: Ref, following: Ref) -> bool:
    """沈河区|大南街道: with nothing between, the lower place lies in the higher one."""
    lower = following.draft.label == "Place" == ref.draft.label and following.draft.level > ref.draft.level
    return following.start == ref.end and (lower or following.draft.within(ref.draft))


_AT = re.compile("在")


def _stayed(reading: Reading, sentence: Sentence) -> Iterator[Ref]:
    """在A学院考察时, 在A小学,我们看到: a place where the own side was."""
    text = reading.text
    for match in _AT.finditer(text, sentence.start, sentence.end):
        refs = reading.refs.sites(match.end(), min(sentence.end, match.end() + 80))
        if not refs or refs[0].start - match.end() > 1 or refs[0].anaphoric:
            continue
        items = [refs[0]]
        for ref in refs[1:]:
            if ref.anaphoric or not _ITEM_GAP.fullmatch(text[items[-1].end : ref.start]):
                break
            items.append(ref)
        if _STAYED.match(text, items[-1].end) and "陪同" not in text[items[-1].end : items[-1].end + 40]:
            yield from _leaves(reading, items)


_MARK = re.compile(
    r"[\s“]*(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．]|第[一二三四五六][,，、])?[\s“]*"
)
_HEADING_ENDS = re.compile(r"[”。:：\s]*")
_TOUR = re.compile("考察|参观|学习|观摩|走访|赴")


def _headed(reading: Reading, sentence: Sentence) -> list[Ref]:
    """(二)某区某镇某村。: in the account of a tour a line that is a name and nothing else is a stop of it."""
    text = reading.text
    begun = sentence.start == 0 or "\n" in text[sentence.start - 1 : sentence.start + 1]
    if not begun or sentence.role != "practice" or not _TOUR.search(reading.document.title):
        return []
    mark = _MARK.match(text, sentence.start, sentence.end)
    refs = reading.refs.sites(sentence.start, sentence.end)
    if not refs or mark is None or refs[0].start != mark.end() or refs[0].anaphoric:
        return []
    last = refs[0]
    for ref in refs[1:]:
        if ref.start != last.end:
            return []
        last = ref
    return [last] if _HEADING_ENDS.fullmatch(text, last.end, sentence.end) else []


_STATION = re.compile(
    r"\s*(?:第[一二三四五六七八]站|最后一站|首站|末站|先说|再说|头一天|第[一二三四五]天)(?:到的是|去了|到了|看了|是|来到|到)?[:：，,]?"
)


_NUMBERED_STATION = re.compile("第[一二三四五六七八][站天]")


def _has_stations(text: str) -> bool:
    """Whether anything in a report may begin a station; most reports need not be asked sentence by sentence."""
    told = any(word in text for word in ("先说", "再说", "头一天", "最后一站", "首站", "末站"))
    return told or _NUMBERED_STATION.search(text) is not None


def _after_station(reading: Reading, sentence: Sentence) -> Iterator[Ref]:
    """第一站:武汉。武昌区的东亭北社区是…: what the sentence after a station's name begins with was gone to."""
    document = reading.document
    index = document.sentence_at(sentence.start)
    if index == 0 or document.planned or document.summary:
        return
    station = _STATION.match(reading.text, sentence.start)
    if station:
        yield from _listed(reading, station.end(), sentence.end, 1)
    before = document.sentences[index - 1]
    if before.paragraph != sentence.paragraph:
        return
    if _STATION.match(reading.text, before.start):
        yield from _listed(reading, sentence.start, sentence.end, 2)
    first = index
    while first > 0 and document.sentences[first - 1].paragraph == sentence.paragraph:
        first -= 1
    if _STATION.match(reading.text, document.sentences[first].start):
        yield from _told_there(reading, sentence)


_STOPS = ("Village", "Community", "School", "Enterprise", "Institution", "SocialOrganization")


def _told_there(reading: Reading, sentence: Sentence) -> Iterator[Ref]:
    """第二站到某旗。甲社区讲…；乙社区介绍…: what the clauses of a station's paragraph begin with was gone to."""
    text = reading.text
    for start, end in reading.document.clauses(sentence):
        refs = reading.refs.sites(start, end)
        if not refs or refs[0].start - start > 1 or refs[0].anaphoric or text[start - 1 : start] in (",", "，"):
            continue
        last = refs[0]
        for ref in refs[1:]:
            if ref.start != last.end:
                break
            last = ref
        if last.draft.kind in _STOPS:
            yield last
