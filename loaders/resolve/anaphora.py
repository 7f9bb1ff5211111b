"""Words that stand for a name: 我县, 考察团, 该区, 全县, 他们, 四城市."""

import re
from collections.abc import Sequence
from itertools import islice

from loaders.document import Document
from loaders.gazetteer import CHINA, Gazetteer
from loaders.mentions.dates import number
from loaders.resolve.drafts import Draft, Ref, Refs
from loaders.resolve.own_side import OWN_WORD, OwnSide

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("街道", ("Township",)),
    ("社区", ("Community",)),
    ("学校", ("School",)),
    ("城区", ("County",)),
    ("城市", ("City",)),
    ("市区", ("City",)),
    ("公司", ("Enterprise",)),
    ("集团", ("Enterprise",)),
    ("企业", ("Enterprise",)),
    ("合作社", ("Enterprise",)),
    ("协会", ("SocialOrganization",)),
    ("中心", ("Institution",)),
    ("医院", ("Institution",)),
    ("省", ("Province",)),
    ("州", ("City", "Province")),
    ("市", ("City",)),
    ("县", ("County", "City")),
    ("区", ("County",)),
    ("旗", ("County",)),
    ("镇", ("Township",)),
    ("乡", ("Township",)),
    ("村", ("Village",)),
    ("校", ("School",)),
    ("院", ("Institution", "School")),
    ("园", ("School", "County")),
    ("国", ("Country",)),
    ("地", ("City", "County", "Province")),
)
_TAILS = "|".join(tail for tail, _ in _KINDS)
_THAT = re.compile(rf"(?:该|这个|这所|这家|此)(?P<tail>{_TAILS})")
_WHOLE = re.compile(
    r"(?P<in>[全市州县区镇村])(?:(?<=全)(?P<tail>省|市|州|县|区|旗|镇|乡|街道|村|校|社区)(?![国民])|(?<!全)(?<![\u4e00-\u9fff].)里)"
)
_GROUP = re.compile(
    rf"(?P<count>[两二三四五六七八九十\d](?:(?<=\d)\d)?)(?:个|所|家|大|座)?(?:先进|兄弟)?(?P<tail>{_TAILS})(?!委|级|长|民|人|政府)"
)
_THEY = re.compile(r"他们|当地(?!群众|居民)|(?<=[,，。;；\n])(?:那里|那儿)")
_OWN_PLAIN = re.compile(r"我们(?!国)|考察(?:学习)?[团组](?!成员)|代表团|学习团|我支部|我党(?:总支|支部)")
_HERE_OTHER = re.compile(
    r"(?P<tail>社区|街道|村里|医院|公司|集团|协会|中心)(?<![^,，。;；:：\n]..)(?=[^,，。;；]{0,4}(?:还|推行|开设|实行|建立|开展|设有|组织|坚持|成立|打造|探索|每|以|把|通过|利用|采取))"
)
_HERE_SCHOOL = re.compile(
    r"学校(?<![^,，。;；:：\n]..)(?=[^,，。;；]{0,6}(?:以|坚持|率先|实施|开展|推行|建立|建起|办起|开设|成立|设立|引进|推出|研发|还|注重|把|积极|先后|通过|采取|提出|实行|打造|创|始终|党|秉|确立|构建|全面))"
)


def anaphora(document: Document, refs: Refs, own: OwnSide, visited: Sequence[Draft]) -> list[Ref]:
    """References by words that stand for names; what a word could not be tied to gives none."""
    named = list(dict.fromkeys(ref.draft for ref in refs if not ref.draft.own))
    found: list[Ref] = []
    found.extend(_own_words(document, refs, own, visited))
    hosts = frozenset(id(draft) for draft in visited)
    for match in _THAT.finditer(document.text):
        found.extend(_nearest(refs, match, match.group("tail"), own))
    for match in _HERE_SCHOOL.finditer(document.text):
        found.extend(_nearest(refs, match, "学校", own, hosts))
    for match in _HERE_OTHER.finditer(document.text):
        found.extend(_nearest(refs, match, match.group("tail").removesuffix("里"), own, hosts))
    for match in _WHOLE.finditer(document.text):
        if (
            match.group("tail") is None
        ):  # 市里: the writer's own, but of the place that a section tells of where it is one
            draft = _own_of_level(refs, own, match.group("in"), visited)
            mine = [Ref(match.start(), match.end(), draft, anaphoric=True)]
            found.extend(_told_of(document, refs, match, match.group("in"), own, hosts) or mine)
        else:
            found.extend(_whole(document, refs, match, own))
    for match in _GROUP.finditer(document.text):
        found.extend(_group(match, visited, named))
    for match in _THEY.finditer(document.text):
        found.extend(_they(document, refs, match, own, hosts))
    return found


def kinds_of(tail: str) -> tuple[str, ...]:
    """The kinds that a general noun (区, 学校) may stand for."""
    return next((kinds for known, kinds in _KINDS if known == tail), ())


def _own_words(document: Document, refs: Refs, own: OwnSide, visited: Sequence[Draft]) -> list[Ref]:
    found = []
    for match in OWN_WORD.finditer(document.text):
        draft = _own_of_level(refs, own, match.group("level"), visited)
        found.append(Ref(match.start(), match.end(), draft, anaphoric=True))
    found.extend(Ref(m.start(), m.end(), own.draft, anaphoric=True) for m in _OWN_PLAIN.finditer(document.text))
    return found


def _own_of_level(refs: Refs, own: OwnSide, level: str, visited: Sequence[Draft]) -> Draft:
    """我市 in a report of a prefecture's: the one unvisited city it names, where its own side is of another level."""
    if own.draft.label != "Place" or own.draft.bears(level) or own.draft.kind not in ("City", "County", "Province"):
        return own.draft
    fitting: list[Draft] = []
    for ref in refs:
        draft = ref.draft
        if draft.bears(level) and draft not in visited and draft not in fitting and _of_one_line(draft, own.draft):
            fitting.append(draft)
    near = [draft for draft in fitting if draft.within(own.draft)]
    if len(near) == 1:
        return near[0]
    return fitting[0] if len(fitting) == 1 else own.draft


def _of_one_line(draft: Draft, own: Draft) -> bool:
    """Whether one may hold the other: 我县 in a report of one city's is no county of another city's."""
    if draft.code is None or own.code is None:
        return True
    return Gazetteer.load().within(draft.code, own.code) or Gazetteer.load().within(own.code, draft.code)


def _nearest(
    refs: Refs, match: re.Match[str], tail: str, own: OwnSide, hosts: frozenset[int] = frozenset()
) -> list[Ref]:
    """The nearest thing of the kind before, a host of the visit rather than one named in passing."""
    kinds = kinds_of(tail)
    before = (ref.draft for ref in refs.before(match.start()))
    fitting = [*islice((draft for draft in before if draft is not own.draft and _is_such(draft, tail, kinds)), 6)]
    chosen = next((draft for draft in fitting if id(draft) in hosts), fitting[0] if fitting else None)
    return [Ref(match.start(), match.end(), chosen, anaphoric=True)] if chosen is not None else []


def _is_such(draft: Draft, tail: str, kinds: tuple[str, ...]) -> bool:
    return (draft.kind in kinds or _called(draft, tail)) and (draft.label != "Place" or _fits(draft, tail))


def _called(draft: Draft, tail: str) -> bool:
    """A body whose own name ends so: 该中心 for a vocational education centre; such a centre is a school as well."""
    return draft.label == "Organization" and (
        (len(tail) > 1 and draft.name.endswith(tail)) or (tail == "学校" and "教育中心" in draft.name)
    )


def _fits(draft: Draft, tail: str) -> bool:
    return len(tail) > 1 or draft.name.endswith(tail) or draft.masked or draft.kind == "Country"


def _whole(document: Document, refs: Refs, match: re.Match[str], own: OwnSide) -> list[Ref]:
    tail = match.group("tail")
    if own.level == tail or (own.draft.label == "Place" and own.draft.name.endswith(tail)):
        sentence = document.sentences[document.sentence_at(match.start())]
        if sentence.role in ("proposal", "gap", "opening") or document.planned:
            return [Ref(match.start(), match.end(), own.draft, anaphoric=True)]
    section = document.sentences[document.sentence_at(match.start())].section
    near = list(_nearest(refs, match, tail, own))
    for ref in refs.before(match.start(), 12):
        if (
            near
            and ref.draft is near[0].draft
            and document.sentences[document.sentence_at(ref.start)].section >= section - 1
        ):
            return near
    sentence = document.sentences[document.sentence_at(match.start())]
    if own.level == tail and sentence.role != "practice":
        return [Ref(match.start(), match.end(), own.draft, anaphoric=True)]
    return near


def _told_of(
    document: Document, refs: Refs, match: re.Match[str], level: str, own: OwnSide, hosts: frozenset[int]
) -> list[Ref]:
    """县里设立专班, under a host county: of that county, where practices are told and nothing is proposed."""
    sentence = document.sentences[document.sentence_at(match.start())]
    if sentence.role in ("proposal", "gap", "reflection") or document.planned:
        return []
    near = _nearest(refs, match, level, own, hosts)
    told = near and id(near[0].draft) in hosts and not own.draft.within(near[0].draft)
    for ref in refs.before(match.start(), 12) if told else ():
        held = document.sentences[document.sentence_at(ref.start)]
        if ref.draft is own.draft and not ref.anaphoric:
            return []
        if ref.draft is near[0].draft and held.section == sentence.section and held.role == sentence.role:
            return near
    return []


def _group(match: re.Match[str], visited: Sequence[Draft], named: Sequence[Draft]) -> list[Ref]:
    count, kinds = number(match.group("count")), kinds_of(match.group("tail"))
    for pool in (visited, named):
        members = list(dict.fromkeys(d for d in pool if d.kind in kinds and d.code != CHINA))
        if count and len(members) == count:
            return [Ref(match.start(), match.end(), members[0], tuple(members[1:]), anaphoric=True)]
    return []


_SPEAKS = re.compile("[^,，。;；]{2,20}?(?:介绍|告诉|说|讲)[^,，。;；]{0,6}[,，:：]?“?")


def _speaks(text: str, ref: Ref, match: re.Match[str]) -> bool:
    """某中心主任某某向我们介绍，他们…: the speaker's body is meant."""
    return ref.draft.label == "Organization" and _SPEAKS.fullmatch(text, ref.end, match.start()) is not None


def _they(document: Document, refs: Refs, match: re.Match[str], own: OwnSide, hosts: frozenset[int]) -> list[Ref]:
    section = document.sentences[document.sentence_at(match.start())].section
    near = [
        ref
        for ref in refs.before(match.start(), 12)
        if document.sentences[document.sentence_at(ref.start)].section == section
        and ref.draft.label in ("Place", "Organization")
        and ref.draft is not own.draft
    ]
    chosen = next((ref for ref in near[:6] if id(ref.draft) in hosts), near[0] if near else None)
    if near and chosen is not None and (near[0].draft.within(chosen.draft) or _speaks(document.text, near[0], match)):
        chosen = near[0]
    return [Ref(match.start(), match.end(), chosen.draft, chosen.others, anaphoric=True)] if chosen is not None else []
