"""What a report says, as frozen records, and the ids that make a rerun change nothing.

All spans are half-open `(start, end)` pairs of Unicode code points in the source file as it is on
disk, decoded, with nothing stripped (a byte-order mark counts as nothing).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Span = tuple[int, int]
Value = str | int | float | bool | None
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def identity(*parts: object) -> str:
    """A deterministic id, 20 hexadecimal digits, of what a thing is.

    The parts are joined with a separator that no name holds; equal parts give equal ids on every
    machine and in every run.
    """
    text = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Visit:
    """When and how large the visit was; dates are ISO as far as stated (`2010-04-21`, `2010`, `03-19`)."""

    start_date: str | None = None
    end_date: str | None = None
    participants: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report in one file. `source` is the file as the user named it, `own_side` an entity id.

    `id` hashes the text of the whole file and `start`, of a document its pages or paragraphs too: moving or re-encoding
    a file changes nothing.
    `visit` is None where the text tells of none. `signature` is what is kept of the text to find its copies by
    (`kg.signatures`), None for a text too short; `surroundings` what is kept to tell by its copies what masks hide
    (`kg.surroundings`), None where it has no signature or names neither place nor body.
    """

    id: str
    source: str
    start: int
    end: int
    title: str
    own_side: str | None = None
    visit: Visit | None = None
    signature: str | None = None
    surroundings: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A real thing that a report names.

    `name` is its fullest correct form, `aliases` every other form in the report (damaged ones too),
    `mentions` where it stands, `rule` the name of the rule that first found it. `properties` holds what
    the graph keeps besides: `code` (division code), `candidates`, `resolved_by`.
    """

    id: str
    label: str
    kind: str | None
    name: str
    aliases: tuple[str, ...] = ()
    redacted: bool = False
    mentions: tuple[Span, ...] = ()
    rule: str = ""
    properties: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship that a report states: `head` and `tail` are entity ids.

    `evidence` spans the sentence that states it and `sentence` is that text exactly as on disk.
    Both are None only for a LOCATED_IN that comes from the gazetteer. `locator` is the page or paragraph of the
    evidence (第3页, 第12段, 表1第2行), None where the source is plain text and has none.
    """

    type: str
    head: str
    tail: str
    properties: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    evidence: Span | None = None
    sentence: str | None = None
    rule: str = ""
    locator: str | None = None

    def id(self, report: str | None) -> str:
        """The relationship's id: its type, its ends and its report (no report for gazetteer knowledge)."""
        return identity(self.type, self.head, self.tail, report if self.evidence is not None else None)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was seen and not kept, or merged into another, with the reason."""

    text: str
    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """One mask of a place or body where it stands: what it hides, and why that is known or not.

    `name` is the true name, None where it stays open; `candidates` are then the full names of the places that
    remain (none where any may be). `entity` is the id of what the mask names, None where only a longer name holds it.
    """

    text: str
    span: Span
    name: str | None
    candidates: tuple[str, ...] = ()
    why: str = ""
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one report says: what extraction gives and what a store loads."""

    report: Report
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    redactions: tuple[Redaction, ...] = ()
