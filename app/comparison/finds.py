"""Groups of places that say the same, as columns: hundreds of thousands of them are handled without one object each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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


def pairs(listed: Sequence[tuple[Place, Place]]) -> Finds:
    """Give pairs of places as finds."""
    columns = np.array(listed, dtype=np.int64).reshape(-1, 3)
    return Finds(np.repeat(np.arange(len(listed)), 2), columns[:, 0], columns[:, 1], columns[:, 2])


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
