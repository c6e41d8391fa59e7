"""Files dropped anywhere on a window, with a hint over it while they are dragged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.language import Language
from ui.painting import mixed

_INSET, _ROUNDING = 18.0, 14.0
_VEIL = 0.93
_TINT = 0.10


class DropAnywhere(QObject):
    """Takes files and folders for a window; emits `dropped` with their paths.

    Nothing is taken while a dialog is open: the pointer says so.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, language: Language) -> None:
        super().__init__(window)
        self.hint = DropHint(language, window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for field in window.findChildren(QLineEdit):
            field.setAcceptDrops(False)  # it would take the path for words; the window takes the file

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what is dragged over the window and dropped on it."""
        kind = event.type()
        if isinstance(event, QDropEvent):  # entering and moving are kinds of it
            paths = local_paths(event.mimeData())
            taken = bool(paths) and QApplication.activeModalWidget() is None
            event.setDropAction(Qt.DropAction.CopyAction)
            event.setAccepted(taken)
            self.hint.setVisible(taken and kind != QEvent.Type.Drop)
            if taken and kind == QEvent.Type.Drop:
                self.dropped.emit(paths)
            return True
        if kind == QEvent.Type.DragLeave:
            self.hint.hide()
        return False


def local_paths(carried: QMimeData) -> list[Path]:
    """Give the files and folders of this machine that a drag carries."""
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]


class DropHint(QWidget):
    """Says over the whole window what dropping will do."""

    def __init__(self, language: Language, window: QWidget) -> None:
        super().__init__(window)
        self._language, self._window = language, window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        language.changed.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say the words in the language of now."""
        self.setAccessibleName(self._language.say("ui.drop.hint"))
        self.update()

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name
        """Cover the window as it is now."""
        if visible and not self.isVisible():
            self.setGeometry(self._window.rect())
            self.raise_()
        super().setVisible(visible)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Veil the window, and write on it."""
        painter, palette = QPainter(self), self.palette()
        accent, base = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Base)
        veil = QColor(mixed(accent, base, _TINT))
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET), _ROUNDING, _ROUNDING)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        words = QRectF(QPointF(0, 0), self.size().toSizeF())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._language.say("ui.drop.hint"))
        painter.end()
