"""The window: commands, notices and dialogs around what the person works on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app.comparison.model import Comparison, Kind
from app.comparison.review import Review
from app.messages import message
from ui import memory
from ui.actions import Actions
from ui.dialogs.export_dialog import ExportDialog
from ui.engine import Engine
from ui.files.drop import DropAnywhere
from ui.files.entry import FileEntry
from ui.files.intake import Intake
from ui.language import Language
from ui.notice import Notice
from ui.progress import ProgressStrip
from ui.reading_choices import ReadingChoices
from ui.review.decisions_dialog import DecisionsDialog
from ui.review.decisions_file import DecisionsFile
from ui.review.passage_review import PassageReview
from ui.review.section_review import SectionReview
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
        self.decisions_file = DecisionsFile(self.session, self.commands, language, self)
        PassageReview(self.session, self.workspace, self.commands, self)
        ReadingChoices(self.session, self.commands, self)
        SectionReview(self.session, self.workspace, self.commands, language, self)
        self.drop = DropAnywhere(self, language)
        self._connect_commands()
        self._connect_parts()
        self._recall()
        self._enable()
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say the title again in the language of now."""
        say, comparison = self.language.say, self.workspace.comparison
        said = say("ui.window.title", count=len(comparison.documents)) if comparison else say("ui.window.name")
        self.setWindowTitle(f"{said}[*]")  # Qt puts a star there while decisions are in no file

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask about decisions in no file; remember how the window was left, and end the processes, at work or not."""
        if not self.decisions_file.settle(self.close):
            event.ignore()
            return
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
            ("samples", self._open_samples),
            ("decisions", self._list_decisions),
            ("export", self._export),
            ("close_files", self._close_files),
            ("quit", self.close),
            ("undo", self.session.undo),
            ("redo", self.session.redo),
            ("find", self.workspace.find),
            ("find_next", self.workspace.find_next),
            ("find_previous", self.workspace.find_previous),
            ("next", self.workspace.passages.choose_next),
            ("previous", self.workspace.passages.choose_previous),
            ("reading", self._turn_page),
            ("overview", self._turn_page),
            ("show_all", self.workspace.read_all),
            ("larger", self._larger),
            ("smaller", self._smaller),
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
        session.decided.connect(self._show_review)
        self.intake.refused.connect(self.notice.say)
        self.decisions_file.refused.connect(self.notice.say)
        self.engine.progressed.connect(self.progress.show_progress)
        self.engine.busy_changed.connect(self.progress.set_busy)
        self.engine.busy_changed.connect(self._enable)
        self.progress.wanted.connect(self.statusBar().setVisible)
        self.progress.cancelled.connect(session.cancel)
        self.notice.acted.connect(session.compare_again)
        self.pair_notice.acted.connect(workspace.read_all)
        self.drop.dropped.connect(session.add)
        workspace.start.open_asked.connect(self.intake.open_files)
        workspace.start.samples_asked.connect(self._open_samples)
        workspace.files.add_asked.connect(self.intake.open_files)
        workspace.files.removed.connect(self._remove)
        workspace.files.moved.connect(session.move)
        workspace.files.source_set.connect(session.set_source)
        workspace.reading.zoomed.connect(memory.remember_zoom)
        workspace.turned.connect(self._mark_page)
        workspace.pair_shown.connect(self._say_pair)
        self.language.changed.connect(self.retranslate)

    def _recall(self) -> None:
        for name in (*PANELS, "locked"):
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
        self.workspace.show_comparison(comparison, self.session.history.now)
        self._enable()
        self.retranslate()
        if comparison and len(comparison.documents) == 1:
            self.notice.say(message("ui.notice.one_document"))

    @Slot(object)
    def _show_review(self, review: Review) -> None:
        self.workspace.show_review(review)
        self._enable()

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

    @Slot(object)
    def _remove(self, path: Path) -> None:
        self.session.remove([path])

    @Slot()
    def _close_files(self) -> None:
        if self.decisions_file.settle(self._close_files):
            self.session.replace_all([])

    @Slot()
    def _open_samples(self) -> None:
        if self.decisions_file.settle(self._open_samples):
            self.intake.open_samples()

    @Slot()
    def _list_decisions(self) -> None:
        dialog = DecisionsDialog(self.language, self.session, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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
    def _larger(self) -> None:
        self.workspace.reading.zoom(1)

    @Slot()
    def _smaller(self) -> None:
        self.workspace.reading.zoom(-1)

    @Slot()
    def _speak(self) -> None:
        code = "zh" if self.commands["zh"].isChecked() else "en"
        memory.remember_language(code)
        self.language.choose(code)
