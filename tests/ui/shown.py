"""What a window shows, for the tests of it."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from app.comparison.model import Comparison, Passage
from ui.files.entry import FileEntry
from ui.main_window import MainWindow


def comparison(window: MainWindow) -> Comparison:
    shown = window.workspace.comparison
    assert shown is not None
    return shown


def names(window: MainWindow) -> list[str]:
    return [document.name for document in comparison(window).documents]


def shared_passage(window: MainWindow) -> Passage:
    """The passage that holds what all drafts share."""
    texts = [document.text for document in comparison(window).documents]
    return next(
        passage
        for passage in comparison(window).passages
        if passage.documents == 3
        and all("盯住堤坝" in texts[place.document][place.start : place.end] for place in passage.occurrences)
    )


def entries(window: MainWindow) -> tuple[FileEntry, ...]:
    return window.session.files


def engines() -> list[int]:
    return [process.pid or 0 for process in multiprocessing.active_children() if process.name == "duidu-engine"]


def long_drafts(folder: Path) -> list[Path]:
    """Two drafts that take many seconds to compare."""
    paths = [folder / "长稿一.txt", folder / "长稿二.txt"]
    for number, path in enumerate(paths):
        lines = ("".join(chr(0x4E00 + (line * 37 + n * n + number) % 900) for n in range(40)) for line in range(9_000))
        path.write_text("。\n".join(lines), encoding="utf-8")
    return paths
