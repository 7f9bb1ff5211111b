"""Bodies named by common words, which what is said around them shows to be one body: who visits, runs or heads it."""

import re

from loaders.document import Document
from loaders.lexicon import words
from loaders.mentions.extent import Extent
from loaders.mentions.given_names import name_length
from loaders.mentions.level_bodies import HEAD


def told_by_context(document: Document, extent: Extent, end: int, suffix: str, kind: str) -> bool:
    """Whether the words around make one body of what may be a sort of body: 参观了农民科技教育培训中心."""
    return (
        _called_on(document, extent, suffix, kind)
        or _acting(document, extent, end)
        or (kind == "Delegation" and _travelling(document, extent, end))
        or _headed(document, extent, end, suffix)
    )


_HEADED = re.compile(r"[-－—]?一行(?:共|约)?[\d一二三四五六七八九十]+余?人")
_SENT_OUT = re.compile(r"(?:率领?|带领|组织|的|组成|派出|[,，。;；:：\n])$")
_ANY_TOUR = re.compile(
    "(?:[省市州县区旗镇乡校院局]|学习|考察|参观|党政|交流|访问|观摩|培训|调研|外出|工作|代表|[本此]次)*"
)


def _travelling(document: Document, extent: Extent, end: int) -> bool:
    """率领|经济考察团|一行7人: a party that a head count follows is named by what it is about."""
    about = not _ANY_TOUR.fullmatch("".join(extent.modifiers))
    opened = _SENT_OUT.search(document.text, max(0, extent.start - 4), extent.start)
    return about and opened is not None and bool(_HEADED.match(document.text, end))


_BY = re.compile("[,，。;；\n]?[由是受]$")
_RUN_BY = re.compile("(?:主办|举办|承办|创办|开办|经营|运营|管理|发起|负责(?!人)|兴办|举行)")


def _acting(document: Document, extent: Extent, end: int) -> bool:
    """由|农村妇女互助协会|举办: who runs something is one body, be it named by common words."""
    own = "".join(word for word in extent.modifiers if word not in words("org_generic"))
    if len(extent.modifiers) < 2 or len("".join(extent.modifiers)) < 5 or not own:
        return False
    return bool(_RUN_BY.match(document.text, end) and _BY.search(document.text, max(0, extent.start - 3), extent.start))


_OF_LEVEL = re.compile(r"(?:[省市州县区旗镇乡村校院局厂]|街道|社区|党|团|本|各|全)*")


def _headed(document: Document, extent: Extent, end: int, suffix: str) -> bool:
    """学科建设办公室|主任周文清: common words name a body where a named person heads it."""
    own = "".join(word for word in extent.modifiers if word not in words("org_generic"))
    if suffix in words("inner_bodies") or len(_OF_LEVEL.sub("", own)) < 2:
        return False
    post = HEAD.match(document.text, end)
    return post is not None and name_length(document, post.end(), strict=False) > 0


_CALLED_ON = re.compile(
    r"(?:参观|考察|走访|拜会|拜访|察看|走进|观摩|来到|访问)了?(?:[^。;；:：,，]{0,160}[、和及])?$"
    r"|(?:地方|单位|点位|部门)[:：](?:[^。;；:：]{0,80}[、和及])?$"
)


def _called_on(document: Document, extent: Extent, suffix: str, kind: str) -> bool:
    """参观了农民科技教育培训中心: in a list of hosts a body may be named by common words, if by several."""
    if (
        (suffix in words("bare_bodies") and (suffix != "协会" or len("".join(extent.modifiers)) < 6))
        or suffix.endswith("委")
        or len(extent.modifiers) < 2
        or len("".join(extent.modifiers)) < 4
    ):
        return False
    before = document.text[max(0, extent.start - 170) : extent.start]
    set_up = kind == "Enterprise" and before.endswith(("成立了", "组建了", "注册了", "成立", "组建"))
    return not set(extent.modifiers) <= words("village_generic") and (set_up or bool(_CALLED_ON.search(before)))
