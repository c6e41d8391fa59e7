"""How a file is to be read: which view of its tracked changes, whether hidden text counts, how large it may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """Which text of a file with tracked changes is read."""

    FINAL = "final"
    """All changes accepted."""
    ORIGINAL = "original"
    """All changes rejected."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may unpack to before it is refused: a guard against files made to fill memory."""

    part: int = 400_000_000
    """Bytes of one part of a package."""
    package: int = 1_000_000_000
    """Bytes of all parts together."""
    ratio: int = 1_000
    """Unpacked bytes for one packed byte, in parts of more than a megabyte."""
    parts: int = 20_000
    """Parts of a package."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """The choices of a reader; each format heeds those that mean something to it."""

    view: View = View.FINAL
    hidden: bool = False
    """Whether text that Word hides is read as text."""
    encoding: str | None = None
    """The encoding of a text file; None: told from the bytes."""
    limits: Limits = Limits()
