"""The aligned outline: what a row shows, and how one is chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison
from ui.language import Language
from ui.outline.model import CELL_ROLE, Cell
from ui.outline.outline_panel import OutlinePanel

Compare = Callable[..., Comparison]

ONE = """同志们：今天开会，部署河堤加固。
一、加固老河堤的险段
河工队腊月里上堤，石料三月以前备齐。
二、疏通镇里的排水渠
镇里十二条排水渠清淤一遍，窨井盖逐个换成新的。"""
OTHER = """同志们：大家辛苦了，现在讲几句。
一、疏通镇里的排水渠
镇里十二条排水渠清淤一遍，泵站的闸门重新上漆。
二、修好三所村小的屋顶
校车每天跑两趟山路，屋顶的瓦开学以前翻完。"""


@pytest.fixture
def language() -> Language:
    language = Language()
    language.choose("zh")
    return language


@pytest.fixture
def panel(qtbot: QtBot, compared: Compare, language: Language) -> OutlinePanel:
    panel = OutlinePanel(language)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show_comparison(compared(ONE, OTHER))
    panel.show()
    return panel


def words(panel: OutlinePanel) -> list[list[str | None]]:
    model = panel.view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def middle(panel: OutlinePanel, row: int, column: int = 0) -> QPoint:
    return panel.view.visualRect(panel.view.model().index(row, column)).center()


def row_of(panel: OutlinePanel, said: str) -> int:
    return next(row for row, cells in enumerate(words(panel)) if said in cells)


def test_sections_that_belong_together_stand_in_one_row_each_with_its_own_number(panel: OutlinePanel) -> None:
    row = words(panel)[row_of(panel, "二、疏通镇里的排水渠")]
    assert row == ["二、疏通镇里的排水渠", "一、疏通镇里的排水渠"]


def test_a_section_that_only_one_document_has_stands_alone(panel: OutlinePanel) -> None:
    assert words(panel)[row_of(panel, "二、修好三所村小的屋顶")] == [None, "二、修好三所村小的屋顶"]


def test_a_cell_says_how_much_of_its_section_is_shared(panel: OutlinePanel) -> None:
    cell = panel.view.model().index(row_of(panel, "二、疏通镇里的排水渠"), 0).data(CELL_ROLE)
    assert isinstance(cell, Cell)
    assert (cell.said.label, cell.said.words, cell.said.has_heading, cell.level) == (
        "二、",
        "疏通镇里的排水渠",
        True,
        1,
    )
    assert 0.4 < cell.rates.gross < 1


def test_a_part_without_a_heading_is_named_and_shows_its_first_words(panel: OutlinePanel, language: Language) -> None:
    row = next(row for row, cells in enumerate(words(panel)) if cells[1] and "大家辛苦了" in cells[1])
    index = panel.view.model().index(row, 1)
    assert index.data().startswith("引言")
    language.choose("en")
    assert index.data().startswith("preamble")


def test_a_click_chooses_the_row_and_a_click_on_it_again_comes_back_to_it(qtbot: QtBot, panel: OutlinePanel) -> None:
    rows: list[int] = []
    panel.row_chosen.connect(rows.append)
    for _ in range(2):
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, 2, 1))
    assert rows == [2, 2]


def test_the_arrow_keys_choose_rows_and_enter_chooses_again(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.show_row(1)
    rows: list[int] = []
    panel.row_chosen.connect(rows.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(panel.view, key)
    assert rows == [2, 1, 1]


def test_a_row_shown_from_elsewhere_is_marked_without_a_word(qtbot: QtBot, panel: OutlinePanel) -> None:
    with qtbot.assertNotEmitted(panel.row_chosen):
        panel.show_row(2)
    assert panel.view.current_row() == 2
    panel.show_row(-1)
    assert panel.view.current_row() == -1


def test_a_dock_too_narrow_for_all_columns_scrolls_and_a_wide_one_is_filled(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.resize(240, 600)
    qtbot.waitUntil(lambda: panel.view.columnWidth(0) == 150)
    panel.resize(700, 600)
    qtbot.waitUntil(
        lambda: panel.view.columnWidth(0) + panel.view.columnWidth(1) == panel.view.viewport().width() > 600
    )


def test_only_the_documents_in_view_have_columns(panel: OutlinePanel) -> None:
    panel.set_visible_documents(frozenset({1}))
    assert [panel.view.isColumnHidden(column) for column in range(2)] == [True, False]
    panel.set_visible_documents(frozenset({0, 1}))
    assert not panel.view.isColumnHidden(0)


def test_without_a_comparison_there_are_no_rows_and_a_sentence_says_what_to_do(panel: OutlinePanel) -> None:
    before = panel.grab().toImage()
    panel.show_comparison(None)
    assert panel.view.model().rowCount() == 0
    assert panel.grab().toImage() != before
    assert panel.view.accessibleName() == "对照提纲"
