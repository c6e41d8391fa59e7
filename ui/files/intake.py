"""How drafts come into the window: from dialogs, from the clipboard, from the samples."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.messages import message
from ui import memory
from ui.files.drop import local_paths
from ui.files.samples import samples
from ui.language import Language
from ui.session import Session


class Intake(QObject):
    """Gives the session what the person chose; emits `refused` with a Message where there was nothing to take."""

    refused = Signal(object)

    def __init__(self, session: Session, language: Language, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._language, self._window = session, language, window

    @Slot()
    def open_files(self) -> None:
        """Ask for files."""
        from app.document.reading import READERS  # the readers take a while to load

        dialog = self._dialog(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(
            f"{self._language.say('ui.open.formats')} ({' '.join(f'*{suffix}' for suffix in READERS)})"
        )
        dialog.open()

    @Slot()
    def open_folder(self) -> None:
        """Ask for a folder."""
        self._dialog(QFileDialog.FileMode.Directory).open()

    @Slot()
    def open_samples(self) -> None:
        """Work on the sample speeches."""
        self._session.replace_all(*samples())

    @Slot()
    def paste(self) -> None:
        """Take files that were copied, or text as a new draft that is kept in no file."""
        carried = QGuiApplication.clipboard().mimeData()
        paths = local_paths(carried)
        if paths:
            self._session.add(paths)
        elif carried.text().strip():
            self._session.paste(carried.text(), self._new_name())
        else:
            self.refused.emit(message("ui.notice.clipboard_empty"))

    def _new_name(self) -> str:
        taken = {entry.path.name for entry in self._session.files}
        names = (self._language.say("ui.files.clipboard", number=number) for number in count(1))
        return next(name for name in names if name not in taken)

    def _dialog(self, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, self._language.say("ui.open.title"), str(memory.folder("open")))
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._add_chosen)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    @Slot(list)
    def _add_chosen(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        memory.remember_folder("open", paths[0].parent)
        self._session.add(paths)
