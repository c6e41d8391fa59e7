"""How usual each stretch of a document is, by the n-grams of official texts that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.prepared import Prepared
from app.language.folding import BREAK
from app.language.usualness import GRAM, Families, Hashes, Rows, Usualness

Sums = Sequence[int]
"""What stands before each character. Read through a view of an array: single figures come four times as fast."""


@dataclass(frozen=True, eq=False)
class Usage:
    """One document seen through the table of usual phrases; what `least` families say is usual. Offsets are folded.

    N-grams over a line end or a mask are none. Everything is looked up once for the whole document.
    """

    text: Prepared
    usual: Usualness
    least: int

    @property
    def hashes(self) -> Hashes:
        """The hash of the n-gram that begins at each character."""
        return self.text.hashes

    @cached_property
    def rows(self) -> Rows:
        """The place in the table of the n-gram that begins at each character; -1: it has none."""
        return self.text.rows(self.usual)

    @cached_property
    def families(self) -> Families:
        """In how many families the n-gram that begins at each character stands; 0: in few."""
        return self.usual.families_at(self.rows)

    @cached_property
    def _whole(self) -> Sums:
        """How many n-grams without a break begin before each character."""
        broken = np.array([c == BREAK for c in self.text.folded.text], dtype=bool)
        sums = np.concatenate(([0], np.cumsum(broken)))
        return _summed(sums[GRAM:] == sums[:-GRAM] if len(sums) > GRAM else np.zeros(0, dtype=bool))

    @cached_property
    def _usual(self) -> Sums:
        """How many usual n-grams begin before each character."""
        return _summed(self.families >= self.least)

    @cached_property
    def _quoted(self) -> Sums:
        """How many characters of quotations stand before each character."""
        quoted = np.zeros(len(self.text.folded), dtype=bool)
        for quotation in self.text.quotations:
            quoted[self.text.folded.index(quotation.span.start) : self.text.folded.index(quotation.span.end)] = True
        return _summed(quoted)

    @cached_property
    def _clause_sums(self) -> list[int]:
        """How many characters the clauses before each one have."""
        return [0, *accumulate(len(clause) for clause in self.text.clauses)]

    def whole_clauses(self, place: Place) -> tuple[str, ...]:
        """Give the folded words of the clauses that lie whole in a place."""
        starts, ends = self.text.clause_bounds
        clauses = range(bisect_left(starts, place.start), bisect_right(ends, place.end))
        return tuple([self.text.folded.text[starts[at] : ends[at]] for at in clauses])

    def clause_characters(self, place: Place) -> int:
        """Give how many characters of a place lie in clauses that lie whole in it."""
        starts, ends = self.text.clause_bounds
        first, last = bisect_left(starts, place.start), bisect_right(ends, place.end)
        return self._clause_sums[last] - self._clause_sums[first] if first < last else 0

    def quoted(self, place: Place) -> int:
        """Give how many characters of a place are quoted or cited."""
        return self._quoted[place.end] - self._quoted[place.start]

    def share(self, start: int, end: int) -> float:
        """Give which share of the n-grams in a range is usual; 0 where it is too short for one."""
        grams = self._between(self._whole, start, end)
        return self._between(self._usual, start, end) / grams if grams else 0.0

    def holding(self, place: Place) -> int:
        """Give how many families have a place as a whole, give or take a fifth of its n-grams."""
        rows = self.rows[place.start : max(place.start, place.end - GRAM + 1)]
        return self.usual.holding(rows, max(1, len(rows) - len(rows) // 5))

    def typical(self, place: Place) -> int:
        """Give in how many families a typical n-gram of a place stands."""
        families = self.families[place.start : max(place.start, place.end - GRAM + 1)]
        return int(np.median(families)) if len(families) else 0

    def runs(self, place: Place, shortest: int) -> list[tuple[int, int]]:
        """Give the ranges of a place, at least `shortest` characters long, that usual n-grams cover."""
        usual = self.families[place.start : max(place.start, place.end - GRAM + 1)] >= self.least
        edges = np.flatnonzero(np.diff(np.concatenate(([0], usual.astype(np.int8), [0]))))
        ranges = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        found: list[tuple[int, int]] = []
        for first, last in ranges:
            start, end = place.start + first, place.start + last - 1 + GRAM
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
        return [(start, end) for start, end in found if end - start >= shortest]

    @staticmethod
    def _between(sums: Sums, start: int, end: int) -> int:
        last = end - GRAM + 1
        return sums[last] - sums[start] if last > start else 0


def _summed(signs: npt.NDArray[np.bool_]) -> Sums:
    sums: Sums = np.concatenate(([0], np.cumsum(signs))).astype(np.int32).data
    return sums
