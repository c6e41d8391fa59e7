"""The sample speeches that come with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_SOURCE = "上级文件.txt"
"""The sample that the others draw on: a common source, no speech."""


def samples() -> tuple[list[Path], list[Path]]:
    """Give the sample speeches, and their common source."""
    folder = Path(str(files("resources"))) / "samples"
    speeches = sorted(path for path in folder.iterdir() if path.suffix in {".docx", ".txt"} and path.name != _SOURCE)
    return speeches, [folder / _SOURCE]
