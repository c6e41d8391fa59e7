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

    part: int = 128_000_000
    """Bytes of one part of a package: 40 million Chinese characters."""
    package: int = 256_000_000
    """Bytes of all parts together that are read; pictures are not."""
    ratio: int = 400
    """Unpacked bytes for one packed byte, in parts of more than `suspicious` bytes; real text has 5 to 60."""
    suspicious: int = 64_000_000
    """Bytes of a part from which on its ratio matters: 100,000 like paragraphs pack by 600."""
    markup: int = 3_000_000
    """Tags and attributes of a part; as a tree and read they take up to 350 bytes and 3 microseconds each."""
    paragraphs: int = 400_000
    """Paragraphs of a file; each takes some 20 microseconds and a kilobyte, and the outline as much again."""
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
