"""INSPIRED: what the own side says it learns from."""

import re

from loaders.document import Sentence
from loaders.relations.found import Found, Reading
from loaders.relations.subjects import explicit_subject, topic
from loaders.resolve.drafts import Draft, Ref

_LEARN = re.compile(
    r"(?:值得|应该?|可以|要|认真|供|能|需要|充分|积极|可资|可供|很好地?)?[^,，。;；]{0,6}借鉴|给(?:了|予)?(?:我们|大家|我|考察[团组])[^,，。]{0,12}(?:启示|启发|启迪)|(?:深受|很受|受到|受)(?:了)?(?:很大|深刻|极大)?(?:启发|启示|教育|鼓舞|触动)|启示|(?:经验|实践|做法|模式|事例|成功|探索|变化)[^,，。;；]{0,4}告诉我们|学习(?:到|了|借鉴)?(?:[^,，。;；“”]|“[^“”]*”){0,24}(?:经验|做法|模式|精神|理念)|(?:对|可以?为|能为)我[^。;；]{2,50}提供[^,，。;；]{0,6}(?:参考|借鉴)|(?:照着|比照|效仿|仿照|参照)[^,，。;；]{2,24}(?:经验|做法|模式|样子)|跟[^,，。;；]{2,16}学|受益(?:匪浅|良多|很多)|对我[^,，。;；]{0,8}(?:启发|触动|帮助)(?:很|最|更|颇|较)大|对我[^,，。;；]{0,24}(?:很|颇|大|极)?有(?:很大|较大|极大|重要)?(?:的)?(?:启发|启示|帮助|触动)|让我们?(?:真正)?(?:懂得|明白|认识到)了?|学一学|学的是|指导意义|借鉴意义|学习的(?:榜样|标杆|典范)|值得(?:我们|我[省市州县区校镇乡村])?[^,，。;；]{0,8}(?:学习|借鉴|推广|思考)|(?:经验|做法)[^,，。;；]{0,8}(?:消化|带回|用到|运用到|学到手|吸收)|(?:取|学)到了?[^,，。;；]{0,8}经验|向[^,，。;；]{1,20}学习"
)
# Every match of _LEARN holds one of these, and most sentences none.
_LEARNING = re.compile(
    "借鉴|消化|带回|用到|吸收|参考|参照|告诉我们|启示|启发|启迪|教育|鼓舞|学|照着|比照|效仿|仿照|指导意义|值得|取到|触动|帮助|受益|懂得|明白|认识到"
)
_NOT_YET = re.compile(
    r"(?<![作以可能])为(?:了)?[^,，。;；]{0,30}(?:提供借鉴|借鉴|学习)|(?:是|就是)?为了|学习贯彻|考察学习报告"
)
_HEADING_ONLY = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])?[^,，]{0,24}(?:启示|体会|建议|借鉴)[^,，]{0,8}[。:：]?\s*$"
)


def find_inspirations(reading: Reading, visited: list[Draft]) -> list[Found]:
    """One INSPIRED for each named thing that a sentence of learning names; where no sentence names any
    and one speaks of the visit as a whole, for the topmost places gone to."""
    document, own = reading.document, reading.own.draft
    found: dict[int, Found] = {}
    whole: list[Found] = []
    outright = False
    for sentence in document.sentences:
        match = _learning(reading, sentence)
        if match is None or (
            (document.planned or document.summary)
            and match.re is not _FROM
            and not re.search("经验|借鉴|做法|模式", match.group())
        ):
            continue
        target = _learner(reading, sentence, match)
        named = _named(reading, sentence, match)
        if not named and _STRONG.search(match.group()) and sentence.role in ("reflection", "proposal", "practice"):
            named = [(draft, match.start()) for draft in topic(reading, sentence) if not draft.own]
        for draft, position in named:
            if draft is not target and not draft.own:
                found.setdefault(id(draft), Found("INSPIRED", draft, target, position, "inspired-named"))
                outright |= match.re is not _FROM and target is own and draft.label != "Practice"
        if not whole and _whole_visit(reading, sentence, visited):
            whole = [Found("INSPIRED", draft, own, match.start(), "inspired-visit") for draft, _ in _topmost(visited)]
    if outright:
        return list(found.values())
    return [*found.values(), *(one for one in whole if id(one.head) not in found and one.head is not own)]


# The text says outright that somebody is to be learned from, be it named a sentence before.
_STRONG = re.compile("值得|指导意义|借鉴意义|启示我们")


def _learning(reading: Reading, sentence: Sentence) -> re.Match[str] | None:
    if not _LEARNING.search(reading.text, sentence.start, sentence.end):
        return None
    text = reading.text[sentence.start : sentence.end]
    if _HEADING_ONLY.match(text) and not re.search("值得|给了?我们|对我", text):
        return None
    match = _LEARN.search(reading.text, sentence.start, sentence.end) or _learning_from(reading, sentence)
    if match is None or _NOT_YET.search(text):
        return None
    return match


_FROM = re.compile("学习|借鉴|效仿|参照|照着|学着?")


def _learning_from(reading: Reading, sentence: Sentence) -> re.Match[str] | None:
    """学习甲地的“…”计划, in what is proposed: whose name follows the verb at once is learned from."""
    if sentence.role != "proposal" and not reading.document.planned:
        return None
    for match in _FROM.finditer(reading.text, sentence.start, sentence.end):
        refs = reading.refs.at(match.end())
        if any(
            ref.draft.label in ("Place", "Organization") and not ref.draft.own and not ref.anaphoric for ref in refs
        ):
            return match
    return None


_SEEN = re.compile("实地考察|参观|走访|调研|座谈|进行了?考察")


def _named(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[tuple[Draft, int]]:
    """Named sources near the word of learning: a practice with its owner, places and bodies not inside longer names."""
    own = reading.own.draft
    out: list[tuple[Draft, int]] = []
    start = match.start() if match.re is _FROM else max(sentence.start, match.start() - 80)
    refs = [
        ref for ref in reading.refs.between(start, min(sentence.end, match.end() + 12)) if ref.draft.label != "Person"
    ]
    clause_end = next((e for s, e in reading.document.clauses(sentence) if s <= match.end() - 1 < e), sentence.end)
    refs = [ref for ref in refs if ref.start < max(clause_end, match.end())]  # 借鉴甲地做法，在乙地试点
    seen: list[tuple[Draft, int]] = []
    end = start
    for index, ref in enumerate(refs):
        if ref.start < end:
            continue
        end = ref.end
        home = ref.draft.within(own) or own.within(ref.draft)
        if ref.draft is own or ref.draft.own or home or _reached(reading, ref):
            continue
        if _BIDS_OR_LAGS.match(reading.text, ref.end):
            continue
        if ref.draft.label != "Practice" and _SEEN.search(reading.text, ref.end, match.start()):
            seen.extend((draft, ref.start) for draft in ref.drafts)
            continue  # 赴A、B考察，学习C的经验: C is learned from
        if ref.draft.label == "Practice" and not _learned_practice(reading, sentence, ref, match):
            continue
        if ref.draft.label == "Practice" and _USEFUL_FOR.fullmatch(reading.text, start, ref.start):
            continue  # 对我州做好“…”有借鉴意义: it is one's own
        following = next((r for r in refs[index + 1 :] if r.start >= ref.end), None)
        chained = following is not None and following.start - ref.end <= 1 and following.draft.within(ref.draft)
        if chained:
            continue
        out.extend((draft, ref.start) for draft in ref.drafts)
    return out or (seen if len(seen) == 1 and _MOVED.match(match.group()) else [])


_USEFUL_FOR = re.compile("(?:.*[,，。;；])?[^,，。;；]*(?:对(?!口)|围绕|针对)[^,，。;；]*")
_BIDS_OR_LAGS = re.compile("(?:[、和及][^,，。;；]{1,12})?的?(?:统一|总体)?(?:要求|安排|部署|指示|决定)|相比")
# 在某村座谈，深受启发: who moved the visitors is where they were.
_MOVED = re.compile("[很深]?受|让我|给")


def _learned_practice(reading: Reading, sentence: Sentence, ref: Ref, match: re.Match[str]) -> bool:
    """Whether the practice is what is learned: before the word of learning, in proposals right after 借鉴."""
    if sentence.role == "proposal":
        return bool(
            re.search(
                r"(?:借鉴|学习|参照|学用)(?:(?!的(?:做法|经验)|经验|[推实试]行|建立|开展)[^，,。；;、]){0,16}$",
                reading.text[max(sentence.start, ref.start - 20) : ref.start],
            )
        )
    return ref.end <= match.end()


def _reached(reading: Reading, ref: Ref) -> bool:
    """在市南区选择10所小学: where the own side will do it, not whom it learns from."""
    return reading.text[max(0, ref.start - 2) : ref.start].endswith(("在", "选择", "选取", "赴", "前往", "到"))


def _whole_visit(reading: Reading, sentence: Sentence, visited: list[Draft]) -> bool:
    return (
        bool(visited)
        and sentence.role in ("opening", "reflection", "practice")
        and bool(
            re.search(
                r"通过(?:这次|此次|本次)?考察|[这此本]次考察|考察期间[,，]考察|此行|各地|考察地|所到之处|先进地区|[两三四五六七八九](?:所|个?(?:城市|市|县|区|省|地))|值得(?:我们)?学习",
                reading.text[sentence.start : sentence.end],
            )
        )
    )


def _topmost(visited: list[Draft]) -> list[tuple[Draft, int]]:
    below = [draft for draft in visited if draft.kind != "Province"] or visited
    tops = [draft for draft in below if not any(draft.within(other) for other in below if other is not draft)]
    return [(draft, 0) for draft in tops]


def _learner(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Draft:
    """Who learns: 对我市的指导意义 names it; the host that borrowed from another; else the own side."""
    said = reading.text[sentence.start : sentence.end]
    borrowed = re.search("借鉴|学的是|引进", match.group()) and not re.search("对?我[们省市州县区校]", said)
    if sentence.role == "practice" and borrowed:
        host = next((d for d in explicit_subject(reading, sentence, match.start()) if not d.own), None)
        if host is not None:
            return host
    for ref in reading.refs.between(sentence.start, sentence.end):
        if ref.anaphoric and ref.draft is not reading.own.draft and _says_own(reading, ref):
            return ref.draft
    return reading.own.draft


def _says_own(reading: Reading, ref: Ref) -> bool:
    return reading.text[ref.start] in "我本"
