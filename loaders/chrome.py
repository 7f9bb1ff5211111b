"""What a web page puts around its reports: links, notices, lists of other pages, words of introduction."""

import re
from dataclasses import dataclass

_LEAD = r"^[ \t\u3000\-*•·>#|◆●■▲★☆→»«]*"

# After one of these a report is over; what follows is other pages' titles until the next report begins.
_FENCE = re.compile(
    _LEAD + r"(?:[\[【「(（]?返回(?:本文)?(?:目录|顶部|首页|列表|上页|上一页)"
    r"|[\[【]?(?:上|下)一篇(?:文章)?[\]】]?(?:[:：\s]|$)|没有了$"
    r"|(?:更多)?相关(?:的)?(?:范文)?(?:文章|范文|推荐|阅读|链接|热词)(?:推荐|阅读|搜索)?[。:：]?\s*$"
    r"|(?:猜|您可能|你可能|看了|看过|大家还|网友还|读者还).{0,24}(?:喜欢|感兴趣|关注|还看了?|在看)[^。，]{0,8}$"
    r"|(?:热门|精彩|延伸|拓展|推荐|扩展|栏目|最新|今日|随机|本周|本月)(?:推荐|阅读|文章|范文|排行|图文|导航|搜索|标签|专题)(?:推荐|阅读)?[:：]?\s*$"
    r"|更多(?:关于)?[^。，\n]{0,30}(?:文章|范文|内容|精彩|信息)[^。\n]{0,20}(?:[:：]|请|欢迎|点击|关注|>>|尽在)"
    r"|(?:本文|文章|文档)(?:来源|来自|地址|链接|标签|由来)[:：]|(?:原文|转载)(?:地址|链接|请|自)[:：]?|转载请注明"
    r"|(?:版权|免责|本站|郑重)?声明[:：]|版权(?:所有|归)|(?:文章)?(?:热词|标签|TAGS?|Tags?)[:：]"
    r"|(?:收藏|打印|分享到|点赞|举报|纠错|我要投稿|下载(?:本文|文档|全文)|文档下载|关闭窗口|展开(?:全文|阅读)?|阅读全文|全文阅读|查看全文)\s*$"
    r"|以上(?:就是|便是|是|内容)[^\n]{0,60}(?:小编|范文|分享|整理|全部内容)"
    r"|(?:责任)?编辑[:：]|[（(\[【]?责任编辑"
    r"|[Cc]opyright|备案号|[^\n]{0,8}ICP备)",
    re.MULTILINE,
)
_FENCE_INLINE = re.compile(
    r"【[^【】\n]{2,60}】[ ]?(?:的)?(?:相关|更多)(?:文章|范文|阅读|推荐|内容)[:：]?"
    r"|(?:本文来源|文章来源|转载请注明(?:来源|出处)?)[:：]?\s?(?:https?://|www\.)\S*"
    r"|(?<=[。！!”\n])[ ]?[(（\[【]?(?:全文完|未完待续|正文完|此文共\d+字)[)）\]】]?"
)

_INLINE_SIGN = re.compile("【|本文来源|文章来源|转载请注明|全文完|未完待续|正文完|此文共")
"""One of these is in every fence inside a line."""

# A line of page furniture that may stand above a title or between it and the text.
_FURNITURE = re.compile(
    _LEAD + r"(?:[^\n]{0,60}推荐度[:：]?\s*$|[^\n。]{4,50}?[ ]?\d{2}-\d{2}$"
    r"|(?:更多)?相关(?:范文)?(?:推荐|文章|阅读)[。:：]?\s*$|(?:内容)?目录(?:导航)?[。:：]?\s*$|(?:本文|文章)目录[^。\n]{0,300}。?$|(?:目\s+录)\s*$"
    r"|(?:发布|更新|上传|发表|编辑)?(?:时间|日期)[:：]\s*(?:\d{2,4}[-/.年][^\n]{0,80})?$|\d{4}[-/年]\d{1,2}[-/月]\d{1,2}[^\n]{0,40}$"
    r"|(?:来源|作者|编辑|小编|浏览|点击|阅读|字数|字体|格式|标签|分类|类别|栏目|关键词|摘要|导读|导语|序言|序论|简介|【导语】)[:：][^\n]{0,60}$"
    r"|[^\n]{0,20}(?:首页|主页|当前位置|您的位置|所在位置|你的位置)[^\n]{0,10}[>＞»/:：][^\n]{0,80}$|[^\n>]{1,20}(?:\s*[>＞»]\s*[^\n>]{1,24}){2,}$"
    r"|我要投稿|投稿\s*$|大\s*中\s*小\s*$|(?:复制链接|显示全部楼层|阅读模式|开启左侧|关灯|登录|注册|登录/注册|搜索)\s*$"
    r"|[\[【(（]?(?:本站|小编|网站)[^\n]{0,12}(?:提示|推荐|公告|声明)[^\n]{0,40}$|精选优质文档-*倾情为你奉上|(?:欢迎(?:您)?(?:访问|光临|来到|阅读))[^\n]{0,60}$"
    r"|(?:https?://|www\.)\S+\s*$|[-=_*—~·.\s]{3,}$|【[^【】\n]{2,20}(?:网|文库|文秘)】[^\n]{0,40}$)",
    re.MULTILINE,
)

_BLURB = re.compile(
    "小编|本站|笔者整理|范文|供(?:大家|您|你|各位)?.{0,4}(?:参考|借鉴)|欢迎(?:大家)?(?:阅读|参考|下载|借鉴|查看)|一起来?看看|(?:以下|下面|接下来)(?:是|就是|为|给)"
    "|为(?:大家|您|你)|希望.{0,14}(?:帮助|喜欢|启发|参考)|有(?:所帮助|益的参考)|与大家分享|相关(?:内容|资料).{0,6}(?:分享|整理)|写作"
)

_PAGE = re.compile("小编|本站|笔者整理|范文|大家|网友|您")
# 现将情况报告如下，供领导参考; 可以为我市提供借鉴: a report says so as well.
_OFFICIAL = re.compile("考察[组团]|我[省市县区州镇乡校院局]|领导|情况报告如下|汇报如下")

COLLECTION = re.compile(
    r"(?:[(（【\[〔]?(?:[^\s()（）]{0,8}?)(?:\d{1,3}|[一二三四五六七八九十]{1,3}|多|几)(?:篇|则|份)[)）】\]〕]?|大全|汇总|汇编|合集|集锦|锦集|范文集)\s*$"
)
"""How the title of a page with several reports ends: 15篇, （热门18篇）, 大全, 汇编."""
_COLLECTION_ENDS = frozenset("篇则份)）】]〕全总编集锦")


@dataclass(frozen=True, slots=True)
class Fence:
    """Where a report must be over: `start` to `end` is the line, or the words, that say so."""

    start: int
    end: int


def fences(text: str) -> list[Fence]:
    """The places after which a report cannot go on, in order."""
    inline = _FENCE_INLINE.finditer(text) if _INLINE_SIGN.search(text) else ()
    found = {match.start(): match.end() for match in inline}
    start = done = 0
    while start >= 0:
        match = _FENCE.match(text, start) if start >= done else None
        end = text.find("\n", start)
        if match is not None:
            found[start] = max(found.get(start, 0), len(text) if end < 0 else end)
            done = match.end()
        start = end + 1 if end >= 0 else -1
    return [Fence(start, end) for start, end in sorted(found.items())]


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture: a rating, a byline, a breadcrumb trail, a ruler."""
    return _FURNITURE.match(line) is not None or _FENCE.match(line) is not None


def is_blurb(line: str) -> bool:
    """Whether a paragraph introduces the page rather than belonging to a report."""
    if len(line) > 400 or not _BLURB.search(line):
        return False
    return _PAGE.search(line) is not None or _OFFICIAL.search(line) is None


def is_collection(title: str) -> bool:
    """Whether a title announces several reports."""
    return title.rstrip()[-1:] in _COLLECTION_ENDS and COLLECTION.search(title) is not None
