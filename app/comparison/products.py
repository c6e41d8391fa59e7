"""Products of sparse vectors over all documents: exact, without a matrix of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from app.comparison.profiles import Entries

Matrix = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_MOST_COLUMNS = 1024
"""So many columns, those with most entries, are multiplied as a dense matrix; the others entry by entry."""
_MOST_CELLS = 1 << 25
"""Cells of that matrix: it holds fewer columns where there are more rows (128 MB)."""
_SPARSE = 16
"""A column with no more entries than this is never in it."""


def products(vectors: Sequence[Entries], sizes: Sequence[int]) -> Iterator[Matrix]:
    """For each document but the last: the products of its vectors (rows) with those of all later ones (columns).

    `sizes` are the numbers of vectors of the documents. A column with n entries costs n² / 2 additions, or its share of
    a matrix product where n is great.
    """
    begins = np.concatenate(([0], np.cumsum(sizes)))
    numbers = np.repeat(np.arange(len(vectors)), [len(v.row) for v in vectors])
    row = np.concatenate([v.row for v in vectors]) + begins[numbers]
    _, column, counts = np.unique(np.concatenate([v.column for v in vectors]), return_inverse=True, return_counts=True)
    weight = np.concatenate([v.weight for v in vectors])
    frequent = _frequent(counts, int(begins[-1]))
    place = np.where(frequent, np.cumsum(frequent) - 1, -1)[column]
    dense = np.zeros((int(begins[-1]), int(frequent.sum())), dtype=np.float32)
    dense[row[place >= 0], place[place >= 0]] = weight[place >= 0]
    rare = (place < 0) & (counts > 1)[column] & (weight > 0)
    listed = _Listed(numbers[rare], row[rare], column[rare], weight[rare], len(counts))
    for number in range(len(vectors) - 1):
        first, last, end = int(begins[number]), int(begins[number + 1]), int(begins[-1])
        yield (dense[first:last] @ dense[last:].T).astype(np.float64) + listed.product(number, first, last, end)


def _frequent(counts: Numbers, rows: int) -> npt.NDArray[np.bool_]:
    most = min(_MOST_COLUMNS, _MOST_CELLS // max(1, rows), len(counts))
    chosen = np.zeros(len(counts), dtype=bool)
    chosen[np.argsort(-counts, kind="stable")[:most]] = True
    return chosen & (counts > _SPARSE)


class _Listed:
    """Entries as they come, document after document, and listed by column."""

    def __init__(self, document: Numbers, row: Numbers, column: Numbers, weight: Matrix, columns: int) -> None:
        self._entries = row, column, weight
        self._begins = np.searchsorted(document, np.arange(int(document.max(initial=-1)) + 3))
        order = np.argsort(column, kind="stable")
        self._listed = row[order], weight[order]
        self._ends = np.cumsum(np.bincount(column, minlength=columns))
        # Where the entries of a column in later documents begin: moves on as documents are done.
        self._next = np.concatenate(([0], self._ends[:-1])) if columns else self._ends

    def product(self, document: int, first: int, last: int, end: int) -> Matrix:
        """Give the products of a document's rows, `first` up to `last`, with those up to `end`; documents in order."""
        size = (last - first, end - last)
        if document >= len(self._begins) - 1:
            return np.zeros(size)
        mine = slice(self._begins[document], self._begins[document + 1])
        rows, column, weights = (part[mine] for part in self._entries)
        self._next += np.bincount(column, minlength=len(self._next))
        counts = self._ends[column] - self._next[column]
        # The entries of the columns that this document has, one stretch after another.
        stretch = np.repeat(self._next[column] - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        other, weight = self._listed[0][stretch], self._listed[1][stretch]
        cell = np.repeat((rows - first) * size[1] - last, counts) + other
        sums = np.bincount(cell, np.repeat(weights, counts) * weight, size[0] * size[1])
        return sums.astype(np.float64).reshape(size)
