"""Body mentions to bodies: one for each real thing, under its fullest name, with the place it belongs to."""

import re
from collections.abc import Sequence

from kg.records import Dropped
from loaders.document import Document
from loaders.gazetteer import Gazetteer
from loaders.mentions.mention import Mention
from loaders.resolve.drafts import Draft, Ref, Refs, mention_ref
from loaders.resolve.own_side import OwnSide
from loaders.resolve.places import PlaceResolution


def resolve_bodies(document: Document, mentions: Sequence[Mention], places: PlaceResolution) -> list[Ref]:
    """Group body mentions that share a name; a body that begins with a place lies in it."""
    refs: list[Ref] = []
    by_name: dict[str, Draft] = {}
    last: tuple[Mention, Draft] | None = None
    for mention in mentions:
        place = (
            _place_of(document, mention, places)
            or _place_of_list(document, mention, last)
            or _place_in_name(mention, places)
        )
        names = _names(mention)
        draft = next((by_name[name] for name in names if name in by_name and _compatible(by_name[name], place)), None)
        if draft is None:
            draft = Draft("Organization", mention.kind, names[0], mention.rule, redacted=mention.redacted)
        elif len(names[0]) > len(draft.name) and not mention.redacted:
            draft.name, draft.redacted = names[0], False
        if place is not None and draft.parent is None:
            draft.parent, draft.stated, draft.evidence = place, True, mention.start
        draft.names.update(names)
        for name in names:
            by_name.setdefault(name, draft)
        refs.append(mention_ref(mention, draft))
        last = mention, draft
    return refs


def _compatible(draft: Draft, place: Draft | None) -> bool:
    """Two bodies of one name in different places are two."""
    if place is None or draft.parent is None or place is draft.parent:
        return True
    return place.within(draft.parent) or draft.parent.within(place)


def _place_of_list(document: Document, mention: Mention, last: tuple[Mention, Draft] | None) -> Draft | None:
    """xx县源南学校、濂溪中学、外国语学校: the place before the first of a list holds for all."""
    if last is None or last[0].kind != mention.kind or last[1].parent is None:
        return None
    gap = document.text[last[0].end : mention.start]
    return last[1].parent if gap in ("、", "和", "及", "以及", "与") else None


def _place_of(document: Document, mention: Mention, places: PlaceResolution) -> Draft | None:
    """The last place of the chain that the body's name begins with, else the place before it."""
    found: Draft | None = None
    position = mention.start
    while position in places.starts:
        draft = places.starts[position]
        end = next((e for s, e in draft.spans if s == position), position)
        if end >= mention.end or end == position:
            break
        found, position = draft, end
    if found is None:  # 渝中区的巴南工业职业学校
        before = mention.start - (document.text[mention.start - 1 : mention.start] == "的")
        holder = places.ends.get(before)
        found = holder if holder is not None and holder.level <= 5 else None
    return found


def _place_in_name(mention: Mention, places: PlaceResolution) -> Draft | None:
    """绍兴文理学院: the city whose short name begins it, where the report names that city elsewhere."""
    if mention.kind == "Delegation":
        return None
    for length in (4, 3, 2):
        named = Gazetteer.load().named(mention.text[:length])
        known = [places.by_code[division.code] for division in named if division.code in places.by_code]
        if len(known) == 1 and known[0].kind != "Township":
            return known[0]
    return None


# 银河镇中心幼儿园 is also called 银河中心幼儿园.
_ADMINISTRATIVE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[镇乡县区市](?=[\u4e00-\u9fff]{3})")


def _names(mention: Mention) -> list[str]:
    names = [mention.name or mention.text, mention.text, *mention.aliases]
    variants = [_ADMINISTRATIVE.sub("", name, count=1) for name in names if mention.kind == "School"]
    names += [name for name in variants if len(name) > 4]
    return list(dict.fromkeys(re.sub(r"\s", "", name) for name in names))


_ACTS = re.compile(r"(?:还|也|又|先后|连续|联合|积极|专门|率先|共|统一|定期|每[年月季周])*+(?:出台|制定|制订|印发|下发|推出|建立|成立|组建|派出|选派|开展|组织|实施|实行|推行|创新|打造|设立|开设|举办|启动)")
_LEVEL_WORD = re.compile("自治区|街道|[省市州县区旗镇乡]")


def resolve_level_bodies(
    document: Document, mentions: Sequence[Mention], refs: Refs, own: OwnSide
) -> tuple[list[Ref], list[Dropped]]:
    """州委组织部 belongs to the section's place of that level, else to the own side's; else it is dropped."""
    found: list[Ref] = []
    dropped: list[Dropped] = []
    made: dict[str, Draft] = {}
    named = {
        name: ref.draft
        for ref in refs
        if ref.draft.label == "Organization"
        for name in (*ref.draft.names, ref.draft.name)
    }
    for mention in mentions:
        match = _LEVEL_WORD.match(mention.text)
        place = _place_of_level(document, mention, refs, own, match.group()) if match else None
        if place is None or match is None:
            reason = "an office of a level, and the report names no place of that level"
            dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, reason))
            continue
        name = place.name + mention.text[match.end() :]
        draft = named.get(name) or made.get(name)
        if draft is None and not _told(document, mention, refs):
            reason = "an office of a level, named only in passing"
            dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, reason))
            continue
        if draft is None:
            draft = made[name] = Draft(
                "Organization", mention.kind, name, mention.rule, parent=place, stated=True, evidence=mention.start
            )
            draft.redacted = place.redacted
        found.append(mention_ref(mention, draft))
    return found, dropped


def _told(document: Document, mention: Mention, refs: Refs) -> bool:
    """Whether the office is told of and not just named: a post or a person follows it, or it does something."""
    if any(ref.draft.label == "Person" for ref in refs.at(mention.end)):
        return True
    if document.text[mention.start - 1 : mention.start] in "，,。；;\n" and _ACTS.match(document.text, mention.end):
        return True  # ，县市场监管局选派…: it does something of its own
    after = document.text[mention.end : mention.end + 6]
    return bool(
        re.match(
            r"(?:党组|党委)?(?:常务)?(?:副|总)?(?:书记|主任|部长|局长|主席|县长|区长|市长|州长|镇长|乡长|秘书长|常委|委员|干部|科长)",
            after,
        )
    )


def _place_of_level(document: Document, mention: Mention, refs: Refs, own: OwnSide, level: str) -> Draft | None:
    sentence = document.sentences[document.sentence_at(mention.start)]
    home = own_place(own, refs, level)
    listed = listed_place(document, refs, mention.start, level)
    if listed is not None:
        return listed
    if sentence.role == "opening" or (home is not None and sentence.role == "proposal"):
        return home or (_common_province(refs) if level == "自治区" else None)
    for ref in refs.before(mention.start, 12):
        held = document.sentences[document.sentence_at(ref.start)]
        if held.section == sentence.section and _of_level(ref.draft, level) and not ref.draft.own:
            return ref.draft
    if level == "自治区":
        return _common_province(refs)
    return home


_WENT_BETWEEN = re.compile("赴|前往|抵达|来到|到|考察|参观|走访|[。;；\n]")


def listed_place(document: Document, refs: Refs, position: int, level: str) -> Draft | None:
    """郑州市委书记马某,市政协主席王某: the place of a level that the list before `position` names, if nobody goes
    anywhere in between."""
    start = document.sentences[document.sentence_at(position)].start
    for ref in refs.before(position, 8):
        if ref.start < start or _WENT_BETWEEN.search(document.text[ref.end : position]):
            return None
        place = ref.draft if ref.draft.label == "Place" else ref.draft.parent
        if place is not None and _of_level(place, level):
            return place
    return None


def own_place(own: OwnSide, refs: Refs, level: str) -> Draft | None:
    """The own side's place of a level: itself, the place its delegation comes from, or one that holds it."""
    draft: Draft | None = own.draft if own.draft.rule != "own-stand-in" else None
    while draft is not None:
        if _of_level(draft, level):
            return draft
        draft = draft.parent
    return None


def _of_level(draft: Draft, level: str) -> bool:
    return draft.bears(level)


def _common_province(refs: Refs) -> Draft | None:
    provinces = {ref.draft for ref in refs if ref.draft.label == "Place" and ref.draft.name.endswith("自治区")}
    return provinces.pop() if len(provinces) == 1 else None
