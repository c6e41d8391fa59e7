"""Drafts that come by the clipboard, and how files with tracked changes and hidden text are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow

Read = Callable[[MainWindow], None]
SHARED = "各级各部门要把隐患当成事故来抓，盯住堤坝、码头、渡口不放"


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def press_paste(window: MainWindow) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def texts(window: MainWindow) -> dict[str, str]:
    assert window.workspace.comparison is not None
    return {document.name: document.text for document in window.workspace.comparison.documents}


def test_text_is_pasted_into_an_empty_window_and_beside_files(
    window: MainWindow, read: Read, drafts: list[Path], drag: type, tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    copy(f"一、认清形势\r\n{SHARED}。")
    press_paste(window)
    read(window)
    assert texts(window) == {"剪贴板 1": f"一、认清形势\n{SHARED}。"}
    copy(f"第二份。{SHARED}。")
    press_paste(window)
    assert drag(drafts[:1]).drop(window)
    read(window)
    assert list(texts(window)) == ["剪贴板 1", "剪贴板 2", "稿0.txt"]
    assert any(passage.documents == 3 for passage in window.workspace.comparison.passages)  # type: ignore[union-attr]
    assert sorted(tmp_path.iterdir()) == before
    facts = window.workspace.files.model.facts(window.session.files[0])
    assert facts.startswith("txt")


def test_pasted_text_stays_when_the_list_changes_and_goes_when_it_is_removed(
    qtbot: QtBot, window: MainWindow, read: Read, drafts: list[Path], drag: type
) -> None:
    copy(f"剪来的。{SHARED}。")
    press_paste(window)
    assert drag(drafts[:1]).drop(window)
    read(window)
    panel = window.workspace.files
    qtbot.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.list.visualRect(panel.model.index(0, 0)).center(),
    )
    panel.source.click()
    read(window)
    assert window.workspace.comparison is not None
    assert window.workspace.comparison.references == ("剪贴板 1",)
    panel.buttons["remove"].click()
    read(window)
    assert list(texts(window)) == ["稿0.txt"]
    copy("又一份稿子。")
    press_paste(window)
    read(window)
    assert texts(window)["剪贴板 1"] == "又一份稿子。"


def test_files_that_were_copied_are_added_as_files(window: MainWindow, read: Read, drafts: list[Path]) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in drafts[:2]])
    QGuiApplication.clipboard().setMimeData(carried)
    press_paste(window)
    read(window)
    assert list(texts(window)) == ["稿0.txt", "稿1.txt"]


def test_an_empty_clipboard_is_said(window: MainWindow) -> None:
    copy(" \n ")
    press_paste(window)
    assert window.notice.isVisible()
    assert "剪贴板里没有文字" in window.notice.words.text()
    assert window.session.files == ()


def test_a_search_field_keeps_its_own_paste(reading: MainWindow) -> None:
    reading.commands["find"].trigger()
    copy("隐患")
    press_paste(reading)
    assert reading.workspace.reading.find_bar.words.text() == "隐患"
    assert len(reading.session.files) == 3


def test_the_original_and_hidden_text_are_read_by_choice(
    window: MainWindow, read: Read, tmp_path: Path, drag: type
) -> None:
    path = tmp_path / "讲话.rtf"
    path.write_bytes(rb"{\rtf1\ansi {\deleted old}{\revised new} words{\v  unseen}}")
    assert drag([path]).drop(window)
    read(window)
    assert texts(window) == {"讲话.rtf": "new words"}
    assert window.commands["final"].isChecked()
    window.commands["original"].trigger()
    read(window)
    assert texts(window) == {"讲话.rtf": "old words"}
    window.commands["hidden"].trigger()
    read(window)
    assert texts(window) == {"讲话.rtf": "old words unseen"}
    window.commands["final"].trigger()
    read(window)
    assert texts(window) == {"讲话.rtf": "new words unseen"}
