"""How the window starts: as it was left, with fonts, without what takes long."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow

ROOT = Path(__file__).parents[2]
OpenWindow = Callable[..., MainWindow]


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
