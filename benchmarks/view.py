"""Size and first-draw time of the network view: `python benchmarks/view.py [nodes ...]`.

Graphs are made up, in the shape that study-tour reports give: a visitor, the places it saw, what they
do, and where they lie. Draw time needs Chromium (see tests/browser.py); without it only the writing is timed.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from kg.stores.base import Node, Relationship  # noqa: E402
from visualizations.graph_data import GraphData, ReportTitle  # noqa: E402
from visualizations.network import write_network  # noqa: E402

SYLLABLES = "安平清河长宁永和新桥东湖南岭西塘北山云溪石门金沙双柳高坪白鹭青田古城临江太和"
PRACTICES = ("网格化服务", "错时上下学", "院坝议事会", "积分兑换", "流动课堂", "联席会制度", "一站式窗口", "河长轮值")
KINDS = (("City", "市"), ("County", "县"), ("Township", "镇"), ("Community", "社区"))


def made_up_graph(size: int, seed: int = 7) -> GraphData:
    """About `size` nodes (exactly, from 10 on), the same for the same seed."""
    maker = _Maker(size, random.Random(seed))
    while len(maker.nodes) < size:
        maker.report()
    return GraphData(tuple(maker.nodes.values()), tuple(maker.relationships), dict(maker.titles))


class _Maker:
    def __init__(self, size: int, chance: random.Random) -> None:
        self.size, self.chance = size, chance
        self.nodes: dict[str, Node] = {}
        self.relationships: list[Relationship] = []
        self.titles: dict[str, ReportTitle] = {}
        self.provinces = [self.node("Place", "Province", self.word() + "省") for _ in range(max(1, size // 250))]
        self.places: list[str] = []

    def word(self) -> str:
        return "".join(self.chance.sample(SYLLABLES, 2))

    def node(self, label: str, kind: str | None, name: str) -> str:
        key = f"n{len(self.nodes):06d}"
        if len(self.nodes) >= self.size:
            return self.chance.choice(
                [k for k, n in self.nodes.items() if n.labels[0] == label] or [next(iter(self.nodes))]
            )
        self.nodes[key] = Node(
            key, (label, kind) if kind else (label,), {"id": key, "name": name, "aliases": [name[:2]]}
        )
        return key

    def place(self) -> str:
        if self.places and self.chance.random() < 0.35:
            return self.chance.choice(self.places[: 1 + len(self.places) // 3])
        kind, ending = self.chance.choice(KINDS)
        key = self.node("Place", kind, self.word() + ending)
        self.link("LOCATED_IN", key, self.chance.choice(self.provinces), None, "")
        self.places.append(key)
        return key

    def link(self, kind: str, start: str, end: str, report: str | None, sentence: str, **more: object) -> None:
        where = 40 * len(self.relationships)
        evidence = {
            "report": report,
            "sentence": sentence,
            "evidence": [where, where + len(sentence)],
            "rule": "made-up",
        }
        if start != end:
            key = f"r{len(self.relationships):06d}"
            self.relationships.append(Relationship(key, kind, start, end, {**(evidence if report else {}), **more}))

    def report(self) -> None:
        report = f"report{len(self.titles):05d}"
        own = self.place()
        name = self.nodes[own].properties["name"]
        self.titles[report] = ReportTitle(f"{name}赴外地学习考察报告", f"{report}.txt")
        for _ in range(self.chance.randint(2, 6)):
            host = self.place()
            there = self.nodes[host].properties["name"]
            self.link(
                "VISITED", own, host, report, f"{name}一行到{there}学习考察。", start_date="2012-05-14", participants=12
            )
            for _ in range(self.chance.randint(1, 4)):
                self.practice(own, host, there, report)
        if self.chance.random() < 0.5:
            person = self.node("Person", None, "李" + self.word())
            self.link("AFFILIATED_WITH", person, own, report, f"带队的是{name}负责人。", role="负责人")

    def practice(self, own: str, host: str, there: str, report: str) -> None:
        name = self.word() + self.chance.choice(PRACTICES)
        practice = self.node("Practice", "Mechanism", name)
        self.link("ADOPTED", host, practice, report, f"{there}推行{name}，效果明显。", status="in_place")
        if self.chance.random() < 0.4:
            self.link("ADOPTED", own, practice, report, f"建议借鉴{name}。", status="recommended")
        if self.chance.random() < 0.3:
            school = self.node("Organization", "School", self.word() + "小学")
            self.link("LOCATED_IN", school, host, report, f"{there}的学校也参与其中。")


def measure(size: int, folder: Path) -> str:
    """One line: nodes, relationships, bytes, seconds to write, seconds to the first drawn frame."""
    data = made_up_graph(size)
    path = folder / f"network-{size}.html"
    start = time.perf_counter()
    summary = write_network(data, path, "合成图谱")
    wrote = time.perf_counter() - start
    return (
        f"{summary.nodes:>7,} nodes {summary.relationships:>7,} relationships {summary.bytes / 1e6:6.2f} MB "
        f"written in {wrote:5.2f} s, {_drawn(path)}"
    )


def _drawn(path: Path) -> str:
    from browser import chromium_path, seconds_to_draw

    if chromium_path() is None:
        return "not drawn: no Chromium"
    first, everything = seconds_to_draw(path)
    return f"first drawn in {first:.2f} s" + (
        "" if everything is None else f", all of it {everything:.2f} s after asking"
    )


def main() -> None:
    """Measure the sizes asked for, 1,000 and 10,000 nodes if none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nodes", nargs="*", type=int, default=[1_000, 10_000])
    with tempfile.TemporaryDirectory() as folder:
        for size in parser.parse_args().nodes:
            print(measure(size, Path(folder)))


if __name__ == "__main__":
    main()
