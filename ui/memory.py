"""What the window remembers from one day to the next: its place, its panels, the zoom, the language, folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSplitter

from app.messages import LANGUAGES


def recall(window: QMainWindow, splitters: Iterable[QSplitter], switches: Iterable[QAction]) -> None:
    """Put a window, its splitters and its switches (by their object names) back to where they were left."""
    settings = QSettings()
    geometry = settings.value("window/geometry")
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)
    for splitter in splitters:
        state = settings.value(f"window/{splitter.objectName()}")
        if isinstance(state, QByteArray):
            splitter.restoreState(state)
    for switch in switches:
        switch.setChecked(settings.value(f"window/{switch.objectName()}", switch.isChecked(), bool) is True)


def remember(window: QMainWindow, splitters: Iterable[QSplitter], switches: Iterable[QAction]) -> None:
    """Keep where a window, its splitters and its switches are."""
    settings = QSettings()
    settings.setValue("window/geometry", window.saveGeometry())
    for splitter in splitters:
        settings.setValue(f"window/{splitter.objectName()}", splitter.saveState())
    for switch in switches:
        settings.setValue(f"window/{switch.objectName()}", switch.isChecked())


def zoom() -> int:
    """Give the steps of the zoom."""
    steps = QSettings().value("zoom", 0, int)
    return steps if isinstance(steps, int) else 0


def remember_zoom(steps: int) -> None:
    """Keep the steps of the zoom."""
    QSettings().setValue("zoom", steps)


def language() -> str | None:
    """Give the language that was chosen, if any was."""
    code = QSettings().value("language")
    return code if code in LANGUAGES else None


def remember_language(code: str) -> None:
    """Keep the language that was chosen."""
    QSettings().setValue("language", code)


def folder(purpose: str) -> Path:
    """Give the folder that was last used for `open` or `export`; the home folder where it is no more."""
    path = Path(str(QSettings().value(f"folder/{purpose}", "")))
    return path if path.is_absolute() and path.is_dir() else Path.home()


def remember_folder(purpose: str, path: Path) -> None:
    """Keep the folder that was used."""
    QSettings().setValue(f"folder/{purpose}", str(path))
