"""Administrative divisions: China down to township, abolished ones too, and places abroad.

The data files are built by scripts/build_gazetteer.py; their first lines say where they come from.
Codes: six digits of GB/T 2260 (`330206`), nine for a township (`330206001`); an abolished unit whose code
lives on has its last year behind it (`420600-2010`); `HK:`, `MO:` and `TW:` with the name below those three;
`ISO:NO` and `ISO:US-CA` for countries and their parts; `geonames:5368361` for a foreign city.
"""

import gzip
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from loaders.word_boundaries import agrees_with_words
from loaders.words import Words

__all__ = ["Division", "Gazetteer", "Hit", "agrees_with_words"]

CHINA = "ISO:CN"


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division.

    `kind` is a place kind of the ontology, `parent` the code of the unit it really belongs to (None for
    Chinese provinces and for countries), `short_names` longest first, `until` the year in which it was
    abolished or renamed and `successor` the code of what took its place, where that is known.
    """

    code: str
    name: str
    kind: str
    parent: str | None = None
    short_names: tuple[str, ...] = ()
    until: str | None = None
    successor: str | None = None


class Hit(NamedTuple):
    """A place name in a text: `[start, end)` in code points.

    `full` says that it is an official name and not a short one, `ambiguous` that it may be something else:
    an ordinary word, or the name of several divisions of which none stands out.
    """

    start: int
    end: int
    surface: str
    full: bool
    ambiguous: bool


class Gazetteer:
    """All divisions, by code and by name. Make it with `load()`."""

    def __init__(self) -> None:
        self._rows: dict[str, list[str]] = {}
        self._divisions: dict[str, Division] = {}
        self._codes: dict[str, list[str]] = {}
        self._ordinary: set[str] = set()
        for name in ("divisions", "foreign"):
            for row in _rows(_plain(f"{name}.tsv")):
                self._add(row)

    @classmethod
    def load(cls) -> "Gazetteer":
        """The gazetteer, read once a process; townships and the matcher follow at their first use."""
        return _load()

    def _add(self, row: list[str]) -> None:
        code = row[0]
        self._rows[code] = row
        for marked in (row[1], *row[4].split("|")) if row[4] else (row[1],):
            name = marked
            if marked[-1] == "?":
                name = marked[:-1]
                self._ordinary.add(name)
            self._codes.setdefault(name, []).append(code)
        if code.startswith("geonames:") and not name.endswith("市"):
            self._codes.setdefault(row[1].rstrip("?") + "市", []).append(code)

    # --- by code

    def by_code(self, code: str) -> Division | None:
        """The division with this code, or None."""
        found = self._divisions.get(code)
        if found is None:
            found = self._make(code)
            if found is not None:
                self._divisions[code] = found
        return found

    def _make(self, code: str) -> Division | None:
        row = self._rows.get(code)
        if row is not None:
            return _division(row)
        town = self._towns.get(code)
        return _township(code, town, self._rows) if town is not None else None

    def chain(self, code: str) -> tuple[Division, ...]:
        """The division, what it belongs to, and so on: up to the province, abroad to the country."""
        known = self._chains.get(code)
        if known is None:
            known = self._climb(code)
            if known:  # codes that are none would fill it without end
                self._chains[code] = known
        return known

    @cached_property
    def _chains(self) -> dict[str, tuple[Division, ...]]:
        return {}

    def _climb(self, code: str) -> tuple[Division, ...]:
        links: list[Division] = []
        division = self.by_code(code)
        while division is not None:
            links.append(division)
            division = self.by_code(division.parent) if division.parent else None
        return tuple(links)

    def above(self, code: str) -> tuple[str, ...]:
        """The codes of all that a division lies in, the nearest first."""
        known = self._above.get(code)
        if known is None:
            links = self.chain(code)
            known = tuple(link.code for link in links[1:])
            if links:
                self._above[code] = known
        return known

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        return {}

    def within(self, code: str, ancestor_code: str) -> bool:
        """Whether the one lies in the other or is it; an abolished unit also lies where its successor lies."""
        if ancestor_code in self._holders(code):
            return True
        gone = self.by_code(ancestor_code)  # a township of today lies in the county of yesterday's name
        later = gone.successor if gone is not None else None
        return later is not None and later != ancestor_code and self.within(code, later)

    def _holders(self, code: str) -> frozenset[str]:
        """The codes of all that a division lies in, its own and its heirs' as well."""
        known = self._held.get(code)
        if known is None:
            division = self.by_code(code)
            if division is None:
                return frozenset()
            home = () if code.startswith(("ISO:", "geonames:")) else (CHINA,)
            heir = division.successor
            inherited = self._holders(heir) if heir is not None and heir != code else ()
            known = self._held[code] = frozenset((code, *home, *self.above(code), *inherited))
        return known

    @cached_property
    def _held(self) -> dict[str, frozenset[str]]:
        return {}

    def children(self, code: str) -> tuple[Division, ...]:
        """What lies directly below and exists today, by code."""
        found = (self.by_code(child) for child in self._children.get(code, ()))
        return tuple(division for division in found if division is not None)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for code, row in self._rows.items():
            if row[3] and not row[5]:
                below.setdefault(row[3], []).append(code)
        for code in self._towns:
            below.setdefault(_county(code, self._rows), []).append(code)
        return {code: sorted(codes) for code, codes in below.items()}

    @cached_property
    def _towns(self) -> dict[str, str]:
        """The names of townships by code; there are too many to make each a division before it is asked for."""
        found = {}
        for code, marked in _rows(_unpacked("townships.tsv.gz")):
            name = marked.rstrip("?")
            if name != marked:
                self._ordinary.add(name)
            found[code] = name
        return found

    # --- by name

    def named(self, name: str) -> tuple[Division, ...]:
        """Every division with this full or short name: today's first, then the highest, then by code.

        An abolished unit whose successor bears the same name is left out, and of several that bore the
        name one after the other and became the same the last alone is given: they are one place.
        """
        known = self._named.get(name)
        if known is None:
            known = self._look_up(name)
            if known:  # names that are none would fill it without end
                self._named[name] = known
        return known

    @cached_property
    def _named(self) -> dict[str, tuple[Division, ...]]:
        return {}

    def _look_up(self, name: str) -> tuple[Division, ...]:
        codes = dict.fromkeys([*self._codes.get(name, ()), *self._township_codes.get(name, ())])
        if not codes:
            return ()
        found = [division for division in map(self.by_code, codes) if division is not None]
        living = [division for division in found if division.until is None]
        gone = _latest(
            [d for d in found if d.until is not None and (d.successor not in codes or d.successor == d.code)]
        )
        return (*sorted(living, key=_rank), *sorted(gone, key=_rank))

    @cached_property
    def _township_codes(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for code, official in self._towns.items():
            for name in (official, *_short_township(official)):
                index.setdefault(name, []).append(code)
        return index

    def resolve(self, name: str, containers: Sequence[str] = ()) -> Division | None:
        """The one division that a name means, or None where that stays open.

        1. With containers (codes of places known from the context, nearest first): the one candidate
           within the first container that holds any. If a container holds several, it is the one of the
           highest level among them, else open. A container itself also counts (南京 in 南京市).
        2. Else the only candidate (a township's short name counts only where nothing else has the name).
        3. Else the one of the highest level, if that is a country, a province or a city of prefecture
           level: 南京 is 南京市, 吉林 is 吉林省, 朝阳 is 朝阳市 of Liaoning. Homonyms abroad: the most
           populous. A Chinese county against a foreign city, or several of one level, stay open.

        Only where no division of today fits are abolished ones asked, by the same rule.
        """
        found = self.named(name)
        living = [division for division in found if division.until is None]
        gone = [division for division in found if division.until is not None]
        for candidates in (living, gone):
            for container in containers:
                inside = [division for division in candidates if self.within(division.code, container)]
                if inside:
                    return _single(inside) or _highest(inside, 9)
        # 余杭 may be short for a 街道 as well, but nobody says so outside its own town.
        full = [division for division in living if division.kind != "Township" or division.name == name]
        if living:
            return _single(full or living) or _highest(full, 2)
        return _single(gone) or _highest(gone, 2)

    # --- in text

    def find(
        self,
        text: str,
        *,
        checked: bool = False,
        words: Words | None = None,
        spans: Sequence[tuple[int, int]] | None = None,
    ) -> list[Hit]:
        """The place names in the text: leftmost, then longest, never overlapping.

        Full and short names of counties and above, full names of townships, names abroad and abolished
        names. With `checked` only those that agree with word boundaries: 适应城市 has no 应城市, and of
        宁波市区 the hit is 宁波. Where they are known, `words` are the words of the text, and `spans` the places of all
        `names` in it, the longest of each place first.
        """
        hits: list[Hit] = []
        done = 0
        for start, end in self._spans(text) if spans is None else spans:
            if start >= done and (not checked or agrees_with_words(text, start, end, words)):
                name = text[start:end]
                hits.append(Hit(start, end, name, *self._nature(name)))
                done = end
        return hits

    def _spans(self, text: str) -> list[tuple[int, int]]:
        found = self._search(text, overlapping=True)
        return [(start, -back) for start, back in sorted([(start, -end) for _, start, end in found])]

    @cached_property
    def _search(self) -> Callable[..., list[tuple[int, int, int]]]:
        from ahocorasick_rs import AhoCorasick, MatchKind

        automaton: Any = AhoCorasick(sorted(self.names), matchkind=MatchKind.Standard)
        search: Callable[..., list[tuple[int, int, int]]] = automaton.find_matches_as_indexes
        return search

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that are looked for in texts."""
        return frozenset((*(name for name in self._codes if len(name) > 1), *filter(_matchable, self._towns.values())))

    def _nature(self, name: str) -> tuple[bool, bool]:
        """(whether it is an official name, whether it is ambiguous)."""
        known = self._natures.get(name)
        if known is None:
            found = self.named(name)
            full = any(division.name == name for division in found)
            known = full, name in self._ordinary or self.resolve(name) is None
            self._natures[name] = known
        return known

    @cached_property
    def _natures(self) -> dict[str, tuple[bool, bool]]:
        return {}


def _latest(gone: list[Division]) -> list[Division]:
    """Of the abolished units with one heir, the last; a unit without a known heir stands for itself."""
    last: dict[tuple[str, str | None], Division] = {}
    for division in sorted(gone, key=lambda division: (division.until or "", division.code)):
        heirless = division.code if division.successor is None else None
        last[division.successor or division.name, heirless] = division
    return list(last.values())


@cache
def _load() -> Gazetteer:
    return Gazetteer()


def _plain(name: str) -> str:
    return (files("loaders") / "lexicon" / name).read_text("utf-8")


def _rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _division(row: list[str]) -> Division:
    code, name, kind, parent, shorts, until, successor = row
    plain = tuple(short.rstrip("?") for short in shorts.split("|")) if shorts else ()
    return Division(code, name.rstrip("?"), kind, parent or None, plain, until or None, successor or None)


def _unpacked(name: str) -> str:
    return gzip.decompress((files("loaders") / "lexicon" / name).read_bytes()).decode("utf-8")


def _township(code: str, name: str, above: Container[str]) -> Division:
    return Division(code, name, "Township", _county(code, above), _short_township(name))


def _county(code: str, above: Container[str]) -> str:
    """What a township hangs on: its county, in 嘉峪关市, which has none, the prefecture."""
    county = code.rpartition("/")[0] if "/" in code else code[:6]
    return county if county in above else code[:4] + "00"


def _short_township(name: str) -> tuple[str, ...]:
    """The name without 街道, 镇, 乡 or 苏木, where at least two characters stay."""
    for suffix in ("街道", "苏木", "镇", "乡"):
        stem = name.removesuffix(suffix)
        if stem != name:
            stem = stem.removesuffix("民族") if suffix == "乡" else stem
            return (stem,) if len(stem) > 1 else ()
    return ()


def _matchable(township: str) -> bool:
    """Farms, zones and the like stand in the data under names too general to look for."""
    return len(township) > 2 and township.endswith(("街道", "镇", "乡", "苏木"))


def _level(division: Division) -> int:
    """0 country, 1 province or state, 2 city of prefecture level or abroad, 3 county, 4 township."""
    if division.kind in ("Country", "Township"):
        return 0 if division.kind == "Country" else 4
    if not division.code[:6].isdigit():
        return _LEVELS_ELSEWHERE[division.kind]
    return 1 if division.code[2:6] == "0000" else 2 if division.code[4:6] == "00" else 3


_LEVELS_ELSEWHERE = {"Province": 1, "City": 2, "County": 3}


def _rank(division: Division) -> tuple[int, bool, int]:
    """Highest first, China first; foreign cities stay as the file has them, the most populous first."""
    domestic = not division.code.startswith(("ISO:", "geonames:"))
    return _level(division), not domestic, int(division.code[:6]) if division.code[:6].isdigit() else 0


def _single(candidates: list[Division]) -> Division | None:
    return candidates[0] if len(candidates) == 1 else None


def _highest(candidates: list[Division], lowest: int) -> Division | None:
    """The one candidate of the highest level, if that level is `lowest` or above."""
    if not candidates or _level(candidates[0]) > lowest:
        return None
    top = [division for division in candidates if _level(division) == _level(candidates[0])]
    domestic = [division for division in candidates if not division.code.startswith(("ISO:", "geonames:"))]
    if not domestic:
        return top[0]
    if _level(top[0]) > 1 and top[0].code.startswith("geonames:"):
        return None
    same = [division for division in top if division in domestic]
    return same[0] if len(same) == 1 else None
