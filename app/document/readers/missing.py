"""What to say where a format needs a library that is not installed."""

from __future__ import annotations

from pathlib import Path

from app.errors import UnreadableInput


def missing(path: Path, extra: str) -> UnreadableInput:
    """Give the error that names the command which installs an extra of the package."""
    return UnreadableInput(
        "input.library_missing", path=str(path), format=extra.upper(), command=f'pip install "duidu[{extra}]"'
    )
