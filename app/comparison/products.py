"""Products of sparse vectors over all documents: exact, without a matrix of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from app.comparison.vectors import Entries
from app.language.columns import ranges

Product = npt.NDArray[np.float32]
Weights = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Narrow = npt.NDArray[np.int32]
_Narrow = TypeVar("_Narrow", np.int32, np.float32)

_DENSE = 0.05
"""Columns in which more of the rows have an entry are multiplied as a dense matrix; the others entry by entry."""
_MOST_CELLS = 1 << 25
"""Cells of that matrix: it holds fewer columns where there are more rows (128 MB)."""
_MOST_ADDED = 1 << 17
"""So many products of entries are added at a time (some 5 MB)."""
_SPARSE = 16
"""A column with no more entries than this is never in it."""


def products(vectors: Sequence[Entries], sizes: Sequence[int]) -> Iterator[Product]:
    """For each document but the last: the products of its vectors (rows) with those of all later ones (columns).

    `sizes` are the numbers of vectors of the documents. A column with n entries costs n² / 2 additions, or its share of
    a matrix product where n is great. Single precision is exact (see `GRAIN`).
    """
    begins = np.concatenate(([0], np.cumsum(sizes)))
    row = _joined([v.row + begin for v, begin in zip(vectors, begins.tolist(), strict=False)], np.int32)
    column = _joined([v.column for v in vectors], np.int32)
    weight = _joined([v.weight for v in vectors], np.float32)
    counts = np.bincount(column)
    frequent = _frequent(counts, int(begins[-1]))
    often = np.flatnonzero(frequent[column])
    dense = np.zeros((int(begins[-1]), int(frequent.sum())), dtype=np.float32)
    dense[row[often], (np.cumsum(frequent) - 1)[column[often]]] = weight[often]
    rare = np.flatnonzero((~frequent & (counts > 1))[column] & (weight > 0))
    listed = _Listed(row.take(rare), column.take(rare), weight.take(rare), begins, len(counts))
    for number in range(len(vectors) - 1):
        first, last = int(begins[number]), int(begins[number + 1])
        found = listed.product(number)
        found += dense[first:last] @ dense[last:].T
        yield found


def _joined(
    columns: Sequence[npt.NDArray[np.signedinteger] | npt.NDArray[np.floating]], kind: type[_Narrow]
) -> npt.NDArray[_Narrow]:
    return np.concatenate(columns, dtype=kind, casting="same_kind")


def _frequent(counts: Numbers, rows: int) -> npt.NDArray[np.bool_]:
    chosen = np.zeros(len(counts), dtype=bool)
    chosen[np.argsort(-counts, kind="stable")[: _MOST_CELLS // max(1, rows)]] = True
    return chosen & (counts > max(_SPARSE, _DENSE * rows))


class _Listed:
    """Entries as they come, document after document, and listed by column (`take` is three times as fast as brackets).

    `begins` are the numbers of the first row of each document, and behind them how many rows there are.
    """

    def __init__(self, row: Narrow, column: Narrow, weight: Product, begins: Numbers, columns: int) -> None:
        by_row = np.argsort(row, kind="stable")
        row, column, weight = row.take(by_row), column.take(by_row), weight.take(by_row)
        self._entries = row, column, weight
        self._rows = begins.tolist()
        self._begins = np.searchsorted(row, begins).tolist()
        order = _order(column)
        self._listed = row.take(order), weight.take(order)
        self._ends = np.cumsum(np.bincount(column, minlength=columns))
        # Where the entries of a column in later documents begin: moves on as documents are done.
        self._next = np.concatenate(([0], self._ends[:-1])) if columns else self._ends

    def product(self, document: int) -> Product:
        """Give the products of a document's rows with those of all later ones; to be asked for in order."""
        first, last, end = self._rows[document], self._rows[document + 1], self._rows[-1]
        found = np.zeros((last - first, end - last), dtype=np.float32)
        mine = slice(self._begins[document], self._begins[document + 1])
        rows, column, weights = (part[mine] for part in self._entries)
        self._next += np.bincount(column, minlength=len(self._next))
        counts = self._ends[column] - self._next[column]
        cells = (rows.astype(np.int64) - first) * found.shape[1] - last
        for start, stop in _blocks(np.bincount(rows - first, counts, last - first)):
            part = slice(*np.searchsorted(rows, (first + start, first + stop)))
            # The entries of the columns that these rows have, one stretch after another.
            stretch = ranges(self._next[column[part]], counts[part])
            cell = np.repeat(cells[part] - start * found.shape[1], counts[part]) + self._listed[0].take(stretch)
            weight = np.repeat(weights[part], counts[part]) * self._listed[1].take(stretch)
            sums = np.bincount(cell, weight, (stop - start) * found.shape[1])
            found[start:stop] = sums.reshape(stop - start, found.shape[1])
        return found


def _order(column: Narrow) -> Numbers:
    """Give the places of entries by their columns: both packed into one number sort five times as fast as by index."""
    packed = column.astype(np.int64)
    packed <<= 32
    packed |= np.arange(len(packed))
    packed.sort()
    packed &= (1 << 32) - 1
    return packed


def _blocks(costs: Weights | Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of rows that cost `_MOST_ADDED` together, or one row that costs more."""
    until = np.concatenate(([0], np.cumsum(costs)))
    start = 0
    while start < len(costs):
        stop = max(start + 1, int(np.searchsorted(until, until[start] + _MOST_ADDED, "right")) - 1)
        yield start, stop
        start = stop
