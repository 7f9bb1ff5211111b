"""Ministries and courts of other states, named by the country before them: 挪威教育部, 缅甸农业与灌溉部."""

import re
from collections.abc import Iterator, Sequence

from loaders.document import Document
from loaders.lexicon import words
from loaders.mentions.mention import Mention

CHINA_NAMES = frozenset({"中国", "中华人民共和国", "我国"})

_MINISTRY = re.compile(
    r"的?(?P<name>(?:联邦|王国|皇家)?(?:[\u4e00-\u9fff]{2,4}、){0,3}[\u4e00-\u9fff]{2,12}?(?<![东南西北中内外全总干局分支本大各])部"
    r"|最高(?:人民)?法院|宪法法院|国会|联邦议会|联邦政府|中央政府)(?![门分长队件落位署族优])"
)
_GRAMMAR = re.compile("[的了在是有为由对把将从到等被向]|访问|考察|俱乐部")


def ministries(document: Document, places: Sequence[Mention]) -> Iterator[Mention]:
    """A country and the ministry right after it; the state's own name makes the body's."""
    for place in places:
        if place.kind != "Country" or place.text in CHINA_NAMES:
            continue
        match = _MINISTRY.match(document.text, place.end)
        if match is None or match.end() not in document.words.boundaries or not _nouns(document, match):
            continue
        text = document.text[place.start : match.end()]
        name = place.text + match["name"]
        yield Mention(
            place.start, match.end(), text, "Organization", "Government", "body-ministry", name=name, weight=4
        )


def _nouns(document: Document, match: re.Match[str]) -> bool:
    """Whether only nouns stand before 部: no 瑞典公司总部, no 德国在农业部."""
    cut = document.words
    first, head = cut.index_at(match.start("name")), cut.index_at(match.end() - 1)
    inside = zip(cut.words[first:head], cut.tags[first:head], strict=True)
    return not _GRAMMAR.search(match["name"]) and not any(
        (tag[0] in "pdrm" and word != "与") or (tag == "v" and word not in words("name_verbs")) for word, tag in inside
    )
