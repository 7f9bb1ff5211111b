"""The network view: one HTML file that opens anywhere, without a network, and runs nothing it was not given.

pyvis holds the graph and renders the page, from this folder's template in place of its own: its stock
page loads from the internet, takes names for markup, and cannot write Chinese under every locale.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ViewError
from visualizations.graph_data import GraphData
from visualizations.html_file import hash_source, inlined, write_html
from visualizations.network_content import Content, content

PAGE = Path(__file__).parent / "page"
SCRIPTS = ("data", "drawing", "names", "card", "legend", "search", "main")

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "chosen": False},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "hoverWidth": 1,
        "selectionWidth": 1,
        "arrowStrikethrough": False,
    },
}


@dataclass(frozen=True, slots=True)
class NetworkSummary:
    """What was written: nodes and relationships that the page holds, the nodes it opens on, its size in bytes."""

    nodes: int
    relationships: int
    opens_on: int
    bytes: int


def write_network(data: GraphData, path: Path, title: str) -> NetworkSummary:
    """Write the network view of `data` to `path`, whole or not at all; the same data give the same file.

    Relationships with an end that is not among the nodes are left out; the summary counts the rest.
    Raises ViewError where there is nothing to draw, or the file cannot be written.
    """
    if not data.nodes:
        raise ViewError("there is nothing to draw: load reports first, or choose another node to look around")
    drawn = content(data)
    size = write_html(path, _html(drawn, title))
    return NetworkSummary(len(drawn.nodes), drawn.relationships, drawn.opens_on, size)


def _html(drawn: Content, title: str) -> str:
    from markupsafe import Markup
    from pyvis.network import Network

    net = Network(directed=True, heading=title)
    net.set_template_dir(str(PAGE), "network.html")
    net.templateEnv.autoescape = True
    net.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    net.nodes = drawn.nodes
    net.edges = drawn.edges
    net.options = OPTIONS
    style, library, script = inlined((PAGE / "network.css").read_text("utf-8")), inlined(_library()), _script()
    net.templateEnv.globals["page"] = {
        "policy": _policy(style, (library, script)),
        "style": Markup(style),
        "library": Markup(library),
        "script": Markup(script),
        "data": drawn.page,
    }
    return str(net.generate_html())


def _library() -> str:
    """The vis-network that pyvis brings along, without the pointer to a source map that is not there."""
    import pyvis

    text = (Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")
    return text.rpartition("//# sourceMappingURL=")[0] or text


def _script() -> str:
    parts = "\n".join((PAGE / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return inlined('(() => {\n"use strict";\n' + parts + "})();\n")


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    """A content security policy under which these texts run and nothing else runs or loads."""
    allowed = " ".join(map(hash_source, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {hash_source(style)}; base-uri 'none'; form-action 'none'"
    )
