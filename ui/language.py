"""The language of the window: chosen while it runs; whatever shows words says them again when it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.messages import Message, Value, say, sentence, users_language


class Language(QObject):
    """The language of now; emits `changed` after another was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code = users_language()

    @property
    def code(self) -> str:
        """`zh` or `en`."""
        return self._code

    def choose(self, code: str) -> None:
        """Speak another language from now on."""
        if code != self._code:
            self._code = code
            self.changed.emit()

    def say(self, code: str, **values: Value) -> str:
        """Give the sentence of a code and its values."""
        return say(self._code, code, **values)

    def sentence(self, said: Message) -> str:
        """Give a message as a sentence."""
        return sentence(said, self._code)
