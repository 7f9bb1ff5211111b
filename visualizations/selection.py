"""Which nodes of a large graph to show first."""

from collections import Counter
from collections.abc import Sequence


def most_connected(groups: Sequence[str], edges: Sequence[tuple[int, int]], limit: int) -> list[int]:
    """The numbers of at most `limit` nodes; `groups[i]` is the label of node `i`.

    Half are those with the most edges. These are places, mostly; so the other half is what has the most
    edges to them, from each label in turn, lest practices and organizations go unseen.
    """
    degrees = Counter(end for edge in edges for end in set(edge))
    ranked = sorted(range(len(groups)), key=lambda number: (-degrees[number], number))
    core = set(ranked[: limit // 2])
    links: Counter[int] = Counter()
    for a, b in edges:
        if (a in core) != (b in core):
            links[b if a in core else a] += 1
    others = sorted(links, key=lambda number: (-links[number], -degrees[number], number))
    rest = [number for number in ranked if number not in core and number not in links]
    return [*ranked[: limit // 2], *_in_turn(others, groups), *rest][:limit]


def _in_turn(numbers: Sequence[int], groups: Sequence[str]) -> list[int]:
    """The numbers, each label's in their order, mixed so that a label comes up as often as the root of its count."""
    sizes = Counter(groups[number] for number in numbers)
    seen: Counter[str] = Counter()
    turns = []
    for number in numbers:
        group = groups[number]
        turns.append(((seen[group] + 0.5) / sizes[group] ** 0.5, group, number))
        seen[group] += 1
    return [number for _, _, number in sorted(turns)]
