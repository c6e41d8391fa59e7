"""Files as nobody would write them are read or refused; more of them by tests/quality/fuzz_word.py."""

from __future__ import annotations

import pytest

from tests.quality.fuzz_word import fuzz
from tests.quality.word_cases import case


def test_mutated_files_are_read_or_refused_within_their_time_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUIDU_CORPUS", raising=False)
    outcomes, failed = fuzz(0, 200)
    assert not failed
    assert outcomes.total() == 200
    assert outcomes["read"] > 40
    assert outcomes["input.damaged"] > 20


def test_a_case_is_the_same_each_time() -> None:
    assert [case(number) for number in range(20)] == [case(number) for number in range(20)]
