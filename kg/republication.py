"""Which reports are copies of which: cut, masked, reworded or under another title.

The measure is containment: the part of the smaller report's shingles that the larger one has too, so that a cut copy
resembles its original as much as a whole one does. The answer depends on the set of reports alone, not on the order
in which they came.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.signatures import SLOTS, Signature

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THRESHOLD = 0.54
"""The least containment of a copy: of the values from 0.45 to 0.57, the one where precision and recall meet on
`benchmarks/republication.py`. Between 83 reports of the wild it is 0.02 in the median, 0.43 at most."""

BANDS = 320
"""How many bands are compared: of texts that resemble each other by 0.25, 99 in a hundred pairs meet in one."""

_ROWS = 3
_MET = 4
_LOOK = 256
_RESEMBLANCE = 0.15
_BY_CHANCE = 1 / 256
_CHUNK = 1 << 14


class Republication(NamedTuple):
    """The fullest copy's report id, and the containment in it, 0 to 1, rounded to two places."""

    fullest: str
    similarity: float


class _Pairs(NamedTuple):
    """Pairs of report numbers, the fuller report first, and their containment."""

    fuller: "NDArray[np.int64]"
    lesser: "NDArray[np.int64]"
    containment: "NDArray[np.float64]"


def republications(signatures: Mapping[str, Signature]) -> dict[str, Republication]:
    """The copies among the reports, by report id, each with the fullest copy.

    Reports are taken from the fullest to the least (of equal ones by id). One that is contained by the threshold in a
    fuller report, which is no copy itself, is a copy of it; where there are several such, of the nearest. So no
    report is called a copy over a chain of others, each a little different. Time and memory grow with the number
    of reports: about 1 kB each, and at most four comparisons in a band.
    """
    if len(signatures) < 2:
        return {}
    ids = sorted(signatures, key=lambda ident: (-signatures[ident].size, ident))
    copies: dict[str, Republication] = {}
    for lesser, near in _nearest_first([signatures[ident] for ident in ids]):
        for containment, fuller in near:
            if ids[fuller] not in copies:
                copies[ids[lesser]] = Republication(ids[fuller], round(containment, 2))
                break
    return copies


def _nearest_first(ordered: Sequence[Signature]) -> Iterator[tuple[int, list[tuple[float, int]]]]:
    """For each report that resembles a fuller one: its number, and the fuller ones, the nearest first."""
    near: dict[int, list[tuple[float, int]]] = {}
    for pairs in _resembling(ordered):
        for fuller, lesser, containment in zip(*(column.tolist() for column in pairs), strict=True):
            near.setdefault(lesser, []).append((containment, fuller))
    for lesser in sorted(near):
        yield lesser, sorted(near[lesser], key=lambda one: (-one[0], one[1]))


def _resembling(ordered: Sequence[Signature]) -> Iterator[_Pairs]:
    """The pairs with at least the threshold's containment among those that meet in a band."""
    import numpy as np

    slots = np.frombuffer(b"".join(one.slots for one in ordered), dtype=np.uint8).reshape(len(ordered), SLOTS)
    sizes = np.array([one.size for one in ordered], dtype=np.float64)
    met = _meeting(slots)
    for start in range(0, len(met), _CHUNK):
        fuller, lesser = np.divmod(met[start : start + _CHUNK], len(ordered))
        containment = _containment(slots, sizes, fuller, lesser)
        kept = containment >= THRESHOLD
        yield _Pairs(fuller[kept], lesser[kept], containment[kept])


def _containment(
    slots: "NDArray[np.uint8]", sizes: "NDArray[np.float64]", fuller: "NDArray[Any]", lesser: "NDArray[Any]"
) -> "NDArray[np.float64]":
    """Estimated from the slots in which two reports agree, less those that agree by chance, and their sizes."""
    import numpy as np

    agreed = (slots[fuller] == slots[lesser]).mean(axis=1)
    resemblance = np.clip((agreed - _BY_CHANCE) / (1 - _BY_CHANCE), 0, 1)
    shared = resemblance * (sizes[fuller] + sizes[lesser]) / (1 + resemblance)
    contained: NDArray[np.float64] = np.minimum(shared / sizes[lesser], 1)
    return contained


def _meeting(slots: "NDArray[np.uint8]") -> "NDArray[np.int64]":
    """Pairs that agree in all slots of a band and, on a first look, in others too, as fuller * count + lesser."""
    import numpy as np

    count = len(slots)
    look = np.ascontiguousarray(slots[:, :_LOOK])
    met: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    for band in _bands():
        for fuller, lesser in _in_band(slots[:, band]):
            alike = (look[fuller] == look[lesser]).sum(axis=1) >= _LOOK * _RESEMBLANCE
            met.append(fuller[alike] * count + lesser[alike])
        # once more than a handful have met, most of them have met before
        met = [np.unique(np.concatenate(met))]
    return met[0]


def _in_band(slots: "NDArray[np.uint8]") -> "Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]":
    """The fuller and the lesser reports of the pairs that agree in all these slots.

    In a crowd that agrees (a stock phrase, a report with many copies) each meets only the four fullest: a
    copy looks for what is fuller than itself, and the number of pairs stays linear.
    """
    import numpy as np

    places = np.arange(len(slots))
    keys = slots.astype(np.int64) @ (1 << 8 * np.arange(_ROWS))
    order = np.argsort(keys, kind="stable")
    first = np.r_[True, keys[order][1:] != keys[order][:-1]]
    begins = np.maximum.accumulate(np.where(first, places, 0))
    ranks = places - begins
    for rank in range(min(_MET, int(ranks.max()))):
        later = np.flatnonzero(ranks > rank)
        yield order[begins[later] + rank], order[later]


@cache
def _bands() -> list[list[int]]:
    """The slots of each band, drawn once for all from a fixed seed; a slot may stand in several bands."""
    import random

    rng = random.Random(1)
    return [rng.sample(range(SLOTS), _ROWS) for _ in range(BANDS)]
