"""Sets of places that a report closes itself: 赴xx、xx、xx三个城市, 赴江苏、福建两省."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from loaders.document import Document
from loaders.gazetteer import Division, Gazetteer
from loaders.mentions.dates import number
from loaders.mentions.mention import Mention
from loaders.resolve.mask_chains import full_names

_COUNT = re.compile(
    r"(?<!第)(?P<n>[两二三四五六七八九十]|[2-9]|1\d)个?(?P<unit>城市|省市|县市|县区|区县|市县|省|市|县|区|地)(?![委政直级])"
)
_BESIDE = re.compile(r"、|和|与|及|以及|[,，]")
_SOUGHT = re.compile(r"(?:赴|到|前往|去|考察了?)[^,，。;；\n、]{0,6}$")
_KINDS = {"省": "省", "市": "市", "城市": "市", "县": "县区", "区": "县区", "县区": "县区", "区县": "县区"}


class ClosedSet(NamedTuple):
    """Every place that the report went to, by the report's own count; `told` is how it counts them (4个城市)."""

    divisions: tuple[Division, ...]
    told: str

    def holds(self, code: str) -> bool:
        """Whether a division is or lies in one of the set, or holds one."""
        gazetteer = Gazetteer.load()
        return any(gazetteer.within(code, d.code) or gazetteer.within(d.code, code) for d in self.divisions)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its members."""
        return frozenset(division.code for division in self.divisions)


class _Counted(NamedTuple):
    told: str
    size: int
    unit: str
    items: tuple[Mention, ...]


def closed_set(
    document: Document, mentions: Sequence[Mention], resolved: Mapping[int, Division]
) -> tuple[ClosedSet | None, frozenset[int]]:
    """The set that the report counts and that is known whole, if there is one; and the starts of its masked slots.

    `resolved` are the divisions of hosts' masks by the masks' starts.
    """
    counted = list(_counted(document, mentions))
    slots = frozenset(item.start for one in counted for item in one.items if item.redacted)
    sets: dict[frozenset[str], ClosedSet] = {}
    for one in counted or _listed_goals(document, mentions):
        members = _members(one, resolved)
        if len(members) == one.size:
            sets[frozenset(members)] = ClosedSet(tuple(members[code] for code in sorted(members)), one.told)
    return (next(iter(sets.values())) if len(sets) == 1 else None), slots


def _members(counted: _Counted, resolved: Mapping[int, Division]) -> dict[str, Division]:
    found = [_named(item) for item in counted.items if not item.redacted]
    members = {division.code: division for division in found if division is not None}
    if None in found or len(members) == counted.size:
        return members if None not in found else {}
    ours = (division for division in resolved.values() if _is(division, counted.unit))
    return members | {division.code: division for division in ours}


def _is(division: Division, unit: str) -> bool:
    kind = _KINDS.get(unit)
    if kind == "县区":
        return division.kind == "County"
    return kind is None or division.name.endswith(kind)


def _named(mention: Mention) -> Division | None:
    full = full_names(mention)
    return full[0] if len(full) == 1 else Gazetteer.load().resolve(mention.text)


def _counted(document: Document, mentions: Sequence[Mention]) -> Iterator[_Counted]:
    """Each count of places with the list that it closes; without a list only as the goal of the tour."""
    ends = {mention.end: index for index, mention in enumerate(mentions)}
    for match in _COUNT.finditer(document.text):
        count = number(match.group("n"))
        items = _list_before(document, mentions, ends, match.start())
        sought = _SOUGHT.search(document.text[max(0, match.start() - 10) : match.start()])
        if count and (len(items) == count or (not items and sought)):
            yield _Counted(match.group(), count, match.group("unit"), items)


def _list_before(
    document: Document, mentions: Sequence[Mention], ends: Mapping[int, int], position: int
) -> tuple[Mention, ...]:
    index = ends.get(position, ends.get(position - 1) if document.text[position - 1 : position] == "等" else None)
    items: list[Mention] = []
    while index is not None and index >= 0:
        items.append(mentions[index])
        start = mentions[index].start
        while index > 0 and mentions[index - 1].end == start:  # 福建省|厦门市: the last link is the item
            index -= 1
            start = mentions[index].start
        if index == 0 or not _BESIDE.fullmatch(document.text[mentions[index - 1].end : start]):
            break
        index -= 1
    return tuple(reversed(items))


_GOING = re.compile(r"(?:赴|前往|到)了?")


def _listed_goals(document: Document, mentions: Sequence[Mention]) -> Iterator[_Counted]:
    """赴青岛、成都、西安考察: a list of goals, all named, closes the set though nobody counts."""
    ends = {mention.end: index for index, mention in enumerate(mentions)}
    for mention in mentions:
        held = document.sentences[document.sentence_at(mention.start)]
        after = document.text[mention.end : mention.end + 2]
        if held.role != "opening" or not re.match("考察|学习|参观|调研|进行", after):
            continue
        items = _list_before(document, mentions, ends, mention.end)
        first = items[0].start if items else 0
        if (
            len(items) > 1
            and not any(item.redacted for item in items)
            and _GOING.search(document.text[max(0, first - 3) : first])
        ):
            yield _Counted(document.text[first : mention.end], len(items), "", items)
