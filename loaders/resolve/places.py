"""Place mentions to places: name chains, lists under one head, short names by the report's other places."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.records import Dropped
from loaders.document import Document
from loaders.gazetteer import Division, Gazetteer
from loaders.lexicon import words
from loaders.mentions.mention import Mention
from loaders.resolve.drafts import LEVELS, Draft, MaskedName, Ref, mention_ref
from loaders.resolve.mask_cases import full_name
from loaders.resolve.redactions import beneath_open, unmask
from loaders.resolve.unmasked import Unmasked

# 南京市鼓楼区及所属的宁海路街道: what stands between a place and what lies in it.
_CHAIN_GAP = re.compile(
    r"(?:(?:及|和|以及)?(?:其)?(?:所属|下属|所辖|下辖|辖区|辖区内|境内)的?|首都|省会|首府|州府|的|\s)?"
)
_LONGEST_GAP = 8
_LIST_GAP = re.compile(r"(?:[、,，]|及|和|与|以及|、?和)(?:其?(?:所属|下属)的?)?")


@dataclass(slots=True)
class PlaceResolution:
    """The report's places: references in text order, what was dropped, and a lookup by division code and name."""

    refs: list[Ref] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    by_code: dict[str, Draft] = field(default_factory=dict)
    by_name: dict[tuple[str, str | None, str], Draft] = field(default_factory=dict)
    starts: dict[int, Draft] = field(default_factory=dict)
    ends: dict[int, Draft] = field(default_factory=dict)
    masks: list[MaskedName] = field(default_factory=list)


def resolve_places(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, delegations: frozenset[int] = frozenset()
) -> PlaceResolution:
    """Decide for each place mention which place it is, or drop it with its reason.

    `delegations` are the starts of delegations' names: a mask that begins one is the visitor's, and not the
    host's that looks the same.
    """
    unmasked = unmask(document, mentions, delegations)
    divisions = _choose(document, mentions, gazetteer, unmasked)
    mentions = _rejoined(document, mentions, divisions)
    result = PlaceResolution()
    previous: list[tuple[Mention, Draft]] = []
    for mention in mentions:
        division = divisions.get(mention.start)
        whole = (
            mention.rule == "gazetteer-full" and len(mention.text) > 2 and mention.text not in words("general_places")
        )
        if division is None and mention.codes and mention.rule.startswith("gazetteer") and not whole:
            reason = "may be several places, and the report does not say which"
            result.dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, reason))
            continue
        mask = unmasked.get(mention.start)
        if mask is not None and mask.division is None and mention.rule == "mask-cut":
            result.dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, mask.why))
            continue
        container, how = _container(document, mention, previous)
        role = "visitor" if mention.start in delegations and division is None else None
        draft = _draft(mention, division, container, (role, mask.group if mask else ""), result, gazetteer)
        if mask is not None:
            result.masks.append(_masked(mention, draft, mask))
        closer = draft.parent is not None and container is not None and container.within(draft.parent)
        if (
            container is not None
            and container is not draft
            and (draft.level > container.level or (_is_zone(mention) and draft.level <= container.level <= 4))
            and (not draft.stated or closer)
            and _possible(draft, container, gazetteer, chained=how == "chain")
        ):
            draft.parent, draft.stated, draft.evidence = container, True, mention.start
        ref = mention_ref(mention, draft)
        if role is None:  # the visitor's mask says nothing that the delegation's name does not
            result.refs.append(ref)
        result.starts[mention.start] = result.ends[mention.end] = draft
        if how != "chain":
            previous = previous if how == "list" else []
        previous.append((mention, draft))
    for draft in result.by_name.values():
        if draft.parent is None and draft.rule.startswith("suffix-zone"):
            _lay_zone(draft, result, gazetteer)
    return result


def _masked(mention: Mention, draft: Draft, mask: Unmasked) -> MaskedName:
    """Note on the place what its mask hides, or may hide."""
    candidates = tuple(map(full_name, mask.candidates))
    draft.redacted = True
    if mask.division is None:
        draft.candidates = tuple(c for c in draft.candidates if c in candidates) or draft.candidates or candidates
    elif mask.why not in draft.resolved_by:
        draft.resolved_by.append(mask.why)
    return MaskedName(mention.start, mention.end, mention.text, draft, candidates, mask.why)


def _lay_zone(zone: Draft, result: PlaceResolution, gazetteer: Gazetteer) -> None:
    """苏州工业园区 lies in 苏州市, where the report names that city."""
    for length in (3, 2):
        named = gazetteer.named(zone.name[:length])
        known = [result.by_code[division.code] for division in named if division.code in result.by_code]
        if len(known) == 1 and known[0].kind != "Township":
            zone.parent, zone.stated, zone.evidence = known[0], True, min(zone.spans)[0]
            return


def _possible(draft: Draft, container: Draft, gazetteer: Gazetteer, *, chained: bool) -> bool:
    """四川省成都市、重庆市: the list does not put into 四川 what the gazetteer knows to lie elsewhere."""
    if not (draft.code and container.code) or gazetteer.within(draft.code, container.code):
        return True
    return chained and _moved(draft.code, container.code)


def _rejoined(document: Document, mentions: Sequence[Mention], divisions: dict[int, Division]) -> list[Mention]:
    """滨湖|世纪社区: a short name that no place of the report explains begins the longer name after it."""
    out: list[Mention] = []
    for mention in mentions:
        last = out[-1] if out else None
        open_name = last is not None and last.start not in divisions and last.rule.startswith("gazetteer-short")
        if last is not None and open_name and last.end == mention.start and mention.rule.startswith("suffix-"):
            out[-1] = mention._replace(start=last.start, text=document.text[last.start : mention.end], codes=())
        else:
            out.append(mention)
    return out


# 赴宝应参观: after a verb of going even a county's short name is a place.
_SOUGHT = re.compile(r"(?:赴|前往|抵达|来到|到|去|赴了|考察|参观|走访)$")


def _choose(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, unmasked: Mapping[int, Unmasked]
) -> dict[int, Division]:
    """The division of each gazetteer mention and resolved mask: sure ones first, then those that these decide."""
    chosen = {start: mask.division for start, mask in unmasked.items() if mask.division is not None}
    placed = sorted((start, division.code) for start, division in chosen.items())
    left_open = frozenset(beneath_open(document, mentions, unmasked)) if unmasked else frozenset()
    neighbours = _neighbours(document, mentions)
    for sure in (True, False, False):
        known = len(placed)
        for index, mention in enumerate(mentions):
            if not mention.codes or mention.start in chosen or mention.start in left_open:
                continue
            near = [chosen[m.start].code for m in neighbours[index] if m.start in chosen]
            context = [] if sure else _around(placed, mention.start)
            chained = bool(near) and neighbours[index][0].end == mention.start and neighbours[index][0].start in chosen
            division = _decide(document, mention, near, context, sure, gazetteer, chained=chained)
            if division is None and not sure and not chained:
                beside = [chosen[m.start].code for m in _listed_beside(document, mentions, index) if m.start in chosen]
                division = _holding(mentions, index, gazetteer) or _sibling(mention, beside, gazetteer)
            if division is not None:
                chosen[mention.start] = division
                insort(placed, (mention.start, division.code))
        if not sure and len(placed) == known:
            break  # nothing more to decide the rest by
    return chosen


def _around(placed: Sequence[tuple[int, str]], position: int) -> list[str]:
    """The codes of the places told around a position: those after it, then those before it, the nearest last."""
    middle = bisect_left(placed, (position, ""))
    after, before = placed[middle : middle + 20], placed[max(0, middle - 40) : middle]
    return [code for _, code in (*after[::-1], *before)]


def _neighbours(document: Document, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """For each mention, those of its chain or list to the left, nearest first."""
    out: list[list[Mention]] = []
    for index, mention in enumerate(mentions):
        near: list[Mention] = []
        out.append(near)
        if not index or mention.start - mentions[index - 1].end > _LONGEST_GAP:
            continue
        last = mention
        for other in reversed(mentions[max(0, index - 12) : index]):
            gap = document.text[other.end : last.start]
            if gap and (len(gap) > _LONGEST_GAP or not (_CHAIN_GAP.fullmatch(gap) or _LIST_GAP.fullmatch(gap))):
                break
            near.append(other)
            last = other
    return out


def _listed_beside(document: Document, mentions: Sequence[Mention], index: int) -> list[Mention]:
    """The mentions that one list joins to this one, on both sides."""
    found: list[Mention] = []
    for others in (range(index - 1, -1, -1), range(index + 1, len(mentions))):
        last = mentions[index]
        for other in map(mentions.__getitem__, others):
            left, right = sorted((last, other), key=lambda mention: mention.start)
            if right.start - left.end > 2 or not _LIST_GAP.fullmatch(document.text[left.end : right.start]):
                break
            found.append(other)
            last = other
    return found


def _sibling(mention: Mention, beside: list[str], gazetteer: Gazetteer) -> Division | None:
    """拉萨、山南、林芝: the one of several places that lies where the others of its list lie."""
    holders = {above[0] for above in map(gazetteer.above, beside) if above}
    same = [
        d for d in gazetteer.named(mention.text) if d.kind != "Township" and holders & {*gazetteer.above(d.code)[:1]}
    ]
    return same[0] if len(same) == 1 else None


def _holding(mentions: Sequence[Mention], index: int, gazetteer: Gazetteer) -> Division | None:
    """镇海|蛟川街道: the one of several places that holds the full name right behind it."""
    mention, following = mentions[index], mentions[index + 1] if index + 1 < len(mentions) else None
    if following is None or following.start != mention.end or following.rule != "gazetteer-full":
        return None
    above = {code for held in following.codes for code in gazetteer.above(held)}
    holding = [division for division in gazetteer.named(mention.text) if division.code in above]
    return holding[0] if len(holding) == 1 else None


def _decide(
    document: Document,
    mention: Mention,
    near: list[str],
    context: list[str],
    sure: bool,
    gazetteer: Gazetteer,
    *,
    chained: bool,
) -> Division | None:
    listed = mention.rule == "listed-place"
    name = mention.name if listed else mention.text
    full = listed or mention.rule == "gazetteer-full" or mention.rule.startswith("suffix")
    full = full or (len(name) > 2 and name[-1] in "县市旗州")  # 木垒县: the official name is longer still
    candidates = gazetteer.named(name)
    if near:
        inside = gazetteer.resolve(name, near)
        if not full and inside is not None and inside.kind == "Township":
            inside = None
        if inside is not None and any(gazetteer.within(inside.code, code) for code in near):
            return inside
        if chained and _elsewhere(candidates, near[0], gazetteer):
            return None  # 东京都板桥区, 巴林左旗西城街道: not the one that the gazetteer knows elsewhere
    if full and name in words("general_places"):
        return None  # 城区, 小城镇: a general word unless a place stands right before it
    if not full:  # a township is not called by its short name outside its own town
        candidates = tuple(c for c in candidates if c.kind != "Township")
    if not candidates:
        return None
    if sure:
        return _sure(mention, candidates, full)
    if _common_word(mention):
        return next((c for c in candidates if c.code in context), None)
    exact = [candidate for candidate in candidates if candidate.name == name]
    if full and len(exact) == 1 and all(c.kind == "Township" for c in candidates if c is not exact[0]):
        return exact[0]  # 柏林 is no 柏林镇
    if context:
        for container in _deepest_first(dict.fromkeys(reversed(context[-40:])), gazetteer):
            held = [c for c in candidates if c.code != container and gazetteer.within(c.code, container)]
            if len(held) == 1 and (full or len(name) > 1):
                return held[0]
        same = [c for c in candidates if c.code in context]
        if len(same) == 1:
            return same[0]
    if full:
        return gazetteer.resolve(name, context) or (candidates[0] if len(candidates) == 1 else None)
    if len(candidates) > 1:
        return None
    sought = near or _SOUGHT.search(document.text[max(0, mention.start - 3) : mention.start])
    return candidates[0] if sought else _sibling(mention, context, gazetteer)


def _deepest_first(nearest: Iterable[str], gazetteer: Gazetteer) -> list[str]:
    """The nearest places first, the lowest of the ladder before the higher ones."""
    return sorted(nearest, key=lambda code: -_depth(code, gazetteer))


def _depth(code: str, gazetteer: Gazetteer) -> int:
    division = gazetteer.by_code(code)
    return LEVELS.get(division.kind, 0) if division else 0


def _sure(mention: Mention, candidates: tuple[Division, ...], full: bool) -> Division | None:
    """A full name that one place bears, or the one high-ranking place of a short name."""
    if full and len(candidates) == 1 and not _foreign(candidates[0]):
        return candidates[0]
    high = [c for c in candidates if c.kind in ("Country", "Province") or _prefecture(c)]
    high = [c for c in high if not _foreign(c) or c.kind == "Country" or len(mention.text) >= 3] or []
    return high[0] if len(high) == 1 and (full or not _common_word(mention)) else None


def _foreign(division: Division) -> bool:
    return not division.code.isdigit()


def _elsewhere(candidates: Sequence[Division], holder: str, gazetteer: Gazetteer) -> bool:
    """Whether the place before holds none of the candidates: then it has a place of that name of its own.

    Counties in China have been moved between cities, towns between the districts of one; those stay what they are.
    """
    above = gazetteer.by_code(holder)
    return above is not None and all(
        LEVELS.get(candidate.kind, 9) > LEVELS.get(above.kind, 0)
        and (candidate.kind == "Township" or _foreign(above) or _foreign(candidate))
        and not _moved(candidate.code, above.code)
        for candidate in candidates
    )


def _moved(code: str, holder: str) -> bool:
    """余杭区塘栖镇: a town that the gazetteer has in another district of the same city, where it was put later."""
    return code[:4] == holder[:4] and code[:4].isdigit() and len(code) > 6 and not holder.endswith("00")


def _prefecture(division: Division) -> bool:
    return division.kind == "City" and (division.code.endswith("00") or ":" in division.code)


def _common_word(mention: Mention) -> bool:
    return mention.rule == "gazetteer-short-ambiguous"


def _is_zone(mention: Mention) -> bool:
    """A park or development zone, which may lie in a district of its own rank."""
    return mention.rule.startswith("suffix-zone")


def _container(document: Document, mention: Mention, previous: list[tuple[Mention, Draft]]) -> tuple[Draft | None, str]:
    """The place that the text puts this one in, and whether by a chain (南京市鼓楼区) or a list (A区、B区)."""
    if not previous:
        return None, ""
    last, draft = previous[-1]
    if mention.start - last.end > _LONGEST_GAP:
        return None, ""
    gap = document.text[last.end : mention.start]
    level = LEVELS.get(mention.kind or "", 9)
    if (not gap or _CHAIN_GAP.fullmatch(gap)) and (
        draft.level < level or draft.masked or (_is_zone(mention) and level <= draft.level <= 4)
    ):
        return draft, "chain"
    if _LIST_GAP.fullmatch(gap):
        if mention.rule == "suffix-zone" or (_is_zone(mention) and mention.weight == 3):
            return None, "list"  # 浦东新区、苏州工业园: such a zone says itself where it lies
        for _, other in reversed(previous):
            if other.level == level and other.stated:
                return other.parent, "list"
            if other.level < level and re.search("所属|下属", gap):
                return other, "list"
        return None, "list"
    return None, ""


def _draft(
    mention: Mention,
    division: Division | None,
    container: Draft | None,
    part: tuple[str | None, str],
    result: PlaceResolution,
    gazetteer: Gazetteer,
) -> Draft:
    if division is not None:
        return _known(mention, division, result, gazetteer)
    name = mention.name or mention.text
    role, group = part
    key = (name, role if mention.redacted else None, group)
    known = result.by_name.get(key)
    if known is not None and not (known.redacted and container is not None and known.parent not in (None, container)):
        return known
    if mention.rule in ("suffix-village", "suffix-community") and container is None:
        longer = _called_in_full(name, mention, result)
        if longer is not None:
            return longer
    draft = Draft("Place", mention.kind or "County", name, mention.rule, redacted=mention.redacted)
    draft.own, draft.group = role is not None, group
    result.by_name[key] = draft
    return draft


def _called_in_full(name: str, mention: Mention, result: PlaceResolution) -> Draft | None:
    """逸园社区 after 安慧北里逸园社区: the one village or community named before whose name ends so."""
    least = 4 if name.endswith("社区") else 3
    fuller = [
        draft
        for (known, _, _), draft in result.by_name.items()
        if len(name) >= least
        and draft.kind == mention.kind
        and known != name
        and known.endswith(name)
        and not draft.redacted
    ]
    return fuller[0] if len(fuller) == 1 and len(fuller[0].name) - len(name) >= 2 else None


def _known(mention: Mention, division: Division, result: PlaceResolution, gazetteer: Gazetteer) -> Draft:
    draft = result.by_code.get(division.code)
    if draft is None:
        draft = Draft("Place", division.kind, division.name, mention.rule, code=division.code)
        draft.parent = _nearest_known(division.code, result, gazetteer)
        result.by_code[division.code] = draft
        for code, other in result.by_code.items():
            if (other.parent is None or not other.stated) and division.code in gazetteer.above(code):
                other.parent = _nearest_known(code, result, gazetteer)
    return draft


def _nearest_known(code: str, result: PlaceResolution, gazetteer: Gazetteer) -> Draft | None:
    """The nearest container of a division that the report itself names."""
    return next((result.by_code[above] for above in gazetteer.above(code) if above in result.by_code), None)
