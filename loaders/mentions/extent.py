"""How far a name reaches to the left of its head: the grammar that bodies, places and practices share."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.document import Document
from loaders.lexicon import words

LONGEST_NAME = 24
"""A name's modifiers reach at most so many characters to the left of its head."""

# Parts of speech (jieba's tags) at which a name begins: prepositions, conjunctions, pronouns, adverbs, particles.
_CLOSED = frozenset({"p", "c", "r", "rr", "rz", "d", "y", "e", "uj", "ul", "ud", "uv", "uz", "ug", "u", "h"})


class Extent(NamedTuple):
    """Where a name's modifiers begin and which words they are, left to right."""

    start: int
    modifiers: tuple[str, ...]
    tags: tuple[str, ...]


def left_extent(document: Document, head: int, floor: int, allowed: frozenset[str] = frozenset()) -> Extent:
    """Walk left from `head` over the words that may belong to a name, never beyond `floor`.

    A name begins after punctuation, a function word, or a verb; `allowed` are verbs that such names hold.
    """
    cut = document.words
    starts, cut_words, cut_tags = cut.starts, cut.words, cut.tags
    index, start = cut.index_before(head), head
    modifiers: list[str] = []
    tags: list[str] = []
    lowest = max(floor, head - LONGEST_NAME)
    while index >= 0 and start > lowest:
        first = starts[index]
        begin = first if first > lowest else lowest
        word, tag = cut_words[index][begin - first : head - first], cut_tags[index]
        if (
            word not in allowed
            and _ends_name(word, tag)
            and not (modifiers and _begins_after_particle(document.text, begin, word))
            and not (modifiers and tag == "f" and len(word) == 1 and _coined(cut.words, cut.tags, index))
        ):
            break
        start = begin
        modifiers.append(word)
        tags.append(tag)
        index -= 1
    return Extent(start, tuple(modifiers[::-1]), tuple(tags[::-1]))


def _begins_after_particle(text: str, begin: int, word: str) -> bool:
    """的谈固南小学: no verb follows 的, so 谈 begins the name."""
    if len(word) > 1 or word in "等和与及或的了":
        return False
    return text[begin - 1 : begin] in ("的", "、") and word.isalpha()


def _coined(cut_words: Sequence[str], cut_tags: Sequence[str], index: int) -> bool:
    """塬|上|红|合作社: a place word between single words that are no words of their own is part of a brand."""
    sides = (index - 1, index + 1)
    return all(0 <= at < len(cut_words) and len(cut_words[at]) == 1 for at in sides) and cut_tags[index - 1] in _BOUND


_BOUND = frozenset({"ng", "g", "zg", "nr", "nrt", "nz", "ag", "tg"})


@lru_cache(maxsize=1 << 16)
def _ends_name(word: str, tag: str) -> bool:
    """Whether no name goes on to the left over a word: that lies in the word, wherever it stands."""
    stops, verbs = words("left_stops"), words("left_verbs")
    if word in stops or word in verbs or word[-1] in "的地了着" or not (word[0].isalnum() or word in "+·"):
        return True
    if len(word) >= 4 and (word[:2] in stops or word[:2] in verbs or _ends_in_verb(word, verbs)):
        return True  # 切实加强, 积极探索: phrases that the dictionary holds as one word, unlike 治安管理
    return len(word) > 1 and (tag in _CLOSED or tag == "v") and word != "各庄"  # 岳|各庄


def _ends_in_verb(word: str, verbs: frozenset[str]) -> bool:
    return word[-2:] in verbs and word[-2:] not in words("name_verbs")
