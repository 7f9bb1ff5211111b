"""Packing rectangles of many sizes into one that is about as wide as a screen."""

from collections.abc import Sequence

Box = tuple[float, float]

ASPECT = 1.5
GAP = 40.0


def pack(boxes: Sequence[Box]) -> list[Box]:
    """The top left corner of each box (width, height), in the order given.

    Skyline packing: each box, the highest first, goes where it ends highest up, then leftmost.
    """
    width = _width(boxes)
    corners: list[Box] = [(0.0, 0.0)] * len(boxes)
    skyline = [(0.0, width, 0.0)]
    for index in sorted(range(len(boxes)), key=lambda i: (-boxes[i][1], -boxes[i][0], i)):
        wide, high = boxes[index][0] + GAP, boxes[index][1] + GAP
        corners[index] = _lowest(skyline, wide)
        skyline = _raised(skyline, corners[index][0], wide, corners[index][1] + high)
    return corners


def _width(boxes: Sequence[Box]) -> float:
    area = sum((wide + GAP) * (high + GAP) for wide, high in boxes)
    return float(max((area * ASPECT) ** 0.5, *(wide + GAP for wide, _ in boxes), 0.0))


def _lowest(skyline: list[tuple[float, float, float]], wide: float) -> Box:
    """Where a box of this width can stand: `skyline` is (left, right, top) from left to right."""
    limit = skyline[-1][1]
    best: Box | None = None
    for index, (left, _, _) in enumerate(skyline):
        if left + wide > limit + 1e-6:
            break
        top = 0.0
        for start, _, height in skyline[index:]:
            if start >= left + wide - 1e-6:
                break
            top = max(top, height)
        if best is None or top < best[1]:
            best = (left, top)
    return best or (0.0, max(top for _, _, top in skyline))


def _raised(
    skyline: list[tuple[float, float, float]], left: float, wide: float, top: float
) -> list[tuple[float, float, float]]:
    right = left + wide
    kept = [(a, min(b, left), t) for a, b, t in skyline if a < left - 1e-6]
    after = [(max(a, right), b, t) for a, b, t in skyline if b > right + 1e-6]
    merged: list[tuple[float, float, float]] = []
    for a, b, t in [*kept, (left, right, top), *after]:
        if merged and merged[-1][2] == t:
            merged[-1] = (merged[-1][0], b, t)
        else:
            merged.append((a, b, t))
    return merged
