"""What is written of a comparison, where, how far it is, and where it is now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.comparison.model import Comparison
from app.export.choices import Choices, outputs, versions
from app.messages import Message, message
from ui.dialogs.marking_choices import MarkingChoices
from ui.dialogs.output_list import OutputList
from ui.engine import Engine
from ui.language import Language

_WIDTH = 640
_STEPS = 1000


class ExportDialog(QDialog):
    """Has the engine write a comparison; emits `folder_chosen` with the folder that was written to."""

    folder_chosen = Signal(str)

    def __init__(
        self, language: Language, engine: Engine, comparison: Comparison, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._engine, self._comparison = language, engine, comparison
        self._said: Message | None = None
        self._writing = False
        self.folder = QLineEdit(str(folder), self)
        self.choose_button, self.open_button = QPushButton(self), QPushButton(self)
        self.copies, self.redlines, self.json = QCheckBox(self), QCheckBox(self), QCheckBox(self)
        self._versions = len(versions(comparison))
        self.marking = MarkingChoices(language, comparison, self)
        self.preview = OutputList(language, self)
        self.bar = QProgressBar(self)
        self.words = QLabel(self)
        self.write_button, self.stop_button, self.close_button = (QPushButton(self) for _ in range(3))
        self._where, self._hint = QLabel(self), QLabel(self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_state()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        self.setWindowTitle(say("ui.export.title"))
        self._where.setText(say("ui.export.folder"))
        self._hint.setText(say("ui.export.hint"))
        self.folder.setAccessibleName(say("ui.export.folder"))
        self.bar.setAccessibleName(say("ui.progress.name"))
        for button, words in (
            (self.choose_button, say("ui.export.choose")),
            (self.copies, say("ui.export.copies", count=len(self._comparison.documents))),
            (self.redlines, say("ui.export.redlines", count=self._versions)),
            (self.json, say("ui.export.json")),
            (self.write_button, say("ui.export.write")),
            (self.stop_button, say("ui.progress.cancel")),
            (self.close_button, say("ui.export.close")),
            (self.open_button, say("ui.export.open_folder")),
        ):
            button.setText(words)
        self.words.setText(self._language.sentence(self._said) if self._said else "")

    @property
    def choices(self) -> Choices:
        """What is to be written."""
        return Choices(
            copies=self.copies.isChecked(),
            redlines=self.redlines.isChecked(),
            result=self.json.isChecked(),
            marking=self.marking.marking,
        )

    def done(self, result: int) -> None:
        """Close; what is being written is stopped."""
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop when the window is closed by its frame too."""
        self._stop()
        super().closeEvent(event)

    @property
    def _target(self) -> Path:
        return Path(self.folder.text().strip()).expanduser()

    def _lay_out(self) -> None:
        self.setMinimumWidth(_WIDTH)
        self.folder.setAcceptDrops(False)
        self.copies.setChecked(True)
        self.redlines.setVisible(self._versions > 0)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.words.setWordWrap(True)
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._where.setBuddy(self.folder)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose_button)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.stop_button)
        buttons.addWidget(self.write_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(self._where)
        column.addLayout(where)
        column.addSpacing(6)
        column.addWidget(self.copies)
        column.addWidget(self.marking)
        column.addWidget(self.redlines)
        column.addWidget(self.json)
        column.addSpacing(6)
        column.addWidget(self.preview, 1)
        column.addWidget(self._hint)
        column.addSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.write_button.setDefault(True)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._choose_folder)
        self.write_button.clicked.connect(self._write)
        self.stop_button.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._open_folder)
        for check in (self.copies, self.redlines, self.json):
            check.toggled.connect(self._show_state)
        self.marking.changed.connect(self._show_state)
        self.folder.textChanged.connect(self._show_state)
        self._engine.progressed.connect(self._show_progress)
        self._engine.written.connect(self._finish)
        self._engine.failed.connect(self._fail)
        self._engine.crashed.connect(self._crash)
        self._language.changed.connect(self.retranslate)

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self._language.say("ui.export.folder"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _write(self) -> None:
        self._writing = True
        self._say(None)
        self.bar.setValue(0)
        self._engine.export(self._comparison, self._target, self.choices, self._language.code)
        self._show_state()

    @Slot(float, object)
    def _show_progress(self, share: float, stage: Message) -> None:
        self.bar.setValue(round(share * _STEPS))
        self._say(stage)

    @Slot(object)
    def _finish(self, paths: tuple[Path, ...]) -> None:
        folder = paths[0].parent
        self.folder_chosen.emit(str(folder))
        self.bar.setValue(_STEPS)
        self._end(message("ui.export.done", count=len(paths), folder=str(folder)))
        self.open_button.show()
        self.open_button.setFocus()

    @Slot(object)
    def _fail(self, why: Message) -> None:
        self._end(why)

    @Slot()
    def _crash(self) -> None:
        self._end(message("ui.trouble.crashed"))

    @Slot()
    def _cancel(self) -> None:
        self._stop()
        self._end(message("ui.export.stopped"))

    def _stop(self) -> None:
        if self._writing:
            self._writing = False
            self._engine.cancel()

    def _end(self, said: Message) -> None:
        self._writing = False
        self._say(said)
        self._show_state()

    def _say(self, said: Message | None) -> None:
        self._said = said
        self.retranslate()

    @Slot()
    def _show_state(self) -> None:
        """Offer what can be done now."""
        for widget in (self.folder, self.choose_button, self.copies, self.marking, self.redlines, self.json):
            widget.setEnabled(not self._writing)
        self.marking.setVisible(self.copies.isChecked())
        wanted = outputs(self._comparison, self.choices)
        self.preview.show_outputs(wanted, self._target, [Path(d.path) for d in self._comparison.documents])
        self.write_button.setEnabled(bool(self.folder.text().strip()) and bool(wanted))
        self.write_button.setVisible(not self._writing)
        self.stop_button.setVisible(self._writing)
        self.close_button.setVisible(not self._writing)
        self.bar.setVisible(self._writing)
        self.open_button.hide()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))
