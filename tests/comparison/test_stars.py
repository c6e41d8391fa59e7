"""Every group is whole in a star, and a star holds only what is in one group with its centre."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.comparison import stars as stage
from app.comparison.stars import Sets, stars

NODES = 12
groups = st.lists(
    st.frozensets(st.integers(0, NODES - 1), min_size=2, max_size=6).map(lambda group: tuple(sorted(group))),
    max_size=12,
)


def found_stars(groups: list[tuple[int, ...]], lengths: list[int]) -> list[list[int]]:
    return stars(Sets.of(groups), np.array(lengths)).listed()


@given(groups, st.lists(st.integers(1, 9), min_size=NODES, max_size=NODES))
def test_every_group_is_whole_in_a_star_around_a_centre(given: list[tuple[int, ...]], lengths: list[int]) -> None:
    found = found_stars(given, lengths)
    assert all(any(set(group) <= set(star) for star in found) for group in given)
    for star in found:
        assert star == sorted(set(star))
        assert any(set(star) == set().union(*(group for group in given if centre in group)) for centre in star)


def test_what_reaches_most_is_the_centre() -> None:
    assert found_stars([(0, 1), (1, 2), (1, 3), (2, 3)], [1] * 4) == [[0, 1, 2, 3]]


def test_of_centres_that_reach_as_much_the_longest_comes_first() -> None:
    chain = [(0, 1), (1, 2), (2, 3)]
    assert found_stars(chain, [1, 1, 9, 1]) == [[1, 2, 3], [0, 1, 2]]


def test_a_group_of_very_many_is_a_star_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_WIDE", 3)
    found = found_stars([(0, 1, 2, 3), (1, 2), (3, 4)], [1] * 5)
    assert found == [[0, 1, 2, 3], [3, 4]]


def test_a_group_is_whole_in_a_wide_one_only_where_one_holds_all_its_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_WIDE", 3)
    assert found_stars([(0, 1, 2, 3), (2, 3, 4, 5), (1, 4)], [1] * 6) == [[0, 1, 2, 3], [2, 3, 4, 5], [1, 4]]


@given(groups, st.lists(st.integers(1, 9), min_size=NODES, max_size=NODES))
def test_a_group_given_twice_changes_nothing(given: list[tuple[int, ...]], lengths: list[int]) -> None:
    assert sorted(found_stars([*given, *given], lengths)) == sorted(found_stars(given, lengths))
