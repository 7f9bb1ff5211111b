"""Clean text out of a damaged report, every character with its place in the file."""

from collections.abc import Mapping
from types import MappingProxyType

from loaders.repairs import adverts, blanks, chunks, lines, pages, quotes, repeats
from loaders.repairs.characters import full_width, invisible, newlines, radicals, scanning_slips, spaces
from loaders.repairs.edits import CleanText, Finder, Repair, apply, untouched
from loaders.repairs.glosses import pinyin_glosses
from loaders.repairs.markup import entities, markdown, tags
from loaders.repairs.traditional import traditional

__all__ = ["REPAIRS", "CleanText", "Repair", "clean", "legible"]

_CHARACTERS: Mapping[str, Finder] = MappingProxyType(
    {
        "newline": newlines,
        "invisible": invisible,
        "tag": tags,
        "entity": entities,
        "space": spaces,
        "full_width": full_width,
        "radical": radicals,
        "scanning_slip": scanning_slips,
        "gloss": pinyin_glosses,
        "traditional": traditional,
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
        "pager": pages.pager,
        "running_head": repeats.running_heads,
        "page_line": pages.page_lines,
        "page_number": pages.page_numbers,
        "doubled_bold": repeats.doubled_bold,
        "doubled": repeats.doubled_headings,
        "doubled_sentence": repeats.doubled_sentences,
        "cut_title": lines.cut_titles,
        "hyphen": lines.hyphens,
        "line_break": lines.hard_breaks,
        "chunk": chunks.chunk_marks,  # page lines are gone, so marks stand between the halves of their sentence
        "split_number": blanks.blanks_in_numbers,
        "blank_at_sign": blanks.blanks_at_signs,
        "blank": blanks.blanks_between,
        "corner_quote": quotes.corner_quotes,
        "straight_quote": quotes.straight_quotes,
    }
)
"""Every repair by its name, in the order in which they run."""

_ROUNDS = 8
"""One repair may lay bare what another finds; texts of the wild are done after two rounds."""


def clean(raw: str, start: int = 0) -> CleanText:
    """Repair one report; `start` is the place of `raw` in its file, and all offsets are the file's.

    Paragraphs stay apart by newlines. What cannot be read (debris of failed conversion) and what is
    masked (`20xx年`, `**县`) stays as it is. Cleaning a clean text changes nothing.
    """
    return _repair(untouched(raw, start), REPAIRS)


def legible(raw: str, start: int = 0) -> CleanText:
    """Repair only characters, glosses, script and chunk marks; every line stays a line."""
    return _repair(untouched(raw, start), _LEGIBLE)


def _repair(draft: CleanText, repairs: Mapping[str, Finder]) -> CleanText:
    for _ in range(_ROUNDS):
        before = draft
        for name, find in repairs.items():
            draft = apply(draft, name, find(draft.text))
        if draft is before:
            break
    return draft
