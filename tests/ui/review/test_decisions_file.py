"""Decisions saved and opened, and asked for before they would be lost; the list of them all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.cli import run
from app.comparison.model import Kind
from app.comparison.review import HandLink, Review
from app.comparison.review_file import as_json, review
from app.document.corrections import Action, Correction
from ui.main_window import MainWindow
from ui.review.decisions_dialog import DecisionsDialog

Read = Callable[[MainWindow], None]
Control = Qt.KeyboardModifier.ControlModifier


def exclude(window: MainWindow) -> str:
    """Exclude the first passage of the list; give its id."""
    window.workspace.passages.choose("")
    window.commands["next"].trigger()
    window.commands["exclude"].trigger()
    return window.workspace.passages.chosen_id


def answer(qtbot: QtBot, window: MainWindow, name: str) -> None:
    question = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    qtbot.mouseClick(question.findChild(QPushButton, f"ui.unsaved.{name}"), Qt.MouseButton.LeftButton)


def give_file(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Name a file in the dialog that is open."""
    dialog = next(each for each in window.findChildren(QFileDialog) if each.isVisible())
    dialog.setDirectory(str(path.parent))
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(path.name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def questions(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_decisions_are_saved_as_the_command_line_takes_them(
    qtbot: QtBot,
    reading: MainWindow,
    read: Read,
    tmp_path: Path,
    drafts: list[Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert not reading.commands["save_decisions"].isEnabled()
    excluded = exclude(reading)
    read(reading)
    assert reading.isWindowModified()
    target = tmp_path / "复核.json"
    qtbot.keyClick(reading, Qt.Key.Key_S, Control)
    give_file(qtbot, reading, target)
    assert review(target) == reading.session.history.now == Review(excluded=frozenset({excluded}))
    assert not reading.isWindowModified()
    assert not reading.commands["save_decisions"].isEnabled()
    assert run(["compare", *map(str, drafts), "--review", str(target), "--json", "-"]) == 0
    result = json.loads(capsys.readouterr().out)
    shown = reading.workspace.comparison
    assert shown is not None
    assert [document["rates"]["shared"] for document in result["documents"]] == [rates.shared for rates in shown.rates]


def test_saved_once_they_are_saved_there_again_without_a_question(
    qtbot: QtBot, reading: MainWindow, tmp_path: Path
) -> None:
    target = tmp_path / "复核.json"
    exclude(reading)
    reading.commands["save_decisions"].trigger()
    give_file(qtbot, reading, target)
    reading.commands["kind_common"].trigger()
    qtbot.keyClick(reading, Qt.Key.Key_S, Control)
    assert review(target) == reading.session.history.now
    assert len(review(target).kinds) == 1


def test_opened_decisions_are_obeyed_and_can_be_taken_back(
    qtbot: QtBot, reading: MainWindow, read: Read, tmp_path: Path
) -> None:
    target = tmp_path / "复核.json"
    target.write_bytes(as_json(Review(ignored=("盯住堤坝、码头、渡口不放",))))
    excluded = exclude(reading)
    read(reading)
    reading.commands["open_decisions"].trigger()
    give_file(qtbot, reading, target)
    read(reading)
    assert reading.session.history.now == review(target)
    assert not reading.isWindowModified()
    reading.commands["undo"].trigger()
    assert reading.session.history.now.excluded == {excluded}
    assert reading.isWindowModified()


def test_a_file_that_holds_no_decisions_is_named_and_changes_nothing(
    qtbot: QtBot, reading: MainWindow, tmp_path: Path
) -> None:
    other = tmp_path / "别的.json"
    other.write_text("{}", encoding="utf-8")
    reading.commands["open_decisions"].trigger()
    give_file(qtbot, reading, other)
    assert "别的.json" in reading.notice.words.text()
    assert reading.session.history.now == Review()


def test_a_file_that_cannot_be_written_is_named_and_the_decisions_are_still_asked_for(
    qtbot: QtBot, reading: MainWindow, tmp_path: Path
) -> None:
    exclude(reading)
    reading.commands["save_decisions_as"].trigger()
    dialog = next(each for each in reading.findChildren(QFileDialog) if each.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "没有" / "复核.json"))  # gone since it was chosen
    dialog.reject()
    assert "复核.json" in reading.notice.words.text()
    assert reading.isWindowModified()


def test_closing_asks_about_decisions_in_no_file_and_cancel_stays(qtbot: QtBot, reading: MainWindow) -> None:
    exclude(reading)
    assert not reading.close()
    assert reading.isVisible()
    answer(qtbot, reading, "cancel")
    qtbot.wait(20)
    assert reading.isVisible()
    assert reading.session.history.now.excluded


def test_closing_without_saving_closes(qtbot: QtBot, reading: MainWindow) -> None:
    exclude(reading)
    reading.close()
    answer(qtbot, reading, "discard")
    qtbot.waitUntil(lambda: not reading.isVisible())


def test_closing_with_saving_saves_first(qtbot: QtBot, reading: MainWindow, tmp_path: Path) -> None:
    excluded = exclude(reading)
    reading.close()
    answer(qtbot, reading, "save")
    assert reading.isVisible()
    give_file(qtbot, reading, tmp_path / "复核.json")
    qtbot.waitUntil(lambda: not reading.isVisible())
    assert review(tmp_path / "复核.json").excluded == {excluded}


def test_what_is_undone_or_saved_is_not_asked_for(reading: MainWindow) -> None:
    exclude(reading)
    reading.commands["undo"].trigger()
    assert reading.close()
    assert not questions(reading)


def test_closing_all_texts_and_opening_the_samples_ask_too_and_begin_anew(
    qtbot: QtBot, reading: MainWindow, read: Read
) -> None:
    exclude(reading)
    reading.commands["samples"].trigger()
    answer(qtbot, reading, "cancel")
    assert len(reading.session.files) == 3
    reading.commands["close_files"].trigger()
    answer(qtbot, reading, "discard")
    qtbot.waitUntil(lambda: reading.session.files == ())
    assert reading.session.history.now == Review()
    assert not reading.commands["undo"].isEnabled()
    assert not reading.commands["open_decisions"].isEnabled()
    assert reading.workspace.page == "start"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_decision_stands_in_the_list_and_is_taken_back_alone(
    qtbot: QtBot, reading: MainWindow, language: str
) -> None:
    reading.commands[language].trigger()
    passage = reading.workspace.comparison.passages[0] if reading.workspace.comparison else None
    assert passage is not None
    link = HandLink("稿0.txt", "1", "稿1.txt", "2")
    whole = Review(
        kinds={passage.id: Kind.COMMON},
        excluded=frozenset({passage.id, "gone"}),
        ignored=("盯住堤坝", "渡口"),
        links=(link,),
        unlinks=(HandLink("稿0.txt", "1", "没有.txt", "9"),),
        corrections={"稿0.txt": (Correction(Action.BODY, 3, "一、"), Correction(Action.JOIN, 9, "二、"))},
    )
    reading.session.decide(whole)
    qtbot.keyClick(reading, Qt.Key.Key_D, Control | Qt.KeyboardModifier.ShiftModifier)
    dialog = reading.findChild(DecisionsDialog)
    assert dialog is not None
    rows = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    said = [(item.text(0), item.text(1)) for item in rows if item is not None]
    assert len(said) == 9
    assert all(what and about for what, about in said)
    assert ("各处忽略" if language == "zh" else "Ignored everywhere", "渡口") in said
    for left in range(8, -1, -1):
        qtbot.mouseClick(dialog.take_back_button, Qt.MouseButton.LeftButton)
        assert dialog.list.topLevelItemCount() == left
    assert reading.session.history.now == Review()
    assert not dialog.take_back_button.isEnabled()
    for _ in range(9):
        reading.session.undo()
    assert reading.session.history.now == whole
    dialog.accept()
