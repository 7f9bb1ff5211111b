"""PROPOSED: who created a practice or first put it forward."""

import re

from loaders.document import Sentence
from loaders.relations.found import Found, Reading
from loaders.relations.subjects import explicit_subject
from loaders.resolve.drafts import Draft, Ref

_CREATING = re.compile("创|起源|发源|诞生|始于|提出|倡|主张|发明|发起|出自|总结出|琢磨出|摸索出|探索出|归纳出|提炼出")
"""One of these is in every way to say that somebody created something."""
_MOUTH = re.compile(r"出自[^,，。;；]{0,12}(?:之口|之手)|由[^,，。;；]{0,16}(?:创立|提出|首创|倡导|发起|创办)")

_BY_ANYBODY = "首创|独创|自创|发明|创造|最早提出|首先提出|率先提出|首倡|发起"
_BY_PERSONS = "创立|提出|倡导|提倡|主张|倡议|创始|创设|创编|总结出|琢磨出|摸索出|探索出|归纳出|提炼出"
_CREATED = re.compile(rf"(?P<anybody>{_BY_ANYBODY})了?的?|(?:{_BY_PERSONS})了?的?")
"""Words of creating. What a body 总结出 or 创立 is rather its work: such words name only a person as author."""
_PERSON_CREATES = re.compile(rf"[^,，。;；]{{0,14}}(?:{_BY_ANYBODY}|{_BY_PERSONS})")
_BODY_CREATES = re.compile("[^,，。;；]{0,8}(?:首创|独创|最早提出|首先提出|率先提出|首倡|发起)")
_REACH = 14
"""How many characters may lie between the word of creating and the practice: 创立了一套“…”工作法."""

_NEAR = 60
"""How many characters before the word of creating the body stands that is its subject."""
_OF_OTHERS = re.compile("[。;；]|介绍|告诉|表示|说|坦言|他们|她们|[该本]|我们")
"""院长某某介绍，他们自创了“…”: who tells of it is not who made it."""


def find_proposals(reading: Reading) -> list[Found]:
    """One PROPOSED for each practice with a person (or body) beside a verb of creating."""
    found: list[Found] = []
    seen: set[tuple[int, int]] = set()
    for sentence in reading.document.sentences:
        named = reading.refs.between(sentence.start, sentence.end)
        if not named or not _CREATING.search(reading.text, sentence.start, sentence.end):
            continue
        practices = [ref for ref in named if ref.draft.label == "Practice"]
        pairs = [
            (creator, _nearest_practice(reading, practices, position, sentence.start), position)
            for creator, position in _creators(reading, sentence.start, sentence.end)
        ]
        origins = _origins(reading, sentence, practices)
        for creator, practice, position in [*pairs, *_created(reading, sentence, practices), *origins]:
            if practice is not None and (id(creator), id(practice)) not in seen:
                seen.add((id(creator), id(practice)))
                found.append(Found("PROPOSED", creator, practice, position, "proposed"))
    return found


_BEGAN_IN = re.compile("”?(?:运动|活动|模式|经验|做法|制度)?(?:最早|最初)?(?:起源|发源|诞生|始|首创)于")
_BIRTHPLACE = re.compile("”?(?:运动|活动|模式|经验|做法|制度)?的?(?:发源地|诞生地|首创地|起源地)")


def _origins(reading: Reading, sentence: Sentence, practices: list[Ref]) -> list[tuple[Draft, Draft, int]]:
    """“…”运动起源于甲县, 甲县是“…”的发源地: where it was first done."""
    out = []
    for ref in practices:
        began = _BEGAN_IN.match(reading.text, ref.end)
        if began:
            places = [r for r in reading.refs.sites(began.end(), sentence.end) if r.start - began.end() <= 12]
            out += [(places[-1].draft, ref.draft, ref.start)] if places else []
        elif _BIRTHPLACE.match(reading.text, ref.end):
            doers = explicit_subject(reading, sentence, ref.start)
            out += [(draft, ref.draft, ref.start) for draft in doers if not draft.own]
    return out


def _created(reading: Reading, sentence: Sentence, practices: list[Ref]) -> list[tuple[Draft, Draft, int]]:
    """技术员白某某经过五年摸索，总结出“…”技术: the author stands clauses before the word of creating."""
    text, out = reading.text, []
    for verb in _CREATED.finditer(text, sentence.start, sentence.end):
        made = [r for r in practices if 0 <= r.start - verb.end() <= _REACH]
        if not made or re.search("[,，。;；]", text[verb.end() : made[0].start]):
            continue
        earlier = reading.refs.between(sentence.start, verb.start())
        persons = [r for r in earlier if r.draft.label == "Person" and not r.anaphoric]
        between = text[persons[-1].end : verb.start()] if persons else ""
        if persons and not _OF_OTHERS.search(between):
            out.append((persons[-1].draft, made[0].draft, verb.start()))
        elif verb["anybody"]:
            near = max(sentence.start, verb.start() - _NEAR)
            bodies = {id(r.draft) for r in reading.refs.sites(near, verb.start())}
            subject = explicit_subject(reading, sentence, verb.start())
            out += [(d, made[0].draft, verb.start()) for d in subject if not d.own and id(d) in bodies]
    return out


def _creators(reading: Reading, start: int, end: int) -> list[tuple[Draft, int]]:
    text, out = reading.text, []
    outer = start
    for ref in reading.refs.between(start, end):
        if ref.start < outer:
            continue  # 遂昌县 in 遂昌县青禾小学
        outer = ref.end
        if ref.draft.label == "Person":
            if _PERSON_CREATES.match(text, ref.end, min(end, ref.end + 14)) or _mouth(text, ref, start, end):
                out.append((ref.draft, ref.start))
        elif (
            ref.draft.label in ("Organization", "Place")
            and not ref.anaphoric
            and _BODY_CREATES.match(text, ref.end, min(end, ref.end + 10))
        ):
            out.append((ref.draft, ref.start))
    return out


def _mouth(text: str, ref: Ref, start: int, end: int) -> bool:
    return any(m.start() <= ref.start < m.end() for m in _MOUTH.finditer(text, start, end))


def _nearest_practice(reading: Reading, practices: list[Ref], position: int, start: int) -> Draft | None:
    if practices:
        return min(practices, key=lambda r: (abs(r.start - position), r.start)).draft
    for ref in reading.refs.before(start, 6):
        if ref.draft.label == "Practice" and start - ref.end < 20:
            return ref.draft
    return None
