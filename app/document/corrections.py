"""What a person corrected in an outline: values only, kept apart from the outline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a correction does to the paragraph or section at its place."""

    HEADING = "heading"
    """The paragraph opens a section, beside the one that holds it: its line, or its first sentence, is the heading."""
    BODY = "body"
    """The heading is none: the section is a stretch of text."""
    PROMOTE = "promote"
    """The section leaves the one that holds it, and takes what follows there along as its own parts."""
    DEMOTE = "demote"
    """The section becomes a part of the one before it."""
    SPLIT = "split"
    """The text from here on is a stretch of its own."""
    JOIN = "join"
    """The section goes on the one before it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: `place` is the code point where the paragraph or section begins, `words` how it begins.

    The words find the place again when text before it has changed.
    """

    action: Action
    place: int
    words: str
