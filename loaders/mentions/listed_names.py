"""Bare names in a list that says of what sort they are: 引进了青禾、蒙远等一批企业, 城南、西关等社区."""

import re
from collections.abc import Iterator

from loaders.document import Document
from loaders.gazetteer import Gazetteer
from loaders.mentions.distinctive import NAMING_TAGS
from loaders.mentions.extent import left_extent
from loaders.mentions.mention import Mention

_MANY = r"(?:一?大?批|众多|多|数十|若干|[一二两三四五六七八九十百\d]+[多余]?)?(?:个|家|所)?"
_SORTS = (
    ("社区", "社区", "Community"),
    ("街道", "街道", "Township"),
    ("小城镇", "镇", "Township"),
    ("乡镇", "镇", "Township"),
    ("镇", "镇", "Township"),
    ("行政村", "村", "Village"),
    ("村", "村", "Village"),
)
_PLACES = re.compile(
    rf"、(?P<last>[\u4e00-\u9fff]{{2,4}}?)(?:等|(?=[两二三四五六七八九十\d]{{1,2}}个)){_MANY}"
    r"(?:[^,，。;；:：\n“”]{0,20}的)?(?P<sort>社区|街道|小城镇|乡镇|镇|行政村|村)(?![\u4e00-\u9fff]?[两级干委民镇庄]|卫生|中心|学校|小学|中学|政府|党|办事处|医院|企业)"
)
_FIRMS = re.compile(
    rf"、(?P<last>[\u4e00-\u9fffA-Z]{{2,8}}?)等{_MANY}[^、,，。;；:：\n“”]{{0,12}}?(?:企业|公司)(?![化家])"
)
_FIRMS_AFTER = re.compile(
    r"(?:企业|公司)[^,，。;；、\n]{0,10}[,，]?(?:诸如|例如|比如|譬如|如|分别是|包括|主要有)[:：]?"
    r"(?P<list>[\u4e00-\u9fffA-Z]{2,8}(?:、[\u4e00-\u9fffA-Z]{2,8}?)+)(?=等|[。,，;；\n])"
)
# 、 separates the items; the first begins where a verb or a particle ends.
_ITEM = re.compile(r"[\u4e00-\u9fffA-Z]{2,8}")
_NO_NAME = re.compile(
    r"[的了在是有和与及对为等]|公司|集团|企业|社区|街道|(?:中心|基金会|协会|商会|学校|[中大小]学|学院|医院|银行|合作社|[省市县区镇乡村])$"
)


def listed_firms(document: Document) -> list[Mention]:
    """Companies named bare in a list of companies, as long as most of the items are no common words."""
    text = document.text
    found: list[Mention] = []
    lists = [_items(document, match.start(), match.end("last")) for match in _FIRMS.finditer(text)]
    lists += [_split(match.start("list"), match.group("list")) for match in _FIRMS_AFTER.finditer(text)]
    for items in lists:
        names = [(start, end) for start, end in items if not _NO_NAME.search(text[start:end])]
        names = [item for item in names if not _one_common_word(document, *item)]
        if len(names) >= 2 and 2 * sum(_coined(document, *item) for item in names) >= len(names):
            found.extend(
                Mention(start, end, text[start:end], "Organization", "Enterprise", "listed-company", weight=1)
                for start, end in names
            )
    return found


def listed_places(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Communities, towns and villages named without their suffix in a list that gives it once for all."""
    text = document.text
    found: list[Mention] = []
    for match in _PLACES.finditer(text):
        items = _items(document, match.start(), match.end("last"))
        suffix, kind = next((suffix, kind) for sort, suffix, kind in _SORTS if sort == match.group("sort"))
        names = [(start, end) for start, end in items if not _NO_NAME.search(text[start:end]) and end - start <= 4]
        known = [bool(gazetteer.named(text[start:end] + suffix)) for start, end in names]
        coined = [_coined(document, start, end) for start, end in names]
        if len(names) < 2 or 2 * sum(map(max, zip(known, coined, strict=True))) < len(names):
            continue
        for start, end in names:
            name = text[start:end] + suffix
            codes = tuple(division.code for division in gazetteer.named(name))
            found.append(
                Mention(start, end, text[start:end], "Place", kind, "listed-place", name=name, codes=codes, weight=1)
            )
    return found


def _items(document: Document, first_mark: int, end: int) -> list[tuple[int, int]]:
    """The items of the list whose last one stands between a 、 at `first_mark` and `end`, in text order."""
    text = document.text
    items = [(first_mark + 1, end)]
    stop = first_mark
    while True:
        start = max(text.rfind(mark, max(0, stop - 12), stop) for mark in "、,，。;；:：\n“”（(") + 1
        if start <= 0:
            start = max(0, stop - 12)
        if text[start - 1 : start] == "、" and stop - start <= 8:
            items.append((start, stop))
            stop = start - 1
            continue
        extent = left_extent(document, stop, max(start, stop - 8))
        if stop - extent.start >= 2:
            items.append((extent.start, stop))
        return items[::-1]


def _split(start: int, text: str) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in _ITEM.finditer(text)]


def _coined(document: Document, start: int, end: int) -> bool:
    """Whether a stretch is no run of common words: it has a piece that the dictionary calls a name or does not know."""
    return any(tag in NAMING_TAGS or len(word) == 1 for word, tag in _words(document, start, end))


def _one_common_word(document: Document, start: int, end: int) -> bool:
    words = list(_words(document, start, end))
    return len(words) == 1 and words[0][1] not in NAMING_TAGS and len(words[0][0]) > 1


def _words(document: Document, start: int, end: int) -> Iterator[tuple[str, str]]:
    cut = document.words
    index = cut.index_at(start)
    while index < len(cut.words) and cut.starts[index] < end:
        yield cut.words[index], cut.tags[index]
        index += 1
