"""Names that were blotted out: xx市, XX县区, **县, ××小学, 某街道."""

import re

from loaders.document import Document
from loaders.mentions.mention import Mention

_MASK = r"(?:[xX×ХхＸｘ✕]{1,4}|[*＊]{1,4}|[○〇Ｏ]{2,4}|\.[xX]|．．|某某?)"
_PLACE_KINDS = {
    "省": "Province",
    "自治区": "Province",
    "市": "City",
    "州": "City",
    "县": "County",
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
_MASKED_PLACE = re.compile(f"{_LAST}(?:自治区|街道|社区|[省市州县区旗镇乡村])")
_MASKED_BODY = re.compile(f"{_LAST}[\u4e00-\u9fff]")
_MASKED_WHOLE = re.compile("[xX×*＊][xX×*＊]")
_PLACE = re.compile(
    rf"(?<![0-9a-zA-Z])(?P<mask>{_MASK})(?P<suffix>自治区|县区|市区|街道|社区|[省市州县区旗镇乡村])(?![长民委][a-zA-Z]|[a-wyzA-WYZ])"
)
_BARE = re.compile(
    r"(?<![0-9a-zA-Z.xX×*])(?P<mask>[xX×]{2,3}|[*＊]{2,3})(?![0-9a-zA-Z年月日大届号%周次多余人名个元岁条十*＊])"
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
        if _NOT_A_MASK.match(match.group()) or (match.group("mask") == "某" and match.group("suffix") in "区"):
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
    return sorted(found, key=lambda m: m.start)


def _mask(start: int, end: int, text: str, label: str, kind: str | None, rule: str) -> Mention:
    return Mention(
        start, end, text[start:end], label, kind, rule, redacted=True, weight=5 if label == "Organization" else 1
    )
