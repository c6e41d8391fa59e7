"""The summary: the matrix in both directions, the rates, the findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison, Kind, Mode, Rates
from ui.language import Language
from ui.overview.heat import heat
from ui.overview.matrix_model import CELL_ROLE
from ui.overview.overview_page import OverviewPage
from ui.painting import ink_on, luminance, widths

Compare = Callable[..., Comparison]

COPIED = "渔港卸货平台的缆桩要逐根敲击听音，锈蚀过半的当天换掉"
ONE = f"{COPIED}。三所村小合并以后，校车每天跑两趟山路，司机每月体检一次，路上的弯道都装了镜子。"
OTHER = f"{COPIED}。县里的老街改造留下了青石板和骑楼，急诊楼年底封顶。"
THIRD = "今天讲三点意见。\n一、疏通水渠\n窨井盖逐个换新。\n二、修屋顶\n瓦片开学以前翻完。"


@pytest.fixture
def language() -> Language:
    language = Language()
    language.choose("zh")
    return language


@pytest.fixture
def comparison(compared: Compare) -> Comparison:
    return compared(ONE, OTHER, THIRD)


@pytest.fixture
def page(qtbot: QtBot, comparison: Comparison, language: Language) -> OverviewPage:
    page = OverviewPage(language)
    qtbot.addWidget(page)
    page.resize(1400, 820)
    page.show_comparison(comparison)
    page.show()
    return page


def share(page: OverviewPage, row: int, column: int) -> str | None:
    said = page.matrix.model().index(row, column).data()
    assert said is None or isinstance(said, str)
    return said


def cell(page: OverviewPage, row: int, column: int) -> QPoint:
    return page.matrix.visualRect(page.matrix.model().index(row, column)).center()


def test_a_cell_says_how_much_of_the_rows_document_stands_in_the_columns(
    page: OverviewPage, comparison: Comparison
) -> None:
    pair = comparison.pairs[0]
    assert 0 < pair.a_in_b < pair.b_in_a
    assert share(page, 0, 1) == f"{pair.a_in_b:.0%}"
    assert share(page, 1, 0) == f"{pair.b_in_a:.0%}"
    assert share(page, 0, 0) is None


def test_versions_of_one_text_bear_a_sign(page: OverviewPage, comparison: Comparison) -> None:
    pair = replace(comparison.pairs[0], mode=Mode.VERSIONS, a_in_b=0.7)
    page.show_comparison(replace(comparison, pairs=(pair, *comparison.pairs[1:])))
    assert share(page, 0, 1) == "≈ 70%"
    assert "≈" in page.hint.text()


def test_the_direction_is_switched_with_a_click(qtbot: QtBot, page: OverviewPage, comparison: Comparison) -> None:
    qtbot.mouseClick(page.direction.button(1), Qt.MouseButton.LeftButton)
    assert share(page, 0, 1) == f"{comparison.pairs[0].b_in_a:.0%}"
    qtbot.mouseClick(page.direction.button(0), Qt.MouseButton.LeftButton)
    assert share(page, 0, 1) == f"{comparison.pairs[0].a_in_b:.0%}"


def test_the_net_rate_is_switched_to_with_the_keyboard(
    qtbot: QtBot, language: Language, comparison: Comparison
) -> None:
    pair = replace(comparison.pairs[0], a_in_b=0.5, net_a_in_b=0.125)
    page = OverviewPage(language)
    qtbot.addWidget(page)
    page.show_comparison(replace(comparison, pairs=(pair, *comparison.pairs[1:])))
    assert share(page, 0, 1) == "50%"
    qtbot.keyClick(page.measure.button(1), Qt.Key.Key_Space)
    assert share(page, 0, 1) == "12%"
    assert page.matrix.model().index(0, 1).data(CELL_ROLE).net


def test_a_click_or_enter_on_a_cell_asks_for_its_pair(qtbot: QtBot, page: OverviewPage) -> None:
    pairs: list[tuple[int, int]] = []
    page.pair_chosen.connect(lambda one, other: pairs.append((one, other)))
    qtbot.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=cell(page, 2, 1))
    qtbot.keyClick(page.matrix, Qt.Key.Key_Return)
    assert pairs == [(2, 1), (2, 1)]


def test_a_document_cannot_be_paired_with_itself(qtbot: QtBot, page: OverviewPage) -> None:
    with qtbot.assertNotEmitted(page.pair_chosen):
        qtbot.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=cell(page, 1, 1))


def test_the_tip_of_a_cell_says_it_in_words(page: OverviewPage, language: Language) -> None:
    index = page.matrix.model().index(0, 1)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("《0》见于《1》：总重合率41.7%")
    language.choose("en")
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("“0” in “1”: gross 41.7%")


def test_the_rates_of_a_document_stand_in_a_row(page: OverviewPage, comparison: Comparison) -> None:
    model, rates = page.rates.model(), comparison.rates[1]
    said = [model.index(1, column).data() for column in range(5)]
    assert said == ["2  1", str(rates.compared), f"{rates.gross:.1%}", f"{rates.net:.1%}", str(rates.unique)]
    tip = model.index(1, 5).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith(f"原句雷同：{rates.kinds[Kind.VERBATIM]}字")


def test_headings_speak_the_language_of_now(page: OverviewPage, language: Language) -> None:
    header = page.rates.model().headerData
    assert header(3, Qt.Orientation.Horizontal) == "净雷同率"
    language.choose("en")
    assert header(3, Qt.Orientation.Horizontal) == "Net rate"
    assert page.direction.button(1).text() == "Column in row"


def test_figures_are_never_cut_off(page: OverviewPage) -> None:
    metrics = page.rates.fontMetrics()
    for column in range(1, 5):
        for row in range(3):
            words = page.rates.model().index(row, column).data()
            assert page.rates.columnWidth(column) >= metrics.horizontalAdvance(words) + 20


def test_a_click_on_a_finding_goes_to_its_place(qtbot: QtBot, page: OverviewPage, comparison: Comparison) -> None:
    (finding,) = comparison.findings
    index = page.findings.model().index(0, 0)
    assert index.data() == "数目不符：文中预告3点，实际找到2点"
    with qtbot.waitSignal(page.place_chosen) as emitted:
        qtbot.mouseClick(
            page.findings.viewport(), Qt.MouseButton.LeftButton, pos=page.findings.visualRect(index).center()
        )
    (place,) = finding.places
    assert emitted.args == [2, place.span.start, place.span.end]


def test_without_findings_a_sentence_says_so(page: OverviewPage, comparison: Comparison) -> None:
    assert page.findings.isVisible()
    page.show_comparison(replace(comparison, findings=()))
    assert not page.findings.isVisible()


def test_common_sources_are_named(page: OverviewPage, comparison: Comparison) -> None:
    page.show_comparison(replace(comparison, references=("上级文件.txt",)))
    assert "上级文件.txt" in page.basis.text()
    assert comparison.usualness in page.basis.text()


def test_many_documents_have_numbers_over_their_columns(qtbot: QtBot, language: Language, compared: Compare) -> None:
    page = OverviewPage(language)
    qtbot.addWidget(page)
    page.show_comparison(compared(*(f"第{n}份，{COPIED}。" for n in range(10))))
    header = page.matrix.model().headerData
    assert (header(9, Qt.Orientation.Horizontal), header(9, Qt.Orientation.Vertical)) == ("10", "10  9")


def test_without_a_comparison_the_page_is_empty(page: OverviewPage) -> None:
    page.show_comparison(None)
    assert (page.matrix.model().rowCount(), page.rates.model().rowCount(), page.findings.model().rowCount()) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize("ground", ["white", "#1e1e1e"])
@pytest.mark.parametrize("net", [False, True])
def test_a_share_can_be_read_on_its_colour_and_more_of_it_is_warmer(ground: str, net: bool) -> None:
    base = QColor(ground)
    colours = [heat(n / 50, net, base) for n in range(51)]
    assert colours[0] == base
    for colour in colours:
        one, other = sorted((luminance(colour), luminance(ink_on(colour))))
        assert (other + 0.05) / (one + 0.05) >= 4.5
    away = [abs(luminance(colour) - luminance(base)) for colour in colours]
    assert away == sorted(away)


def test_the_bar_of_kinds_is_as_long_as_what_is_shared() -> None:
    rates = Rates(200, 50, {Kind.VERBATIM: 20, Kind.FORMULA: 30, Kind.NEAR: 0})
    assert widths(rates, 100) == [(Kind.VERBATIM, 10.0), (Kind.FORMULA, 15.0)]
    assert widths(Rates(0, 0), 100) == []
