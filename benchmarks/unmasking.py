"""How many masks copies resolve, and how many wrongly: `python benchmarks/unmasking.py [PAIRS]`.

Makes pairs (300 unless told) of a made-up report (`benchmarks/republication.py`) and a damaged copy of it (spun, cut to
60 %, retitled, scanned with slips, several at once), masks every city and county of one of the two, in every second
pair that of the fuller, and reads both. A report has up to six cities, all under one mask (xx市), so that most masks
of equal look hide different places. Prints of the masks whose place the other copy names how many get the right name, a
wrong one and none, and the time that this takes beside reading.
"""

import random
import re
import sys
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from republication import KINDS, damaged, report

from kg.copy_families import resolve_among
from kg.records import Facts
from loaders.extract import extract
from loaders.gazetteer import Gazetteer
from loaders.sources import Source

_MASKS = ("xx", "XX", "××", "**", "某")


class Pair(NamedTuple):
    """A report and a copy of it, one of them with masks: the true name at each mask, by where the mask starts.

    `told` are those whose name stands in the other copy: none that was cut away, whose name nobody can tell.
    """

    masked: str
    naming: str
    truth: dict[int, str]
    told: frozenset[int]
    damage: str


@cache
def divisions(suffix: str) -> list[str]:
    """Real cities (市) or counties (县) of three characters, by code."""
    gazetteer = Gazetteer.load()
    cities = [city for number in range(11, 66) for city in gazetteer.children(f"{number}0000")]
    held = cities if suffix == "市" else [county for city in cities for county in gazetteer.children(city.code)]
    return [one.name for one in held if len(one.name) == 3 and one.name.endswith(suffix) and one.until is None]


def pairs(count: int, seed: int = 3) -> Iterator[Pair]:
    """The same pairs in every run."""
    rng = random.Random(seed)
    for number in range(count):
        names = [rng.choice(divisions("县")), *rng.sample(divisions("市"), 5)]
        original = _report(rng, names)
        kinds = [kind for kind in KINDS if kind != "mask" and rng.random() < 0.4]
        copy = damaged(rng, original, tuple(kinds))
        masked, naming = (original, copy) if number % 2 else (copy, original)
        text, truth = _masked(masked, names, rng.choice(_MASKS))
        told = _named_there(truth, re.findall("|".join(names), naming))
        side = "fuller" if number % 2 else "copy"
        yield Pair(text, naming, truth, told, f"{side} masked, {'+'.join(kinds) or 'whole'}")


def _report(rng: random.Random, names: Sequence[str]) -> str:
    """A made-up report of a county's tour to five cities, all real; what it tells of them is invented."""
    text, _ = report(rng, [], [name[:2] for name in names])
    return text


def _masked(text: str, names: Sequence[str], mask: str) -> tuple[str, dict[int, str]]:
    pieces: list[str] = []
    truth: dict[int, str] = {}
    after = length = 0
    for match in re.finditer("|".join(names), text):
        pieces += [text[after : match.start()], mask]
        length += match.start() - after
        truth[length] = match.group()
        length += len(mask)
        after = match.end() - 1
    return "".join([*pieces, text[after:]]), truth


def _named_there(truth: Mapping[int, str], named: Sequence[str]) -> frozenset[int]:
    """The masks whose name stands in the other copy in the same place of the order."""
    hidden = list(truth.items())
    blocks = SequenceMatcher(None, [name for _, name in hidden], named, autojunk=False).get_matching_blocks()
    return frozenset(at for block in blocks for at, _ in hidden[block.a : block.a + block.size])


def _read(name: str, text: str) -> Facts:
    return next(extract(Source(name, text, "utf-8", "")))


def measure(count: int) -> None:
    """Print the counts by kind of damage, and the times."""
    made = list(pairs(count))
    begun = time.process_time()
    read = [_read(f"{number}-{part}.txt", text) for number, one in enumerate(made) for part, text in enumerate(one[:2])]
    reading = time.process_time() - begun
    begun = time.process_time()
    resolved = resolve_among(read)
    seconds = time.process_time() - begun
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for number, one in enumerate(made):
        _count(one, read[2 * number], resolved[2 * number], counts)
    for kind, found in sorted(counts.items()):
        told = found["right"] + found["wrong"]
        print(f"{kind:<45}{found['right']:6d} right {found['wrong']:4d} wrong {found['open']:5d} open", end="")
        print(f"  {found['right'] / (told + found['open']):.3f} resolved")
    print(f"reading {reading:.1f} s, resolving {seconds:.1f} s")


def _count(pair: Pair, before: Facts, after: Facts, counts: dict[str, Counter[str]]) -> None:
    starts = sorted(pair.truth)
    for then, now in zip(before.redactions, after.redactions, strict=True):
        at = bisect_right(starts, then.span[0]) - 1
        if then.name is not None or at < 0 or starts[at] != then.span[0]:
            continue
        name = pair.truth[starts[at]]
        said = "open" if now.name is None else "right" if now.name.startswith(name) else "wrong"
        if said == "wrong":
            print(then.text, "is", name, "told", now.name, now.why)
        if said == "open" and starts[at] not in pair.told:
            continue
        for kind in (pair.damage, "all"):
            counts[kind][said] += 1


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
