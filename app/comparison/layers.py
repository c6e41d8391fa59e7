"""What the longest sections say most often, as dense matrices: a matrix product costs a hundredth of single entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.comparison.vectors import Narrow, Numbers, Product

_SHARES = (1, 3, 9, 27)
"""Layers have all rows, the third of them that has the most entries, the ninth and so on.

A tenth of the sections of long documents, chapters, make the half of all products of entries.
"""
_DENSE = 0.07
"""A column that more of the rows of a layer have costs less in its matrix than entry by entry."""
_SPARSE = 16
"""A column with no more entries than this is in no matrix."""
_MOST_CELLS = 1 << 23
"""Cells of a matrix: it holds fewer columns where there are more rows (32 MB)."""


@dataclass(frozen=True, eq=False)
class Layer:
    """Some rows (ascending) by some columns."""

    rows: Numbers
    matrix: Product

    def add(self, found: Product, first: int, last: int) -> None:
        """Add the products of the rows from `first` on with those from `last` on to a matrix of such."""
        begin, end = np.searchsorted(self.rows, (first, last)).tolist()
        sums = self.matrix[begin:end] @ self.matrix[end:].T
        if sums.shape == found.shape:
            found += sums
        else:
            found[np.ix_(self.rows[begin:end] - first, self.rows[end:] - last)] += sums


def layers(row: Narrow, column: Narrow, weight: Product, rows: int) -> tuple[list[Layer], npt.NDArray[np.bool_]]:
    """Give the layers of sparse vectors by their entries, and for each entry whether it is in one.

    A column is in one layer at most; its entries in other rows are in none. What two entries of a column make is in the
    product of a layer where both are in it.
    """
    rank = np.empty(rows, dtype=np.int32)
    rank[np.argsort(-np.bincount(row, minlength=rows), kind="stable")] = np.arange(rows, dtype=np.int32)
    ranks = rank.take(row)
    layer = _layer_of_columns(ranks, column, rows)
    reach = np.array([0, *_sizes(rows)], dtype=np.int32)[layer + 1]  # so many of the rows, the heaviest first
    dense = ranks < reach.take(column)
    inside = np.flatnonzero(dense)
    row, column, weight = row.take(inside), column.take(inside), weight.take(inside)
    layer_of_entry = layer.take(column)
    found = []
    for number, size in enumerate(_sizes(rows)):
        part = np.flatnonzero(layer_of_entry == number)
        if len(part):
            kept, columns = rank < size, layer == number
            matrix = np.zeros((int(kept.sum()), int(columns.sum())), dtype=np.float32)
            cell = (np.cumsum(kept) - 1).take(row.take(part)) * matrix.shape[1]
            cell += (np.cumsum(columns) - 1).take(column.take(part))
            matrix.ravel()[cell] = weight.take(part)
            found.append(Layer(np.flatnonzero(kept), matrix))
    return found, dense


def _sizes(rows: int) -> Iterator[int]:
    """How many rows each layer has."""
    return (rows // share for share in _SHARES)


def _layer_of_columns(ranks: Narrow, column: Narrow, rows: int) -> npt.NDArray[np.int8]:
    """Give for each column the layer that spares most; -1: none does."""
    columns = int(column.max(initial=-1)) + 1
    layer, spared = np.full(columns, -1, dtype=np.int8), np.zeros(columns)
    for number, size in enumerate(_sizes(rows)):
        if number:
            inside = np.flatnonzero(ranks < size)
            ranks, column = ranks.take(inside), column.take(inside)
        counts = np.bincount(column, minlength=columns)
        # Products of entries, less what as much of a matrix product costs.
        sparing = np.where(counts > _SPARSE, counts * counts - (_DENSE * size) ** 2, 0)
        better = np.flatnonzero(sparing > spared)
        better = better[np.argsort(-sparing[better], kind="stable")[: _MOST_CELLS // max(1, size)]]
        layer[better], spared[better] = number, sparing[better]
    return layer
