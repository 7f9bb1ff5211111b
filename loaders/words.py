"""Word segmentation of clean text: words with their parts of speech and places."""

from bisect import bisect_left, bisect_right
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

    def between(self, start: int, end: int) -> tuple[str, ...] | None:
        """The words of `[start, end)`, None where it does not begin and end with words."""
        if start not in self.boundaries or end not in self.boundaries:
            return None
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def segment(text: str) -> Words:
    """Cut a text into words by jieba's dictionary, in Rust.

    Unknown words come out as single characters: the names this project looks for are told by their
    suffixes and surroundings, and guessed words (jieba's HMM) run over those, so no guessing is asked for.
    """
    import rjieba

    words = tuple(rjieba.cut(text, False))
    bounds = tuple(accumulate(map(len, words), initial=0))
    return Words(words, _tags_of(words, text), bounds[:-1], frozenset(bounds))


def _tags_of(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The tags of a text's words: a word has one tag, wherever it stands."""
    try:
        return tuple(map(_tags.__getitem__, words))
    except LookupError:
        import rjieba

        return tuple(tag for _, tag in rjieba.tag(text, False))


class _Tags(dict[str, str]):
    """The tags of words met so far; raises LookupError for what would be cut further if it stood alone."""

    def __missing__(self, word: str) -> str:
        import rjieba

        if len(self) >= _MOST_WORDS:  # numbers and debris would fill it without end
            self.clear()
        pairs = rjieba.tag(word, False)
        if len(pairs) != 1:
            raise LookupError(word)
        tag: str = pairs[0][1]
        self[word] = tag
        return tag


_MOST_WORDS = 1 << 18
_tags = _Tags()
