"""Which height of one text belongs to which of another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.comparison.model import Comparison
from app.document.model import Span
from ui.reading.alignment import Beside, Stretch, beside, mapped, stretches, sync_line
from ui.reading.ruler import Ruler

SPEECH = "一、农业\n{}\n二、工业\n{}\n三、商业\n{}\n"


def aligned(*pairs: tuple[int, int, int, int], height: int = 100, other: int = 100) -> tuple[Stretch, ...]:
    """Stretches of sections given as start, end, partner's start, partner's end; a pixel a character."""
    besides = [Beside(Span(a, b), Span(c, d)) for a, b, c, d in pairs]
    return stretches(besides, float, float, height, other)


def test_the_share_within_a_section_goes_to_the_same_share_of_its_partner() -> None:
    known = aligned((0, 40, 0, 10), (40, 100, 10, 100))
    assert [mapped(known, y) for y in (0, 20, 40, 70, 100)] == [0, 5, 10, 55, 100]


def test_a_section_without_a_partner_fills_the_way_between_its_neighbours() -> None:
    known = aligned((0, 20, 0, 20), (60, 100, 30, 100))
    assert [mapped(known, y) for y in (20, 40, 60)] == [20, 25, 30]


def test_a_moved_section_is_a_jump_and_the_text_before_it_stands_still() -> None:
    known = aligned((0, 40, 60, 100), (50, 100, 0, 50))
    assert mapped(known, 45) == 100
    assert mapped(known, 50) == 0
    assert mapped(known, 75) == 25


def test_a_child_goes_to_its_own_partner_and_the_rest_of_its_parent_follows_between() -> None:
    known = aligned((0, 100, 0, 100), (40, 60, 20, 80))
    assert [mapped(known, y) for y in (20, 40, 50, 60, 80)] == [10, 20, 50, 80, 90]


def test_without_a_partner_anywhere_all_goes_in_proportion() -> None:
    assert mapped(aligned(other=300), 50) == 150


edges = st.lists(st.integers(0, 500), min_size=2, max_size=20, unique=True).map(sorted)


@given(edges, edges, st.floats(0, 500))
def test_sections_in_the_same_order_never_scroll_backwards(mine: list[int], theirs: list[int], y: float) -> None:
    count = min(len(mine), len(theirs)) - 1
    known = aligned(*((mine[n], mine[n + 1], theirs[n], theirs[n + 1]) for n in range(count)), height=500, other=500)
    assert 0 <= mapped(known, y) <= mapped(known, min(500, y + 1)) <= 500
    assert all(a.bottom == b.top for a, b in pairwise(known))


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(1, 900))
def test_both_ends_of_a_text_are_held_at_the_ends_of_the_view(value: int, maximum: int, page: int) -> None:
    line = sync_line(min(value, maximum), maximum, page)
    assert 0 <= line <= page
    assert sync_line(0, maximum, page) == 0
    assert sync_line(maximum, maximum, page) == pytest.approx(page)


def test_sections_of_a_row_stand_beside_each_other(compared: Callable[..., Comparison]) -> None:
    one = SPEECH.format("种好粮食保丰收。", "办好工厂增产值。", "搞活市场促消费。")
    other = "一、工业\n办好工厂增产值，工厂要更多。\n二、农业\n种好粮食保丰收，粮食要更多。\n"
    comparison = compared(one, other)
    found = {
        one[pair.here.start : pair.here.end].strip()[2:4]: other[pair.there.start : pair.there.end].strip()[2:4]
        for pair in beside(comparison, 0, 1)
    }
    assert found["农业"] == "农业"
    assert found["工业"] == "工业"


def test_a_ruler_is_exact_at_lines_and_in_proportion_within() -> None:
    ruler = Ruler([0, 10, 30], [26.0, 50.0, 90.0], 40, 200.0)
    assert [ruler.y(offset) for offset in (0, 5, 10, 20, 30, 99)] == [26, 38, 50, 70, 90, 200]
