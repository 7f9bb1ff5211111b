"""Characters a second of the whole way from text to facts, against jieba.posseg alone on the same text.

usage: python benchmarks/extraction.py [FILE_OR_FOLDER …]   (default: the bundled samples, ten times over)

Both run in this process on one core, warmed up, in turn; the ratio is what to quote.
"""

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from loaders.extract import extract
from loaders.sources import Source, find_files, read_source

ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tag(text: str) -> int:
    """How many words jieba.posseg cuts and tags."""
    import jieba.posseg

    return sum(1 for _ in jieba.posseg.cut(text))


def read(sources: list[Source]) -> int:
    """How many relations the sources' reports state."""
    return sum(len(facts.relations) for source in sources for facts in extract(source))


def main() -> None:
    """Print both speeds, their ratio, and the time of ten times the reports."""
    paths = sys.argv[1:] or ["samples"]
    sources = [read_source(path) for path in find_files(paths)]
    text = "\n".join(source.text for source in sources)
    logging.getLogger("jieba").setLevel(logging.ERROR)
    tag(text[:1000])
    read(sources)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: read(sources)))
        theirs.append(seconds(lambda: tag(text)))
    fast, slow = sorted(ours)[ROUNDS // 2], sorted(theirs)[ROUNDS // 2]
    print(f"text: {len(text):,} characters in {len(sources)} files")
    print(f"text to facts: {len(text) / fast:,.0f} characters/s (median of {ROUNDS})")
    print(f"jieba.posseg.cut alone: {len(text) / slow:,.0f} characters/s")
    print(f"ratio: {slow / fast:.1f}")
    many = [replace(source, name=f"{number}-{source.name}") for number in range(10) for source in sources]
    print(f"ten times the reports: {seconds(lambda: read(many)) / fast:.2f} times the time")


if __name__ == "__main__":
    main()
