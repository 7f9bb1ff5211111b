"""The part that a mask plays: the visitor's, a host's, or open; and the one goal of a visit that has but one."""

import re
from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from loaders.document import Document, Sentence
from loaders.mentions.mention import Mention
from loaders.resolve.mask_chains import MaskChain
from loaders.resolve.own_side import OWN_WORD


class Role(Enum):
    """Whose a mask is: equal masks of different roles are different places."""

    VISITOR = "visitor"
    HOST = "host"
    TOLD = "told"  # in the lessons, in a sentence that speaks of no one at home: a host's, if it has one beneath it
    OPEN = "open"


_WENT = re.compile(r"(?:赴|前往|抵达|来到|走进|到)了?")
_OURS = re.compile(r"(?:我们?|本|全)$")
# 学习xx市的办法, 与xx县相比: what the lessons speak of so is the host's.
_LEARNED = re.compile(r"(?:学习|借鉴|对照|对标|参照|比照|考察|参观|走访|看了?|与|同|和)了?$")
_HELD_UP = re.compile(r"[^,，。;；\n]{0,12}(?:相比|经验|做法|办法|模式|路子|启示|值得)")
_TEACHES = re.compile(r"的?[^,，。;；\n]{0,16}(?:值得|给了?我们|让我们|告诉我们|启发|启示)")
_SEVERAL = re.compile(
    r"(?:[几多各两二三四五六七八九十]|\d{1,2})个?(?:城市|省市|县市|县区|区县|市县|省|市|县|区|地)(?![委政直])|外地|等地|先进地区|周边"
)


def role_of(document: Document, chain: MaskChain, firsts: Mapping[int, int], delegations: Collection[int]) -> Role:
    """The role of a chain of masks; `firsts` has where the first goal of a sentence stands, by the sentence's start."""
    start = chain.first.start
    sentence = document.sentences[document.sentence_at(start)]
    if any(mask.start in delegations for mask in (chain.first, *chain.masks)):
        return Role.VISITOR
    if _OURS.search(document.text[max(0, start - 2) : start]):
        return Role.VISITOR
    before = document.text[max(sentence.start, start - 6) : start]
    if sentence.role == "opening":
        goal = firsts.get(sentence.start)
        return Role.OPEN if goal is None else Role.HOST if start >= goal else Role.VISITOR
    if sentence.role == "practice":
        return Role.HOST
    end = chain.masks[-1].end
    if (_LEARNED.search(before) and _HELD_UP.match(document.text, end)) or _TEACHES.match(document.text, end):
        return Role.HOST
    return Role.TOLD if sentence.role == "reflection" and not speaks_of_own(document, sentence) else Role.OPEN


def goals(document: Document, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where places stand right after a verb of going in the title and the opening: `(start, sentence start)`."""
    starts = {mention.start for mention in mentions}
    found: list[tuple[int, int]] = []
    for sentence in _opening(document):
        matches = _WENT.finditer(document.text, sentence.start, sentence.end)
        found.extend((match.end(), sentence.start) for match in matches if match.end() in starts)
    return found


class Goal(NamedTuple):
    """The one place that a tour went to, masked: its masks from the outermost inwards, and where it is told."""

    masks: tuple[str, ...]
    end: int


def single_goal(document: Document, chains: Sequence[MaskChain], went: Sequence[tuple[int, int]]) -> Goal | None:
    """The goal of a tour that the title and the opening send to one masked place alone, else None."""
    by_start = {chain.first.start: chain for chain in chains}
    found: dict[tuple[str, ...], int] = {}
    for start, _ in went:
        chain = by_start.get(start)
        if chain is None:
            return None
        end = (chain.beneath or chain.masks)[-1].end
        if re.match(r"、|和|与|及|以及|等", document.text[end : end + 2]):
            return None
        found.setdefault(tuple(mask.text for mask in chain.masks), end)
    named = {masks for masks in found if not any(masks != other and _says_less(masks, other) for other in found)}
    if len(named) != 1 or any(_SEVERAL.search(document.text, s.start, s.end) for s in _opening(document)):
        return None
    masks = named.pop()
    return Goal(masks, found[masks])


def _says_less(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """赴xx市xx县 … 到xx县, 赴xx: the second says less of the same."""
    bare = len(shorter) == 1 and shorter[0][-1] not in "省市州县区旗盟镇乡村道"
    return len(longer) > len(shorter) and (bare or longer[-len(shorter) :] == shorter)


def _opening(document: Document) -> list[Sentence]:
    return [sentence for sentence in document.sentences if sentence.role == "opening"]


_SHOWN = re.compile(
    r"(?:走访|参观|考察|察看|查看|看望|调研|来到|走进|深入)了?$|(?:走访|参观|考察|察看)了?[^,，。;；\n]{0,12}、$"
)


def shown_on_tour(document: Document, mentions: Sequence[Mention], after: int) -> list[Mention]:
    """Named places that the report tells as stations, as who did what there, or as where what was seen stands.

    `after` is where the goal is told: what stands before it is not shown there. No place of the writers' own is.
    """
    found: list[Mention] = []
    for mention in mentions:
        sentence = document.sentences[document.sentence_at(mention.start)]
        if mention.redacted or mention.start < after or sentence.role not in ("opening", "practice", "reflection"):
            continue
        if speaks_of_own(document, sentence):
            continue
        before = document.text[max(sentence.start, mention.start - 20) : mention.start]
        here = before.endswith("在") and document.text[mention.end : mention.end + 1] in (",", "，")
        begins = mention.start == sentence.start
        if _BODY.match(document.text, mention.end) or (
            sentence.role != "reflection"
            and (here or _SHOWN.search(before) or (begins and sentence.role == "practice"))
        ):
            found.append(mention)
    return found


# 荷塘镇|中心小学: what was seen stands there
_BODY = re.compile(r"[\u4e00-\u9fff]{0,3}(?:小学|中学|学校|幼儿园|卫生院|敬老院|合作社)(?!的?(?:经验|做法))")
_WE = re.compile(r"我们|咱们")


def speaks_of_own(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the writers' own place (我县), in the lessons also of the writers (我们)."""
    own = OWN_WORD.search(document.text, sentence.start, sentence.end)
    we = sentence.role == "reflection" and _WE.search(document.text, sentence.start, sentence.end)
    return bool(own or we)
