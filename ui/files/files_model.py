"""The list of files as a Qt list; a row can be dragged to another place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.files.entry import FileEntry
from ui.language import Language

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a row gives its `FileEntry`."""
FACTS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which a row says its format, characters and warnings, or its trouble, in a line."""

_Index = QModelIndex | QPersistentModelIndex
_ROW = "application/x-duidu-row"


class FilesModel(QAbstractListModel):
    """A file a row; emits `dragged` with a row and the row before which it was dropped."""

    dragged = Signal(int, int)

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._entries: tuple[FileEntry, ...] = ()

    def show_files(self, entries: Sequence[FileEntry]) -> None:
        """List these files; rows whose file stays keep their place in the view."""
        before, self._entries = self._entries, tuple(entries)
        if [entry.path for entry in before] == [entry.path for entry in self._entries]:
            self.retranslate()
        else:
            self.beginResetModel()
            self.endResetModel()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def entry(self, row: int) -> FileEntry | None:
        """Give the file of a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Give how many files there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a file, as a value for painting or in words."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.path.name
        if role in (FACTS_ROLE, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.facts(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((str(entry.path), *self.remarks(entry)))
        return None

    def facts(self, entry: FileEntry) -> str:
        """Say in a line what is known of a file."""
        say = self._language.say
        if entry.trouble:
            return self._language.sentence(entry.trouble)
        if not entry.format:
            return say("ui.files.waiting")
        facts = [entry.format, say("ui.files.characters", count=entry.characters)]
        if entry.is_source:
            facts.insert(0, say("ui.files.source"))
        if entry.warnings:
            facts.append(say("ui.files.warnings", count=len(entry.warnings)))
        return " · ".join(facts)

    def remarks(self, entry: FileEntry) -> list[str]:
        """Say what is wrong with a file, and its warnings."""
        said = (entry.trouble, *entry.warnings) if entry.trouble else entry.warnings
        return [self._language.sentence(each) for each in said]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let rows be chosen and dragged, and dropped between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Take rows of this list only: files are dropped on the whole window."""
        return [_ROW]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Carry the number of the row."""
        carried = QMimeData()
        carried.setData(_ROW, QByteArray(str(indexes[0].row()).encode()))
        return carried

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Move rows, never copy them."""
        return Qt.DropAction.MoveAction

    def dropMimeData(  # noqa: N802
        self, carried: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Tell where a row was dropped; whoever has the list moves it. False keeps the view from removing rows."""
        if carried.hasFormat(_ROW):
            self.dragged.emit(int(carried.data(_ROW).toStdString()), row if row >= 0 else self.rowCount())
        return False
