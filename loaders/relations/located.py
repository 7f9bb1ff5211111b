"""LOCATED_IN: containment that the report states (name chains, 位于, 所属) or that the gazetteer knows."""

import re

from loaders.relations.found import Found, Reading
from loaders.resolve.drafts import Draft

_LIES_IN = re.compile(r"(?:位于|地处|坐落(?:于|在)?|座落(?:于|在)?|隶属于?|属于|在行政上隶属于?)[^,，。;；]{0,6}?")


def find_locations(reading: Reading, drafts: list[Draft]) -> list[Found]:
    """The direct container of each place and body, as far as the report names it."""
    _stated_by_verbs(reading)
    found = []
    for draft in drafts:
        if draft.parent is not None and draft.parent is not draft and draft.label in ("Place", "Organization"):
            position = draft.evidence if draft.evidence is not None else None
            rule = "located-stated" if draft.stated else "located-gazetteer"
            found.append(Found("LOCATED_IN", draft, draft.parent, -1 if position is None else position, rule))
    return found


def _stated_by_verbs(reading: Reading) -> None:
    """X位于Y: the last link of the chain after the verb contains the clause's subject."""
    text = reading.text
    for match in _LIES_IN.finditer(text):
        places = []
        end = match.end()
        for ref in reading.refs.between(match.end(), match.end() + 40):
            if ref.draft.label != "Place" or ref.anaphoric or ref.start - end > 6:
                break
            places.append(ref)
            end = ref.end
        subject = next((r for r in reading.refs.before(match.start(), 6) if match.start() - r.end <= 24), None)
        if places and subject is not None and not re.search(r"[。\n]", text[subject.end : match.start()]):
            draft, place = subject.draft, places[-1].draft
            if _may_lie(draft, place):
                draft.parent, draft.stated, draft.evidence = place, True, match.start()


def _may_lie(draft: Draft, place: Draft) -> bool:
    """Whether the place can hold the other and says more than what is known."""
    if draft.label not in ("Place", "Organization") or draft is place or place.within(draft):
        return False
    closer = draft.parent is not None and place.within(draft.parent)
    return (not draft.stated or closer) and (draft.label == "Organization" or draft.level > place.level)
