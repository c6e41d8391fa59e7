"""Work done one step an event, so that neither 40 documents nor a long one keep the window from answering."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Steps(QObject):
    """Steps in a row, each done when nothing else waits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._todo: deque[Callable[[], object]] = deque()
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._do)

    def add(self, step: Callable[[], object]) -> None:
        """Do this after what is still to be done."""
        self._todo.append(step)
        self._next.start()

    def forget(self) -> None:
        """Do nothing of what is still to be done."""
        self._todo.clear()
        self._next.stop()

    def is_busy(self) -> bool:
        """Tell whether anything is still to be done."""
        return bool(self._todo)

    @Slot()
    def _do(self) -> None:
        if self._todo:
            self._todo.popleft()()
        else:
            self._next.stop()
