"""The shared passages: a list to choose from, and below it the details of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from app.comparison.model import Comparison, Kind, Passage
from ui.language import Language
from ui.passages.card import PassageCard
from ui.passages.filter_bar import FilterBar
from ui.passages.listing import Entry, counts, entries, listed
from ui.passages.model import PassagesModel
from ui.passages.passage_delegate import PassageDelegate
from ui.reading.shares import same_texts
from ui.row_view import RowView

_SIZES = [560, 440]
"""How list and card share the height at first."""


class PassagePanel(QWidget):
    """Emits `chosen` with the id of a passage that a person chose, `place_chosen` with a place of its card.

    `shown` comes with the Passage of the card and whether it is excluded, or None, whoever chose it.
    """

    chosen = Signal(str)
    shown = Signal(object, bool)
    place_chosen = Signal(int, int, int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._comparison: Comparison | None = None
        self._entries: Sequence[Entry] = ()
        self._passages: dict[str, Passage] = {}
        self._documents: frozenset[int] | None = None
        self._excluded: frozenset[str] = frozenset()
        self._chosen, self._row = "", -1
        self._offered: Sequence[QAction] = ()
        self._model = PassagesModel(language, self)
        self.filters = FilterBar(language, self)
        self.list = RowView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(PassageDelegate(self.list))
        self.list.setHeaderHidden(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card = PassageCard(language, self)
        self._lay_out()
        self.filters.changed.connect(self._list_again)
        self.list.row_chosen.connect(self._choose_row)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.card.place_chosen.connect(self.place_chosen)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def chosen_id(self) -> str:
        """The id of the passage that is chosen; "" is none."""
        return self._chosen

    def offer(self, actions: Sequence[QAction]) -> None:
        """Offer these in the menu of a passage, which is chosen before."""
        self._offered = actions

    def show_comparison(self, comparison: Comparison | None, excluded: frozenset[str] = frozenset()) -> None:
        """List the passages of a comparison, or none; `excluded` are the ids of those that a person excluded.

        The passage chosen before stays so where it still is; of the same texts nothing else changes.
        """
        is_same = bool(comparison and self._comparison and same_texts(comparison, self._comparison))
        self._comparison, self._excluded = comparison, excluded
        self._entries = entries(comparison, excluded, self._entries) if comparison else ()
        self._passages = {entry.passage.id: entry.passage for entry in self._entries}
        if not is_same:
            self._documents, self._row = None, -1
        self._list_again()
        self.choose(self._chosen if self._chosen in self._passages else "")

    @Slot(str)
    def choose(self, passage_id: str) -> None:
        """Show a passage in list and card without emitting `chosen`; "" is none.

        A passage that the filters hold back is shown in the card alone.
        """
        self._chosen = passage_id if passage_id in self._passages else ""
        self._show_row()
        passage, excluded = self._passages.get(self._chosen), self._chosen in self._excluded
        self.card.show_passage(self._comparison, passage, excluded=excluded)
        self.shown.emit(passage, excluded)

    @Slot()
    def choose_next(self) -> None:
        """Choose the passage below in the list; the first where none is chosen or the end is reached.

        Where the chosen one is no more listed, because of what was decided about it, the next takes its row.
        """
        self._step(1)

    @Slot()
    def choose_previous(self) -> None:
        """Choose the passage above in the list; the last where none is chosen or the top is reached."""
        self._step(-1)

    @Slot(object)
    def set_visible_documents(self, numbers: frozenset[int]) -> None:
        """List only what at least two of these documents share (and, if asked for, the repeats inside one)."""
        count = len(self._comparison.documents) if self._comparison else 0
        self._documents = None if len(numbers) >= count else numbers
        self._list_again()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self.list.setAccessibleName(self._language.say("ui.passages.name"))
        self._say_placeholder()
        self._model.retranslate()

    def _lay_out(self) -> None:
        top = QWidget(self)
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.filters)
        upper.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(top)
        splitter.addWidget(self.card)
        splitter.setSizes(_SIZES)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    @Slot()
    def _list_again(self) -> None:
        """List what is wanted now; the chosen passage stays chosen, listed or not."""
        wanted = self.filters.wanted(self._documents)
        found = listed(self._entries, wanted, self.filters.wanted_order(), backwards=self.filters.backwards.isChecked())
        by_kind = counts(self._entries, wanted)
        top = self.list.verticalScrollBar().value()
        with QSignalBlocker(self.list):
            self._model.show_entries(found)
        self.list.executeDelayedItemsLayout()
        self.list.verticalScrollBar().setValue(top)
        self.filters.chips.show_kinds(self._occurring(wanted.repeats))
        self.filters.chips.show_counts(by_kind)
        self.filters.show_tally(len(found), sum(by_kind.values()))
        self._say_placeholder()
        self._show_row()

    def _show_row(self) -> None:
        row = self._model.row(self._chosen)
        self.list.show_row(row)
        if row >= 0:
            self._row = row

    def _occurring(self, repeats: bool) -> frozenset[Kind]:
        """The kinds that can be listed, whatever the other filters say: chips that come and go would confuse."""
        return frozenset(e.passage.kind for e in self._entries if repeats or e.passage.documents > 1)

    def _say_placeholder(self) -> None:
        code = "ui.passages.nothing_fits" if self._entries else "ui.passages.empty"
        self.list.set_placeholder(self._language.say(code))

    @Slot(int)
    def _choose_row(self, row: int) -> None:
        self._tell(self._model.passage_id(row))

    def _step(self, by: int) -> None:
        rows = self._model.rowCount()
        if rows:
            row = self._model.row(self._chosen)
            if row < 0 and self._row >= 0:
                row = self._row - (by > 0)
            elif row < 0 and by < 0:
                row = 0
            self._tell(self._model.passage_id((row + by) % rows))

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid() and self._offered:
            self._tell(self._model.passage_id(index.row()))
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self._offered)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _tell(self, passage_id: str) -> None:
        """Show what a person chose, and say so."""
        self.choose(passage_id)
        self.chosen.emit(passage_id)
