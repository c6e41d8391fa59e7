"""Files written beside their target and then renamed: what stood there stays whole until the new file is."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from app.document.model import Document
from app.errors import BadUsage, OutputFailed


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever looks sees the old file or the new one, never half of either.

    Raises:
        OutputFailed: `output.cannot_write`; what stood at `path` still stands, and nothing is left beside it.
    """
    made: Path | None = None
    try:
        target = path.resolve()  # a link keeps pointing where it points
        beside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}.part")
        with beside.open("xb") as stream:  # a name of its own: two may write one target at the same time
            made = beside
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            made.chmod(stat.S_IMODE(target.stat().st_mode))
        made.replace(target)
    except OSError as error:
        if made is not None:
            made.unlink(missing_ok=True)
        raise OutputFailed("output.cannot_write", path=str(path), reason=error.strerror or str(error)) from error


def refuse_inputs(target: Path, documents: Iterable[Document]) -> None:
    """Raise BadUsage where the target is the file of one of the documents, whatever it is called there."""
    try:
        is_input = target.exists() and any(Path(d.path).exists() and target.samefile(d.path) for d in documents)
    except OSError:  # a name that no file can have is said when it is written
        is_input = False
    if is_input:
        raise BadUsage("output.is_an_input", path=str(target))
