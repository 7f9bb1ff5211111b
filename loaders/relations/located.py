"""LOCATED_IN: containment that the report states (name chains, 位于, 所属) or that the gazetteer knows."""

import re
from collections.abc import Sequence

from loaders.gazetteer import Gazetteer
from loaders.relations.found import Found, Reading
from loaders.relations.subjects import explicit_subject, topic
from loaders.resolve.drafts import Draft, Ref

_LIES_IN = re.compile(r"(?:位于|地处|坐落(?:于|在)?|座落(?:于|在)?|隶属于?|属于|在行政上隶属于?)[^,，。;；]{0,6}?")


def find_locations(reading: Reading, drafts: list[Draft], visited: Sequence[Draft]) -> list[Found]:
    """The direct container of each place and body, as far as the report names it or its context leaves one."""
    _stated_by_verbs(reading)
    told = _by_context(reading, visited)
    told |= _by_stem(drafts)
    found = []
    for draft in drafts:
        if draft.parent is not None and draft.parent is not draft and draft.label in ("Place", "Organization"):
            position = draft.evidence if draft.evidence is not None else -1
            rule = "located-stated" if draft.stated else "located-gazetteer"
            rule = "located-context" if id(draft) in told else rule
            found.append(Found("LOCATED_IN", draft, draft.parent, position, rule))
    return found


def _stated_by_verbs(reading: Reading) -> None:
    """X位于Y: the last link of the chain after the verb contains the clause's subject."""
    text = reading.text
    for match in _LIES_IN.finditer(text):
        places = []
        end = match.end()
        for ref in reading.refs.between(match.end(), match.end() + 40):
            if ref.draft.label != "Place" or ref.anaphoric or ref.start - end > 6:
                break
            places.append(ref)
            end = ref.end
        subject = next((r for r in reading.refs.before(match.start(), 6) if match.start() - r.end <= 24), None)
        if text[end : end + 1] == "的":  # 位于桐城市的青禾小学
            subject = next((r for r in reading.refs.at(end + 1) if not r.anaphoric), subject)
        if places and subject is not None and not re.search(r"[。\n]", text[subject.end : match.start()]):
            draft, place = subject.draft, places[-1].draft
            if _may_lie(draft, place):
                draft.parent, draft.stated, draft.evidence = place, True, match.start()


def _may_lie(draft: Draft, place: Draft) -> bool:
    """Whether the place can hold the other and says more than what is known."""
    if draft.label not in ("Place", "Organization") or draft is place or place.within(draft):
        return False
    closer = draft.parent is not None and place.within(draft.parent)
    zone = draft.rule.startswith("suffix-zone") and draft.level == place.level
    return (not draft.stated or closer) and (draft.label == "Organization" or zone or draft.level > place.level)


_FOUNDED = re.compile(
    r"(?:规划|开发|成立|组建|设立|建立|建成|兴建|创办|开办|注册|建有|设有|拥有|引进|入驻|培育)了?[^,，。;；]{0,24}$"
)
# Bodies that a place's section tells of are the place's; a university or a bureau may be anybody's.
_LOCAL = re.compile(
    r"(?:小学|中学|中心校|幼儿园|[一二三四五六七八九十]中|[一二三四五六七八九十]小|养老院|敬老院|福利院|卫生院|服务中心|服务站|合作社|文化站|卫生服务站)$"
)


def _by_context(reading: Reading, visited: Sequence[Draft]) -> set[int]:
    """Give a community, school or company the place of the sentence or section that tells of it; whose was given."""
    told: set[int] = set()
    hosts = {id(draft) for draft in visited}
    only = _only_place(visited)
    first: dict[int, Ref] = {}
    for ref in reading.refs:
        if not ref.anaphoric:
            first.setdefault(id(ref.draft), ref)
    for ref in first.values():
        draft = ref.draft
        if draft.parent is not None or draft.own or draft.code is not None:
            continue
        if _bears_place(draft) and id(draft) not in hosts:
            continue
        place = _place_told(reading, ref, host=id(draft) in hosts)
        if place is None and id(draft) in hosts:
            place = only
        if place is not None and _elsewhere(draft, place):
            continue
        if place is not None and _may_lie(draft, place) and not (id(draft) in hosts and _home(reading, place)):
            draft.parent, draft.evidence = place, ref.start
            told.add(id(draft))
    return told


def _bears_place(draft: Draft) -> bool:
    """江阴某某集团: named after a place, which need not be the one the section tells of."""
    gazetteer = Gazetteer.load()
    return draft.label == "Organization" and bool(gazetteer.named(draft.name[:2]) or gazetteer.named(draft.name[:3]))


def _elsewhere(draft: Draft, place: Draft) -> bool:
    """Whether the one city that a body's name begins with is another than the place's: 衢州某某学院 is not in 北京."""
    if draft.label != "Organization" or place.code is None or not place.code[:2].isdigit():
        return False
    known = [one for length in (2, 3) for one in Gazetteer.load().named(draft.name[:length])]
    named = [one.code for one in known if one.code[4:] == "00"]
    held = place.code[:4].rstrip("0")
    return len(named) == 1 and not named[0].startswith(held) and not place.code.startswith(named[0][:4].rstrip("0"))


def _home(reading: Reading, place: Draft) -> bool:
    """Whether a place is the own side's: hosts are elsewhere."""
    own = reading.own.draft
    return place is own or place is own.parent or own.within(place)


def _by_stem(drafts: list[Draft]) -> set[int]:
    """柳溪社区 lies in 柳溪街道, where the report names both."""
    streets = {draft.name.removesuffix("街道"): draft for draft in drafts if draft.name.endswith("街道")}
    told: set[int] = set()
    for draft in drafts:
        street = streets.get(draft.name.removesuffix("社区")) if draft.kind == "Community" else None
        if street is not None and draft.parent is None:
            draft.parent, draft.evidence = street, min(draft.spans)[0] if draft.spans else None
            told.add(id(draft))
    return told


def _place_told(reading: Reading, ref: Ref, *, host: bool) -> Draft | None:
    """The place that the sentence before the name, or its section, tells of; None for what may be anybody's."""
    draft, text = ref.draft, reading.text
    zone = draft.rule.startswith("suffix-zone")
    set_up = bool(_FOUNDED.search(text[max(0, ref.start - 30) : ref.start]))
    founded = draft.rule == "listed-company" or (set_up and (zone or draft.label == "Organization"))
    low = draft.kind in ("Township", "Village", "Community")
    if not (founded or low or host or _LOCAL.search(draft.name)) or draft.kind == "Delegation":
        return None
    sentence = reading.document.sentences[reading.document.sentence_at(ref.start)]
    before = _place_before(reading, ref, sentence.start) if low and host else _place_there(reading, ref, sentence.start)
    if before is not None:
        return before
    for drafts in (explicit_subject(reading, sentence, ref.start), topic(reading, sentence)):
        places = [place for place in map(_holding_place, drafts) if place is not None and place is not draft]
        above = draft.label == "Organization" or zone or (places and places[0].level < draft.level)
        if len(drafts) == 1 and places and above:
            return places[0]
    return None


def _place_there(reading: Reading, ref: Ref, start: int) -> Draft | None:
    """在武汉,考察组参观了某某大学: where the sentence says it was."""
    sites = [site for site in reading.refs.between(start, ref.start) if site.draft.label == "Place"]
    if not sites or reading.text[start : sites[0].start].strip() != "在":
        return None
    return sites[0].draft if reading.text[sites[0].end : sites[0].end + 1] in ",，" else None


def _place_before(reading: Reading, ref: Ref, start: int) -> Draft | None:
    """看了海曙区的老街，走进柳溪社区: the place of higher rank that the sentence names last before it."""
    for other in reading.refs.before(ref.start, 6):
        if other.start < start:
            return None
        if other.draft.label == "Place" and not other.anaphoric:
            return other.draft if 2 <= other.draft.level < ref.draft.level else None
    return None


def _holding_place(draft: Draft) -> Draft | None:
    """A place itself; of a body the place that it lies in."""
    return draft if draft.label == "Place" else draft.parent


def _only_place(visited: Sequence[Draft]) -> Draft | None:
    """The one place of county rank or above that the tour went to, if it went to one."""
    places = [d for d in visited if d.label == "Place" and d.level <= 3]
    lowest = [d for d in places if not any(other.within(d) for other in places)]
    return lowest[0] if len(lowest) == 1 else None
