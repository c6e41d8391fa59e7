"""Clauses that say the same in other words, whatever is done to look at few of them."""

from __future__ import annotations

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
