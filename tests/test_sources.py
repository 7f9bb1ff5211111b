"""Finding and decoding files, and what is said when that fails."""

import hashlib
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from loaders.sources import find_files, is_facts_file, read_source

SIMPLIFIED = "关于赴临江市的考察报告\r\n为学习先进经验,我县组织考察组一行8人,赴临江市考察社区党建工作。\n一、主要做法\n"
TRADITIONAL = "關於赴臨江市的考察報告\n為學習先進經驗,我縣組織考察組一行8人,赴臨江市考察社區黨建工作。\n"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32-le"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED + "𠮷", "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        ("Only plain ASCII.\r\n", "ascii", "utf-8"),
    ],
)
def test_each_encoding_is_recognised_and_decoded_exactly(tmp_path, text, codec, encoding):
    """No newline is translated, and a byte-order mark counts as nothing."""
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(codec))
    source = read_source(str(path))
    assert (source.text, source.encoding, source.name) == (text, encoding, str(path))
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("codec", ["gb18030", "big5"])
def test_a_few_words_are_enough_to_tell_the_encoding(tmp_path, codec):
    path = tmp_path / "report.txt"
    path.write_bytes("考察我市的工作".encode(codec))
    assert read_source(str(path)).text == "考察我市的工作"


@given(st.text(st.sampled_from(SIMPLIFIED + "xx县○×“”、,1234567890（）"), min_size=20))
def test_any_report_text_survives_gb18030(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("gb") / "report.txt"
    text = "我们的工作" + text
    path.write_bytes(text.encode("gb18030"))
    assert read_source(str(path)).text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("　　\n".encode(), "only blanks"),
        (b"\xef\xbb\xbf", "only blanks"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 8, "binary"),
        ("社区的工作".encode() + b"\xff\xfe\xfa" + "考察的报告".encode(), "UTF-8"),
        (b"\xff\xfe\x00", "byte-order mark"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, data, said):
    """The line names the file and what to do."""
    path = tmp_path / "broken.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(str(path))
    message = str(caught.value)
    assert message.startswith(str(path)) and said in message and "\n" not in message


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read_source(str(tmp_path / "none.txt"))
    with pytest.raises(SourceError, match="folder"):
        read_source(str(tmp_path))


def test_standard_input_is_read_as_bytes(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SIMPLIFIED.encode("gb18030"))))
    source = read_source("-")
    assert (source.name, source.text) == ("-", SIMPLIFIED)


def test_empty_standard_input_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(SourceError, match="standard input"):
        read_source("-")


def test_a_folder_gives_its_reports_sorted_and_below(tmp_path):
    (tmp_path / "b").mkdir()
    """Old Word files are among them, because reading says what to do with them; Word's marks of open files are not."""
    reports = ("a.MD", "d.docx", "e.DOC", "f.pdf", "g.htm", "h.html", "i.rtf", "j.wps", "z.txt", "b/c.txt")
    for name in (*reports, ".hidden.txt", "~$d.docx", "table.xlsx", "photo.jpg"):
        (tmp_path / name).write_text("x")
    assert find_files([str(tmp_path)]) == [str(tmp_path / name) for name in reports]


def test_files_patterns_and_stdin_keep_their_order_and_come_once(tmp_path):
    for name in ("2.txt", "1.txt", "[3].txt", "facts.jsonl"):
        (tmp_path / name).write_text("x")
    base = str(tmp_path)
    assert find_files(["-", f"{base}/2.txt", f"{base}/[12].txt", f"{base}/[3].txt", f"{base}/facts.jsonl"]) == [
        "-",
        *(f"{base}/{name}" for name in ("2.txt", "1.txt", "[3].txt", "facts.jsonl")),
    ]


@pytest.mark.parametrize(
    ("name", "said"), [("none.txt", "no such file"), ("*.txt", "pattern"), ("", "no report in this folder")]
)
def test_a_path_with_no_reports_is_told(tmp_path, name, said):
    with pytest.raises(SourceError, match=said):
        find_files([str(tmp_path / name)])


def test_facts_files_are_known_by_their_ending():
    assert is_facts_file("out/Facts.JSONL") and not is_facts_file("report.txt")
