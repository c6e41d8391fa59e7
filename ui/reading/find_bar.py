"""The find bar: words looked for in all panes, from one place to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ui.language import Language
from ui.reading.search import Hit, hits

_PAUSE_MS = 150
"""How long it waits for another key before it searches."""


class FindBar(QFrame):
    """Emits `found` with all hits (a tuple of Hit) and `stands_at` with the Hit of now, or None; Escape closes it."""

    found = Signal(object)
    stands_at = Signal(object)
    closed = Signal()

    def __init__(self, language: Language, place: Callable[[], Hit], parent: QWidget | None = None) -> None:
        """`place` gives where the person reads now: the search begins there."""
        super().__init__(parent)
        self._language = language
        self._place = place
        self._texts: Mapping[int, str] = {}
        self._hits: tuple[Hit, ...] = ()
        self._index = -1
        self.words = QLineEdit(self)
        self.count = QLabel(self)
        self.previous_button, self.next_button, self.close_button = (QToolButton(self) for _ in range(3))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self._arrange()
        self.words.textChanged.connect(self._pause.start)
        self.words.installEventFilter(self)
        self.next_button.clicked.connect(self.find_next)
        self.previous_button.clicked.connect(self.find_previous)
        self.close_button.clicked.connect(self.close_bar)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def search_in(self, texts: Mapping[int, str]) -> None:
        """Search these texts from now on, by the number of their document."""
        self._texts = texts
        if self.isVisible():
            self.search()

    def open(self, words: str = "") -> None:
        """Show the bar, ready to type; with the words given, if any, else with those of last time."""
        self.show()
        if words:
            self.words.setText(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Hide the bar and forget what was found."""
        self._pause.stop()
        self.hide()
        self._show_hits(())
        self.closed.emit()

    def search(self) -> None:
        """Search now."""
        self._pause.stop()
        self._show_hits(hits(self._texts, self.words.text()))

    def find_next(self) -> None:
        """Go to the next hit; after the last comes the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the hit before; before the first comes the last."""
        self._step(-1)

    def retranslate(self) -> None:
        """Say the words again in the language of now."""
        say = self._language.say
        self.words.setPlaceholderText(say("ui.find.words"))
        for widget, words in (
            (self, say("ui.find.name")),
            (self.words, say("ui.find.words")),
            (self.previous_button, say("ui.find.previous")),
            (self.next_button, say("ui.find.next")),
            (self.close_button, say("ui.find.close")),
        ):
            widget.setAccessibleName(words)
            if isinstance(widget, QToolButton):
                widget.setToolTip(words)
        self._say_count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Step with Enter and Shift+Enter."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Escape, whatever in the bar has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(260)
        for button, sign in ((self.previous_button, "↑"), (self.next_button, "↓"), (self.close_button, "✕")):
            button.setText(sign)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.words)
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        row.addSpacing(8)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.close_button)

    def _step(self, step: int) -> None:
        if self._pause.isActive():
            self.search()
            return
        if self._hits:
            self._stand_at((self._index + step) % len(self._hits))

    def _show_hits(self, found: tuple[Hit, ...]) -> None:
        self._hits = found
        self.found.emit(found)
        self._stand_at(bisect_left(found, self._place()) % len(found) if found else -1)

    def _stand_at(self, index: int) -> None:
        self._index = index
        for button in (self.previous_button, self.next_button):
            button.setEnabled(bool(self._hits))
        self._say_count()
        self.stands_at.emit(self._hits[index] if index >= 0 else None)

    def _say_count(self) -> None:
        if self._hits:
            said = self._language.say("ui.find.count", number=self._index + 1, count=len(self._hits))
        else:
            said = self._language.say("ui.find.nothing") if self.words.text() else ""
        self.count.setText(said)
