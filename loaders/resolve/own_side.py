"""The report's own side: the party that went, planned or writes, one entity under its fullest name."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.document import Document, Sentence
from loaders.gazetteer import Gazetteer
from loaders.resolve.drafts import LEVELS, Draft, Ref, Refs

OWN_WORD = re.compile(
    r"(?:我|本)(?P<level>省|市|州|县|区|旗|盟|镇|乡|街道|社区|村|校|院|局|委|园|厂|公司|集团|中心|办|所|站|馆)(?!们|人|身|质|来|着|周|月)"
)
_PARTY = re.compile(r"(?:学习|教育|党建|培训|参观)?考察(?:学习)?[团组队](?!员)|代表团|学习团|参观团|调研组|访问团")
_WENT = re.compile(r"赴|前往|到(?!位|达了?开|底|处)|去(?!年)|来到|走进|深入|考察|参观|走访|学习|访问|调研|观摩")
_SENT = re.compile(r"带队|组织|组派|组成|组团|派出|选派|率|带领|一行|参加|抽调|安排|召集")
_AFTER_GOAL = re.compile(
    r"(?:赴|到|前往|去|来到|走进|深入|参观了?|考察了?|走访了?|学习了?|看了?|借鉴|对|在|向|至|应|受|经)(?:[^,，。;；]{0,2})$"
)
_LEVEL_KINDS = {
    "省": ("Place", "Province"),
    "市": ("Place", "City"),
    "州": ("Place", "City"),
    "盟": ("Place", "City"),
    "县": ("Place", "County"),
    "区": ("Place", "County"),
    "旗": ("Place", "County"),
    "镇": ("Place", "Township"),
    "乡": ("Place", "Township"),
    "街道": ("Place", "Township"),
    "社区": ("Place", "Community"),
    "村": ("Place", "Village"),
    "校": ("Organization", "School"),
    "院": ("Organization", "Institution"),
    "园": ("Organization", "School"),
    "局": ("Organization", "Government"),
    "委": ("Organization", "Government"),
    "办": ("Organization", "Government"),
}


@dataclass(frozen=True, slots=True)
class OwnSide:
    """The own side's entity and the level word (县, 校) that the writer uses for it most, if any."""

    draft: Draft
    level: str | None
    rule: str


def find_own_side(document: Document, refs: Refs) -> OwnSide:
    """The own side by, in this order: 我们西山村, a named party, the title, who sets out in the opening, who signs,
    我县 and a place of that level that nobody goes to; else a stand-in of this report alone."""
    level = _own_level(document)
    opening = [s for s in document.sentences[:12] if s.role in ("opening", "practice")][:8]
    rules: tuple[tuple[str, Callable[[], Draft | None]], ...] = (
        ("own-said", lambda: _said(document, refs)),
        ("own-delegation", lambda: _delegation(refs, document)),
        ("own-title", lambda: _in_title(document, refs)),
        ("own-setting-out", lambda: _setting_out(document, opening, refs, level)),
        ("own-signature", lambda: _signature(document, refs)),
        ("own-setting-out-level", lambda: _setting_out_level(document, opening, refs)),
        ("own-level", lambda: _of_level(document, refs, level)),
        ("own-first-named", lambda: _first_named(document, refs)),
    )
    for rule, asked in rules:
        draft = asked()
        if draft is not None:
            draft.own = True
            return OwnSide(draft, level, rule)
    return OwnSide(_stand_in(document, level), level, "own-stand-in")


def _own_level(document: Document) -> str | None:
    counts = Counter(match.group("level") for match in OWN_WORD.finditer(document.text))
    if not counts:
        return None
    return min(counts, key=lambda word: (-counts[word], word))


def _said(document: Document, refs: Refs) -> Draft | None:
    """我们西山村差距不小: the writer says who it is, and not a host whose words are told."""
    text, drafts = document.text, []
    for match in re.finditer("(?<![是对给向同和与、])我们(?!国)", text):
        said = next((ref for ref in refs.at(match.end()) if ref.draft.label in ("Place", "Organization")), None)
        opened = text.rfind("“", max(0, match.start() - 200), match.start())
        if (
            said is None
            or (opened >= 0 and "”" not in text[opened : match.start()])
            or _bound_for(document, said.draft)
        ):
            continue
        if _TOLD.search(text, max(0, match.start() - 16), match.start()):
            continue
        drafts.append(said.draft)
    return drafts[0] if drafts and all(draft is drafts[0] for draft in drafts) else None


_TOLD = re.compile("(?:说|道|介绍|表示|认为|指出)[：:，,]?[^。]{0,8}$")


def _delegation(refs: Refs, document: Document) -> Draft | None:
    """The first delegation with a name of its own, not merely 考察团."""
    early = max(1500, len(document.text) // 3)
    for ref in refs:
        draft = ref.draft
        if draft.kind != "Delegation" or ref.start >= early or len(draft.name) <= 4:
            continue
        if draft.parent is not None or draft.redacted or re.search("^赴|[县市区州省]", draft.name):
            return draft
    return None


def _in_title(document: Document, refs: Refs) -> Draft | None:
    title = document.title
    named = re.split("[:：]", title)[-1]  # 范文三：某校赴江西考察报告
    title = named if re.search("赴|前往", named) else title
    split = (
        r"赴|前往|到|去|关于|外出"
        if not (document.planned or document.summary)
        else r"计划|总结|汇报|思路|方案|打算|要点"
    )
    head = re.split(split, title)[0]
    if len(head) == len(title) or not head:
        return None
    titled: list[Ref] = [
        ref
        for ref in refs
        if ref.draft.label in ("Place", "Organization")
        and any(len(name) > 1 and name in head for name in ref.draft.names)
    ]
    if not titled:
        return None
    last = 0  # 雅安市|雨城区某某办
    while (
        last + 1 < len(titled)
        and titled[last + 1].start == titled[last].end
        and titled[last].draft.label == titled[last + 1].draft.label == "Place"
    ):
        last += 1
    return titled[last].draft


_LINE = re.compile(r"[^\n]+")


def _signature(document: Document, refs: Refs) -> Draft | None:
    """A line near the beginning or the end that is a body's name and nothing else: who signs the report."""
    length = len(document.text)
    for match in _LINE.finditer(document.text):
        if 240 < match.start() < length - 120:
            continue
        line = match.group().strip(" 　。中共")
        start = match.start() + match.group().find(line) if line else match.start()
        for ref in refs.at(start):
            if ref.end == start + len(line) and ref.draft.label == "Organization" and ref.draft.kind != "Delegation":
                return ref.draft
    return None


def _first_named(document: Document, refs: Refs) -> Draft | None:
    """In a plan or account of one's own work: the last link of the first name chain, if it opens the text."""
    if not (document.planned or document.summary):
        return None
    end = document.sentences[min(2, len(document.sentences) - 1)].end if document.sentences else 0
    first = refs.sites(0, end)
    if not first:
        return None
    index = 0
    while index + 1 < len(first) and first[index + 1].start == first[index].end:
        index += 1
    return first[index].draft


def _setting_out(document: Document, opening: Sequence[Sentence], refs: Refs, level: str | None) -> Draft | None:
    """Who stands before the first verb of going in the sentence that tells of the visit."""
    if document.planned or document.summary:
        return None
    for sentence in opening:
        went = _first_going(document, sentence, refs)
        if went is None:
            continue
        before = _not_goals(document, refs.sites(sentence.start, went), sentence.start)
        before = [ref for ref in before if not _BIDDING.match(document.text, ref.end)]
        if before and (_SENT.search(document.text, before[0].end, went + 12) or _WENT.match(document.text, went)):
            return _best(before, level)
    return None


# 按照县委领导小组安排, 应某市政府邀请: who bids or invites does not go.
_BIDDING = re.compile(
    "(?:的)?(?:统一|总体|具体)?(?:安排|部署|要求|邀请|批准|指示|会议|决定)|(?:迎来|接待|迎接|欢迎)了?"
)


def _of_own_level(draft: Draft, level: str) -> Draft | None:
    """我县 and a town of it among those who go: the county that holds the town; None where the levels do not fit."""
    _, kind = _LEVEL_KINDS.get(level, ("", ""))
    if level not in "省市州县区旗盟" or LEVELS.get(kind, 9) >= draft.level:
        return draft
    if draft.code is None:
        return None
    above = next((p for p in Gazetteer.load().chain(draft.code)[1:] if p.name.endswith(level)), None)
    if above is None:
        return None
    return Draft("Place", above.kind, above.name, "own-container", code=above.code)


_LEVEL_SENDS = re.compile(
    r"(?:全|由|以|经|(?<![\u4e00-\u9fff]))(?P<level>[省市州县区镇乡])(?:里(?=组|派)|委|政府|人大|政协|教育局|组织|直)"
)


def _setting_out_level(document: Document, opening: Sequence[Sentence], refs: Refs) -> Draft | None:
    """州里组派考察团: the party is of that level, and the report names one place of it that nobody goes to."""
    for sentence in opening:
        body = document.text[sentence.start : sentence.end]
        match = _LEVEL_SENDS.search(body)
        if match and _WENT.search(body, match.end()):
            return _of_level(document, refs, match.group("level"))
    return None


def _not_goals(document: Document, refs: list[Ref], start: int) -> list[Ref]:
    """The references that are not where somebody goes (赴浙江、江苏等地), lists of goals left out as a whole."""
    out: list[Ref] = []
    goal_end = -1
    for ref in refs:
        listed = goal_end >= 0 and re.fullmatch(r"[、和及与]|以及|", document.text[goal_end : ref.start])
        if listed or _AFTER_GOAL.search(document.text[start : ref.start][-6:]):
            goal_end = ref.end
        else:
            goal_end = -1
            out.append(ref)
    return out


def _best(before: Sequence[Ref], level: str | None) -> Draft | None:
    """Of those who stand before the verb of going: the one of the writer's own level, else the first named."""
    if level:
        fitting = [ref.draft for ref in before if ref.draft.bears(level)]
        if fitting:
            return fitting[0]
    first = 0
    while (
        first + 1 < len(before)
        and before[first + 1].start == before[first].end
        and before[first + 1].draft.label == "Place"
    ):
        first += 1
    draft = before[first].draft
    if level and draft.label == "Place":
        return _of_own_level(draft, level)
    if draft.kind == "Government" and draft.parent is not None:
        return _of_own_level(draft.parent, level) if level else draft.parent
    return draft


_LED = re.compile("率领|率队|带队|带领|一行")
_GOING = re.compile("赴|前往|到(?!位|底)|来到|去(?!年)|考察了?|参观了?|走访|走进")


def _first_going(document: Document, sentence: Sentence, refs: Refs) -> int | None:
    led = _LED.search(document.text, sentence.start, sentence.end)
    if (
        led
        and refs.sites(sentence.start, led.start())
        and sentence.role == "opening"
        and re.search(r"之行|考察|学习|参观", document.text[led.end() : sentence.end])
    ):
        return led.start()
    for match in _GOING.finditer(document.text, sentence.start, sentence.end):
        if sentence.paragraph == 0 and "报告" in document.text[match.end() : sentence.end]:
            continue  # the title says where, not who
        if any(
            ref.draft.label in ("Place", "Organization")
            for ref in refs.between(match.end(), min(sentence.end, match.end() + 16))
        ):
            return match.start()
    return None


def _of_level(document: Document, refs: Refs, level: str | None) -> Draft | None:
    """我州: the one place of that level in the report that nobody goes to."""
    if level is None or level not in _LEVEL_KINDS:
        return None
    label, kind = _LEVEL_KINDS[level]
    fitting: list[Draft] = []
    # 我校: a school named only after the going has begun is a host
    first = _GOING.search(document.text) if label == "Organization" and not document.planned else None
    latest = first.start() if first else len(document.text)
    for ref in refs:
        draft = ref.draft
        if draft.label == "Organization" and ref.start > latest:
            break
        if (
            (draft.bears(level) or (label == "Organization" == draft.label and draft.kind == kind))
            and draft not in fitting
            and not draft.masked
        ):
            fitting.append(draft)
    told = () if document.planned or document.summary else document.sentences
    unvisited = [draft for draft in fitting if not _gone_to(document, draft) and not _described(document, told, draft)]
    if document.planned or document.summary:
        return unvisited[0] if unvisited else None
    return unvisited[0] if len(unvisited) == 1 else None


def _described(document: Document, sentences: Sequence[Sentence], draft: Draft) -> bool:
    """Whether a sentence of the describing sections begins with the place: a host, then, and not the writers."""
    starts = {start for start, _ in draft.spans if document.text[start - 1 : start] != "《"}
    return any(
        sentence.role in ("practice", "reflection")
        and bool(starts & set(range(sentence.start, sentence.start + 3)))
        and not OWN_WORD.search(document.text, sentence.start, sentence.end)
        for sentence in sentences
    )


_BOUND_FOR = re.compile(r"(?:赴|到|前往|考察|参观|走访|学习|来到|看了?|走了)(?:(?!报告)[^,，。;；\n]){0,40}$")


def _gone_to(document: Document, draft: Draft) -> bool:
    if draft.parent is not None and draft.parent.level >= 3 and _gone_to(document, draft.parent):
        return True
    return _bound_for(document, draft)


def _bound_for(document: Document, draft: Draft) -> bool:
    return any(_BOUND_FOR.search(document.text[max(0, s - 44) : s]) for s, _ in draft.spans)


_OFFICE = re.compile(
    r"(?:^|[\n，,。；;由 　])(?P<office>[省市县区州旗镇乡][\u4e00-\u9fff]{0,8}?"
    r"(?:局|厅|委[\u4e00-\u9fff]{2,6}部|妇联|总工会|政协|团委|残联|科协|工商联|文联))"
    r"(?=党组|党委|党支部|副?[局厅主书部]|组织|带领|关于|带队|率|一行|考察)"
)


def _office_setting_out(document: Document) -> str | None:
    """市妇联党组书记带队: the office that sets out, where no place is named to it."""
    for sentence in document.sentences[:6]:
        match = _OFFICE.search(document.text, max(0, sentence.start - 1), sentence.end)
        host = match and re.search("会见|会谈|介绍|陪同|接待|致辞", document.text[match.end() : match.end() + 24])
        if match and not host and _WENT.search(document.text, match.end(), sentence.end):
            return match.group("office")
    return None


def _stand_in(document: Document, level: str | None) -> Draft:
    party = _PARTY.search(document.text[:1500])
    office = _office_setting_out(document)
    if office is not None:
        return Draft("Organization", "Government", office, "own-stand-in", own=True)
    if level in _LEVEL_KINDS and not party:
        label, kind = _LEVEL_KINDS[level]
        return Draft(label, kind, f"我{level}", "own-stand-in", own=True)
    name = party.group() if party else ("我们" if level is None else f"我{level}")
    return Draft("Organization", "Delegation", name, "own-stand-in", own=True)
