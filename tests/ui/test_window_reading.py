"""Reading in the window: passages, outline, pairs, find, zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shown import comparison, shared_passage
from ui import memory
from ui.main_window import MainWindow

Read = Callable[[MainWindow], None]


def test_keys_go_from_passage_to_passage_and_light_it_in_the_texts(qtbot: QtBot, reading: MainWindow) -> None:
    panel = reading.workspace.passages
    chosen = []
    for key, modifier in (
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
    ):
        qtbot.keyClick(reading, key, modifier)
        chosen.append(panel.list.current_row())
    last = panel.list.model().rowCount() - 1
    assert last > 0
    assert chosen == [0, 1, 0, last]
    panes = reading.workspace.reading.panes
    assert any(pane.view.extraSelections() for pane in panes)


def test_a_click_on_coloured_text_chooses_its_passage(qtbot: QtBot, reading: MainWindow) -> None:
    passage = shared_passage(reading)
    place = passage.occurrences[0]
    pane = reading.workspace.reading.panes[place.document]
    middle = pane.view.rect_of((place.start + place.end) // 2).center() + QPoint(6, 0)
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert reading.workspace.passages.chosen_id == passage.id


def test_a_place_of_the_card_is_gone_to(qtbot: QtBot, reading: MainWindow) -> None:
    panel = reading.workspace.passages
    gone: list[tuple[int, int, int]] = []
    panel.place_chosen.connect(lambda *place: gone.append(place))
    panel.choose(shared_passage(reading).id)
    cursor = QTextCursor(panel.card.document())
    while not cursor.charFormat().isAnchor():
        assert cursor.movePosition(QTextCursor.MoveOperation.Right)
    at = panel.card.cursorRect(cursor).center() + QPoint(4, 0)
    qtbot.mouseClick(panel.card.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place = shared_passage(reading).occurrences[0]
    assert gone == [(place.document, place.start, place.end)]
    assert reading.workspace.reading.panes[place.document].view.extraSelections()


def test_a_row_of_the_outline_brings_every_text_to_its_section(qtbot: QtBot, reading: MainWindow) -> None:
    reading.resize(1000, 420)
    qtbot.wait(50)
    view = reading.workspace.outline.view
    last = len(comparison(reading).rows) - 1
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_row() == last
    held = [number for number, ids in enumerate(comparison(reading).rows[last].sections) if ids]
    assert held
    for number in held:
        bar = reading.workspace.reading.panes[number].view.verticalScrollBar()
        assert bar.maximum() == 0 or bar.value() > 0


def test_a_pair_chosen_in_the_overview_is_read_alone_until_all_are_wanted(qtbot: QtBot, reading: MainWindow) -> None:
    qtbot.keyClick(reading, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert reading.workspace.page == "overview"
    assert not reading.workspace.passages.isVisible()
    matrix = reading.workspace.overview.matrix
    cell = matrix.visualRect(matrix.model().index(0, 2)).center()
    qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert reading.workspace.page == "reading"
    panes = reading.workspace.reading.panes
    assert [pane.isVisible() for pane in panes] == [True, False, True]
    assert reading.pair_notice.isVisible()
    assert "稿0" in reading.pair_notice.words.text()
    assert "稿2" in reading.pair_notice.words.text()
    qtbot.keyClick(reading, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert [pane.isVisible() for pane in panes] == [True, True, True]
    assert not reading.pair_notice.isVisible()
    assert not reading.commands["show_all"].isEnabled()


def test_find_opens_with_ctrl_f_from_the_overview_too_and_steps_with_f3(qtbot: QtBot, reading: MainWindow) -> None:
    reading.commands["overview"].trigger()
    qtbot.keyClick(reading, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = reading.workspace.reading.find_bar
    assert bar.isVisible()
    QApplication.clipboard().setText("盯住堤坝")
    qtbot.keyClick(bar.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "3" in bar.count.text(), timeout=2_000)
    said = bar.count.text()
    qtbot.keyClick(reading, Qt.Key.Key_F3)
    assert bar.count.text() != said
    qtbot.keyClick(reading, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == said


def test_text_is_zoomed_with_keys_and_that_is_remembered(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    font = reading.workspace.reading.panes[0].view.document().defaultFont().pointSizeF()
    qtbot.keyClick(reading, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    read(reading)
    assert reading.workspace.reading.panes[0].view.document().defaultFont().pointSizeF() == font + 1
    assert memory.zoom() == 1


def test_scrolling_together_is_turned_off_with_the_lock(qtbot: QtBot, reading: MainWindow) -> None:
    reading.resize(1000, 360)
    qtbot.wait(50)
    bars = [pane.view.verticalScrollBar() for pane in reading.workspace.reading.panes]
    assert all(bar.maximum() > 40 for bar in bars)
    qtbot.keyClick(reading, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not reading.commands["locked"].isChecked()
    bars[0].setValue(bars[0].maximum())
    qtbot.wait(50)
    assert bars[1].value() == 0
    qtbot.keyClick(reading, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    bars[0].setValue(0)
    bars[0].setValue(bars[0].maximum())
    qtbot.waitUntil(lambda: bars[1].value() > 0)


def test_panels_are_shown_and_hidden_with_their_commands(qtbot: QtBot, reading: MainWindow) -> None:
    for name, panel in (
        ("files", reading.workspace.files),
        ("outline", reading.workspace.outline),
        ("passages", reading.workspace.passages),
    ):
        assert panel.isVisible()
        reading.commands[name].trigger()
        assert not panel.isVisible()
        reading.commands[name].trigger()
        assert panel.isVisible()
