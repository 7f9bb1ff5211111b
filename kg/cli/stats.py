"""`kg stats`: what the graph holds, counted."""

from kg.cli.options import Output, Store, Style


def stats(store: Store = None, style: Style = "table", output: Output = None) -> None:
    """Count what the graph holds: nodes by label and kind, relationships by type.

    Example: kg stats --store graph.kgl
    """
    from kg.cli.output import show_result
    from kg.statistics import count_all
    from kg.stores import open_store

    with open_store(store, "read") as graph:
        show_result(count_all(graph), style, output)
