"""The likest texts are those that share the most runs of three characters, found for many at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.comparison import shared_runs
from app.comparison.shared_runs import RUN, likest

TEXTS = st.lists(st.text("码头灯塔石板\U00020000", max_size=9), max_size=7)


def runs(text: str) -> set[str]:
    """The different runs of a text; a short one is one by itself."""
    return {text[at : at + RUN] for at in range(len(text) - RUN + 1)} or {text} - {""}


def one_by_one(ours: list[str], theirs: list[str], most: int) -> list[list[tuple[int, int]]]:
    """The likest by their definition."""
    found = []
    for one in ours:
        shared = [(place, len(runs(one) & runs(other))) for place, other in enumerate(theirs)]
        shared.sort(key=lambda each: (-each[1], each[0]))
        found.append([each for each in shared if each[1]][:most])
    return found


@given(TEXTS, TEXTS, st.integers(1, 4))
def test_the_likest_share_the_most_runs_and_of_equal_ones_the_first_counts(
    ours: list[str], theirs: list[str], most: int
) -> None:
    assert likest(ours, theirs, most) == one_by_one(ours, theirs, most)


@pytest.mark.parametrize(("name", "bound"), [("_AT_ONCE", 5), ("_KEY_BITS", 8)])
def test_a_great_many_texts_and_runs_are_counted_alike(name: str, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = ["码头灯塔", "灯塔石板码头", "石板", "码头灯塔石板"]
    theirs = ["灯塔石板", "码头灯塔", "石板", "头灯塔石", "码头"]
    wanted = one_by_one(ours, theirs, 3)
    monkeypatch.setattr(shared_runs, name, bound)
    assert likest(ours, theirs, 3) == wanted


def test_what_very_many_have_says_nothing() -> None:
    everywhere = [f"本办法自{character}起施行" for character in map(chr, range(ord("一"), ord("一") + 60))]
    assert likest(["本办法自丘起施行"], everywhere, 2) == [[(ord("丘") - ord("一"), 3)]]
