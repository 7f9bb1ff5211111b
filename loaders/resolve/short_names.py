"""Bodies named once in full and then by the end or the stem of the name: one body each."""

from collections import defaultdict
from collections.abc import Sequence

from loaders.gazetteer import Gazetteer
from loaders.mentions.distinctive import suffix_kinds
from loaders.resolve.drafts import Draft, Ref

_FIRMS = ("集团", "公司")
_SHORTEST = 4
"""A name's end of fewer characters may be anybody's: 小学, 中医院."""


def join_short_names(refs: list[Ref], places: Sequence[Draft]) -> list[Ref]:
    """伊水骨伤医院 is 洛阳市伊水骨伤医院, 青禾集团 is 青禾集团有限公司, where the report names one such body in full.

    The full name begins with a place or a body before the short one; two that fit leave the short name alone.
    """
    drafts = list({id(ref.draft): ref.draft for ref in refs}.values())
    opening = {name for draft in (*places, *drafts) for name in (draft.name, *draft.names) if len(name) >= 2}
    by_end: dict[str, list[Draft]] = defaultdict(list)
    firms: list[Draft] = []
    for draft in drafts:
        by_end[draft.name[-_SHORTEST:]].append(draft)
        if draft.kind == "Enterprise":
            firms.append(draft)
    heirs: dict[int, Draft] = {}
    for draft in drafts:
        if draft.redacted or draft.kind == "Delegation" or len(draft.name) < _SHORTEST:
            continue
        full = [one for one in by_end[draft.name[-_SHORTEST:]] if _ends_with(one, draft, opening)]
        if not full and draft.name.endswith(_FIRMS):
            full = [one for one in firms if _begins_with(one, draft.name[:-2], opening) and one.may_share(draft.parent)]
        if len(full) == 1:
            heirs[id(draft)] = full[0]
    return [_joined(ref, heirs) for ref in refs]


def _ends_with(full: Draft, short: Draft, opening: set[str]) -> bool:
    """Whether a name is a place's or a body's and then the short one."""
    before = full.name.removesuffix(short.name)
    if before in ("", full.name) or full.kind != short.kind or full.redacted or not full.may_share(short.parent):
        return False
    return before in opening or before[-2:] in suffix_kinds() or bool(Gazetteer.load().named(before))


def _begins_with(full: Draft, stem: str, opening: set[str]) -> bool:
    """Whether a firm's name, with or without a place before it, begins with a stem and goes on."""
    if len(stem) < 2 or stem in opening or full.redacted or stem + full.name[-2:] == full.name:
        return False
    at = full.name.find(stem)
    return at == 0 or (at > 0 and (full.name[:at] in opening or bool(Gazetteer.load().named(full.name[:at]))))


def _joined(ref: Ref, heirs: dict[int, Draft]) -> Ref:
    heir = heirs.get(id(ref.draft))
    if heir is None:
        return ref
    while id(heir) in heirs:
        heir = heirs[id(heir)]
    short = ref.draft
    heir.names |= {*short.names, short.name}
    heir.spans.append((ref.start, ref.end))
    if short.parent is not None and (heir.parent is None or short.parent.within(heir.parent)):
        heir.parent, heir.stated, heir.evidence = short.parent, short.stated, short.evidence
    return ref._replace(draft=heir)
