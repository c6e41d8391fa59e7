"""Characters that are not what they seem."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.disguise import compatibility_characters, look_alikes, private_characters, unseen_characters
from app.language.folding import comparable
from app.language.spans import Span


def found(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各\u200b位\u200d\u2060领导\ufeff", ["\u200b", "\u200d\u2060", "\ufeff"]),
        ("领\u202e导\u3164干\U000e0041部", ["\u202e", "\u3164", "\U000e0041"]),
        ("\ufeff各位", []),
        ("👨\u200d👩", []),
        ("می\u200cخواهم שלום\u200f", []),
        ("क\u094d\u200dष", []),
        ("各位　领导\u00a0", []),
    ],
)
def test_unseen_characters_are_found_where_no_script_needs_them(text: str, expected: list[str]) -> None:
    assert found(text, unseen_characters(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设GDР和Аpp", ["Р", "А"]),
        ("第А类", ["А"]),
        ("ΑΒ类企业", ["ΑΒ"]),
        ("加强エ作カ度", ["エ", "カ"]),
        ("Москва是首都，ТАСС报道", []),
        ("ТАСС", ["ТАСС"]),
        ("α粒子、Ω、Δt、5μm、Χ", []),
        ("スターバックスのエ場", []),
        ("GDP增长", []),
        ("plain", []),
    ],
)
def test_letters_that_look_like_others_are_found_outside_words_of_their_own(text: str, expected: list[str]) -> None:
    assert found(text, look_alikes(text)) == expected


def test_radicals_and_compatibility_ideographs_are_found() -> None:
    text = "⼀是⾦融，\uf914器，﨑"
    assert found(text, compatibility_characters(text)) == ["⼀", "⾦", "\uf914"]


def test_private_characters_are_found_but_those_of_symbol_fonts() -> None:
    text = "李\ue4d3同志\uf0fe\U000f0001"
    assert found(text, private_characters(text)) == ["\ue4d3", "\U000f0001"]


@given(st.text(alphabet="各位领导abcАνα\u200b\u200d\u3164\ue000⼀エ👨ש", max_size=30))
def test_the_places_are_in_order_apart_and_within_the_text(text: str) -> None:
    for find in (unseen_characters, private_characters, compatibility_characters, look_alikes):
        spans = find(text)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_an_unseen_character_is_no_difference() -> None:
    assert comparable("各\u3164位\u200b领\uffa0导") == "各位领导"
