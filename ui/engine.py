"""The comparison in a process of its own: it cannot freeze the window, and it can be stopped at any moment."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Signal, Slot

from app.collector import without_collector
from app.comparison.model import Comparison
from app.comparison.review import Review
from app.comparison.settings import Settings
from app.document.options import ReadingOptions
from app.export.choices import Choices
from ui.engine_process import (
    Answer,
    Compare,
    Compared,
    Export,
    Failed,
    FileFacts,
    Job,
    Listed,
    Progressed,
    Refused,
    Written,
    serve,
)

_LAST_WORD_S = 1.0
"""How long the end of a process that was told to end is waited for at most."""


class Engine(QObject):
    """Compares and exports; reports what becomes of it.

    A new job takes the place of the one before, whose answers are dropped. Every job that is not cancelled ends with
    one of `finished` (a Comparison), `written` (the paths), `failed` (a Message) and `crashed`; before its end come
    `progressed` (share done, Message), `listed` (Listed), `read` (FileFacts) and `file_failed` (path, Message).
    """

    progressed = Signal(float, object)
    listed = Signal(object)
    read = Signal(object)
    file_failed = Signal(str, object)
    finished = Signal(object)
    written = Signal(object)
    failed = Signal(object)
    crashed = Signal()
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: _Process | None = None
        self._number = 0
        self._busy = False

    @property
    def is_busy(self) -> bool:
        """Tell whether a job is being done."""
        return self._busy

    @Slot()
    def start(self) -> None:
        """Start the process ahead of need: what it loads takes about a second."""
        if self._process is None:
            self._process = _Process(self)
            self._process.arrived.connect(self._take)
            self._process.ended.connect(self._mourn)
            self._process.listen()

    def compare(
        self,
        paths: Sequence[Path],
        references: Sequence[Path] = (),
        *,
        texts: Mapping[Path, str] | None = None,
        options: ReadingOptions = ReadingOptions(),  # noqa: B008 - frozen
        review: Review = Review(),  # noqa: B008 - frozen
        settings: Settings = Settings(),  # noqa: B008 - frozen
    ) -> None:
        """Read and compare files and folders; `references` are common sources, `texts` documents in no file."""
        self._begin(Compare(tuple(paths), tuple(references), dict(texts or {}), options, review, settings))

    def export(self, comparison: Comparison, folder: Path, choices: Choices, language: str) -> None:
        """Write what was chosen of a comparison into a folder."""
        self._begin(Export(comparison, folder, choices, language))

    @Slot()
    def cancel(self) -> None:
        """Stop at once: the process is ended, and another one is started."""
        if self._busy:
            self._number += 1
            self._end_process()
            self.start()
            self._set_busy(False)

    @Slot()
    def close(self) -> None:
        """End the process for good; nothing is reported any more."""
        self._number += 1
        self._end_process()
        self._busy = False

    def _begin(self, job: Job) -> None:
        self.start()
        self._number += 1
        if self._process is not None:
            self._process.send((self._number, job))
        self._set_busy(True)

    def _end_process(self) -> None:
        if self._process is not None:
            process, self._process = self._process, None
            process.arrived.disconnect(self._take)
            process.ended.disconnect(self._mourn)
            process.end()
            process.deleteLater()

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)

    @Slot(object)
    def _take(self, arrived: tuple[int, Answer]) -> None:
        """Report an answer, if anybody still waits for it."""
        number, answer = arrived
        if number != self._number:
            return
        if isinstance(answer, Compared | Written | Failed):
            self._set_busy(False)
        match answer:
            case Progressed(share, stage):
                self.progressed.emit(share, stage)
            case Listed():
                self.listed.emit(answer)
            case FileFacts():
                self.read.emit(answer)
            case Refused(path, why):
                self.file_failed.emit(str(path), why)
            case Compared(comparison):
                self.finished.emit(comparison)
            case Written(paths):
                self.written.emit(paths)
            case Failed(why):
                self.failed.emit(why)

    @Slot()
    def _mourn(self) -> None:
        """Say that the process ended by itself if that matters; the next job starts another one."""
        self._end_process()
        if self._busy:
            self._number += 1
            self._set_busy(False)
            self.crashed.emit()


class _Process(QObject):
    """One life of the process: once it is listened to, emits `arrived` with `(number, Answer)`, and at its end `ended`.

    Pipes block; so a thread sends and another one receives, which also takes pickling out of the window's way.
    """

    arrived = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), name="duidu-engine", daemon=True)
        self._process.start()
        theirs.close()
        self._jobs: SimpleQueue[tuple[int, Job] | None] = SimpleQueue()
        self._threads = (
            Thread(target=partial(_send, self._connection, self._jobs), daemon=True),
            Thread(target=self._receive, daemon=True),
        )

    def listen(self) -> None:
        """Begin to send and receive; what it says before is kept."""
        for thread in self._threads:
            thread.start()

    def send(self, job: tuple[int, Job]) -> None:
        """Send a job; comes back at once."""
        self._jobs.put(job)

    def end(self) -> None:
        """End the process and what waits for it."""
        self._jobs.put(None)
        self._process.terminate()
        for thread in self._threads:
            thread.join(_LAST_WORD_S)
        self._connection.close()

    def _receive(self) -> None:
        try:
            while self._connection.poll(None):
                with without_collector():
                    arrived = self._connection.recv()
                if isinstance(arrived[1], Compared):
                    gc.freeze()  # or the collector's next walk, past a million new values, would stall the window
                self.arrived.emit(arrived)
        except (EOFError, OSError):
            self.ended.emit()


def _send(connection: Connection, jobs: SimpleQueue[tuple[int, Job] | None]) -> None:
    while (job := jobs.get()) is not None:
        try:
            connection.send(job)
        except OSError:
            return  # the process is gone; the other thread says so
