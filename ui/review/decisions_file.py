"""Decisions kept in a file: opened, saved, and asked for before they would be lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.comparison.review_file import as_json, review
from app.errors import DuiduError
from app.export.safe_write import write
from ui import memory
from ui.actions import Actions
from ui.language import Language
from ui.session import Session

_SUFFIX = ".json"
_Then = Callable[[], object]


class DecisionsFile(QObject):
    """Opens and saves what was decided, as the command line takes it (`--review`).

    Emits `refused` with a Message where a file cannot be read or written.
    """

    refused = Signal(object)

    def __init__(self, session: Session, commands: Actions, language: Language, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._commands, self._language, self._window = session, commands, language, window
        self._path: Path | None = None
        commands["open_decisions"].triggered.connect(self.open)
        commands["save_decisions"].triggered.connect(self._save)
        commands["save_decisions_as"].triggered.connect(self._save_as)
        session.decided.connect(self._enable)
        session.files_changed.connect(self._enable)
        self._enable()

    def settle(self, then: _Then) -> bool:
        """Tell whether nothing would be lost; else ask, and do `then` once the decisions are saved or given up."""
        if self._session.history.is_kept:
            return True
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self._language.say("ui.window.name"))
        question.setText(self._language.say("ui.unsaved.question"))
        question.setInformativeText(self._language.say("ui.unsaved.hint"))
        for name, role in (
            ("ui.unsaved.save", QMessageBox.ButtonRole.AcceptRole),
            ("ui.unsaved.discard", QMessageBox.ButtonRole.DestructiveRole),
            ("ui.unsaved.cancel", QMessageBox.ButtonRole.RejectRole),
        ):
            button = question.addButton(self._language.say(name), role)
            button.setObjectName(name)
            if role is QMessageBox.ButtonRole.AcceptRole:
                question.setDefaultButton(button)
        question.finished.connect(partial(self._answer, question, then))
        question.finished.connect(question.deleteLater)
        question.open()
        return False

    @Slot()
    def open(self) -> None:
        """Ask for a file of decisions; they take the place of those of now, which can be had back."""
        dialog = self._dialog("ui.review.open_title", QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._read)
        dialog.open()

    @Slot()
    def _save(self) -> None:
        self._save_and(None)

    @Slot()
    def _save_as(self) -> None:
        self._ask_where(None)

    def _save_and(self, then: _Then | None) -> None:
        """Save where it was saved before, or ask where; then go on."""
        if self._path is None:
            self._ask_where(then)
        else:
            self._write(then, str(self._path))

    def _answer(self, question: QMessageBox, then: _Then, _: int) -> None:
        role = question.buttonRole(question.clickedButton())
        if role is QMessageBox.ButtonRole.AcceptRole:
            self._save_and(then)
        elif role is QMessageBox.ButtonRole.DestructiveRole:
            self._session.history.keep()
            self._go_on(then)

    def _go_on(self, then: _Then) -> None:
        QTimer.singleShot(0, then)  # when the dialog is gone

    def _ask_where(self, then: _Then | None) -> None:
        dialog = self._dialog("ui.review.save_title", QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_SUFFIX)
        dialog.selectFile(self._path.name if self._path else self._language.say("ui.review.file_name"))
        dialog.fileSelected.connect(partial(self._write, then))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, self._language.say(title), str(self._folder()))
        dialog.setAcceptMode(mode)
        dialog.setNameFilter(f"{self._language.say('ui.review.files')} (*{_SUFFIX})")
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _folder(self) -> Path:
        """Give the folder of the file, else that of the first document: decisions belong beside it."""
        beside = [entry.path.parent for entry in self._session.files if entry.path.is_absolute()]
        return self._path.parent if self._path else beside[0] if beside else memory.folder("open")

    @Slot(str)
    def _read(self, name: str) -> None:
        try:
            decided = review(Path(name))
        except DuiduError as error:
            self.refused.emit(error.message)
            return
        self._path = Path(name)
        self._session.decide(decided)
        self._session.history.keep()
        self._enable()

    def _write(self, then: _Then | None, name: str) -> None:
        try:
            write(Path(name), as_json(self._session.history.now))
        except DuiduError as error:
            self.refused.emit(error.message)
            return
        self._path = Path(name)
        self._session.history.keep()
        self._enable()
        if then is not None:
            self._go_on(then)

    @Slot()
    def _enable(self) -> None:
        history = self._session.history
        if not self._session.files and history.is_kept:
            self._path = None  # other documents, other decisions
        self._commands["open_decisions"].setEnabled(bool(self._session.files))
        self._commands["save_decisions"].setEnabled(not history.is_kept)
        self._commands["save_decisions_as"].setEnabled(bool(self._session.files))
        self._window.setWindowModified(not history.is_kept)
