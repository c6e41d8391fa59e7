"""How far the work is: to be shown only when it takes long enough to be wondered at."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.messages import Message
from ui.language import Language

DELAY_MS = 600
_STEPS = 1000


class ProgressStrip(QWidget):
    """What is being done, how much of it is done, and Cancel.

    Emits `cancelled`, and `wanted` with whether there is something to show now.
    """

    cancelled = Signal()
    wanted = Signal(bool)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._stage: Message | None = None
        self.words = QLabel(self)
        self.bar = QProgressBar(self)
        self.cancel_button = QPushButton(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(DELAY_MS)
        self._patience.timeout.connect(self._appear)
        self._lay_out()
        self.cancel_button.clicked.connect(self.cancelled)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Be wanted after a while, if work has begun, and no more at its end."""
        self._patience.stop()
        if busy:
            self._stage = None
            self.bar.setValue(0)
            self.retranslate()
            self._patience.start()
        else:
            self.wanted.emit(False)

    @Slot(float, object)
    def show_progress(self, share: float, stage: Message) -> None:
        """Show the share done (0…1) and what comes next."""
        self._stage = stage
        self.bar.setValue(round(share * _STEPS))
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        self.words.setText(self._language.sentence(self._stage) if self._stage else say("ui.progress.begins"))
        self.bar.setAccessibleName(say("ui.progress.name"))
        self.cancel_button.setText(say("ui.progress.cancel"))

    @Slot()
    def _appear(self) -> None:
        self.wanted.emit(True)

    def _lay_out(self) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(220, 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.cancel_button)
