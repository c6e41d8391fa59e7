"""Colours shared and unique text in a QTextDocument, a few blocks at a time so that the window stays quick."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.comparison.model import Kind
from ui.positions import Positions
from ui.reading.shares import Run
from ui.theme import KIND_STYLES, UNIQUE, tint

_FAINT = "#8a8a8a"
"""Seen on light and dark."""
_SLICE_MS = 8
"""How long it may colour before the event loop has its turn: half a frame."""


class Highlighter(QSyntaxHighlighter):
    """Colours the runs it is given; emits `coloured` when all of the text shows them."""

    coloured = Signal()

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._looks: list[QTextCharFormat] = []
        self._next_block = 0
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._colour_slice)

    def colour(self, runs: Sequence[Run], positions: Positions) -> None:
        """Colour these runs (in order, without overlap) and nothing else, in the theme of now."""
        self._starts = [positions.qt(run.start) for run in runs]
        self._ends = [positions.qt(run.end) for run in runs]
        formats = {None: _format(None)} | {kind: _format(kind) for kind in Kind}
        excluded = _excluded_format()
        self._looks = [excluded if run.excluded else formats[run.kind] for run in runs]
        self._next_block = 0
        self._slices.start()

    def is_colouring(self) -> bool:
        """Tell whether part of the text is still to be coloured."""
        return self._slices.isActive()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour one block; Qt calls it for each block that changed. The text's length is not needed: Qt clips."""
        block = self.currentBlock()
        start, end = block.position(), block.position() + block.length() - 1
        for index in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            first, last = max(start, self._starts[index]), min(end, self._ends[index])
            self.setFormat(first - start, last - first, self._looks[index])

    def _colour_slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        block = self.document().findBlockByNumber(self._next_block)
        while block.isValid() and clock.elapsed() < _SLICE_MS:
            self.rehighlightBlock(block)
            block = block.next()
        if block.isValid():
            self._next_block = block.blockNumber()
            return
        self._slices.stop()
        self.coloured.emit()


def _excluded_format() -> QTextCharFormat:
    """What a person excluded stands like other text, with a faint line as a sign that it is shared."""
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    form.setUnderlineColor(QColor(_FAINT))
    return form


def _format(kind: Kind | None) -> QTextCharFormat:
    style = KIND_STYLES[kind] if kind else UNIQUE
    form = QTextCharFormat()
    form.setBackground(tint(style))
    if style.underline is not QTextCharFormat.UnderlineStyle.NoUnderline:
        form.setUnderlineStyle(style.underline)
        form.setUnderlineColor(QColor(style.strong))
    return form
