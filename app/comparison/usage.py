"""How usual each stretch of the texts is, by the n-grams of official texts that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.prepared import Prepared
from app.language.columns import Ints, ranges
from app.language.folding import BREAK, codes_of
from app.language.usualness import GRAM, Families, Hashes, Rows, Usualness

_AT_ONCE = 256
"""For so many places at a time it is counted how much of them each family has: a block of a megabyte."""

Sums = npt.NDArray[np.int32]
Signs = npt.NDArray[np.bool_]


class Looks(NamedTuple):
    """What many places show, a column each: where they stand in their texts, which share of their n-grams is usual.

    Besides, whether any of their characters is quoted, any counted and any a break, and how many characters lie in
    clauses that are whole in them.
    """

    starts: Sums
    ends: Sums
    usual: npt.NDArray[np.float64]
    quoted: Signs
    counted: Signs
    broken: Signs
    clausal: Sums


@dataclass(frozen=True, eq=False)
class Usage:
    """The texts of a comparison seen through the table of usual phrases; what `least` families say is usual.

    They stand one after another with a break behind each: a column has an entry for each folded character and for each
    of these breaks. N-grams over a line end or a mask are none. Everything is looked up once for all texts.
    """

    texts: Sequence[Prepared]
    usual: Usualness
    least: int

    @cached_property
    def heads(self) -> list[int]:
        """Where in the columns each text begins, and where the last one ends."""
        heads: list[int] = np.cumsum([0, *(len(text.folded) + 1 for text in self.texts)]).tolist()
        return heads

    @cached_property
    def folded(self) -> str:
        """The folded characters."""
        return "".join([text.folded.text + BREAK for text in self.texts])

    @cached_property
    def hashes(self) -> Hashes:
        """The hash of the n-gram that begins at each character."""
        return self._column(lambda text: text.hashes, np.uint32)

    @cached_property
    def rows(self) -> Rows:
        """The place in the table of the n-gram that begins at each character; -1: it has none."""
        return self._column(lambda text: text.rows(self.usual) + 1, np.int32) - 1

    @cached_property
    def families(self) -> Families:
        """In how many families the n-gram that begins at each character stands; 0: in few."""
        return self.usual.families_at(self.rows)

    @cached_property
    def _origin(self) -> Sums:
        """The offset in its text of each character."""
        return self._column(lambda text: text.folded.origin, np.int32)

    @cached_property
    def _marked(self) -> tuple[Signs, Signs]:
        """For each character: whether a mark that opens stands right before it, and one that closes behind it."""
        before = self._column(lambda text: text.marks_beside[0], np.bool_)
        return before, self._column(lambda text: text.marks_beside[1], np.bool_)

    @cached_property
    def _sums(self) -> tuple[Sums, Sums, Sums, Sums, Sums]:
        """How many breaks, whole n-grams, usual n-grams, quoted and counted characters stand before each character."""
        broken = _before(codes_of(self.folded) == ord(BREAK))
        whole = broken[np.minimum(np.arange(GRAM, len(broken) + GRAM - 1), len(broken) - 1)] == broken[:-1]
        quoted, counted = (self._column(of, np.bool_) for of in (lambda t: t.quoted, lambda t: t.counted))
        return broken, _before(whole), _before(self.families >= self.least), _before(quoted), _before(counted)

    @cached_property
    def _clauses(self) -> tuple[Sums, Sums]:
        """How many characters the clauses have that begin before each character, and those that end there or before."""
        begun, ended = (np.zeros(self.heads[-1] + 1, dtype=np.int32) for _ in range(2))
        for head, text in zip(self.heads, self.texts, strict=False):
            starts, ends = (head + np.array(bounds, dtype=np.int32) for bounds in text.clause_bounds)
            begun[starts + 1] = ended[ends] = ends - starts  # no two begin or end in one place
        return np.cumsum(begun, out=begun), np.cumsum(ended, out=ended)

    def looks(self, documents: Ints, first: Ints, last: Ints) -> Looks:
        """Look at many places at once, from `first` to `last` in the columns; none is empty."""
        broken, whole, usual, quoted, counted = self._sums
        behind = np.maximum(first, last - GRAM + 1)
        begun, ended = self._clauses
        return Looks(
            *self._originals(documents, first, last),
            (usual[behind] - usual[first]) / np.maximum(whole[behind] - whole[first], 1),
            quoted[last] > quoted[first],
            counted[last] > counted[first],
            broken[last] > broken[first],
            np.maximum(ended[last] - begun[first], 0),
        )

    def _originals(self, documents: Ints, first: Ints, last: Ints) -> tuple[Sums, Sums]:
        """Where places begin and end in their texts, with the quotation marks that belong to them."""
        starts, ends = self._origin[first], self._origin[last - 1] + 1
        before, behind = self._marked
        for at in np.flatnonzero(before[first] | behind[last - 1]).tolist():
            head = self.heads[documents[at]]
            span = self.texts[documents[at]].original(int(first[at]) - head, int(last[at]) - head)
            starts[at], ends[at] = span.start, span.end
        return starts, ends

    def grams(self, place: Place) -> slice:
        """Give where in the columns the n-grams of a place stand."""
        head = self.heads[place.document]
        return slice(head + place.start, head + max(place.start, place.end - GRAM + 1))

    @property
    def by_text(self) -> list[Families]:
        """Give for each text in how many families its n-grams stand (its length - 4 of them)."""
        whole = (Place(number, 0, len(text.folded)) for number, text in enumerate(self.texts))
        return [self.families[self.grams(place)] for place in whole]

    def families_in(self, place: Place) -> list[int]:
        """Give in how many families each n-gram of a place stands."""
        families: list[int] = self.families[self.grams(place)].tolist()
        return families

    def whole_clauses(self, place: Place) -> tuple[str, ...]:
        """Give the folded words of the clauses that lie whole in a place."""
        text = self.texts[place.document]
        starts, ends = text.clause_bounds
        clauses = range(bisect_left(starts, place.start), bisect_right(ends, place.end))
        return tuple([text.folded.text[starts[at] : ends[at]] for at in clauses])

    def holding(self, first: Ints, last: Ints) -> Ints:
        """Give how many families have each of many places as a whole, give or take a fifth of its n-grams.

        They stand from `first` to `last` in the columns.
        """
        grams = np.maximum(last - first - GRAM + 1, 0)
        least = np.maximum(grams - grams // 5, 1)
        known = np.repeat(np.arange(len(grams)), grams)[self.rows[ranges(first, grams)] >= 0]
        (hopeful,) = np.nonzero(np.bincount(known, minlength=len(grams)) >= least)  # of most the table knows too little
        holding = np.zeros(len(grams), dtype=np.int64)
        for start in range(0, len(hopeful), _AT_ONCE):
            some = hopeful[start : start + _AT_ONCE]
            rows = self.rows[ranges(first[some], grams[some])]
            holding[some] = self.usual.holding(rows, grams[some], least[some])
        return holding

    def runs(self, place: Place, shortest: int) -> list[tuple[int, int]]:
        """Give the ranges of a place, at least `shortest` characters long, that usual n-grams cover."""
        usual = self.families[self.grams(place)] >= self.least
        edges = np.flatnonzero(np.diff(np.concatenate(([0], usual.astype(np.int8), [0]))))
        found: list[tuple[int, int]] = []
        for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            start, end = place.start + first, place.start + last - 1 + GRAM
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
        return [(start, end) for start, end in found if end - start >= shortest]

    def _column(self, of: Callable[[Prepared], npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
        """Put something of all texts into one column, 0 where a text has none."""
        column = np.zeros(self.heads[-1], dtype=kind)
        for head, text in zip(self.heads, self.texts, strict=False):
            values = of(text)
            column[head : head + len(values)] = values
        return column


def _before(signs: Signs) -> Sums:
    """How many signs stand before each character and behind the last."""
    sums = np.zeros(len(signs) + 1, dtype=np.int32)
    np.cumsum(signs, out=sums[1:])
    return sums
