"""Operations on columns give what numpy's own give."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.language.columns import ranges, ranked


@given(st.lists(st.integers(0, 0x10FFFF), max_size=30))
def test_codes_are_ranked_as_by_a_sort(codes: list[int]) -> None:
    different, places = ranked(np.array(codes, dtype=np.uint32))
    assert different.tolist() == sorted(set(codes))
    assert different[places].tolist() == codes


@given(st.lists(st.tuples(st.integers(-9, 99), st.integers(0, 5)), max_size=9))
def test_ranges_follow_each_other(given: list[tuple[int, int]]) -> None:
    firsts, counts = np.array(given, dtype=np.int64).reshape(-1, 2).T
    assert ranges(firsts, counts).tolist() == [n for first, count in given for n in range(first, first + count)]
