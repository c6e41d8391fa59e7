"""The listed passages as a Qt list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.export.naming import kind_name
from ui.language import Language
from ui.passages.listing import Entry
from ui.review.decisions import is_overruled

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a row gives its `Entry`."""
FACTS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which a row says its kind, length, documents and similarity in a line."""

_Index = QModelIndex | QPersistentModelIndex
_EXCERPT = 80
_TIP = 400


class PassagesModel(QAbstractListModel):
    """An entry a row; the order and the choice are made before (`listing.listed`)."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._entries: Sequence[Entry] = ()
        self._rows: dict[str, int] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List other entries."""
        self.beginResetModel()
        self._entries = entries
        self._rows = {entry.passage.id: row for row, entry in enumerate(entries)}
        self.endResetModel()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def row(self, passage_id: str) -> int:
        """Give the row of a passage; -1 where it is not listed."""
        return self._rows.get(passage_id, -1)

    def passage_id(self, row: int) -> str:
        """Give the id of the passage in a row."""
        return self._entries[row].passage.id

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Give how many passages are listed."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a passage, as a value for painting or in words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.wordings[0][:_EXCERPT]
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.wordings[0][:_TIP]
        if role in (FACTS_ROLE, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._facts(entry)
        return None

    def _facts(self, entry: Entry) -> str:
        say, passage = self._language.say, entry.passage
        where = (
            say("ui.passages.in_documents", count=passage.documents)
            if passage.documents > 1
            else say("ui.passages.in_one", count=len(passage.occurrences))
        )
        facts = [
            kind_name(passage.kind, self._language.code),
            say("ui.passages.chars", count=entry.length),
            where,
            say("ui.passages.alike", share=passage.similarity),
        ]
        if is_overruled(passage):
            facts[0] += f" {say('ui.review.by_hand')}"
        if entry.excluded:
            facts.insert(0, say("ui.review.excluded"))
        return " · ".join(facts)
