"""A clean report as sentences under headings, each with the part it plays in the report."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from loaders.trigger_words import Spans, find_triggers
from loaders.words import Words, segment

# Besides its own marks a sentence ends at a full stop of the Latin script between Chinese words, and before
# the mark of an inline heading: …如下：一、主要做法（一）…
_ENDS, _HEADS = "。!?！？\\n", "验法色点况示会议考施效策感悟算获想路"
# a pattern that begins with one class of characters is looked for far faster than alternatives of classes
_SENTENCE_END = re.compile(
    rf"[{_ENDS}.:：;；{_HEADS}](?:(?<=[{_ENDS}])[{_ENDS}]*[”’」）)]*"
    r"|(?<=[\u4e00-\u9fff”）)]\.)(?=[\u4e00-\u9fff(（“\s]|$)"
    r"|(?<=[:：;；])(?=[一二三四五六七八九十]{1,2}、[\u4e00-\u9fff])"
    rf"|(?<=[{_HEADS}])(?=[(（][一二三四五六七八九十]{{1,2}}[)）][\u4e00-\u9fff]))"
)
_HEADING = re.compile(
    r"\s*(?:(?P<a>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}(?:部分|章|节|[、,，]))"
    r"|(?P<b>[(（][一二三四五六七八九十]{1,3}[)）]、?)"
    r"|(?P<c>\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|【(?=[^【】\n]{2,16}】))"
    r"|(?P<d>[(（]\d{1,2}[)）])"
    r"|(?P<e>(?:第?[一二三四五六七八九十]|其[一二三四五六七八])(?:是|[、,，])))"
)
_LEVELS = ("a", "b", "c", "d", "e")
_HEADING_END = re.compile("[，,：:]")
_CLAUSE_END = re.compile(r"[,，;；:：]")
_CLAUSE_STOP = re.compile(r"[,，;；:：。]")

# What a heading promises; the first that fits decides. The words are the genre's stock headings.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("gap", re.compile("差距|不足|存在的?(?:主要)?问题")),
    (
        "proposal",
        re.compile(
            "建议|提议|打算|对策|设想|下一步|今后|意见|计划|努力方向|工作思路|措施与要求|保障措施|工作措施|改进措施|整改措施|几点想法|如何|所行|我们的行动"
        ),
    ),
    ("reflection", re.compile("启示|体会|感悟|收获|思考|启发|感受|反思|借鉴|心得|感想|所思")),
    ("practice", re.compile("做法|经验|特色|特点|情况|概况|成效|亮点|举措|现状|简介|印象|所见")),
)
_PLAN_TITLE = re.compile("计划|思路|方案|打算|要点|规划")
_TOUR_TITLE = re.compile("考察|参观|赴|外出|跟岗|取经|访问|观摩")
_SUMMARY_TITLE = re.compile("总结|汇报|述职")


class Sentence(NamedTuple):
    """One sentence of the clean text: where it is, its paragraph, its heading level (0 for none) and its role.

    `role` is what the nearest heading of the two upper levels promises: opening, practice, gap,
    reflection or proposal; `resolved` whether a proposal's heading speaks of what the writers set out to do
    (下步打算) and not of what they advise (几点建议).
    """

    start: int
    end: int
    paragraph: int
    level: int
    role: str
    section: int
    resolved: bool = False


@dataclass(frozen=True)
class Document:
    """A clean report: its text, title and sentences; words are cut once, when first asked for."""

    text: str
    title: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> Words:
        """The words of the whole text."""
        return segment(self.text)

    @cached_property
    def triggers(self) -> Mapping[str, Spans]:
        """Where the words stand by which rules know where to look, by the name of their list."""
        return find_triggers(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that holds a position of the clean text."""
        index = bisect_right(self._starts, position) - 1
        return index if index > 0 else 0

    @cached_property
    def planned(self) -> bool:
        """Whether the title announces a plan rather than an account."""
        return bool(_PLAN_TITLE.search(self.title)) and not _TOUR_TITLE.search(self.title)

    @cached_property
    def summary(self) -> bool:
        """Whether the title announces an account of the writer's own work."""
        return bool(_SUMMARY_TITLE.search(self.title)) and not _TOUR_TITLE.search(self.title)

    def clauses(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The clauses of a sentence, cut at commas, semicolons and colons; each sentence is cut once."""
        known = self._clauses.get(sentence.start)
        if known is None:
            known = self._clauses[sentence.start] = self._cut(sentence)
        return known

    def clause_start(self, sentence: Sentence, position: int) -> int:
        """Where the clause that holds a position of a sentence begins: after a comma, semicolon, colon or full stop."""
        index = bisect_left(self._stops, position)
        return max(self._stops[index - 1] + 1, sentence.start) if index else sentence.start

    @cached_property
    def _stops(self) -> list[int]:
        return [match.start() for match in _CLAUSE_STOP.finditer(self.text)]

    @cached_property
    def _clauses(self) -> dict[int, list[tuple[int, int]]]:
        return {}

    def _cut(self, sentence: Sentence) -> list[tuple[int, int]]:
        spans, start = [], sentence.start
        for match in _CLAUSE_END.finditer(self.text, sentence.start, sentence.end):
            spans.append((start, match.start()))
            start = match.end()
        spans.append((start, sentence.end))
        return [span for span in spans if span[0] < span[1]]


def read_document(text: str, title: str) -> Document:
    """Cut a clean report into sentences and give each the role its headings promise."""
    sentences: list[Sentence] = []
    paragraph, role, section = 0, "opening", 0
    resolved = False
    for start, end in _sentence_spans(text):
        if "\n" in text[max(0, start - 1) : start]:
            paragraph += 1
        level = heading_level(text, start)
        if level in (1, 2, 3):
            section += 1
        if level == 1 or (level == 2 and _stands_alone(text[start:end])):
            heading = _HEADING_END.split(text[start : min(end, start + 40)], 1)[0]
            role, resolved = _role(heading, role, level), _sets_out(heading, resolved)
        elif (
            "\n" in text[max(0, start - 1) : start + 1]
            and text[start:end].strip()
            and end - start < 16
            and text[end - 1] != "。"
        ):
            role, resolved = _role(text[start:end], role, 2), _sets_out(text[start:end], resolved)
        elif text[start] == "【" and (titled := _BRACKETED.match(text, start)):
            role, resolved = _role(titled[1], role, 2), _sets_out(titled[1], resolved)
        elif _NEXT_STEPS.match(text, start, end):
            role, resolved = "proposal", True
        elif (":" in text[start:end] or "：" in text[start:end]) and _ADVICE_FOLLOWS.search(text[start:end]):
            role, resolved = "proposal", "建议" not in text[start:end]
        sentences.append(Sentence(start, end, paragraph, level, role, section, resolved and role == "proposal"))
    return Document(text, title, tuple(sentences))


_BRACKETED = re.compile(r"【([^【】\n]{2,16})】")  # 【几点启示】一是…: a heading in the line it heads
# 现提出如下建议：, 建议：一是…: what follows is advice until a heading says otherwise.
_ADVICE_FOLLOWS = re.compile(
    r"(?:建议|打算)(?:如下)?[:：]|(?:定了|拿出|提出|做好)(?:以下|如下|这么|这样)?[几一二两三四五六]+[件条项点个方面]+[^。]{0,12}[:：]"
)


# 下一步，我们将重点抓好三件事。
_NEXT_STEPS = re.compile(
    r"\s*(?:下一?步|今后|接下来|回来[以之]?后|回去[以之]?后|返[程回][以之]?后)[,，]?(?:我[们省市州县区镇乡村校院馆局]|全[省市州县区镇乡村校])?[^。;；:：]{0,12}"
    r"(?:抓好|做好|办好|落实好|抓|做|办)(?:以下|如下|这|好)?[几一二两三四五六]+[件条项点个方面]+[^。;；:：]{0,6}[。:：]"
)


def _sentence_spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if text[start : match.end()].strip():
            spans.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def heading_level(text: str, start: int) -> int:
    """The level of the mark at `start`: 1 for 一、, 2 for （一）, 3 for 1、, 4 for （1）, 5 for 一是; else 0."""
    match = _HEADING.match(text, start)
    return _LEVELS.index(match.lastgroup) + 1 if match and match.lastgroup else 0


def _stands_alone(sentence: str) -> bool:
    """Whether a marked sentence is a heading and not the first sentence under the mark."""
    return len(sentence) <= 32 and not re.search("[，,；;：:]", sentence.strip()[:-1])


_SETS_OUT = re.compile("打算|下一?步|今后|工作安排|落实意见|工作思路|努力方向|所行|行动")


def _sets_out(heading: str, before: bool) -> bool:
    """Whether a heading announces what will be done; one that announces nothing leaves it as it was."""
    if _SETS_OUT.search(heading) or any(pattern.search(heading) for _, pattern in _ROLES):
        return bool(_SETS_OUT.search(heading)) and "建议" not in heading
    return before


def _role(heading: str, current: str, level: int) -> str:
    for role, pattern in _ROLES:
        if pattern.search(heading):
            return role
    return "practice" if level == 1 and current == "opening" else current
