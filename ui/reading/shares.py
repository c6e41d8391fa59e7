"""Where the shared text of one document stands, arranged for colouring, for clicks, and for what is in view."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.comparison.model import Comparison, Kind, Passage
from app.document.model import Span

KINDS = tuple(Kind)
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_UNIQUE = len(KINDS) + 1
_RUN = re.compile(rb"([^\0])\1*")


@dataclass(frozen=True, slots=True)
class Share:
    """One place of a passage that other documents hold too; code points."""

    start: int
    end: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch to be coloured alike; code points. `kind` is None where only this document says it."""

    start: int
    end: int
    kind: Kind | None


class Shares:
    """The shared and the unique text of a document of a comparison, by place."""

    def __init__(self, comparison: Comparison, document: int) -> None:
        self.length = len(comparison.documents[document].text)
        self.all = tuple(
            sorted(
                (
                    Share(place.start, place.end, passage)
                    for passage in comparison.passages
                    if passage.documents > 1
                    for place in passage.occurrences
                    if place.document == document
                ),
                key=lambda share: (share.start, -share.end),
            )
        )
        self.unique = tuple(alone.span for alone in comparison.unique if alone.document == document)
        self._starts = [share.start for share in self.all]
        # The furthest end so far: where it lies before a place, nothing up to there reaches the place.
        self._reach = list(accumulate((share.end for share in self.all), max))

    def among(self, start: int, end: int) -> Sequence[Share]:
        """Give the places that overlap `[start, end)`, in the order of the text."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [share for share in self.all[first:last] if share.end > start]

    def at(self, offset: int, kinds: frozenset[Kind]) -> Passage | None:
        """Give the passage that a character belongs to: of the first of these kinds, among equals the shortest."""
        found = [share for share in self.among(offset, offset + 1) if share.passage.kind in kinds]
        if not found:
            return None
        return min(found, key=lambda share: (_RANK[share.passage.kind], share.end - share.start)).passage

    def is_unique(self, offset: int) -> bool:
        """Tell whether the character stands in text that only this document has."""
        return any(span.start <= offset < span.end for span in self.unique)

    def runs(self, kinds: frozenset[Kind], unique: bool) -> tuple[Run, ...]:
        """Give what is to be coloured, in the order of the text and without overlap: a character takes its first kind.

        O(characters + length of all places): every character gets the mark of its kind, the last kinds first.
        """
        marks = bytearray(self.length)
        if unique:
            _mark(marks, ((span.start, span.end) for span in self.unique), _UNIQUE)
        for rank in reversed(range(len(KINDS))):
            if KINDS[rank] in kinds:
                same = (share for share in self.all if share.passage.kind is KINDS[rank])
                _mark(marks, ((share.start, share.end) for share in same), rank + 1)
        return tuple(
            Run(run.start(), run.end(), None if run[1][0] == _UNIQUE else KINDS[run[1][0] - 1])
            for run in _RUN.finditer(marks)
        )


def _mark(marks: bytearray, spans: Iterable[tuple[int, int]], mark: int) -> None:
    for start, end in spans:
        marks[start:end] = bytes([mark]) * (end - start)


def places(passage: Passage, document: int) -> tuple[Span, ...]:
    """Give where a passage stands in a document, in the order of the text."""
    return tuple(sorted(place.span for place in passage.occurrences if place.document == document))
