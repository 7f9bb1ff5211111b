"""ADOPTED: who carries a practice out, has resolved to, or is advised to."""

import re
from typing import NamedTuple

from loaders.document import Sentence
from loaders.relations.found import Found, Reading
from loaders.relations.subjects import explicit_subject, subject
from loaders.resolve.drafts import Draft, Ref

_NEGATED = re.compile(
    r"没有|尚未|未能|未曾|还没|远没有|缺乏|缺少|不搞|取消|避免|防止|尚无|从未|并未|不再|未形成|不健全|而不是|不是"
)
_ALREADY = re.compile(r"已经?|近年来|近几年|去年|现有|一直|多年来|正在|目前|率先|取得|成功|曾|过去")
_WILL = re.compile(r"将(?!.{0,12}纳入了)|计划|拟|打算|研究决定|准备|力争|争取|即将|着手|下一步|明年|今后")
_OUGHT = re.compile(
    r"建议|应该?|应当|必须|需要|要(?!求)|可以|不妨|有必要|务必|力求|必要|借鉴|学习|参照|推广|尝试|探索|努力|进一步|提议"
)


class Hosts(NamedTuple):
    """Whom a report describes where it names nobody: the one host of a tour, or its countries; and whether anybody
    was visited at all."""

    only: tuple[Draft, ...]
    any: bool


def find_adoptions(reading: Reading, visited: list[Draft]) -> list[Found]:
    """One ADOPTED for each practice and each that the text says does it, plans it, or should do it."""
    found: list[Found] = []
    seen: set[tuple[int, int, str]] = set()
    hosts = Hosts(_only_hosts(visited), bool(visited))
    for ref in reading.refs:
        if ref.draft.label != "Practice":
            continue
        sentence = reading.document.sentences[reading.document.sentence_at(ref.start)]
        for draft, status, rule in _adopters(reading, sentence, ref, hosts):
            key = (id(draft), id(ref.draft), status)
            if key not in seen and draft is not ref.draft:
                seen.add(key)
                found.append(Found("ADOPTED", draft, ref.draft, ref.start, rule, {"status": status}))
    return _strongest(found)


_RANK = {"in_place": 0, "planned": 1, "recommended": 2}


def _strongest(found: list[Found]) -> list[Found]:
    """One relation for each pair: what is in place already is not also recommended."""
    best: dict[tuple[int, int], Found] = {}
    for one in found:
        key = (id(one.head), id(one.tail))
        held = best.get(key)
        if held is None or _RANK[str(one.properties["status"])] < _RANK[str(held.properties["status"])]:
            best[key] = one
    return list(best.values())


def _adopters(reading: Reading, sentence: Sentence, ref: Ref, hosts: Hosts) -> list[tuple[Draft, str, str]]:
    """Who does it, and who does it with them."""
    found = _spread_in(reading, sentence, ref) or _leading_adopters(reading, sentence, ref, hosts)
    if not found:
        return []
    partners = _partners(reading, _clause(reading, sentence, ref.start), ref.start)
    return [*_as_place(found), *((draft, found[0][1], "adopted-together") for draft in partners)]


_SPREAD = re.compile("(?:全面|普遍|先后|逐步|陆续|率先|已经?)*在")
_TAKES_ROOT = re.compile("(?:全面|普遍|先后|逐步|陆续|率先|已经?)*(?:推开|推行|实施|开展|铺开|落地|试点|实行|运行)")


def _spread_in(reading: Reading, sentence: Sentence, ref: Ref) -> list[tuple[Draft, str, str]]:
    """“…”、“…”先后在某社区推开: whom the practice, the subject of its sentence, was spread to."""
    if sentence.role == "proposal" or reading.document.planned:
        return []
    comma = next((at for at in range(ref.end, sentence.end) if reading.text[at] in ",，;；。"), sentence.end)
    spread = _SPREAD.search(reading.text, ref.end, comma)
    if spread is None:
        return []
    sites = reading.refs.sites(spread.end(), comma)
    if not sites or sites[0].start - spread.end() > 1 or not _TAKES_ROOT.match(reading.text, sites[-1].end):
        return []
    return [(draft, "in_place", "adopted-spread") for draft in sites[-1].drafts]


_COMMITTEE = re.compile("(?:党委|委|工委)$")
_GOVERNMENT = re.compile("(?:人民政府|政府|办事处)$")


def _as_place(found: list[tuple[Draft, str, str]]) -> list[tuple[Draft, str, str]]:
    """某县委、县政府实施…: the two that govern a place do it for the place."""
    if len(found) != 2 or found[0][0].parent is not found[1][0].parent or found[0][0].parent is None:
        return found
    first, second = (draft for draft, _, _ in found)
    if _COMMITTEE.search(first.name) and _GOVERNMENT.search(second.name):
        return [(found[0][0].parent, found[0][1], found[0][2])]
    return found


_WITH = re.compile(r"(?:与|和|同|联合|携手)$")
_TOGETHER = re.compile(
    r"[^,，。;；、]{0,10}?(?:合作|联合|共同|携手|一道|一起|合办|共建)[^,，。;；]{0,6}?"
    r"(?:开展|推出|开办|创办|举办|实施|组建|成立|打造|设立|建立|开设)"
)


def _partners(reading: Reading, start: int, end: int) -> list[Draft]:
    """该馆与某书店联合推出…: the body or place that the doer works with in the clause."""
    text = reading.text
    return [
        ref.draft
        for ref in reading.refs.sites(start, end)
        if not ref.draft.own
        and _WITH.search(text[max(start, ref.start - 2) : ref.start])
        and _TOGETHER.match(text, ref.end, end)
    ]


_OTHERS = re.compile("[同与跟和][^,，。;；]{2,24}的$")
_ALIKE = re.compile("[^,，。;；]{0,6}(?:相通|相似|相近|相像|类似|异曲同工|不谋而合|一脉相承)")


def _likened_to(reading: Reading, clause: int, ref: Ref) -> bool:
    """同一些城市的…有相通之处: what others do, to which the host's own is only likened."""
    return bool(_OTHERS.search(reading.text, clause, ref.start) and _ALIKE.match(reading.text, ref.end))


def _leading_adopters(reading: Reading, sentence: Sentence, ref: Ref, hosts: Hosts) -> list[tuple[Draft, str, str]]:
    text = reading.text
    clause = _clause(reading, sentence, ref.start)
    if _NEGATED.search(text, clause, ref.start) or _title_only(reading, sentence, ref):
        return []
    if reading.document.planned or reading.document.summary:
        return _own_work(reading, sentence, ref, clause)
    if _national_law(reading, ref) or _only_read(reading, clause, ref):
        return []
    ruled = _ruled(reading, sentence, ref)
    if ruled is not None:
        return [(*ruled, "adopted-rule-says")]
    owner = _issuing(reading, sentence, clause, ref) or _possessor(reading, sentence, ref)
    owner = owner or _issuer(reading, sentence, ref)
    if owner is None and _likened_to(reading, clause, ref):
        return []
    if _own_plan(reading, sentence):
        sentence = sentence._replace(role="proposal")
    elif _RESOLVED.search(text, sentence.start, ref.start):
        advised = re.search("建议", text[sentence.start : ref.start]) is not None
        sentence = sentence._replace(role="proposal", resolved=not advised)
    if owner is not None and (not owner.own or reading.text[ref.start] == "《"):
        return [(owner, "in_place", "adopted-possessor"), *_borrowed(reading, sentence, ref)]
    if sentence.role != "proposal" and _studied(reading, ref, clause):
        return [(draft, "in_place", "adopted-seen-there") for draft in _seen_at(reading, ref, clause)]
    if sentence.role in ("proposal", "reflection", "gap"):
        return _from_lessons(reading, sentence, ref, clause)
    return _described(reading, sentence, ref, clause, hosts)


_ITS = re.compile("的?(?:“[^“”]{2,16}”[、和及与])*“?")
_HELPED = re.compile("帮扶|支援|援助|服务|推动|促进|支持|走进$")


# 衢州市“亲清半月谈”, 竹溪社区的“老书记工作室”: who stands right before the practice has it.
def _possessor(reading: Reading, sentence: Sentence, ref: Ref) -> Draft | None:
    for other in reading.refs.before(ref.start, 4):
        gap = reading.text[other.end : ref.start]
        if (
            other.start < sentence.start
            or not _ITS.fullmatch(gap)
            or other.draft.label not in ("Place", "Organization")
        ):
            continue
        if not _HELPED.search(reading.text[max(0, other.start - 4) : other.start]):
            return other.draft
    return None


_ISSUES = re.compile(r"(?:出台|印发|制定|制订|下发|颁布|发布|出台实施|制定出台)了?(?:《[^《》]*》[、和]?)*$")


def _issuing(reading: Reading, sentence: Sentence, clause: int, ref: Ref) -> Draft | None:
    """市民政局出台《某市…方案》: who is said to have issued it comes before the place in its title."""
    if reading.text[ref.start] != "《" or not _ISSUES.search(reading.text[clause : ref.start]):
        return None
    subjects = explicit_subject(reading, sentence, ref.start)
    return next((draft for draft in subjects if draft.label == "Organization"), None)


_RULES_THAT = re.compile(r"(?:中|里)?(?:明确|还|也)?(?:提出|规定|要求|指出)")


def _ruled(reading: Reading, sentence: Sentence, ref: Ref) -> tuple[Draft, str] | None:
    """《某州…细则》中提出要建立…: what a rule says is to be set up is planned where the rule holds."""
    for rule in reading.refs.between(sentence.start, ref.start):
        if rule.draft.label == "Practice" and reading.text[rule.start] == "《":
            said = _RULES_THAT.match(reading.text, rule.end)
            issuer = _issuer(reading, sentence, rule) if said else None
            if issuer is not None:
                return issuer, "planned" if "要" in reading.text[rule.end : ref.start] else "in_place"
    return None


def _national_law(reading: Reading, ref: Ref) -> bool:
    """A law of the republic holds everywhere: nobody takes it over from anybody."""
    return reading.text.startswith("《中华人民共和国", ref.start)


def _only_read(reading: Reading, clause: int, ref: Ref) -> bool:
    """学习《…规定》: a rule that is studied is not thereby one's own."""
    return reading.text[ref.start] == "《" and bool(
        re.search("学习了?$|宣传了?$|宣讲$", reading.text[clause : ref.start])
    )


def _issuer(reading: Reading, sentence: Sentence, ref: Ref) -> Draft | None:
    """《某某市…细则》 in force: the place that the title begins with has issued it."""
    if sentence.role == "proposal" or reading.text[ref.start] != "《":
        return None
    return next((r.draft for r in reading.refs.at(ref.start + 1) if r.draft.label == "Place"), None)


_OWN_PLAN = re.compile(
    r"(?:我们|我[省市州县区旗镇乡村校院园局委馆厂所站会]|我社区|我街道)[^，,。；;]{0,8}(?:要|将|应|可以|拟|计划|准备|打算)"
    r"|我(?:打算|准备|计划|还?想)|回[来去][后以]?[^。]{0,16}(?:要|将|准备|打算|计划|研究|决定|定了|部署)|[下新]学期|新的一年|下一步"
)


def _own_plan(reading: Reading, sentence: Sentence) -> bool:
    """我们要…, 下学期我校将…: the sentence is advice to the own side wherever it stands."""
    return bool(_OWN_PLAN.search(reading.text, sentence.start, sentence.end))


_RESOLVED = re.compile(
    r"(?:形成|提出|作出|达成)了?(?:以下|如下|几点)(?:意见|建议|打算|共识|决定)|(?:我们|考察[团组])建议|建议[:：]"
)
_STUDIED = re.compile(
    r"(?:考察|学习|参观|了解|调研|听取|借鉴|交流|探讨|感受|体验|观摩|介绍|看到|座谈)了?(?:学习|考察|交流)?[^，,。；;“”]{0,24}$"
    r"|(?:考察|参观|走访|观摩|察看)了?[^，,。；;“”]{0,24}(?:“[^“”]*”[^“”，,。；;]{0,8}[、和及与])+$"
)
_STUDY_OF = re.compile(r"[^，,。；;]{0,14}(?:进行|开展|作)了?[^，,。；;]{0,12}(?:考察|学习|调研|参观|探讨)")


def _studied(reading: Reading, ref: Ref, clause: int) -> bool:
    """观摩了…, 就…进行了考察: the practice is what was looked at, and nothing says by whom it is done."""
    before = reading.text[clause : ref.start]
    named_topic = "就" in before or "对" in before or "围绕" in before
    topic_of_visit = named_topic and _STUDY_OF.match(reading.text, ref.end)
    return bool(_STUDIED.search(before) or topic_of_visit)


_IN_ONE_PHRASE = re.compile("[\u4e00-\u9fff]{1,16}“?")
_ABOUT = re.compile("考察|学习|参观|调研|观摩|了解|交流|借鉴|关于|有关|就|对|围绕|以及|介绍|提出|赴|[到在与和及]")


def _seen_at(reading: Reading, ref: Ref, clause: int) -> list[Draft]:
    """了解了某某社区党建引领“…”工作法: the practice is of the place or body that stands in one phrase with it."""
    for other in reading.refs.before(ref.start, 4):
        gap = reading.text[other.end : ref.start]
        if other.start < clause or other.draft.label not in ("Place", "Organization") or other.draft.own:
            continue
        if _IN_ONE_PHRASE.fullmatch(gap) and not _ABOUT.search(gap):
            return [other.draft]
        return []
    return []


_BORROWING = re.compile(r"学习|借鉴|参照|参考|仿照|推广|引进|复制")


def _borrowed(reading: Reading, sentence: Sentence, ref: Ref) -> list[tuple[Draft, str, str]]:
    """借鉴衢州市“一窗受理”: whose practice is to be borrowed, the own side is advised to take."""
    if sentence.role != "proposal":
        return []
    clause = _clause(reading, sentence, ref.start)
    if re.search(r"参照|参考|仿照", reading.text[clause : ref.start]) or not _BORROWING.search(
        reading.text, clause, ref.start
    ):
        return []
    return [(reading.own.draft, "recommended", "adopted-borrowed")]


def _described(
    reading: Reading, sentence: Sentence, ref: Ref, clause: int, hosts: Hosts
) -> list[tuple[Draft, str, str]]:
    """What the describing sections say of the hosts."""
    text = reading.text
    drafts, how = subject(reading, sentence, ref.start)
    onlooker = reading.own.draft in drafts and how != "topic"
    drafts = tuple(draft for draft in drafts if not _looks_on(reading, sentence, ref, draft))
    if how == "topic" and hosts.any and not _OWN.search(text, sentence.start, sentence.end):
        drafts = tuple(draft for draft in drafts if draft is not reading.own.draft)  # 我们感到：该馆… is of the host
    untold = sentence.role == "practice" or (sentence.role == "opening" and not onlooker)
    if not drafts and untold and hosts.only:
        drafts, how = hosts.only, "only-host"
    will = _WILL.search(text, clause, ref.start) and not _ALREADY.search(text, clause, ref.start)
    status = "planned" if will else "in_place"
    return [(draft, status, f"adopted-{how}") for draft in drafts if draft.label in ("Place", "Organization")]


_OWN = re.compile(r"[我本][省市州县区旗镇乡村校院园局委]|我们|我社区|我街道")
_WE_KNOW = re.compile("(?:我们|我)(?:只|都|也)?(?:知道|认为|了解|发现|感到|看到|觉得)")
_SEES = re.compile(r"赴|前往|感到|看到|认为|了解|参观|考察|听取|发现|体会|见到|走进|来到|到|在")


def _looks_on(reading: Reading, sentence: Sentence, ref: Ref, draft: Draft) -> bool:
    """考察组参观了…, 考察团感到…: the own side looks on and does not do it."""
    if draft is not reading.own.draft:
        return False
    if _WE_KNOW.search(reading.text, sentence.start, ref.start):
        return True
    if sentence.role == "practice" and not _OWN.search(reading.text, sentence.start, ref.start):
        return True
    return draft.kind == "Delegation" or bool(_SEES.search(reading.text, sentence.start, ref.start))


def _only_hosts(visited: list[Draft]) -> tuple[Draft, ...]:
    """Where a report tells of one host, or of two or three countries as one, the practices it describes are theirs."""
    tops = [draft for draft in visited if not any(draft.within(other) for other in visited if other is not draft)]
    countries = len(tops) <= 3 and all(draft.kind == "Country" for draft in tops)
    return tuple(tops) if len(tops) == 1 or countries else ()


def _clause(reading: Reading, sentence: Sentence, position: int) -> int:
    clauses = reading.document.clauses(sentence)
    start = next((start for start, _ in reversed(clauses) if start <= position), sentence.start)
    # a clause of a text without punctuation is looked at near the practice only
    return max(start, position - 600)


def _title_only(reading: Reading, sentence: Sentence, ref: Ref) -> bool:
    """A practice in the report's title line is not adopted there."""
    return sentence.paragraph == 0 and sentence.start < 5 and "报告" in reading.text[ref.end : sentence.end]


def _own_work(reading: Reading, sentence: Sentence, ref: Ref, clause: int) -> list[tuple[Draft, str, str]]:
    """In a plan or an account of the writer's own work the own side is who acts, unless another is named."""
    text = reading.text
    explicit = explicit_subject(reading, sentence, ref.start)
    drafts = explicit or (reading.own.draft,)
    if reading.document.summary:
        status = "planned" if _WILL.search(text, clause, ref.start) else "in_place"
    else:
        status = "in_place" if re.search("在[^,，。]{0,24}基础上|已经?", text[clause : ref.end + 12]) else "planned"
    return [(draft, status, "adopted-own-work") for draft in drafts]


def _from_lessons(reading: Reading, sentence: Sentence, ref: Ref, clause: int) -> list[tuple[Draft, str, str]]:
    """In lessons and proposals: what others do is in place, what the own side ought to do is recommended."""
    text, own = reading.text, reading.own.draft
    ought = sentence.role == "proposal" or _OUGHT.search(text, sentence.start, ref.start)
    advised = "planned" if _set_out(reading, sentence, ref.start) else "recommended"
    sites = _sites(reading, sentence, clause, ref.start)
    if ought and sites:
        return [(draft, advised, "adopted-advice-site") for draft in sites]
    explicit = explicit_subject(reading, sentence, ref.start)
    others = tuple(draft for draft in explicit if draft is not own)
    if sentence.role == "proposal":
        home = [draft for draft in others if _is_home(reading, draft) and not _led_by(reading, clause, ref.start)]
        past = (
            explicit
            and not home
            and _ALREADY.search(text, clause, ref.start)
            and not _BORROWING.search(text, clause, ref.start)
        )
        if past:
            return [(draft, "in_place", "adopted-explicit") for draft in explicit]
        return [(draft, advised, "adopted-advice") for draft in home or [own]]
    if others:
        home = [draft for draft in others if _is_home(reading, draft)]
        if home and ought:
            return [(draft, advised, "adopted-advice") for draft in home]
        return [(draft, "in_place", "adopted-explicit") for draft in others]
    if explicit and _WE_KNOW.search(text, sentence.start, ref.start):
        explicit = ()
    if explicit and (_ALREADY.search(text, clause, ref.start) or not ought):
        return [(own, "in_place", "adopted-own-already")]
    if ought:
        return [(own, advised, "adopted-advice")]
    drafts, how = subject(reading, sentence, ref.start)
    return [(draft, "in_place", f"adopted-{how}") for draft in drafts if draft is not own or own.kind != "Delegation"]


_DECIDED = re.compile(
    r"我(?:打算|准备|计划|还?想)|决定|定了|拟于|拟在|审定|[下新]学期起?|从[^,，。;；]{0,8}(?:月|日|年|学期)起|将于"
    r"|回[来去][后以]?[^。]{0,16}(?:要|将|准备|打算|计划|研究|定了|部署)"
)


def _set_out(reading: Reading, sentence: Sentence, position: int) -> bool:
    """Whether the writers set out to do it: under such a heading, or by words of deciding."""
    start = max(reading.text.rfind("；", sentence.start, position), sentence.start)
    stop = reading.text.find("；", position, sentence.end)
    said = reading.text[start : stop if stop > 0 else sentence.end]
    return "建议" not in said and (sentence.resolved or bool(_DECIDED.search(said)))


_SITE = re.compile(r"(?:在|选择|选取|选定|确定|以|依托)$")


def _sites(reading: Reading, sentence: Sentence, clause: int, position: int) -> list[Draft]:
    """在双庙镇、头道桥镇各选3个村推广…: the named places of the own side where it shall be done."""
    text = reading.text
    start = max(text.rfind(mark, sentence.start, position) for mark in "；;：:。") + 1
    refs = [
        ref
        for ref in reading.refs.between(max(start, sentence.start), position)
        if ref.draft.label in ("Place", "Organization") and not ref.anaphoric
    ]
    for index, ref in enumerate(refs):
        if _SITE.search(text[max(0, ref.start - 3) : ref.start]) and not _had_its_own(reading, ref, clause):
            members = [ref.draft]
            last = ref
            for following in refs[index + 1 :]:
                gap = text[last.end : following.start]
                if not re.fullmatch(r"[、和及与]|以及|", gap):
                    break
                if gap == "" and following.draft.within(last.draft):
                    members[-1] = following.draft
                else:
                    members.append(following.draft)
                last = following
            return members
    return []


def _had_its_own(reading: Reading, site: Ref, clause: int) -> bool:
    """在甲镇先建一处“…”, 年底前出台《…》: what the clause of the site names is done there, and what follows is not."""
    return any(ref.draft.label == "Practice" for ref in reading.refs.between(site.end, max(clause, site.end)))


def _led_by(reading: Reading, clause: int, position: int) -> bool:
    """由X牵头: who leads the work is not who takes the practice over."""
    return bool(re.search(r"由[^，,。；;]{2,30}(?:牵头|负责|起草|制定|组织)", reading.text[clause:position]))


def _is_home(reading: Reading, draft: Draft) -> bool:
    own = reading.own.draft
    return draft.parent is own or draft.within(own)
