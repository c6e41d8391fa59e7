"""A list or table of which one row is chosen: with the mouse, with the keys, or from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from ui.painting import muted

_MARGIN = 24
_COLUMNS = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}


class RowView(QTreeView):
    """Rows of equal height, painted by a delegate; a sentence in their place where there are none.

    `row_chosen` is emitted with the row when a person chooses it: with a click (on the row of now too, to come back
    to it), the arrow keys or Enter. `show_row` chooses without a word.
    """

    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placeholder = ""
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setIndentation(0)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def set_placeholder(self, sentence: str) -> None:
        """Say what stands in place of the rows where there are none."""
        self._placeholder = sentence
        self.viewport().update()

    def show_row(self, row: int) -> None:
        """Choose a row and scroll to it without emitting `row_chosen`; -1 is none."""
        with QSignalBlocker(self):
            index = self.model().index(row, 0) if row >= 0 else QModelIndex()
            self.setCurrentIndex(index)
            if index.isValid():
                self.scrollTo(index)
            else:
                self.clearSelection()

    def current_row(self) -> int:
        """Give the row that is chosen; -1 is none."""
        return self.currentIndex().row()

    def currentChanged(  # noqa: N802 - Qt's name
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say that another row was chosen."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.row_chosen.emit(current.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Say it again where the row of now is clicked: the person may have scrolled away from it."""
        before = self.current_row()
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.row() == before:
            self.row_chosen.emit(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as a click on the row of now; Left and Right go from column to column."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_chosen.emit(self.current_row())
            return
        step = _COLUMNS.get(event.key())
        if step and event.modifiers() == Qt.KeyboardModifier.NoModifier and self.model().columnCount() > 1:
            self._go_aside(step)
            return
        super().keyPressEvent(event)

    def _go_aside(self, step: int) -> None:
        """Make the next column that is shown the one of now."""
        index = self.currentIndex()
        column = index.column() + step
        while index.isValid() and self.isColumnHidden(column) and 0 <= column < self.model().columnCount():
            column += step
        beside = index.siblingAtColumn(column)
        if beside.isValid():
            self.setCurrentIndex(beside)
            self.scrollTo(beside)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows, or the placeholder."""
        super().paintEvent(event)
        if self._placeholder and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(muted(self.palette()))
            area = QRect(self.viewport().rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._placeholder)
            painter.end()
