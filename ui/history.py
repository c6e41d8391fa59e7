"""What a person decided, and the way back and forth through it."""

from __future__ import annotations

from app.comparison.review import Review


class History:
    """The decisions of now, those before each of the last ones, and those that were taken back."""

    def __init__(self) -> None:
        self._past: list[Review] = []
        self._future: list[Review] = []
        self.now = self._kept = Review()

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a decision to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Tell whether a decision was taken back last."""
        return bool(self._future)

    @property
    def is_kept(self) -> bool:
        """Tell whether the decisions of now are those that were saved or opened last, or none were ever made."""
        return self.now == self._kept

    def keep(self) -> None:
        """Note that the decisions of now are in a file."""
        self._kept = self.now

    def decide(self, review: Review) -> None:
        """Take other decisions for those of now; what was taken back before is gone."""
        self._past.append(self.now)
        self._future.clear()
        self.now = review

    def undo(self) -> None:
        """Take the last decision back."""
        if self._past:
            self._future.append(self.now)
            self.now = self._past.pop()

    def redo(self) -> None:
        """Take back that a decision was taken back."""
        if self._future:
            self._past.append(self.now)
            self.now = self._future.pop()
