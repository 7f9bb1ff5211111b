"""`kg show`: an entity's card."""

from typing import Annotated

import typer

from kg.cli.options import Output, Store, Style


def show(
    name: Annotated[str, typer.Argument(help="A name, an alias, the beginning of a name, or an id.")],
    store: Store = None,
    style: Style = "table",
    output: Output = None,
) -> None:
    """Show all the graph says about one place, organization, practice, person or report.

    Every relationship comes with its sentence, its source file and its place there.
    Where several things bear the name, they are listed with their ids: show one by its id.

    Example: kg show 宁波
    """
    from kg.card import read_card
    from kg.card_text import card_as, matches_rows
    from kg.cli.output import note, show_result, show_text
    from kg.names import find_named
    from kg.stores import open_store

    with open_store(store, "read") as graph:
        found = find_named(graph, name)
        if len(found) > 1:
            show_result(matches_rows(found), style, output)
            note(f"{len(found)} are called so; show one by its id: kg show {found[0].id}")
        else:
            card = read_card(graph, found[0].id, found[0].label)
            show_text(card_as(card, style), output, excel=style == "csv")
