"""The one coordinate: a half-open range of code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Give the number of code points that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def within(self, other: Span) -> bool:
        """Tell whether the other span holds this one whole."""
        return other.start <= self.start and self.end <= other.end
