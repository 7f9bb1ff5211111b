"""Writes the sample reports that are no plain text: samples/*.docx, *.pdf and *.html.

Run it from the project's root, with the test requirements installed: python scripts/build_samples.py
The texts are invented, true to the genre; what they say of real places is not.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples"

WORD_TITLE = "桃源县赴江苏省太仓市学习考察乡村治理积分制的报告"
WORD_OPENING = (
    "为进一步提升乡村治理水平，2021年4月12日至15日，桃源县委农办主任郑国平带领考察组一行11人，赴江苏省太仓市学习考察乡村治理工作。"
    "考察组实地察看了城厢镇电站村、璜泾镇雅鹿村和太仓市乡村治理指挥中心。现将有关情况报告如下。"
)
WORD_SECTIONS: Sequence[tuple[str, Sequence[str]]] = (
    (
        "主要做法",
        (
            "太仓市全面推行积分制，把环境整治、移风易俗、志愿服务等事项折算成积分，村民凭积分到“积分超市”兑换生活用品。",
            "电站村建立了“村民说事会”，每月十五日由村党委书记主持，三年来议定村内事务一百二十余件。",
            "雅鹿村实行“一户一码”管理，每户门前一张二维码，积分、垃圾分类和诉求办理都在码上看得见。",
        ),
    ),
    ("几点启示", ("太仓市的积分制对我县很有启发。治理要让群众看得见、算得清、换得到。",)),
    (
        "工作建议",
        (
            "在漳江街道试点推行积分制，今年九月底前建成“积分超市”十个。",
            "学习电站村经验，在全县行政村设立“村民说事会”。",
        ),
    ),
)
WORD_TABLE = (("考察地点", "主要内容"), ("城厢镇电站村", "村民说事会"), ("璜泾镇雅鹿村", "一户一码"))
WORD_CLOSING = ("桃源县考察组", "2021年4月26日")

PDF_LINES = (
    "祁门县教育局赴杭州市考察义务教育课后服务的报告",
    "根据工作安排，2022年10月18日至21日，祁门县教育局副局长方志明率考察团一行9人，赴浙江省杭州市学习义务教育课后服务工作。"
    "考察团先后走进上城区胜利小学、西湖区文三街小学，听取介绍，观摩课堂，并与两校教师座谈交流。现将考察情况报告如下。",
    "一、主要做法",
    "（一）课程进了菜单。上城区教育局推行“课后服务菜单制”，学校把社团、阅读、体育等一百三十门课程列成菜单，学期初由家长和学生在网上选定，开课两周内可以改选一次。"
    "胜利小学开设了木工、田径、合唱等四十二门课程，参加的学生占全校学生的百分之九十六。",
    "（二）师资开了大门。西湖区实施“银龄课堂”工程，聘请退休教师、民间艺人和大学生志愿者进校授课，区财政按课时给予补助，三年累计聘请校外教师六百余人。",
    "（三）时间有了弹性。文三街小学建立了弹性离校制度，分三个时段放学，家长因加班不能按时到校的，学生可以在图书馆由值班教师照看到晚上七点。",
    "二、存在的差距",
    "对照杭州，我县课后服务起步晚、课程少、教师紧，部分村小仍以写作业为主，离孩子们的期待还有不小距离。",
    "三、考察启示",
    "上城区的课后服务菜单制给我县以很大启发。课后服务办得好不好，要看孩子愿不愿意留下来，家长放不放心。",
    "四、下一步建议",
    "1.在祁山小学试点推行课后服务菜单制，课程不少于二十门。",
    "2.借鉴西湖区做法，实施“银龄课堂”工程，首批聘请退休教师五十名。",
    "3.在全县中心学校建立弹性离校制度，所需经费列入县级财政预算。",
    "祁门县教育局考察团",
    "2022年11月2日",
)

PAGE_TITLE = "临泽县赴浙江省安吉县考察乡村民宿发展情况的报告"
PAGE_LINES = (
    "2020年8月3日至7日，临泽县文体广电和旅游局局长杨文斌带队，县乡村振兴局及六个乡镇负责人一行14人，赴浙江省安吉县考察学习乡村民宿发展工作。",
    "一、安吉县的主要做法",
    "安吉县建立了民宿联席会议制度，由分管副县长召集，文旅、消防、公安等九个部门一窗受理、联合验收，办证时间由六十天缩短到十五天。",
    "天荒坪镇余村推行“两山合作社”模式，把农民闲置的房屋、山林、水面收储起来，统一包装，统一招商，村民按股分红。",
    "灵峰街道开展“民宿管家”培训，三年培训返乡青年八百余人，其中持证上岗的有三百四十人。",
    "二、几点启示",
    "安吉县的“两山合作社”模式对我县很有启发，绿水青山要有人经营，才能成为金山银山。",
    "三、几点建议",
    "1.建立我县民宿联席会议制度，由县文体广电和旅游局牵头。",
    "2.在倪家营镇试点“两山合作社”模式，年内收储闲置农房三十处。",
    "3.参照灵峰街道做法，开展“民宿管家”培训。",
)


def build() -> None:
    """Write the three files."""
    _word(SAMPLES / "taicang_jifen.docx")
    _pdf(SAMPLES / "hangzhou_kehou.pdf")
    _page(SAMPLES / "anji_minsu.html")


def _word(path: Path) -> None:
    """Headings numbered by Word itself (一、 二、), as offices do it, and a table."""
    from docx import Document

    document = Document()
    document.core_properties.author = ""
    document.add_heading(WORD_TITLE, 0)
    document.add_paragraph(WORD_OPENING)
    _define_numbering(document)
    for heading, paragraphs in WORD_SECTIONS:
        _numbered(document.add_heading(heading, 1))
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    document.add_paragraph("附：考察地点一览")
    table = document.add_table(len(WORD_TABLE), 2, "Table Grid")
    for cell, text in zip(table._cells, (text for row in WORD_TABLE for text in row), strict=True):
        cell.text = text
    for line in WORD_CLOSING:
        document.add_paragraph(line)
    document.save(str(path))


def _define_numbering(document: Any) -> None:  # noqa: ANN401 - python-docx names no type for it
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def _numbered(paragraph: Any) -> None:  # noqa: ANN401
    number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    number.get_or_add_ilvl().val = 0
    number.get_or_add_numId().val = 90


def _pdf(path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle("t", fontName="STSong-Light", fontSize=16, leading=29, firstLineIndent=32, wordWrap="CJK")
    title = ParagraphStyle("h", parent=text, fontSize=22, leading=38, firstLineIndent=0, alignment=1)

    def number(canvas: Any, document: Any) -> None:  # noqa: ANN401
        canvas.setFont("STSong-Light", 12)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {document.page} —")

    story = [Paragraph(escape(line), text if place else title) for place, line in enumerate(PDF_LINES)]
    document = SimpleDocTemplate(str(path), pagesize=A4, title=PDF_LINES[0], invariant=1)
    document.build(story, onFirstPage=number, onLaterPages=number)


def _page(path: Path) -> None:
    """A page in GB2312 with what sites put around a report."""
    menu = "".join(f'<li><a href="#">{name}</a></li>' for name in ("首页", "政务公开", "政民互动", "走进临泽"))
    more = "".join(f'<li><a href="#">{name}</a></li>' for name in ("关于开展消防检查的通知", "夏季招聘会公告"))
    article = "\n".join(f"<p>　　{escape(line)}</p>" for line in PAGE_LINES)
    markup = f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{PAGE_TITLE}_调研报告_某网站</title></head>
<body>
<div class="nav"><ul>{menu}</ul></div>
<div class="position">当前位置：<a href="#">首页</a> &gt; <a href="#">调研报告</a></div>
<div class="main"><h1>{PAGE_TITLE}</h1>
<div class="info">发布时间：2020-08-20　浏览次数：318　【打印】【关闭】</div>
<div class="content">
{article}
</div></div>
<div class="sidebar"><h3>最新公告</h3><ul>{more}</ul></div>
<div class="footer">版权所有　网站地图　联系我们</div>
</body></html>
"""
    path.write_bytes(markup.encode("gb18030"))


if __name__ == "__main__":
    build()
