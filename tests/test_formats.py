"""Word, PDF and web pages: their text, where it stands in them, and what is said of those that cannot be read."""

import io
import json
import zipfile
from pathlib import Path

import documents
import pytest
from documents import LINES, PARAGRAPHS, TEXT, TITLE, W, add_xml, run, web_page, with_part, word
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import SourceError
from kg.explanation import REPAIR_NAMES
from kg.facts_file import facts_from_json, facts_to_json
from kg.records import Facts
from loaders.extract import extract
from loaders.formats import limits
from loaders.formats.docx_numbering import chinese_numeral
from loaders.formats.extracted import Mark, locate
from loaders.sources import Source, read_source


@pytest.fixture
def read(tmp_path):
    """Reads bytes as a file of a name."""

    def reader(data: bytes, name: str) -> Source:
        (tmp_path / name).write_bytes(data)
        return read_source(str(tmp_path / name))

    return reader


@pytest.fixture
def refusal(read):
    """What is said of bytes that cannot be read as a file of a name: one line that names it."""

    def told(data: bytes, name: str) -> str:
        with pytest.raises(SourceError) as caught:
            read(data, name)
        message = str(caught.value)
        assert name in message and "\n" not in message and ";" in message
        return message

    return told


def placed(source: Source) -> list[tuple[str, str]]:
    """Each part of a text with its name; the marks cover the text without a gap."""
    ends = [*(mark.start for mark in source.marks[1:]), len(source.text)]
    assert source.marks[0].start == 0
    return [(mark.name, source.text[mark.start : end].strip()) for mark, end in zip(source.marks, ends, strict=True)]


# Word


def test_a_word_file_gives_its_paragraphs_one_a_line_and_counts_them(read):
    source = read(word(), "报告.docx")
    assert (source.text, source.encoding) == (TEXT, "docx")
    assert placed(source) == [(f"第{number}段", line) for number, line in enumerate(LINES, 1)]


def test_a_word_table_is_read_where_it_stands_row_by_row(read):
    def change(document):
        document.add_heading("附表", 1)
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("地方", "做法", "海曙区", "网格化管理"), strict=True):
            cell.text = text
        document.add_paragraph("以上为考察情况。")

    assert placed(read(word(["前言。"], change), "a.docx")) == [
        ("第1段", "前言。"),
        ("第2段", "附表"),
        ("表1第1行", "地方 | 做法"),
        ("表1第2行", "海曙区 | 网格化管理"),
        ("第3段", "以上为考察情况。"),
    ]


def test_a_frame_of_one_cell_is_no_table(read):
    def change(document):
        document.add_table(1, 1).cell(0, 0).text = "框内的一段。"

    assert placed(read(word(["前言。"], change), "a.docx")) == [("第1段", "前言。"), ("第2段", "框内的一段。")]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f'<w:smartTag w:element="chsdate">{run("2019年")}</w:smartTag>{run("5月")}', "2019年5月"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('临江县')}</w:sdtContent></w:sdt>", "临江县"),
        (f"<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>", "新增"),
        (f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>", "新处"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗记</w:t></w:r>" + run("明文"), "明文"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明文</w:t></w:r>', "明文"),
        (f"<w:hyperlink>{run('链接')}</w:hyperlink><w:r><w:br/></w:r>{run('下一行')}", "链接\n下一行"),
        (f"{run('前')}<w:r><w:br w:type='page'/></w:r>{run('后')}", "前后"),
        (f"<w:r><w:ruby><w:rt>{run('jié')}</w:rt><w:rubyBase>{run('结')}</w:rubyBase></w:ruby></w:r>", "结"),
        ("<w:r><w:instrText> PAGE </w:instrText></w:r>" + run("正文"), "正文"),
    ],
)
def test_what_word_shows_in_a_line_is_read_and_what_it_hides_is_not(read, xml, text):
    """Names and dates in smart tags, content controls and insertions count; deletions, fields and ruby do not."""
    data = word([], lambda document: add_xml(document, f"<w:p>{xml}</w:p>"))
    assert read(data, "a.docx").text == text


def test_a_block_of_content_controls_is_read(read):
    xml = f"<w:sdt><w:sdtContent><w:p>{run('封面标题')}</w:p></w:sdtContent></w:sdt>"
    assert read(word([], lambda document: add_xml(document, xml)), "a.docx").text == "封面标题"


def test_a_text_box_follows_its_paragraph_once(read):
    """Word writes it for new programs and again for old ones."""
    box = f"<w:txbxContent><w:p>{run('框中的话')}</w:p></w:txbxContent>"
    xml = (
        f"<w:p>{run('正文。')}<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    source = read(word([], lambda document: add_xml(document, xml)), "a.docx")
    assert placed(source) == [("第1段", "正文。"), ("第1段文本框", "框中的话")]


def test_a_footnote_follows_the_paragraph_that_refers_to_it(read):
    xml = f'<w:p>{run("全区有网格员。")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p>{run("下一段。")}</w:p>'
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p>{run("据2018年统计。")}</w:p></w:footnote></w:footnotes>'
    )
    data = with_part(word([], lambda document: add_xml(document, xml)), "footnotes.xml", "footnotes", note)
    assert placed(read(data, "a.docx")) == [
        ("第1段", "全区有网格员。"),
        ("注1", "据2018年统计。"),
        ("第2段", "下一段。"),
    ]


NUMBERED = """
<w:abstractNum w:abstractNumId="90">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
  <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf06c"/></w:lvl>
</w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="90"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def test_numbers_that_word_sets_by_itself_are_written_out(read):
    """The numbers of headings tell sections apart; the file holds only that there is one."""

    def change(document):
        from docx.oxml import parse_xml

        root = document.part.numbering_part.element
        for element in reversed(parse_xml(f'<w:numbering xmlns:w="{W}">{NUMBERED}</w:numbering>')):
            root.insert(0, element)
        for text, list_id, depth in (
            ("主要做法", 90, 0),
            ("党建引领", 90, 1),
            ("网格管理", 90, 1),
            ("划分网格", 90, 2),
            ("要点", 90, 3),
            ("启示", 90, 0),
            ("重在领导", 90, 1),
            ("另起的列表", 91, 0),
            ("无编号", 0, 0),
            ("无此列表", 77, 0),
        ):
            number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
            add_xml(document, f"<w:p><w:pPr>{number}</w:pPr>{run(text)}</w:p>")

    assert read(word([], change), "a.docx").text.split("\n") == [
        "一、主要做法",
        "（一）党建引领",
        "（二）网格管理",
        "1.1 划分网格",
        "要点",
        "二、启示",
        "（一）重在领导",
        "一、另起的列表",
        "无编号",
        "无此列表",
    ]


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (105, "一零五")]
)
def test_numbers_are_written_as_headings_have_them(number, written):
    assert chinese_numeral(number) == written


def test_lines_of_a_table_of_contents_are_left_out_and_counted(read):
    def change(document):
        style = document.styles.add_style("toc 1", 1)
        document.add_paragraph("一、主要做法\t3", style)
        document.add_paragraph("正文。")

    source = read(word([], change), "a.docx")
    assert (source.text, dict(source.left_out)) == ("正文。", {"contents_line": 1})


def bomb() -> bytes:
    return documents.rewritten(word(), {}, {"word/media/bomb.xml": bytes(limits.MAX_XML + 1)})


def locked_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def spreadsheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: word()[:2000], "damaged"),
        (lambda: documents.rewritten(word(), {"word/document.xml": lambda xml: xml[:-40]}), "damaged"),
        (lambda: documents.rewritten(word(), {"[Content_Types].xml": lambda xml: b"<x/>"}), "damaged"),
        (lambda: word([]), "no text in this Word file"),
        (bomb, "more than any report"),
        (spreadsheet, "an Excel file"),
        (locked_office, "locked with a password"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        (lambda: b"{\\rtf1 ...}", "RTF"),
        (lambda: "只是文字，不是文档。".encode(), "no .docx file"),
    ],
    ids=["cut", "broken-xml", "no-types", "empty", "bomb", "excel", "locked", "old", "rtf", "text"],
)
def test_a_word_file_that_cannot_be_read_is_told_in_one_line(refusal, make, said):
    assert said in refusal(make(), "报告.docx")


def test_entities_in_word_xml_are_not_expanded(read, refusal):
    """Neither a file of the machine nor a billion laughs reaches the text."""
    entities = b'<!DOCTYPE d [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/hostname">]>'

    def attack(xml: bytes) -> bytes:
        head, rest = xml.split(b"<w:document", 1)
        return head + entities + b"<w:document" + rest.replace(TITLE.encode(), b"&a;&b;")

    source = read(documents.rewritten(word(), {"word/document.xml": attack}), "a.docx")
    assert source.text == "\n".join(PARAGRAPHS)


# PDF


def test_a_pdf_gives_its_paragraphs_whole_and_names_its_pages(read):
    """Lines are joined within a page and across two; running heads and page numbers are left out and counted."""
    source = read(documents.pdf([*LINES, *PARAGRAPHS], head="考察材料"), "报告.pdf")
    assert source.text.split("\n") == [*LINES, *PARAGRAPHS]
    assert [mark.name for mark in source.marks] == ["第1页", "第2页"]
    assert dict(source.left_out) == {"page_foot": 2, "page_head": 2}
    assert source.encoding == "pdf"


def test_a_sentence_over_two_pages_names_both(read):
    source = read(documents.pdf([TITLE, PARAGRAPHS[2] * 12], size=18), "a.pdf")
    _, second = source.marks
    assert source.text.split("\n") == [TITLE, PARAGRAPHS[2] * 12]
    assert source.locator((second.start - 5, second.start + 5)) == "第1页–第2页"
    assert source.locator((second.start - 5, second.start)) == "第1页"


def test_a_title_on_two_lines_is_one_paragraph(read):
    title = "关于赴浙江省宁波市和江苏省苏州市学习考察城市社区治理工作情况的报告"
    assert read(documents.pdf([title, *PARAGRAPHS]), "a.pdf").text.split("\n")[0] == title


@pytest.mark.parametrize("pages", [1, 3])
@pytest.mark.parametrize("stamp", ["", "扫描全能王 创建"])
def test_a_scanned_pdf_is_told(refusal, pages, stamp):
    said = refusal(documents.scanned_pdf(pages, stamp), "扫描.pdf")
    assert f"no text layer ({pages} page" in said and "OCR" in said


def test_a_locked_pdf_is_told(refusal):
    assert "locked with a password" in refusal(documents.pdf(password="geheim"), "a.pdf")


def test_a_pdf_that_only_forbids_printing_is_read(read):
    assert read(documents.pdf(password=""), "a.pdf").text == TEXT


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnonsense", b"%PDF-"], ids=["nonsense", "nothing"])
def test_a_damaged_pdf_is_told(refusal, data):
    assert "damaged" in refusal(data, "a.pdf")


def test_a_pdf_of_too_many_pages_is_told(refusal, monkeypatch):
    monkeypatch.setattr("loaders.formats.pdf.MAX_PAGES", 2)
    assert "has 3 pages" in refusal(documents.scanned_pdf(3), "a.pdf")


def test_a_file_is_what_its_bytes_say(read):
    """A PDF that somebody called .txt, a web page that a site called .doc."""
    assert read(documents.pdf(), "a.txt").text == TEXT
    assert read(web_page().encode(), "a.doc").text == TEXT


# web pages


def test_a_web_page_gives_the_article_without_menus_and_advertising(read):
    source = read(web_page().encode(), "报告.html")
    assert (source.text, source.encoding) == (TEXT, "html (utf-8)")
    assert placed(source)[:2] == [("标题", TITLE), ("第1段", PARAGRAPHS[0])]
    assert source.left_out["page_around"] > 50


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "utf-8")])
def test_a_page_is_read_in_the_encoding_it_names(read, charset, encoding):
    """Even where its few Chinese characters would not tell."""
    source = read(web_page(charset=charset).encode(encoding), "a.htm")
    assert (source.text, source.encoding) == (TEXT, f"html ({encoding})")
    tiny = f'<meta charset="{charset}"><p>ěščř ABC 鑫淼</p>'.replace("ěščř", "").encode(encoding)
    assert read(tiny, "b.htm").text == "ABC 鑫淼"


@pytest.mark.parametrize(
    "article",
    [
        "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in PARAGRAPHS),
        "".join(f"<div>{line}</div>" for line in PARAGRAPHS),
        "<table><tr><td>" + "<br><br>".join(PARAGRAPHS) + "</td></tr></table>",
        "".join(f"<p><span>{line[:4]}</span><font>{line[4:]}</font><o:p></o:p></p>" for line in PARAGRAPHS),
        "".join(f"<p>{line}</p>" for line in PARAGRAPHS).replace("，", "，\n").replace("社区", "社\r\n  区"),
        "<pre>" + "\n".join(PARAGRAPHS) + "</pre>",
    ],
    ids=["br", "div", "layout-table", "spans", "wrapped-source", "preformatted"],
)
def test_paragraphs_are_found_however_a_page_sets_them(read, article):
    assert read(web_page(article).encode(), "a.html").text == TEXT


def test_a_table_of_data_in_a_page_is_read_row_by_row(read):
    table = "<table><tr><th>地方</th><th>做法</th></tr><tr><td>海曙区</td><td>网格化管理</td></tr></table>"
    article = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    source = read(web_page(article + table + f"<p>{PARAGRAPHS[2]}</p>").encode(), "a.html")
    assert ("表1第2行", "海曙区 | 网格化管理") in placed(source)


def test_a_page_without_an_article_is_read_whole(read):
    source = read("<html><body><p>海曙区推行网格化管理。</p></body></html>".encode(), "a.html")
    assert placed(source) == [("第1段", "海曙区推行网格化管理。")]


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body><script>var 页 = 1</script></body></html>", "<!-- 空 -->"]
)
def test_a_page_without_text_is_told(refusal, markup):
    assert "no text in this web page" in refusal(markup.encode(), "a.html")


def test_a_huge_page_is_told(refusal):
    assert "more than" in refusal(b"<html>" + b" " * limits.MAX_HTML, "a.html")


def test_tags_in_a_text_file_stay_text(read):
    """They may be all that is left of a page; cleaning knows them."""
    assert read("<html>考察报告</html>".encode(), "a.txt").text == "<html>考察报告</html>"


# evidence


def test_a_span_is_located_by_the_marks_around_it():
    marks = (Mark(0, "第1页"), Mark(10, "第2页"), Mark(20, "第3页"))
    spans = ((0, 10), (9, 11), (10, 20), (5, 25), (25, 30))
    assert [locate(marks, span) for span in spans] == ["第1页", "第1页–第2页", "第2页", "第1页–第3页", "第3页"]
    assert locate((), (0, 5)) is None


def facts_of(source: Source) -> Facts:
    (facts,) = extract(source)
    return facts


def said(facts: Facts) -> tuple[set[tuple[str, str | None, str]], set[tuple[str, str, str, str]]]:
    """What a report says, without where: entities, and relations with their sentences."""
    names = {entity.id: entity.name for entity in facts.entities}
    entities = {(entity.label, entity.kind, entity.name) for entity in facts.entities}
    return entities, {(r.type, names[r.head], names[r.tail], r.sentence or "") for r in facts.relations}


def test_the_same_report_says_the_same_in_every_format(read):
    """Entities, relations and their sentences; only places and report ids differ."""
    plain = facts_of(read(TEXT.encode(), "a.txt"))
    assert {relation.type for relation in plain.relations} >= {"VISITED", "ADOPTED", "LOCATED_IN", "INSPIRED"}
    for data, name in ((word(), "a.docx"), (documents.pdf(), "a.pdf"), (web_page().encode(), "a.html")):
        assert said(facts_of(read(data, name))) == said(plain), name


@pytest.mark.parametrize(
    ("make", "name", "locator"),
    [(word, "a.docx", "第4段"), (documents.pdf, "a.pdf", "第1页"), (lambda: web_page().encode(), "a.html", "第3段")],
)
def test_evidence_names_its_page_or_paragraph(read, make, name, locator):
    source = read(make(), name)
    facts = facts_of(source)
    adopted = [one for one in facts.relations if one.type == "ADOPTED" and "1126个网格" in (one.sentence or "")]
    assert [one.locator for one in adopted] == [locator]
    assert all(source.text[slice(*one.evidence)] == one.sentence for one in facts.relations if one.evidence)
    assert facts_from_json(json.loads(json.dumps(facts_to_json(facts)))) == facts


def test_evidence_of_a_text_file_has_no_locator_and_its_facts_no_key(read):
    facts = facts_of(read(TEXT.encode(), "a.txt"))
    assert {one.locator for one in facts.relations} == {None}
    assert not any("locator" in one for one in facts_to_json(facts)["relations"])


def test_a_text_and_a_document_of_the_same_words_are_two_reports(read):
    """So the order in which they are loaded does not decide which locator stays."""
    ids = {facts_of(read(data, name)).report.id for data, name in ((TEXT.encode(), "a.txt"), (word(), "a.docx"))}
    assert len(ids) == 2


def test_every_kind_of_thing_left_out_has_a_chinese_name():
    assert {"page_foot", "page_head", "blank_page", "contents_line", "page_around"} <= set(REPAIR_NAMES)


SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_a_bundled_sample_of_each_format_tells_of_a_visit(suffix):
    (path,) = SAMPLES.glob(f"*{suffix}")
    facts = facts_of(read_source(str(path)))
    assert {"VISITED", "ADOPTED", "LOCATED_IN"} <= {one.type for one in facts.relations}
    assert all(one.locator for one in facts.relations if one.evidence)


# the commands


@pytest.fixture
def kg(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    return lambda *arguments: CliRunner().invoke(app, list(arguments), prog_name="kg")


def test_a_folder_of_all_formats_is_loaded_and_what_fails_is_told(kg, tmp_path):
    """One line for each file that cannot be read; evidence shows where it stands."""
    (tmp_path / "reports").mkdir()
    files = {
        "a.docx": word(),
        "b.pdf": documents.pdf(),
        "c.html": web_page(charset="gb2312").encode("gb18030"),
        "d.doc": b"\xd0\xcf\x11\xe0" + bytes(600),
        "e.pdf": documents.scanned_pdf(1),
        "f.docx": word()[:999],
    }
    for name, data in files.items():
        (tmp_path / "reports" / name).write_bytes(data)
    loaded = kg("load", "reports")
    assert loaded.exit_code == 1
    assert loaded.stdout.startswith("3 reports → ")
    assert [line[: line.index(":", 4)] for line in loaded.stderr.splitlines()] == [
        f"kg: reports/{name}" for name in ("d.doc", "e.pdf", "f.docx")
    ]
    assert "republished: 2 reports" in loaded.stdout  # one report in three formats
    for name, locator in (("a.docx", "第4段"), ("b.pdf", "第1页"), ("c.html", "第3段")):
        store = ("--store", f"{name}.kgl")
        assert kg("load", f"reports/{name}", *store).exit_code == 0
        card = kg("show", "海曙区", *store).stdout
        assert f"reports/{name} 《{TITLE}》" not in card and f" {locator} 《" in card
        asked = kg("query", "evidence", "--one", "海曙区", "--other", "网格化管理", "--format", "json", *store)
        assert locator in {row["页段"] for row in json.loads(asked.stdout)}


def test_explanation_counts_what_a_document_shows_besides(kg, tmp_path):
    (tmp_path / "a.pdf").write_bytes(documents.pdf())
    explained = kg("extract", "a.pdf", "--explain").stdout
    assert "页码（未读） 1" in explained and " 第1页\n" in explained


def test_standard_input_takes_only_text(kg):
    result = CliRunner().invoke(app, ["extract", "-"], input=documents.pdf(), prog_name="kg")
    assert "this is PDF, and standard input takes only text; name the file instead" in result.stderr
