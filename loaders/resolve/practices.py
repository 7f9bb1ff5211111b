"""Practice mentions to practices: “六共二建”的做法 and “六共二建”模式 are one."""

import re
from collections.abc import Sequence
from functools import cache

from loaders.lexicon import table
from loaders.mentions.mention import Mention
from loaders.resolve.drafts import Draft, Ref, mention_ref

_TAIL_WORDS = (
    "制度",
    "机制",
    "模式",
    "工作法",
    "系列活动",
    "活动",
    "工程",
    "做法",
    "体制",
    "建设",
    "品牌",
    "办法",
    "工作",
    "项目",
    "理念",
    "思想",
    "管理",
    "计划",
    "行动",
    "试点",
    "运动",
    "教学",
    "服务",
    "改革",
    "体系",
    "平台",
    "战略",
)
_TAIL_LENGTHS = sorted({len(word) for word in _TAIL_WORDS}, reverse=True)
_TAILS = frozenset(_TAIL_WORDS)
_MARKS = re.compile(r"[“”\"'‘’《》〈〉()（）\s,，、。·]")
_BARE_FORMULA = re.compile(r"[一二两三四五六七八九十百\d]+(?:个|项|种|大|张|条|级|位)?[\u4e00-\u9fff]{1,3}")


def normal_name(name: str) -> str:
    """A practice's name without quotes, blanks and its general head noun: what makes two mentions one."""
    bare = name if name.isalnum() else _MARKS.sub("", name)
    stem = _without_tail(bare) if bare.endswith(_TAIL_WORDS) else bare
    return stem if len(stem) >= 2 else bare


def _without_tail(name: str) -> str:
    """A name without the longest general head noun that it ends with, and the 的 before that."""
    size = next(size for size in _TAIL_LENGTHS if name[-size:] in _TAILS)
    return name[:-size].removesuffix("的")


def bare_formula(name: str) -> bool:
    """Whether a name is a bare numbered formula (“四个一”, 三项制度), which two towns share by number only."""
    return bool(_BARE_FORMULA.fullmatch(normal_name(name)))


@cache
def _common() -> frozenset[str]:
    return frozenset(name for _, names in table("national_practices") for name in names)


def resolve_practices(mentions: Sequence[Mention]) -> list[Ref]:
    """Group practice mentions by their normal names; the fullest form becomes the name."""
    refs: list[Ref] = []
    by_name: dict[str, Draft] = {}
    common = _common()
    for mention in mentions:
        name = mention.name or mention.text
        # “甲乙丙丁”课堂 is “甲乙丙丁” as well, but not every “共驻共建”体系 is the same
        quoted = [alias for alias in mention.aliases if len(alias) >= 4 and alias[-1] != "+" and alias not in common]
        keys = [normal_name(name), *map(normal_name, quoted)]
        draft = next((by_name[key] for key in keys if key in by_name), None)
        if draft is None:
            draft = Draft("Practice", mention.kind, name, mention.rule)
        elif len(name) > len(draft.name):
            draft.name, draft.kind = name, mention.kind
        for key in keys:
            by_name.setdefault(key, draft)
        draft.names.update((name, _MARKS.sub("", mention.text)))
        refs.append(mention_ref(mention, draft))
    return refs
