"""The window: commands, notices and dialogs around what the person works on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app.comparison.model import Comparison, Kind
from app.document.corrections import Action
from app.document.options import View
from app.messages import message
from ui import memory
from ui.actions import Actions
from ui.correction_menu import correction_at
from ui.dialogs.export_dialog import ExportDialog
from ui.engine import Engine
from ui.files.drop import DropAnywhere
from ui.files.entry import FileEntry
from ui.files.intake import Intake
from ui.language import Language
from ui.notice import Notice
from ui.progress import ProgressStrip
from ui.session import Session, Trouble
from ui.workspace import PANELS, Workspace

_SIZE = (1440, 900)
_FOR_A_RESULT = (
    *("reading", "overview", "outline", "passages", "locked", "unique", "larger", "smaller"),
    *("find", "find_next", "find_previous", "next", "previous"),
)
"""The commands that need a comparison."""


class MainWindow(QMainWindow):
    """Connects the session to the workspace, and both to the commands."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self.engine = Engine(self)
        self.session = Session(self.engine, self)
        self.intake = Intake(self.session, language, self)
        self.commands = Actions(language, self)
        self.workspace = Workspace(language)
        self.notice, self.font_notice = Notice(language), Notice(language)
        self.pair_notice = Notice(language, closable=False)
        self.progress = ProgressStrip(language)
        self._lay_out()
        self.drop = DropAnywhere(self, language)
        self._connect_commands()
        self._connect_parts()
        self._recall()
        self._enable()
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say the title again in the language of now."""
        comparison = self.workspace.comparison
        if comparison:
            self.setWindowTitle(self.language.say("ui.window.title", count=len(comparison.documents)))
        else:
            self.setWindowTitle(self.language.say("ui.window.name"))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember how the window was left, and end the processes, at work or not."""
        memory.remember(self, (self.workspace.side, self.workspace.whole), self._switches())
        self.engine.close()
        self.workspace.passages.card.close_process()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system when it turns light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self._apply_style_sheets)  # when every widget has its palette

    def _lay_out(self) -> None:
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for notice in (self.font_notice, self.notice, self.pair_notice):
            column.addWidget(notice)
        column.addWidget(self.workspace, 1)
        self.setCentralWidget(centre)
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().hide()
        self.resize(*_SIZE)

    def _connect_commands(self) -> None:
        for name, slot in (
            ("open", self.intake.open_files),
            ("open_folder", self.intake.open_folder),
            ("paste", self.intake.paste),
            ("samples", self.intake.open_samples),
            ("export", self._export),
            ("close_files", self._close_files),
            ("quit", self.close),
            ("undo", self.session.undo),
            ("redo", self.session.redo),
            ("find", self._find),
            ("find_next", self._find_next),
            ("find_previous", self._find_previous),
            ("next", self.workspace.passages.choose_next),
            ("previous", self.workspace.passages.choose_previous),
            ("reading", self._turn_page),
            ("overview", self._turn_page),
            ("show_all", self.workspace.read_all),
            ("larger", self._larger),
            ("smaller", self._smaller),
            ("final", self._read_as_chosen),
            ("original", self._read_as_chosen),
            ("hidden", self._read_as_chosen),
            ("zh", self._speak),
            ("en", self._speak),
        ):
            self.commands[name].triggered.connect(slot)
        self.commands["locked"].toggled.connect(self.workspace.reading.set_locked)
        self.commands["unique"].toggled.connect(self._colour_unique)
        for name in PANELS:
            self.commands[name].toggled.connect(self._show_panels)

    def _connect_parts(self) -> None:
        session, workspace = self.session, self.workspace
        session.files_changed.connect(self._show_files)
        session.compared.connect(self._show_comparison)
        session.troubled.connect(self._show_trouble)
        self.intake.refused.connect(self.notice.say)
        self.engine.progressed.connect(self.progress.show_progress)
        self.engine.busy_changed.connect(self.progress.set_busy)
        self.engine.busy_changed.connect(self._enable)
        self.progress.wanted.connect(self.statusBar().setVisible)
        self.progress.cancelled.connect(session.cancel)
        self.notice.acted.connect(session.compare_again)
        self.pair_notice.acted.connect(workspace.read_all)
        self.drop.dropped.connect(session.add)
        workspace.start.open_asked.connect(self.intake.open_files)
        workspace.start.samples_asked.connect(self.intake.open_samples)
        workspace.files.add_asked.connect(self.intake.open_files)
        workspace.files.removed.connect(self._remove)
        workspace.files.moved.connect(session.move)
        workspace.files.source_set.connect(session.set_source)
        workspace.outline.corrected.connect(self._correct)
        workspace.reading.corrected.connect(self._correct)
        workspace.reading.zoomed.connect(memory.remember_zoom)
        workspace.turned.connect(self._mark_page)
        workspace.pair_shown.connect(self._say_pair)
        self.language.changed.connect(self.retranslate)

    def _recall(self) -> None:
        for name in (*PANELS, "locked", "final"):
            self.commands[name].setChecked(True)
        memory.recall(self, (self.workspace.side, self.workspace.whole), self._switches())
        self.workspace.reading.zoom(memory.zoom())

    def _switches(self) -> list[QAction]:
        return [self.commands[name] for name in (*PANELS, "locked", "unique")]

    @Slot(object)
    def _show_files(self, files: tuple[FileEntry, ...]) -> None:
        self.workspace.show_files(files)
        self._enable()

    @Slot(object)
    def _show_comparison(self, comparison: Comparison | None) -> None:
        self.workspace.show_comparison(comparison)
        self._enable()
        self.retranslate()
        if comparison and len(comparison.documents) == 1:
            self.notice.say(message("ui.notice.one_document"))

    @Slot(object)
    def _show_trouble(self, trouble: Trouble | None) -> None:
        if trouble is None:
            self.notice.hide()
        else:
            self.notice.say(trouble.why, message("ui.trouble.retry") if trouble.may_retry else None)

    @Slot()
    def _apply_style_sheets(self) -> None:
        """Apply the style sheets of parts again: they take the colours of a palette once."""
        for widget in self.findChildren(QWidget):
            if widget.styleSheet():
                widget.setStyleSheet(widget.styleSheet())

    @Slot()
    def _enable(self) -> None:
        """Offer the commands that can do something now."""
        has_result = self.workspace.comparison is not None
        self.commands.bar.setVisible(bool(self.session.files))
        for name in _FOR_A_RESULT:
            self.commands[name].setEnabled(has_result)
        self.commands["export"].setEnabled(has_result and not self.engine.is_busy)
        self.commands["undo"].setEnabled(self.session.history.can_undo)
        self.commands["redo"].setEnabled(self.session.history.can_redo)
        self.commands["files"].setEnabled(bool(self.session.files))
        self.commands["close_files"].setEnabled(bool(self.session.files))
        self.commands["show_all"].setEnabled(self.pair_notice.isVisibleTo(self))

    @Slot(str)
    def _mark_page(self, page: str) -> None:
        if page != "start":
            self.commands[page].setChecked(True)

    @Slot()
    def _turn_page(self) -> None:
        self.workspace.turn_to("overview" if self.commands["overview"].isChecked() else "reading")

    @Slot()
    def _show_panels(self) -> None:
        for name in PANELS:
            self.workspace.set_panel(name, self.commands[name].isChecked())

    @Slot(object)
    def _say_pair(self, pair: tuple[int, int] | None) -> None:
        comparison = self.workspace.comparison
        if pair and comparison and len(comparison.documents) > 2:
            one, other = (comparison.documents[number].name for number in pair)
            self.pair_notice.say(message("ui.notice.pair", one=one, other=other), message("ui.action.show_all"))
        else:
            self.pair_notice.hide()
        self._enable()

    @Slot(bool)
    def _colour_unique(self, on: bool) -> None:
        self.workspace.reading.set_kinds(frozenset(Kind), on)

    @Slot(int, object, int)
    def _correct(self, number: int, action: Action, place: int) -> None:
        """Correct the outline of a document of the comparison that is shown."""
        if self.workspace.comparison:
            document = self.workspace.comparison.documents[number]
            self.session.correct(document.name, correction_at(document, action, place))

    @Slot(object)
    def _remove(self, path: Path) -> None:
        self.session.remove([path])

    @Slot()
    def _close_files(self) -> None:
        self.session.remove([entry.path for entry in self.session.files])

    @Slot()
    def _export(self) -> None:
        comparison = self.workspace.comparison
        if comparison:
            dialog = ExportDialog(self.language, self.engine, comparison, memory.folder("export"), self)
            dialog.folder_chosen.connect(self._remember_export)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(str)
    def _remember_export(self, folder: str) -> None:
        memory.remember_folder("export", Path(folder))

    @Slot()
    def _find(self) -> None:
        self.workspace.turn_to("reading")
        self.workspace.reading.find_bar.open()

    @Slot()
    def _find_next(self) -> None:
        bar = self.workspace.reading.find_bar
        if bar.isVisible():
            bar.find_next()
        else:
            self._find()

    @Slot()
    def _find_previous(self) -> None:
        bar = self.workspace.reading.find_bar
        if bar.isVisible():
            bar.find_previous()
        else:
            self._find()

    @Slot()
    def _larger(self) -> None:
        self.workspace.reading.zoom(1)

    @Slot()
    def _smaller(self) -> None:
        self.workspace.reading.zoom(-1)

    @Slot()
    def _read_as_chosen(self) -> None:
        view = View.ORIGINAL if self.commands["original"].isChecked() else View.FINAL
        self.session.read_as(replace(self.session.options, view=view, hidden=self.commands["hidden"].isChecked()))

    @Slot()
    def _speak(self) -> None:
        code = "zh" if self.commands["zh"].isChecked() else "en"
        memory.remember_language(code)
        self.language.choose(code)
