"""Moving boxes apart until none covers another, as little as will do."""

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Links = npt.NDArray[np.int64]

ROUNDS = 100


def spread(points: Points, sizes: Points) -> Points:
    """The points, moved until their boxes (width and height in `sizes`, both shape (n, 2)) stand apart.

    After `ROUNDS` rounds some may still overlap.
    """
    points = points.copy()
    for _ in range(ROUNDS):
        pairs = _overlapping(points, sizes)
        if not len(pairs):
            break
        points = points + _apart(points, sizes, pairs)
    return points


def _overlapping(points: Points, sizes: Points) -> Links:
    """Pairs of overlapping boxes: sorted by x, each is compared with the next, the next but one, and so on."""
    order = np.argsort(points[:, 0], kind="stable")
    x, y = points[order].T.copy()
    wide, high = (sizes[order] / 2).T.copy()
    widest = 2 * float(wide.max())
    found = []
    for step in range(1, len(order)):
        gap = x[step:] - x[:-step]
        if gap.min() >= widest:
            break
        close = gap < wide[step:] + wide[:-step] - 0.01
        hit = np.flatnonzero(close & (np.abs(y[step:] - y[:-step]) < high[step:] + high[:-step] - 0.01))
        found.append(np.column_stack([order[hit], order[hit + step]]))
    return np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64)


def _apart(points: Points, sizes: Points, pairs: Links) -> Points:
    """Half the way apart for either box, away from each other's middle; the mean where a box has many."""
    first, second = pairs[:, 0], pairs[:, 1]
    need = (sizes[first] + sizes[second]) / 2
    gap = points[second] - points[first] + 1e-3
    factor = (need / np.maximum(np.abs(gap), 1e-9)).min(axis=1)
    push = gap * (np.minimum(factor, 1 + 40 / np.hypot(gap[:, 0], gap[:, 1])) - 1)[:, None] * 0.5
    count = len(points)
    many = np.maximum(np.bincount(pairs.ravel(), minlength=count), 1) ** 0.5
    return np.column_stack(
        [
            (np.bincount(second, push[:, axis], count) - np.bincount(first, push[:, axis], count)) / many
            for axis in (0, 1)
        ]
    )
