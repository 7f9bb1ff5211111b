"""Whether a word runs on over a place where a text was cut."""

from loaders.repairs.signs import IS_HAN

_REACH = 8


def cuts_word(before: str, after: str) -> bool:
    """Whether the end of `before` and the start of `after` make a word together, by jieba's dictionary: 洛|阳."""
    left, right = _tail(before), _head(after)
    if not left or not right:
        return False
    import rjieba

    end = 0
    for word in rjieba.cut(left + right, False):
        end += len(word)
        if end >= len(left):
            return end > len(left)
    return False


def _tail(text: str) -> str:
    start = len(text)
    while start and len(text) - start < _REACH and IS_HAN(text[start - 1]):
        start -= 1
    return text[start:]


def _head(text: str) -> str:
    end = 0
    while end < min(len(text), _REACH) and IS_HAN(text[end]):
        end += 1
    return text[:end]
