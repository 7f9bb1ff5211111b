"""How fast a store takes reports: `python benchmarks/loading.py [REPORTS] [URL]`.

Writes made-up reports (25 entities, 30 relations each, a few named by most reports) to URL, by default an embedded
graph in a temporary folder, and prints seconds and rates for loading, loading again, forgetting, opening and
asking. Give it a server's URL only where its database may be filled.
"""

import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from kg.records import Entity, Facts, Relation, Report, identity
from kg.stores import open_store

T = TypeVar("T")
_SENTENCE = "考察组一行先后参观了当地的几个社区，听取了负责人的介绍。"


def made_up(count: int) -> Iterator[Facts]:
    """Reports of about the shape of real ones; the same ones in every run."""
    provinces = [Entity(identity("province", n), "Place", "Province", f"第{n}省") for n in range(30)]
    for number in range(count):
        places = [_place((number * 7 + n * n * 13) % (50 + count * 2)) for n in range(8)]
        hubs = [_place(n) for n in range(3)]
        practices = [_practice((number * 5 + n * 17) % (50 + count * 4)) for n in range(12)]
        cities = list({one.id: one for one in (*hubs, *places)}.values())
        province = provinces[number % 30]
        relations = [
            *(_stated("VISITED", hubs[0], one) for one in cities[1:]),
            *(_stated("ADOPTED", one, what) for one, what in zip(itertools.cycle(cities), practices, strict=False)),
            *(Relation("LOCATED_IN", one.id, province.id, rule="gazetteer") for one in cities),
        ]
        report = Report(identity("report", number), f"{number}.txt", 0, 5000, f"第{number}份考察报告", hubs[0].id)
        yield Facts(report, (province, *cities, *practices), tuple(relations))


def _place(number: int) -> Entity:
    spans = ((number % 900, number % 900 + 4), (2000, 2004))
    return Entity(identity("place", number), "Place", "City", f"第{number}市", (f"{number}市",), False, spans, "suffix")


def _practice(number: int) -> Entity:
    return Entity(
        identity("practice", number), "Practice", "Model", f"第{number}工作法", mentions=((30, 36),), rule="suffix"
    )


def _stated(type_: str, head: Entity, tail: Entity) -> Relation:
    return Relation(type_, head.id, tail.id, {}, (100, 128), _SENTENCE, "verb")


def _timed(what: str, work: Callable[[], T], reports: int = 0) -> T:
    begun = time.perf_counter()
    done = work()
    took = time.perf_counter() - begun
    print(f"{what:<28}{took:9.2f} s" + (f"{reports / took:12.0f} reports/s" if reports else ""), flush=True)
    return done


def _load(url: str, count: int) -> None:
    with open_store(url, "write") as store:
        store.load(made_up(count))


def _forget(url: str) -> None:
    with open_store(url, "write") as store:
        assert store.forget(identity("report", 0))


def _ask(url: str) -> None:
    with open_store(url, "read") as store:
        (row,) = store.read("MATCH (n) WITH count(n) AS n MATCH ()-[r]->() RETURN n, count(r)").rows
        print(f"  {row[0]} nodes, {row[1]} relationships")


def _hub(url: str) -> None:
    with open_store(url, "read") as store:
        hub = {"id": identity("place", 0)}
        store.read("MATCH (:Place {id: $id})-[r:VISITED]->(p) RETURN p.name, count(r) AS n ORDER BY n DESC", hub)


def measure(url: str, count: int) -> None:
    """Print one line a measure for a store."""
    _timed("generate", lambda: sum(1 for _ in made_up(count)), count)
    _timed("load, with open and save", lambda: _load(url, count), count)
    _timed("open and count", lambda: _ask(url))
    _timed("load once more", lambda: _load(url, count), count)
    _timed("open and ask of a hub", lambda: _hub(url))
    _timed("forget one report", lambda: _forget(url))


def main() -> None:
    """Measure the store that the command line names."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    if len(sys.argv) > 2:
        measure(sys.argv[2], count)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.kgl"
        measure(str(path), count)
        print(f"  {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
