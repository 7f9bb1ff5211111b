"""How far a Chinese name reaches after its surname: one character or two, by the words around it."""

import re
from functools import cache

from loaders.document import Document
from loaders.lexicon import alternatives, words

HAN = re.compile("[\u4e00-\u9fff]+")
NOT_GIVEN = re.compile(r"[般似的是在和与及为等了同对就也都不们我他她你这那其各姓地得着陪]|^副")
# 和 and 为 join or govern what follows; before a mark, 同志 and their like they can only end a name: 胡永和, 杨有为.
_LAST_GIVEN = re.compile(
    r"[\u4e00-\u9fff][和为](?=[,，、。;；:：)）\s]|同志|和|与|等|一行|率|陪同参|带领|介绍|主持|表示|说|$)"
)
_AFTER_SAME = frozenset("志时意样步期学事行在与")
_GIVEN_WORDS = frozenset(("和平", "为民", "为国", "为华", "为军"))
# What may follow a name: verbs and particles with which a clause goes on.
_FOLLOWS = re.compile(
    r"[,，、。;；:：()（）\s]|$|同志|一行|等|为|带队|率|带领|任|担任|陪同|参加|出席|介绍|说|在|对|就|主持|亲自|致|作|做|和|与|及|的|先后|也|是|被|向|提|讲|表示|教授|副教授|博士|先生|女士|院士|研究员|老师|创|首|[\d一二三四五六七八九十]|分别|说道|告诉|全程|亲切|热情|汇报|简要|详细|共|还|以|从|之|区委|市委|县委|州委|省委|[画肖塑雕铜]像|事迹|故居|两位|三位|二人|两人|三人|老人|大爷|大妈|奶奶|爷爷|座谈|会谈|一家|一户"
)
# What nothing but a person is followed by: the name before it may be made of any words (周立新带队).
_ADDRESSED = re.compile(
    "同志|带队|一行|率(?!先)|带领|率领|牵头|陪同|主持|介绍|会见|亲自|表示|告诉|说(?!明)|等[,，、。参陪出到一领\\d]|先生|女士"
)
_MARK = re.compile(r"[,，、。)）]|等|同志|为|陪同")
_CLOSED = ("v", "p", "d", "c", "u", "r")
# Single words that stand after a name far oftener than at the end of one.
_AFTER_NAME = frozenset("率说在对任带与的是被向讲就也还以从之赴到去给把让由将会")
# Words that are far oftener something else than a surname.
_WORDS_AS_WELL = frozenset("黄顾石于余莫司欧")  # 黄葛树, 顾问团, 司马
_WEAK_SURNAMES = frozenset("和于时从都应向有全相后能别经就常管")


@cache
def common_surnames() -> frozenset[str]:
    """The commonest surnames of which no other reading is likely before a given name."""
    return words("common_surnames") - _WORDS_AS_WELL


@cache
def surname_pattern() -> re.Pattern[str]:
    """A Chinese or Japanese surname, the longest at its place."""
    return re.compile(alternatives(words("surnames") | words("japanese_surnames")))


def no_given(given: str, text: str, start: int) -> bool:
    """Whether what stands at `start`, where a given name should, holds a word of grammar."""
    if not NOT_GIVEN.search(given) or given in _GIVEN_WORDS:
        return False
    if given[0] == "同" and given[1:] not in _AFTER_SAME and not NOT_GIVEN.search(given[1:]):
        return len(given) < 2  # 刘同林, but 书记同志, 周同时
    return not (len(given) == 2 and not NOT_GIVEN.search(given[0]) and _LAST_GIVEN.match(text, start))


def name_length(document: Document, start: int, *, strict: bool) -> int:
    """The length of the name that begins at `start` after a post, 0 for none; `strict` after a word that is no
    post of one person's alone (居民, 专家)."""
    text, cut = document.text, document.words
    surname = surname_pattern().match(text, start)
    if surname is None or not cut.words:
        return 0
    if len(surname.group()) == 2 and surname.group() in words("japanese_surnames"):
        return _japanese_length(text, start, surname.end())
    weak = surname.group() in _WEAK_SURNAMES and cut.tags[cut.index_at(start)] != "nr"
    if strict and start not in cut.boundaries:
        return 0
    for length in (2, 1):
        end = surname.end() + length
        given = text[surname.end() : end]
        if len(given) < length or not HAN.fullmatch(given) or no_given(given, text, surname.end()):
            continue
        if given in ("某", "某某") or (weak and not _surely_given(document, surname.end(), end)):
            continue  # 老师和学生
        if _is_name(document, start, surname.end(), end, strict=strict):
            return end - start
    return 0


_JAPANESE_GIVEN = re.compile(
    rf"[\u4e00-\u9fff]{{1,2}}?(?={_ADDRESSED.pattern}|[,，、。;；:：()（）\s]|$|等|倡导|提出|来|到|访|在|对|就|为|和|与|的)"
)


def _japanese_length(text: str, start: int, given: int) -> int:
    """组合长松田保一等: a Japanese name goes on to what follows names, for two characters mostly."""
    match = _JAPANESE_GIVEN.match(text, given)
    if match is None or NOT_GIVEN.search(match.group()) or _FOLLOWS.match(text, given):
        return 0
    return match.end() - start


def _surely_given(document: Document, start: int, end: int) -> bool:
    """应|晓|莉,: unknown words and an end that only a name has, after a surname that is oftener something else."""
    pieces = all(position in document.words.boundaries for position in range(start, end + 1))
    return pieces and bool(
        _ADDRESSED.match(document.text, end) or (end - start == 2 and _MARK.match(document.text, end))
    )


def _is_name(document: Document, start: int, given: int, end: int, *, strict: bool) -> bool:
    text, cut = document.text, document.words
    index = cut.index_at(start)
    addressed = bool(_ADDRESSED.match(text, end))
    if strict and not _stands_alone(document, start, given, end):
        return False
    alone = cut.starts[index] == start and len(cut.words[index]) == 1
    known = alone and (text[start] in common_surnames() or cut.tags[index] == "nr")
    ordinary = cut.starts[index] == start and _ordinary(cut.words[index], cut.tags[index])
    # 成文|辉: a dictionary word may begin a name of three where nothing but a name can stand
    if ordinary and not (end - given == 2 and len(cut.words[index]) == 2 and (addressed or _MARK.match(text, end))):
        return False
    word = cut.index_at(given)
    one_word = end - given == 2 and cut.starts[word] == given and len(cut.words[word]) >= 2
    marked = known and not strict and _MARK.match(text, end)  # 副主任周|明力、
    if one_word and not cut.tags[word].startswith("n") and not addressed and not marked:
        return False  # 书记 高|度重视
    if end not in cut.boundaries:
        return addressed and known and end - given == 2 and text[end - 1] not in _AFTER_NAME
    if _all_names(document, start, end) or _FOLLOWS.match(text, end) or addressed:
        return True
    return (not strict or known) and _goes_on(document, end, end - given)


def _stands_alone(document: Document, start: int, given: int, end: int) -> bool:
    """Whether a common surname and a given name that is no common word stand there: no 群众|利益, no 居民|文明|公约."""
    cut = document.words
    word = cut.index_at(given)
    named = cut.tags[word] in ("ns", "nz", "nr", "nrt") or len(cut.words[word]) == 1 or cut.starts[word] != given
    whole = cut.words[cut.index_at(start)]
    surname = (
        cut.tags[cut.index_at(start)] == "nr" or cut.tags[word] == "nr" or document.text[start] in common_surnames()
    )
    return surname and named and (len(whole) == 1 or end - start == len(whole) == 3)


def _ordinary(word: str, tag: str) -> bool:
    """Whether a dictionary word stands where a name should begin (高度重视 after 书记)."""
    return len(word) >= 2 and not tag.startswith("nr") and tag not in ("nz", "ns", "x")


def _all_names(document: Document, start: int, end: int) -> bool:
    """Whether the dictionary knows every piece of it as part of a person's name."""
    cut = document.words
    index = cut.index_at(start)
    while index < len(cut.words) and cut.starts[index] < end:
        if not cut.tags[index].startswith("nr") and not (cut.starts[index] == start and len(cut.words[index]) == 1):
            return False
        index += 1
    return True


def _goes_on(document: Document, end: int, length: int) -> bool:
    """Whether a clause goes on after a name with a verb or a particle, or after one character with a whole word."""
    cut = document.words
    following = cut.index_at(end)
    if length == 2 and (document.text[end - 1] in _AFTER_NAME or document.text[end : end + 1] in ("了", "过", "着")):
        return False
    if cut.tags[following].startswith(_CLOSED):
        return True
    # 刘|冲|第一|时间: a second character would cut a word in two
    return length == 1 and len(cut.words[following]) >= 2 and cut.tags[following].startswith(("m", "t", "f"))
