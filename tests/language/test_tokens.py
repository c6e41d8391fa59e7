"""The words of differences: figures, years, masks and names are whole; order and common stretches between them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.differences import Change, differences
from app.language.order import common_stretches, crossed, heaviest_rise
from app.language.tokens import tokens, tokens_of


def changed(one: str, other: str) -> list[str]:
    """The changes, as 甲→乙."""
    found, parts = differences(one, other), []
    for at, (change, text) in enumerate(found):
        if change is Change.DELETED:
            follows = found[at + 1] if at + 1 < len(found) else (Change.KEPT, "")
            parts.append(f"{text}→{follows[1] if follows[0] is Change.INSERTED else ''}")
        elif change is Change.INSERTED and (not at or found[at - 1][0] is not Change.DELETED):
            parts.append(f"→{text}")
    return parts


@given(st.text("渔港2024年，。五三万人*× 张晓明同志\n", max_size=30))
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(st.lists(st.text("渔港2024年，。五三万人*× 张晓明同志a\0\r\n", max_size=12), max_size=8))
def test_many_texts_cut_at_once_have_the_words_that_each_has_alone(texts: list[str]) -> None:
    assert tokens_of(texts) == {text: tokens(text) for text in texts}


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("2024年增长", "2025年增长", ["2024年→2025年"]),
        ("今年增长", "2024年增长", ["今年→2024年"]),
        ("新修1,250.5公里", "新修1,350.5公里", ["1,250.5→1,350.5"]),
        ("共二十三户", "共二十五户", ["二十三→二十五"]),
        ("共三十户", "共一百三十户", ["三十→一百三十"]),
        ("罚五千元以上五万元以下", "罚五万元以上二十五万元以下", ["五千→五万", "五万→二十五万"]),
        ("依照第十二条办理", "依照第十三条办理", ["十二→十三"]),
        ("发现问题**个", "发现问题63个", ["**→63"]),
        ("由张晓明同志负责", "由张晓亮同志负责", ["张晓明→张晓亮"]),
    ],
)
def test_figures_years_masks_and_names_change_whole(one: str, other: str, wanted: list[str]) -> None:
    assert changed(one, other) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("于三日内报告", "于三日以内报告", ["→以"]),
        ("按规定报告", "按照规定报告", ["→照"]),
        ("由股东大会决定", "由股东会决定", ["大→"]),
        ("第一章 总则", "第一章 总　则", ["→　"]),
        ("国务院渔港基金", "省渔港基金", ["国务院→省"]),
    ],
)
def test_what_stays_around_characters_that_come_or_go_is_kept(one: str, other: str, wanted: list[str]) -> None:
    assert changed(one, other) == wanted


def test_a_name_that_gains_a_character_changes_whole() -> None:
    assert changed("由张明同志负责", "由张晓明同志负责") == ["张明→张晓明"]


def test_an_inserted_sentence_is_told_from_its_first_word_to_its_stop() -> None:
    assert changed("码头要清淤。堤段要加固。", "码头要清淤。码头要补灯。堤段要加固。") == ["→码头要补灯。"]


def test_changed_quotation_marks_are_changes_of_their_own() -> None:
    assert changed("落实“一户一策”，按月报送", "落实「一户一策」，逐月上报") == ["“→「", "”→」", "按月报送→逐月上报"]


def test_no_island_of_one_or_two_characters_stands_between_changed_words() -> None:
    assert changed("加强渔港的建设", "推进盐田的改造") == ["加强渔港的建设→推进盐田的改造"]


def test_a_great_many_different_words_are_told_apart() -> None:
    one = " ".join(f"w{n}x" for n in range(9000))
    other = one.replace("w17x", "替换").replace("w8999x", "末尾")
    assert changed(one, other) == ["w17x→替换", "w8999x→末尾"]


@given(st.lists(st.integers(0, 9), max_size=9), st.data())
def test_the_heaviest_rise_rises_and_no_single_rise_is_heavier(places: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(places), max_size=len(places)))
    chosen = heaviest_rise(places, weights)
    assert all(places[a] < places[b] for a, b in pairwise(chosen))
    weight = sum(weights[n] for n in chosen)
    for mask in range(1 << len(places)):
        some = [n for n in range(len(places)) if mask >> n & 1]
        if all(places[a] < places[b] for a, b in pairwise(some)):
            assert sum(weights[n] for n in some) <= weight


@given(st.lists(st.integers(0, 9), max_size=9), st.data())
def test_what_nothing_crosses_is_in_the_heaviest_rise(places: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(places), max_size=len(places)))
    crossing = crossed(places)
    rise = heaviest_rise([places[n] for n in crossing], [weights[n] for n in crossing])
    free = {*range(len(places))}.difference(crossing)
    assert sorted(free.union(crossing[n] for n in rise)) == heaviest_rise(places, weights)


@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12))
def test_common_stretches_are_equal_and_in_order(one: list[int], other: list[int]) -> None:
    end_a = end_b = 0
    for i, j, length in common_stretches(one, other):
        assert i >= end_a
        assert j >= end_b
        assert length
        assert one[i : i + length] == other[j : j + length]
        end_a, end_b = i + length, j + length
