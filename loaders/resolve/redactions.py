"""What masks hide: the one place that the report and the gazetteer leave, or those that remain, and why.

Each mention of a mask is decided for itself, since equal masks need not be equal places:

1. by the named places beneath it, of which the rarest decides (xx区|翠苑街道、西溪街道);
2. what is left open by the set of places that the report itself closes (赴xx、xx、xx三个城市), once all are known;
3. in a report of one masked goal, by all that it tells of that goal together;
4. by the masks right above or beneath it that were decided so.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from loaders.document import Document
from loaders.gazetteer import Division, Gazetteer
from loaders.mentions.masks import mask_suffix
from loaders.mentions.mention import Mention
from loaders.resolve.closed_sets import ClosedSet, closed_set
from loaders.resolve.mask_cases import (
    Case,
    Reading,
    decide,
    division_of,
    full_name,
    named_above,
    read_case,
    readings_above,
)
from loaders.resolve.mask_chains import fits, full_names, mask_chains, readings, step
from loaders.resolve.mask_roles import Role, goals, role_of, shown_on_tour, single_goal
from loaders.resolve.older_names import upgraded, variants
from loaders.resolve.unmasked import Unmasked, told_of


def unmask(document: Document, mentions: Sequence[Mention], delegations: Collection[int] = ()) -> dict[int, Unmasked]:
    """What each masked place hides, by where it starts.

    `mentions` are the report's places in text order, `delegations` the starts of delegations' names.
    """
    if not any(mention.redacted for mention in mentions):
        return {}
    chains = mask_chains(document, mentions)
    went = goals(document, mentions)
    firsts = {sentence: goal for goal, sentence in reversed(went)}
    cases = [read_case(chain, role_of(document, chain, firsts, delegations)) for chain in chains]
    for case in cases:
        decide(case, f"其下有{'、'.join(case.told)}")
    closed, slots = closed_set(document, mentions, _hosts(document, cases))
    if closed is not None:
        for case in cases:
            _restrict(case, closed)
    _by_goal(document, mentions, cases, went)
    for case in cases:
        _by_neighbours(case)
    return told_of(cases, closed, slots)


def _hosts(document: Document, cases: Iterable[Case]) -> dict[int, Division]:
    """What hosts' masks were decided to be, by their starts."""
    found = {}
    for case in cases:
        sentence = document.sentences[document.sentence_at(case.chain.masks[0].start)]
        if case.role is Role.VISITOR or (case.role is Role.OPEN and sentence.role in ("proposal", "gap")):
            continue
        found.update({case.chain.masks[index].start: division for index, (division, _) in case.decided.items()})
    return found


def _restrict(case: Case, closed: ClosedSet) -> None:
    """Of a host's mask the readings within the set, by variants of the name beneath it as well."""
    if case.role not in (Role.HOST, Role.TOLD) or not case.chain.beneath or len(case.decided) == len(case.chain.masks):
        return
    named = [(child, (*full_names(child), *variants(child.text))) for child in case.chain.beneath]
    held: set[Reading] = set()
    for child, divisions in named:
        found = _members(case, readings_above(case.chain, divisions, nearest=False), closed)
        if found and (not held or held & found):
            held = held & found or found
            case.told = list(dict.fromkeys([*case.told, child.text]))
    if not held:
        return
    names = "、".join(division.name for division in closed.divisions)
    case.exact = case.wide = held
    case.limits = f"考察的{closed.told}是{names}"
    decide(case, f"{case.limits}，其下有{'、'.join(case.told)}")


def _members(case: Case, found: set[Reading], closed: ClosedSet) -> set[Reading]:
    """The readings within the set: a mask that could be a member is one (of cities no xx市 is a town of theirs)."""
    member = next((i for i, mask in enumerate(case.chain.masks) if any(fits(d, mask) for d in closed.divisions)), None)
    if member is not None:
        return {one for one in found if one[member] in closed.codes}
    return {one for one in found if closed.holds(one[-1])}


def _by_goal(
    document: Document, mentions: Sequence[Mention], cases: list[Case], went: Sequence[tuple[int, int]]
) -> None:
    """In a tour to one masked place: all its masks are that place, and what was shown there lies in it."""
    goal = single_goal(document, [case.chain for case in cases], went)
    if goal is None:
        return
    shown = _shown(document, mentions, cases, goal.masks, goal.end)
    aside = _twins(document, cases) | {case.chain.masks[0].start for case in cases if _partner(document, case)}
    for surface in dict.fromkeys(goal.masks):
        held = [
            (case, index)
            for case in cases
            if case.role is Role.HOST and case.chain.masks[0].start not in aside
            for index, mask in enumerate(case.chain.masks)
            if mask.text == surface
        ]
        codes, told = _agreed(held, shown, goal.masks.index(surface))
        if len(codes) != 1 or not mask_suffix(held[0][0].chain.masks[held[0][1]]):
            continue
        division = division_of(next(iter(codes)))
        why = f"全文只考察这一处，其下有{'、'.join(told)}，只能是{full_name(division)}"
        for case, index in held:
            if _lies(division, case.chain.above):
                case.decided.setdefault(index, (division, why))


def _lies(division: Division, above: Sequence[Mention]) -> bool:
    """Whether a division lies in what is named above its mask, if anything is."""
    outer = {one.code for mention in above for one in named_above(mention)}
    return not outer or any(Gazetteer.load().within(division.code, code) for code in outer)


_WITH = re.compile(r"(?:与|和|同|跟|向|从|像|比|到|赴|学习|借鉴)了?$")


def _partner(document: Document, case: Case) -> bool:
    """Whether the account names a mask as somebody that its host deals with (该市与xx市崂山区结对)."""
    start = case.chain.first.start
    sentence = document.sentences[document.sentence_at(start)]
    return sentence.role == "practice" and bool(_WITH.search(document.text[max(0, start - 3) : start]))


def _twins(document: Document, cases: Sequence[Case]) -> set[int]:
    """Where xx市 stands beside another xx市 (xx市与xx市结对): one of them is not the goal, and who knows which."""
    found: set[int] = set()
    for case, after in pairwise(cases):
        ours, others = case.chain.masks, after.chain.masks
        gap = document.text[(case.chain.beneath or ours)[-1].end : others[0].start]
        if ours[0].text == others[0].text and re.fullmatch(r"、|和|与|同|跟|及|以及|[,，]", gap):
            found |= {ours[0].start, others[0].start}
    return found


def _agreed(
    held: Sequence[tuple[Case, int]], shown: tuple[set[Reading], list[str]] | None, place: int
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
    document: Document, mentions: Sequence[Mention], cases: Sequence[Case], goal: tuple[str, ...], end: int
) -> tuple[set[Reading], list[str]] | None:
    """The readings of the goal by the stations of the tour; None unless two or more of them agree."""
    chain = next(
        (c.chain for c in cases if c.role is Role.HOST and tuple(mask.text for mask in c.chain.masks) == goal), None
    )
    if chain is None:
        return None
    placed = {m.start for case in cases for m in case.chain.beneath}
    left: set[Reading] | None = None
    told: dict[str, None] = {}
    for mention in shown_on_tour(document, mentions, end):
        if mention.start in placed or step(mention) <= step(chain.masks[-1]) or mention.text in told:
            continue
        found = readings_above(chain, (*full_names(mention), *upgraded(mention.text)))
        if not found:
            continue
        left = found if left is None else left & found
        told[mention.text] = None
    return (left, list(told)) if left and len(told) > 1 else None


def _by_neighbours(case: Case) -> None:
    """What holds a mask that was decided, or is held by it alone."""
    for index in sorted(case.decided, reverse=True):
        division, _ = case.decided[index]
        above = set(readings(case.chain.masks[:index], Gazetteer.load().chain(division.code)[1:]))
        for outer in range(index):
            codes = {one[outer] for one in above}
            if len(codes) == 1 and outer not in case.decided:
                held = division_of(codes.pop())
                case.decided[outer] = held, f"其下是{division.name}，只能是{full_name(held)}"


def beneath_open(document: Document, mentions: Sequence[Mention], found: Mapping[int, Unmasked]) -> Iterator[int]:
    """The starts of names beneath open masks that are borne by several places: no other context decides these."""
    for chain in mask_chains(document, mentions):
        if chain.masks[-1].start in found and found[chain.masks[-1].start].division is None:
            yield from (m.start for m in chain.beneath if len(full_names(m)) + len(upgraded(m.text)) > 1)
