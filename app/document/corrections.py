"""What a person corrected in an outline: kept apart from the outline, and made again at the next reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a correction does to the paragraph or section at its place."""

    HEADING = "heading"
    BODY = "body"
    PROMOTE = "promote"
    DEMOTE = "demote"
    SPLIT = "split"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: `place` is the code point where the paragraph or section begins, `words` how it begins.

    The words find the place again when text before it has changed.
    """

    action: Action
    place: int
    words: str
