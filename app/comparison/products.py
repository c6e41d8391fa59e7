"""Products of sparse vectors over all documents: exact, without a matrix of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from app.comparison.profiles import Entries

Matrix = npt.NDArray[np.float64]

_MOST_COLUMNS = 2048
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
    listed = _Listed(row[rare], column[rare], weight[rare], len(counts))
    for number in range(len(vectors) - 1):
        first, last, end = int(begins[number]), int(begins[number + 1]), int(begins[-1])
        yield (dense[first:last] @ dense[last:].T).astype(np.float64) + listed.product(first, last, end)


def _frequent(counts: npt.NDArray[np.int64], rows: int) -> npt.NDArray[np.bool_]:
    most = min(_MOST_COLUMNS, _MOST_CELLS // max(1, rows), len(counts))
    chosen = np.zeros(len(counts), dtype=bool)
    chosen[np.argsort(-counts, kind="stable")[:most]] = True
    return chosen & (counts > _SPARSE)


class _Listed:
    """Entries listed by column, those of a column by row."""

    def __init__(self, row: npt.NDArray[np.int64], column: npt.NDArray[np.int64], weight: Matrix, columns: int) -> None:
        order = np.lexsort((row, column))
        self._by_column = row[order], weight[order]
        self._end = np.cumsum(np.bincount(column, minlength=columns))
        order = np.lexsort((column, row))
        self._by_row = row[order], column[order], weight[order]
        # Where the entries of a column in later documents begin: moves on as documents are done.
        self._next = np.concatenate(([0], self._end[:-1])) if columns else self._end

    def product(self, first: int, last: int, end: int) -> Matrix:
        """Give the products of rows `first` up to `last` with rows `last` up to `end`; rows come in order."""
        rows, columns, weights = self._by_row
        mine = slice(*np.searchsorted(rows, (first, last)))
        column = columns[mine]
        np.add.at(self._next, column, 1)
        counts = self._end[column] - self._next[column]
        # The entries of the columns that this document has, one stretch after another.
        total = int(counts.sum())
        stretch = np.repeat(self._next[column] - (np.cumsum(counts) - counts), counts) + np.arange(total)
        other, weight = self._by_column[0][stretch], self._by_column[1][stretch]
        cell = np.repeat(rows[mine] - first, counts) * (end - last) + (other - last)
        size = (last - first) * (end - last)
        sums = np.bincount(cell, np.repeat(weights[mine], counts) * weight, size)
        return sums.astype(np.float64).reshape(last - first, end - last)
