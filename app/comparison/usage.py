"""How usual each stretch of a document is, by the n-grams of official texts that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.prepared import Prepared
from app.language.columns import Ints
from app.language.folding import BREAK, codes_of
from app.language.spans import Span
from app.language.usualness import GRAM, Families, Hashes, Rows, Usualness

Sums = npt.NDArray[np.int32]


class Look(NamedTuple):
    """What a place shows: where it stands in the text, which share of its n-grams is usual.

    Besides, whether any of its characters is quoted and any counted, and how many lie in clauses that are whole in it.
    """

    span: Span
    usual: float
    quoted: bool
    counted: bool
    clausal: int


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
    def _sums(self) -> tuple[Sums, Sums, Sums, Sums]:
        """How many whole n-grams, usual n-grams, quoted and counted characters stand before each character."""
        folded = self.text.folded
        broken = np.concatenate(([0], np.cumsum(codes_of(folded.text) == ord(BREAK))))
        quoted = np.zeros(len(folded), dtype=bool)
        for quotation in self.text.quotations:
            quoted[folded.index(quotation.span.start) : folded.index(quotation.span.end)] = True
        whole = broken[GRAM:] == broken[:-GRAM] if len(folded) >= GRAM else np.zeros(0, dtype=bool)
        return _before(whole), _before(self.families >= self.least), _before(quoted), _before(self.text.counted)

    def looks(self, starts: Ints, ends: Ints) -> list[Look]:
        """Look at many places at once; none is empty."""
        whole, usual, quoted, counted = self._sums
        last = np.maximum(starts, ends - GRAM + 1)
        grams = whole[last.clip(max=len(whole) - 1)] - whole[starts.clip(max=len(whole) - 1)]
        known = usual[last.clip(max=len(usual) - 1)] - usual[starts.clip(max=len(usual) - 1)]
        clause_starts, clause_ends = (np.array(bounds, dtype=np.int64) for bounds in self.text.clause_bounds)
        clauses = np.concatenate(([0], np.cumsum(clause_ends - clause_starts)))
        first = np.searchsorted(clause_starts, starts)
        behind = np.maximum(first, np.searchsorted(clause_ends, ends, side="right"))
        return list(
            map(
                Look,
                self.text.originals(starts, ends),
                (known / np.maximum(grams, 1)).tolist(),
                (quoted[ends] > quoted[starts]).tolist(),
                (counted[ends] > counted[starts]).tolist(),
                (clauses[behind] - clauses[first]).tolist(),
            )
        )

    def whole_clauses(self, place: Place) -> tuple[str, ...]:
        """Give the folded words of the clauses that lie whole in a place."""
        starts, ends = self.text.clause_bounds
        clauses = range(bisect_left(starts, place.start), bisect_right(ends, place.end))
        return tuple([self.text.folded.text[starts[at] : ends[at]] for at in clauses])

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


def _before(signs: npt.NDArray[np.bool_]) -> Sums:
    return np.concatenate(([0], np.cumsum(signs))).astype(np.int32)
