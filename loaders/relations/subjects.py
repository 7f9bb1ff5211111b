"""Who a sentence speaks of: the subject of a clause, the topic of a section, the heading over it."""

import re
from bisect import bisect_right
from functools import cache
from operator import itemgetter

from loaders.document import Sentence
from loaders.mentions.practice_lists import governing_verbs
from loaders.relations.found import Reading
from loaders.resolve.drafts import Draft, Ref

_LEAD = re.compile(
    r"(?:[\s“]|[一二三四五六七八九十]+[、是]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．]|其[一二三四五]是?|如|位于|地处|隶属于?|比如|例如|譬如|诸如|同时|此外|另外|还有|特别是?|尤其是?|而|并且?|且|目前|近年来?|近几年|当前|现在|今年|去年|自|在|据|其中|于是|首先|其次|再次|最后|像|以|对于|就|从|由|所以|因此|为了?[^,，。]{0,12}+|考察中|\d{4}年(?:\d{1,2}月)?(?:以来|起)?)*+"
)
_NOT_SUBJECT = re.compile(
    r"(?:与|同|跟|对|向|被|给|把|将|为|到|赴|去|学习|借鉴|参观|考察|相比|比|从|由|至|驻|走进|[、和及])$"
)
_JOIN = re.compile(r"[、,，]|和|及|与|以及|、?和")


def subject(reading: Reading, sentence: Sentence, position: int) -> tuple[tuple[Draft, ...], str]:
    """The places or bodies that what stands at `position` is said of, and how they were found.

    Looked for in this order: a clause's beginning in the sentence, a reference in the same clause,
    the topic of the sentences before it in the section.
    """
    drafts = _doer(reading, sentence, position) or _clause_subject(reading, sentence, position)
    if drafts:
        return drafts, "clause-subject"
    drafts = _same_clause(reading, sentence, position)
    if drafts:
        return drafts, "same-clause"
    drafts = _clause_subject(reading, sentence, position, across=True)
    if drafts:
        return drafts, "sentence-subject"
    drafts = topic(reading, sentence)
    return (drafts, "topic") if drafts else ((), "")


def explicit_subject(reading: Reading, sentence: Sentence, position: int) -> tuple[Draft, ...]:
    """The subject that the sentence itself names before `position`; empty where it names none."""
    return (
        _doer(reading, sentence, position)
        or _clause_subject(reading, sentence, position)
        or _same_clause(reading, sentence, position)
    )


@cache
def _does() -> re.Pattern[str]:
    """What may stand between a doer and the practice: adverbs, a verb of doing, a few characters."""
    adverbs = (
        "则|也|还|又|更是|率先|积极|大力|先后|创新性?地?|别出心裁|在全[省市县区国州]|首先|全面|深入|从而|普遍|已经?|均"
    )
    return re.compile(
        rf"(?:{adverbs}){{0,3}}(?:{governing_verbs()})(?:了|出|起)?[^,，。;；:：、“”]{{0,10}}(?:“[^“”]*”[、和及])*“?《?"
    )


def _doer(reading: Reading, sentence: Sentence, position: int) -> tuple[Draft, ...]:
    """市里指导某街道推行“…”: of several in a clause the one right before the verb of doing, if it is no partner."""
    text = reading.text
    start = [s for s, _ in reading.document.clauses(sentence) if s <= position][-1:]
    refs = _adopters(reading, start[0] if start else sentence.start, position)
    if len(refs) < 2 or not _does().fullmatch(text, refs[-1].end, position):
        return ()
    first = len(refs) - 1
    while first > 0 and refs[first].start == refs[first - 1].end:
        first -= 1
    if first == 0 or _NOT_DOER.search(text[max(0, refs[first].start - 3) : refs[first].start]):
        return ()
    return tuple(dict.fromkeys(refs[-1].drafts))


_NOT_DOER = re.compile("(?:[与同跟和及、在从到由向的以]|借鉴|学习|参照|联合|依托|协助|配合|全|对)$")
_BESIDES = re.compile("等?(?:相比|比较|同志|领导的|来说|以外|之间)")
_REACH = 2000
"""How many characters before a practice are searched for who does it: no author goes on so long in one sentence."""


def _adopters(reading: Reading, start: int, end: int) -> list[Ref]:
    return reading.refs.sites(max(start, end - _REACH), end)


def _clause_subject(reading: Reading, sentence: Sentence, position: int, *, across: bool = False) -> tuple[Draft, ...]:
    text = reading.text
    clauses = reading.document.clauses(sentence)
    last = bisect_right(clauses, position, key=itemgetter(0)) - 1
    for index in range(last, -1, -1):
        start, end = clauses[index]
        if index < last and text[end] in ";；" and not across:
            return ()
        refs = _adopters(reading, start, min(end, position))
        if refs and _LEAD.fullmatch(text[start : refs[0].start]):
            link = _chain_end(reading, refs, 0)
            if sentence.role == "proposal" and index < last and _place_of_another(reading, start, end, refs[0]):
                continue
            if not _BESIDES.match(text, refs[link].end, refs[link].end + 4):
                return _coordinated(reading, refs, link)
    return ()


def _place_of_another(reading: Reading, start: int, end: int, first: Ref) -> bool:
    """在甲镇先建一处“…”, in a clause before: where that is to be done, and not who does what follows."""
    named = any(ref.draft.label == "Practice" for ref in reading.refs.between(first.end, end))
    return named and reading.text[start : first.start].endswith("在")


def _chain_end(reading: Reading, refs: list[Ref], index: int) -> int:
    """The last link of a name chain: 宁波市|海曙区|鼓楼街道."""
    while index + 1 < len(refs) and refs[index + 1].start - refs[index].end <= 1:
        if refs[index + 1].start > refs[index].end and reading.text[refs[index].end] not in "的 ":
            break
        index += 1
    return index


_ACTS = re.compile(
    "(?:积极|率先|大力|全面)?(?:探索|推行|实施|实行|开展|建立|打造|创新|创建|构建|推进)"
)  # 对某街道探索…的做法


def _same_clause(reading: Reading, sentence: Sentence, position: int) -> tuple[Draft, ...]:
    text = reading.text
    clauses = reading.document.clauses(sentence)
    start = next((start for start, _ in reversed(clauses) if start <= position), sentence.start)
    refs = _adopters(reading, start, position)
    for index in range(len(refs) - 1, -1, -1):
        if index + 1 < len(refs) and refs[index + 1].start == refs[index].end:
            continue
        first = index
        while first > 0 and refs[first].start == refs[first - 1].end:
            first -= 1
        before = text[start : refs[first].start][-4:]
        if not _NOT_SUBJECT.search(before) or (before.endswith("对") and _ACTS.match(text, refs[index].end)):
            return _coordinated(reading, refs, index)
    return ()


def _coordinated(reading: Reading, refs: list[Ref], index: int) -> tuple[Draft, ...]:
    """The reference with those that a list joins to it, last links of chains only."""
    text = reading.text
    members = list(refs[index].drafts)
    last = index
    for following in range(index + 1, len(refs)):
        gap = text[refs[last].end : refs[following].start]
        if not _JOIN.fullmatch(gap) or gap in (",", ","):
            break
        end = _chain_end(reading, refs, following)
        if end != following:
            continue
        members.extend(refs[following].drafts)
        last = following
    first = index
    while first > 0:
        while first > 0 and refs[first].start == refs[first - 1].end:
            first -= 1
        if first == 0 or not _JOIN.fullmatch(text[refs[first - 1].end : refs[first].start]):
            break
        members[:0] = refs[first - 1].drafts
        first -= 1
    return tuple(dict.fromkeys(members))


def topic(reading: Reading, sentence: Sentence) -> tuple[Draft, ...]:
    """What the sentences before this one in its section speak of, nearest first, headings included."""
    document = reading.document
    if reading.text[sentence.start] == "【":  # 【桐城市】围绕茶叶，出台了…
        titled = _adopters(reading, sentence.start, max(reading.text.find("】", sentence.start), sentence.start))
        if titled:
            return titled[_chain_end(reading, titled, 0)].drafts
    index = document.sentence_at(sentence.start)
    first, own = _items_before(reading, sentence, index)
    before = [*document.sentences[max(0, first - 8) : first], *document.sentences[max(own, index - 8) : index]]
    for other in before[::-1]:
        if other.section < sentence.section and not (other.section == sentence.section - 1 and sentence.level >= 3):
            break
        found = _sentence_topic(reading, other)
        if found:
            return found
    return ()


_FURTHER_ITEM = re.compile("\\s*(?:第?[二三四五六七八九十]|其[二三四五六七八])(?:是|[、,，])")
_FIRST_ITEM = re.compile("\\s*(?:第?一|其一)(?:是|[、,，])")


def _items_before(reading: Reading, sentence: Sentence, index: int) -> tuple[int, int]:
    """Where the list begins that a sentence stands in, and where its own item does: both `index` where there is none.

    一是…比如甲区…。二是…: what an item tells by way of example is not what the next one speaks of.
    """
    sentences = reading.document.sentences
    own = index
    while own >= 0 and sentences[own].section == sentence.section and sentences[own].level != 5 and index - own < 8:
        own -= 1
    if own < 0 or sentences[own].level != 5 or not _FURTHER_ITEM.match(reading.text, sentences[own].start):
        return index, index
    first = own - 1
    while first >= 0 and sentences[first].section == sentence.section and own - first < 40:
        if sentences[first].level == 5 and _FIRST_ITEM.match(reading.text, sentences[first].start):
            return first, own
        first -= 1
    return index, index


def _only_where(reading: Reading, first: Ref, last: Ref) -> bool:
    """在某研究院等单位成立党组织: the body is where something is done, and not who the text speaks of."""
    text = reading.text
    return (
        last.draft.label == "Organization"
        and text[first.start - 1 : first.start] == "在"
        and not re.match(r"[,，、的里中时]|期间|考察|参观|学习|座谈|调研|我们", text[last.end : last.end + 4])
    )


def _sentence_topic(reading: Reading, sentence: Sentence) -> tuple[Draft, ...]:
    refs = _adopters(reading, sentence.start, sentence.end)
    for start, end in reading.document.clauses(sentence):
        inside = [ref for ref in refs if start <= ref.start < end]
        if inside and _LEAD.fullmatch(reading.text[start : inside[0].start]):
            last = _chain_end(reading, inside, 0)
            if _only_where(reading, inside[0], inside[last]):
                continue
            return _coordinated(reading, inside, last)
    if sentence.level and refs:
        return refs[_chain_end(reading, refs, 0)].drafts
    return ()
