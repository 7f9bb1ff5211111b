"""Reports with their masks marked, {xx市|310000}: what each hides, or that it stays open."""

import re
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"\{(?P<mask>[^|}]+)\|(?P<truth>[^}]+)\}")


class Marked(NamedTuple):
    """A mask at `[start, end)` of the plain text; `code` None where it hides what nobody can know.

    `either` where a careful reader may leave open what another would dare to say.
    """

    start: int
    end: int
    mask: str
    code: str | None
    either: bool


def read_marked(path: Path) -> tuple[str, list[Marked]]:
    """The plain text of a file and its masks."""
    marked, out, end = path.read_text("utf-8"), "", 0
    masks = []
    for match in _MARK.finditer(marked):
        out += marked[end : match.start()]
        mask, truth = match.group("mask"), match.group("truth")
        code = None if truth == "open" else truth.rstrip("?")
        masks.append(Marked(len(out), len(out) + len(mask), mask, code, truth.endswith("?")))
        out += mask
        end = match.end()
    return out + marked[end:], masks
