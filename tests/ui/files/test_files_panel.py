"""The list of files in the window: what it says, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from app.messages import message
from ui.files.entry import FileEntry
from ui.files.files_panel import FilesPanel
from ui.language import Language
from ui.main_window import MainWindow

Read = Callable[[MainWindow], None]


@pytest.fixture
def panel(qtbot: QtBot) -> FilesPanel:
    language = Language()
    language.choose("zh")
    panel = FilesPanel(language)
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def names(window: MainWindow) -> list[str]:
    assert window.workspace.comparison is not None
    return [document.name for document in window.workspace.comparison.documents]


def choose(qtbot: QtBot, panel: FilesPanel, row: int) -> None:
    at = panel.list.visualRect(panel.model.index(row, 0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_file_shows_its_format_characters_and_warnings(qtbot: QtBot, panel: FilesPanel) -> None:
    warned = FileEntry(
        Path("/稿/甲.docx"), format="docx", characters=5526, warnings=(message("reading.tracked", count=3),)
    )
    refused = FileEntry(Path("/稿/乙.png"), trouble=message("input.empty", path="/稿/乙.png"))
    panel.show_files([warned, refused, FileEntry(Path("/稿/丙.txt")), FileEntry(Path("/稿/丁.txt"), True, "txt", 9)])
    facts = [panel.model.facts(entry) for row in range(4) if (entry := panel.model.entry(row))]
    assert facts[0] == "docx · 5,526字 · 1条提示"
    assert "/稿/乙.png" in facts[1]
    assert facts[2:] == ["等待读取", "共同依据 · txt · 9字"]
    assert not panel.remarks.isVisible()
    choose(qtbot, panel, 0)
    assert panel.remarks.text() == panel.model.remarks(warned)[0]
    assert panel.remarks.isVisible()


def test_a_file_is_removed_with_the_button_and_with_delete(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    panel = reading.workspace.files
    assert not panel.buttons["remove"].isEnabled()
    choose(qtbot, panel, 1)
    qtbot.mouseClick(panel.buttons["remove"], Qt.MouseButton.LeftButton)
    read(reading)
    assert names(reading) == ["稿0.txt", "稿2.txt"]
    choose(qtbot, panel, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    read(reading)
    assert names(reading) == ["稿2.txt"]


def test_when_all_are_removed_the_start_page_is_back(qtbot: QtBot, reading: MainWindow) -> None:
    reading.commands["close_files"].trigger()
    assert reading.workspace.page == "start"
    assert reading.workspace.comparison is None
    assert not reading.workspace.files.isVisible()
    assert not reading.commands["export"].isEnabled()
    assert reading.workspace.reading.panes == []


def test_files_are_moved_with_buttons_and_keys(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    panel = reading.workspace.files
    choose(qtbot, panel, 0)
    assert not panel.buttons["up"].isEnabled()
    qtbot.mouseClick(panel.buttons["down"], Qt.MouseButton.LeftButton)
    read(reading)
    assert names(reading) == ["稿1.txt", "稿0.txt", "稿2.txt"]
    assert panel.list.current_row() == 1
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    read(reading)
    assert names(reading) == ["稿1.txt", "稿2.txt", "稿0.txt"]
    assert not panel.buttons["down"].isEnabled()
    assert [pane.document.name for pane in reading.workspace.reading.panes] == names(reading)


@pytest.mark.parametrize(
    ("row", "before", "order"),
    [(0, 3, ["稿1.txt", "稿2.txt", "稿0.txt"]), (2, 0, ["稿2.txt", "稿0.txt", "稿1.txt"])],
)
def test_a_file_dragged_to_another_place_stays_there(
    reading: MainWindow, read: Read, row: int, before: int, order: list[str]
) -> None:
    model = reading.workspace.files.model
    carried = model.mimeData([model.index(row, 0)])
    model.dropMimeData(carried, Qt.DropAction.MoveAction, before, 0, QModelIndex())
    read(reading)
    assert names(reading) == order
    assert [entry.path.name for entry in reading.session.files] == order


def test_a_common_source_is_not_compared_and_comes_last(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    panel = reading.workspace.files
    choose(qtbot, panel, 0)
    panel.source.click()
    read(reading)
    assert names(reading) == ["稿1.txt", "稿2.txt"]
    assert reading.workspace.comparison is not None
    assert reading.workspace.comparison.references == ("稿0.txt",)
    assert [entry.path.name for entry in reading.session.files] == ["稿1.txt", "稿2.txt", "稿0.txt"]
    assert panel.list.current_row() == 2
    assert panel.source.isChecked()
    panel.source.click()
    read(reading)
    assert len(names(reading)) == 3


def test_files_added_later_join_the_others_once(
    reading: MainWindow, read: Read, drafts: list[Path], drag: type, tmp_path: Path
) -> None:
    later = tmp_path / "后来.txt"
    later.write_text("后来的稿子，说的是别的事情。", encoding="utf-8")
    assert drag([drafts[0], later, later]).drop(reading)
    read(reading)
    assert names(reading) == ["稿0.txt", "稿1.txt", "稿2.txt", "后来.txt"]


def test_a_tip_gives_the_whole_path_and_the_trouble(panel: FilesPanel) -> None:
    refused = FileEntry(Path("/稿/乙.png"), trouble=message("input.empty", path="/稿/乙.png"))
    panel.show_files([refused])
    tip = str(panel.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)).split("\n")
    assert tip[0] == "/稿/乙.png"
    assert tip[1] == panel.model.facts(refused)
    assert panel.list.indexAt(QPoint(20, 10)).row() == 0
