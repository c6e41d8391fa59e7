"""Word files as LibreOffice reads them: an independent reader that prints the computed numbers too."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
"""The program of LibreOffice, or None."""

_AT_ONCE = 20
"""Files of one run: one that LibreOffice never finishes costs no more than these their second try."""


def office_texts(files: Iterable[Path], folder: Path, seconds: float = 60) -> Iterator[tuple[Path, str | None]]:
    """Give each file with its text as LibreOffice converts it, None where it gives none; `folder` takes what it writes.

    A profile in `folder` keeps it apart from a LibreOffice that is open. `seconds` is the longest time for one file.
    """
    batch: list[Path] = []
    for file in files:
        batch.append(file)
        if len(batch) == _AT_ONCE:
            yield from _converted(batch, folder, seconds)
            batch = []
    yield from _converted(batch, folder, seconds)


def _converted(files: list[Path], folder: Path, seconds: float) -> Iterator[tuple[Path, str | None]]:
    copies = [folder / f"{number}{file.suffix}" for number, file in enumerate(files)]
    for file, copy in zip(files, copies, strict=True):
        copy.write_bytes(file.read_bytes())
    _convert(copies, folder, seconds * len(copies))
    for file, copy in zip(files, copies, strict=True):
        text = copy.with_suffix(".txt")
        if not text.exists():  # a file that it does not open can end the whole run
            _convert([copy], folder, seconds)
        yield file, text.read_text(encoding="utf-8-sig") if text.exists() else None
        text.unlink(missing_ok=True)
        copy.unlink()


def _convert(files: list[Path], folder: Path, seconds: float) -> None:
    if SOFFICE is None or not files:
        return
    command = [
        SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *map(str, files),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return
