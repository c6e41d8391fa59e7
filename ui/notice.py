"""A line above the pages that says something, with at most one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.messages import Message
from ui import icons
from ui.language import Language
from ui.painting import mixed

_TINT = 0.16


class Notice(QFrame):
    """Emits `acted` when its button was pressed, which hides it; where it is `closable`, it can be closed without."""

    acted = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self._language = language
        self._said: Message | None = None
        self._todo: Message | None = None
        self.words = QLabel(self)
        self.button = QPushButton(self)
        self.close_button = QToolButton(self)
        self._lay_out()
        self.close_button.setVisible(closable)
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self.hide)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def say(self, said: Message, todo: Message | None = None) -> None:
        """Say something, and offer to do `todo`."""
        self._said, self._todo = said, todo
        self.button.setVisible(todo is not None)
        self.retranslate()
        self.show()

    @Slot()
    def retranslate(self) -> None:
        """Say it again in the language of now."""
        self.setAccessibleName(self._language.say("ui.notice.name"))
        self.close_button.setAccessibleName(self._language.say("ui.notice.close"))
        self.close_button.setToolTip(self._language.say("ui.notice.close"))
        self.words.setText(self._language.sentence(self._said) if self._said else "")
        self.button.setText(self._language.sentence(self._todo) if self._todo else "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Tint the ground again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _lay_out(self) -> None:
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button.setIcon(icons.icon("close"))
        self.close_button.setAutoRaise(True)
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 8, 7)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self._tint()

    def _tint(self) -> None:
        palette = QPalette(QApplication.palette())
        accent, base = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Base)
        palette.setColor(QPalette.ColorRole.Window, mixed(accent, base, _TINT))
        if palette.color(QPalette.ColorRole.Window) != self.palette().color(QPalette.ColorRole.Window):
            self.setPalette(palette)

    @Slot()
    def _act(self) -> None:
        self.hide()
        self.acted.emit()
