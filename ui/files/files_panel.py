"""The list of files, with what can be done to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui import icons
from ui.files.entry import FileEntry
from ui.files.file_delegate import FileDelegate
from ui.files.files_model import FilesModel
from ui.language import Language
from ui.row_view import RowView

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FilesPanel(QWidget):
    """Emits what the person wants.

    `add_asked` (which files is not known yet), `removed` (path), `moved` (path, by how many rows) and `source_set`
    (path, whether it is a common source).
    """

    add_asked = Signal()
    removed = Signal(object)
    moved = Signal(object, int)
    source_set = Signal(object, bool)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.model = FilesModel(language, self)
        self.list = _FileList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FileDelegate(self.list))
        self.remarks = QLabel(self)
        self.buttons = {name: QToolButton(self) for name in ("add", "remove", "up", "down")}
        self.source = QCheckBox(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_files(self, files: Sequence[FileEntry]) -> None:
        """List these files; the one that was chosen stays so."""
        chosen = self._chosen()
        self.model.show_files(files)
        paths = [entry.path for entry in files]
        self.list.show_row(paths.index(chosen.path) if chosen and chosen.path in paths else -1)
        self._show_what_can_be_done()

    def height_of_all(self) -> int:
        """Give how high the panel is when no file has to be scrolled to, in pixels."""
        rows = self.model.rowCount() * max(self.list.sizeHintForRow(0), 0)
        return rows + self.minimumSizeHint().height() - self.list.minimumSizeHint().height()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        self.list.setAccessibleName(say("ui.files.name"))
        self.list.set_placeholder(say("ui.files.empty"))
        for name, words, tip in (
            ("add", say("ui.files.add"), say("ui.files.add_tip")),
            ("remove", say("ui.files.remove"), say("ui.files.remove_tip")),
            ("up", say("ui.files.up"), say("ui.files.up_tip")),
            ("down", say("ui.files.down"), say("ui.files.down_tip")),
        ):
            self.buttons[name].setText(words)
            self.buttons[name].setAccessibleName(words)
            self.buttons[name].setToolTip(tip)
        self.source.setText(say("ui.files.source"))
        self.source.setToolTip(say("ui.files.source_tip"))
        self.model.retranslate()
        self._show_what_can_be_done()

    def _lay_out(self) -> None:
        self.list.setHeaderHidden(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.remarks.setWordWrap(True)
        self.remarks.setContentsMargins(12, 6, 12, 6)
        self.remarks.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.remarks.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        for name, button in self.buttons.items():
            button.setIcon(icons.icon(name))
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.source)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.remarks)
        column.addLayout(row)

    def _connect(self) -> None:
        self.buttons["add"].clicked.connect(self.add_asked)
        self.buttons["remove"].clicked.connect(self._remove)
        self.buttons["up"].clicked.connect(self._move_up)
        self.buttons["down"].clicked.connect(self._move_down)
        self.source.clicked.connect(self._set_source)
        self.list.row_chosen.connect(self._show_what_can_be_done)
        self.list.remove_asked.connect(self._remove)
        self.list.move_asked.connect(self._move)
        self.model.dragged.connect(self._drag)
        self._language.changed.connect(self.retranslate)

    def _chosen(self) -> FileEntry | None:
        return self.model.entry(self.list.current_row())

    @Slot()
    def _show_what_can_be_done(self) -> None:
        chosen, row = self._chosen(), self.list.current_row()
        below = self.model.entry(row + 1)
        is_document = chosen is not None and not chosen.is_source
        self.buttons["remove"].setEnabled(chosen is not None)
        self.source.setEnabled(chosen is not None)
        self.source.setChecked(chosen is not None and chosen.is_source)
        self.buttons["up"].setEnabled(is_document and row > 0)
        self.buttons["down"].setEnabled(is_document and below is not None and not below.is_source)
        said = self.model.remarks(chosen) if chosen else []
        self.remarks.setText("\n".join(said))
        self.remarks.setVisible(bool(said))

    @Slot()
    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.removed.emit(chosen.path)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    @Slot(int)
    def _move(self, by: int) -> None:
        chosen = self._chosen()
        if chosen:
            self.moved.emit(chosen.path, by)

    @Slot(int, int)
    def _drag(self, row: int, before: int) -> None:
        entry = self.model.entry(row)
        by = before - row - (1 if before > row else 0)
        if entry and by:
            self.moved.emit(entry.path, by)

    @Slot(bool)
    def _set_source(self, is_source: bool) -> None:
        chosen = self._chosen()
        if chosen:
            self.source_set.emit(chosen.path, is_source)


class _FileList(RowView):
    """Emits `remove_asked` at Delete, `move_asked` with -1 or 1 at Ctrl+Up or Ctrl+Down."""

    remove_asked = Signal()
    move_asked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keys of the list."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        elif step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_asked.emit(step)
        else:
            super().keyPressEvent(event)
