"""A chain of masks in the deciding: what it may be by the names beneath it and above."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.gazetteer import Division, Gazetteer
from loaders.mentions.mention import Mention
from loaders.resolve.mask_chains import MaskChain, full_names, readings
from loaders.resolve.mask_roles import Role
from loaders.resolve.older_names import upgraded

Reading = tuple[str, ...]
"""A code for each mask of a chain."""


@dataclass(slots=True)
class Case:
    """A chain of masks in the deciding.

    `exact` are the readings by official names, None where nothing beneath tells; `wide` those by older names too;
    `told` the names that told.
    """

    chain: MaskChain
    role: Role
    told: list[str] = field(default_factory=list)
    exact: set[Reading] | None = None
    wide: set[Reading] = field(default_factory=set)
    decided: dict[int, tuple[Division, str]] = field(default_factory=dict)
    limits: str = ""


def read_case(chain: MaskChain, role: Role) -> Case:
    """The readings that the names beneath leave; one that contradicts those before it is passed over."""
    case = Case(chain, role)
    for child in chain.beneath:
        exact = readings_above(chain, full_names(child))
        wide = exact | readings_above(chain, upgraded(child.text))
        if not exact or (case.exact is not None and not case.exact & exact):
            continue
        case.exact = exact if case.exact is None else case.exact & exact
        case.wide = wide if not case.told else case.wide & wide
        if child.text not in case.told:
            case.told.append(child.text)
    return case


def readings_above(chain: MaskChain, divisions: Iterable[Division], *, nearest: bool = True) -> set[Reading]:
    """The readings of a chain above any of the divisions, within what is named above the chain."""
    gazetteer = Gazetteer.load()
    above = {division.code for mention in chain.above for division in named_above(mention)}
    found = {one for d in divisions for one in readings(chain.masks, gazetteer.chain(d.code)[1:], nearest=nearest)}
    return {one for one in found if not above or any(gazetteer.within(one[0], code) for code in above)}


def named_above(mention: Mention) -> tuple[Division, ...]:
    """The divisions that a name above a mask may be; a short name only where it is clear."""
    full = full_names(mention)
    one = None if full else Gazetteer.load().resolve(mention.text)
    return full or ((one,) if one is not None else ())


def decide(case: Case, why: str) -> None:
    """Take what all readings agree on, if older names leave nothing else."""
    if not case.exact:
        return
    for index in range(len(case.chain.masks)):
        codes = {reading[index] for reading in case.exact | case.wide}
        if len(codes) == 1 and index not in case.decided:
            division = division_of(codes.pop())
            case.decided[index] = division, f"{why}，只能是{full_name(division)}"


def division_of(code: str) -> Division:
    """The division of a code that the gazetteer gave. Raises ValueError for another."""
    division = Gazetteer.load().by_code(code)
    if division is None:
        raise ValueError(f"no division has the code {code}")
    return division


def full_name(division: Division) -> str:
    """A division with all that holds it: 江苏省南京市鼓楼区."""
    return "".join(link.name for link in reversed(Gazetteer.load().chain(division.code)))
