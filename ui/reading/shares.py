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
_EXCLUDED = len(KINDS) + 2
_RUN = re.compile(rb"([^\0])\1*")


@dataclass(frozen=True, slots=True)
class Share:
    """One place of a passage that other documents hold too; code points. `excluded` where a person left it out."""

    start: int
    end: int
    passage: Passage
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch to be coloured alike; code points.

    `kind` is None where only this document says it, and where all that is shared there was `excluded` by a person.
    """

    start: int
    end: int
    kind: Kind | None
    excluded: bool = False


class Shares:
    """The shared and the unique text of a document of a comparison, by place."""

    def __init__(self, length: int, places: Iterable[Share], unique: Sequence[Span]) -> None:
        self.length, self.unique = length, unique
        self.all = tuple(sorted(places, key=lambda share: (share.start, -share.end)))
        self._starts = [share.start for share in self.all]
        # The furthest end so far: where it lies before a place, nothing up to there reaches the place.
        self._reach = list(accumulate((share.end for share in self.all), max))

    def among(self, start: int, end: int) -> Sequence[Share]:
        """Give the places that overlap `[start, end)`, in the order of the text."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [share for share in self.all[first:last] if share.end > start]

    def at(self, offset: int, kinds: frozenset[Kind]) -> Passage | None:
        """Give the passage that a character belongs to: of the first of these kinds, among equals the shortest.

        One that was excluded comes last.
        """
        found = [share for share in self.among(offset, offset + 1) if share.passage.kind in kinds]
        if not found:
            return None
        return min(found, key=_precedence).passage

    def is_excluded(self, passage: Passage) -> bool:
        """Tell whether a person excluded a passage that stands here."""
        return any(share.excluded for share in self.all if share.passage.id == passage.id)

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
        left_out = (share for share in self.all if share.excluded and share.passage.kind in kinds)
        _mark(marks, ((share.start, share.end) for share in left_out), _EXCLUDED)
        for rank in reversed(range(len(KINDS))):
            if KINDS[rank] in kinds:
                same = (s for s in self.all if s.passage.kind is KINDS[rank] and not s.excluded)
                _mark(marks, ((share.start, share.end) for share in same), rank + 1)
        return tuple(_run(run.start(), run.end(), run[1][0]) for run in _RUN.finditer(marks))


def all_shares(comparison: Comparison, excluded: frozenset[str] = frozenset()) -> list[Shares]:
    """Give the shares of each document; `excluded` are the ids of the passages that a person excluded."""
    found: list[list[Share]] = [[] for _ in comparison.documents]
    for passage in comparison.passages:
        if passage.documents > 1:
            is_excluded = passage.id in excluded
            for place in passage.occurrences:
                found[place.document].append(Share(place.start, place.end, passage, is_excluded))
    alone: list[list[Span]] = [[] for _ in comparison.documents]
    for unique in comparison.unique:
        alone[unique.document].append(unique.span)
    lengths = [len(document.text) for document in comparison.documents]
    return [Shares(length, places, spans) for length, places, spans in zip(lengths, found, alone, strict=True)]


def _precedence(share: Share) -> tuple[bool, int, int]:
    return share.excluded, _RANK[share.passage.kind], share.end - share.start


def _run(start: int, end: int, mark: int) -> Run:
    kind = KINDS[mark - 1] if mark <= len(KINDS) else None
    return Run(start, end, kind, excluded=mark == _EXCLUDED)


def _mark(marks: bytearray, spans: Iterable[tuple[int, int]], mark: int) -> None:
    for start, end in spans:
        marks[start:end] = bytes([mark]) * (end - start)


def places(passage: Passage, document: int) -> tuple[Span, ...]:
    """Give where a passage stands in a document, in the order of the text."""
    return tuple(sorted(place.span for place in passage.occurrences if place.document == document))


def nearest(spans: Iterable[Span], seen: Span) -> Span:
    """Give the place that is nearest to what is in view."""
    return min(spans, key=lambda span: abs(span.start - seen.start))


def same_texts(one: Comparison, other: Comparison) -> bool:
    """Tell whether two comparisons are of the same documents in the same order, whatever their outlines."""
    texts = [[(document.name, document.text) for document in each.documents] for each in (one, other)]
    return texts[0] == texts[1]
