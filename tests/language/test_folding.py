"""Folding: what is no difference disappears, and the way back never gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.folding import BREAK, Folding, comparable, fold, folded_character

TEXTS = st.text(st.characters() | st.sampled_from("，。“”　\u200b\u00ad○〇０１２ＡＢ㈠½*×\n两个维护"), max_size=60)


@given(TEXTS)
def test_each_folded_character_comes_from_the_character_at_its_origin(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    for character, origin in zip(folded.text, folded.origin.tolist(), strict=True):
        alone = fold(text[origin]).text
        assert character in alone


@given(TEXTS)
def test_a_text_folds_as_its_characters_do_one_by_one(text: str) -> None:
    """Also where some stand for several."""
    one_by_one = [folded_character(character) for character in text]
    folded = fold(text)
    assert folded.text == "".join(one_by_one)
    assert folded.origin.tolist() == [at for at, found in enumerate(one_by_one) for _ in found]
    assert comparable(text) == "".join(one_by_one).replace(BREAK, "")


@given(TEXTS)
def test_origins_ascend_so_that_a_folded_range_is_one_range_of_the_text(text: str) -> None:
    origins = fold(text).origin.tolist()
    assert origins == sorted(origins)


@given(TEXTS, st.data())
def test_folding_the_range_that_comes_back_gives_the_folded_range_again(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    first, last = folded.original(start, end)
    assert folded.text[start:end] in fold(text[first:last]).text
    assert folded.index(first) <= start


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增强“四个意识”、", "增强『四个意识』，"),
        ("２０２４年 增长９７％", "2024年增长97%"),
        ("坚\u200b持党\u2060的领导", "坚持党的领导"),
        ("二○二五年", "二〇二五年"),
        ("党\u00a0建\u00ad工作", "党建工作"),
        ("ＧＤＰ", "gdp"),
    ],
)
def test_noise_is_no_difference(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


def test_a_line_end_and_a_mask_leave_breaks() -> None:
    assert fold("全市**个村\n完成").text == f"全市{BREAK}{BREAK}个村{BREAK}完成"
    assert comparable("全市**个村\n完成") == "全市个村完成"


@pytest.mark.parametrize(
    ("folding", "one", "other"),
    [
        (Folding(traditional=True), "經濟發展與體制改革", "经济发展与体制改革"),
        (Folding(numerals=True), "第二十一条 二〇二五年三月十二日", "第21条 2025年3月12日"),
        (Folding(numerals=True), "一百零八户", "108户"),
    ],
)
def test_switches_fold_more(folding: Folding, one: str, other: str) -> None:
    assert fold(one, folding).text == fold(other, folding).text
    assert fold(one).text != fold(other).text


@pytest.mark.parametrize("words", ["两个维护", "四个意识", "一以贯之", "三三两两", "党的二十大精神", "千方百计"])
def test_numerals_in_words_and_phrases_stay(words: str) -> None:
    assert fold(words, Folding(numerals=True)).text == words


@given(TEXTS, st.sampled_from([Folding(traditional=True), Folding(numerals=True), Folding(True, True)]))
def test_origins_ascend_with_the_switches_too(text: str, folding: Folding) -> None:
    folded = fold("二十一體" + text + "十二月", folding)
    origins = folded.origin.tolist()
    assert len(origins) == len(folded.text)
    assert origins == sorted(origins)
    assert origins[-1] < len(text) + 7
