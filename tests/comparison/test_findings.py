"""What a reader should look at besides sharing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.comparison.hidden import hidden_things
from app.comparison.model import Comparison, FactKind, FindingKind
from app.document.model import Concealed, Concealment, Span
from app.messages import sentence
from tests.conftest import document

Compare = Callable[..., Comparison]

SPEECH = "同志们：\n下面，我讲{}点意见。\n一、提高认识\n学。\n二、抓好落实\n干。\n"


def noticed(comparison: Comparison) -> list[tuple[FindingKind, dict[str, object]]]:
    return [(finding.kind, dict(finding.why.values)) for finding in comparison.findings]


def test_an_announced_count_that_agrees_is_no_finding(compared: Compare) -> None:
    assert noticed(compared(SPEECH.format("两"))) == []


def test_an_announced_count_that_does_not_agree_is_named(compared: Compare) -> None:
    assert noticed(compared(SPEECH.format("三"))) == [(FindingKind.COUNT_MISMATCH, {"announced": 3, "found": 2})]


def test_a_gap_in_the_numbering_is_named(compared: Compare) -> None:
    text = SPEECH.format("两").replace("二、抓好落实", "三、抓好落实")
    assert (FindingKind.NUMBERING_GAP, {"first": "一、", "second": "三、"}) in noticed(compared(text))


def test_a_number_that_stands_twice_is_named_and_an_inserted_article_is_not(compared: Compare) -> None:
    doubled = "一、提高认识\n学。\n二、抓好落实\n干。\n二、加强领导\n管。\n"
    assert [f.why.code for f in compared(doubled).findings] == ["finding.numbering_double"]
    inserted = "第一条 为了治水。\n第二条 适用本市。\n第二条之一 水库另定。\n第三条 自公布之日起施行。\n"
    assert noticed(compared(inserted)) == []


def test_a_count_announced_inside_a_section_is_checked_against_its_points(compared: Compare) -> None:
    text = "一、回顾\n主要做了以下三个方面的工作：\n（一）修渠\n三千方。\n（二）建校\n两所。\n二、展望\n再干一年。\n"
    assert noticed(compared(text)) == [(FindingKind.COUNT_MISMATCH, {"announced": 3, "found": 2})]
    assert noticed(compared(text.replace("三个", "两个"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "同志们：\n要做到三点：一是抓学习。甲。二要抓工作。乙。三是抓纪律。丙。\n",
        "同志们：\n我讲三点意见。\n第一，学习。\n甲。\n第二、工作。\n乙。\n第三，纪律。\n丙。\n",
        "一、回顾\n抓了两项工作：\n1.甲。\n学。\n2.乙。\n干。\n今年做好三项工作：\n1.丙。\n2.丁。\n3.戊。\n二、完\n散。\n",
        "同志们：\n除有下列情形之一的，应当任满一个任期：\n（一）退休。\n（二）病休。\n",
        "同志们：\n要抓好四项工作。\n一、港口\n（一）桩\n换。\n（二）缆\n换。\n二、学校\n（一）灶\n换。\n（二）车\n换。\n",
    ],
)
def test_counts_that_agree_in_whatever_form_are_no_finding(compared: Compare, text: str) -> None:
    assert noticed(compared(text)) == []


def test_a_named_count_is_checked(compared: Compare) -> None:
    text = "同志们：\n要做到“四个坚持”：一是坚持学。甲。二是坚持干。乙。三是坚持改。丙。\n"
    assert noticed(compared(text)) == [(FindingKind.COUNT_MISMATCH, {"announced": 4, "found": 3})]


def test_hidden_characters_are_counted_and_placed(compared: Compare) -> None:
    text = "渔港\u200b码头\u202e改造\u200b\u200b。"
    comparison = compared(text)
    (finding,) = comparison.findings
    assert (finding.kind, dict(finding.why.values)) == (FindingKind.HIDDEN_TEXT, {"count": 4})
    assert [text[p.span.start : p.span.end] for p in finding.places] == ["\u200b", "\u202e", "\u200b\u200b"]


def test_each_sort_of_hidden_thing_is_a_finding_that_says_which() -> None:
    text = "渔港\u200b码头А区\ue000⼀改造白字小字暗字。"
    concealed = tuple(
        Concealed(Span(text.index(words), text.index(words) + 2), how)
        for words, how in (("白字", Concealment.COLOUR), ("小字", Concealment.SIZE), ("暗字", Concealment.HIDDEN))
    )
    found = list(hidden_things(3, replace(document(text), concealed=concealed)))
    assert {finding.kind for finding in found} == {FindingKind.HIDDEN_TEXT}
    assert {place.document for finding in found for place in finding.places} == {3}
    assert {finding.why.code: [text[p.span.start : p.span.end] for p in finding.places] for finding in found} == {
        "finding.hidden_text": ["\u200b"],
        "finding.private_use": ["\ue000"],
        "finding.look_alike": ["А"],
        "finding.compatibility": ["⼀"],
        "finding.colour": ["白字"],
        "finding.tiny": ["小字"],
        "finding.vanished": ["暗字"],
    }
    assert [dict(f.why.values) for f in found if f.why.code == "finding.look_alike"] == [
        {"count": 1, "examples": "А U+0410"}
    ]
    assert all(sentence(finding.why, language) for finding in found for language in ("zh", "en"))


def test_a_fact_is_unique_where_no_other_document_says_it(compared: Compare) -> None:
    one, other = "今年完成投资12亿元，增长７％。", "去年增长7%，新建泊位3座，比例7。"
    comparison = compared(one, other)
    found = [
        [(f.kind, text[f.span.start : f.span.end], f.unique) for f in facts]
        for text, facts in zip((one, other), comparison.facts, strict=True)
    ]
    assert found == [
        [(FactKind.FIGURE, "12亿元", True), (FactKind.FIGURE, "７％", False)],
        [(FactKind.FIGURE, "7%", False), (FactKind.FIGURE, "3座", True), (FactKind.FIGURE, "7", True)],
    ]


def test_titles_and_salutations_stay_out_of_the_rates(compared: Compare) -> None:
    one, other = (f"在全市会议上的讲话\n同志们：\n{words}\n" for words in ("甲地修路。", "乙地造林。"))
    assert [rates.compared for rates in compared(one, other).rates] == [4, 4]
