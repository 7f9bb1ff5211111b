"""Departments and branches, bodies of their own: 民政局|社会福利处, 保险公司|桐城支公司."""

import re
from collections.abc import Iterator, Sequence

from loaders.document import Document
from loaders.lexicon import words
from loaders.mentions.mention import Mention

_PART = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:部(?!门|分|长|署|队|委|级|书记)|处(?!长|理|于|级)|科(?!长|技|学|研|级)|分会|分院|分校|分局|分中心)"
    r"|[\u4e00-\u9fff]{4,12}?(?:工作委员会|委员会|工作部)(?!会议|主任|委员)"
)
_BRANCH = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:分公司|支公司|分行|支行|分社|分院|分校|分会|分店|分厂|分馆|分中心)(?!长)"
)
# Offices of a party committee: 遂昌县委|办公室.
_OF_COMMITTEE = re.compile(
    "办公[室厅]|社治委|社会?工作?[部委]|城乡社区发展治理委员会|(?:政策|党史)?研究室|督查室|改革办|编办|网信办|农办|台办|巡察办|老干部局"
)
_JOINED = re.compile("[和与]")


def parts_of_bodies(document: Document, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """法兰克福社会福利局|青年社会福利部, 新华书店|桐城分店: the part or branch of the body before it."""
    for body in bodies:
        branch = _BRANCH.match(document.text, body.end) if body.kind in ("Enterprise", "Institution") else None
        if branch and branch.end() in document.words.boundaries and _is_part(document, branch):
            yield _joined(document, body, branch, "body-branch", weight=4)
            continue
        if body.kind not in ("Government", "SocialOrganization"):
            continue  # the post of a hospital's ward is one in the hospital
        office = _OF_COMMITTEE.match(document.text, body.end) if body.text.endswith("委") else None
        match = office or _PART.match(document.text, body.end)
        if match and match.end() in document.words.boundaries and (office or _is_part(document, match)):
            yield _joined(document, body, match, "body-part", weight=body.weight)


def _joined(document: Document, body: Mention, match: re.Match[str], rule: str, weight: int) -> Mention:
    text = document.text[body.start : match.end()]
    name = (body.name or body.text) + match.group()
    return Mention(body.start, match.end(), text, "Organization", body.kind, rule, name=name, weight=weight)


def _is_part(document: Document, match: re.Match[str]) -> bool:
    """Whether what goes on to 部 or 处 is nouns only: no 出台对干部, though 监察和司法委员会."""
    name = match.group()
    nouns = _JOINED.sub("", name, count=1) if name.endswith("委员会") and not _JOINED.match(name) else name
    if re.search("[的和与在了为由对把将]", nouns):
        return False
    first, head = document.words.index_at(match.start()), document.words.index_at(match.end() - 1)
    inside = zip(document.words.words[first:head], document.words.tags[first:head], strict=True)
    return not any(
        tag[0] in "vpdr" and tag != "vn" and word not in words("name_verbs")
        for word, tag in inside
        if word not in "和与"
    )
