"""Export: what is written, what is said, and what happens when it cannot be."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui import memory
from ui.dialogs.export_dialog import ExportDialog
from ui.main_window import MainWindow


@pytest.fixture
def dialog(qtbot: QtBot, reading: MainWindow, tmp_path: Path) -> ExportDialog:
    """The dialog as the window opens it, with a new folder in it."""
    qtbot.keyClick(reading, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, ExportDialog)
    shown.folder.setText(str(tmp_path / "标注"))
    return shown


def click(qtbot: QtBot, dialog: ExportDialog, name: str) -> None:
    button = getattr(dialog, f"{name}_button")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def finished(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(dialog.close_button.isVisible, timeout=15_000)


def test_marked_copies_and_json_are_written_and_the_folder_is_opened(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog.json.setChecked(True)
    click(qtbot, dialog, "write")
    assert dialog.bar.isVisible()
    assert not dialog.copies.isEnabled()
    finished(qtbot, dialog)
    folder = tmp_path / "标注"
    assert sorted(path.name for path in folder.iterdir()) == [
        "result.json",
        "稿0.marked.docx",
        "稿1.marked.docx",
        "稿2.marked.docx",
    ]
    assert len(json.loads((folder / "result.json").read_text(encoding="utf-8"))["documents"]) == 3
    with zipfile.ZipFile(folder / "稿0.marked.docx") as package:
        assert "word/comments.xml" in package.namelist()
    assert "4" in dialog.words.text()
    click(qtbot, dialog, "open")
    assert [url.toLocalFile() for url in opened] == [str(folder)]
    assert memory.folder("export") == folder
    click(qtbot, dialog, "close")


def test_only_what_is_wanted_is_written(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.copies.setChecked(False)
    assert not dialog.write_button.isEnabled()
    dialog.json.setChecked(True)
    assert dialog.write_button.isEnabled()
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    assert [path.name for path in (tmp_path / "标注").iterdir()] == ["result.json"]
    dialog.close()


def previewed(dialog: ExportDialog) -> list[tuple[str, str]]:
    items = [dialog.preview.topLevelItem(n) for n in range(dialog.preview.topLevelItemCount())]
    return [(item.text(0), item.text(2)) for item in items if item is not None]


def test_what_will_be_written_is_shown_before(dialog: ExportDialog, drafts: list[Path], tmp_path: Path) -> None:
    (tmp_path / "标注").mkdir()
    (tmp_path / "标注" / "稿1.marked.docx").write_bytes(b"")
    (tmp_path / "标注" / "result.json").symlink_to(drafts[0])
    dialog.json.setChecked(True)
    assert previewed(dialog) == [
        ("稿0.marked.docx", "新建"),
        ("稿1.marked.docx", "替换现有文件"),
        ("稿2.marked.docx", "新建"),
        ("result.json", "是原文件，不会写入"),
    ]
    dialog.copies.setChecked(False)
    assert [name for name, _ in previewed(dialog)] == ["result.json"]
    dialog.close()


def test_the_copies_show_what_was_chosen(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    for check in (dialog.marking.comments, dialog.marking.legend):
        check.setFocus()
        qtbot.keyClick(check, Qt.Key.Key_Space)
    assert not dialog.marking.links.isEnabled()
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    with zipfile.ZipFile(tmp_path / "标注" / "稿0.marked.docx") as package:
        assert "word/comments.xml" not in package.namelist()
        assert b"w:shd" in package.read("word/document.xml")
    dialog.close()


def test_tracked_changes_are_offered_where_there_are_versions(
    qtbot: QtBot, window: MainWindow, read: Callable[[MainWindow], None], drafts: list[Path], tmp_path: Path
) -> None:
    second = tmp_path / "稿0二稿.txt"
    second.write_text(drafts[0].read_text(encoding="utf-8").replace("认清形势", "看清形势"), encoding="utf-8")
    window.session.add([drafts[0], second])
    read(window)
    window.commands["export"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setText(str(tmp_path / "修订"))
    dialog.copies.setChecked(False)
    dialog.redlines.setFocus()
    qtbot.keyClick(dialog.redlines, Qt.Key.Key_Space)
    assert [name for name, _ in previewed(dialog)] == ["稿0 → 稿0二稿.redline.docx"]
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    with zipfile.ZipFile(tmp_path / "修订" / "稿0 → 稿0二稿.redline.docx") as package:
        assert b"<w:ins " in package.read("word/document.xml")
    dialog.close()


def test_tracked_changes_are_not_offered_for_independent_texts(
    window: MainWindow, read: Callable[[MainWindow], None], drafts: list[Path], tmp_path: Path
) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text("同志们：\n老街的青石板按原样铺回去，骑楼的木窗请老木匠修。\n护林员一人一片山。", encoding="utf-8")
    window.session.add([drafts[0], other])
    read(window)
    window.commands["export"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    assert not dialog.redlines.isVisible()
    dialog.close()


def test_without_a_folder_nothing_can_be_written(dialog: ExportDialog) -> None:
    dialog.folder.setText("  ")
    assert not dialog.write_button.isEnabled()
    dialog.close()


def test_the_folder_is_chosen_in_a_dialog(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    click(qtbot, dialog, "choose")
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.selectFile(str(tmp_path))
    chooser.accept()
    assert Path(dialog.folder.text()) == tmp_path
    dialog.close()


def test_a_folder_that_cannot_be_made_is_said_and_another_can_be_tried(
    qtbot: QtBot, dialog: ExportDialog, drafts: list[Path], tmp_path: Path
) -> None:
    dialog.folder.setText(str(drafts[0] / "里面"))
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    assert str(drafts[0] / "里面") in dialog.words.text()
    assert not dialog.open_button.isVisible()
    dialog.folder.setText(str(tmp_path / "别处"))
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    assert len(list((tmp_path / "别处").iterdir())) == 3
    dialog.close()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_without_permission_nothing_is_written_and_it_is_said(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "只读"
    folder.mkdir(mode=0o500)
    dialog.folder.setText(str(folder))
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    assert str(folder) in dialog.words.text()
    assert list(folder.iterdir()) == []
    dialog.close()


def test_stopping_ends_at_once_and_what_was_written_is_whole(
    qtbot: QtBot, dialog: ExportDialog, reading: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(reading.engine.progressed, timeout=5_000):
        click(qtbot, dialog, "write")
    start = time.perf_counter()
    click(qtbot, dialog, "stop")
    assert time.perf_counter() - start < 0.2
    assert not reading.engine.is_busy
    assert dialog.close_button.isVisible()
    folder = tmp_path / "标注"
    assert all(zipfile.is_zipfile(path) for path in folder.iterdir())
    dialog.close()


def test_closing_the_dialog_while_it_writes_stops(qtbot: QtBot, dialog: ExportDialog, reading: MainWindow) -> None:
    click(qtbot, dialog, "write")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not reading.engine.is_busy
    assert reading.workspace.comparison is not None


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with SIGKILL")
def test_a_crash_while_writing_is_said(qtbot: QtBot, dialog: ExportDialog) -> None:
    click(qtbot, dialog, "write")
    os.kill(next(each.pid or 0 for each in active_children() if each.name == "duidu-engine"), signal.SIGKILL)
    finished(qtbot, dialog)
    assert dialog.words.text() == "对读程序意外中止。你的文件没有改动，可以重试。"
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    assert "3" in dialog.words.text()
    dialog.close()


def test_the_dialog_speaks_the_other_language_when_it_is_chosen(dialog: ExportDialog, reading: MainWindow) -> None:
    reading.language.choose("en")
    assert dialog.windowTitle() == "Export"
    assert dialog.copies.text().startswith("3 marked copies")
    dialog.close()


def test_an_original_that_changed_since_is_not_marked(
    qtbot: QtBot, window: MainWindow, read: Callable[[MainWindow], None], tmp_path: Path
) -> None:
    from ui.files.samples import samples

    original = next(path for path in samples()[0] if path.suffix == ".docx")
    copy = tmp_path / "改动.docx"
    copy.write_bytes(original.read_bytes())
    window.session.add([copy, *samples()[0]])
    read(window)
    copy.write_bytes(copy.read_bytes() + b"\0")
    window.commands["export"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setText(str(tmp_path / "标注"))
    click(qtbot, dialog, "write")
    finished(qtbot, dialog)
    assert str(copy) in dialog.words.text()
    dialog.close()
