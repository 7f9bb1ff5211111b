"""Body mentions to bodies: one for each real thing, under its fullest name, with the place it belongs to."""

import re
from collections.abc import Mapping, Sequence

from kg.records import Dropped
from loaders.document import Document
from loaders.gazetteer import Gazetteer
from loaders.mentions.mention import Mention
from loaders.mentions.organizations import HOMETOWN
from loaders.resolve.drafts import Draft, MaskedName, Ref, Refs, mention_ref
from loaders.resolve.own_side import OwnSide
from loaders.resolve.places import PlaceResolution
from loaders.resolve.short_names import join_short_names


def resolve_bodies(document: Document, mentions: Sequence[Mention], places: PlaceResolution) -> list[Ref]:
    """Group body mentions that share a name; a body that begins with a place lies in it."""
    refs: list[Ref] = []
    by_name: dict[str, Draft] = {}
    last: tuple[Mention, Draft] | None = None
    masks = {mask.start: mask for mask in places.masks}
    for mention in mentions:
        known = _known_place(mention, masks)
        place = (
            _place_of(document, mention, places)
            or _place_of_list(document, mention, last)
            or _place_in_name(mention, places)
        )
        names = _names(mention)
        true_name = known.draft.name + names[0][len(known.text) :] if known is not None else None
        keys = [true_name] if true_name else names  # two masks that look the same need not be one body
        draft = next((by_name[name] for name in keys if name in by_name and by_name[name].may_share(place)), None)
        if draft is None:
            draft = Draft("Organization", mention.kind, keys[0], mention.rule, redacted=mention.redacted)
        elif len(names[0]) > len(draft.name) and not mention.redacted:
            draft.name, draft.redacted = names[0], bool(draft.resolved_by)
        if mention.redacted:
            places.masks.append(_masked_body(mention, draft, known, masks))
        closer = place is not None and draft.parent is not None and place.within(draft.parent)
        if place is not None and (draft.parent is None or closer):
            draft.parent, draft.stated, draft.evidence = place, True, mention.start
        draft.names.update(names)
        for name in keys:
            by_name.setdefault(name, draft)
        refs.append(mention_ref(mention, draft))
        last = mention, draft
    named_places = list({id(draft): draft for draft in places.starts.values()}.values())
    return _unmasked(document, join_short_names(refs, named_places), places)


def _known_place(mention: Mention, masks: Mapping[int, MaskedName]) -> MaskedName | None:
    """xx区教育局, where the report settles which district that is: the mask that the name begins with."""
    if not mention.redacted:
        return None
    mask = masks.get(mention.end - len(mention.name or mention.text))
    return mask if mask is not None and mask.draft.label == "Place" and not mask.draft.masked else None


def _masked_body(
    mention: Mention, draft: Draft, known: MaskedName | None, masks: Mapping[int, MaskedName]
) -> MaskedName:
    """Note on the body why its mask is known, or why that of its place is not."""
    draft.redacted = True
    if known is not None and known.why not in draft.resolved_by:
        draft.resolved_by.append(known.why)
    place = known or masks.get(mention.start)
    why = place.why if place is not None else "没有线索"
    return MaskedName(mention.start, mention.end, mention.text, draft, (), why)


_MASKED = re.compile(r"[xX×ХхＸｘ*＊○〇Ｏ．.某✕]+")


def _unmasked(document: Document, refs: list[Ref], places: PlaceResolution) -> list[Ref]:
    """xx镇中心小学 and 荷塘镇中心小学 are one where the report has one such name and one such mask.

    What the advice alone names is at home, and what the account names is not: these are two.
    """
    drafts = list({id(ref.draft): ref.draft for ref in refs}.values())
    at_home = {id(draft) for draft in drafts} - {id(ref.draft) for ref in refs if not _advised(document, ref)}
    named = [draft for draft in drafts if not draft.masked]
    fits: dict[int, list[Draft]] = {}
    for draft in drafts:
        bare = _MASKED.sub("", draft.name, count=1)
        if draft.masked and bare != draft.name and len(bare) >= 4:  # **小学 may be any
            pattern = re.compile(_MASKED.sub("[\u4e00-\u9fff]{1,4}", draft.name, count=1))
            fits[id(draft)] = [
                d
                for d in named
                if d.kind == draft.kind
                and pattern.fullmatch(d.name)
                and d.may_share(draft.parent if draft.parent is not None and not draft.parent.masked else None)
                and (id(d) in at_home) == (id(draft) in at_home)
                and _sentences_of(document, d).isdisjoint(_sentences_of(document, draft))  # who goes is not the host
            ]
    claimed = [id(found[0]) for found in fits.values() if len(found) == 1]
    heirs = {mask: found[0] for mask, found in fits.items() if len(found) == 1 and claimed.count(id(found[0])) == 1}
    for index, mask in enumerate(places.masks):
        if id(mask.draft) in heirs:
            places.masks[index] = mask._replace(draft=heirs[id(mask.draft)], why=_ONLY_FIT)
    return [_inherited(ref, heirs[id(ref.draft)]) if id(ref.draft) in heirs else ref for ref in refs]


def _sentences_of(document: Document, draft: Draft) -> set[int]:
    return {document.sentence_at(start) for start, _ in draft.spans}


def _advised(document: Document, ref: Ref) -> bool:
    return document.sentences[document.sentence_at(ref.start)].role in ("proposal", "gap")


_ONLY_FIT = "全文只有这一个名称与遮蔽处相符"


def _inherited(ref: Ref, heir: Draft) -> Ref:
    """The mask's mention as one of the body that it hides."""
    mask = ref.draft
    heir.names |= mask.names
    heir.redacted = True
    if _ONLY_FIT not in heir.resolved_by:
        heir.resolved_by.append(_ONLY_FIT)
    heir.spans.append((ref.start, ref.end))
    if heir.parent is None:
        heir.parent, heir.stated, heir.evidence = mask.parent, mask.stated, mask.evidence
    return Ref(ref.start, ref.end, heir)


def _place_of_list(document: Document, mention: Mention, last: tuple[Mention, Draft] | None) -> Draft | None:
    """xx县青禾学校、竹溪中学、外国语学校: the place before the first of a list holds for all."""
    if last is None or last[0].kind != mention.kind or last[1].parent is None:
        return None
    gap = document.text[last[0].end : mention.start]
    named = [division for length in (2, 3) for division in Gazetteer.load().named(mention.text[:length])]
    if any(division.code.endswith("00") for division in named):
        return None  # 东莞市某某公司、惠州某某公司: named after another place
    return last[1].parent if gap in ("、", "和", "及", "以及", "与") else None


def _place_of(document: Document, mention: Mention, places: PlaceResolution) -> Draft | None:
    """The last place of the chain that the body's name begins with, else the place before it."""
    found: Draft | None = None
    position = mention.start
    if mention.text.endswith(tuple(HOMETOWN)):
        return _seat(mention, places)
    while position in places.starts:
        draft = places.starts[position]
        end = next((e for s, e in draft.spans if s == position), position)
        if end >= mention.end or end == position:
            break
        if found is not None and draft.code and found.code and not draft.within(found):
            break  # 汉阴县|凤台|幼儿园
        found, position = draft, end
    if found is None and mention.rule in ("body-embassy", "body-branch"):
        inside = (places.starts.get(at) for at in range(mention.start, mention.end))
        return next((place for place in inside if place is not None), None)
    if found is None:  # 渝中区的巴南工业职业学校
        before = mention.start - (document.text[mention.start - 1 : mention.start] == "的")
        holder = places.ends.get(before)
        found = holder if holder is not None and holder.level <= 5 else None
    return found


def _seat(mention: Mention, places: PlaceResolution) -> Draft | None:
    """Where a hometown society sits: 桐城市|温州商会 and 桐城市商会 in 桐城市, 温州商会 anywhere."""
    first = places.starts.get(mention.start)
    end = next((end for start, end in first.spans if start == mention.start), 0) if first is not None else 0
    further = places.starts.get(end)
    if further is not None and first is not None and further.within(first):
        return further
    full = first is not None and mention.text.startswith(first.name)
    return first if full or further is not None else None


def _place_in_name(mention: Mention, places: PlaceResolution) -> Draft | None:
    """绍兴文理学院: the city whose short name begins it, where the report names that city elsewhere."""
    if mention.kind == "Delegation" or mention.text.endswith(tuple(HOMETOWN)):
        return None
    if mention.rule == "body-coordinate":  # 柳溪街道党工委、办事处
        drafts = (*places.by_code.values(), *(draft for draft in places.by_name.values()))
        return next((draft for draft in drafts if mention.name.startswith(draft.name)), None)
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
    names += [name.removesuffix("人民政府") + "政府" for name in names if name.endswith("人民政府")]
    return list(dict.fromkeys("".join(name.split()) for name in names))


_ACTS = re.compile(
    r"(?:还|也|又|先后|连续|联合|积极|专门|率先|共|统一|定期|每[年月季周])*+(?:出台|制定|制订|印发|下发|推出|建立|成立|组建|派出|选派|开展|组织|实施|实行|推行|创新|打造|设立|开设|举办|启动)"
)
_POST = re.compile(
    r"(?:党组|党委)?(?:常务)?(?:副|总)?(?:书记|主任|部长|局长|主席|县长|区长|市长|州长|镇长|乡长|秘书长|常委|委员|干部|科长)"
)
# Between a body and a person's name: posts, ranks and offices, no verb and no particle.
_POST_ONLY = re.compile(r"(?!.*[的和与在是有了及对由])[\u4e00-\u9fff、]{1,9}(?<=[长记任席员理授师事问])")
_CALLED_ON = re.compile(r"(?:参观|走访|拜访|拜会|走进|察看|访问)了?(?:[^。;；:：\n]{0,50}[、和及与])?$")
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
        if mention.text == own.draft.name:
            found.append(mention_ref(mention, own.draft))
            continue
        match = _LEVEL_WORD.match(mention.text)
        host = _host_named_so(document, mention, named, own)
        if host is not None:
            found.append(mention_ref(mention, host))
            continue
        if match is None:
            place = _place_of_officials(document, mention, refs)
        else:
            place = _place_of_level(document, mention, refs, own, match.group())
        if place is None and match is not None:
            place = _only_of_level(refs, match.group())
        if place is None and match is not None and (mention.weight or _has_post(document, mention, refs)):
            found.append(mention_ref(mention, made.setdefault(mention.text, _nameless(mention))))
            continue
        if place is None:
            reason = "an office of a level, and the report names no place of that level"
            dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, reason))
            continue
        name = place.name + mention.text[match.end() if match is not None else 0 :]
        draft = named.get(name) or made.get(name)
        if draft is None and not mention.weight and not _told(document, mention, refs):
            reason = "an office of a level, named only in passing"
            dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, reason))
            continue
        if draft is None:
            draft = made[name] = Draft(
                "Organization", mention.kind, name, mention.rule, parent=place, stated=True, evidence=mention.start
            )
            draft.redacted = place.masked
        found.append(mention_ref(mention, draft))
    return found, dropped


_ACCOMPANIED = re.compile("[^。;；]{0,40}?(?:陪同|陪着|接待了?我们|接待了?考察|迎接)")


def _host_named_so(document: Document, mention: Mention, named: Mapping[str, Draft], own: OwnSide) -> Draft | None:
    """旗人民医院院长陪着我们: of those who accompany the visitors the one host whose full name ends so."""
    if not _ACCOMPANIED.match(document.text, mention.end):
        return None
    hosts = {
        id(draft): draft
        for name, draft in named.items()
        if len(name) > len(mention.text)
        and name.endswith(mention.text)
        and not draft.own
        and not (draft.parent is not None and (draft.parent is own.draft or draft.within(own.draft)))
    }
    return next(iter(hosts.values())) if len(hosts) == 1 else None


def _nameless(mention: Mention) -> Draft:
    """县教育局 with its head named, in a report that names no county: an office of this report alone."""
    return Draft("Organization", mention.kind, mention.text, mention.rule)


def _only_of_level(refs: Refs, level: str) -> Draft | None:
    """The one place of a level that the report names at all."""
    fitting = {id(ref.draft): ref.draft for ref in refs if ref.draft.bears(level)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _has_post(document: Document, mention: Mention, refs: Refs) -> bool:
    """Whether a named person's post follows, or the person and then the post: 县教育局局长周文清, 县委周文清书记."""
    if any(ref.draft.label == "Person" for ref in refs.at(mention.end)):
        return True
    near = next((r for r in refs.between(mention.end + 1, mention.end + 10) if r.draft.label == "Person"), None)
    return near is not None and bool(_POST_ONLY.fullmatch(document.text, mention.end, near.start))


def _told(document: Document, mention: Mention, refs: Refs) -> bool:
    """Whether the office is told of and not just named: a post or a person follows it, or it does something."""
    if _has_post(document, mention, refs) or _CALLED_ON.search(
        document.text, max(0, mention.start - 60), mention.start
    ):
        return True
    if document.text[mention.start - 1 : mention.start] in "，,。；;\n" and _ACTS.match(document.text, mention.end):
        return True  # ，县市场监管局选派…: it does something of its own
    return bool(_POST.match(document.text, mention.end))


def _place_of_level(document: Document, mention: Mention, refs: Refs, own: OwnSide, level: str) -> Draft | None:
    sentence = document.sentences[document.sentence_at(mention.start)]
    home = own_place(own, level)
    listed = listed_place(document, refs, mention.start, level)
    if listed is not None:
        return listed
    if sentence.role == "opening" or (home is not None and sentence.role == "proposal"):
        return home or (_common_province(refs) if level == "自治区" else None)
    for ref in refs.before(mention.start, 12):
        held = document.sentences[document.sentence_at(ref.start)]
        if held.section == sentence.section and ref.draft.bears(level) and not ref.draft.own:
            return ref.draft
    if level == "自治区":
        return _common_province(refs)
    return home


def _place_of_officials(document: Document, mention: Mention, refs: Refs) -> Draft | None:
    """环县人大常委会主任某某，商务局局长…: the county or city of the body before it in the list of officials."""
    start = document.sentences[document.sentence_at(mention.start)].start
    for ref in refs.before(mention.start, 12):
        if ref.start < start or _WENT_BETWEEN.search(document.text[ref.end : mention.start]):
            return None
        place = ref.draft.parent if ref.draft.label == "Organization" else ref.draft
        if place is not None and place.label == "Place":
            return place if place.kind in ("County", "City") else None
    return None


_WENT_BETWEEN = re.compile("赴|前往|抵达|来到|到|考察|参观|走访|[。;；\n]")


def listed_place(document: Document, refs: Refs, position: int, level: str) -> Draft | None:
    """郑州市委书记马某,市政协主席王某: the place of a level that the list before `position` names, if nobody goes
    anywhere in between."""
    start = document.sentences[document.sentence_at(position)].start
    for ref in refs.before(position, 32):
        if ref.start < start or _WENT_BETWEEN.search(document.text[ref.end : position]):
            return None
        place = ref.draft if ref.draft.label == "Place" else ref.draft.parent
        if place is not None and place.bears(level):
            return place
    return None


def own_place(own: OwnSide, level: str) -> Draft | None:
    """The own side's place of a level: itself, the place its delegation comes from, or one that holds it."""
    draft: Draft | None = own.draft if own.draft.rule != "own-stand-in" else None
    while draft is not None:
        if draft.bears(level):
            return draft
        draft = draft.parent
    return None


def _common_province(refs: Refs) -> Draft | None:
    provinces = {ref.draft for ref in refs if ref.draft.label == "Place" and ref.draft.name.endswith("自治区")}
    return provinces.pop() if len(provinces) == 1 else None
