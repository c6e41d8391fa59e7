"""Parts that many Word files have byte for byte in common (styles, numbering …): unpacked and parsed once.

Two versions of a text nearly always have the same styles; those of python-docx take five milliseconds, twice, where the
text of ten thousand characters takes two.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

Packed = tuple[bytes, int, int, int]
"""A part as it is packed: the bytes, how they are packed, the size and the checksum that are declared for it."""

_MOST = 8
"""Parts that are kept: the styles, numbering and settings of two files, and some."""

_LARGEST = 512_000
"""Bytes of a part that is kept, unpacked; as a tree it takes up to 15 times as much."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A part that is kept, never to be changed: its root, and how many tags and attributes it has."""

    root: Element
    markup: int


_kept: dict[Packed, Parsed] = {}
"""By what they were made of; what was used last stands last."""


def kept(packed: Packed) -> Parsed | None:
    """Give the part that was kept for these bytes, or None."""
    found = _kept.pop(packed, None)
    if found is not None:
        _kept[packed] = found
    return found


def keep(packed: Packed, parsed: Parsed) -> None:
    """Keep a part that is not large; what has not been used for longest makes room for it."""
    if packed[2] > _LARGEST:
        return
    _kept[packed] = parsed
    while len(_kept) > _MOST:
        _kept.pop(next(iter(_kept)), None)


def is_kept(root: Element) -> bool:
    """Say whether a part is kept now."""
    return any(parsed.root is root for parsed in _kept.values())
