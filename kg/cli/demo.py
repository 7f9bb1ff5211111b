"""`kg demo`: the bundled reports, from text to picture, in one go."""

import sys
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from kg.records import Facts
from kg.stores.base import Store

SHOWN: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("visits", {"place": "宁波"}),
    ("adopters", {"practice": "网格化管理"}),
    ("diffusion", {"practice": "网格化管理"}),
)
"""Three queries of the library, with arguments, that tell what the graph is for."""


def demo(
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")
    ] = "kaocha-demo.html",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Try it: load the bundled sample reports into a graph that is thrown away, ask it, and draw it.

    Example: kg demo --open
    """
    import webbrowser
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from kg.cli.output import note
    from kg.stores import open_store
    from visualizations.graph_data import whole_graph
    from visualizations.network import write_network

    with TemporaryDirectory(prefix="kaocha-demo-") as folder:
        with open_store(str(Path(folder) / "demo.kgl"), "write") as graph:
            _load_samples(graph)
        with open_store(str(Path(folder) / "demo.kgl"), "read") as graph:
            _ask(graph)
            data = whole_graph(graph)
    path = Path(output)
    write_network(data, path, "考察报告示例")
    note(f"The graph as a picture: {path.absolute()} (open it in a browser)")
    note("Your own reports: kg load FOLDER, then kg query")
    if open_page:
        webbrowser.open(path.absolute().as_uri())


def _load_samples(graph: Store) -> None:
    from time import perf_counter

    from kg.summary import summary_text

    start = perf_counter()
    summary = graph.load(_sample_facts())
    sys.stdout.write(summary_text(summary, "a graph for this demo", perf_counter() - start))


def _sample_facts() -> Iterator[Facts]:
    from dataclasses import replace
    from importlib.resources import as_file, files

    from loaders.extract import extract
    from loaders.sources import REPORT_SUFFIXES, read_source

    for sample in sorted(files("samples").iterdir(), key=lambda file: file.name):
        if sample.name.endswith(REPORT_SUFFIXES):
            with as_file(sample) as path:
                # the name that a reader finds again, not where this machine keeps it
                yield from extract(replace(read_source(str(path)), name=f"samples/{sample.name}"))


def _ask(graph: Store) -> None:
    from kg.cli.output import show_result
    from queries.library import find_query, run_query

    for name, arguments in SHOWN:
        query = find_query(name)
        words = " ".join(f"--{parameter} {value}" for parameter, value in arguments.items())
        sys.stdout.write(f"\n{query.title}\n$ kg query {name} {words}\n\n")
        show_result(run_query(graph, query, arguments), "table", None)
    sys.stdout.write("\n")
