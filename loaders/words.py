"""Word segmentation of clean text: words with their parts of speech and places."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in order: `starts[i]` is where `words[i]` begins, `tags[i]` its jieba tag."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    boundaries: frozenset[int]

    def index_before(self, position: int) -> int:
        """The index of the last word that begins before `position`, -1 where there is none."""
        return bisect_right(self.starts, position - 1) - 1

    def index_at(self, position: int) -> int:
        """The index of the word that covers `position`, -1 in an empty text."""
        return bisect_right(self.starts, position) - 1


def segment(text: str) -> Words:
    """Cut a text into words by jieba's dictionary, in Rust.

    Unknown words come out as single characters: the names this project looks for are told by their
    suffixes and surroundings, and guessed words (jieba's HMM) run over those, so no guessing is asked for.
    """
    import rjieba

    pairs = rjieba.tag(text, False)
    if not pairs:
        return Words((), (), (), frozenset((0,)))
    words, tags = zip(*pairs, strict=True)
    bounds = tuple(accumulate(map(len, words), initial=0))
    return Words(words, tags, bounds[:-1], frozenset(bounds))
