"""Names and deadlines left over from the text that was copied."""

from __future__ import annotations

from collections.abc import Callable

from app.comparison.model import Comparison, FindingKind

Compare = Callable[..., Comparison]

COPIED = "护岸的石笼要先装大石后填小石，{}各乡镇逐段包干，汛前再敲打一遍听有没有空响"
OWN = "{0}去年修了{1}。{0}今年要种{1}。{0}的{1}好。"


def text(year: int, county: str, thing: str, copied: str) -> str:
    return f"{county}{year}年工作要点\n同志们：\n{OWN.format(county, thing)}{copied}。\n"


def left_over(comparison: Comparison) -> list[tuple[str, list[tuple[int, str]]]]:
    return [
        (f.why.code, [(p.document, comparison.documents[p.document].text[p.span.start : p.span.end]) for p in f.places])
        for f in comparison.findings
        if f.kind is FindingKind.LEFTOVER
    ]


def test_the_other_countys_name_in_a_copied_passage_is_left_over(compared: Compare) -> None:
    copied = COPIED.format("平安县")
    comparison = compared(text(2023, "平安县", "果园", copied), text(2023, "宁远县", "渔港", copied))
    assert left_over(comparison) == [("finding.leftover_name", [(1, "平安县"), (0, "平安县")])]
    (finding,) = (f for f in comparison.findings if f.kind is FindingKind.LEFTOVER)
    assert dict(finding.why.values) == {"name": "平安县", "own": "宁远县"}


def test_a_name_is_left_over_wherever_in_its_sentence_it_stands(compared: Compare) -> None:
    copied = COPIED.format("抓紧联络平安县上游以后，")
    comparison = compared(text(2023, "平安县", "果园", copied), text(2023, "宁远县", "渔港", copied))
    assert left_over(comparison) == [("finding.leftover_name", [(1, "平安县"), (0, "平安县")])]


def test_a_name_that_was_changed_is_not_left_over(compared: Compare) -> None:
    one, other = (text(2023, county, "果园", COPIED.format(county)) for county in ("平安县", "宁远县"))
    assert left_over(compared(one, other)) == []


def test_a_county_that_is_spoken_of_outside_what_is_copied_is_not_left_over(compared: Compare) -> None:
    one = text(2023, "平安县", "果园", COPIED.format("各"))
    other = text(2023, "宁远县", "渔港", COPIED.format("各")) + "我们到平安县学了三天。"
    assert left_over(compared(one, other)) == []


def test_a_document_without_a_county_of_its_own_may_name_another(compared: Compare) -> None:
    copied = COPIED.format("平安县")
    assert left_over(compared(text(2023, "平安县", "果园", copied), f"大家好。{copied}。")) == []


def test_a_deadline_of_last_years_draft_is_left_over(compared: Compare) -> None:
    copied = "涵洞的闸板要逐扇试水，确保2023年底前全部换成铸铁的，换下来的木板过磅登记"
    one, other = text(2023, "平安县", "果园", copied), text(2024, "平安县", "渔港", copied)
    comparison = compared(one, other)
    assert left_over(comparison) == [("finding.leftover_year", [(1, "确保2023年底前"), (0, "确保2023年底前")])]


def test_a_year_that_is_over_is_told_of_without_being_left_over(compared: Compare) -> None:
    copied = "涵洞的闸板逐扇试水，2023年全部换成了铸铁的，换下来的木板过磅登记"
    assert left_over(compared(text(2023, "平安县", "果园", copied), text(2024, "平安县", "渔港", copied))) == []
