"""A relation as its rule found it, between entities in the making, with the place in the clean text that states it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from kg.records import Value
from loaders.document import Document
from loaders.resolve.drafts import Draft, Refs
from loaders.resolve.own_side import OwnSide


class Found(NamedTuple):
    """One relation; `position` lies in the sentence of the clean text that is its evidence."""

    type: str
    head: Draft
    tail: Draft
    position: int
    rule: str
    properties: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Reading:
    """A report as the relation rules see it: its text, its references and its own side."""

    document: Document
    refs: Refs
    own: OwnSide

    @cached_property
    def text(self) -> str:
        """The clean text."""
        return self.document.text
