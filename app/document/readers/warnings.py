"""What every reader says of hidden text and tracked changes, in the way in which they were read."""

from __future__ import annotations

from collections.abc import Iterator

from app.document.options import ReadingOptions, View
from app.messages import Message, message


def warnings(options: ReadingOptions, *, hidden: int, changes: int, objects: int) -> Iterator[Message]:
    """Give the warnings: characters of hidden text, tracked changes, and objects that are not compared."""
    if hidden:
        yield message("reading.hidden_text_read" if options.hidden else "reading.hidden_text", count=hidden)
    if changes:
        original = options.view is View.ORIGINAL
        yield message("reading.tracked_original" if original else "reading.tracked", count=changes)
    if objects:
        yield message("reading.not_compared.object", count=objects)
