"""Short names that the text itself gives a body: 桐城市茶叶协会（以下简称“茶协”）, and where they stand after it."""

import re
from collections.abc import Iterator, Sequence

from loaders.document import Document
from loaders.mentions.level_bodies import HEAD
from loaders.mentions.mention import Mention, occurrences

_CALLED = re.compile(
    r"[（(](?:以?下?(?:统一|均|皆)?简称|简称)(?:为|作)?[:：]?[“\"‘]?(?P<name>[\u4e00-\u9fffA-Z]{2,10})[”\"’]?[)）]"
)
_CALLING = "简称"


def short_names(document: Document, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Every mention of a short name from where it is given on."""
    text = document.text
    if _CALLING not in text:
        return
    for body in bodies:
        given = _CALLED.match(text, body.end)
        if given is None:
            continue
        full = body.name or body.text
        for start, end in occurrences(text, [given["name"]]):
            if start >= given.start("name") and _is_word(document, start, end):
                yield Mention(start, end, given["name"], "Organization", body.kind, body.rule, name=full, weight=4)


def _is_word(document: Document, start: int, end: int) -> bool:
    ends = end in document.words.boundaries or HEAD.match(document.text, end)  # 茶流协|会长
    return start in document.words.boundaries and bool(ends)
