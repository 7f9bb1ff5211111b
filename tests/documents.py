"""Real documents for tests, made with the libraries that write them: Word, PDF and web pages of one report."""

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

TITLE = "临江县赴宁波市考察社区治理工作的报告"
PARAGRAPHS = (
    "2019年5月14日至16日，临江县民政局局长周明远带领考察组一行12人，赴浙江省宁波市海曙区考察学习社区治理工作。",
    "一、主要做法",
    "海曙区全面推行网格化管理，全区划分为1126个网格，每个网格配备一名专职网格员，小事不出社区，大事不出街道。",
    "南门街道建立了“老书记工作室”，由退休的社区书记带新人，三年带出社区干部四十余名。",
    "二、启示",
    "海曙区的网格化管理对我县很有启发。",
    "三、建议",
    "1.在兴隆街道试点网格化管理，年内划分网格六十个。",
    "2.学习南门街道经验，在我县社区设立“老书记工作室”。",
    "临江县考察组",
    "2019年5月20日",
)
LINES = (TITLE, *PARAGRAPHS)
TEXT = "\n".join(LINES)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XMLNS = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word(lines: Sequence[str] = LINES, change: Callable[[Any], None] = lambda document: None) -> bytes:
    """A .docx with a line a paragraph; `change` may do more to the python-docx document."""
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_xml(document: Any, xml: str) -> None:
    """Put WordprocessingML at the end of the body, before its section."""
    from docx.oxml import parse_xml

    body = document.element.body
    for element in parse_xml(f"<w:body {_XMLNS}>{xml}</w:body>"):
        body.insert(len(body) - 1, element)


def run(text: str) -> str:
    """A `w:r` of WordprocessingML."""
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>"


def with_part(data: bytes, path: str, kind: str, xml: str) -> bytes:
    """The .docx with one more part that the document relates to as `kind` (footnotes, numbering)."""
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    entry = f'<Relationship Id="rIdExtra{kind}" Type="{relation}" Target="{path}"/></Relationships>'
    type_ = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    override = f'<Override PartName="/word/{path}" ContentType="{type_}"/></Types>'
    return rewritten(
        data,
        {
            "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", entry.encode()),
            "[Content_Types].xml": lambda old: old.replace(b"</Types>", override.encode()),
        },
        {f"word/{path}": xml.encode()},
    )


def rewritten(data: bytes, changes: dict[str, Callable[[bytes], bytes]], more: dict[str, bytes] | None = None) -> bytes:
    """The ZIP file with some of its files changed and others put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda same: same)(old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def pdf(lines: Sequence[str] = LINES, *, password: str | None = None, head: str = "", size: float = 16) -> bytes:
    """A PDF as an office prints it: first lines indented, page numbers, a CID font that is not embedded."""
    from reportlab.lib import pdfencrypt
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle(
        "text", fontName="STSong-Light", fontSize=size, leading=1.75 * size, firstLineIndent=2 * size, wordWrap="CJK"
    )
    title = ParagraphStyle("title", parent=text, alignment=1, firstLineIndent=0, fontSize=1.4 * size, leading=2 * size)

    def margins(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 36, f"— {document.page} —")

    lock = None if password is None else pdfencrypt.StandardEncryption(password, "owner", strength=128)
    out = io.BytesIO()
    story = [Paragraph(escape(line), title if number == 0 else text) for number, line in enumerate(lines)]
    document = SimpleDocTemplate(out, pagesize=A4, encrypt=lock, invariant=1)
    document.build(story, onFirstPage=margins, onLaterPages=margins)
    return out.getvalue()


def scanned_pdf(pages: int, stamp: str = "") -> bytes:
    """A PDF of pictures, with what the scanning program writes at the foot of each page."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(480, 20, stamp)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


_MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("首页", "政务公开", "新闻动态", "办事服务"))
_MORE = "".join(
    f'<li><a href="/{number}">{name}</a></li>'
    for number, name in enumerate(("关于赴苏州市学习考察的报告", "年度工作总结", "党员思想汇报", "乡村振兴调研报告"))
)


def web_page(article: str = "", charset: str = "utf-8", title: str = TITLE) -> str:
    """A page of a government site: the article between menu, advertising, other pages' titles and footer."""
    paragraphs = "".join(f"<p>　　{escape(line)}</p>" for line in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{escape(title)}_临江县人民政府网</title><style>p {{}}</style></head><body>"
        f'<div class="nav"><ul>{_MENU}</ul></div>'
        '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/b">调研报告</a></div>'
        f'<div class="main"><h1>{escape(title)}</h1><div class="content">{article or paragraphs}</div></div>'
        '<div class="ad"><a href="/ad">点击领取优惠券</a><script>var one = "广告";</script></div>'
        f'<div class="sidebar"><h3>热门推荐</h3><ul>{_MORE}</ul></div>'
        '<div class="footer"><p>版权所有：临江县人民政府 备案号12345</p></div></body></html>'
    )
