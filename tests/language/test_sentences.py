"""Clauses, sentences, members, quotations, numerals and facts."""

from __future__ import annotations

import pytest

from app.language.facts import facts
from app.language.numerals import number
from app.language.sentences import clauses, members, quotations, sentences
from app.language.spans import Span


def said(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_clauses_end_at_commas_stops_colons_and_line_ends() -> None:
    text = "下面，我讲三点：一是抓学习；二是抓落实。\n 散会！"
    assert said(text, clauses(text)) == ["下面", "我讲三点", "一是抓学习", "二是抓落实", "散会"]


def test_a_sentence_keeps_its_end_mark_and_the_quotation_mark_behind_it() -> None:
    text = "他强调：“人民至上。”大家要记住！散会"
    assert said(text, sentences(text)) == ["他强调：“人民至上。”", "大家要记住！", "散会"]


def test_members_of_an_enumeration_are_parted_by_the_enumeration_comma() -> None:
    text = "同谋划、同部署、同考核，抓落实"
    assert said(text, members(text, Span(0, len(text)))) == ["同谋划", "同部署", "同考核", "抓落实"]


def test_titles_quoted_words_and_attributed_speech_are_quotations() -> None:
    text = "学习《条例》。总书记强调，安全生产是底线。做到“两个维护”。"
    found = [(text[q.span.start : q.span.end], q.attributed) for q in quotations(text)]
    assert found == [("《条例》", False), ("总书记强调，安全生产是底线", True), ("“两个维护”", False)]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("一百零八", 108),
        ("二〇二四", 2024),
        ("３", 3),
        ("①", 1),
        ("甲", None),
        ("", None),
    ],
)
def test_numerals_of_every_kind_have_their_values(numeral: str, value: int | None) -> None:
    assert number(numeral) == value


def test_figures_keep_their_units_and_dates_are_no_figures() -> None:
    text = "2024年3月18日，全市完成投资1,250.5万元，增长7.5%，二〇二五年再增百分之六。"
    found = [(kind, text[span.start : span.end]) for kind, span in facts(text)]
    assert found == [
        ("date", "2024年3月18日"),
        ("figure", "1,250.5万元"),
        ("figure", "7.5%"),
        ("date", "二〇二五年"),
        ("figure", "百分之六"),
    ]
