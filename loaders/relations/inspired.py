"""INSPIRED: what the own side says it learns from."""

import re

from loaders.document import Sentence
from loaders.relations.found import Found, Reading
from loaders.resolve.drafts import Draft, Ref

_LEARN = re.compile(
    r"(?:值得|应该?|可以|要|认真|供|能|需要|充分|积极|可资|可供|很好地?)?[^,，。;；]{0,6}借鉴|给(?:了|予)?我们[^,，。]{0,12}(?:启示|启发|启迪)|(?:深受|很受|受到|受)(?:了)?(?:很大|深刻|极大)?(?:启发|启示|教育|鼓舞)|启示|学习(?:到|了|借鉴)?[^,，。;；]{0,16}(?:经验|做法|模式|精神|理念)|指导意义|值得(?:我们|我[省市州县区校镇乡村])?[^,，。;；]{0,8}(?:学习|借鉴|推广|思考)|(?:取|学)到了?[^,，。;；]{0,8}经验|向[^,，。;；]{1,20}学习"
)
_NOT_YET = re.compile(r"为(?:了)?[^,，。;；]{0,30}(?:提供借鉴|借鉴|学习)|(?:是|就是)?为了|学习贯彻|考察学习报告")
_HEADING_ONLY = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])?[^,，]{0,24}(?:启示|体会|建议|借鉴)[^,，]{0,8}[。:：]?\s*$"
)


def find_inspirations(reading: Reading, visited: list[Draft]) -> list[Found]:
    """One INSPIRED for each named thing that a sentence of learning names, or, where the sentence
    speaks of the visit as a whole, for the topmost places gone to."""
    document = reading.document
    if document.planned or document.summary:
        return []
    found: dict[int, Found] = {}
    general = False
    for sentence in document.sentences:
        match = _learning(reading, sentence)
        if match is None:
            continue
        sources = _named(reading, sentence, match)
        if not sources and not general:
            general = _whole_visit(reading, sentence, match, visited)
            sources = _topmost(visited) if general else []
        target = _learner(reading, sentence, match)
        for draft, position in sources:
            if draft is not target and not draft.own:
                found.setdefault(id(draft), Found("INSPIRED", draft, target, position or match.start(), "inspired"))
    return list(found.values())


def _learning(reading: Reading, sentence: Sentence) -> re.Match[str] | None:
    text = reading.text[sentence.start : sentence.end]
    if _HEADING_ONLY.match(text):
        return None
    match = _LEARN.search(reading.text, sentence.start, sentence.end)
    if match is None or _NOT_YET.search(text):
        return None
    return match


def _named(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[tuple[Draft, int]]:
    """Named sources in the clauses of the sentence up to the word of learning."""
    own = reading.own.draft
    out: list[tuple[Draft, int]] = []
    refs = reading.refs.between(max(sentence.start, match.start() - 80), min(sentence.end, match.end() + 12))
    for index, ref in enumerate(refs):
        if ref.draft.label == "Person" or ref.draft is own or ref.draft.own:
            continue
        if ref.draft.label == "Practice" and not (
            sentence.role in ("reflection", "practice") and ref.end <= match.end()
        ):
            continue
        following = refs[index + 1] if index + 1 < len(refs) else None
        if following is not None and following.start <= ref.end and following.draft.label != "Practice":
            continue
        if ref.draft.within(own):
            continue
        out.extend((draft, ref.start) for draft in ref.drafts)
    return out


def _whole_visit(reading: Reading, sentence: Sentence, match: re.Match[str], visited: list[Draft]) -> bool:
    return (
        bool(visited)
        and sentence.role in ("opening", "reflection", "practice")
        and bool(
            re.search(
                r"通过(?:这次|此次|本次)?考察|这次考察|此次考察|本次考察|此行|各地|考察地|所到之处|先进地区|三所|[两三四五六七八九]个?(?:城市|市|县|区|省|地)|值得(?:我们)?学习",
                reading.text[sentence.start : sentence.end],
            )
        )
    )


def _topmost(visited: list[Draft]) -> list[tuple[Draft, int]]:
    below = [draft for draft in visited if draft.kind != "Province"] or visited
    tops = [draft for draft in below if not any(draft.within(other) for other in below if other is not draft)]
    return [(draft, 0) for draft in tops]


def _learner(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Draft:
    """Who learns: 对我市的指导意义 names it; else the own side."""
    for ref in reading.refs.between(sentence.start, sentence.end):
        if ref.anaphoric and ref.draft is not reading.own.draft and _says_own(reading, ref):
            return ref.draft
    return reading.own.draft


def _says_own(reading: Reading, ref: Ref) -> bool:
    return reading.text[ref.start] in "我本"
