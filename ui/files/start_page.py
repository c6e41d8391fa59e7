"""What an empty window shows: what to do first."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.language import Language
from ui.painting import hairline, mixed

_WIDTH, _HEIGHT = 620, 250
_ROUNDING = 14.0
_TINT = 0.04


class StartPage(QWidget):
    """Emits `open_asked` and `samples_asked`; files are dropped on the whole window."""

    open_asked = Signal()
    samples_asked = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.open_button = QPushButton(self)
        self.samples_button = QPushButton(self)
        self._title = _label(self, 2.6, bold=True)
        self._purpose = _label(self, 1.15)
        self._drop = _label(self, 1.35, bold=True)
        self._formats = _label(self, 1.0, quiet=True)
        self._promise = _label(self, 1.0, quiet=True)
        self._lay_out()
        self.open_button.clicked.connect(self.open_asked)
        self.samples_button.clicked.connect(self.samples_asked)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        self.setAccessibleName(say("ui.start.name"))
        self._title.setText(say("ui.window.name"))
        self._purpose.setText(say("ui.start.purpose"))
        self._drop.setText(say("ui.start.drop"))
        self._formats.setText(say("ui.start.formats"))
        self._promise.setText(say("ui.start.promise"))
        self.open_button.setText(say("ui.start.open"))
        self.samples_button.setText(say("ui.start.samples"))
        self.samples_button.setToolTip(say("ui.start.samples_tip"))

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        target = _Target(self)
        target.setFixedSize(_WIDTH, _HEIGHT)
        for button in (self.open_button, self.samples_button):
            button.setMinimumSize(150, 38)
        self.open_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.samples_button)
        buttons.addStretch(1)
        inside = QVBoxLayout(target)
        inside.setSpacing(10)
        inside.addStretch(1)
        inside.addWidget(self._drop)
        inside.addWidget(self._formats)
        inside.addSpacing(14)
        inside.addLayout(buttons)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(3)
        column.addWidget(self._title)
        column.addWidget(self._purpose)
        column.addSpacing(24)
        column.addWidget(target, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        column.addWidget(self._promise)
        column.addStretch(4)


class _Target(QFrame):
    """A dashed frame that looks as if things could be put into it."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the frame."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, base = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Base)
        painter.setBrush(mixed(accent, base, _TINT))
        painter.setPen(QPen(mixed(accent, hairline(palette), 0.45), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _ROUNDING, _ROUNDING)
        painter.end()


def _label(parent: QWidget, scale: float, *, bold: bool = False, quiet: bool = False) -> QLabel:
    label = QLabel(parent)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    label.setFont(font)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    if quiet:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
