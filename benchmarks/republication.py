"""How well and how fast copies of reports are recognised: `python benchmarks/republication.py [URL]`.

Writes 1,000 made-up reports, 300 of them copies of others damaged as in the wild (masked, spun, cut to 60 %, retitled,
scanned with slips, and several of these at once), loads them into URL, by default an embedded graph in a temporary
folder, and prints precision and recall by kind of damage. Then 500, 1,000 and 2,000 reports in one run each, with the
times as ratios. Give a server's URL only where its database may be emptied.

The reports are hard to tell apart on purpose: all use one pool of headings and stock sentences for about a third of
their text, and every seventh takes a quarter of its body over from another report without being its copy, as bureaus
do that write each year from last year's file. Words come from jieba's dictionary, at random: nothing is from a report.
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.records import Facts
from kg.republication import republications
from kg.signatures import decode
from kg.stores import open_store
from loaders.extract import extract
from loaders.sources import Source

KINDS = ("mask", "spin", "cut", "retitle", "slips")
_CUT = 0.6
_HAN = re.compile("[\u4e00-\u9fff]+")

OPENINGS = (
    "为学习借鉴先进地区的成功经验，进一步拓宽视野、解放思想、更新观念，{date}，由{leader}带队，{own}考察组一行{n}人赴{host}进行了学习考察。",
    "根据县委、县政府的统一安排，{date}，{own}组织相关部门负责人一行{n}人，由{leader}带领，先后到{host}等地考察学习。现将考察情况报告如下：",
    "{date}，{leader}率{own}党政代表团一行{n}人赴{host}考察，通过实地察看、听取介绍、座谈交流等形式，学到了经验，开阔了眼界，启发了思路。",
    "按照年初工作计划，{own}于{date}组织有关人员{n}人赴{host}开展了为期五天的考察学习活动，{leader}参加了考察。现将有关情况汇报如下。",
)
HEADINGS = (
    ("一、考察的基本情况", "二、主要做法和经验", "三、几点启示", "四、下一步工作建议"),
    ("一、基本情况", "二、主要特点", "三、考察体会", "四、几点建议"),
    ("一、考察概况", "二、先进经验和做法", "三、存在的差距", "四、对我县工作的建议"),
)
STOCK = (
    "考察组一行通过听取汇报、实地参观、座谈交流、查阅资料等方式，全面了解了当地的先进经验和成功做法。",
    "通过这次考察学习，大家开阔了眼界，拓宽了思路，看到了差距，增强了加快发展的紧迫感和责任感。",
    "这次考察时间虽短，但收获很大，感受颇深，达到了预期的目的。",
    "他山之石，可以攻玉，他们的经验值得我们认真学习和借鉴。",
    "思想解放的程度决定经济社会发展的速度。",
    "一是领导重视，机构健全，形成了齐抓共管的工作格局。",
    "二是加大投入，保障有力，为各项工作的开展奠定了坚实的基础。",
    "三是制度完善，管理规范，做到了有章可循、有据可依。",
    "四是宣传到位，氛围浓厚，群众的参与意识明显增强。",
    "五是突出特色，打造品牌，提升了整体的知名度和影响力。",
    "与先进地区相比，我们在思想观念、工作力度、体制机制等方面还存在较大差距。",
    "我们要以这次考察学习为契机，进一步统一思想，振奋精神，真抓实干，努力开创各项工作的新局面。",
    "要进一步加强组织领导，明确目标任务，落实工作责任，形成一级抓一级、层层抓落实的良好局面。",
    "要坚持因地制宜、分类指导的原则，不搞一刀切，不搞形式主义。",
    "要加大宣传力度，充分利用广播、电视、报刊、网络等媒体，营造良好的社会氛围。",
    "要建立健全考核评价机制，把工作成效纳入年度目标管理，严格奖惩。",
    "要创新工作方式方法，不断提高服务群众的能力和水平。",
    "要加强队伍建设，不断提高干部职工的业务素质和服务意识。",
    "当地党委、政府高度重视，把这项工作摆上重要议事日程，主要领导亲自抓，分管领导具体抓。",
    "所到之处，给我们留下了深刻的印象，使我们深受启发。",
    "当地的同志热情接待了考察组，并毫无保留地介绍了他们的经验。",
    "近年来，当地坚持以科学发展观为指导，紧紧围绕中心、服务大局，经济社会保持了又好又快的发展势头。",
    "全面落实党的各项方针政策，充分调动广大干部群众的积极性、主动性和创造性。",
    "结合我县实际，提出以下几点建议，供领导决策参考。",
    "学习不是照抄照搬，而是要结合自身实际，走出一条具有本地特色的发展路子。",
    "人才是第一资源，要大力引进和培养各类专业人才。",
    "坚持以人为本，把群众满意不满意作为检验工作的根本标准。",
    "资金投入不足仍然是制约工作开展的主要问题。",
    "基层组织是党的全部工作和战斗力的基础，必须常抓不懈。",
    "必须坚持规划先行，以高起点的规划引领高水平的建设。",
    "要积极争取上级部门的支持，多渠道筹措资金，切实加大投入力度。",
    "以上报告，不妥之处，请批评指正。",
)
_SWAPS = """
学习 进修 考察 调查 经验 阅历 先进 前进 进一步 进一程 思想 思维 观念 看法 组织 构造 负责人 当家人 带领 率领 形式 方式
启发 启迪 思路 思绪 开展 展开 活动 举动 参加 加入 情况 状况 汇报 报告 工作 事情 落实 落到实处 加强 增强 建立 树立
健全 完备 机制 体制 管理 治理 规范 标准 制度 轨制 完善 美满 服务 效劳 群众 大众 提高 进步 能力 本事 水平 程度
建设 扶植 发展 进展 特色 特点 突出 凸起 打造 制造 提升 晋升 文明 礼貌
"""
SYNONYMS = dict(zip(_SWAPS.split()[::2], _SWAPS.split()[1::2], strict=True))
SLIPS = dict(zip("置未己人日大士土干千末贝目兔", "臵末已入曰太土士千干未见日免", strict=True))


@dataclass(frozen=True)
class MadeUp:
    """A made-up report: its text and, where it is a copy, the number of its original and how it was damaged."""

    text: str
    original: int | None = None
    damage: tuple[str, ...] = ()


@cache
def words() -> dict[str, list[str]]:
    """The 6,000 commonest nouns and 3,000 verbs of two or three characters in jieba's dictionary, by tag."""
    import jieba

    rows = [line.split() for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()]
    common = sorted(((-int(count), word, tag) for word, count, tag in rows if 1 < len(word) < 4), key=str)
    common.sort(key=lambda row: row[0])
    known: dict[str, list[str]] = {"n": [], "v": [], "ns": []}
    for _, word, tag in common:
        if tag in known and _HAN.fullmatch(word):
            known[tag].append(word)
    return {"n": known["n"][:6000], "v": known["v"][:3000], "ns": known["ns"][:400]}


def made_up(count: int, seed: int = 1) -> Iterator[MadeUp]:
    """`count` reports, each copy after its original; the same ones in every run."""
    rng = random.Random(seed)
    originals: list[tuple[int, str, list[str]]] = []
    for number in range(count):
        if originals and (number * 3) % 10 >= 7:
            known, text, _ = originals[rng.randrange(len(originals))]
            damage = _damage(rng)
            yield MadeUp(damaged(rng, text, damage), known, damage)
            continue
        given = rng.choice(originals)[2] if originals and number % 7 == 0 else []
        text, body = report(rng, given)
        originals.append((number, text, body))
        yield MadeUp(text)


def _damage(rng: random.Random) -> tuple[str, ...]:
    """One kind of damage in every second copy, two to five kinds in the others."""
    if rng.random() < 0.5:
        return (rng.choice(KINDS),)
    chosen = set(rng.sample(KINDS, rng.choice((2, 2, 3, 3, 4, 5))))
    return tuple(kind for kind in KINDS if kind in chosen)


def report(rng: random.Random, given: list[str], named: Sequence[str] = ()) -> tuple[str, list[str]]:
    """A report's text, and the sentences of its own that another may take over; its places are `named` or at random."""
    places = list(named) or rng.sample(words()["ns"], 6)
    own, hosts = f"{places[0][:2]}县", [f"{place[:2]}市" for place in places[1:]]
    nouns, verbs = rng.sample(words()["n"], 260), rng.sample(words()["v"], 120)
    opening = rng.choice(OPENINGS).format(
        date=f"{rng.randint(2003, 2021)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        leader=f"县委副书记{rng.choice('王李张刘陈杨赵黄周吴')}{rng.choice(nouns)[0]}",
        own=own,
        n=rng.randint(5, 40),
        host="、".join(hosts[: rng.randint(1, 3)]),
    )
    lines = [f"{own}赴{hosts[0]}学习考察{rng.choice(nouns)}工作的报告", opening]
    body = [_sentence(rng, nouns, verbs, [own, *hosts]) for _ in range(rng.randint(28, 75))]
    stock = rng.sample(STOCK, rng.randint(10, 22))
    taken = given[: len(body) // 4]
    flow = [*body, *stock]
    rng.shuffle(flow)
    flow[4:4] = taken
    quarter = len(flow) // 4 + 1
    for part, heading in enumerate(rng.choice(HEADINGS)):
        lines.append(heading)
        sentences = flow[part * quarter : (part + 1) * quarter]
        lines += ["".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    return "\n".join(lines) + "\n", body


def _sentence(rng: random.Random, nouns: list[str], verbs: list[str], places: list[str]) -> str:
    def noun() -> str:
        return nouns[min(int(rng.expovariate(1 / 70)), len(nouns) - 1)]

    def verb() -> str:
        return verbs[min(int(rng.expovariate(1 / 40)), len(verbs) - 1)]

    shape = rng.randrange(6)
    if shape == 0:
        return f"{rng.choice(places)}{verb()}{noun()}{noun()}，{verb()}了{noun()}的{noun()}。"
    if shape == 1:
        return f"在{noun()}方面，{verb()}{noun()}{rng.randint(2, 900)}个，{noun()}{verb()}率达{rng.randint(50, 99)}%。"
    if shape == 2:
        return f"我们{verb()}到，{noun()}{verb()}{noun()}，既{verb()}{noun()}，又{verb()}{noun()}。"
    if shape == 3:
        return f"{rng.choice(places)}推行“{noun()}{noun()}”模式，由{noun()}{verb()}{noun()}，{noun()}{verb()}{noun()}。"
    if shape == 4:
        return f"通过{verb()}{noun()}、{verb()}{noun()}、{verb()}{noun()}，{noun()}工作{verb()}了{noun()}。"
    return f"{noun()}和{noun()}的{verb()}，为{rng.choice(places)}{verb()}{noun()}{verb()}了条件。"


def damaged(rng: random.Random, text: str, damage: tuple[str, ...]) -> str:
    """The text with these kinds of damage, in this order."""
    title, _, body = text.partition("\n")
    for kind in damage:
        title, body = _DAMAGES[kind](rng, title, body)
    return f"{title}\n{body}"


def _mask(rng: random.Random, title: str, body: str) -> tuple[str, str]:
    mask = rng.choice(("xx", "XX", "××", "**", "某"))
    masked = [re.sub(r"[\u4e00-\u9fff]{2}(?=[市县])", mask, part) for part in (title, body)]
    return masked[0], masked[1]


def _spin(rng: random.Random, title: str, body: str) -> tuple[str, str]:
    """The genre's own words by synonyms, and of all others every eighth, each always by the same word."""
    known = [*words()["n"], *words()["v"]]
    swaps = dict(SYNONYMS) | {word: rng.choice(known) for word in known if rng.random() < 0.125}
    pattern = re.compile("|".join(sorted(map(re.escape, swaps), key=len, reverse=True)))
    return title, pattern.sub(lambda match: swaps[match[0]], body)


def _cut(rng: random.Random, title: str, body: str) -> tuple[str, str]:
    """60 % of the body in one piece, from the beginning, the end or the middle."""
    start = int(len(body) * (1 - _CUT) * rng.choice((0, 0.5, 1)))
    return title, body[start : start + int(len(body) * _CUT)]


def _retitle(rng: random.Random, title: str, body: str) -> tuple[str, str]:
    return rng.choice(("外出学习考察报告范文", "关于学习先进经验的考察报告", "赴外地考察学习情况汇报")), body


def _slips(rng: random.Random, title: str, body: str) -> tuple[str, str]:
    """One character in a hundred is misread or lost; page numbers stand between the lines."""
    out = []
    for sign in body:
        chance = rng.random()
        out.append(SLIPS.get(sign, "" if chance < 0.005 else "口") if chance < 0.01 else SLIPS.get(sign, sign))
    lines = "".join(out).split("\n")
    return title, "\n".join(line if n % 9 else f"{line}\n- {n // 9 + 1} -" for n, line in enumerate(lines))


_DAMAGES = {"mask": _mask, "spin": _spin, "cut": _cut, "retitle": _retitle, "slips": _slips}


def _facts(reports: Iterator[MadeUp]) -> Iterator[Facts]:
    for number, one in enumerate(reports):
        yield next(extract(Source(f"{number:06d}.txt", one.text, "utf-8", "")))


def _timed(url: str, count: int) -> tuple[float, float]:
    """Seconds of processor time for reading and loading reports into an empty graph, and for the recognition alone."""
    begun = time.process_time()
    facts = list(_facts(made_up(count)))
    read = time.process_time() - begun
    signatures = {one.report.id: decode(one.report.signature) for one in facts if one.report.signature}
    begun = time.process_time()
    republications(signatures)
    recognised = time.process_time() - begun
    with open_store(url, "write") as store:
        store.write("MATCH (n) DETACH DELETE n")
        begun = time.process_time()
        store.load(facts)
    return read + time.process_time() - begun, recognised


def _linked(url: str) -> dict[int, int]:
    """What the graph says: from the number of each copy to that of its fullest copy."""
    with open_store(url, "read") as store:
        rows = store.read("MATCH (r:Report)-[:REPUBLISHES]->(f:Report) RETURN r.source, f.source").rows
    return {int(Path(copy).stem): int(Path(fullest).stem) for copy, fullest in rows}


def _score(reports: list[MadeUp], linked: Mapping[int, int]) -> None:
    """Print precision and recall: a link is right where both reports go back to one original."""

    def origin(number: int) -> int:
        original = reports[number].original
        return number if original is None else original

    right = {copy for copy, fullest in linked.items() if origin(copy) == origin(fullest)}
    copies = Counter(origin(number) for number, one in enumerate(reports) if one.original is not None)
    # of a family of four, whichever is the fullest, three are copies
    found = Counter(origin(copy) for copy in right)
    print(f"precision {len(right) / len(linked):.3f}  recall {sum(found.values()) / copies.total():.3f}", flush=True)
    by_kind: dict[str, list[bool]] = {}
    for number, one in enumerate(reports):
        if one.original is not None:
            whole = found[one.original] >= copies[one.original]
            by_kind.setdefault("+".join(one.damage), []).append(number in right or whole)
    for kind, hits in sorted(by_kind.items(), key=lambda item: (item[0].count("+"), item[0])):
        print(f"  {kind:<28}{sum(hits):4d} of {len(hits)}")


def measure(url: str) -> None:
    """Print quality and growth for one store."""
    for seed in (1, 6):
        reports = list(made_up(1000, seed))
        with open_store(url, "write") as store:
            store.write("MATCH (n) DETACH DELETE n")
            store.load(_facts(iter(reports)))
        print(f"seed {seed}: 1000 reports, {sum(one.original is not None for one in reports)} copies", end="  ")
        _score(reports, _linked(url))
    times = {count: _timed(url, count) for count in (500, 1000, 2000)}
    for count, (whole, recognised) in times.items():
        ratio = whole / times[500][0], recognised / times[500][1]
        print(f"{count:5d} reports {whole:8.1f} s ({ratio[0]:.2f})  recognition {recognised:6.2f} s ({ratio[1]:.2f})")


def main() -> None:
    """Measure the store that the command line names."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(str(Path(folder) / "graph.kgl"))


if __name__ == "__main__":
    main()
