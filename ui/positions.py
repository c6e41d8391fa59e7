"""Code points and UTF-16 units, converted here alone: a Document counts the first, Qt the second."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_FOREIGN = re.compile("[\r\u2029\ufdd0\ufdd1\ud800-\udfff]")


class Positions:
    """The positions of one text in both counts. A query takes O(log n), the table O(characters beyond U+FFFF)."""

    def __init__(self, text: str) -> None:
        self._offsets = tuple(found.start() for found in _ASTRAL.finditer(text))
        self._units = tuple(offset + before for before, offset in enumerate(self._offsets))

    def qt(self, offset: int) -> int:
        """Give the UTF-16 unit at which the code point `offset` starts."""
        return offset + bisect_left(self._offsets, offset)

    def code_point(self, position: int) -> int:
        """Give the code point that holds, or starts at, the UTF-16 unit `position`."""
        return position - bisect_left(self._units, position)


def displayable(text: str) -> str:
    """Give the text as Qt shall hold it, every code point at its place.

    Qt takes CR LF for one character, some non-characters for marks of its own, and cannot give lone surrogates back.
    """
    return _FOREIGN.sub(_substitute, text)


def _substitute(found: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else " "
