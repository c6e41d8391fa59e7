"""Deciding about passages in the window: menus, keys, what is shown at once, rates that follow, the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.comparison.model import Kind, Passage
from app.comparison.review import Review
from tests.ui.conftest import ask_for_menu
from tests.ui.shown import comparison
from ui.main_window import MainWindow
from ui.passages.listing import Entry
from ui.passages.model import ENTRY_ROLE

Read = Callable[[MainWindow], None]
Control = Qt.KeyboardModifier.ControlModifier


def shared(window: MainWindow) -> Passage:
    """What all three drafts share."""
    documents = comparison(window).documents
    return next(
        passage
        for passage in comparison(window).passages
        if passage.documents == 3
        and "盯住堤坝" in documents[0].text[passage.occurrences[0].start : passage.occurrences[0].end]
    )


def entry(window: MainWindow, passage_id: str) -> Entry:
    """What the list shows of a passage now."""
    model = window.workspace.passages.list.model()
    entries = [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]
    return next(each for each in entries if each.passage.id == passage_id)


def facts(window: MainWindow, passage_id: str) -> str:
    model = window.workspace.passages.list.model()
    row = next(r for r in range(model.rowCount()) if model.index(r, 0).data(ENTRY_ROLE).passage.id == passage_id)
    return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole))


def listed(window: MainWindow) -> list[str]:
    model = window.workspace.passages.list.model()
    return [model.index(row, 0).data(ENTRY_ROLE).passage.id for row in range(model.rowCount())]


def choose(window: MainWindow, passage: Passage) -> None:
    """Go through the list until the passage is reached."""
    for _ in listed(window):
        window.commands["next"].trigger()
        if window.workspace.passages.chosen_id == passage.id:
            return
    raise AssertionError(passage.id)


def middle(window: MainWindow, passage: Passage) -> QPoint:
    """The middle of a passage in the first text."""
    view, place = window.workspace.reading.panes[0].view, passage.occurrences[0]
    view.scroll_to(place.start, 60)
    return view.rect_of((place.start + place.end) // 2).center() + QPoint(6, 0)


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]


def test_the_kind_is_decided_in_the_menu_of_the_list_shown_at_once_and_the_rates_follow(
    reading: MainWindow, read: Read, menus: list[QMenu]
) -> None:
    passage, before = shared(reading), comparison(reading).rates[0]
    assert passage.kind is Kind.VERBATIM
    view = reading.workspace.passages.list
    row = listed(reading).index(passage.id)
    ask_for_menu(view, view.visualRect(view.model().index(row, 0)).center())
    (menu,) = menus
    assert texts(menu) == ["类别改为", "排除这一条", "各处忽略此用语", "恢复程序判断"]
    assert reading.workspace.passages.chosen_id == passage.id
    kinds = next(action for action in menu.actions() if action.menu()).menu()
    assert [action.text() for action in kinds.actions() if action.isChecked()] == ["原句雷同"]
    next(action for action in kinds.actions() if action.text() == "固定提法").trigger()
    assert facts(reading, passage.id).startswith("固定提法 （人工）")  # before the engine has answered
    assert reading.engine.is_busy
    read(reading)
    after = shared(reading)
    assert (after.kind, after.reason.code) == (Kind.FORMULA, "reason.overruled")
    assert comparison(reading).rates[0].net < before.net
    assert comparison(reading).rates[0].gross == before.gross
    assert "由人工改定" in reading.workspace.passages.card.toPlainText()


def test_a_kind_is_decided_with_a_key_and_taken_back_with_undo(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    passage = shared(reading)
    choose(reading, passage)
    qtbot.keyClick(reading, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    read(reading)
    assert shared(reading).kind is Kind.CITATION
    assert reading.commands["kind_citation"].isChecked()
    qtbot.keyClick(reading, Qt.Key.Key_Z, Control)
    assert entry(reading, passage.id).passage.kind is Kind.VERBATIM
    read(reading)
    assert shared(reading) == passage
    assert reading.commands["kind_verbatim"].isChecked()


def test_to_say_what_was_found_is_no_decision(qtbot: QtBot, reading: MainWindow) -> None:
    choose(reading, shared(reading))
    qtbot.keyClick(reading, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert not reading.session.history.can_undo
    assert reading.commands["kind_verbatim"].isChecked()


def test_an_excluded_passage_is_marked_at_once_does_not_count_and_is_included_again(
    qtbot: QtBot, reading: MainWindow, read: Read
) -> None:
    passage, before = shared(reading), comparison(reading).rates[0]
    choose(reading, passage)
    qtbot.keyClick(reading, Qt.Key.Key_D, Control)
    assert entry(reading, passage.id).excluded
    assert facts(reading, passage.id).startswith("人工排除 · 原句雷同")
    assert reading.commands["exclude"].text() == "重新计入"
    read(reading)
    assert comparison(reading).rates[0].shared < before.shared
    assert "人工排除：不计入重合率" in reading.workspace.passages.card.toPlainText()
    pane = reading.workspace.reading.panes[0]
    place = passage.occurrences[0]
    assert [run.excluded for run in pane.shares.runs(frozenset(Kind), unique=False) if run.start == place.start] == [
        True
    ]
    assert "人工排除" in pane.view.tip_at(place.start + 3)
    qtbot.keyClick(reading, Qt.Key.Key_D, Control)
    assert not entry(reading, passage.id).excluded
    read(reading)
    assert comparison(reading).rates[0] == before
    assert reading.commands["exclude"].text() == "排除这一条"


def test_an_ignored_wording_is_gone_everywhere_and_the_next_passage_takes_its_row(
    qtbot: QtBot, reading: MainWindow, read: Read
) -> None:
    before, passage = listed(reading), shared(reading)
    row = before.index(passage.id)
    choose(reading, passage)
    qtbot.keyClick(reading, Qt.Key.Key_I, Control)
    assert passage.id not in listed(reading)
    read(reading)
    assert passage.id not in {each.id for each in comparison(reading).passages}
    assert reading.workspace.passages.chosen_id == ""
    assert not reading.commands["ignore"].isEnabled()
    rest = listed(reading)
    qtbot.keyClick(reading, Qt.Key.Key_F8)
    assert reading.workspace.passages.chosen_id == rest[row % len(rest)]
    qtbot.keyClick(reading, Qt.Key.Key_Z, Control)
    read(reading)
    assert listed(reading) == before


def test_what_was_decided_about_one_passage_is_taken_back_without_the_rest(
    qtbot: QtBot, reading: MainWindow, read: Read
) -> None:
    passage = shared(reading)
    other = next(each for each in comparison(reading).passages if each.id in listed(reading) and each.id != passage.id)
    choose(reading, other)
    reading.commands["exclude"].trigger()
    choose(reading, passage)
    assert not reading.commands["as_found"].isEnabled()
    reading.commands["kind_near"].trigger()
    reading.commands["exclude"].trigger()
    assert reading.commands["as_found"].isEnabled()
    qtbot.keyClick(reading, Qt.Key.Key_R, Control)
    assert reading.session.history.now == Review(excluded=frozenset({other.id}))
    assert not reading.commands["as_found"].isEnabled()
    read(reading)
    assert shared(reading) == passage


def test_a_passage_is_decided_about_from_the_menu_of_the_text(
    reading: MainWindow, read: Read, menus: list[QMenu]
) -> None:
    passage = shared(reading)
    view = reading.workspace.reading.panes[0].view
    ask_for_menu(view, middle(reading, passage))
    (menu,) = menus
    assert reading.workspace.passages.chosen_id == passage.id
    assert texts(menu)[:4] == ["类别改为", "排除这一条", "各处忽略此用语", "恢复程序判断"]
    assert texts(menu)[-3:] == ["设为标题", "设为正文", "从这里另起一节"]
    next(action for action in menu.actions() if action.text() == "排除这一条").trigger()
    read(reading)
    assert reading.session.history.now.excluded == {passage.id}


def test_beside_shared_text_the_menu_offers_nothing_about_passages(reading: MainWindow, menus: list[QMenu]) -> None:
    ask_for_menu(reading.workspace.reading.panes[0].view, QPoint(2, 2))
    assert "排除这一条" not in texts(menus[0])


def test_without_a_chosen_passage_there_is_nothing_to_decide(window: MainWindow, reading: MainWindow) -> None:
    names = ("exclude", "ignore", "as_found", "kind_near")
    assert [reading.commands[name].isEnabled() for name in names] == [False] * 4
    choose(reading, shared(reading))
    assert [reading.commands[name].isEnabled() for name in names] == [True, True, False, True]


def test_a_decision_moves_nothing_that_the_person_looks_at(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    reading.resize(1000, 420)
    qtbot.wait(50)
    choose(reading, shared(reading))
    reading.commands["locked"].setChecked(False)
    panes = list(reading.workspace.reading.panes)
    bars = [pane.view.verticalScrollBar() for pane in panes] + [
        reading.workspace.outline.view.verticalScrollBar(),
        reading.workspace.passages.list.verticalScrollBar(),
    ]
    for bar in bars:
        bar.setValue(bar.maximum() // 2)
    before = [bar.value() for bar in bars[:-1]]
    assert sum(before) > 0
    reading.commands["exclude"].trigger()
    read(reading)
    assert reading.workspace.reading.panes == panes
    assert [bar.value() for bar in bars[:-1]] == before
    assert all(pane.view.extraSelections() for pane in panes)  # the passage is still lit


def test_two_texts_read_alone_stay_alone(reading: MainWindow, read: Read) -> None:
    reading.workspace.read_pair(0, 2)
    choose(reading, shared(reading))
    reading.commands["exclude"].trigger()
    read(reading)
    assert [pane.isVisible() for pane in reading.workspace.reading.panes] == [True, False, True]
    assert reading.workspace.outline.view.isColumnHidden(1)
    assert reading.pair_notice.isVisible()
    reading.commands["show_all"].trigger()
    assert all(pane.isVisible() for pane in reading.workspace.reading.panes)


def test_decisions_in_a_row_end_in_one_comparison_that_obeys_them_all(reading: MainWindow, read: Read) -> None:
    results: list[object] = []
    reading.session.compared.connect(results.append)
    passage = shared(reading)
    choose(reading, passage)
    for name in ("kind_formula", "exclude", "kind_near"):
        reading.commands[name].trigger()
    read(reading)
    assert len(results) == 1
    assert shared(reading).kind is Kind.NEAR
    assert comparison(reading).rates[0].kinds.get(Kind.NEAR, 0) == 0  # excluded too


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["类别改为", "排除这一条", "各处忽略此用语", "恢复程序判断"]),
        ("en", ["Is of the kind", "Exclude this passage", "Ignore this wording everywhere", "As Duidu found it"]),
    ],
)
def test_the_same_commands_stand_in_the_main_menu_with_their_keys(
    reading: MainWindow, language: str, words: list[str]
) -> None:
    reading.commands[language].trigger()
    title = {"zh": "复核", "en": "Review"}[language]
    menu = next(action.menu() for action in reading.menuBar().actions() if action.text() == title)
    assert texts(menu)[:4] == words
    kinds = menu.actions()[0].menu()
    keys = [action.shortcut().toString() for action in kinds.actions()]
    assert keys == [f"Alt+{number}" for number in range(1, len(Kind) + 1)]
    assert all(action.shortcut().toString() for action in menu.actions()[1:4])


def test_a_passage_that_changed_its_kind_keeps_its_place_in_the_list(reading: MainWindow, read: Read) -> None:
    before = listed(reading)
    assert len(before) > 1
    reading.commands["next"].trigger()
    reading.commands["kind_common"].trigger()
    read(reading)
    assert listed(reading) == before
    assert reading.workspace.passages.list.current_row() == 0
    assert entry(reading, before[0]).passage.kind is Kind.COMMON
