"""Files dropped on the window, opened, listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SHARED
from tests.ui.shown import comparison, entries, names
from ui import memory
from ui.main_window import MainWindow

Read = Callable[[MainWindow], None]


def test_files_dropped_anywhere_are_compared_and_read(
    window: MainWindow, drafts: list[Path], drag: type, read: Read
) -> None:
    assert window.workspace.page == "start"
    assert drag(drafts).drop(window)
    read(window)
    assert window.workspace.page == "reading"
    assert names(window) == ["稿0.txt", "稿1.txt", "稿2.txt"]
    shown = [pane.view.toPlainText() for pane in window.workspace.reading.panes]
    assert shown == [path.read_text(encoding="utf-8") for path in drafts]
    assert [entry.format for entry in entries(window)] == ["txt"] * 3


def test_a_folder_dropped_gives_its_files(
    window: MainWindow, drafts: list[Path], drag: type, read: Read, tmp_path: Path
) -> None:
    (tmp_path / "图.png").write_bytes(b"no text")
    assert drag([tmp_path]).drop(window)
    read(window)
    assert names(window) == ["稿0.txt", "稿1.txt", "稿2.txt"]
    assert [entry.path.name for entry in entries(window)] == names(window)


def test_files_are_taken_over_a_text_and_over_a_search_field_too(
    reading: MainWindow, drag: type, read: Read, tmp_path: Path
) -> None:
    field = reading.workspace.passages.filters.findChildren(QWidget)
    assert field
    reading.commands["find"].trigger()
    for number, part in enumerate((reading.workspace.reading.panes[0].view, reading.workspace.reading.find_bar.words)):
        path = tmp_path / f"后来{number}.txt"
        path.write_text(f"后来的第{number}份稿子。{SHARED}。", encoding="utf-8")
        assert drag([path]).drop(reading, over=part)
        read(reading)
        assert names(reading)[-1] == path.name
    assert reading.workspace.reading.find_bar.words.text() == ""


def test_the_hint_is_there_while_files_are_dragged(window: MainWindow, drafts: list[Path], drag: type) -> None:
    files, hint = drag(drafts), window.drop.hint
    assert files.enter(window)
    assert files.move(window)
    assert hint.isVisible()
    assert hint.size() == window.size()
    files.leave(window)
    assert not hint.isVisible()


def test_words_dragged_over_the_window_are_not_taken(window: MainWindow, drag: type) -> None:
    assert not drag([]).drop(window)
    assert not window.drop.hint.isVisible()
    assert entries(window) == ()


def test_the_samples_are_one_click_away(qtbot: QtBot, window: MainWindow, read: Read) -> None:
    qtbot.mouseClick(window.workspace.start.samples_button, Qt.MouseButton.LeftButton)
    read(window)
    assert len(names(window)) == 3
    assert comparison(window).references == ("上级文件.txt",)
    assert [entry.path.name for entry in entries(window) if entry.is_source] == ["上级文件.txt"]


def test_files_are_opened_in_a_dialog(qtbot: QtBot, window: MainWindow, drafts: list[Path], read: Read) -> None:
    qtbot.mouseClick(window.workspace.start.open_button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert "*.docx" in dialog.nameFilters()[0]
    dialog.setDirectory(str(drafts[0].parent))
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText('"稿0.txt" "稿1.txt"')
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    read(window)
    assert names(window) == ["稿0.txt", "稿1.txt"]
    assert memory.folder("open") == drafts[0].parent


def test_bad_files_are_named_with_their_reason_and_the_others_compared(
    window: MainWindow, drafts: list[Path], drag: type, read: Read, tmp_path: Path
) -> None:
    broken, foreign = tmp_path / "坏.docx", tmp_path / "图.png"
    broken.write_bytes(b"PK no document")
    foreign.write_bytes(b"no text")
    assert drag([broken, *drafts, foreign]).drop(window)
    read(window)
    assert names(window) == ["稿0.txt", "稿1.txt", "稿2.txt"]
    troubles = {entry.path.name: entry.trouble.code for entry in entries(window) if entry.trouble}
    assert troubles.keys() == {"坏.docx", "图.png"}
    assert troubles["图.png"] == "input.unknown_format"
    assert window.notice.isVisible()
    assert "2" in window.notice.words.text()


def test_a_file_deleted_before_it_is_read_is_named(
    window: MainWindow, drafts: list[Path], drag: type, read: Read
) -> None:
    assert drag(drafts).drop(window)
    drafts[1].unlink()
    read(window)
    assert names(window) == ["稿0.txt", "稿2.txt"]
    assert [entry.path.name for entry in entries(window) if entry.trouble] == ["稿1.txt"]


def test_nothing_readable_keeps_the_start_page_and_says_why(
    qtbot: QtBot, window: MainWindow, drag: type, read: Read, tmp_path: Path
) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    assert drag([empty]).drop(window)
    read(window)
    assert window.workspace.page == "start"
    assert window.workspace.files.isVisible()
    assert window.notice.isVisible()
    empty.write_text(SHARED, encoding="utf-8")
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    read(window)
    assert names(window) == ["空.txt"]


def test_one_text_alone_is_shown_and_another_is_asked_for(
    window: MainWindow, drafts: list[Path], drag: type, read: Read
) -> None:
    assert drag(drafts[:1]).drop(window)
    read(window)
    assert names(window) == ["稿0.txt"]
    assert window.notice.words.text() == window.language.say("ui.notice.one_document")


def test_forty_files_dropped_at_once_are_all_compared_while_the_window_answers(
    qtbot: QtBot, window: MainWindow, drag: type, read: Read, tmp_path: Path
) -> None:
    paths = [tmp_path / f"单位{number:02}.txt" for number in range(40)]
    for number, path in enumerate(paths):
        path.write_text(
            f"第{number}个单位的报告\n{SHARED}。我们单位有{number}个{chr(0x6C34 + number)}字号仓库。", encoding="utf-8"
        )
    assert drag(paths).drop(window)
    read(window)
    assert len(names(window)) == 40
    assert len(window.workspace.reading.panes) == 40


def test_a_dialog_open_means_no_files_are_taken(reading: MainWindow, drag: type, tmp_path: Path, read: Read) -> None:
    later = tmp_path / "后来.txt"
    later.write_text(f"后来的稿子。{SHARED}。", encoding="utf-8")
    reading.commands["export"].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert not drag([later]).drop(reading)
    assert not reading.drop.hint.isVisible()
    assert not drag([later]).drop(dialog)
    dialog.close()
    assert drag([later]).drop(reading)
    read(reading)
    assert names(reading)[-1] == "后来.txt"
