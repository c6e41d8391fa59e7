"""The outlines of all documents side by side; choosing a row brings every pane to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from app.comparison.model import Comparison
from ui.language import Language
from ui.outline.cell_delegate import CellDelegate
from ui.outline.model import OutlineModel
from ui.quiet_header import QuietHeader
from ui.row_view import RowView

_NAME_LINES = 2
_NARROWEST = 150
"""The least width of a document's column, in pixels: nine Chinese characters a line. Narrower docks scroll."""


class OutlinePanel(QWidget):
    """A row of the aligned outline a row, a document a column; emits `row_chosen` with an index into the rows."""

    row_chosen = Signal(int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._model = OutlineModel(language, self)
        self.view = RowView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(CellDelegate(self.view))
        header = QuietHeader(Qt.Orientation.Horizontal, self.view, lines=_NAME_LINES)
        self.view.setHeader(header)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.row_chosen.connect(self.row_chosen)
        self.view.viewport().installEventFilter(self)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show the rows of a comparison, or none."""
        self._model.show_comparison(comparison)
        for column in range(self._model.columnCount()):
            self.view.setColumnHidden(column, False)
        self._share_width()

    @Slot(int)
    def show_row(self, row: int) -> None:
        """Mark the row that is read now, without emitting `row_chosen`; -1 is none."""
        self.view.show_row(row)

    @Slot(object)
    def set_visible_documents(self, numbers: frozenset[int]) -> None:
        """Show the columns of these documents only."""
        for column in range(self._model.columnCount()):
            self.view.setColumnHidden(column, column not in numbers)
        self._share_width()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self.view.setAccessibleName(self._language.say("ui.outline.name"))
        self.view.set_placeholder(self._language.say("ui.outline.empty"))
        self._model.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Share the width among the columns again when the view got another."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._share_width()
        return super().eventFilter(watched, event)

    def _share_width(self) -> None:
        """Give all documents the same width; the last one takes the odd pixels, so that nothing has to scroll."""
        shown = [column for column in range(self._model.columnCount()) if not self.view.isColumnHidden(column)]
        if not shown:
            return
        whole = self.view.viewport().width()
        width = max(_NARROWEST, whole // len(shown))
        for column in shown:
            self.view.setColumnWidth(column, width)
        if width > _NARROWEST:
            self.view.setColumnWidth(shown[-1], whole - width * (len(shown) - 1))
