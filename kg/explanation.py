"""Why a report's facts are what they are: what was named, stated, repaired and left out, and by which rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.records import Entity, Facts, Span
from kg.spinning import Spinning

REPAIR_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "newline": "换行符",
        "invisible": "不可见字符",
        "tag": "网页标签",
        "entity": "网页转义",
        "space": "空格",
        "full_width": "全角字符",
        "radical": "部首字形",
        "scanning_slip": "识别错字",
        "variant": "异体字形",
        "garbled": "编码乱码",
        "gloss": "拼音注释",
        "traditional": "繁体字",
        "chunk": "分段标记",
        "markdown": "Markdown 标记",
        "site_mark": "网站标记",
        "banner": "网站横幅",
        "left_out": "省略提示",
        "stray_mark": "残留符号",
        "linked_word": "链接词",
        "pager": "翻页栏",
        "page_line": "页码行",
        "page_number": "句中页码",
        "doubled": "重复标题",
        "doubled_bold": "加粗重影",
        "doubled_sentence": "重复句子",
        "running_head": "页眉页脚",
        "cut_title": "标题断行",
        "hyphen": "连字符断词",
        "line_break": "断行",
        "blank_at_sign": "标点旁空白",
        "blank": "字间空白",
        "split_number": "数字间空白",
        "corner_quote": "直角引号",
        "straight_quote": "直引号",
        "spun": "换词还原",
        "page_foot": "页码（未读）",
        "page_head": "页眉页脚（未读）",
        "blank_page": "无文字的页（未读）",
        "contents_line": "目录行（未读）",
        "page_around": "网页正文以外的字（未读）",
        "turned_quote": "反向引号",
        "lost_dash": "丢失的连接号",
        "lost_numeral_dash": "丢失的连接号（汉字日期）",
        "word_hyphen": "词中连字符",
        "twin": "形近错字",
        "broken_item": "列表断句",
        "noise_line": "乱码行",
        "doubled_piece": "分段重影",
        "doubled_clause": "重复分句",
        "private_use": "私用区字符",
        "stray_traditional": "零星繁体字",
        "hidden": "网页脚本注释",
    }
)
"""The Chinese name of each repair, and of each thing that a document shows and its text leaves out (未读).

One that is not here goes by its own name.
"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A report's facts with its text as on disk, and how often each repair was made, by its name.

    `spinning` tells of a swapped vocabulary, None where there is none.
    `repairs` also counts what the whole file shows and its text leaves out (`loaders.formats.extracted`).
    """

    facts: Facts
    text: str
    repairs: Mapping[str, int]
    spinning: Spinning | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """One wording by which the text names an entity, with all its places; None and no place where it is implied."""

    wording: str | None
    entity: Entity
    spans: tuple[Span, ...]


def namings(explanation: Explanation) -> list[Naming]:
    """Every mention, those of one entity in the same words together, in the order of the text; what is implied last."""
    found: dict[tuple[str, str], list[Span]] = {}
    by_id = {entity.id: entity for entity in explanation.facts.entities}
    start = explanation.facts.report.start
    for span, id_ in sorted((span, entity.id) for entity in by_id.values() for span in entity.mentions):
        found.setdefault((id_, explanation.text[span[0] - start : span[1] - start]), []).append(span)
    named = [Naming(wording, by_id[id_], tuple(spans)) for (id_, wording), spans in found.items()]
    return named + [Naming(None, entity, ()) for entity in by_id.values() if not entity.mentions]


def remarks(entity: Entity, facts: Facts) -> list[str]:
    """What else a reader must know of an entity: the own side, a mask, how it was resolved or what it may be."""
    resolved = entity.properties.get("resolved_by")
    candidates = entity.properties.get("candidates")
    said = {
        "本方": entity.id == facts.report.own_side,
        "遮蔽": entity.redacted,
        f"还原依据：{resolved}": resolved,
        f"可能是：{'、'.join(map(str, candidates or ()))}": candidates,
    }
    return [words for words, holds in said.items() if holds]


def visit_words(facts: Facts) -> list[str]:
    """What is stated of the visit: `开始日期 2010-04-21`, `人数 28`; nothing where the text tells of none."""
    visit = facts.report.visit
    if visit is None:
        return []
    said = (("开始日期", visit.start_date), ("结束日期", visit.end_date), ("人数", visit.participants))
    return [f"{name} {value}" for name, value in said if value is not None] or ["日期人数未写明"]


def repair_words(explanation: Explanation) -> list[str]:
    """The repairs with their counts, the most frequent first: `断行 12`."""
    ordered = sorted(explanation.repairs.items(), key=lambda item: (-item[1], item[0]))
    return [f"{REPAIR_NAMES.get(name, name)} {count}" for name, count in ordered]


UNREAD_NAMES: Mapping[str, str] = MappingProxyType(
    {"unreadable-debris": "乱码", "unreadable-year": "连写年份", "hole": "缺字处"}
)
"""The Chinese name of what was left as it stands because it cannot be read, by the rule that found it."""


def unread_words(facts: Facts) -> list[str]:
    """What cannot be read and stays as it is, with its counts: `乱码 2`."""
    counts = {name: sum(one.rule == rule for one in facts.dropped) for rule, name in UNREAD_NAMES.items()}
    return [f"{name} {count}" for name, count in counts.items() if count]
