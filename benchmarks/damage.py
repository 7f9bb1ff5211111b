"""How much damage is repaired: 200 sentences of the golden reports, damaged by script with each kind in turn.

usage: python benchmarks/damage.py [-v]   (-v shows what was repaired wrongly)

A sentence counts as repaired right where the whole text comes back character by character. Nobody but the
seeded generator chooses where the damage falls; a kind is tried on every sentence that has a place for it.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import rjieba

from loaders.cleaning import clean
from loaders.lexicon import words as lexicon
from loaders.sources import read_source
from loaders.unreadable import find_unreadable

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
DAMAGED = {"08", "09", "10", "11", "24", "25", "26", "33", "34", "38", "40", "43", "44", "46"}
"""Golden reports that were written with damage or with swapped words."""
SENTENCES = 200
Damage = Callable[[str, random.Random], str | None]
TWINS = dict(zip("已己末未日曰人入千干士土", "己已未末曰日入人干千土士", strict=True))


def sentences() -> list[str]:
    """Sentences of 25 to 150 characters, spread evenly over the golden reports that were written without damage."""
    found = []
    for path in sorted(GOLDEN.glob("*.txt")):
        text = read_source(str(path)).text
        if path.stem in DAMAGED:
            continue
        for line in text.split("\n"):
            for sentence in re.findall("[^。]{25,150}。", line.strip()):
                marks = re.sub("[^“”]", "", sentence)
                if re.fullmatch("[\u4e00-\u9fff，、；：。“”《》（）0-9%.]+", sentence) and marks == "“”" * (
                    len(marks) // 2
                ):
                    found.append(sentence)
    step = len(found) / SENTENCES
    return [found[int(index * step)] for index in range(SENTENCES)]


def words(text: str, least: int = 2) -> list[tuple[int, str]]:
    """The words of a sentence with their places."""
    found, at = [], 0
    for word in rjieba.cut(text, False):
        if len(word) >= least and re.fullmatch("[\u4e00-\u9fff]+", word):
            found.append((at, word))
        at += len(word)
    return found


def inside(text: str, chance: random.Random, after: int = 12) -> int | None:
    """A place inside a word, not too near the beginning."""
    places = [at + cut for at, word in words(text) for cut in range(1, len(word)) if at + cut >= after]
    return chance.choice(places) if places else None


def put(sign: str, after: int = 12) -> Damage:
    """Something set into the middle of a word."""

    def damage(text: str, chance: random.Random) -> str | None:
        at = inside(text, chance, after)
        return None if at is None else f"{text[:at]}{sign.format(chance.randint(2, 40))}{text[at:]}"

    return damage


def swap(table: dict[str, str]) -> Damage:
    """One character taken for another, inside a word and so that no other word comes of it."""

    def damage(text: str, chance: random.Random) -> str | None:
        places = []
        for start, word in words(text):
            for cut, sign in enumerate(word):
                if sign in table:
                    form = word[:cut] + table[sign] + word[cut + 1 :]
                    if len(rjieba.cut(form, False)) > 1:
                        places.append((start + cut, table[sign]))
        if not places:
            return None
        at, wrong = chance.choice(places)
        return text[:at] + wrong + text[at + 1 :]

    return damage


def traditional(text: str, chance: random.Random) -> str | None:
    """The whole sentence in traditional characters."""
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))


def stray(text: str, chance: random.Random) -> str | None:
    """One character in traditional script, outside quotations."""
    turned = traditional(text, chance) or text
    plain = re.sub("[“《][^”》]*[”》]", lambda match: " " * len(match[0]), text)
    if len(turned) != len(text):
        return None
    places = [at for at, sign in enumerate(text) if turned[at] != sign and plain[at] != " "]
    if not places:
        return None
    at = chance.choice(places)
    return text[:at] + turned[at] + text[at + 1 :]


def glossed(text: str, chance: random.Random) -> str | None:
    """Pinyin behind three characters."""
    places = sorted(chance.sample([at for at, _ in words(text)], min(3, len(words(text)))), reverse=True)
    for at in places:
        text = f"{text[: at + 1]}({chance.choice(['jié', 'dǎng', 'huì', 'chuàng'])}){text[at + 1 :]}"
    return text


def doubled(text: str, chance: random.Random) -> str | None:
    """Bold pieces twice and a bit more, as converters set them."""
    at = inside(text, chance, 6)
    if at is None or " " in text or len(text) - at < 6 or at > 40:
        return None
    first, last = text[:at], text[at:]
    return f"{first} {first} {first[:-2]} {last} {last}"


def quotes(opening: str, closing: str) -> Damage:
    """Quotation marks of another make."""

    def damage(text: str, chance: random.Random) -> str | None:
        return text.replace("“", opening).replace("”", closing) if "“" in text else None

    return damage


def noise(text: str, chance: random.Random) -> str | None:
    """A line of random Latin characters after a comma."""
    commas = [match.end() for match in re.finditer("，", text)]
    if not commas:
        return None
    letters, digits, signs = (
        "abcdefghijkmnoprstuvwxyzABDEFGHKLMNRSTXZ",
        "0123456789",
        "!@#$%^&*()_+{}|:<>?~`-=[];',./\\\"",
    )
    tokens = []
    for _ in range(chance.randint(5, 9)):
        kinds = chance.sample([letters, digits, signs], 2)
        tokens.append("".join(chance.choice(kind) for kind in kinds))
    tokens += [chance.choice("}~{@#$"), "a1;"]
    at = chance.choice(commas)
    return f"{text[:at]}{' '.join(tokens)}\n{text[at:]}"


def tagged(text: str, chance: random.Random) -> str | None:
    """A word in tags, an entity for a sign, a comment."""
    spots = words(text)
    if not spots:
        return None
    at, word = chance.choice(spots)
    text = f'{text[:at]}<span style="x">{word}</span><!-- 3 -->{text[at + len(word) :]}'
    return text.replace("“", "&ldquo;").replace("、", "&#12289;")


def lost_dash(text: str, chance: random.Random) -> str | None:
    """A range of dates whose dash is lost."""
    month, day = chance.randint(1, 12), chance.randint(1, 20)
    return f"{month}月{day}日{month}月{day + chance.randint(1, 8)}日，{text}"


NUMERALS = ["", *(tens + ones for tens in ("", "十", "二十") for ones in ["", *"一二三四五六七八九"] if tens + ones)]


def lost_numeral_dash(text: str, chance: random.Random) -> str | None:
    """A range of dates in Chinese numerals whose dash is lost."""
    month, day = NUMERALS[chance.randint(1, 12)], chance.randint(1, 20)
    again = chance.choice([f"{month}月", ""])
    return f"{month}月{NUMERALS[day]}日{again}{NUMERALS[day + chance.randint(1, 8)]}日，{text}"


def variant(text: str, chance: random.Random) -> str | None:
    """One character in the form of a Japanese or an old font."""
    forms = {pair[1]: pair[0] for pair in sorted(lexicon("variants"))}
    places = [at for at, sign in enumerate(text) if sign in forms]
    if not places:
        return None
    at = chance.choice(places)
    return text[:at] + forms[text[at]] + text[at + 1 :]


def slogan(text: str, chance: random.Random) -> str | None:
    """A slogan of two clauses between quotation marks turned round."""
    first, second = chance.sample([word for _, word in words(text)], 2) if len(words(text)) > 1 else ("", "")
    return f"推行”{first}到户，{second}到人“做法，{text}" if first else None


def garbled(text: str, chance: random.Random) -> str | None:
    """A word whose UTF-8 was read as GBK; a byte that has no partner shows as a question mark."""
    spots = words(text)
    if not spots:
        return None
    at, word = chance.choice(spots)
    wrong = word.encode().decode("gb18030", "replace").replace("\ufffd", "?")
    return text[:at] + wrong + text[at + len(word) :]


KINDS: dict[str, Damage] = {
    "chunk number": put("\n{}、"),
    "page number in line": put("- {} -"),
    "page of pages in line": put("第{}页共45页"),
    "page line": put("\n- {} -\n"),
    "doubled pieces": doubled,
    "scanning slip 臵": lambda text, _: text.replace("置", "臵") if "置" in text else None,
    "twins": swap(TWINS),
    "break in a word": put("\n", 20),
    "blank in a word": put(" "),
    "pinyin glosses": glossed,
    "traditional": traditional,
    "stray traditional": stray,
    "quotes 〝〞": quotes("〝", "〞"),
    "quotes 〞〞": quotes("〞", "〞"),
    "straight quotes": quotes('"', '"'),
    "wide quotes": quotes("＂", "＂"),
    "turned quotes": quotes("”", "“"),
    "lost dash": lost_dash,
    "lost dash, numerals": lost_numeral_dash,
    "turned slogan": slogan,
    "variants": variant,
    "garbled words": garbled,
    "list item": put("\n• "),
    "numbered item": put("\n{}."),
    "hyphen in a word": put("-", 0),
    "forum noise": noise,
    "zero width": put("\u200b", 0),
    "soft hyphen": put("\u00ad", 0),
    "private use": put("\uf0b7", 0),
    "HTML": tagged,
}

UNREADABLE = {
    "debris": "。ㄈ┳⒅貙嵭{}",
    "lost bytes": "锟斤拷{}",
    "years run together": "202223年，{}",
    "hole": "考察组于年月日出发，{}",
}


def wanted(kind: str, text: str, damaged: str) -> str:
    """What the damaged text should become."""
    if kind == "lost dash":
        head = damaged[: -len(text)]
        return re.sub("日(?=[0-9])", "日—", head) + text
    if kind == "lost dash, numerals":
        head = damaged[: -len(text)]
        return head.replace("日", "日—", 1) + text
    if kind == "turned slogan":
        return damaged[: -len(text)].replace("”", "“", 1)[:-4] + "”做法，" + text
    return text


def tried(kind: str, damage: Damage) -> Iterator[tuple[str, str, str]]:
    """Each damaged sentence, what should become of it and what does, in the middle of a paragraph."""
    chance = random.Random(kind)
    frame = "大家一边看一边记，收获很大。{}回来以后，大家又讨论了两次。"
    for text in sentences():
        damaged = damage(text, chance)
        if damaged is not None and damaged != text:
            if kind in ("traditional",):
                yield damaged, text, clean(damaged).text
            else:
                yield (
                    frame.format(damaged),
                    frame.format(wanted(kind, text, damaged)),
                    clean(frame.format(damaged)).text,
                )


def main() -> None:
    """Print for each kind how many damaged sentences come back right, then how many clean ones are changed."""
    right = total = 0
    for kind, damage in KINDS.items():
        results = list(tried(kind, damage))
        good = sum(want == got for _, want, got in results)
        right, total = right + good, total + len(results)
        print(f"{kind:24} {good:4} of {len(results):4}  {good / len(results):.3f}")
        if "-v" in sys.argv:
            for damaged, want, got in [one for one in results if one[1] != one[2]][:12]:
                print(f"    {damaged!r}\n  → {got!r}\n  ≠ {want!r}")
    for kind, form in UNREADABLE.items():
        texts = [form.format(text) for text in sentences()]
        good = sum(clean(text).text == text and bool(find_unreadable(text)) for text in texts)
        right, total = right + good, total + len(texts)
        print(f"{kind:24} {good:4} of {len(texts):4}  {good / len(texts):.3f}  recognised and left as it is")
    print(f"{'all':24} {right:4} of {total:4}  {right / total:.3f}")
    changed = sum(clean(text).text != text for text in everything())
    print(f"clean texts changed: {changed} of {len(everything())}")


def everything() -> list[str]:
    """All sentences of the sample, and whole paragraphs of them."""
    found = sentences()
    return [*found, *("\n".join(found[at : at + 10]) for at in range(0, len(found), 10))]


if __name__ == "__main__":
    main()
