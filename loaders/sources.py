"""From a path to the text of a file: which files a path means, which format and encoding they are in."""

import codecs
import glob
import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kg.errors import SourceError
from kg.records import Span
from loaders.formats.extracted import Extracted, Mark, locate
from loaders.formats.kinds import READ_SUFFIXES, TOLD_SUFFIXES, kind_of
from loaders.formats.limits import MAX_FILE

STDIN = "-"
REPORT_SUFFIXES = READ_SUFFIXES
FACTS_SUFFIX = ".jsonl"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the UTF-16 one
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("gb18030", "big5", "cp950", "utf-16-le", "utf-16-be")
_SAMPLE = 40_000

# The commonest characters of running Chinese, both scripts: about half of any report, and of a wrong
# decoding next to nothing.
_COMMON = frozenset(
    "的一是了在人和有大这中为上个我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都"
    "两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各"
    "重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立"
    "代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山"
    "统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即"
    "保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更"
    "单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米"
    "整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非"
    "验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号"
    "率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满"
    "县局照参红细引听该铁价严街村镇乡居考察察访"
    "這為個時來們對會發動過說產種後經進裡現實當點從業應開還與關樣間重線數問變條沒結題黨員總設"
    "長頭資邊級圖統將組見計別運農區強決戰則據處隊給門規熱領東導壓濟術極聯認權證轉單風帶場車務"
    "萬達積議聲報鬥類離華確張馬節話況傳許廣記許據觀織裝眾書復兒際驗連斷難礦備辦習響約勞團歷構"
    "稱準號維劃選標寫親層專狀廠識適屬圓調滿縣參紅細聽該價嚴鄉"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text. `name` is the path as the user named it (`-` for standard input).

    Of a text file `text` is decoded exactly: no newline is translated, only a byte-order mark is left out, so
    offset 0 is the first character after it. Of a document it is what its format's module drew out of it, and
    `encoding` is `docx`, `pdf` or `html (…)`. `sha256` is of the bytes. `marks` says where pages or paragraphs begin
    (a text file has none), `left_out` counts what the document shows besides (`loaders.formats.extracted`).
    """

    name: str
    text: str
    encoding: str
    sha256: str
    marks: tuple[Mark, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def locator(self, span: Span) -> str | None:
        """The page or paragraph of a span of the text (第3页, 第12段); None for a text file."""
        return locate(self.marks, span)


def is_facts_file(path: str) -> bool:
    """Whether a path names a facts file (JSONL) rather than a report."""
    return path.lower().endswith(FACTS_SUFFIX)


def find_files(paths: Sequence[str]) -> list[str]:
    """The files that paths mean, in the order given, each once.

    A file stands for itself, a folder for the reports in it and below (sorted, by the ends of their names; .doc and
    its kin are among them, so that reading tells of them), a pattern with * ? [ for the files it matches (sorted),
    `-` for standard input.
    Raises SourceError for a path that does not exist and for a folder or pattern with no reports.
    """
    found: dict[str, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_of(path)))
    return list(found)


def _files_of(path: str) -> list[str]:
    if path == STDIN or Path(path).is_file():
        return [path]
    if Path(path).is_dir():
        files = list(_reports_in(path))
        if not files:
            raise SourceError(f"{path}: no report in this folder ({' '.join(READ_SUFFIXES)}); name one that holds some")
        return files
    if glob.has_magic(path):
        # Path.glob takes no absolute patterns
        files = sorted(name for name in glob.glob(path, recursive=True) if Path(name).is_file())  # noqa: PTH207
        if not files:
            raise SourceError(f"{path}: no file matches this pattern; check its spelling")
        return files
    if Path(path).exists():
        return [path]  # a pipe or device: reading it tells
    raise SourceError(f"{path}: no such file or folder; check the path")


def _reports_in(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            # ~$ begins the name of the mark that Word sets beside a file while it is open
            if name.lower().endswith((*READ_SUFFIXES, *TOLD_SUFFIXES)) and not name.startswith((".", "~$")):
                yield str(Path(parent) / name)


def read_source(path: str) -> Source:
    """Read one file, or standard input for `-`, which is always text.

    Knows Word files (.docx), PDF with a text layer, web pages and plain text: UTF-8, UTF-16 and UTF-32 (with a
    byte-order mark; UTF-16 also without), GB18030 (so GBK and GB2312) and Big5. What a file is its first bytes say.
    Raises SourceError where the file is missing, empty, damaged, locked, too large or of a kind that cannot be read.
    """
    data = _read_bytes(path)
    name = "standard input" if path == STDIN else path
    if not data.strip():
        raise SourceError(f"{name}: the file is empty; there is nothing to read")
    kind = kind_of(data, name)
    if path == STDIN and kind != "text":
        raise SourceError(f"{name}: this is {kind.upper()}, and standard input takes only text; name the file instead")
    extracted, encoding = _extract(data, name, kind)
    if not extracted.text.strip():
        raise SourceError(f"{name}: the file holds only blanks; there is nothing to read")
    digest = hashlib.sha256(data).hexdigest()
    return Source(path, extracted.text, encoding, digest, extracted.marks, extracted.left_out)


def _extract(data: bytes, name: str, kind: str) -> tuple[Extracted, str]:
    """The text of a file of this kind, and its encoding."""
    if kind == "docx":
        from loaders.formats.docx import read_docx

        return read_docx(data, name), kind
    if kind == "pdf":
        from loaders.formats.pdf import read_pdf

        return read_pdf(data, name), kind
    if kind == "html":
        from loaders.formats.html import check_size, declared_encoding, read_html

        check_size(data, name)
        markup, encoding = _decode(data, name, declared_encoding(data))
        return read_html(markup, name), f"html ({encoding})"
    text, encoding = _decode(data, name)
    return Extracted(text), encoding


def _read_bytes(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        file = Path(path)
        if file.is_file() and file.stat().st_size > MAX_FILE:
            raise SourceError(f"{path}: the file has more than {MAX_FILE:,} bytes; split it into single reports")
        return file.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: this is a folder; name a file in it") from None
    except PermissionError:
        raise SourceError(f"{path}: no permission to read this file; change its permissions") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); check the path") from None


def _decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text and its encoding; what a web page says of itself counts where it is not UTF-8 and does decode."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data[len(bom) :], encoding, name), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(declared or ""), declared or ""
        return _guess(data, name, error)
    if "\0" in text:
        return _guess(data, name, None)
    return text, "utf-8"


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: its byte-order mark says {encoding.upper()}, but byte {error.start + 1} after the mark is not; "
            "save the file as UTF-8 again"
        ) from None


def _guess(data: bytes, name: str, utf8_error: UnicodeDecodeError | None) -> tuple[str, str]:
    """The decoding that reads most like Chinese, out of those that are possible at all."""
    scored = sorted(
        ((_plausibility(text), -rank, encoding) for rank, encoding, text in _possible(data)),
        reverse=True,
    )
    if scored and (scored[0][0] >= 0.25 or (scored[0][0] >= 0.08 and _seconded(data, scored[0][2]))):
        encoding = scored[0][2]
        return data.decode(encoding), encoding
    if b"\0" in data:
        raise SourceError(f"{name}: this is a binary file, not text; save it as .txt (UTF-8) first")
    # a mostly readable UTF-8 file with a few broken bytes: say where they are
    where = "" if utf8_error is None else f" (as UTF-8 it breaks at byte {utf8_error.start + 1})"
    raise SourceError(
        f"{name}: not readable as UTF-8, UTF-16, GB18030 or Big5 text{where}; open it in an editor and save it as UTF-8"
    )


def _possible(data: bytes) -> Iterator[tuple[int, str, str]]:
    for rank, encoding in enumerate(_GUESSES):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            yield rank, encoding, text[:_SAMPLE]


def _plausibility(text: str) -> float:
    """The share of common Chinese characters among all that is not ASCII, 0 to 1."""
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in _COMMON for char in foreign) / len(foreign) if foreign else 0.0


def _seconded(data: bytes, encoding: str) -> bool:
    """Whether charset-normalizer, asked about the whole file, thinks of the same family of encodings."""
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return False
    return best.encoding.replace("_", "")[:2] == encoding.replace("-", "")[:2]
