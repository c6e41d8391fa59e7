"""Products of sparse vectors over all documents: exact, without a matrix of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from app.comparison.layers import Layer, layers
from app.comparison.vectors import Entries, Narrow, Numbers, Product, Weights
from app.language.columns import ranges

Chosen = npt.NDArray[np.bool_]
_Narrow = TypeVar("_Narrow", np.int32, np.float32)

_MOST_ADDED = 1 << 16
"""So many products of entries are added at a time (some 3 MB)."""


def products(vectors: Sequence[Entries], sizes: Sequence[int]) -> Iterator[Product]:
    """For each document but the last: the products of its vectors (rows) with those of all later ones (columns).

    `sizes` are the numbers of vectors of the documents. A column with n entries costs n² / 2 additions, or its share of
    a matrix product where n is great. Single precision is exact (see `GRAIN`).
    """
    begins = np.concatenate(([0], np.cumsum(sizes)))
    dense, listed = _laid_out(vectors, begins)
    for number in range(len(vectors) - 1):
        found = listed.product(number)
        for layer in dense:
            layer.add(found, *begins[number : number + 2].tolist())
        yield found


def _laid_out(vectors: Sequence[Entries], begins: Numbers) -> tuple[list[Layer], _Listed]:
    """Give matrices of what is said often, and the other entries; `begins` are the first rows of the documents."""
    orders = [np.argsort(v.row, kind="stable") for v in vectors]
    starts = begins.tolist()
    row = _joined([v.row[order] + start for v, order, start in zip(vectors, orders, starts, strict=False)], np.int32)
    column = _joined([v.column[order] for v, order in zip(vectors, orders, strict=True)], np.int32)
    weight = _joined([v.weight[order] for v, order in zip(vectors, orders, strict=True)], np.float32)
    counts = np.bincount(column)
    # Numbered without gaps, tables of columns stay in the cache.
    column = (np.cumsum(counts > 0, dtype=np.int32) - 1).take(column)
    counts = counts[counts > 0]
    found, inside = layers(row, column, weight, starts[-1])
    outside = np.bincount(column[~inside], minlength=len(counts))
    kept = ((counts > 1) & (outside > 0))[column] & (weight > 0)
    row, column, weight, inside = row[kept], column[kept], weight[kept], inside[kept]
    return found, _Listed(row, column, weight, inside, begins)


def _joined(
    columns: Sequence[npt.NDArray[np.signedinteger] | npt.NDArray[np.floating]], kind: type[_Narrow]
) -> npt.NDArray[_Narrow]:
    return np.concatenate(columns, dtype=kind, casting="same_kind")


class _Listed:
    """Entries as they come, row after row, and listed by column (`take` is three times as fast as brackets).

    What two entries make that are both `inside` a matrix is left out. A column lists what is outside in the order of
    the rows, then what is inside from the last row on: so what later documents have is one stretch. `begins` are the
    numbers of the first row of each document, and behind them how many rows there are.
    """

    def __init__(self, row: Narrow, column: Narrow, weight: Product, inside: Chosen, begins: Numbers) -> None:
        self._entries = row, column, weight, inside
        self._rows = begins.tolist()
        self._begins = np.searchsorted(row, begins.astype(np.int32)).tolist()
        # A row and a weight side by side are fetched at once.
        self._listed = np.stack((row.view(np.float32), weight), axis=1).view(np.int64).ravel()
        self._listed = self._listed.take(_order(column, inside))
        counts = np.bincount(column)
        # Where what later documents have in a column begins and ends: moves on as documents are done.
        self._end = np.cumsum(counts)
        self._begin = self._end - counts
        self._middle = self._end - np.bincount(column[inside], minlength=len(counts))

    def product(self, document: int) -> Product:
        """Give the products of a document's rows with those of all later ones; to be asked for in order."""
        first, last, end = self._rows[document], self._rows[document + 1], self._rows[-1]
        found = np.zeros((last - first, end - last), dtype=np.float32)
        mine = slice(self._begins[document], self._begins[document + 1])
        rows, column, weights, inside = self._entries
        rows, column, weights, inside = rows[mine], column[mine], weights[mine], inside[mine]
        self._begin += np.bincount(column[~inside], minlength=len(self._begin))
        self._end -= np.bincount(column[inside], minlength=len(self._end))
        begin = self._begin[column]
        counts = np.where(inside, self._middle[column], self._end[column]) - begin
        cells = (rows.astype(np.int64) - first) * found.shape[1] - last
        ends = np.concatenate(([0], np.cumsum(np.bincount(rows - first, minlength=last - first)))).tolist()
        for start, stop in _blocks(np.bincount(rows - first, counts, last - first)):
            part = slice(ends[start], ends[stop])
            # The entries of the columns that these rows have, one stretch after another.
            listed = self._listed.take(ranges(begin[part], counts[part]))
            cell = np.repeat(cells[part] - start * found.shape[1], counts[part]) + listed.view(np.int32)[::2]
            weight = np.repeat(weights[part], counts[part]) * listed.view(np.float32)[1::2]
            sums = np.bincount(cell, weight, (stop - start) * found.shape[1])
            found[start:stop] = sums.reshape(stop - start, found.shape[1])
        return found


def _order(column: Narrow, inside: Chosen) -> Numbers:
    """Give the places of entries by their columns: both packed into one number sort five times as fast as by index."""
    most = (1 << 33) - 1
    packed, place = column.astype(np.int64), np.arange(len(column))
    np.subtract(most, place, out=place, where=inside)
    packed <<= 33
    packed |= place
    packed.sort()
    packed &= most
    return np.minimum(packed, most - packed, out=packed)


def _blocks(costs: Weights | Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of rows that cost `_MOST_ADDED` together, or one row that costs more."""
    until = np.concatenate(([0], np.cumsum(costs)))
    start = 0
    while start < len(costs):
        stop = max(start + 1, int(np.searchsorted(until, until[start] + _MOST_ADDED, "right")) - 1)
        yield start, stop
        start = stop
