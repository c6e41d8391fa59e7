"""A choice among a few words that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.language import Language
from ui.painting import hairline, mixed, muted

_SIDE, _TALL = 14.0, 12.0
_ROUNDING = 5.0
_DOWN = 0.2


class SwitchButton(QAbstractButton):
    """Tinted with a frame of the accent when down; else quiet words in a thin frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give room for the words."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.text()) + 2 * _SIDE
        return QSize(round(width), round(metrics.height() + _TALL))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the frame and the words."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, base = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Base)
        down = self.isChecked()
        painter.setPen(QPen(accent if down or self.hasFocus() else hairline(palette), 2 if self.hasFocus() else 1))
        painter.setBrush(mixed(accent, base, _DOWN) if down else base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _ROUNDING, _ROUNDING)
        painter.setPen(palette.color(QPalette.ColorRole.Text) if down or self.underMouse() else muted(palette))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Switch(QWidget):
    """One of several buttons is down; emits `chosen` with its number when a person presses another."""

    chosen = Signal(int)

    def __init__(self, language: Language, codes: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make a button for each pair of codes: its words and its tip."""
        super().__init__(parent)
        self._language = language
        self._codes = tuple(codes)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for number in range(len(codes)):
            button = SwitchButton(self)
            self._group.addButton(button, number)
            layout.addWidget(button)
        self.button(0).setChecked(True)
        self._group.idToggled.connect(self._tell)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def button(self, number: int) -> QAbstractButton:
        """Give the button of a choice."""
        return self._group.button(number)

    def retranslate(self) -> None:
        """Say the choices again in the language of now."""
        for number, (words, tip) in enumerate(self._codes):
            self.button(number).setText(self._language.say(words))
            self.button(number).setToolTip(self._language.say(tip))
            self.button(number).updateGeometry()

    @Slot(int, bool)
    def _tell(self, number: int, down: bool) -> None:
        if down:
            self.chosen.emit(number)
