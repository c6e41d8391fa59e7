"""The window at work: progress, cancel, crash, closing."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison
from tests.ui.shown import comparison, engines, entries, long_drafts, names
from ui.main_window import MainWindow

Read = Callable[[MainWindow], None]


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
