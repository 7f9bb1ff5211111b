"""What the sites that pass reports on have put into their sentences."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit
from loaders.repairs.signs import HAN

_SITE = re.compile(
    r"[(（\[【]?(?:本文)?(?:由|来源于?|来自|转自|转载自|出自|更多(?:内容|文章)?请?(?:访问|登录|关注))[:：]?[^。,，；\n]{0,12}?"
    r"(?:https?://)?[Ww]{3}[.．。][A-Za-z0-9.．/_-]{3,60}(?:整理|提供|收集|发布|分享|网)?[)）\]】]?"
    r"|(?:本文来源|转载请注明(?:出处)?|原文(?:地址|链接))[:：]?\s?https?://[A-Za-z0-9./_%?=&#-]{4,200}"
)
_BANNER = re.compile(r"精选优质文档-{1,10}倾情为你奉上|专心-{2,10}专注-{2,10}专业")
_SECRET = re.compile(r"[(（\[【〔]?(?:此处|本处)?隐藏\d+个字[)）\]】〕]?|省略\d+字,?(?:正式会员可完整阅读)?")
# a stray mark after 的, by which such sites know their copies
_STRAY = re.compile(rf"['`´](?:(?<=的.)(?=[{HAN}])(?![^'`´\n]{{1,12}}['`´])|(?<=[{HAN}].)(?=的[{HAN}]))")
_LINKED = (
    "工作计划|学习计划|计划|工作总结|总结|口号|标语|教学|读书笔记|笔记|心得体会|体会|责任书|承诺书|保证书|自我鉴定|自我介绍|演讲稿"
    "|发言稿|讲话稿|述职报告|调查报告|活动方案|实施方案|方案|策划书|合同|通知|作文|教案|课件|论文|规章制度|申请书|倡议书|决心书"
    "|检讨书|邀请函|感谢信|简历|日记|祝福语|名言|诗歌|思想汇报|评语|反思|社会实践|职业规划|广告|简报|整改措施|会议纪要|主持词"
)
_LINK = re.compile(rf"(?P<before>[。”])\n\s*(?:{_LINKED})(?P<after>。\n\s*)(?=(?P<next>\S))")
_GOES_ON = frozenset("的地得和与及或等又并也还而且内之、，,表上中里一")


def site_marks(text: str) -> Iterator[Edit]:
    """Addresses of sites, notices of left-out text and stray marks after 的 go."""
    if ("www" in text) or ("ttp" in text) or ("WWW" in text) or ("Www" in text):
        yield from ((match.start(), match.end(), "") for match in _SITE.finditer(text))


def banners(text: str) -> Iterator[Edit]:
    """Slogans that document sites print at the head and foot of every page go."""
    if "倾情" in text or "专心-" in text:
        yield from ((match.start(), match.end(), "") for match in _BANNER.finditer(text))


def left_out(text: str) -> Iterator[Edit]:
    """Notices that a site hides part of the text go."""
    if "隐藏" in text or "省略" in text:
        yield from ((match.start(), match.end(), "") for match in _SECRET.finditer(text))


def stray_marks(text: str) -> Iterator[Edit]:
    """A stray ' or ` beside 的 goes."""
    yield from ((match.start(), match.end(), "") for match in _STRAY.finditer(text))


def linked_words(text: str) -> Iterator[Edit]:
    """A word that the site had made a link, and so a line of its own, returns into its sentence."""
    done = 0
    for match in _LINK.finditer(text):
        start = match.start() if match["before"] == "。" else match.end("before")
        head = match.end("before")
        while head < len(text) and text[head].isspace():
            head += 1
        if start >= done:
            yield start, head, ""
        goes_on = match["next"] in _GOES_ON
        done = match.end("after")
        yield match.start("after") + (0 if goes_on else 1), done, ""
