"""Errors that a user can cause: what is wrong, with which file, what to do. Everything else is a bug."""

from __future__ import annotations

from app.messages import Message, Value, message


class DuiduError(Exception):
    """An error to be shown to the user; its `message` is made a sentence where it is shown."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code, values)
        self.message: Message = message(code, **values)

    def __reduce__(self) -> tuple[type[DuiduError], tuple[str], dict[str, object]]:
        """Cross a process border whole: exceptions pickle their positional arguments only."""
        return type(self), (self.message.code,), {"message": self.message}


class BadUsage(DuiduError):
    """The command line or a setting asks for something that cannot be."""


class UnreadableInput(DuiduError):
    """A file cannot be read; the others go on."""


class OutputFailed(DuiduError):
    """A file cannot be written; what stood there still stands."""


class Cancelled(Exception):
    """The user asked to stop. Raised by progress callbacks, never shown as an error."""
