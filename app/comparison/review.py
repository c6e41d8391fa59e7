"""What a person decided about a comparison: an input of the engine, replayed with every comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.comparison.model import Kind
from app.document.corrections import Correction


@dataclass(frozen=True, slots=True)
class HandLink:
    """Two sections that a person put side by side or apart, each by its document's name and its id."""

    document_a: str
    section_a: str
    document_b: str
    section_b: str


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decisions. Documents are named by file name, passages by id: both outlive a restart."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """The kind of a passage, overruled."""
    excluded: frozenset[str] = frozenset()
    """Passages that are not counted as shared."""
    ignored: tuple[str, ...] = ()
    """Phrases that are never reported."""
    links: tuple[HandLink, ...] = ()
    """Sections that belong together whatever the program finds."""
    unlinks: tuple[HandLink, ...] = ()
    """Sections that do not."""
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    """Corrections of outlines, by document."""
