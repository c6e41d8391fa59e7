"""Differences between two wordings join to both of them and never cut a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.language.differences import Change, differences

WORDS = st.lists(
    st.sampled_from(["加强", "党建", "工作", "，", "坚决", "整治", "四风", "2024年", "的", "x", "\n"]), max_size=12
).map("".join)


@given(WORDS, WORDS)
def test_what_is_kept_and_deleted_is_the_one_and_what_is_kept_and_inserted_the_other(one: str, other: str) -> None:
    found = differences(one, other)
    assert "".join(text for change, text in found if change is not Change.INSERTED) == one
    assert "".join(text for change, text in found if change is not Change.DELETED) == other


def test_a_changed_word_is_changed_whole() -> None:
    assert differences("从严治党向纵深发展", "从严治党向基层延伸") == [
        (Change.KEPT, "从严治党向"),
        (Change.DELETED, "纵深发展"),
        (Change.INSERTED, "基层延伸"),
    ]


def test_a_figure_is_changed_whole_with_its_decimals_and_percent_sign() -> None:
    assert differences("增长12.2%左右", "增长12.8%左右") == [
        (Change.KEPT, "增长"),
        (Change.DELETED, "12.2%"),
        (Change.INSERTED, "12.8%"),
        (Change.KEPT, "左右"),
    ]
