"""Names that were blotted out: xx市, XX县区, **县, ××小学, 某街道."""

import re

from loaders.document import Document
from loaders.gazetteer import Division, Gazetteer
from loaders.mentions.mention import Mention

_MASK = r"(?:[xX×ХхＸｘ✕]{1,4}|[*＊]{1,4}|[○〇Ｏ]{2,4}|\.[xX]|．．|某某?)"
_PLACE_KINDS = {
    "省": "Province",
    "自治区": "Province",
    "市": "City",
    "州": "City",
    "自治州": "City",
    "盟": "City",
    "地区": "City",
    "县": "County",
    "自治县": "County",
    "区": "County",
    "县区": "County",
    "市区": "County",
    "旗": "County",
    "镇": "Township",
    "乡": "Township",
    "街道": "Township",
    "村": "Village",
    "社区": "Community",
}
# What the three kinds of masks cannot be without: most reports have none of it.
_LAST = "[xX×ХхＸｘ✕*＊○〇Ｏ．某]"
_SUFFIX = r"自治[区州县]|地区|县区|市区(?!域)|街道|社区|[省州县旗盟镇乡村]|市(?!场)|区(?!域)"
_MASKED_PLACE = re.compile(f"{_LAST}(?:自治|地区|街道|社区|[省市州县区旗盟镇乡村])")
_MASKED_BODY = re.compile(f"{_LAST}[\u4e00-\u9fff]")
_MASKED_WHOLE = re.compile("[xX×*＊][xX×*＊]")
_PLACE = re.compile(rf"(?<![0-9a-zA-Z])(?P<mask>{_MASK})(?P<suffix>{_SUFFIX})(?![长民委][a-zA-Z]|[a-wyzA-WYZ])")
_BARE = re.compile(
    r"(?<![0-9a-zA-Z.xX×*])(?P<mask>[xX×]{2,3}|[*＊]{2,3})"
    r"(?:(?=\d{1,2}个?(?:城市|[省市县区地]))|(?![0-9a-zA-Z年月日大届号%周次多余人名个元岁条十*＊]))"  # xx、xx4个城市
)
_NOT_A_MASK = re.compile(r"某(?:一|个|些|种|项|位|年|月|日|处|方)")
_BODY = re.compile(
    rf"(?<![0-9a-zA-Z])(?:{_MASK})(?P<rest>(?:[\u4e00-\u9fff]{{0,6}}?)(?P<suffix>小学|中学|大学|学院|学校|幼儿园|一中|二中|三中|高中|公司|集团|医院|养老院|合作社|中心校))"
)


def find_masks(document: Document) -> list[Mention]:
    """Every masked place and body. A mask's name is the mask itself, as written."""
    text = document.text
    found = []
    for match in _PLACE.finditer(text) if _MASKED_PLACE.search(text) else ():
        if _NOT_A_MASK.match(match.group()) or (
            match.group("mask") == "某" and match.group("suffix") in ("区", "地区")
        ):
            continue
        kind = _PLACE_KINDS[match.group("suffix")]
        found.append(_mask(match.start(), match.end(), text, "Place", kind, "mask-place"))
    for match in _BODY.finditer(text) if _MASKED_BODY.search(text) else ():
        if re.search("[的在和与、了是届]", match.group("rest")) or _PLACE.match(match.group()):
            continue
        kind = "Enterprise" if match.group("suffix") in ("公司", "集团", "合作社") else "School"
        kind = "Institution" if match.group("suffix") in ("医院", "养老院") else kind
        found.append(_mask(match.start(), match.end(), text, "Organization", kind, "mask-body"))
    taken = {i for mention in found for i in range(mention.start, mention.end)}
    found.extend(
        _mask(match.start(), match.end(), text, "Place", None, "mask-bare")
        for match in (_BARE.finditer(text) if _MASKED_WHOLE.search(text) else ())
        if match.start() not in taken
    )
    found.extend(_cut_out(document))
    return sorted(found, key=lambda m: m.start)


_SIGNS = re.compile(f"(?:{_MASK})?")


def mask_suffix(mask: Mention) -> str:
    """What a mask leaves of a place's name: 市 of xx市, nothing of a bare xx."""
    return mask.text[_SIGNS.match(mask.text).end() :]  # type: ignore[union-attr]  # it matches everything


# 赴市桐城县: where a clause begins or somebody goes, nobody says the noun alone before the place that follows.
_CUT = re.compile(
    r"(?P<suffix>[省市])(?:(?<=[,，。;；\n赴到].)|(?<=(?:前往|走进|考察|参观|走访|赴了|到了).)"
    r"|(?<=(?:前往了|走进了|考察了|参观了|走访了).))(?=(?P<next>[\u4e00-\u9fff]{3,7}))"
)


def _cut_out(document: Document) -> list[Mention]:
    """The nouns that remained of names that were simply cut out, before a county or city."""
    found = []
    for match in _CUT.finditer(document.text):
        start, end = match.span("suffix")
        names = (match.group("next")[:length] for length in (3, 4, 5, 6, 7))
        if any(d.name == name and d.kind in ("City", "County") for name in names for d in _named(name)):
            found.append(_mask(start, end, document.text, "Place", _PLACE_KINDS[match.group("suffix")], "mask-cut"))
    return found


def _named(name: str) -> tuple[Division, ...]:
    return Gazetteer.load().named(name)


def _mask(start: int, end: int, text: str, label: str, kind: str | None, rule: str) -> Mention:
    return Mention(
        start, end, text[start:end], label, kind, rule, redacted=True, weight=5 if label == "Organization" else 1
    )
