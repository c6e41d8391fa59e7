"""How the files are read and their words compared, as the menu says it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.document.options import View
from ui.actions import Actions
from ui.session import Session


class ReadingChoices(QObject):
    """Carries out the commands that say what counts as text, and what as a difference."""

    def __init__(self, session: Session, commands: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._commands = session, commands
        commands["final"].setChecked(True)
        commands["traditional"].setChecked(session.settings.traditional)
        commands["numerals"].setChecked(session.settings.numerals)
        for name in ("final", "original", "hidden"):
            commands[name].triggered.connect(self._read)
        for name in ("traditional", "numerals"):
            commands[name].triggered.connect(self._compare)

    def _is_on(self, name: str) -> bool:
        return self._commands[name].isChecked()

    @Slot()
    def _read(self) -> None:
        view = View.ORIGINAL if self._is_on("original") else View.FINAL
        self._session.read_as(replace(self._session.options, view=view, hidden=self._is_on("hidden")))

    @Slot()
    def _compare(self) -> None:
        traditional, numerals = self._is_on("traditional"), self._is_on("numerals")
        self._session.compare_as(replace(self._session.settings, traditional=traditional, numerals=numerals))
