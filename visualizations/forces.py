"""A force-directed layout of one connected component, in units of one edge length.

Fruchterman and Reingold's forces (1991) from a pivot-MDS start (Brandes and Pich 2006). Repulsion
among few nodes is summed exactly; among many it is a convolution on a mesh (by FFT), so that 10,000
nodes take seconds.
"""

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Links = npt.NDArray[np.int64]

EXACT_UP_TO = 400
ROUNDS = 120
GRAVITY = 0.5
MESH = 128
PIVOTS = 30
SEED = 20100421


def relax(count: int, links: Links) -> Points:
    """Places of `count` connected nodes, shape (count, 2); `links` are node numbers, shape (m, 2).

    A node weighs as much as it has links (as in ForceAtlas2, Jacomy et al. 2014), so that hubs keep
    their distance and leaves stay with their hub. The median link has length 1.
    """
    weight = np.bincount(links.ravel(), minlength=count).astype(np.float64)
    points = _start(count, links)
    reach = np.sqrt(count) / 4
    for step in range(ROUNDS):
        force = _repulsion(points, weight) + _attraction(points, links) / weight[:, None]
        force -= GRAVITY * (points - points.mean(axis=0))
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        limit = max(reach * (1 - step / ROUNDS) ** 2, 0.02)
        points = points + force * (np.minimum(length, limit) / length)[:, None]
    return points / _median_length(points, links)


def _median_length(points: Points, links: Links) -> float:
    delta = points[links[:, 0]] - points[links[:, 1]]
    return max(float(np.median(np.hypot(delta[:, 0], delta[:, 1]))), 1e-9)


def _start(count: int, links: Links) -> Points:
    """Distances to a few far-apart pivots, projected on their two main axes, and a little jitter."""
    distances = _pivot_distances(count, links)
    squared = distances**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    points = np.column_stack(_main_axes(centred))
    scale = max(float(np.abs(points).max()), 1e-9)
    jitter = np.random.default_rng(SEED).normal(scale=0.02, size=(count, 2))
    start: Points = (points / scale + jitter) * float(np.sqrt(count))
    return start


def _pivot_distances(count: int, links: Links) -> Points:
    pivot, nearest, columns = 0, np.full(count, np.inf), []
    both = np.vstack([links, links[:, ::-1]])
    for _ in range(min(PIVOTS, count)):
        column = _hops(pivot, count, both)
        columns.append(column)
        nearest = np.minimum(nearest, column)
        pivot = int(nearest.argmax())
    return np.column_stack(columns)


def _hops(root: int, count: int, both: Links) -> Points:
    hops = np.full(count, np.inf)
    hops[root] = 0
    front = np.zeros(count, dtype=bool)
    front[root] = True
    distance = 0
    while front.any():
        distance += 1
        reached = both[front[both[:, 0]], 1]
        front = np.zeros(count, dtype=bool)
        front[reached[np.isinf(hops[reached])]] = True
        hops[front] = distance
    return hops


def _main_axes(matrix: Points) -> tuple[Points, Points]:
    """The two strongest directions of the rows, by power iteration: no threaded linear algebra."""
    square = np.einsum("ij,ik->jk", matrix, matrix)
    first = _strongest(square)
    value = float(np.einsum("i,ij,j->", first, square, first))
    second = _strongest(square - value * np.outer(first, first))
    return np.einsum("ij,j->i", matrix, first), np.einsum("ij,j->i", matrix, second)


def _strongest(square: Points) -> Points:
    vector = np.random.default_rng(SEED).normal(size=len(square))
    for _ in range(100):
        vector = np.einsum("ij,j->i", square, vector)
        vector = vector / max(float(np.sqrt((vector * vector).sum())), 1e-12)
    return vector


def _attraction(points: Points, links: Links) -> Points:
    head, tail = links[:, 0], links[:, 1]
    delta = points[tail] - points[head]
    pull = delta * np.sqrt(np.hypot(delta[:, 0], delta[:, 1]))[:, None]
    count = len(points)
    return np.column_stack(
        [np.bincount(head, pull[:, axis], count) - np.bincount(tail, pull[:, axis], count) for axis in (0, 1)]
    )


def _repulsion(points: Points, weight: Points) -> Points:
    return _exact(points, weight) if len(points) <= EXACT_UP_TO else _mesh(points, weight)


def _exact(points: Points, weight: Points) -> Points:
    delta = points[:, None, :] - points[None, :, :]
    strength = weight[None, :] / ((delta**2).sum(axis=2) + 0.01)
    pushes: Points = (delta * strength[:, :, None]).sum(axis=1)
    return pushes


def _mesh(points: Points, weight: Points) -> Points:
    """The weights are spread on a mesh, pushed apart there all at once, and read back at each node."""
    low = points.min(axis=0)
    cell = max(float((points.max(axis=0) - low).max()), 1e-9) / (MESH - 2)
    spot = (points - low) / cell
    base = np.floor(spot).astype(np.int64)
    part = spot - base
    corners = _corners(base, part)
    density = sum(np.bincount(place, weight * share, MESH * MESH) for place, share in corners)
    waves = np.fft.rfft2(np.reshape(density, (MESH, MESH)), s=(2 * MESH, 2 * MESH))
    pushes = []
    for kernel in _kernels():
        field = np.fft.irfft2(waves * kernel, s=(2 * MESH, 2 * MESH))[:MESH, :MESH].ravel()
        pushes.append(sum(field[place] * share for place, share in corners) / cell)
    return np.column_stack(pushes)


def _corners(base: Links, part: Points) -> list[tuple[Links, Points]]:
    """The four mesh points around each node, and its share of each."""
    return [
        (
            (base[:, 0] + right) * MESH + base[:, 1] + up,
            (part[:, 0] if right else 1 - part[:, 0]) * (part[:, 1] if up else 1 - part[:, 1]),
        )
        for right in (0, 1)
        for up in (0, 1)
    ]


def _kernels() -> tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]:
    """The push of one mesh point on all others, as waves; cyclic, padded so that it never comes round."""
    offset = np.fft.fftfreq(2 * MESH) * 2 * MESH
    x, y = offset[:, None], offset[None, :]
    square = x**2 + y**2
    square[0, 0] = 1
    return np.fft.rfft2(x / square), np.fft.rfft2(y / square)
