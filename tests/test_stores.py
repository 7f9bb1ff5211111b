"""One contract for every store: what is loaded, how it is read, what is refused."""

import itertools
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import CypherError, StoreError, StoreLockedError
from kg.ontology import RELATIONS
from kg.records import Entity, Facts, Relation, Report, Visit, identity
from kg.stores import open_store
from kg.stores.base import Node, Relationship, Store
from kg.stores.base import Path as GraphPath


def place(name: str, kind: str = "City", *, at: int | None = 0, **more: Any) -> Entity:
    mentions = () if at is None else ((at, at + len(name)),)
    return Entity(
        more.pop("id", identity("Place", name)), "Place", kind, name, mentions=mentions, rule="suffix", **more
    )


def practice(name: str, kind: str = "Model", **more: Any) -> Entity:
    return Entity(identity("Practice", name), "Practice", kind, name, mentions=((20, 24),), rule="suffix", **more)


def stated(type: str, head: Entity, tail: Entity, **properties: Any) -> Relation:
    sentence = f"{head.name}与{tail.name}。"
    return Relation(type, head.id, tail.id, properties, (0, len(sentence)), sentence, "verb")


def known(head: Entity, tail: Entity) -> Relation:
    return Relation("LOCATED_IN", head.id, tail.id, rule="gazetteer")


PROVINCE = place("云岭省", "Province", at=None, properties={"code": "990000"})
HOME = place("白河市", aliases=("白河",), properties={"code": "990100"})
HOST = place("青山市", aliases=("青山",), properties={"code": "990200"})
GRID = practice("五步工作法", aliases=("五步法",))
RIVER = practice("河长联席会", "Mechanism")
SCHOOL = Entity(
    identity("School", "青山小学"), "Organization", "School", "青山小学", mentions=((30, 34),), rule="suffix"
)
TEACHER = Entity(identity("Person", "周明"), "Person", None, "周明", mentions=((40, 42),), rule="title")


def report(ident: str, source: str = "甲.txt", **more: Any) -> Report:
    return Report(ident, source, 0, 100, more.pop("title", f"报告{ident}"), **more)


FIRST = Facts(
    report("r1", own_side=HOME.id, visit=Visit("2010-04-21", "2010-04-28", 12)),
    (PROVINCE, HOME, HOST, GRID, SCHOOL, TEACHER),
    (
        stated("VISITED", HOME, HOST, start_date="2010-04-21", participants=12),
        stated("ADOPTED", HOST, GRID, status="in_place"),
        stated("ADOPTED", HOME, GRID, status="planned"),
        stated("AFFILIATED_WITH", TEACHER, SCHOOL, role="校长"),
        known(HOME, PROVINCE),
        known(HOST, PROVINCE),
        known(SCHOOL, HOST),
    ),
)
SECOND = Facts(
    report("r2", "乙.txt", own_side=HOST.id),
    (
        replace(HOST, aliases=("青山",), mentions=((3, 6), (9, 11))),
        place("白河", id=HOME.id, kind="County"),
        replace(GRID, name="五步法", aliases=("五步走",), kind="Mechanism"),
        RIVER,
    ),
    (stated("ADOPTED", HOST, RIVER, status="recommended"), stated("INSPIRED", GRID, HOST), known(HOME, HOST)),
)
THIRD = Facts(
    report("r3", "丙.txt"),
    (
        replace(HOME, aliases=("xx市",), redacted=True, properties={"code": "990100", "resolved_by": "其下辖县"}),
        Entity(
            identity("masked", "r3"),
            "Place",
            "County",
            "**县",
            redacted=True,
            mentions=((5, 8),),
            rule="mask",
            properties={"candidates": ["东县", "西县"]},
        ),
        RIVER,
    ),
    (stated("ADOPTED", HOME, RIVER, status="planned"),),
)
ALL = (FIRST, SECOND, THIRD)


def graph(store: Store) -> tuple[list[Node], list[Relationship]]:
    """All that the store holds, in one order."""
    nodes = [row[0] for row in store.read("MATCH (n) RETURN n").rows]
    relationships = [row[0] for row in store.read("MATCH ()-[r]->() RETURN r").rows]
    return sorted(nodes, key=lambda n: n.id), sorted(relationships, key=lambda r: r.id)


def loaded(tmp_path: Path, name: str, *loads: Iterable[Facts]) -> tuple[list[Node], list[Relationship]]:
    with open_store(str(tmp_path / f"{name}.kgl"), "write") as store:
        for facts in loads:
            store.load(facts)
        return graph(store)


def node(store: Store, ident: str) -> Node:
    ((found,),) = store.read("MATCH (n {id: $id}) RETURN n", {"id": ident}).rows
    assert isinstance(found, Node)
    return found


# --- loading


def test_load_counts_what_the_reports_say(store: Store) -> None:
    """The summary counts reports, entities by label and relations by type."""
    summary = store.load(ALL)
    assert summary.reports == 3
    assert summary.entities == {"Organization": 1, "Person": 1, "Place": 7, "Practice": 4}
    assert summary.relations == {"ADOPTED": 4, "AFFILIATED_WITH": 1, "INSPIRED": 1, "LOCATED_IN": 4, "VISITED": 1}


def test_load_streams_and_tells_of_each_report(store: Store) -> None:
    """A generator is taken as it comes and every written report is told of once, in order."""
    told: list[str] = []
    store.load((facts for facts in ALL), on_report=lambda facts: told.append(facts.report.id))
    assert told == ["r1", "r2", "r3"]


def test_loading_twice_changes_nothing(store: Store) -> None:
    """The same reports once more leave every node, relationship and property as it was."""
    store.load(ALL)
    before = graph(store)
    store.load(ALL)
    assert graph(store) == before


def test_any_order_of_loading_gives_the_same_graph(store: Store) -> None:
    """Three reports in all six orders, one load each: one graph."""
    graphs = []
    for order in itertools.permutations(ALL):
        store.write("MATCH (n) DETACH DELETE n")
        for facts in order:
            store.load([facts])
        graphs.append(graph(store))
    assert all(one == graphs[0] for one in graphs)


def test_one_load_and_several_give_the_same_graph(store: Store) -> None:
    """Batches do not show in the graph."""
    store.load(ALL)
    together = graph(store)
    store.write("MATCH (n) DETACH DELETE n")
    for facts in ALL:
        store.load([facts])
    assert graph(store) == together


def test_one_report_in_two_files_is_one_report_with_the_first_path(store: Store) -> None:
    """A copy of a file changes nothing, whichever is loaded first."""
    copy = replace(FIRST, report=replace(FIRST.report, source="乙/甲.txt"))
    for order in ([FIRST, copy], [copy, FIRST]):
        store.write("MATCH (n) DETACH DELETE n")
        for facts in order:
            store.load([facts])
        assert store.read("MATCH (r:Report) RETURN r.source").rows == ((min("甲.txt", "乙/甲.txt"),),)


def test_a_report_is_a_node_with_its_place_and_visit(store: Store) -> None:
    """Title as name, span in the file, the visit's dates, its own side; absent facts are absent properties."""
    store.load([FIRST])
    assert node(store, "r1").labels == ("Report",)
    properties = dict(node(store, "r1").properties)
    assert len(properties.pop("implied")) == 4
    assert properties == {
        "id": "r1",
        "name": "报告r1",
        "source": "甲.txt",
        "span_start": 0,
        "span_end": 100,
        "start_date": "2010-04-21",
        "end_date": "2010-04-28",
        "participants": 12,
        "own_side": HOME.id,
    }


def test_an_entity_takes_name_and_kind_from_most_reports_and_aliases_from_all(store: Store) -> None:
    """青山市 keeps its label; 五步工作法, named in two ways once each, takes the first by code point."""
    store.load(ALL)
    assert node(store, HOST.id) == Node(
        HOST.id,
        ("Place", "City"),
        {"aliases": ["青山"], "code": "990200", "id": HOST.id, "kind": "City", "name": "青山市", "redacted": False},
    )
    grid = node(store, GRID.id)
    assert grid.labels == ("Practice", "Mechanism")
    assert grid.properties["name"] == min("五步工作法", "五步法")
    assert set(grid.properties["aliases"]) | {grid.properties["name"]} == {"五步工作法", "五步法", "五步走"}
    assert store.read("MATCH (n:Practice:Model) RETURN count(n)").rows == ((0,),)


def test_a_relationship_carries_report_evidence_sentence_rule_and_typed_properties(store: Store) -> None:
    """Each statement of a report points to its sentence."""
    store.load([FIRST])
    ((found,),) = store.read("MATCH (:Place)-[r:VISITED]->(:Place) RETURN r").rows
    relation = FIRST.relations[0]
    assert found == Relationship(
        relation.id("r1"),
        "VISITED",
        HOME.id,
        HOST.id,
        {
            "evidence": [0, 8],
            "id": relation.id("r1"),
            "participants": 12,
            "report": "r1",
            "rule": "verb",
            "sentence": "白河市与青山市。",
            "start_date": "2010-04-21",
        },
    )


def test_evidence_with_a_page_keeps_it(store: Store) -> None:
    """Where the source has none the property is absent, as the test above says."""
    paged = replace(FIRST, relations=tuple(replace(one, locator="第3页") for one in FIRST.relations[:1]))
    store.load([paged])
    assert store.read("MATCH (:Place)-[r:VISITED]->(:Place) RETURN r.locator").rows == (("第3页",),)


def test_gazetteer_containment_is_shared_and_has_no_report(store: Store) -> None:
    """Two reports that imply one LOCATED_IN leave one relationship."""
    store.load([FIRST, replace(FIRST, report=report("r9"))])
    rows = store.read("MATCH ({id: $id})-[r:LOCATED_IN]->(p) RETURN r, p.name", {"id": HOME.id}).rows
    assert [(row[0].properties, row[1]) for row in rows] == [
        ({"id": known(HOME, PROVINCE).id(None), "rule": "gazetteer"}, "云岭省")
    ]


def test_mentions_tell_where_and_by_which_names(store: Store) -> None:
    """MENTIONS holds flat spans and the report's own names, its name first."""
    store.load([SECOND])
    ((found,),) = store.read("MATCH (:Report)-[m:MENTIONS]->({id: $id}) RETURN m", {"id": HOST.id}).rows
    assert found.properties["spans"] == [3, 6, 9, 11]
    assert found.properties["names"] == ["青山市", "青山"]
    assert (found.start, found.end) == ("r2", HOST.id)


def test_a_place_that_no_text_names_is_not_mentioned(store: Store) -> None:
    """A container that only the gazetteer knows is a node without MENTIONS."""
    store.load([FIRST])
    assert node(store, PROVINCE.id).labels == ("Place", "Province")
    assert store.read("MATCH ()-[m:MENTIONS]->({id: $id}) RETURN m", {"id": PROVINCE.id}).rows == ()


def test_a_resolved_mask_stays_on_its_mention(store: Store) -> None:
    """The true place is clean; mask, `redacted` and `resolved_by` sit on the report's MENTIONS."""
    store.load(ALL)
    home = node(store, HOME.id)
    assert home.properties["redacted"] is False
    assert "xx市" not in home.properties["aliases"]
    assert "resolved_by" not in home.properties
    ((mention,),) = store.read("MATCH ({id: 'r3'})-[m:MENTIONS]->({id: $id}) RETURN m", {"id": HOME.id}).rows
    assert mention.properties["redacted"] is True
    assert mention.properties["resolved_by"] == "其下辖县"
    assert mention.properties["names"] == ["白河市", "xx市"]


def test_an_open_mask_keeps_its_candidates(store: Store) -> None:
    """A mask that several places fit is a redacted node that lists them."""
    store.load([THIRD])
    masked = node(store, identity("masked", "r3"))
    assert masked.properties["redacted"] is True
    assert masked.properties["candidates"] == ["东县", "西县"]


def test_no_node_has_a_property_named_title_or_type(store: Store) -> None:
    """The embedded engine keeps those two names for itself."""
    store.load(ALL)
    assert all(not {"title", "type"} & set(one.properties) for one in graph(store)[0])


def test_a_report_that_says_less_than_before_replaces_what_it_said(store: Store) -> None:
    """Reloading a changed report gives the graph that only the new text makes."""
    less = replace(FIRST, entities=(HOME, HOST), relations=FIRST.relations[:1])
    store.load([SECOND, less])
    fresh = graph(store)
    store.write("MATCH (n) DETACH DELETE n")
    store.load([SECOND, FIRST])
    store.load([less])
    assert graph(store) == fresh


def test_load_keeps_the_reports_before_a_source_fails(store: Store) -> None:
    """An error of the source comes through, and what was read before it is in the graph."""

    def failing() -> Iterable[Facts]:
        yield FIRST
        raise RuntimeError("unreadable")

    with pytest.raises(RuntimeError, match="unreadable"):
        store.load(failing())
    assert node(store, "r1").properties["name"] == "报告r1"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (replace(FIRST, relations=(stated("VISITED", HOME, GRID),)), "VISITED may not run from Place to Practice"),
        (replace(FIRST, relations=(stated("VISITED", HOME, RIVER),)), "not an entity of the report"),
        (replace(FIRST, entities=(replace(HOME, kind="School"),), relations=()), "unknown kind 'School' of Place"),
        (replace(FIRST, entities=(replace(HOME, label="X) //"),), relations=()), "unknown label"),
        (replace(FIRST, relations=(Relation("VISITED", HOME.id, HOST.id),)), "has no evidence"),
        (replace(FIRST, relations=(stated("VISITED", HOME, HOST, title="x"),)), "no store can keep"),
    ],
)
def test_facts_outside_the_ontology_are_refused(store: Store, facts: Facts, said: str) -> None:
    """The error names the report and what is wrong, and nothing of the batch is written."""
    with pytest.raises(StoreError, match="报告r1") as caught:
        store.load([facts])
    assert said in str(caught.value)
    assert graph(store) == ([], [])


def test_hostile_values_are_only_values(store: Store) -> None:
    """Cypher inside a name or sentence is stored as text."""
    name = "'}) DETACH DELETE n //市`\"\\"
    evil = place(name)
    store.load([Facts(report("r1", title=name), (evil, HOST), (stated("VISITED", evil, HOST),)), SECOND])
    assert node(store, evil.id).properties["name"] == name
    assert node(store, "r1").properties["name"] == name
    assert len(graph(store)[0]) == 7


def test_more_rows_than_a_batch_are_loaded_whole(store: Store) -> None:
    """One report larger than a batch, and many small ones, arrive complete."""
    crowd = tuple(practice(f"第{n}工程", "Program") for n in range(2500))
    many = [Facts(report(f"s{n}"), (HOST, GRID), (stated("ADOPTED", HOST, GRID),)) for n in range(900)]
    store.load([Facts(report("r1"), (HOST, *crowd), tuple(stated("ADOPTED", HOST, one) for one in crowd)), *many])
    counts = store.read("MATCH (:Place)-[r:ADOPTED]->(p:Practice) RETURN count(r), count(DISTINCT p)").rows
    assert counts == ((3400, 2501),)


def test_two_loads_at_once_give_the_graph_of_one_after_the_other(neo4j_url: str) -> None:
    """A server takes several loaders; shared places and gazetteer knowledge stay single."""
    parts = [[replace(facts, report=report(f"{facts.report.id}-{n}")) for n in range(12)] for facts in ALL]
    shuffled = [facts for group in zip(*parts, strict=True) for facts in group]

    def load(part: list[Facts]) -> None:
        with open_store(neo4j_url, "write") as store:
            for facts in part:
                store.load([facts])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(load, [shuffled[:24], shuffled[12:], shuffled[::-1]]))
    with open_store(neo4j_url, "write") as store:
        at_once = graph(store)
        store.write("MATCH (n) DETACH DELETE n")
        store.load(shuffled)
        assert graph(store) == at_once


# --- forgetting


def test_forget_leaves_the_graph_of_the_other_reports(store: Store) -> None:
    """Load three and forget one: as if it had never been loaded, whichever one it is."""
    for gone in ALL:
        others = [facts for facts in ALL if facts is not gone]
        store.write("MATCH (n) DETACH DELETE n")
        store.load(others)
        expected = graph(store)
        store.load([gone])
        assert store.forget(gone.report.id) is True
        assert graph(store) == expected


def test_forgetting_all_reports_empties_the_graph(store: Store) -> None:
    """Nothing outlives the reports it rested on, gazetteer knowledge included."""
    store.load(ALL)
    assert [store.forget(facts.report.id) for facts in ALL] == [True, True, True]
    assert graph(store) == ([], [])


def test_forgetting_an_unknown_report_is_told(store: Store) -> None:
    """False, and the graph is as it was."""
    store.load([FIRST])
    before = graph(store)
    assert store.forget("nothing") is False
    assert graph(store) == before


# --- any facts at all

_POOL = [
    PROVINCE,
    HOME,
    replace(HOME, kind="County", name="白河", aliases=("白河市",)),
    replace(HOME, mentions=()),
    HOST,
    replace(HOST, redacted=True, aliases=("×山市",), properties={"resolved_by": "上下文"}),
    GRID,
    replace(GRID, kind=None),
]


@st.composite
def _facts(draw: st.DrawFn, ident: str) -> Facts:
    chosen = {one.id: one for one in draw(st.lists(st.sampled_from(_POOL), max_size=6))}
    ends = sorted(chosen.values(), key=lambda one: one.id)
    relations = []
    for head, tail in itertools.permutations(ends, 2):
        for type_ in ("VISITED", "ADOPTED", "INSPIRED", "LOCATED_IN"):
            row = RELATIONS[type_]
            if head.label in row.heads and tail.label in row.tails and draw(st.booleans()):
                gazetteer = type_ == "LOCATED_IN" and draw(st.booleans())
                relations.append(known(head, tail) if gazetteer else stated(type_, head, tail))
    return Facts(report(ident), tuple(ends), tuple(relations))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_history_ends_in_the_graph_of_what_is_loaded(tmp_path: Path, data: st.DataObject) -> None:
    """However reports are loaded, reloaded and forgotten, the graph is that of the reports that remain."""
    versions = [[data.draw(_facts(f"r{n}")) for _ in range(2)] for n in range(3)]
    final = [pair[-1] for pair in versions]
    gone = data.draw(st.sampled_from(["r0", "r1", "r2"]))
    order = data.draw(st.permutations(final))
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    expected = loaded(folder, "expected", [facts for facts in final if facts.report.id != gone])
    with open_store(str(folder / "actual.kgl"), "write") as store:
        store.load([pair[0] for pair in versions])
        for facts in order:
            store.load([facts])
        store.forget(gone)
        assert _without_fixed(graph(store)) == _without_fixed(expected)


def _without_fixed(found: tuple[list[Node], list[Relationship]]) -> Any:
    """The graph without what an unmentioned node was first called: that is the gazetteer's, and never varies."""
    mentioned = {one.end for one in found[1] if one.type == "MENTIONS"}
    nodes = [one if one.id in mentioned or one.labels[0] == "Report" else one.id for one in found[0]]
    coded = [
        replace(one, properties={**one.properties, "code": None}) if isinstance(one, Node) else one for one in nodes
    ]
    return coded, found[1]


# --- reading

STATEMENTS = [
    "MATCH (n) RETURN n ORDER BY n.id",
    "MATCH (n:Place) RETURN n.name, labels(n), n.aliases, n.code, n.missing ORDER BY n.id",
    "MATCH ()-[r]->() RETURN r ORDER BY r.id",
    "MATCH (a)-[r:VISITED|ADOPTED]->(b) RETURN a, r, b, type(r) ORDER BY r.id",
    "MATCH p = (:Report)-[:MENTIONS]->(:Practice) RETURN p ORDER BY relationships(p)[0].id",
    "MATCH p = (:Place)-[:VISITED|ADOPTED*1..3]->(:Practice) RETURN p, length(p) AS n "
    "ORDER BY n, [r IN relationships(p) | r.id]",
    "MATCH p = shortestPath((:Person)-[:AFFILIATED_WITH|LOCATED_IN*..6]-(:Province)) "
    "RETURN length(p), [n IN nodes(p) | n.name] AS names",
    "MATCH (a:Place)-[r:ADOPTED]->(b) WITH a, b ORDER BY b.id RETURN a.name, collect(b) AS nodes ORDER BY a.name",
    "MATCH (a:Place)-[r:ADOPTED]->() WITH a, r ORDER BY r.id WITH a, collect(r) AS said "
    "RETURN a.id AS id, {place: a, said: said} AS map ORDER BY id",
    "MATCH (a:Place) RETURN a.name, COUNT { (a)-[:ADOPTED]->() } AS n ORDER BY a.id",
    "MATCH (a:Place) WHERE EXISTS { (a)-[:VISITED]->() } RETURN a.name",
    "MATCH (a:Place) OPTIONAL MATCH (a)-[r:VISITED]->(b) RETURN a.name, r, b ORDER BY a.id",
    "MATCH (n:Practice) RETURN properties(n) AS p ORDER BY n.id",
    "MATCH ()-[r:ADOPTED]->() RETURN properties(r) AS p ORDER BY r.id",
    "MATCH (n:Place) RETURN n {.name, .code, x: 1} AS m ORDER BY n.id",
    "MATCH (n:Place) RETURN n {.*} AS m ORDER BY n.id",
    "MATCH (r:Report)-[m:MENTIONS]->(n) RETURN m.id AS id, r.name, m.spans, m.names[0], count(n) AS n ORDER BY id",
    "MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label",
    "MATCH (n:Place) CALL (n) { MATCH (n)-[r:ADOPTED]->() RETURN count(r) AS c } RETURN n.name, c ORDER BY n.id",
    "UNWIND $list AS x RETURN x, $map AS m, [$list] AS nested, $none AS none",
    "RETURN {id: 1, labels: ['a'], title: 'b', type: 'c'} AS m, 1.5 AS f, true AS t, '中文' AS s",
    "RETURN date('2010-04-21') AS d, date('2010-04-21').year AS y",
    "MATCH (n:Missing) RETURN n",
    "MATCH (n:Place) WHERE n.name CONTAINS $text OR any(a IN n.aliases WHERE a = $text) RETURN n.name ORDER BY n.name",
]
PARAMETERS = {"list": [1, "二", None], "map": {"k": [1]}, "none": None, "text": "青山"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Any) -> Iterable[tuple[Store, Store]]:
    """The three reports in both stores, for reading."""
    path = str(tmp_path_factory.mktemp("filled") / "graph.kgl")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j_server.user)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        for url in (path, neo4j_server.url):
            with open_store(url, "write") as store:
                store.write("MATCH (n) DETACH DELETE n")
                store.load(ALL)
        with open_store(path, "read") as embedded, open_store(neo4j_server.url, "read") as server:
            yield embedded, server


@pytest.mark.parametrize("cypher", STATEMENTS)
def test_a_statement_gives_equal_results_on_both_stores(filled: tuple[Store, Store], cypher: str) -> None:
    """Columns, rows, nodes, relationships, paths, lists and maps are the same values."""
    embedded, server = (store.read(cypher, PARAMETERS) for store in filled)
    assert embedded.columns == server.columns
    assert embedded.rows == server.rows


def test_paths_are_walked_in_order(filled: tuple[Store, Store]) -> None:
    """A path holds its nodes and relationships in walking order, with the ontology's ids at their ends."""
    cypher = "MATCH p = (:Report {id: 'r1'})-[:MENTIONS]->(:Person)-[:AFFILIATED_WITH]->(:Organization) RETURN p"
    for store in filled:
        ((path,),) = store.read(cypher).rows
        assert isinstance(path, GraphPath)
        assert [one.id for one in path.nodes] == ["r1", TEACHER.id, SCHOOL.id]
        assert [(one.start, one.end) for one in path.relationships] == [("r1", TEACHER.id), (TEACHER.id, SCHOOL.id)]


# --- refusing


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Place {id: 'x', name: 'x'})",
        "MATCH (n) SET n.name = 'x'",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Place {id: 'x'}) RETURN n",
        "CREATE INDEX made IF NOT EXISTS FOR (n:Place) ON (n.code)",
    ],
)
def test_read_refuses_to_write(store_url: str, cypher: str) -> None:
    """In one line, whether the store was opened for reading or for writing."""
    with open_store(store_url, "write") as store:
        store.load([FIRST])
        before = graph(store)
        with pytest.raises(CypherError):
            store.read(cypher)
        assert graph(store) == before
    with open_store(store_url, "read") as store:
        with pytest.raises(CypherError) as caught:
            store.read(cypher)
        assert "\n" not in str(caught.value)
        assert graph(store) == before


def test_a_reader_cannot_write(store_url: str) -> None:
    """load, forget and write of a store opened for reading say so."""
    with open_store(store_url, "write") as store:
        store.load([FIRST])
    with open_store(store_url, "read") as store:
        for attempt in (lambda: store.load([FIRST]), lambda: store.forget("r1"), lambda: store.write("RETURN 1")):
            with pytest.raises(StoreError, match="opened for reading"):
                attempt()


@pytest.mark.parametrize("cypher", ["RETRN 1", "MATCH (n RETURN n", "MATCH (n) RETURN m", "RETURN $missing", ""])
def test_a_wrong_statement_is_told_in_one_short_line(store: Store, cypher: str) -> None:
    """The message is the store's own, without a trace or a drawing."""
    with pytest.raises(CypherError) as caught:
        store.read(cypher)
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) <= 300


def test_a_statement_out_of_time_is_stopped(store: Store) -> None:
    """`timeout` is in seconds."""
    store.load([FIRST])
    begun = time.monotonic()
    with pytest.raises(CypherError, match="longer than it was given"):
        store.read("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.5)
    assert time.monotonic() - begun < 20


def test_nothing_is_printed(store_url: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Drivers' warnings (unknown labels and properties, cartesian products) do not reach the user."""
    with open_store(store_url, "write") as store:
        store.load(ALL)
        store.read("MATCH (n:Nothing), (m) WHERE n.nothing = 1 OR id(n) = 3 RETURN n, m, n.nothing")
    with open_store(store_url, "read") as store:
        store.read("MATCH (n:Nothing), (m) WHERE n.nothing = 1 RETURN n, m, n.nothing")
    assert capfd.readouterr() == ("", "")


# --- opening


def test_a_url_with_an_account_in_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names the variables and does not repeat the password."""
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as caught:
        open_store("bolt://neo4j:geheim@localhost:7687", "read")
    assert "geheim" not in str(caught.value)


def test_a_missing_password_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from a terminal nobody can be asked."""
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(StoreError, match="NEO4J_PASSWORD"):
        open_store("neo4j://localhost", "read")


def test_a_wrong_password_is_told(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that names the address and the variables, not the password."""
    monkeypatch.setenv("NEO4J_PASSWORD", "falsch-falsch")
    with pytest.raises(StoreError, match=r"refused the login.*NEO4J_PASSWORD") as caught:
        open_store(neo4j_url, "read")
    assert "\n" not in str(caught.value)
    assert "falsch" not in str(caught.value)


def test_a_missing_database_is_told(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names the variable that chose it."""
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    with pytest.raises(StoreError, match=r"nowhere.*NEO4J_DATABASE"):
        open_store(neo4j_url, "read")


def test_a_stopped_server_is_told(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """One line that names the address, and none of the driver's own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    for scheme in ("bolt", "neo4j"):
        with pytest.raises(StoreError, match=rf"{scheme}://127.0.0.1:{port}: start the server") as caught:
            open_store(f"{scheme}://127.0.0.1:{port}", "read")
        assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("url", ["http://localhost:7474", "mysql://x", "bolt+x://localhost"])
def test_an_unknown_scheme_is_refused(url: str) -> None:
    """The line lists what is known."""
    with pytest.raises(StoreError, match="neo4j://"):
        open_store(url, "read")


def test_without_url_the_environment_and_then_the_default_file_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KG_STORE first, else ./graph.kgl."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", str(tmp_path / "named.kgl"))
    with open_store(None, "write") as store:
        store.load([FIRST])
    assert (tmp_path / "named.kgl").exists()
    monkeypatch.delenv("KG_STORE")
    with open_store(None, "write") as store:
        store.load([FIRST])
    assert (tmp_path / "graph.kgl").exists()


@pytest.mark.parametrize("form", ["file:图.kgl", "./图.kgl", "图.kgl"])
def test_file_urls_and_paths_name_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Relative ones too, and with Chinese names."""
    monkeypatch.chdir(tmp_path)
    with open_store(form, "write") as store:
        store.load([FIRST])
    with open_store((tmp_path / "图.kgl").as_uri(), "read") as store:
        assert node(store, "r1")


# --- the embedded file


def test_a_missing_graph_tells_how_to_make_one(tmp_path: Path) -> None:
    """Reading what was never loaded names the command, and leaves no file."""
    with pytest.raises(StoreError, match="kg load"):
        open_store(str(tmp_path / "none.kgl"), "read")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize("content", [b"", b"hello", b"RGF", b"RGF\x09 and no more of it", os.urandom(2000)])
def test_a_file_that_is_no_graph_is_refused(tmp_path: Path, mode: Any, content: bytes) -> None:
    """The line names the file, and the file stays as it is."""
    path = tmp_path / "notes.kgl"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"notes\.kgl") as caught:
        open_store(str(path), mode)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_damaged_graph_is_refused(tmp_path: Path) -> None:
    """A graph cut in half does not open."""
    path = tmp_path / "graph.kgl"
    loaded(tmp_path, "graph", ALL)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreError, match=r"graph\.kgl"):
        open_store(str(path), "read")


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_folder_is_no_graph(tmp_path: Path, mode: Any) -> None:
    """The line proposes a file in it."""
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(tmp_path), mode)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A graph is not written where there is no folder."""
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(str(tmp_path / "none" / "graph.kgl"), "write")


def test_a_second_writer_is_locked_out_while_readers_read(tmp_path: Path) -> None:
    """One line for the second writer; a reader sees the last saved graph."""
    path = str(tmp_path / "graph.kgl")
    loaded(tmp_path, "graph", [FIRST])
    with open_store(path, "write") as writer:
        writer.load([SECOND])
        with pytest.raises(StoreLockedError, match="is being written") as caught:
            open_store(path, "write")
        assert "\n" not in str(caught.value)
        with open_store(path, "read") as reader:
            assert reader.read("MATCH (r:Report) RETURN r.id").rows == (("r1",),)
    with open_store(path, "read") as reader:
        assert reader.read("MATCH (r:Report) RETURN r.id ORDER BY r.id").rows == (("r1",), ("r2",))
    with open_store(path, "write") as writer:
        assert writer.forget("r1")


def test_opening_for_writing_and_writing_nothing_makes_no_graph(tmp_path: Path) -> None:
    """A load that fails before its first report leaves no empty graph behind."""
    with open_store(str(tmp_path / "graph.kgl"), "write"):
        pass
    assert not (tmp_path / "graph.kgl").exists()


def test_what_was_written_before_an_error_is_saved(tmp_path: Path) -> None:
    """Whole batches stay when the block is left by an error."""
    path = str(tmp_path / "graph.kgl")
    with pytest.raises(RuntimeError), open_store(path, "write") as store:
        store.load([FIRST])
        raise RuntimeError
    with open_store(path, "read") as store:
        assert node(store, "r1")


_ENDLESS = """
import sys
from kg.records import Entity, Facts, Report
from kg.stores import open_store

def endless():
    number = 0
    while True:
        number += 1
        if number == 20000:
            print("loading", flush=True)
        yield Facts(Report(f"x{number}", "x.txt", 0, 9, "x"), (Entity(f"p{number}", "Place", None, f"地{number}"),))

with open_store(sys.argv[1], "write") as store:
    store.load(endless())
"""


def test_a_writer_killed_while_loading_leaves_the_earlier_graph(tmp_path: Path) -> None:
    """kill -9 in the middle of a load: the earlier graph is whole, and the next writer is not locked out."""
    path = tmp_path / "graph.kgl"
    before = loaded(tmp_path, "graph", ALL)
    child = subprocess.Popen([sys.executable, "-c", _ENDLESS, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "loading\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with open_store(str(path), "read") as store:
        assert graph(store) == before
    with open_store(str(path), "write") as store:
        store.load([replace(FIRST, report=report("r9"))])
    with open_store(str(path), "read") as store:
        assert node(store, "r9")


_SAVES = """
import random, sys
from kg.records import Entity, Facts, Report
from kg.stores import open_store

number = 0
while True:
    number += 1
    with open_store(sys.argv[1], "write") as store:
        store.load([Facts(Report(f"x{number}", "x.txt", 0, 9, "x"), (Entity(f"p{number}", "Place", None, "地"),))])
    print(number, flush=True)
"""


def test_a_writer_killed_at_any_moment_leaves_a_whole_graph(tmp_path: Path) -> None:
    """Killed eight times between and in the middle of saves, the file holds all that was said to be saved."""
    path = tmp_path / "graph.kgl"
    wait = random.Random(7)
    for _ in range(8):
        child = subprocess.Popen([sys.executable, "-c", _SAVES, str(path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "1\n"
        time.sleep(wait.uniform(0, 0.1))
        child.send_signal(signal.SIGKILL)
        saved = 1 + len(child.stdout.read().splitlines())
        child.wait()
        child.stdout.close()
        with open_store(str(path), "read") as store:
            ((count,),) = store.read("MATCH (r:Report) RETURN count(r)").rows
        assert count >= saved
