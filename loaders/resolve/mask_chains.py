"""Masks among the names around them: what stands right above a mask (浙江省|xx市) and beneath it (xx市|东阳市)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.document import Document
from loaders.gazetteer import Division, Gazetteer
from loaders.lexicon import words
from loaders.mentions.masks import mask_suffix
from loaders.mentions.mention import Mention

_INSIDE_GAP = re.compile(r"(?:(?:及|和|以及)?其?(?:所属|下属|所辖|下辖|辖区内|境内)的?|辖|[ \u3000])?")
_BESIDE_GAP = re.compile(r"、|和|与|及|以及|、?和")
_STEPS = {"省": 1, "自治区": 1, "镇": 4, "乡": 4, "街道": 4, "村": 5, "社区": 5}
_PREFECTURES = ("市", "州", "自治州", "盟", "地区")
# A study tour of which a report goes round as a file took place after this year: what was gone by then is not meant.
_SINCE = 2003


class MaskChain(NamedTuple):
    """Masks right inside each other (xx省|xx市), with the named places above them and beneath.

    `above` is nearest first; `beneath` top down, and after that what a list puts beside the topmost of them
    (xx区|翠苑街道、西溪街道).
    """

    masks: tuple[Mention, ...]
    above: tuple[Mention, ...]
    beneath: tuple[Mention, ...]

    @property
    def first(self) -> Mention:
        """The name that the whole chain begins with."""
        return self.above[-1] if self.above else self.masks[0]


def mask_chains(document: Document, mentions: Sequence[Mention]) -> list[MaskChain]:
    """Every run of masks with what stands around it, in text order; `mentions` are places in text order."""
    chains, index = [], 0
    while index < len(mentions):
        last = index
        if mentions[index].redacted:
            while last + 1 < len(mentions) and mentions[last + 1].redacted and _inside(document, mentions, last):
                last += 1
            above = tuple(_above(document, mentions, index))
            beneath = tuple(_beneath(document, mentions, last)) or tuple(_unseen(document, mentions, last))
            chains.append(MaskChain(tuple(mentions[index : last + 1]), above, beneath))
        index = last + 1
    return chains


def _above(document: Document, mentions: Sequence[Mention], index: int) -> Iterator[Mention]:
    while index > 0 and not mentions[index - 1].redacted and _inside(document, mentions, index - 1):
        index -= 1
        yield mentions[index]


def _beneath(document: Document, mentions: Sequence[Mention], index: int) -> Iterator[Mention]:
    if index + 1 == len(mentions) or mentions[index + 1].redacted or not _inside(document, mentions, index):
        return
    first = mentions[index + 1]
    index += 1
    yield first
    while index + 1 < len(mentions) and not mentions[index + 1].redacted:
        after = mentions[index + 1]
        gap = document.text[mentions[index].end : after.start]
        if not gap and step(after) == 5 and step(mentions[index]) < 5:
            index += 1  # 翠苑街道|翠苑社区、西溪街道: no gazetteer knows the community, which tells nothing
            continue
        if not _inside(document, mentions, index) and not (
            _BESIDE_GAP.fullmatch(gap) and step(after) == step(first) and full_names(after)
        ):
            return
        index += 1
        yield after


_LOW_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:社区|街道|镇|乡)(?![\d一二两三四五六七八九十几])")


def _unseen(document: Document, mentions: Sequence[Mention], index: int) -> Iterator[Mention]:
    """xx市|沙洲社区: what ends like a low name right after a mask, though by itself it would be none."""
    start = mentions[index].end
    match = _LOW_NAME.match(document.text, start)
    limit = mentions[index + 1].start if index + 1 < len(mentions) else len(document.text)
    if match is None or match.end() > limit or mask_suffix(mentions[index]) in ("镇", "乡", "街道", "村", "社区"):
        return
    word = document.words.index_at(start)
    if start in document.words.boundaries and document.words.tags[word][0] in "vpdcru":
        return  # xx市推进社区…
    yield Mention(start, match.end(), match.group(), "Place", "Community", "unseen")


def _inside(document: Document, mentions: Sequence[Mention], index: int) -> bool:
    """Whether the mention after `index` is right inside the one at it."""
    outer, inner = mentions[index], mentions[index + 1]
    gap = document.text[outer.end : inner.start]
    if inner.start - outer.end > 8 or not _INSIDE_GAP.fullmatch(gap):
        return False
    if outer.redacted and inner.redacted and not gap and mask_suffix(outer) == mask_suffix(inner) == "市":
        return True  # xx市xx市: the second is of county rank
    return step(inner) > step(outer) and (outer.redacted or inner.redacted or bool(full_names(inner)))


def step(mention: Mention) -> int:
    """How far down a name stands: 1 province, 2 prefecture, 3 county, 4 township, 5 below; a bare mask may be any."""
    if mention.redacted:
        suffix = mask_suffix(mention)
        return _STEPS.get(suffix, 2 if suffix in _PREFECTURES else 3) if suffix else 1
    found = full_names(mention)
    if found:
        return max(map(division_step, found))
    return {"Country": 0, "Province": 1, "City": 2, "County": 3, "Township": 4}.get(mention.kind or "", 5)


def division_step(division: Division) -> int:
    """The same for a division: a city of county rank stands with the counties."""
    if division.kind in ("Township", "Province"):
        return 4 if division.kind == "Township" else 1
    return 2 if division.kind == "City" and division.code[4:6] == "00" else 3


def full_names(mention: Mention) -> tuple[Division, ...]:
    """The divisions whose official name this is, today's and those gone since the genre circulates in files."""
    name = mention.name or mention.text
    if name in words("general_places"):
        return ()
    found = (division for division in Gazetteer.load().named(name) if division.name == name)
    return tuple(division for division in found if _chinese(division) and _known_then(division))


def _chinese(division: Division) -> bool:
    return not division.code.startswith(("ISO:", "geonames:"))


def _known_then(division: Division) -> bool:
    return division.until is None or int(division.until[:4]) >= _SINCE


def fits(division: Division, mask: Mention) -> bool:
    """Whether the mask's own noun allows the division: xx县 is no 区, XX县区 any of county rank."""
    suffix = mask_suffix(mask)
    if suffix == "县区":  # converters put it for 东阳市 as well
        return division_step(division) == 3
    if suffix == "市区":
        return division.kind == "County"
    if not suffix:
        return division.kind in ("Province", "City", "County")
    if suffix == "区":
        return division.kind == "County" and division.name.endswith("区")
    return division.name.endswith(suffix) and (suffix != "市" or division.kind == "City")


def readings(masks: Sequence[Mention], above: Sequence[Division], *, nearest: bool = True) -> Iterator[tuple[str, ...]]:
    """Codes that masks may stand for, one a mask, if `above` (nearest first) is what holds the name beneath them.

    A mask is the nearest division that its noun allows (xx市|玉山镇 is 昆山市); without a noun, or where `nearest`
    is not asked for, any.
    """
    if not masks:
        yield ()
        return
    for index, division in enumerate(above):
        if fits(division, masks[-1]):
            rests = readings(masks[:-1], above[index + 1 :], nearest=nearest)
            found = [(*rest, division.code) for rest in rests]
            yield from found
            if found and nearest and mask_suffix(masks[-1]):
                return
