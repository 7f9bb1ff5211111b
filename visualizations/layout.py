"""Where each node stands in the network view: computed here, so that the page only draws.

Connected components are laid out separately and packed side by side. The same nodes and edges give
the same places on every run: seeds are fixed, and nothing goes through a threaded library.
"""

from collections.abc import Sequence
from functools import lru_cache

import networkx as nx
import numpy as np
import numpy.typing as npt

from visualizations.forces import relax
from visualizations.packing import pack
from visualizations.spreading import spread

Points = npt.NDArray[np.float64]
Edge = tuple[int, int]
Box = tuple[float, float]

EDGE_LENGTH = 1.25
"""The length of a middling edge before boxes are moved apart, in widths of a middling box."""

ROOM = 2.2
"""How much larger than its boxes together a component is at least."""

WIDENED = 1.25


def lay_out(boxes: Sequence[Box], edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """The place of each node, in whole pixels at zoom 1, around (0, 0).

    `boxes[i]` is the width and height that node `i` takes with its name; `edges` are pairs of node
    numbers, in either direction and as often as they like. Boxes hardly overlap in the answer.
    """
    if not boxes:
        return []
    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in edges if a != b}))
    sizes = np.asarray(boxes, dtype=np.float64)
    places = np.zeros((len(boxes), 2))
    groups = _components(graph)
    laid = [_component(sizes[group], _inner_links(graph, group)) for group in groups]
    corners = pack([_extent(points, sizes[group]) for points, group in zip(laid, groups, strict=True)])
    for group, points, corner in zip(groups, laid, corners, strict=True):
        places[group] = points - (points - sizes[group] / 2).min(axis=0) + corner
    middle = (places.min(axis=0) + places.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in (places - middle).tolist()]


def _components(graph: nx.Graph) -> list[list[int]]:
    """Node numbers by connected component, largest first; within one, breadth first from its hub."""
    groups = []
    for members in nx.connected_components(graph):
        hub = min(members, key=lambda node: (-graph.degree[node], node))
        groups.append([hub, *(node for _, node in nx.bfs_edges(graph, hub))])
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _inner_links(graph: nx.Graph, group: Sequence[int]) -> tuple[Edge, ...]:
    """A component's links, in the component's own numbering."""
    number = {node: place for place, node in enumerate(group)}
    return tuple((number[a], number[b]) for a, b in sorted(graph.subgraph(group).edges))


def _component(sizes: Points, links: tuple[Edge, ...]) -> Points:
    count = len(sizes)
    shape = (_large_shape if count > 12 else _small_shape)(count, links)
    return spread(shape * max(EDGE_LENGTH * float(np.median(sizes[:, 0])), _roomy(shape, sizes)), sizes)


def _roomy(shape: Points, sizes: Points) -> float:
    """How much to enlarge the shape for it to be `ROOM` times as large as all boxes together."""
    # the mean squared radius of a disc is half its radius squared
    disc = 2 * np.pi * float(((shape - shape.mean(axis=0)) ** 2).sum(axis=1).mean())
    return float(np.sqrt(ROOM * sizes.prod(axis=1).sum() / max(disc, 1e-9))) if len(shape) > 1 else 1.0


def _large_shape(count: int, links: tuple[Edge, ...]) -> Points:
    return _lying(relax(count, np.asarray(links, dtype=np.int64).reshape(-1, 2)))


@lru_cache(maxsize=4096)
def _small_shape(count: int, links: tuple[Edge, ...]) -> Points:
    """Small components come by the hundred and mostly alike: a pair, a star of five."""
    if count == 1:
        return np.zeros((1, 2))
    if all(a == 0 or b == 0 for a, b in links):
        angles = np.arange(count - 1) * 2 * np.pi / (count - 1)
        return np.vstack([np.zeros((1, 2)), np.column_stack([np.cos(angles), np.sin(angles)])])
    return _large_shape(count, links)


def _lying(points: Points) -> Points:
    """The points turned so that their longest extent lies level, and widened: screens are wider than high."""
    points = points - points.mean(axis=0)
    x, y = points[:, 0], points[:, 1]
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    cos, sin = np.cos(angle), np.sin(angle)
    return np.column_stack([(x * cos + y * sin) * WIDENED, y * cos - x * sin])


def _extent(points: Points, sizes: Points) -> Box:
    low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
    return float(high[0] - low[0]), float(high[1] - low[1])
