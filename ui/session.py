"""What the person works on: the files of the list, and the comparison of those that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.comparison.model import Comparison
from app.comparison.review import Review
from app.comparison.settings import Settings
from app.document.corrections import Correction
from app.document.options import ReadingOptions
from app.messages import Message, message
from ui.engine import Engine
from ui.engine_process import FileFacts, Listed
from ui.files.entry import FileEntry
from ui.history import History


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong, and whether trying again may help."""

    why: Message
    may_retry: bool


class Session(QObject):
    """Has the files compared whenever they change.

    Emits `files_changed` (a tuple of FileEntry: documents in their order, then common sources), `compared` (a
    Comparison, or None where there is nothing to compare), `decided` (a Review, as soon as it is another one) and
    `troubled` (a Trouble, or None when it is over).
    """

    files_changed = Signal(object)
    compared = Signal(object)
    decided = Signal(object)
    troubled = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._comparing = False
        self._texts: dict[Path, str] = {}
        self.files: tuple[FileEntry, ...] = ()
        self.options, self.settings = ReadingOptions(), Settings()
        self.history = History()
        self.comparison: Comparison | None = None
        engine.listed.connect(self._list)
        engine.read.connect(self._note_facts)
        engine.file_failed.connect(self._note_trouble)
        engine.finished.connect(self._finish)
        engine.failed.connect(self._fail)
        engine.crashed.connect(self._crash)

    def add(self, paths: Iterable[Path], sources: Iterable[Path] = ()) -> None:
        """Add files and folders, and compare; those that are there already are read again."""
        known = {entry.path for entry in self.files}
        new = [FileEntry(path) for path in dict.fromkeys(paths) if path not in known]
        new += [FileEntry(path, is_source=True) for path in dict.fromkeys(sources) if path not in known]
        self._change([*self.files, *new])

    def paste(self, text: str, name: str) -> None:
        """Add a text that is in no file, under a name that no other file of the list has, and compare."""
        self._texts[Path(name)] = text
        self.add([Path(name)])

    def read_as(self, options: ReadingOptions) -> None:
        """Read all files in another way, and compare."""
        if options != self.options:
            self.options = options
            if self.files:
                self._change(self.files)

    def compare_as(self, settings: Settings) -> None:
        """Compare with other settings."""
        if settings != self.settings:
            self.settings = settings
            if self.files:
                self._change(self.files)

    def decide(self, review: Review) -> None:
        """Take other decisions for those of now, and compare; they can be taken back."""
        if review != self.history.now:
            self.history.decide(review)
            self._obey()

    def correct(self, name: str, correction: Correction) -> None:
        """Correct the outline of the document of that name, and compare."""
        review = self.history.now
        corrections = {**review.corrections, name: (*review.corrections.get(name, ()), correction)}
        self.decide(replace(review, corrections=corrections))

    @Slot()
    def undo(self) -> None:
        """Take the last decision back, and compare."""
        if self.history.can_undo:
            self.history.undo()
            self._obey()

    @Slot()
    def redo(self) -> None:
        """Decide again what was taken back last, and compare."""
        if self.history.can_redo:
            self.history.redo()
            self._obey()

    def replace_all(self, paths: Iterable[Path], sources: Iterable[Path] = ()) -> None:
        """Work on other files, or on none; nothing is decided about them yet."""
        self.files, self._texts, self.history = (), {}, History()
        self.decided.emit(self.history.now)
        self.add(paths, sources)

    def remove(self, paths: Iterable[Path]) -> None:
        """Take files from the list, and compare the rest."""
        gone = set(paths)
        self._texts = {path: text for path, text in self._texts.items() if path not in gone}
        self._change([entry for entry in self.files if entry.path not in gone])

    def move(self, path: Path, by: int) -> None:
        """Move a document up (-1) or down (1) among the documents, and compare in the new order."""
        documents = [entry for entry in self.files if not entry.is_source]
        row = next((row for row, entry in enumerate(documents) if entry.path == path), -1)
        if row >= 0 and 0 <= row + by < len(documents):
            documents.insert(row + by, documents.pop(row))
            self._change([*documents, *(entry for entry in self.files if entry.is_source)])

    def set_source(self, path: Path, is_source: bool) -> None:
        """Take a file for a common source, or for a document again."""
        self._change([replace(e, is_source=is_source) if e.path == path else e for e in self.files])

    @Slot()
    def compare_again(self) -> None:
        """Read the files again and compare them."""
        self._change(self.files)

    @Slot()
    def cancel(self) -> None:
        """Stop comparing; the list stays, and what was compared before."""
        if self._comparing and self._engine.is_busy:
            self._engine.cancel()
            self._comparing = False
            self.troubled.emit(Trouble(message("ui.trouble.stopped"), may_retry=True))

    def _obey(self) -> None:
        """Say what is decided now, and have it heeded."""
        self.decided.emit(self.history.now)
        self._change(self.files)

    def _change(self, files: Sequence[FileEntry]) -> None:
        """Show the list as it will be, and have it compared."""
        self.files = tuple(sorted(files, key=_is_source))
        self.files_changed.emit(self.files)
        self.troubled.emit(None)
        documents = [entry.path for entry in self.files if not entry.is_source]
        self._comparing = bool(documents)
        if documents:
            sources = [entry.path for entry in self.files if entry.is_source]
            given = {path: self._texts[path] for path in (*documents, *sources) if path in self._texts}
            self._engine.compare(
                documents,
                sources,
                texts=given,
                options=self.options,
                review=self.history.now,
                settings=self.settings,
            )
        else:
            self._engine.cancel()
            self._show(None)

    @Slot(object)
    def _list(self, listed: Listed) -> None:
        """Put the files of folders in place of their folder."""
        known = {entry.path: entry for entry in self.files}
        self.files = tuple(
            replace(known.get(path, FileEntry(path)), is_source=is_source)
            for paths, is_source in ((listed.paths, False), (listed.references, True))
            for path in paths
        )
        self.files_changed.emit(self.files)

    @Slot(object)
    def _note_facts(self, facts: FileFacts) -> None:
        def known(entry: FileEntry) -> FileEntry:
            return FileEntry(entry.path, entry.is_source, facts.format, facts.characters, facts.warnings)

        self._note(facts.path, known)

    @Slot(str, object)
    def _note_trouble(self, path: str, why: Message) -> None:
        def refused(entry: FileEntry) -> FileEntry:
            return FileEntry(entry.path, entry.is_source, trouble=why)

        self._note(Path(path), refused)

    def _note(self, path: Path, changed: Callable[[FileEntry], FileEntry]) -> None:
        self.files = tuple(changed(entry) if entry.path == path else entry for entry in self.files)
        self.files_changed.emit(self.files)

    @Slot(object)
    def _finish(self, comparison: Comparison) -> None:
        self._comparing = False
        self._show(comparison)
        bad = [entry for entry in self.files if entry.trouble]
        if bad:
            self.troubled.emit(Trouble(message("ui.trouble.some_unreadable", count=len(bad)), may_retry=True))

    @Slot(object)
    def _fail(self, why: Message) -> None:
        if self._comparing:
            self._comparing = False
            self._show(None)
            self.troubled.emit(Trouble(why, may_retry=True))

    @Slot()
    def _crash(self) -> None:
        if self._comparing:
            self._comparing = False
            self.troubled.emit(Trouble(message("ui.trouble.crashed"), may_retry=True))

    def _show(self, comparison: Comparison | None) -> None:
        self.comparison = comparison
        self.compared.emit(comparison)


def _is_source(entry: FileEntry) -> bool:
    return entry.is_source
