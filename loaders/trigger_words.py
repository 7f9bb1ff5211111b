"""The words by which rules know where in a text to look, all found in one pass however many there are.

A regular expression of hundreds of words tries its alternatives anew at each character, and each rule has its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from loaders.gazetteer import Gazetteer
from loaders.lexicon import table, words

Spans = Sequence[tuple[int, int]]
"""Where words of one list stand, by where they begin; of those that begin at one place the longest first."""


@lru_cache(maxsize=1)
def find_triggers(text: str) -> Mapping[str, Spans]:
    """Where the words of each list stand in a text, over each other too; `_lists` says which lists there are.

    The last step of cleaning asks for the text that all rules ask for after it, as a rule.
    """
    automaton, lists_of = _automaton()
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in _lists()}
    for which, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        for name in lists_of[which]:
            found[name].append((start, -end))
    for spans in found.values():
        spans.sort()
    return {name: [(start, -end) for start, end in spans] for name, spans in found.items()}


def leftmost(spans: Spans) -> Iterator[tuple[int, int]]:
    """The leftmost words, the longest of each place, none over another."""
    done = 0
    for start, end in spans:
        if start >= done:
            yield start, end
            done = end


@cache
def _lists() -> dict[str, frozenset[str]]:
    heads = frozenset(head for _, heads in table("practice_heads") for head in heads)
    return {
        "body_suffixes": frozenset(suffix for _, suffixes in table("org_suffixes") for suffix in suffixes),
        "central_bodies": words("central_bodies"),
        "practice_heads": heads - (words("weak_heads") - words("governed_heads")),
        "national_practices": frozenset(name for _, names in table("national_practices") for name in names),
        "posts": frozenset(post for post in words("posts") | words("callings") if len(post) >= 2),
        "name_titles": words("name_titles") | {"一行"},
        "place_names": Gazetteer.load().names,
        "swapped_words": frozenset(
            word for _, swaps in table("spun_tables") for swap in swaps for word in re.split("[>~]", swap)
        ),
    }


@cache
def _automaton() -> tuple[Any, list[tuple[str, ...]]]:
    """The automaton of all words, and for each of its words the lists that hold it."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    lists = _lists()
    every = sorted(frozenset().union(*lists.values()))
    holders: dict[str, tuple[str, ...]] = {}
    for name, entries in lists.items():
        for word in entries & holders.keys():
            holders[word] += (name,)
        holders.update(dict.fromkeys(entries - holders.keys(), (name,)))
    return AhoCorasick(every, matchkind=MatchKind.Standard), [holders[word] for word in every]
