"""Groups of places that say the same, as columns: hundreds of thousands of them are handled without one object each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.prepared import Prepared
from app.language.columns import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Finds:
    """Places, each of a group of places that say the same: folded offsets; `groups` is numbered, ascending."""

    groups: Ints
    documents: Ints
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.groups)

    def only(self, kept: npt.NDArray[np.bool_] | Ints) -> Finds:
        """Give those that a mask keeps, or those with the given numbers in their order; groups keep their numbers."""
        return Finds(self.groups[kept], self.documents[kept], self.starts[kept], self.ends[kept])

    def laid_out(self) -> tuple[Ints, Ints]:
        """Give the starts and ends with the documents laid end to end."""
        lengths = np.zeros(int(self.documents.max(initial=-1)) + 1, dtype=np.int64)
        np.maximum.at(lengths, self.documents, self.ends)
        offsets = (np.cumsum(lengths) - lengths)[self.documents]
        return offsets + self.starts, offsets + self.ends

    def listed(self) -> list[tuple[Place, ...]]:
        """Give the places of each group that has one."""
        places = list(map(Place, self.documents.tolist(), self.starts.tolist(), self.ends.tolist()))
        bounds = [*np.flatnonzero(np.diff(self.groups, prepend=-1)).tolist(), len(places)]
        return [tuple(places[first:last]) for first, last in pairwise(bounds)]

    def widened(self, texts: Sequence[Prepared]) -> Finds:
        """Give the same finds, each widened to the words that it begins and ends in; none is cut."""
        opens = np.cumsum([0, *(len(text.folded) + 1 for text in texts)])[self.documents]
        before, behind = np.concatenate([np.empty((2, 0), np.int32), *map(_bounds_beside, texts)], axis=1)
        starts, ends = before[opens + self.starts], behind[opens + self.ends]
        return Finds(self.groups, self.documents, starts.astype(np.int64), ends.astype(np.int64))


def _bounds_beside(text: Prepared) -> npt.NDArray[np.int32]:
    """For each folded offset the nearest bounds of words: in the first row at it or before, in the second or behind."""
    bounds, last = text.word_bounds, len(text.folded)
    beside = np.full((2, last + 1), [[0], [last]], dtype=np.int32)
    beside[:, bounds] = bounds
    return np.stack((np.maximum.accumulate(beside[0]), np.minimum.accumulate(beside[1][::-1])[::-1]))


def as_finds(groups: Sequence[Sequence[Place]]) -> Finds:
    """Give groups of places as finds."""
    sizes = list(map(len, groups))
    figures = chain.from_iterable(chain.from_iterable(groups))
    places = np.fromiter(figures, dtype=np.int64, count=3 * sum(sizes)).reshape(-1, 3)
    return Finds(np.repeat(np.arange(len(sizes)), sizes), places[:, 0], places[:, 1], places[:, 2])


def together(*several: Finds) -> Finds:
    """Give all finds of several in one, their groups kept apart."""
    counts = [int(finds.groups[-1]) + 1 if len(finds) else 0 for finds in several]
    shifts = np.cumsum([0, *counts])
    return Finds(
        np.concatenate([finds.groups + shift for finds, shift in zip(several, shifts.tolist(), strict=False)]),
        np.concatenate([finds.documents for finds in several]),
        np.concatenate([finds.starts for finds in several]),
        np.concatenate([finds.ends for finds in several]),
    )
