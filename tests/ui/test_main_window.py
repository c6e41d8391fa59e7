"""The window as a person uses it: dropped on, read, clicked, typed at, exported from, closed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison, Passage
from ui import memory
from ui.actions import COMMANDS, MENUS, SUBMENUS, TOOLS
from ui.files.entry import FileEntry
from ui.main_window import MainWindow

ROOT = Path(__file__).parents[2]
SHARED = "各级各部门要把隐患当成事故来抓，盯住堤坝、码头、渡口不放"

Read = Callable[[MainWindow], None]
OpenWindow = Callable[..., MainWindow]


def comparison(window: MainWindow) -> Comparison:
    shown = window.workspace.comparison
    assert shown is not None
    return shown


def names(window: MainWindow) -> list[str]:
    return [document.name for document in comparison(window).documents]


def shared_passage(window: MainWindow) -> Passage:
    """The passage that holds what all drafts share."""
    texts = [document.text for document in comparison(window).documents]
    return next(
        passage
        for passage in comparison(window).passages
        if passage.documents == 3
        and all("盯住堤坝" in texts[place.document][place.start : place.end] for place in passage.occurrences)
    )


def entries(window: MainWindow) -> tuple[FileEntry, ...]:
    return window.session.files


def engines() -> list[int]:
    return [process.pid or 0 for process in multiprocessing.active_children() if process.name == "duidu-engine"]


def long_drafts(folder: Path) -> list[Path]:
    """Two drafts that take many seconds to compare."""
    paths = [folder / "长稿一.txt", folder / "长稿二.txt"]
    for number, path in enumerate(paths):
        lines = ("".join(chr(0x4E00 + (line * 37 + n * n + number) % 900) for n in range(40)) for line in range(9_000))
        path.write_text("。\n".join(lines), encoding="utf-8")
    return paths


# Files dropped, opened, listed


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


# Working: progress, cancel, crash, closing


def test_progress_appears_only_after_600_ms_and_cancel_stops_at_once(
    qtbot: QtBot, reading: MainWindow, drag: type, tmp_path: Path
) -> None:
    before = comparison(reading)
    assert drag(long_drafts(tmp_path)).drop(reading)
    qtbot.wait(400)
    assert not reading.progress.isVisible()
    qtbot.waitUntil(reading.progress.isVisible, timeout=1_000)
    qtbot.waitUntil(lambda: reading.progress.bar.value() > 0, timeout=15_000)
    assert not reading.commands["export"].isEnabled()
    start = time.perf_counter()
    qtbot.mouseClick(reading.progress.cancel_button, Qt.MouseButton.LeftButton)
    assert time.perf_counter() - start < 0.2
    assert not reading.engine.is_busy
    assert not reading.progress.isVisible()
    assert comparison(reading) is before
    assert reading.notice.words.text() == reading.language.say("ui.trouble.stopped")
    assert reading.commands["export"].isEnabled()


def test_quick_work_shows_no_progress(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    shown: list[bool] = []
    reading.progress.wanted.connect(shown.append)
    reading.session.compare_again()
    read(reading)
    assert True not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with SIGKILL")
def test_a_crash_is_said_and_tried_again(
    qtbot: QtBot, window: MainWindow, drafts: list[Path], drag: type, read: Read
) -> None:
    assert drag(drafts).drop(window)
    os.kill(engines()[0], signal.SIGKILL)
    qtbot.waitUntil(window.notice.isVisible, timeout=5_000)
    assert window.notice.words.text() == window.language.say("ui.trouble.crashed")
    assert window.notice.button.text() == "重试"
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    read(window)
    assert len(names(window)) == 3
    assert not window.notice.isVisible()


def test_closing_while_it_works_ends_at_once_and_leaves_no_process(
    qtbot: QtBot, window: MainWindow, drag: type, tmp_path: Path
) -> None:
    assert drag(long_drafts(tmp_path)).drop(window)
    qtbot.waitUntil(lambda: any(entry.format for entry in entries(window)), timeout=15_000)
    start = time.perf_counter()
    window.close()
    assert time.perf_counter() - start < 0.5
    qtbot.waitUntil(lambda: engines() == [], timeout=3_000)  # the system takes a moment to clear up
    qtbot.wait(200)
    assert not window.isVisible()


def test_what_is_dropped_while_it_works_is_compared_with_the_rest(
    window: MainWindow, drafts: list[Path], drag: type, read: Read
) -> None:
    shown: list[Comparison | None] = []
    window.session.compared.connect(shown.append)
    for path in drafts:
        assert drag([path]).drop(window)
    read(window)
    assert names(window) == ["稿0.txt", "稿1.txt", "稿2.txt"]
    assert len(shown) == 1


# Reading: passages, outline, pairs, find, zoom


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


# Words: languages, names, commands


def test_the_language_is_switched_with_a_result_open(reading: MainWindow, open_window: OpenWindow) -> None:
    before, passage = comparison(reading), shared_passage(reading)
    reading.workspace.passages.choose(passage.id)
    assert reading.windowTitle() == "3份文稿 — Duidu 对读[*]"
    reading.commands["en"].trigger()
    assert reading.windowTitle() == "3 texts — Duidu 对读[*]"
    assert comparison(reading) is before
    assert reading.workspace.passages.chosen_id == passage.id
    assert reading.commands["export"].text() == "Export…"
    assert [action.text() for action in reading.menuBar().actions()] == [
        *("File", "Edit", "Review", "Find", "View", "Read as", "Language")
    ]
    assert "characters" in str(reading.workspace.files.model.facts(entries(reading)[0]))
    assert "Places" in reading.workspace.passages.card.toPlainText()
    assert open_window(None).windowTitle() == "Duidu 对读[*]"
    assert memory.language() == "en"


def test_every_command_stands_in_a_menu_and_has_its_words_in_both_languages(window: MainWindow) -> None:
    listed = [name for _, names in MENUS for name in names] + [name for names in SUBMENUS.values() for name in names]
    in_menus = [name for name in listed if name and name not in SUBMENUS]
    assert sorted(in_menus) == sorted(command.name for command in COMMANDS)
    assert {name for name in TOOLS if name not in ("", ">")} <= set(in_menus)
    said: dict[str, set[str]] = {}
    for language in ("zh", "en"):
        window.commands[language].trigger()
        for command in COMMANDS:
            assert window.commands[command.name].text()
            assert window.commands[command.name].toolTip()
            said.setdefault(command.name, set()).add(window.commands[command.name].text())
    assert all(len(words) == 2 for name, words in said.items() if name not in ("zh", "en"))


def test_no_two_commands_have_the_same_keys() -> None:
    keys = [key for command in COMMANDS for key in command.shortcuts]
    assert len(keys) == len(set(keys))


def test_everything_that_takes_the_focus_has_a_name(reading: MainWindow) -> None:
    reading.commands["find"].trigger()
    nameless = [
        widget
        for widget in reading.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or getattr(widget, "text", str)() or isinstance(widget, QToolButton))
    ]
    assert nameless == []


# From one day to the next


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.resize(760, 560)
    window.commands["passages"].setChecked(False)
    window.commands["locked"].setChecked(False)
    window.close()
    again = open_window()
    assert (again.width(), again.height()) == (760, 560)
    assert not again.commands["passages"].isChecked()
    assert not again.commands["locked"].isChecked()
    assert again.commands["outline"].isChecked()


def test_without_a_chinese_font_a_warning_helps(tmp_path: Path) -> None:
    fonts = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if fonts is None:
        pytest.skip("needs the DejaVu fonts")
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{fonts.parent}</dir></fontconfig>", encoding="utf-8")
    code = (
        "from PySide6.QtWidgets import QApplication; from ui.application import make_window\n"
        "window = make_window(QApplication([]), 'zh'); window.show()\n"
        "print(window.font_notice.isVisible(), window.font_notice.words.text())"
    )
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith("True No Chinese font was found")


def test_with_a_chinese_font_nothing_is_said(window: MainWindow) -> None:
    assert not window.font_notice.isVisible()


def test_nothing_heavy_is_loaded_for_an_empty_window() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; from ui.application import make_window\n"
        "window = make_window(QApplication([]), 'zh'); window.show(); QApplication.processEvents()\n"
        "print([name for name in ('numpy', 'jieba', 'lxml', 'docx', 'rapidfuzz') if name in sys.modules])"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


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
