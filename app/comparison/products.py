"""Products of sparse vectors over all documents: exact, without a matrix of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from app.comparison.vectors import Entries
from app.language.columns import ranges

Product = npt.NDArray[np.float32]
Weights = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Narrow = npt.NDArray[np.int32]

_MOST_COLUMNS = 1024
"""So many columns, those with most entries, are multiplied as a dense matrix; the others entry by entry."""
_MOST_CELLS = 1 << 25
"""Cells of that matrix: it holds fewer columns where there are more rows (128 MB)."""
_MOST_ADDED = 1 << 20
"""So many products of entries are added at a time (some 40 MB)."""
_SPARSE = 16
"""A column with no more entries than this is never in it."""


def products(vectors: Sequence[Entries], sizes: Sequence[int]) -> Iterator[Product]:
    """For each document but the last: the products of its vectors (rows) with those of all later ones (columns).

    `sizes` are the numbers of vectors of the documents. A column with n entries costs n² / 2 additions, or its share of
    a matrix product where n is great. Single precision is exact (see `GRAIN`).
    """
    begins = np.concatenate(([0], np.cumsum(sizes)))
    numbers = np.repeat(np.arange(len(vectors)), [len(v.row) for v in vectors])
    row = (np.concatenate([v.row for v in vectors]) + begins[numbers]).astype(np.int32)
    column = np.concatenate([v.column for v in vectors]).astype(np.int32)
    weight = np.concatenate([v.weight for v in vectors]).astype(np.float32)
    counts = np.bincount(column)
    frequent = _frequent(counts, int(begins[-1]))
    place = np.where(frequent, np.cumsum(frequent) - 1, -1)[column]
    dense = np.zeros((int(begins[-1]), int(frequent.sum())), dtype=np.float32)
    dense[row[place >= 0], place[place >= 0]] = weight[place >= 0]
    rare = (place < 0) & (counts > 1)[column] & (weight > 0)
    listed = _Listed(numbers[rare], row[rare], column[rare], weight[rare], len(counts))
    for number in range(len(vectors) - 1):
        first, last, end = int(begins[number]), int(begins[number + 1]), int(begins[-1])
        found = listed.product(number, first, last, end)
        found += dense[first:last] @ dense[last:].T
        yield found


def _frequent(counts: Numbers, rows: int) -> npt.NDArray[np.bool_]:
    most = min(_MOST_COLUMNS, _MOST_CELLS // max(1, rows), len(counts))
    chosen = np.zeros(len(counts), dtype=bool)
    chosen[np.argsort(-counts, kind="stable")[:most]] = True
    return chosen & (counts > _SPARSE)


class _Listed:
    """Entries as they come, document after document, and listed by column."""

    def __init__(self, document: Numbers, row: Narrow, column: Narrow, weight: Product, columns: int) -> None:
        by_row = np.argsort(row, kind="stable")  # rows ascend with the documents
        self._entries = row[by_row], column[by_row], weight[by_row]
        self._begins = np.searchsorted(document, np.arange(int(document.max(initial=-1)) + 3))
        order = np.argsort(column, kind="stable")
        self._listed = row[order], weight[order]
        self._ends = np.cumsum(np.bincount(column, minlength=columns))
        # Where the entries of a column in later documents begin: moves on as documents are done.
        self._next = np.concatenate(([0], self._ends[:-1])) if columns else self._ends

    def product(self, document: int, first: int, last: int, end: int) -> Product:
        """Give the products of a document's rows, `first` up to `last`, with those up to `end`; documents in order."""
        found = np.zeros((last - first, end - last), dtype=np.float32)
        if document >= len(self._begins) - 1:
            return found
        mine = slice(self._begins[document], self._begins[document + 1])
        rows, column, weights = (part[mine] for part in self._entries)
        self._next += np.bincount(column, minlength=len(self._next))
        counts = self._ends[column] - self._next[column]
        for start, stop in _blocks(np.bincount(rows - first, counts, last - first)):
            part = slice(*np.searchsorted(rows, (first + start, first + stop)))
            # The entries of the columns that these rows have, one stretch after another.
            stretch = ranges(self._next[column[part]], counts[part])
            other, weight = self._listed[0][stretch], self._listed[1][stretch]
            cell = (
                np.repeat((rows[part].astype(np.int64) - first - start) * found.shape[1] - last, counts[part]) + other
            )
            sums = np.bincount(cell, np.repeat(weights[part], counts[part]) * weight, (stop - start) * found.shape[1])
            found[start:stop] = sums.reshape(stop - start, found.shape[1])
        return found


def _blocks(costs: Weights | Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of rows that cost `_MOST_ADDED` together, or one row that costs more."""
    until = np.concatenate(([0], np.cumsum(costs)))
    start = 0
    while start < len(costs):
        stop = max(start + 1, int(np.searchsorted(until, until[start] + _MOST_ADDED, "right")) - 1)
        yield start, stop
        start = stop
