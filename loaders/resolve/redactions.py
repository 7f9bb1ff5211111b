"""What masks hide: the one place that the report and the gazetteer leave, or those that remain, and why.

Each mention of a mask is decided for itself, since equal masks need not be equal places:

1. by the named places beneath it, of which the rarest decides (xx区|翠苑街道、西溪街道);
2. what is left open by the set of places that the report itself closes (赴xx、xx、xx三个城市), once all are known;
3. in a report of one masked goal, by all that it tells of that goal together;
4. by the masks right above or beneath it that were decided so.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from loaders.document import Document
from loaders.gazetteer import Division, Gazetteer
from loaders.mentions.masks import mask_suffix
from loaders.mentions.mention import Mention
from loaders.resolve.closed_sets import ClosedSet, closed_set
from loaders.resolve.mask_chains import MaskChain, fits, full_names, mask_chains, readings, step
from loaders.resolve.mask_roles import Role, goals, role_of, shown_on_tour, single_goal
from loaders.resolve.older_names import upgraded, variants

MOST_CANDIDATES = 40
"""A mask that more places fit than these is told by their number."""

_Reading = tuple[str, ...]


class Unmasked(NamedTuple):
    """What a mask hides: `division` where it is certain, else `candidates` by code (none where all is possible).

    `why` is told to readers. `group` names the place beneath an open mask where equal masks are not one place.
    """

    division: Division | None
    candidates: tuple[Division, ...]
    why: str
    group: str = ""


@dataclass(slots=True)
class _Case:
    """A chain of masks in the deciding.

    `exact` are the readings by official names, None where nothing beneath tells; `wide` those by older names too;
    `told` the names that told.
    """

    chain: MaskChain
    role: Role
    told: list[str] = field(default_factory=list)
    exact: set[_Reading] | None = None
    wide: set[_Reading] = field(default_factory=set)
    decided: dict[int, tuple[Division, str]] = field(default_factory=dict)
    limits: str = ""


def unmask(document: Document, mentions: Sequence[Mention], delegations: Collection[int] = ()) -> dict[int, Unmasked]:
    """What each masked place hides, by where it starts.

    `mentions` are the report's places in text order, `delegations` the starts of delegations' names.
    """
    if not any(mention.redacted for mention in mentions):
        return {}
    chains = mask_chains(document, mentions)
    went = goals(document, mentions)
    firsts = {sentence: goal for goal, sentence in reversed(went)}
    cases = [_case(chain, role_of(document, chain, firsts, delegations)) for chain in chains]
    for case in cases:
        _decide(case, f"其下有{'、'.join(case.told)}")
    closed, slots = closed_set(document, mentions, _hosts(document, cases))
    if closed is not None:
        for case in cases:
            _restrict(case, closed)
    _by_goal(document, mentions, cases, went)
    for case in cases:
        _by_neighbours(case)
    return _told(cases, closed, slots)


def _case(chain: MaskChain, role: Role) -> _Case:
    """The readings that the names beneath leave; one that contradicts those before it is passed over."""
    case = _Case(chain, role)
    for child in chain.beneath:
        exact = _readings(chain, full_names(child))
        wide = exact | _readings(chain, upgraded(child.text))
        if not exact or (case.exact is not None and not case.exact & exact):
            continue
        case.exact = exact if case.exact is None else case.exact & exact
        case.wide = wide if not case.told else case.wide & wide
        if child.text not in case.told:
            case.told.append(child.text)
    return case


def _readings(chain: MaskChain, divisions: Iterable[Division], *, nearest: bool = True) -> set[_Reading]:
    """The readings of a chain above any of the divisions, within what is named above the chain."""
    gazetteer = Gazetteer.load()
    above = {division.code for mention in chain.above for division in _above(mention)}
    found = {one for d in divisions for one in readings(chain.masks, gazetteer.chain(d.code)[1:], nearest=nearest)}
    return {one for one in found if not above or any(gazetteer.within(one[0], code) for code in above)}


def _above(mention: Mention) -> tuple[Division, ...]:
    full = full_names(mention)
    one = None if full else Gazetteer.load().resolve(mention.text)
    return full or ((one,) if one is not None else ())


def _decide(case: _Case, why: str) -> None:
    """Take what all readings agree on, if older names leave nothing else."""
    if not case.exact:
        return
    for index in range(len(case.chain.masks)):
        codes = {reading[index] for reading in case.exact | case.wide}
        if len(codes) == 1 and index not in case.decided:
            division = _division(codes.pop())
            case.decided[index] = division, f"{why}，只能是{full_name(division)}"


def _hosts(document: Document, cases: Iterable[_Case]) -> dict[int, Division]:
    """What hosts' masks were decided to be, by their starts."""
    found = {}
    for case in cases:
        sentence = document.sentences[document.sentence_at(case.chain.masks[0].start)]
        if case.role is Role.VISITOR or (case.role is Role.OPEN and sentence.role in ("proposal", "gap")):
            continue
        found.update({case.chain.masks[index].start: division for index, (division, _) in case.decided.items()})
    return found


def _restrict(case: _Case, closed: ClosedSet) -> None:
    """Of a host's mask the readings within the set, by variants of the name beneath it as well."""
    if case.role not in (Role.HOST, Role.TOLD) or not case.chain.beneath or len(case.decided) == len(case.chain.masks):
        return
    named = [(child, (*full_names(child), *variants(child.text))) for child in case.chain.beneath]
    held: set[_Reading] = set()
    for child, divisions in named:
        found = _members(case, _readings(case.chain, divisions, nearest=False), closed)
        if found and (not held or held & found):
            held = held & found or found
            case.told = list(dict.fromkeys([*case.told, child.text]))
    if not held:
        return
    names = "、".join(division.name for division in closed.divisions)
    case.exact = case.wide = held
    case.limits = f"考察的{closed.told}是{names}"
    _decide(case, f"{case.limits}，其下有{'、'.join(case.told)}")


def _members(case: _Case, found: set[_Reading], closed: ClosedSet) -> set[_Reading]:
    """The readings within the set: a mask that could be a member is one (of cities no xx市 is a town of theirs)."""
    member = next((i for i, mask in enumerate(case.chain.masks) if any(fits(d, mask) for d in closed.divisions)), None)
    if member is not None:
        return {one for one in found if one[member] in closed.codes}
    return {one for one in found if closed.holds(one[-1])}


def _by_goal(
    document: Document, mentions: Sequence[Mention], cases: list[_Case], went: Sequence[tuple[int, int]]
) -> None:
    """In a tour to one masked place: all its masks are that place, and what was shown there lies in it."""
    goal = single_goal(document, [case.chain for case in cases], went)
    if goal is None:
        return
    shown = _shown(document, mentions, cases, goal.masks, goal.end)
    twins = _twins(document, cases)
    for surface in dict.fromkeys(goal.masks):
        held = [
            (case, index)
            for case in cases
            if case.role is Role.HOST and case.chain.masks[0].start not in twins
            for index, mask in enumerate(case.chain.masks)
            if mask.text == surface
        ]
        codes, told = _agreed(held, shown, goal.masks.index(surface))
        if len(codes) != 1 or not mask_suffix(held[0][0].chain.masks[held[0][1]]):
            continue
        division = _division(next(iter(codes)))
        why = f"全文只考察这一处，其下有{'、'.join(told)}，只能是{full_name(division)}"
        for case, index in held:
            if _lies(division, case.chain.above):
                case.decided.setdefault(index, (division, why))


def _lies(division: Division, above: Sequence[Mention]) -> bool:
    """Whether a division lies in what is named above its mask, if anything is."""
    outer = {one.code for mention in above for one in _above(mention)}
    return not outer or any(Gazetteer.load().within(division.code, code) for code in outer)


def _twins(document: Document, cases: Sequence[_Case]) -> set[int]:
    """Where xx市 stands beside another xx市 (xx市与xx市结对): one of them is not the goal, and who knows which."""
    found: set[int] = set()
    for case, after in pairwise(cases):
        ours, others = case.chain.masks, after.chain.masks
        gap = document.text[(case.chain.beneath or ours)[-1].end : others[0].start]
        if ours[0].text == others[0].text and re.fullmatch(r"、|和|与|同|跟|及|以及|[,，]", gap):
            found |= {ours[0].start, others[0].start}
    return found


def _agreed(
    held: Sequence[tuple[_Case, int]], shown: tuple[set[_Reading], list[str]] | None, place: int
) -> tuple[set[str], list[str]]:
    """The codes that all tellings of one goal leave, with the names that told; no codes where they contradict."""
    codes: set[str] | None = None
    told: dict[str, None] = {}
    for case, index in held:
        if case.exact:
            here = {one[index] for one in case.exact | case.wide}
            codes = here if codes is None else codes & here
            told |= dict.fromkeys(case.told)
    if shown is not None:
        here = {one[place] for one in shown[0]}
        if codes is None or codes & here:
            codes = here if codes is None else codes & here
            told |= dict.fromkeys(shown[1])
    return codes or set(), list(told)


def _shown(
    document: Document, mentions: Sequence[Mention], cases: Sequence[_Case], goal: tuple[str, ...], end: int
) -> tuple[set[_Reading], list[str]] | None:
    """The readings of the goal by the stations of the tour; None unless two or more of them agree."""
    chain = next(
        (c.chain for c in cases if c.role is Role.HOST and tuple(mask.text for mask in c.chain.masks) == goal), None
    )
    if chain is None:
        return None
    placed = {m.start for case in cases for m in case.chain.beneath}
    left: set[_Reading] | None = None
    told: dict[str, None] = {}
    for mention in shown_on_tour(document, mentions, end):
        if mention.start in placed or step(mention) <= step(chain.masks[-1]) or mention.text in told:
            continue
        found = _readings(chain, (*full_names(mention), *upgraded(mention.text)))
        if not found:
            continue
        left = found if left is None else left & found
        told[mention.text] = None
    return (left, list(told)) if left and len(told) > 1 else None


def _by_neighbours(case: _Case) -> None:
    """What holds a mask that was decided, or is held by it alone."""
    for index in sorted(case.decided, reverse=True):
        division, _ = case.decided[index]
        above = set(readings(case.chain.masks[:index], Gazetteer.load().chain(division.code)[1:]))
        for outer in range(index):
            codes = {one[outer] for one in above}
            if len(codes) == 1 and outer not in case.decided:
                held = _division(codes.pop())
                case.decided[outer] = held, f"其下是{division.name}，只能是{full_name(held)}"


# --- what is left open


def _told(cases: Sequence[_Case], closed: ClosedSet | None, slots: frozenset[int]) -> dict[int, Unmasked]:
    found: dict[int, Unmasked] = {}
    for case in cases:
        for index, mask in enumerate(case.chain.masks):
            if index in case.decided:
                division, why = case.decided[index]
                found[mask.start] = Unmasked(division, (), why)
            else:
                found[mask.start] = _open(case, index, closed, slots)
    return _grouped(found, cases)


def _open(case: _Case, index: int, closed: ClosedSet | None, slots: frozenset[int]) -> Unmasked:
    mask = case.chain.masks[index]
    if case.exact:
        divisions = _ordered({one[index] for one in case.exact | case.wide})
        why = f"{case.limits + '，' if case.limits else ''}其下有{'、'.join(case.told)}，同名的不止一处"
        return _limited(divisions, why)
    inside = _outer(case, index)
    if inside is not None:
        held = [d for d in Gazetteer.load().children(inside.code) if fits(d, mask) and mask_suffix(mask)]
        return _limited(held, f"在{full_name(inside)}，没有别的线索")
    if mask.start in slots:
        return _limited(_fitting(closed, mask), "几处并列，分不出先后")
    if closed is not None and case.role in (Role.HOST, Role.TOLD) and _fitting(closed, mask):
        return _limited(_fitting(closed, mask), f"是考察的{closed.told}之一，没有别的线索")
    if case.chain.beneath:
        return Unmasked(None, (), f"其下的{case.chain.beneath[0].text}认不出是哪里的")
    return Unmasked(None, (), "没有线索")


def _outer(case: _Case, index: int) -> Division | None:
    """The place right above a mask, named or decided."""
    if index:
        return case.decided[index - 1][0] if index - 1 in case.decided else None
    above = _above(case.chain.above[0]) if case.chain.above else ()
    return above[0] if len(above) == 1 else None


def _fitting(closed: ClosedSet | None, mask: Mention) -> list[Division]:
    divisions = closed.divisions if closed is not None else ()
    return [division for division in divisions if fits(division, mask)]


def _limited(divisions: Sequence[Division], why: str) -> Unmasked:
    if len(divisions) > MOST_CANDIDATES:
        return Unmasked(None, (), f"{why}，可能的有{len(divisions)}处")
    return Unmasked(None, tuple(divisions), why)


def _grouped(found: Mapping[int, Unmasked], cases: Sequence[_Case]) -> dict[int, Unmasked]:
    """Open masks that look the same stay one thing of the report unless the places beneath them say otherwise."""
    grouped = dict(found)
    by_surface: dict[str, list[tuple[int, str]]] = {}
    for case in cases:
        for mask in case.chain.masks:
            if found[mask.start].division is None and case.exact:
                by_surface.setdefault(mask.text, []).append((mask.start, case.told[0]))
    known = {mask.text for case in cases for mask in case.chain.masks if found[mask.start].division is not None}
    for surface, told in by_surface.items():
        sets = [{division.code for division in found[start].candidates} for start, _ in told]
        if surface not in known and (set.intersection(*sets) or len({name for _, name in told}) == 1):
            continue
        for start, name in told:
            grouped[start] = grouped[start]._replace(group=name)
    return grouped


def _ordered(codes: Iterable[str]) -> list[Division]:
    return [_division(code) for code in sorted(codes)]


def _division(code: str) -> Division:
    division = Gazetteer.load().by_code(code)
    if division is None:
        raise ValueError(f"no division has the code {code}")
    return division


def full_name(division: Division) -> str:
    """A division with all that holds it: 江苏省南京市鼓楼区."""
    return "".join(link.name for link in reversed(Gazetteer.load().chain(division.code)))


def beneath_open(document: Document, mentions: Sequence[Mention], found: Mapping[int, Unmasked]) -> Iterator[int]:
    """The starts of names beneath open masks that are borne by several places: no other context decides these."""
    for chain in mask_chains(document, mentions):
        if chain.masks[-1].start in found and found[chain.masks[-1].start].division is None:
            yield from (m.start for m in chain.beneath if len(full_names(m)) + len(upgraded(m.text)) > 1)
