"""Bridges between matches, against the rule for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from app.comparison.bridges import bridges
from app.comparison.repeats import Match, SuffixIndex
from app.comparison.settings import Settings
from app.language.folding import BREAK, fold

SETTINGS = Settings(widest_gap=4, edit_cost=0.5)


def cost_by_hand(texts: list[str], left: Match, right: Match) -> float | None:
    """What one step costs; None where the later match does not pay for it or is not near enough."""
    if (left.a, left.b) != (right.a, right.b) or right.b_start <= left.b_start:
        return None
    gaps = right.a_start - left.a_start - left.length, right.b_start - left.b_start - left.length
    overlap = max(0, -min(gaps))
    if max(gaps) > SETTINGS.widest_gap or overlap >= left.length:
        return None
    one, other = (
        texts[number][start + left.length : end].replace(BREAK, "")
        for number, start, end in ((left.a, left.a_start, right.a_start), (left.b, left.b_start, right.b_start))
    )
    cost = SETTINGS.edit_cost * Levenshtein.distance(one, other) + 2 * overlap
    return cost if cost < right.length else None


@given(st.lists(st.text("党建工作好\n", max_size=20), min_size=2, max_size=3))
def test_each_step_that_a_match_pays_for_is_found_with_its_cost(texts: list[str]) -> None:
    matches = SuffixIndex([fold(text) for text in texts]).matches(2, 10**6).ordered()
    listed = matches.listed()
    assert listed == sorted(listed)
    if not listed:
        return
    found = bridges(BREAK.join(texts), matches, SETTINGS)
    assert list(zip(found.later.tolist(), found.earlier.tolist(), found.costs.tolist(), strict=True)) == [
        (later, earlier, cost)
        for later, right in enumerate(listed)
        for earlier, left in enumerate(listed[:later])
        if later - earlier <= 64 and (cost := cost_by_hand(texts, left, right)) is not None
    ]
