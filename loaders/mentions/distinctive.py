"""Whether the words before a body's head name it, or only say what sort of body is meant."""

import re
from functools import cache

from loaders.lexicon import table, words
from loaders.mentions.extent import Extent

_LEVEL_BODY = re.compile(r"^(?:市|县|区|州|省|旗|镇|乡|街道|村|社区|校|院|党|团|盟)*$")
_SHORT_OFFICE = frozenset(
    {"局", "厅", "司", "中心", "基地", "厂", "组合", "总会", "大院", "联盟", "委员会", "政府", "党委"}
)


RANKS = frozenset({"小学", "中学", "大学"})


@cache
def suffix_kinds() -> dict[str, str]:
    """The kind of body that each head names."""
    kinds: dict[str, str] = {}
    for kind, suffixes in table("org_suffixes"):
        for suffix in suffixes:
            kinds.setdefault(suffix, kind)
    return kinds


def _nested_company(modifiers: tuple[str, ...], kind: str, suffix: str) -> bool:
    """某某有限公司3家企业: a second company in the modifiers."""
    ends = ("公司", "有限公司", "株式会社", "股份有限公司", "责任公司")
    return kind == "Enterprise" and (
        any(word in ends for word in modifiers[:-1]) or (suffix == "集团" and "集团" in modifiers)
    )


_SORTS = frozenset({"外语", "外国语", "实验", "国际", "双语", "附属", "教育"})


def nested_school(modifiers: tuple[str, ...], suffix: str) -> bool:
    """中心学校最能体现学校…: a second school in the modifiers means that two names were run together."""
    inner = [word for word in modifiers[:-1] if word in words("bare_bodies")]
    if suffix == "学校" and modifiers and modifiers[-1] in RANKS:
        return True  # 走进青禾小学|学校大门
    if suffix == "学校" and inner and set(modifiers[modifiers.index(inner[-1]) + 1 :]) <= _SORTS:
        return False  # 棠湖中学|外语实验学校
    if inner == ["大学"] and suffix == "学院":
        return False  # 科技大学|商学院
    return bool(inner) and not any(word in ("附属", "附设", "附中", "附小") for word in modifiers)


_LEARNED = frozenset({"研究院", "研究所", "博物馆", "纪念馆", "展览馆", "研究会", "学会"})
NAMING_TAGS = frozenset({"nr", "ns", "nz", "nt", "nrfg", "nrt", "g", "zg", "ng", "x", "eng"})


def _coined(extent: Extent) -> bool:
    """大|弯|中学: single words that the dictionary does not join, none of them a verb that begins a clause."""
    single = len(extent.modifiers) == 2 and all(len(word) == 1 for word in extent.modifiers)
    if not single or extent.tags[0][0] not in "anjgz" or any(tag[0] in "mqfdpcruy" for tag in extent.tags):
        return False
    return any(word not in words("org_generic") for word in extent.modifiers)


_WHOLE = frozenset({"全国", "国际", "中国", "中华", "世界", "全球", "亚洲", "两岸", "海峡两岸"})


def distinctive(extent: Extent, suffix: str, kind: str) -> bool:
    """Whether a body without a place before it is named: 青禾学校, not 培训管理中心."""
    generic = words("org_generic")
    if extent.modifiers and extent.modifiers[0] in _WHOLE and (kind == "SocialOrganization" or suffix == "委员会"):
        return len(extent.modifiers) >= 2  # 全国…研究会: there is one of it
    if (
        not extent.modifiers
        or extent.modifiers[0] in ("全国", "全省", "全市", "全县", "全区")
        or (kind == "School" and nested_school(extent.modifiers, suffix))
        or _nested_company(extent.modifiers, kind, suffix)
    ):
        return False
    if suffix in _SHORT_OFFICE and not any(tag in ("nr", "ns", "nz", "nt") for tag in extent.tags):
        return False
    named = [
        (word, tag)
        for word, tag in zip(extent.modifiers, extent.tags, strict=True)
        if word not in generic and not word.isdigit() and not _LEVEL_BODY.match(word)
    ]
    if kind == "Delegation":
        return any(tag in ("ns", "nr", "nt", "nz") for _, tag in named)
    if kind == "School" and _coined(extent):
        return True
    if kind == "School":
        return any(
            tag not in ("a", "ad", "v", "vn", "d", "m", "q", "f", "b", "t") or (len(word) == 1 and tag in NAMING_TAGS)
            for word, tag in named
        )
    if suffix in ("公司", "有限公司", "集团", "专业合作社", "合作社"):
        return len("".join(word for word, _ in named)) >= 2
    if kind == "Government" and all(word in suffix_kinds() or word in generic for word, _ in named):
        return False  # 农业局|党委: an office of nobody's
    if suffix in _LEARNED and len(extent.modifiers) >= 2 and sum(len(word) for word, _ in named) >= 4:
        return True  # 前沿材料研究院: who studies or shows something is named by it
    # An office or institution with common nouns alone (培训管理中心) names none; unknown words or names do.
    return any(tag in NAMING_TAGS or len(word) == 1 for word, tag in named)
