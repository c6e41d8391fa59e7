"""What the tests of the window share: a window of its own for each, and nothing that outlives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QtMsgType, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ui.application import make_window
from ui.engine import Engine
from ui.engine_process import Compare
from ui.main_window import MainWindow

ALLOWED_WARNINGS = ("This plugin does not support propagateSizeHints()",)
"""What a platform without a screen says of itself."""

SHARED = "各级各部门要把隐患当成事故来抓，盯住堤坝、码头、渡口不放"
WORDS = ("水库除险", "山塘清淤", "校车年检", "粮仓翻晒", "渡口换缆", "老街消防", "茶园防冻", "渔港疏浚")


def draft(number: int, sentences: int = 8) -> str:
    """A short speech: what all drafts share, and what only this one says."""
    own = [
        f"第{number}号{WORDS[(number + n) % len(WORDS)]}的第{n}笔账由{number * 31 + n}号台账记清"
        for n in range(sentences)
    ]
    return (
        f"在第{number}次会议上的讲话\n同志们：\n一、认清形势\n{SHARED}。{own[0]}。\n二、抓好落实\n"
        + "。".join(own[1:])
        + "。\n"
    )


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Settings in a folder of the test's own."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(tmp_path_factory.mktemp("settings")))


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication, qtlog: pytest.FixtureRequest) -> Iterator[None]:
    """Fails on a Qt warning and on a dialog left open; the clipboard is empty before and after."""
    QGuiApplication.clipboard().clear()
    yield
    left = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    for dialog in left:
        dialog.close()
    QGuiApplication.clipboard().clear()
    assert not left, f"left open: {left}"
    said = [record.message for record in qtlog.records if record.type is not QtMsgType.QtDebugMsg]
    assert [words for words in said if words not in ALLOWED_WARNINGS] == []


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows, and closes them in the end."""
    opened: list[MainWindow] = []

    def opening(language: str | None = "zh") -> MainWindow:
        window = make_window(qapp, language)
        opened.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield opening
    for window in opened:
        window.session.history.keep()  # or it would ask
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    """An empty window in Chinese."""
    return open_window()


@pytest.fixture
def drafts(tmp_path: Path) -> list[Path]:
    """Three short drafts that share a sentence."""
    paths = [tmp_path / f"稿{number}.txt" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_text(draft(number), encoding="utf-8")
    return paths


@pytest.fixture
def read(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Waits until a comparison is there and all its texts are coloured."""

    def waiting(window: MainWindow) -> None:
        def is_ready() -> bool:
            return not (window.engine.is_busy or window.workspace.reading.is_busy())

        qtbot.waitUntil(is_ready, timeout=15_000)

    return waiting


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened: a platform without a screen cannot grab the mouse for them."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: opened.append(menu))
    return opened


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Compare]:
    """The comparisons that were asked for."""
    sent: list[Compare] = []
    begin = Engine._begin

    def noted(engine: Engine, job: Compare) -> None:
        sent.append(job)
        begin(engine, job)

    monkeypatch.setattr(Engine, "_begin", noted)
    return sent


def ask_for_menu(view: QAbstractScrollArea, at: QPoint) -> None:
    """Click with the right button."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)


class Drag:
    """Files dragged with the mouse: the events go where those of the system go, to the window's own handle."""

    def __init__(self, paths: list[Path]) -> None:
        self._carried = QMimeData()
        self._carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self._carried.setText("\n".join(str(path) for path in paths))

    def enter(self, window: QWidget, over: QWidget | None = None) -> bool:
        """Enter the window over one of its parts; tells whether the files would be taken."""
        event = QDragEnterEvent(self._point(window, over), *self._rest())
        QApplication.sendEvent(window.windowHandle(), event)
        return event.isAccepted()

    def move(self, window: QWidget, over: QWidget | None = None) -> bool:
        """Move on; tells whether the files would be taken."""
        event = QDragMoveEvent(self._point(window, over), *self._rest())
        QApplication.sendEvent(window.windowHandle(), event)
        return event.isAccepted()

    def leave(self, window: QWidget) -> None:
        """Leave the window."""
        QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())

    def drop(self, window: QWidget, over: QWidget | None = None) -> bool:
        """Enter, move and let go; tells whether the files were taken."""
        entered = self.enter(window, over)
        if not (self.move(window, over) and entered):
            self.leave(window)  # no system drops what would not be taken
            return False
        event = QDropEvent(QPointF(self._point(window, over)), *self._rest())
        QApplication.sendEvent(window.windowHandle(), event)
        return event.isAccepted()

    def _rest(self) -> tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
        return (
            Qt.DropAction.CopyAction,
            self._carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )

    @staticmethod
    def _point(window: QWidget, over: QWidget | None) -> QPoint:
        part = over or window
        return part.mapTo(window, part.rect().center())


@pytest.fixture
def drag() -> type[Drag]:
    """Drags files over a window and drops them."""
    return Drag


@pytest.fixture
def reading(window: MainWindow, drafts: list[Path], drag: type[Drag], read: Callable[[MainWindow], None]) -> MainWindow:
    """A window in which the three drafts were dropped and compared."""
    assert drag(drafts).drop(window)
    read(window)
    assert window.workspace.comparison is not None
    return window
