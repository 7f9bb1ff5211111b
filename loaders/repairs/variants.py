"""Forms that simplified Chinese never has, as Japanese and old fonts leave them: 毎 for 每, 徳 for 德, 髙 for 高."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.lexicon import words
from loaders.repairs.edits import Edit

SIGNS = frozenset(pair[0] for pair in words("variants"))
"""The forms; a text without them needs no search."""

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {pair[0]: pair[1] for pair in words("variants")}
    return re.compile(f"[{''.join(sorted(forms))}]"), forms


def variants(text: str) -> Iterator[Edit]:
    """Each form becomes the everyday character, but in a line with kana, which is Japanese."""
    search, forms = _forms()
    for match in search.finditer(text):
        start, end = match.span()
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
        if not _KANA.search(line):
            yield start, end, forms[match[0]]
