"""What a rule says about a passage, and what the rules know besides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.comparison.frames import Gaps
from app.comparison.likeness import WeighedText, Weights
from app.comparison.model import Kind, Slot
from app.comparison.settings import Settings
from app.messages import Message

ALIKE = 0.9
"""So alike must wordings be to count as the same, or as what has the same whole clauses and something else between."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a passage is, by which rule."""

    kind: Kind
    reason: Message
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, eq=False)
class Knowledge:
    """What the rules know besides the passage: gaps and weights of each document, common sources by name, settings."""

    gaps: Sequence[Gaps]
    weighed: Sequence[WeighedText]
    references: Mapping[str, frozenset[int]]
    settings: Settings
    weights: Weights
