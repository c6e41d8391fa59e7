"""Differences of wordings, found in a process of its own.

The dictionary that words are cut by takes half a second to load and 90 MB. A thread of the window's process that loads
it stalls painting for up to 0.5 s, because both need the interpreter's lock; so it is loaded next door, the first time
that a passage with several wordings is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context

from PySide6.QtCore import QObject, Signal, Slot

from app.language.change import Change
from ui.passages.differing_process import differing, end_with_parent

Changes = list[tuple[Change, str]]


class _Bell(QObject):
    """Rung from the pool's thread; heard in the window's."""

    rung = Signal(int)


class Differing(QObject):
    """Compares wordings with a first one; `found` carries what was asked for last, earlier questions are dropped.

    If the process dies nothing is found, and the next question starts another.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: list[Future[Changes]] = []
        self._asked = 0
        self._bell = _Bell()
        self._bell.rung.connect(self._take)

    def ask(self, first: str, others: Sequence[str]) -> None:
        """Compare every other wording with the first; the answer comes with `found` in their order."""
        self.forget()
        try:
            self._waiting = [self._submitted(first, other) for other in others]
        except BrokenProcessPool:
            self.close()
            self._waiting = [self._submitted(first, other) for other in others]
        for future in self._waiting:
            # A part of plain values: the pool keeps it longer than the window may live.
            future.add_done_callback(partial(_ring, self._bell, self._asked))

    def forget(self) -> None:
        """Drop what was asked for."""
        self._asked += 1
        for future in self._waiting:
            future.cancel()
        self._waiting = []

    def close(self) -> None:
        """End the process."""
        self.forget()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _submitted(self, first: str, other: str) -> Future[Changes]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent)
        return self._pool.submit(differing, first, other)

    @Slot(int)
    def _take(self, asked: int) -> None:
        """Tell when the last of the answers is there."""
        if asked != self._asked or not self._waiting or not all(future.done() for future in self._waiting):
            return
        answered = self._waiting
        self._waiting = []
        if all(not future.cancelled() and future.exception() is None for future in answered):
            self.found.emit([future.result() for future in answered])


def _ring(bell: _Bell, asked: int, _done: Future[Changes]) -> None:
    bell.rung.emit(asked)
