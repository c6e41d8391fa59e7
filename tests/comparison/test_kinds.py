"""Which kind of sharing it is, with hard negatives beside each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.comparison.compare import compare
from app.comparison.model import NET_KINDS, Comparison, FactKind, Kind
from tests.conftest import document

Compare = Callable[..., Comparison]

FRAME = "全市新改建渔港码头{}座、更换老旧缆桩{}根，渔民上岸卸货时间平均缩短{}分钟"
LISTED = "重点盯住冷库、油库、船坞、栈桥、塔吊五类场所，逐一挂牌"


def kinds(comparison: Comparison) -> set[Kind]:
    return {passage.kind for passage in comparison.passages if passage.documents > 1}


def test_the_same_clauses_word_for_word_are_verbatim(compared: Compare) -> None:
    words = "船坞里的旧吊臂夏天以前全部割除，割下来的钢料过磅登记"
    assert kinds(compared(f"{words}。甲地修路。", f"乙地造林。{words}。")) == {Kind.VERBATIM}


def test_one_frame_with_other_figures_is_a_template_with_its_slots(compared: Compare) -> None:
    one, other = FRAME.format(12, 340, 25), FRAME.format(9, 288, 18)
    (passage,) = (p for p in compared(f"{one}。甲。", f"乙。{other}。").passages if p.documents > 1)
    assert passage.kind is Kind.TEMPLATE
    assert [slot.kind for slot in passage.slots] == [FactKind.FIGURE] * 3
    fillings = [
        [t[f.start : f.end] for t, f in zip((f"{one}。甲。", f"乙。{other}。"), slot.fillings, strict=True) if f]
        for slot in passage.slots
    ]
    assert fillings == [["12座", "9座"], ["340", "288"], ["25分钟", "18分钟"]]


def test_the_same_frame_with_the_same_figures_is_verbatim(compared: Compare) -> None:
    assert kinds(compared("甲。" + FRAME.format(12, 340, 25), "乙。" + FRAME.format(12, 340, 25))) == {Kind.VERBATIM}


def test_the_same_members_in_another_order_are_a_list(compared: Compare) -> None:
    other = LISTED.replace("冷库、油库、船坞、栈桥、塔吊", "塔吊、冷库、船坞、油库、栈桥")
    comparison = compared(f"{LISTED}。", f"{other}。")
    (passage,) = (p for p in comparison.passages if p.kind in NET_KINDS)
    assert passage.kind is Kind.LIST
    assert passage.reason.values["common"] >= 4


def test_the_same_members_in_the_same_order_are_no_list(compared: Compare) -> None:
    assert kinds(compared(f"{LISTED}。", f"乙。{LISTED}。")) == {Kind.VERBATIM}


def test_a_set_phrase_is_a_formula_and_no_copying(compared: Compare) -> None:
    phrase = "增强“四个意识”、坚定“四个自信”、做到“两个维护”"
    comparison = compared(f"要{phrase}，修好渔港。", f"必须{phrase}，种好果园。")
    assert kinds(comparison) == {Kind.FORMULA}
    assert comparison.rates[0].net == 0 < comparison.rates[0].gross


@pytest.mark.parametrize(
    "words",
    ["《青川江流域水产种质资源保护区巡护办法》", "“渔获上岸、垃圾回港、柴油不漏一滴”"],
)
def test_titles_and_quoted_words_are_citations(compared: Compare, words: str) -> None:
    assert kinds(compared(f"落实{words}精神。", f"对照{words}再看一遍。")) == {Kind.CITATION}


def test_words_quoted_in_one_text_and_said_in_the_other_are_no_citation(compared: Compare) -> None:
    words = "渔获上岸、垃圾回港、柴油不漏一滴，港湾一年比一年清亮"
    assert Kind.CITATION not in kinds(compared(f"他们喊出“{words}”的口号。", f"我们要做到{words}。"))


def test_a_short_run_without_a_clause_is_everyday_wording(compared: Compare) -> None:
    assert kinds(compared("渔港管理中心负责甲地。", "请渔港管理中心来乙地。")) == {Kind.COMMON}


def test_what_stands_in_a_common_source_is_excused() -> None:
    words = "船坞里的旧吊臂夏天以前全部割除，割下来的钢料过磅登记"
    texts = [document(f"{words}。甲地修路。", "a.txt"), document(f"乙地造林。{words}。", "b.txt")]
    source = document(f"上级要求：{words}。", "上级文件.txt")
    comparison = compare(texts, references=[source])
    assert kinds(comparison) == {Kind.REFERENCE}
    assert comparison.references == ("上级文件.txt",)
    assert kinds(compare(texts, references=[document("别的文件。", "c.txt")])) == {Kind.VERBATIM}


def test_formulas_inside_a_longer_passage_are_its_parts(compared: Compare) -> None:
    words = "船坞里的旧吊臂要割除，增强“四个意识”、坚定“四个自信”、做到“两个维护”，割下来的钢料过磅登记"
    (passage,) = (p for p in compared(f"{words}。", f"乙。{words}。").passages if p.kind is Kind.VERBATIM)
    formula = next(part for part in passage.parts if part.kind is Kind.FORMULA)
    first = formula.spans[0]
    assert first is not None
    assert words[first.start : first.end].startswith("增强“四个意识”")
