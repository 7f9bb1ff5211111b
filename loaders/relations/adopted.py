"""ADOPTED: who carries a practice out, has resolved to, or is advised to."""

import re

from loaders.document import Sentence
from loaders.relations.found import Found, Reading
from loaders.relations.subjects import explicit_subject, subject
from loaders.resolve.drafts import Draft, Ref

_NEGATED = re.compile(
    r"没有|尚未|未能|未曾|还没|远没有|缺乏|缺少|不搞|取消|避免|防止|尚无|从未|并未|不再|未形成|不健全|而不是|不是"
)
_ALREADY = re.compile(r"已经?|近年来|近几年|去年|现有|一直|多年来|正在|目前|率先|取得|成功|曾|过去")
_WILL = re.compile(r"将(?!.{0,12}纳入了)|计划|拟|打算|准备|力争|争取|即将|着手|下一步|明年|今后")
_OUGHT = re.compile(
    r"建议|应该?|应当|必须|需要|要(?!求)|可以|不妨|有必要|务必|力求|必要|借鉴|学习|参照|推广|尝试|探索|努力|进一步|提议"
)


def find_adoptions(reading: Reading, visited: list[Draft]) -> list[Found]:
    """One ADOPTED for each practice and each that the text says does it, plans it, or should do it."""
    found: list[Found] = []
    seen: set[tuple[int, int, str]] = set()
    for ref in reading.refs:
        if ref.draft.label != "Practice":
            continue
        sentence = reading.document.sentences[reading.document.sentence_at(ref.start)]
        for draft, status, rule in _adopters(reading, sentence, ref, visited):
            key = (id(draft), id(ref.draft), status)
            if key not in seen and draft is not ref.draft:
                seen.add(key)
                found.append(Found("ADOPTED", draft, ref.draft, ref.start, rule, {"status": status}))
    return _strongest(found)


_RANK = {"in_place": 0, "planned": 1, "recommended": 2}


def _strongest(found: list[Found]) -> list[Found]:
    """One relation for each pair: what is in place already is not also recommended."""
    best: dict[tuple[int, int], Found] = {}
    for one in found:
        key = (id(one.head), id(one.tail))
        held = best.get(key)
        if held is None or _RANK[str(one.properties["status"])] < _RANK[str(held.properties["status"])]:
            best[key] = one
    return list(best.values())


def _adopters(reading: Reading, sentence: Sentence, ref: Ref, visited: list[Draft]) -> list[tuple[Draft, str, str]]:
    text, own = reading.text, reading.own.draft
    clause = _clause(reading, sentence, ref.start)
    if _NEGATED.search(text, clause, ref.start) or _title_only(reading, sentence, ref):
        return []
    if reading.document.planned or reading.document.summary:
        return _own_work(reading, sentence, ref, clause)
    explicit = explicit_subject(reading, sentence, ref.start)
    if sentence.role in ("proposal", "reflection", "gap"):
        return _from_lessons(reading, sentence, ref, clause, explicit, visited)
    drafts, how = (explicit, "explicit") if explicit else subject(reading, sentence, ref.start)
    if not drafts and sentence.role == "practice":
        drafts, how = _only_host(visited)
    status = (
        "planned"
        if _WILL.search(text, clause, ref.start) and not _ALREADY.search(text, clause, ref.start)
        else "in_place"
    )
    return [(draft, status, f"adopted-{how}") for draft in drafts if draft.label in ("Place", "Organization")]


def _only_host(visited: list[Draft]) -> tuple[tuple[Draft, ...], str]:
    """Where a report tells of one host, the practices it describes are the host's."""
    tops = [draft for draft in visited if not any(draft.within(other) for other in visited if other is not draft)]
    return (tuple(tops), "only-host") if len(tops) == 1 else ((), "")


def _clause(reading: Reading, sentence: Sentence, position: int) -> int:
    spans = [start for start, _ in reading.document.clauses(sentence) if start <= position]
    return spans[-1] if spans else sentence.start


def _title_only(reading: Reading, sentence: Sentence, ref: Ref) -> bool:
    """A practice in the report's title line is not adopted there."""
    return sentence.paragraph == 0 and sentence.start < 5 and "报告" in reading.text[ref.end : sentence.end]


def _own_work(reading: Reading, sentence: Sentence, ref: Ref, clause: int) -> list[tuple[Draft, str, str]]:
    """In a plan or an account of the writer's own work the own side is who acts, unless another is named."""
    text = reading.text
    explicit = explicit_subject(reading, sentence, ref.start)
    drafts = explicit or (reading.own.draft,)
    if reading.document.summary:
        status = "planned" if _WILL.search(text, clause, ref.start) else "in_place"
    else:
        status = "in_place" if re.search("在[^,，。]{0,24}基础上|已经?", text[clause : ref.end + 12]) else "planned"
    return [(draft, status, "adopted-own-work") for draft in drafts]


def _from_lessons(
    reading: Reading, sentence: Sentence, ref: Ref, clause: int, explicit: tuple[Draft, ...], visited: list[Draft]
) -> list[tuple[Draft, str, str]]:
    """In the sections of lessons and proposals: what others do is in place, what we ought to do is recommended."""
    text, own = reading.text, reading.own.draft
    others = tuple(draft for draft in explicit if draft is not own)
    ought = _OUGHT.search(text, sentence.start, ref.start) or _OUGHT.search(text, clause, ref.start)
    if others and not (
        sentence.role == "proposal" and re.search("学习|借鉴|参照|像", text[sentence.start : ref.start])
    ):
        home = [draft for draft in others if draft.within(own) or not draft.redacted and _is_home(reading, draft)]
        if home and ought:
            return [(draft, "recommended", "adopted-advice") for draft in home]
        return [(draft, "in_place", "adopted-explicit") for draft in others]
    if _ALREADY.search(text, clause, ref.start) and explicit:
        return [(own, "in_place", "adopted-own-already")]
    if sentence.role == "proposal" or ought:
        return [(own, "recommended", "adopted-advice")]
    if explicit:
        return [(own, "in_place" if sentence.role != "proposal" else "recommended", "adopted-own")]
    drafts, how = subject(reading, sentence, ref.start)
    return [(draft, "in_place", f"adopted-{how}") for draft in drafts]


def _is_home(reading: Reading, draft: Draft) -> bool:
    own = reading.own.draft
    return draft.parent is own or draft.within(own)
