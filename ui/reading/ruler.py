"""The heights at which the characters of a laid-out text stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class Ruler:
    """From code points to heights: exact at the start of a line of the document, in proportion within it.

    `starts` are the code points at which the lines (paragraphs) start, `tops` their heights in pixels from the top of
    the text, `height` that of the whole text, `length` its code points.
    """

    def __init__(self, starts: Sequence[int], tops: Sequence[float], length: int, height: float) -> None:
        self._starts = [*starts, length + 1]
        self._tops = [*tops, height]
        self.height = height

    def y(self, offset: int) -> float:
        """Give the height of a character; those past either end are at that end."""
        line = bisect_right(self._starts, offset) - 1
        if line < 0:
            return 0.0
        if line >= len(self._starts) - 1:
            return self.height
        start, after = self._starts[line], self._starts[line + 1]
        top, bottom = self._tops[line], self._tops[line + 1]
        return top + (bottom - top) * (offset - start) / (after - start)
