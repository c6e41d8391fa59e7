"""A file of the list: where it is and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.messages import Message


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that was dropped. Neither `format` nor `trouble` says that it has not been read yet.

    `characters` are those of its body without blanks; `trouble` is why it cannot be read. A common source
    (`is_source`) excuses what stands in it and is not compared itself.
    """

    path: Path
    is_source: bool = False
    format: str = ""
    characters: int = 0
    warnings: tuple[Message, ...] = ()
    trouble: Message | None = None
