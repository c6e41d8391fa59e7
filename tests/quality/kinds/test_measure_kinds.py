"""The cases of kinds are well formed and both halves are large; kinds of the half for development stay told."""

from __future__ import annotations

from collections import Counter

from app.comparison.model import Kind
from tests.quality.kinds.measure_kinds import Case, cases, confusion, macro_f1

LEAST_MACRO_F1 = 0.9


def halves() -> tuple[list[Case], list[Case]]:
    return cases(held_out=False), cases(held_out=True)


def test_there_are_enough_cases_of_every_kind_in_both_halves() -> None:
    for half in halves():
        assert len(half) >= 120
        assert min(Counter(case.kind for case in half).values()) >= 10
        assert set(Kind) == {case.kind for case in half}


def test_every_text_of_a_case_marks_what_is_shared_once() -> None:
    for half in halves():
        assert all(text.count("⟦") == text.count("⟧") == 1 for case in half for text in case.texts)


def test_kinds_are_told_as_a_reviewer_tells_them() -> None:
    assert macro_f1(confusion(cases(held_out=False))) >= LEAST_MACRO_F1
