"""Moves the other texts when the person scrolls one, so that sections stay side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject

from app.comparison.model import Comparison
from ui.reading.alignment import Beside, Stretch, beside, mapped, stretches, sync_line
from ui.reading.pane import TextPane
from ui.reading.ruler import Ruler


class AlignedScrolling(QObject):
    """Keeps the panes of a comparison side by side, by section, while it is locked."""

    def __init__(self, comparison: Comparison, panes: Sequence[TextPane], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison = comparison
        self._panes = panes
        self._locked = True
        self._moving = False
        self._master = 0
        self._beside: dict[tuple[int, int], tuple[Beside, ...]] = {}
        self._stretches: dict[tuple[int, int], tuple[Ruler, Ruler, tuple[Stretch, ...]]] = {}
        for number, pane in enumerate(panes):
            pane.view.scrolled.connect(partial(self._follow, number))

    def show_comparison(self, comparison: Comparison) -> None:
        """Align the same texts by another comparison of them; nothing moves until one is scrolled."""
        self._comparison = comparison
        self._beside.clear()
        self._stretches.clear()

    @property
    def leader(self) -> int:
        """The document that was scrolled last."""
        return self._master

    def set_locked(self, locked: bool) -> None:
        """Switch it on or off; when switched on, the texts follow the one that was scrolled last."""
        self._locked = locked
        self._follow(self._master)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """While this lasts, each text moves alone."""
        before, self._moving = self._moving, True
        try:
            yield
        finally:
            self._moving = before

    def follow(self, number: int) -> None:
        """Bring the other texts beside one."""
        self._follow(number)

    def _follow(self, number: int) -> None:
        if self._moving:
            return
        self._master = number
        if not self._locked:
            return
        bar = self._panes[number].view.verticalScrollBar()
        line = sync_line(bar.value(), bar.maximum(), bar.pageStep())
        with self.apart():
            for other, pane in enumerate(self._panes):
                if other != number and pane.filled and not pane.isHidden():
                    theirs = pane.view.verticalScrollBar()
                    y = mapped(self._aligned(number, other), bar.value() + line)
                    theirs.setValue(round(y - line * theirs.pageStep() / max(1, bar.pageStep())))

    def _aligned(self, number: int, other: int) -> tuple[Stretch, ...]:
        """Give the stretches of two texts; made again only when one was laid out anew."""
        mine, theirs = self._panes[number].view.ruler(), self._panes[other].view.ruler()
        known = self._stretches.get((number, other))
        if known is None or known[0] is not mine or known[1] is not theirs:
            if (number, other) not in self._beside:
                self._beside[number, other] = beside(self._comparison, number, other)
            pairs = self._beside[number, other]
            known = (mine, theirs, stretches(pairs, mine.y, theirs.y, mine.height, theirs.height))
            self._stretches[number, other] = known
        return known[2]
