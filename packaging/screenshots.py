"""Make the pictures of the window: start page, comparison, a passage chosen, overview; zh and en, light and dark.

    python packaging/screenshots.py FOLDER [FILE …]

Without files: the speeches of DUIDU_CORPUS where it is set, else the samples. Needs no screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QSettings, Qt  # noqa: E402
from PySide6.QtGui import QColor, QPalette  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.comparison.model import NET_KINDS, Passage  # noqa: E402
from ui.application import make_window  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402

SIZE = (1600, 1000)
_DARK = {
    "Window": "#2b2b2b",
    "WindowText": "#e6e6e6",
    "Base": "#1f1f1f",
    "AlternateBase": "#262626",
    "Text": "#e6e6e6",
    "PlaceholderText": "#9c9c9c",
    "Button": "#383838",
    "ButtonText": "#e6e6e6",
    "ToolTipBase": "#333333",
    "ToolTipText": "#e6e6e6",
    "Light": "#555555",
    "Midlight": "#444444",
    "Mid": "#4a4a4a",
    "Dark": "#191919",
    "Shadow": "#101010",
    "Highlight": "#308cc6",
    "HighlightedText": "#ffffff",
    "Link": "#6cb8ff",
}
"""A dark palette, as a desktop gives it: without a screen there is no desktop to ask."""


def main(arguments: list[str]) -> int:
    """Make the pictures in the folder that is named; give the exit code."""
    if not arguments:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as kept:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, kept)
        window = make_window(application, "zh")
        light = QPalette(application.palette())
        window.resize(*SIZE)
        window.show()
        looks = (("light", light), ("dark", dark()))
        _picture_all(window, looks, folder, "start")
        _open(window, [Path(name).absolute() for name in arguments[1:]])
        _picture_all(window, looks, folder, "comparison")
        _choose_passage(window)
        _picture_all(window, looks, folder, "passage")
        window.workspace.turn_to("overview")
        _picture_all(window, looks, folder, "overview")
        window.close()
    return 0


def dark() -> QPalette:
    """Give the dark palette."""
    palette = QPalette()
    for role, colour in _DARK.items():
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    for role in ("WindowText", "Text", "ButtonText"):
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor("#7c7c7c"))
    return palette


def _open(window: MainWindow, files: list[Path]) -> None:
    corpus = os.environ.get("DUIDU_CORPUS")
    if not files and corpus:
        files = sorted((Path(corpus) / "speeches").glob("*.txt"))
    if files:
        window.session.add(files)
    else:
        window.commands["samples"].trigger()
    _wait(lambda: window.workspace.comparison is not None)


def _choose_passage(window: MainWindow) -> None:
    """Choose what says most: a long passage with several wordings, evidence of copying where there is any."""
    comparison = window.workspace.comparison
    shared = [p for p in (comparison.passages if comparison else ()) if p.documents > 1]
    if shared:
        best = max(shared, key=_weight)
        window.workspace.passages.choose(best.id)
        window.workspace.read_passage(best.id)


def _weight(passage: Passage) -> tuple[bool, bool, int]:
    longest = max(occurrence.end - occurrence.start for occurrence in passage.occurrences)
    is_varied = len({occurrence.wording for occurrence in passage.occurrences}) > 1
    return passage.kind in NET_KINDS, is_varied, min(longest, 60) * passage.documents


def _picture_all(window: MainWindow, looks: tuple[tuple[str, QPalette], ...], folder: Path, name: str) -> None:
    for look, palette in looks:
        QApplication.setPalette(palette)
        scheme = Qt.ColorScheme.Dark if look == "dark" else Qt.ColorScheme.Light
        QApplication.styleHints().setColorScheme(scheme)
        for language in ("zh", "en"):
            window.commands[language].trigger()
            _wait(lambda: not window.workspace.reading.is_busy(), at_least=0.6)
            target = folder / f"{name}_{language}_{look}.png"
            window.grab().save(str(target))
            print(target)
    QApplication.setPalette(looks[0][1])
    window.commands["zh"].trigger()


def _wait(until: Callable[[], bool], at_least: float = 0.0) -> None:
    """Let the window work until something is so, and as many seconds at least."""
    start = time.monotonic()
    while not until() or time.monotonic() - start < at_least:
        QApplication.processEvents()
        time.sleep(0.005)
        if time.monotonic() - start > 60:
            raise TimeoutError


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
