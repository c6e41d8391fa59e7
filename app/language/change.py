"""What became of a stretch of text: light to load, for those who only show it."""

from __future__ import annotations

from enum import IntEnum


class Change(IntEnum):
    """What became of a stretch of text."""

    DELETED = -1
    KEPT = 0
    INSERTED = 1
