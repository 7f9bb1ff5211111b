"""AFFILIATED_WITH: posts that persons hold, from the words around their names."""

import re
from functools import cache

from loaders.lexicon import alternatives, words
from loaders.relations.found import Found, Reading
from loaders.resolve.drafts import Draft, Ref


@cache
def _post_chain() -> re.Pattern[str]:
    posts = alternatives(words("posts"))
    return re.compile(rf"(?:的)?(?:原|现任|时任|前|党组|党委)?(?P<role>(?:{posts})(?:[、兼和](?:{posts}))*)(?P<more>[、兼,，](?=[\u4e00-\u9fff]))?$")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(alternatives(words("name_titles")))


_LEADER = re.compile(r"为(?:团长|组长|领队|队长)|为正、?副团长")


def find_posts(reading: Reading) -> list[Found]:
    """One AFFILIATED_WITH for each person and body that a post joins: 州教育局潘光伟局长, 党工委书记白云升."""
    found: list[Found] = []
    seen: set[tuple[int, int]] = set()
    for ref in reading.refs:
        if ref.draft.label != "Person":
            continue
        for body, role, rule in _posts_of(reading, ref):
            key = (id(ref.draft), id(body))
            if key not in seen and body is not ref.draft:
                seen.add(key)
                properties = {"role": role} if role else {}
                found.append(Found("AFFILIATED_WITH", ref.draft, body, ref.start, rule, properties))
    return found


def _posts_of(reading: Reading, person: Ref) -> list[tuple[Draft, str, str]]:
    text = reading.text
    out: list[tuple[Draft, str, str]] = []
    position = person.start
    while True:
        match = _post_chain().search(text, max(0, position - 30), position)
        if match is None or match.end() != position:
            break
        body = _body_ending_at(reading, match.start())
        if body is None:
            break
        out.append((body.draft, match.group("role"), "post-before-name"))
        position = body.start
        if position == 0 or text[position - 1] not in "、,，兼":
            break
        position -= 1
    title = _title().match(text, person.end)
    if title and not out:
        body = _body_ending_at(reading, person.start)
        if body is not None:
            role = "" if title.group() in ("同志", "先生", "女士", "老师") else title.group()
            out.append((body.draft, role, "name-before-post"))
    if _LEADER.match(text, title.end() if title else person.end) and reading.own.draft.kind == "Delegation":
        role = _LEADER.match(text, title.end() if title else person.end)
        out.append((reading.own.draft, role.group()[1:].replace("正、副", "") if role else "", "post-of-delegation"))
    return out


def _body_ending_at(reading: Reading, position: int) -> Ref | None:
    """The body or place whose name ends where the post or the name begins."""
    for ref in reading.refs.before(position, 8):
        if ref.end in (position, position - 1) and ref.draft.label in ("Organization", "Place"):
            if ref.end == position or reading.text[ref.end] in "的":
                longer = [r for r in reading.refs.before(position, 8) if r.end == ref.end and r.start < ref.start]
                return longer[-1] if longer and longer[-1].draft.label == "Organization" else ref
    return None
