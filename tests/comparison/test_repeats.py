"""Exact repeats and matches, against what counting by hand gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.comparison.repeats import SuffixIndex
from app.language.folding import BREAK, fold

TEXTS = st.lists(st.text(st.sampled_from("党建工\n"), max_size=24), min_size=1, max_size=3)


def repeats_by_hand(texts: list[str], shortest: int) -> set[tuple[int, tuple[tuple[int, int], ...]]]:
    """Every run that stands in two places or more and cannot be made longer without losing one."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        for start in range(len(text)):
            for end in range(start + shortest, len(text) + 1):
                if BREAK not in text[start:end]:
                    places.setdefault(text[start:end], []).append((number, start))

    def beside(number: int, at: int) -> object:
        text = texts[number]
        return text[at] if 0 <= at < len(text) and text[at] != BREAK else (number, at)

    return {
        (len(run), tuple(found))
        for run, found in places.items()
        if len(found) > 1
        and len({beside(n, start - 1) for n, start in found}) > 1
        and len({beside(n, start + len(run)) for n, start in found}) > 1
    }


@given(TEXTS)
def test_repeats_are_those_that_counting_finds(texts: list[str]) -> None:
    found = SuffixIndex([fold(text) for text in texts]).repeats(2, 10**6).listed()
    assert {(repeat.length, repeat.places) for repeat in found} == repeats_by_hand(texts, 2)


@given(TEXTS)
def test_every_match_says_the_same_at_both_places_and_cannot_be_made_longer(texts: list[str]) -> None:
    for match in SuffixIndex([fold(text) for text in texts]).matches(2, 10**6).listed():
        one, other = texts[match.a], texts[match.b]
        a, b, length = match.a_start, match.b_start, match.length
        run = one[a : a + length]
        assert match.a < match.b
        assert run == other[b : b + length]
        assert BREAK not in run
        before = (one[a - 1 : a] or BREAK, other[b - 1 : b] or BREAK)
        behind = (one[a + length : a + length + 1] or BREAK, other[b + length : b + length + 1] or BREAK)
        assert before[0] != before[1] or before[0] == BREAK
        assert behind[0] != behind[1] or behind[0] == BREAK


def test_the_commonest_runs_are_left_out_of_matches_when_the_budget_is_used_up() -> None:
    texts = [fold("党建党建党建党建，团结奋斗"), fold("党建党建党建党建，团结奋斗")]
    everything = SuffixIndex(texts).matches(3, 10**6).listed()
    rare_only = SuffixIndex(texts).matches(3, 8).listed()
    assert max(match.length for match in everything) == 12
    assert {match.a_start >= 6 for match in rare_only} == {True}


def test_the_commonest_repeats_go_when_their_budget_is_used_up() -> None:
    everything = SuffixIndex([fold("党建" * 300)]).repeats(2, 10**6).listed()
    bounded = SuffixIndex([fold("党建" * 300)]).repeats(2, 1000).listed()
    assert sum(len(repeat.places) for repeat in bounded) <= 1000 < sum(len(repeat.places) for repeat in everything)
    assert max(everything, key=lambda repeat: repeat.length) in bounded
