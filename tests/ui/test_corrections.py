"""Correcting outlines in the window: menus, keys, undo and redo; what is decided goes with every comparison."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.comparison.review import Review
from app.document.corrections import Action, Correction
from tests.ui.conftest import ask_for_menu
from ui.correction_menu import correction_at, paragraph_at
from ui.engine_process import Compare
from ui.history import History
from ui.main_window import MainWindow

Read = Callable[[MainWindow], None]


def choose(menu: QMenu, action: Action) -> None:
    next(entry for entry in menu.actions() if entry.objectName() == action.value).trigger()


def cell(window: MainWindow, words: str, column: int) -> QPoint:
    view = window.workspace.outline.view
    model = view.model()
    row = next(row for row in range(model.rowCount()) if words in str(model.index(row, column).data()))
    view.scrollTo(model.index(row, column))
    return view.visualRect(model.index(row, column)).center()


def place(window: MainWindow, words: str, number: int = 0) -> int:
    assert window.workspace.comparison is not None
    return window.workspace.comparison.documents[number].text.index(words)


def test_a_section_is_corrected_from_its_menu_in_the_outline(
    reading: MainWindow, read: Read, menus: list[QMenu], jobs: list[Compare]
) -> None:
    ask_for_menu(reading.workspace.outline.view, cell(reading, "抓好落实", 1))
    (menu,) = menus
    assert [entry.text() for entry in menu.actions()][:4] == ["提升一级", "降低一级", "设为正文", "并入上一节"]
    choose(menu, Action.DEMOTE)
    read(reading)
    wanted = Correction(Action.DEMOTE, place(reading, "二、抓好落实", 1), "二、抓好落实")
    assert jobs[-1].review == Review(corrections={"稿1.txt": (wanted,)})
    assert reading.workspace.comparison is not None


def test_a_section_is_corrected_with_the_keys(
    qtbot: QtBot, reading: MainWindow, read: Read, jobs: list[Compare]
) -> None:
    view = reading.workspace.outline.view
    for key, modifier, action in (
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, Action.PROMOTE),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, Action.DEMOTE),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, Action.BODY),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, Action.JOIN),
    ):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell(reading, "认清形势", 2))
        QTest.keyClick(view, key, modifier)
        read(reading)
        assert jobs[-1].review.corrections["稿2.txt"][-1].action is action
    assert len(jobs[-1].review.corrections["稿2.txt"]) == 4
    assert len(reading.session.files) == 3  # Delete meant the section


def test_a_paragraph_is_corrected_from_the_menu_of_the_text(
    reading: MainWindow, read: Read, menus: list[QMenu], jobs: list[Compare]
) -> None:
    view = reading.workspace.reading.panes[0].view
    start = place(reading, "各级各部门")
    view.scroll_to(start, 40)
    ask_for_menu(view, view.rect_of(start + 30).center() + QPoint(4, 0))
    (menu,) = menus
    assert [entry.text() for entry in menu.actions()][-3:] == ["设为标题", "设为正文", "从这里另起一节"]
    choose(menu, Action.HEADING)
    read(reading)
    (correction,) = jobs[-1].review.corrections["稿0.txt"]
    assert (correction.action, correction.place) == (Action.HEADING, start)
    assert correction.words.startswith("各级各部门要把隐患当成事故来抓")


def test_beside_the_text_there_is_nothing_to_correct(reading: MainWindow, menus: list[QMenu]) -> None:
    view = reading.workspace.reading.panes[0].view
    ask_for_menu(view, QPoint(2, 2))
    assert not {action.value for action in Action} & {entry.objectName() for entry in menus[0].actions()}


def test_corrections_are_taken_back_and_made_again(
    qtbot: QtBot, reading: MainWindow, read: Read, jobs: list[Compare]
) -> None:
    undo, redo, view = reading.commands["undo"], reading.commands["redo"], reading.workspace.outline.view
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell(reading, "认清形势", 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    read(reading)
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    QTest.keyClick(reading.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    read(reading)
    assert jobs[-1].review == Review()
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(reading.windowHandle(), Qt.Key.Key_Z, both)
    read(reading)
    assert [each.action for each in jobs[-1].review.corrections["稿0.txt"]] == [Action.BODY]


def test_decisions_go_with_every_comparison_until_other_files_are_opened(
    qtbot: QtBot, reading: MainWindow, read: Read, jobs: list[Compare]
) -> None:
    view = reading.workspace.outline.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell(reading, "认清形势", 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    read(reading)
    decided = jobs[-1].review
    reading.session.compare_again()
    read(reading)
    assert jobs[-1].review == decided
    reading.commands["samples"].trigger()
    question = reading.findChild(QMessageBox)
    assert question is not None
    discard = question.findChild(QPushButton, "ui.unsaved.discard")
    qtbot.mouseClick(discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: jobs[-1].review == Review())


def test_a_new_decision_forgets_what_was_taken_back() -> None:
    history = History()
    one, other = (Review(ignored=(word,)) for word in ("甲", "乙"))
    history.decide(one)
    history.undo()
    history.decide(other)
    history.redo()
    assert history.now == other
    history.undo()
    history.undo()
    assert (history.now, history.can_undo, history.can_redo) == (Review(), False, True)


def test_a_place_is_remembered_by_its_first_words(reading: MainWindow) -> None:
    assert reading.workspace.comparison is not None
    document = reading.workspace.comparison.documents[0]
    start = document.text.index("一、认清形势")
    assert correction_at(document, Action.BODY, start).words == "一、认清形势"
    assert paragraph_at(document, start + 3) == start
    assert paragraph_at(document, len(document.text) + 5) is None


def headings(window: MainWindow, number: int = 0) -> list[str]:
    assert window.workspace.comparison is not None
    return [section.heading for section in window.workspace.comparison.documents[number].sections if section.heading]


def test_what_was_corrected_is_the_outline_that_is_compared_and_shown(
    qtbot: QtBot, reading: MainWindow, read: Read, menus: list[QMenu]
) -> None:
    before = headings(reading)
    assert "认清形势" in before
    view = reading.workspace.outline.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell(reading, "认清形势", 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    read(reading)
    assert "认清形势" not in headings(reading)
    text = reading.workspace.reading.panes[0].view
    start = place(reading, "一、认清形势")
    text.scroll_to(start, 40)
    ask_for_menu(text, text.rect_of(start + 3).center() + QPoint(4, 0))
    choose(menus[-1], Action.HEADING)
    read(reading)
    assert "认清形势" in headings(reading)
    for _ in range(2):
        reading.commands["undo"].trigger()
        read(reading)
    assert headings(reading) == before
