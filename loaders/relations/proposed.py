"""PROPOSED: who created a practice or first put it forward."""

import re

from loaders.relations.found import Found, Reading
from loaders.resolve.drafts import Draft, Ref

_CREATING = re.compile("创|提出|倡|主张|发明|发起|总结出|出自")
"""One of these is in every way to say that somebody created something."""
_MOUTH = re.compile(r"出自[^,，。;；]{0,12}(?:之口|之手)|由[^,，。;；]{0,16}(?:创立|提出|首创|倡导|发起|创办)")


def find_proposals(reading: Reading) -> list[Found]:
    """One PROPOSED for each practice with a person (or body) beside a verb of creating."""
    found: list[Found] = []
    seen: set[tuple[int, int]] = set()
    for sentence in reading.document.sentences:
        if not _CREATING.search(reading.text, sentence.start, sentence.end):
            continue
        practices = [r for r in reading.refs.between(sentence.start, sentence.end) if r.draft.label == "Practice"]
        for creator, position in _creators(reading, sentence.start, sentence.end):
            practice = _nearest_practice(reading, practices, position, sentence.start)
            if practice is not None and (id(creator), id(practice)) not in seen:
                seen.add((id(creator), id(practice)))
                found.append(Found("PROPOSED", creator, practice, position, "proposed"))
    return found


def _creators(reading: Reading, start: int, end: int) -> list[tuple[Draft, int]]:
    text, out = reading.text, []
    outer = start
    for ref in reading.refs.between(start, end):
        if ref.start < outer:
            continue  # 遂昌县 in 遂昌县青禾小学
        outer = ref.end
        if ref.draft.label == "Person":
            after = text[ref.end : min(end, ref.end + 14)]
            if re.match(
                r"[^,，。;；]{0,14}(?:创立|首创|独创|提出|首倡|倡导|提倡|主张|倡议|创造|创始|发明|发起|总结出)", after
            ) or _mouth(text, ref, start, end):
                out.append((ref.draft, ref.start))
        elif ref.draft.label in ("Organization", "Place") and not ref.anaphoric:
            after = text[ref.end : min(end, ref.end + 10)]
            if re.match(r"[^,，。;；]{0,8}(?:首创|独创|最早提出|首先提出|率先提出|首倡|发起)", after):
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
