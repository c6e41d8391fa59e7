"""Differences between two wordings join to both of them and never cut a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.language.differences import Change, all_differences, differences

WORDS = st.lists(
    st.sampled_from(["加强", "党建", "工作", "，", "坚决", "整治", "四风", "2024年", "的", "x", "\n"]), max_size=12
).map("".join)


@given(WORDS, WORDS)
def test_what_is_kept_and_deleted_is_the_one_and_what_is_kept_and_inserted_the_other(one: str, other: str) -> None:
    found = differences(one, other)
    assert "".join(text for change, text in found if change is not Change.INSERTED) == one
    assert "".join(text for change, text in found if change is not Change.DELETED) == other


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_many_pairs_compared_at_once_differ_as_each_does_alone(pairs: list[tuple[str, str]]) -> None:
    assert list(all_differences(pairs)) == [differences(one, other) for one, other in pairs]


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


def test_long_texts_are_compared_by_sentences_first_and_words_inside_them() -> None:
    sentences = [f"第{n}号堤段清淤{n * 7}方，汛前完工。" for n in range(2000)]
    other = [
        *sentences[:900],
        "新设观测点三处。",
        *sentences[900:1500],
        sentences[1500].replace("汛前", "年底"),
        *sentences[1501:],
    ]

    found = differences("".join(sentences), "".join(other))

    assert [(change, text) for change, text in found if change is not Change.KEPT] == [
        (Change.INSERTED, "新设观测点三处。"),
        (Change.DELETED, "汛前"),
        (Change.INSERTED, "年底"),
    ]


def test_long_texts_with_nothing_in_common_are_told_whole() -> None:
    one, other = "堤" * 15_000, "港" * 15_000
    assert differences(one, other) == [(Change.DELETED, one), (Change.INSERTED, other)]
