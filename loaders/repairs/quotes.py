"""Quotation marks of every make become “ ”, one for one."""

import re
from collections.abc import Iterator

from loaders.repairs.edits import Edit

_CORNER = str.maketrans("「」『』〝〞〟", "“”‘’“””")
_CORNERS = re.compile("[「」『』〝〞〟]")
# at most one line, no other quotation mark between: what is left over stays straight
_STRAIGHT = re.compile('["＂]([^"＂“”\n]{1,80})["＂]')


def corner_quotes(text: str) -> Iterator[Edit]:
    """「」 and 〝〞 become “”, 『』 become ‘’."""
    for match in _CORNERS.finditer(text):
        yield match.start(), match.end(), match[0].translate(_CORNER)


def straight_quotes(text: str) -> Iterator[Edit]:
    """Pairs of straight quotes within a line become “ and ”."""
    for match in _STRAIGHT.finditer(text):
        yield match.start(), match.end(), f"“{match[1]}”"
