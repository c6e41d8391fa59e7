"""The outlines of all documents side by side; choosing a row brings every pane to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHeaderView, QMenu, QVBoxLayout, QWidget

from app.comparison.model import Comparison, SectionRef
from app.document.corrections import Action
from ui.correction_menu import SECTION_KEYS, add_corrections
from ui.language import Language
from ui.outline.cell_delegate import CellDelegate
from ui.outline.model import OutlineModel
from ui.quiet_header import QuietHeader
from ui.reading.shares import same_texts
from ui.row_view import RowView

_NAME_LINES = 2
_NARROWEST = 150
"""The least width of a document's column, in pixels: nine Chinese characters a line. Narrower docks scroll."""


class OutlinePanel(QWidget):
    """A row of the aligned outline a row, a document a column.

    Emits `row_chosen` with an index into the rows, `section_chosen` with the SectionRef of the cell of now or None,
    `corrected` with a document, what is to be done to a section of it (an Action), and where that begins.
    """

    row_chosen = Signal(int)
    section_chosen = Signal(object)
    corrected = Signal(int, object, int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._model = OutlineModel(language, self)
        self._comparison: Comparison | None = None
        self._offered: Sequence[QAction] = ()
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
        self.view.selectionModel().currentChanged.connect(self._tell_section)
        self.view.viewport().installEventFilter(self)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self._keys = {action: self._key(action, keys) for action, keys in SECTION_KEYS.items()}
        language.changed.connect(self.retranslate)
        self.retranslate()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Offer these in the menu of a section, which is chosen before."""
        self._offered = actions

    def chosen(self) -> SectionRef | None:
        """Give the section of the cell of now."""
        index = self.view.currentIndex()
        section = self._model.section(index)
        if section is None or self.view.isColumnHidden(index.column()):
            return None
        return SectionRef(index.column(), section.id)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show the rows of a comparison, or none; of the same texts the chosen section stays so, in its place."""
        is_same = bool(comparison and self._comparison and same_texts(comparison, self._comparison))
        before, top = self.chosen() if is_same else None, self.view.verticalScrollBar().value() if is_same else 0
        self._comparison = comparison
        self._model.show_comparison(comparison)
        for column in range(self._model.columnCount()):
            self.view.setColumnHidden(column, False)
        self._share_width()
        self.view.executeDelayedItemsLayout()
        self.view.verticalScrollBar().setValue(top)
        row = self._model.row_of(before.document, before.section) if before else -1
        if before and row >= 0:
            with QSignalBlocker(self.view):
                self.view.setCurrentIndex(self._model.index(row, before.document))
        self.section_chosen.emit(self.chosen())

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

    def _key(self, action: Action, keys: QKeySequence) -> QShortcut:
        shortcut = QShortcut(keys, self.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(partial(self._correct, action))
        return shortcut

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if self._model.section(index) is None:
            return
        self.view.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_corrections(menu, self._language, SECTION_KEYS, self._correct)
        menu.addSeparator()
        menu.addActions(self._offered)
        menu.popup(self.view.viewport().mapToGlobal(at))

    @Slot()
    def _tell_section(self) -> None:
        self.section_chosen.emit(self.chosen())

    def _correct(self, action: Action) -> None:
        index = self.view.currentIndex()
        section = self._model.section(index)
        if section is not None and not self.view.isColumnHidden(index.column()):
            self.corrected.emit(index.column(), action, section.span.start)

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
