"""What the quality figures say about better and worse."""

from __future__ import annotations

from tests.quality.measure import changes, figures


def test_figures_are_read_from_what_the_scorer_prints() -> None:
    def printed() -> None:
        print("recall_near_pairs 0.585 of 53")
        print("none recall 0.989 precision 0.978")
        print("first_missed document 0 against 1: 'x'")

    assert figures(printed) == {"recall_near_pairs": 0.585, "none recall": 0.989, "none precision": 0.978}


def test_more_is_better_but_for_costs_and_counts_say_nothing() -> None:
    then = {"m": {"recall": 0.5, "marked_share": 0.3, "sections": 10, "same": 0.1}}
    now = {"m": {"recall": 0.6, "marked_share": 0.4, "sections": 20, "same": 0.1003, "precision": 0.9}}
    assert [(verdict, name) for verdict, name, *_ in changes(now, then)] == [
        ("better", "m: recall"),
        ("worse", "m: marked_share"),
        ("new", "m: precision"),
    ]
