"""What was found of a vocabulary swapped by a content farm, as it is told to readers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.records import Span


@dataclass(frozen=True, slots=True)
class Swap:
    """One place where a word of the table stands: `original` is what was restored, None where the word was left.

    `span` is its place in the file, `why` the reason for either, `around` the word with its neighbours.
    """

    word: str
    original: str | None
    span: Span
    why: str
    around: str


@dataclass(frozen=True, slots=True)
class Spinning:
    """The table a report's words were swapped by, how strongly it shows, and what was made of each place.

    `shown` are the swaps of the table (礼貌>文明) that give themselves away, `telling` in how many places they do,
    `originals` how often their original words still stand.
    """

    table: str
    shown: tuple[str, ...]
    telling: int
    originals: int
    swaps: tuple[Swap, ...]


def spinning_words(spinning: Spinning) -> Iterator[str]:
    """The table and its strength, then what was restored and what was left, the most frequent first."""
    yield (
        f"“{spinning.table}”词表：{len(spinning.shown)} 个词露出换词痕迹（{'、'.join(spinning.shown)}），"
        f"共 {spinning.telling} 处；原词仍有 {spinning.originals} 处"
    )
    restored = _counted(f"{swap.word}→{swap.original}" for swap in spinning.swaps if swap.original)
    yield f"还原 {restored or '无'}"
    example: dict[tuple[str, str], str] = {}
    kept = [swap for swap in spinning.swaps if not swap.original]
    for swap in kept:
        example.setdefault((swap.word, swap.why), f"{swap.word}（{swap.why}，如“{swap.around}”）")
    yield f"保留 {_counted(example[swap.word, swap.why] for swap in kept) or '无'}"


def _counted(names: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "，".join(f"{name} {count}" for name, count in ordered)
