"""Products of sparse vectors are what dense ones are, to the bit, however many documents there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.comparison import layers as stage
from app.comparison.layers import layers
from app.comparison.products import products
from app.comparison.vectors import GRAIN, Entries

cells = st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 40)), st.integers(1, 300), max_size=60)


def entries(given: dict[tuple[int, int], int]) -> Entries:
    row, column = (np.array([cell[k] for cell in given], dtype=np.int64) for k in (0, 1))
    return Entries(row, column, np.array(list(given.values()), dtype=np.float64) / GRAIN)


def dense(vectors: Entries) -> np.ndarray:
    matrix = np.zeros((3, 41))
    matrix[vectors.row, vectors.column] = vectors.weight
    return matrix


@pytest.mark.parametrize(
    ("least", "share", "cells_of_matrix"), [(0, 0, 1 << 20), (0, 0.3, 1 << 20), (0, 0, 40), (16, 0, 0)]
)
def test_each_document_is_multiplied_with_all_later_ones(
    monkeypatch: pytest.MonkeyPatch, least: int, share: float, cells_of_matrix: int
) -> None:
    monkeypatch.setattr(stage, "_SPARSE", least)
    monkeypatch.setattr(stage, "_DENSE", share)
    monkeypatch.setattr(stage, "_MOST_CELLS", cells_of_matrix)

    @given(st.lists(cells, min_size=2, max_size=5))
    def check(documents: list[dict[tuple[int, int], int]]) -> None:
        vectors = [entries(given) for given in documents]
        found = list(products(vectors, [3] * len(vectors)))
        assert len(found) == len(vectors) - 1
        for number, product in enumerate(found):
            later = np.concatenate([dense(v) for v in vectors[number + 1 :]])
            assert np.array_equal(product, dense(vectors[number]) @ later.T)

    check()


def test_what_the_longest_sections_alone_say_often_is_a_matrix_of_these() -> None:
    long, short = range(0, 90, 3), (n for n in range(90) if n % 3)
    said = [(n, word) for n in long for word in range(200)] + [(n, 200) for n in short]
    row, column = (np.array(part, dtype=np.int32) for part in zip(*said, strict=True))
    found, inside = layers(row, column, np.ones(len(row), dtype=np.float32), 90)
    assert [(layer.rows.tolist(), layer.matrix.shape) for layer in found] == [
        (list(range(90)), (90, 1)),
        (list(long), (30, 200)),
    ]
    assert inside.all()
