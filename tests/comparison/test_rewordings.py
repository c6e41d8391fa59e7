"""Clauses that say the same in other words, whatever is done to look at few of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.comparison import rewordings as stage
from app.comparison.prepared import Prepared
from app.comparison.rewordings import rewordings
from app.comparison.settings import Settings
from tests.conftest import document

CLAUSES = st.lists(st.text("坚持稳扎打先立后破党建工作3*", min_size=4, max_size=12), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLAUSES.map("，".join), min_size=2, max_size=3), st.sampled_from([64, 256]))
def test_signatures_rule_out_only_what_is_not_alike(
    monkeypatch: pytest.MonkeyPatch, texts: list[str], bits: int
) -> None:
    prepared = [Prepared(document(text)) for text in texts]
    monkeypatch.setattr(stage, "_SIGNATURE", bits)
    found = rewordings(prepared, Settings()).listed()
    with monkeypatch.context() as everything:
        everything.setattr(stage, "_ROUNDING", 9.0)
        assert rewordings(prepared, Settings()).listed() == found


@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=6))
def test_likeness_counts_what_only_one_clause_has(had: list[frozenset[int]]) -> None:
    owners = np.array([number for number, features in enumerate(had) for _ in features], dtype=np.int64)
    held = np.array([feature for features in had for feature in features], dtype=np.int64)
    first, second = np.array(list(product(range(len(had)), repeat=2))).T
    sets = stage._sets(owners, held, len(had))
    dice = [2 * len(one & other) / max(1, len(one) + len(other)) for one, other in product(had, repeat=2)]
    differ = np.array([one != other for one, other in product(had, repeat=2)])
    assert sets.dice(first, second)[differ] == pytest.approx(np.array(dice)[differ])
    assert (sets.most(first, second) >= np.array(dice) - 1e-6).all()


def test_more_different_pairs_of_characters_than_there_are_characters_are_compared() -> None:
    count = 1_200_000
    sets = stage._sets(np.arange(count) // 10, np.arange(count) % (count - 10), count // 10)
    assert sets.dice(np.array([0, 0]), np.array([1, count // 10 - 1])).tolist() == [0.0, 1.0]


def test_a_text_without_a_break_is_no_clause() -> None:
    words = "河工队腊月里就上了堤坝" * 200
    assert not len(rewordings([Prepared(document(words)), Prepared(document(words[5:]))], Settings()))
