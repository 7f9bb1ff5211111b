"""`kg view`: the graph as a page to look at."""

from typing import Annotated

import typer

from kg.cli.options import Store


def view(
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")] = "graph.html",
    around: Annotated[
        str | None, typer.Option("--around", metavar="NAME", help="Only this name's surroundings (a name or an id).")
    ] = None,
    depth: Annotated[int, typer.Option("--depth", min=0, max=6, help="How many steps around the name.")] = 1,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    store: Store = None,
) -> None:
    """Write the graph, or the surroundings of one name, as one HTML file that needs no network.

    Example: kg view --around 宁波 --depth 2 -o ningbo.html --open
    """
    import webbrowser
    from pathlib import Path

    from kg.cli.output import note
    from kg.names import find_named
    from kg.stores import open_store
    from visualizations import graph_data
    from visualizations.network import write_network

    with open_store(store, "read") as graph:
        if around is None:
            data, title = graph_data.whole_graph(graph), "考察报告知识图谱"
        else:
            data, title = graph_data.around(graph, [match.id for match in find_named(graph, around)], depth), around
    path = Path(output)
    drawn = write_network(data, path, title)
    note(f"{drawn.nodes} nodes, {drawn.relationships} relationships → {path}")
    if open_page:
        webbrowser.open(path.absolute().as_uri())
