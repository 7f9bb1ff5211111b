"""Build loaders/lexicon/scanning_twins.tsv: words as optical recognition misreads them, with what they should be.

    python scripts/build_twins.py

Misread words of two characters are chosen by hand (scripts/twins_by_hand.txt): many of them are said as well
(进人, 已见). Those of three and more come from jieba's dictionary, where the wrong form is no word. Names of
divisions come from the gazetteer. The same inputs give the same bytes.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from loaders.gazetteer import Gazetteer  # noqa: E402
from loaders.word_boundaries import _dictionary  # noqa: E402

TWINS = ("已己", "末未", "日曰", "人入", "千干", "士土")
TWIN = {one: other for pair in TWINS for one, other in (pair, pair[::-1])}
OUT = ROOT / "loaders" / "lexicon" / "scanning_twins.tsv"
SOURCE = (
    "# Source: built by scripts/build_twins.py from jieba 0.42.1 (MIT), the gazetteer and scripts/twins_by_hand.txt:"
    " words as optical recognition misreads them, and what they should be.\n"
)
RARE = 100
"""A wrong form that jieba has a hundred times more rarely than the word is a misreading in its own sources."""
NO_NAME = frozenset("千干人入未末已己")
"""干河镇 beside 千河镇: with these characters both forms make names."""


def misread(word: str) -> Iterator[str]:
    """A word with one of its characters read as its twin."""
    for at, sign in enumerate(word):
        if sign in TWIN:
            yield word[:at] + TWIN[sign] + word[at + 1 :]


def by_hand() -> Iterator[tuple[str, str]]:
    """The hand-picked forms; the right one is the most frequent word they may stand for, by its parts if need be."""
    frequencies, _ = _dictionary()
    for line in (ROOT / "scripts" / "twins_by_hand.txt").read_text("utf-8").splitlines():
        heading = re.match("# (.) for (.)", line)
        if heading:
            wrong, right = heading.groups()
        elif not line.startswith("#"):
            for form in line.split():
                fixed = [form[:at] + right + form[at + 1 :] for at, sign in enumerate(form) if sign == wrong]
                yield form, max(fixed, key=lambda word: frequencies.get(word, 0))


def long_words() -> Iterator[tuple[str, str]]:
    """Words of three and more characters whose wrong form is no word, not even in parts that overlap it."""
    frequencies, _ = _dictionary()
    for word, count in frequencies.items():
        if len(word) < 3 or count < 3 or word.isdigit():
            continue
        for form in misread(word):
            if frequencies.get(form, 0) * RARE <= count and not _is_two_words(form, frequencies):
                yield form, word


def _is_two_words(form: str, frequencies: dict[str, int]) -> bool:
    """Whether a form may be two words side by side: 进|人民 for 进入民; 入 at the end is told by what follows."""
    if form[-1] == "入":
        return False
    cuts = ((form[:at], form[at:]) for at in range(1, len(form)))
    return any(frequencies.get(left, 0) >= 20 and frequencies.get(right, 0) >= 20 for left, right in cuts)


def names() -> Iterator[tuple[str, str]]:
    """Full names of three and more characters whose wrong form is no name."""
    known = all_names()
    for name in sorted(known):
        if len(name) < 3:
            continue
        for form in misread(name):
            changed = next(sign for sign, other in zip(name, form, strict=True) if sign != other)
            if form not in known and changed not in NO_NAME:
                yield form, name


def all_names() -> set[str]:
    """Every division's full name, townships too."""
    import gzip

    gazetteer = Gazetteer.load()
    with gzip.open(ROOT / "loaders" / "lexicon" / "townships.tsv.gz", "rt", encoding="utf-8") as file:
        towns = {line.rstrip("?\n").split("\t")[1] for line in file if not line.startswith("#")}
    return towns | {row[1].rstrip("?") for code, row in gazetteer._rows.items() if code[:1].isdigit()}


def main() -> None:
    """Write the file; where two sources know a form, hand goes before dictionary before names."""
    rows: dict[str, str] = {}
    for source in (by_hand(), long_words(), names()):
        for form, word in source:
            rows.setdefault(form, word)
    text = "".join(f"{form}\t{word}\n" for form, word in sorted(rows.items()))
    OUT.write_text(SOURCE + text, "utf-8")
    print(f"{len(rows):,} forms → {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
