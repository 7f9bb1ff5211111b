"""Clean text out of a damaged report, every character with its place in the file."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from loaders.repairs import (
    adverts,
    blanks,
    characters,
    chunks,
    dashes,
    garbled,
    glosses,
    items,
    lines,
    noise,
    pages,
    pieces,
    quotes,
    repeats,
    traditional,
    twins,
    variants,
)
from loaders.repairs.censored import censored_words
from loaders.repairs.edits import CleanText, Finder, Repair, apply, untouched
from loaders.repairs.markup import entities, hidden, markdown, tags
from loaders.repairs.signs import ranges
from loaders.repairs.spun import restore

__all__ = ["REPAIRS", "CleanText", "Repair", "clean", "legible"]

_CHARACTERS: Mapping[str, Finder] = MappingProxyType(
    {
        "newline": characters.newlines,
        "garbled": garbled.garbled_words,  # before any of its characters is taken for what it looks like
        "invisible": characters.invisible,
        "hidden": hidden,
        "tag": tags,
        "entity": entities,
        "space": characters.spaces,
        "full_width": characters.full_width,
        "radical": characters.radicals,
        "scanning_slip": characters.scanning_slips,
        "variant": variants.variants,
        "private_use": characters.private_use,
        "gloss": glosses.pinyin_glosses,
        "traditional": traditional.traditional,
        "stray_traditional": traditional.stray_traditional,
    }
)

_LEGIBLE: Mapping[str, Finder] = MappingProxyType({**_CHARACTERS, "chunk": chunks.chunk_marks})

REPAIRS: Mapping[str, Finder] = MappingProxyType(
    {
        **_CHARACTERS,
        "markdown": markdown,
        "site_mark": adverts.site_marks,
        "banner": adverts.banners,
        "left_out": adverts.left_out,
        "stray_mark": adverts.stray_marks,
        "linked_word": adverts.linked_words,
        "noise_line": noise.noise_lines,
        "pager": pages.pager,
        "running_head": repeats.running_heads,
        "page_line": pages.page_lines,
        "page_number": pages.page_numbers,
        "doubled_bold": repeats.doubled_bold,
        "doubled": repeats.doubled_headings,
        "doubled_piece": pieces.doubled_pieces,
        "doubled_clause": pieces.doubled_clauses,
        "doubled_sentence": repeats.doubled_sentences,
        "cut_title": lines.cut_titles,
        "hyphen": lines.hyphens,
        "line_break": lines.hard_breaks,
        "chunk": chunks.chunk_marks,  # page lines are gone, so marks stand between the halves of their sentence
        "broken_item": items.broken_items,
        "split_number": blanks.blanks_in_numbers,
        "blank_at_sign": blanks.blanks_at_signs,
        "blank": blanks.blanks_between,
        "corner_quote": quotes.corner_quotes,
        "straight_quote": quotes.straight_quotes,
        "turned_quote": quotes.turned_quotes,
        "lost_dash": dashes.lost_dashes,
        "lost_numeral_dash": dashes.lost_numeral_dashes,
        "word_hyphen": censored_words,
        "twin": twins.scanning_twins,
    }
)
"""Every repair by its name, in the order in which they run."""

_SIGNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **characters.SIGNS,
        "variant": variants.SIGNS,
        "hidden": frozenset("<"),
        "tag": frozenset("<"),
        "entity": frozenset("&"),
        "gloss": glosses.SIGNS,
        "markdown": frozenset("#"),
        "stray_mark": frozenset("'`´"),
        "pager": frozenset("页"),
        "page_line": frozenset("\n"),
        "page_number": frozenset("页-—－"),
        "doubled_bold": frozenset("*"),
        "hyphen": frozenset("-"),
        "line_break": frozenset("\n"),
        "split_number": frozenset(" "),
        "blank_at_sign": frozenset(" "),
        "blank": frozenset(" "),
        "corner_quote": frozenset("「」『』〝〞〟"),
        "straight_quote": frozenset('"＂'),
        "turned_quote": frozenset("“”"),
        "doubled_piece": frozenset(" "),
        "broken_item": frozenset("\n"),
        "word_hyphen": frozenset("-‐‑﹣－"),
    }
)
"""What a text must hold some of for a repair to find anything: most texts lack most of it."""
_COMMON = frozenset(" \n-—－第页*'\"“”")
_RARE = re.compile(f"[{ranges(frozenset().union(*_SIGNS.values()) - _COMMON)}]")
"""The many signs that a text without damage has none of."""

_ROUNDS = 8
"""One repair may lay bare what another finds; texts of the wild are done after two rounds."""


def clean(raw: str, start: int = 0) -> CleanText:
    """Repair one report; `start` is the place of `raw` in its file, and all offsets are the file's.

    Paragraphs stay apart by newlines. What cannot be read (debris of failed conversion) and what is
    masked (`20xx年`, `**县`) stays as it is. Cleaning a clean text changes nothing.
    """
    return restore(_repair(untouched(raw, start), REPAIRS))


def legible(raw: str, start: int = 0) -> CleanText:
    """Repair only characters, glosses, script and chunk marks; every line stays a line."""
    return _repair(untouched(raw, start), _LEGIBLE)


def _signs_in(text: str) -> set[str]:
    """The signs of repairs that a text holds."""
    return {sign for sign in _COMMON if sign in text}.union(_RARE.findall(text))


def _repair(draft: CleanText, repairs: Mapping[str, Finder]) -> CleanText:
    present = _signs_in(draft.text)
    idle = {name for name, signs in _SIGNS.items() if present.isdisjoint(signs)}
    quiet: dict[str, CleanText] = {}  # in which text a repair found nothing: in the same it finds nothing again
    for _ in range(_ROUNDS):
        before = draft
        for name, find in repairs.items():
            if name in idle or quiet.get(name) is draft:
                continue
            repaired = apply(draft, name, find(draft.text))
            if repaired is draft:
                quiet[name] = draft
                continue
            new = set().union(*(repair.after for repair in repaired.repairs[len(draft.repairs) :])) - present
            if new:
                present |= new
                idle = {name for name in idle if present.isdisjoint(_SIGNS[name])}
            draft = repaired
        if draft is before:
            break
    return draft
