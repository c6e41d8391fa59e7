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
        starts, ends = self.starts.copy(), self.ends.copy()
        for number, text in enumerate(texts):
            (here,) = np.nonzero(self.documents == number)
            bounds = text.word_bounds
            if len(here) and len(bounds):
                before = bounds[np.maximum(np.searchsorted(bounds, starts[here], "right") - 1, 0)]
                behind = bounds[np.minimum(np.searchsorted(bounds, ends[here], "left"), len(bounds) - 1)]
                starts[here], ends[here] = np.minimum(before, starts[here]), np.maximum(behind, ends[here])
        return Finds(self.groups, self.documents, starts, ends)


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
