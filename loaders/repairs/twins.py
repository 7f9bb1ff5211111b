"""Everyday characters that optical recognition takes for one another: 己/已/巳, 末/未, 日/曰, 人/入, 千/干, 土/士.

Which one is meant is told by the word it stands in, by the names of divisions, by the names of the report itself,
or by what stands beside it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from loaders.lexicon import words
from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN

_REACH = 8
_PROOF = 4
_LONGEST = 16
"""No misread word is longer."""
_TWIN = re.compile("[己已巳末未日曰人入千干士土]")
_BEFORE = re.compile(f"[{HAN}]*\\Z")
_AFTER = re.compile(f"[{HAN}]*")
_COUNTS = "0123456789一二三四五六七八九十百千万两几多余"
# 年末能, 三人侵, 五千部: after these the first character of a form is right as it stands
_SPOKEN_AFTER = {
    ("末", "未"): frozenset("年月周期季纪代世学朝清明汉唐宋元终岁度0123456789"),
    ("人", "入"): frozenset(f"{_COUNTS}个名位每"),
    ("千", "干"): frozenset(f"{_COUNTS}上数近"),
}
_SWAPPED = str.maketrans("士土千干日曰", "土士干千曰日")
_NAME = re.compile(f"[士土千干日曰][{HAN}]{{1,3}}?(?:社区|街道|[镇乡村县])")

# 巳 is the sixth branch (乙巳年, 巳时) and stands for nothing else
_BRANCH = re.compile("巳(?<![甲乙丙丁戊己庚辛壬癸辰上].)(?![时刻月年日蛇节午])")
_SELF_BEFORE = frozenset("自知克律利异舍")
_SELF_AFTER = frozenset("任见方")
_BESIDE: Mapping[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        # 己 by itself is bookish (舍己为人): before a verb of doing it is 已
        "己": (
            "已",
            re.compile(
                "己(?<![自知利舍为以由推克律异体人正损树修爱济及于达立待我彼安].)"
                "(?=[建形达被将取完实开投列纳初覆累启超组培解落在]|基本|全[部面]|连续|成[为立功]|有[一二三四五六七八九十0-9百]|接入)"
            ),
        ),
        "末": (
            "未",
            re.compile(
                "末(?<![年月周期季纪代世学朝清明汉唐宋元终岁度始本微粉毫芥秋夏冬春0-9].)"
                "(?=[按达]|列入|发现|出现|发生|完成|纳入|形成|得到|解决|实现|开展|参加|取得|落实|通过|到位|覆盖|成年|建成|设立)"
            ),
        ),
        "未": (
            "末",
            re.compile(
                "未(?:(?:(?<=[0-9]{4}年.)|(?<=[去今上本每]年.))(?=[，。,；;、：]|的|全[市县省区国镇村]|人均|常住|总|户籍|存栏|累计)"
                "|(?<=[“《]周.)|(?<=[每本上下双到逢]周.)(?=[，。,；;、：到]|的|[活去组开举有就都]|时间|学校|课堂|休|坐|夜)|(?<=学期.)(?=[，。,；;、考])"
                "|(?<=季度.)(?=[，。,；;、])|(?<=[0-9每本上下]月.)(?=[，。,；;、])|(?<=世纪.)(?=[，。,；;、以]))"
            ),
        ),
        "曰": (
            "日",
            # who says (子曰), what it is called (名曰), what is counted (一曰勤): all else is a day
            re.compile(
                f"曰(?<=[{HAN}0-9].)(?<![子名或诗书语谓号又答问笑叹赞题歌云首次故是其亦则皆师人者公王氏对一二三四五六七八九十].)"
                '(?![:：“"‘「『，,])|曰(?:(?<=月[0-9].)|(?<=月[0-9]{2}.)|(?<=[0-9].))'
            ),
        ),
        "干": (
            "千",
            re.compile(
                "干(?:(?<=[0-9].)|(?<=[两二三四五六七八九].))(?=[多余]|[米克瓦名人户亩元吨家件册套斤](?!部)|公里|[零一二三四五六七八九]百)"
            ),
        ),
    }
)
"""Each look-alike that stands where only its twin can, with the twin."""
# 机器入户, 合伙入股: what follows makes 入 a verb
_ENTERED = frozenset(
    "户园驻股学校住职伍党会市村社场库选围口境关编镇区城网座耳心脑手内列眼戏门席账团队群冬秋夏夜轨格企点组室馆店圈"
)


def scanning_twins(text: str) -> Iterator[Edit]:
    """Look-alikes of everyday characters become the one that the words around them call for.

    Misread words (深人, 若千, 士城镇) count only between the words around them: 进入民间 has no 入民 in it. A name
    is misread where the report has it otherwise more often. What can be said as well (人口 and 入口) stays.
    """
    found: dict[int, str] = {}
    for at, right in (*_beside(text), *_names_of_the_report(text), *_words(text)):
        found.setdefault(at, right)
    yield from ((at, at + 1, right) for at, right in sorted(found.items()) if text[at] != right)


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The places in misread words, with what should stand there."""
    _, misread = _misread()
    done = 0
    for start, back, number in sorted(_hits(text)):
        end, (wrong, right) = -back, misread[number]
        if start >= done and not _is_said(text, start, wrong, right) and _stands_apart(text, start, end):
            yield from ((start + at, sign) for at, sign in enumerate(right) if sign != wrong[at])
            done = end


def _hits(text: str) -> set[tuple[int, int, int]]:
    """Where misread words stand, over each other too: start, end (negative, so that longer ones come first) and number.

    They are looked for around the look-alikes that stand beside a character as in one of them, which few do.
    """
    (search, _), beside = _misread(), _beside_misread()
    hits: set[tuple[int, int, int]] = set()
    for match in _TWIN.finditer(text):
        at = match.start()
        if text[at - 1 : at + 1] in beside or text[at : at + 2] in beside:
            low = max(0, at - _LONGEST)
            around = search(text[low : at + _LONGEST], overlapping=True)
            hits.update((low + start, -low - end, number) for number, start, end in around)
    return hits


def _is_said(text: str, start: int, wrong: str, right: str) -> bool:
    before = text[start - 1 : start]
    spoken = _SPOKEN_AFTER.get((wrong[0], right[0]))
    if spoken and before in spoken:
        return True
    if wrong[-1] == "入" and text[start + len(wrong) : start + len(wrong) + 1] in _ENTERED:
        return True
    return any(text.startswith(phrase, start - phrase.index(wrong)) for phrase in _said().get(wrong, ()) if start)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether no word of the text reaches over an end of `[start, end)`; four characters are their own proof."""
    import rjieba

    if end - start >= _PROOF:
        return True

    before = _BEFORE.search(text, max(0, start - _REACH), start)
    after = _AFTER.match(text, end, end + _REACH)
    left, right = before.start() if before else start, after.end() if after else end
    bounds = set(accumulate(map(len, rjieba.cut(text[left:right], False)), initial=left))
    return start in bounds and end in bounds


def _names_of_the_report(text: str) -> Iterator[tuple[int, str]]:
    """A name with a look-alike, where the report has the name otherwise more often than so."""
    known: dict[str, bool] = {}
    for match in _NAME.finditer(text):
        name = match[0]
        if name not in known:
            other = text.count(name[0].translate(_SWAPPED) + name[1:])
            known[name] = other > 0 and other > text.count(name)
        if known[name]:
            yield match.start(), name[0].translate(_SWAPPED)


def _beside(text: str) -> Iterator[tuple[int, str]]:
    """Look-alikes that their neighbours give away."""
    for wrong, (right, pattern) in _BESIDE.items():
        if wrong in text:
            yield from ((match.start(), right) for match in pattern.finditer(text))
    for match in _BRANCH.finditer(text):
        at = match.start()
        self = (at > 0 and text[at - 1] in _SELF_BEFORE) or text[at + 1 : at + 2] in _SELF_AFTER
        yield at, "己" if self else "已"


@cache
def _misread() -> tuple[Callable[..., list[tuple[int, int, int]]], list[tuple[str, str]]]:
    """A search for misread words, and each with its right form."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    file = files("loaders.lexicon") / "scanning_twins.tsv"
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    search: Any = AhoCorasick([wrong for wrong, _ in rows], matchkind=MatchKind.Standard)
    return search.find_matches_as_indexes, [(wrong, right) for wrong, right in rows]


@cache
def _beside_misread() -> frozenset[str]:
    """The first look-alike of each misread word with the character before it, or after it where it begins the word."""
    firsts = ((wrong, next(at for at, sign in enumerate(right) if sign != wrong[at])) for wrong, right in _misread()[1])
    return frozenset(wrong[at - 1 : at + 1] if at else wrong[:2] for wrong, at in firsts)


@cache
def _said() -> dict[str, tuple[str, ...]]:
    """The phrases in which a misread form stands as it should, by the form."""
    phrases = sorted(words("scanning_twins_said"))
    forms = {wrong for wrong, _ in _misread()[1] if len(wrong) == 2}
    inner = ((phrase[at : at + 2], phrase) for phrase in phrases for at in range(len(phrase) - 1))
    found: dict[str, tuple[str, ...]] = {}
    for form, phrase in inner:
        if form in forms:
            found[form] = (*found.get(form, ()), phrase)
    return found
