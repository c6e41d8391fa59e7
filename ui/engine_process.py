"""What runs in the engine's process: files are read, compared and exported; imports no Qt.

The window sends `(number, Job)` through a pipe and gets any count of `(number, Answer)` back. The process takes one job
after another; a job gives way as soon as a newer one waits, and ends the process where it meets a bug.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from app.comparison.model import Comparison
from app.comparison.review import Review
from app.comparison.settings import Settings
from app.document.options import ReadingOptions
from app.errors import Cancelled, DuiduError, UnreadableInput
from app.export.choices import Choices
from app.messages import Message, message

if TYPE_CHECKING:
    from app.comparison.compare import Found
    from app.document.model import Document

_READING = 0.2
"""The share of the progress that reading the files takes; comparing has the rest."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Read files and folders and compare them; `references` are common sources.

    `texts` are documents that are in no file, by what stands for their path.
    """

    paths: tuple[Path, ...]
    references: tuple[Path, ...] = ()
    texts: Mapping[Path, str] = field(default_factory=dict)
    options: ReadingOptions = field(default_factory=ReadingOptions)
    review: Review = field(default_factory=Review)
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Export:
    """Write what was chosen of a comparison into a folder."""

    comparison: Comparison
    folder: Path
    choices: Choices
    language: str


Job = Compare | Export


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file that was read; `characters` are those of its body without blanks."""

    path: Path
    format: str
    characters: int
    warnings: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Progressed:
    """The share done (0…1) and what comes next."""

    share: float
    stage: Message


@dataclass(frozen=True, slots=True)
class Listed:
    """The files that were asked for, folders opened, each once."""

    paths: tuple[Path, ...]
    references: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be read, and why; the others go on."""

    path: Path
    why: Message


@dataclass(frozen=True, slots=True)
class Compared:
    """The end of `Compare`."""

    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Written:
    """The end of `Export`: the files that were written."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The end of a job that could not be done, and why."""

    why: Message


Answer = Progressed | Listed | FileFacts | Refused | Compared | Written | Failed
Tell = Callable[[Answer], None]
"""Sends an answer; raises Cancelled where a newer job waits."""


def serve(connection: Connection) -> None:
    """Do the jobs that come through the pipe until the window closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window decides when this ends, not Ctrl+C in a terminal
    try:
        shelf = _Shelf()
        _load()
        while True:
            number, job = connection.recv()
            _do(job, shelf, _teller(connection, number))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as bug:
        # Without the error's own words: they may hold text of a document.
        print(f"duidu: {type(bug).__name__} in the engine", file=sys.stderr)
        traceback.print_tb(bug.__traceback__)
        sys.exit(1)


def _load() -> None:
    """Load ahead of need what takes long: the word list and the table of usual phrases."""
    from app.comparison import compare  # noqa: F401
    from app.language.usualness import shipped
    from app.language.words import tokenizer

    shipped()
    tokenizer()


def _teller(connection: Connection, number: int) -> Tell:
    def tell(answer: Answer) -> None:
        if connection.poll():
            raise Cancelled
        connection.send((number, answer))

    return tell


def _do(job: Job, shelf: _Shelf, tell: Tell) -> None:
    try:
        tell(_compare(job, shelf, tell) if isinstance(job, Compare) else _export(job, tell))
    except DuiduError as error:
        tell(Failed(error.message))
    except Cancelled:
        return


class _Shelf:
    """The documents that were read, kept until their file changes: to add one to five does not read five again.

    What was found in them last is kept as well: after a person's decision nothing is sought again.
    """

    def __init__(self) -> None:
        self._found: Found | None = None
        self._documents: dict[tuple[Path, ReadingOptions], tuple[tuple[int, int] | str, Document]] = {}

    def document(self, path: Path, job: Compare) -> Document:
        """Give a file, or a text of the job, as an outlined document. Raises UnreadableInput."""
        from app.document.correcting import corrected
        from app.document.outline import outlined
        from app.document.reading import pasted, read

        text = job.texts.get(path)
        state = _state(path) if text is None else text
        kept = self._documents.get((path, job.options))
        if kept is not None and kept[0] == state:
            document = kept[1]
        else:
            document = outlined(read(path, job.options) if text is None else pasted(text, path.name))
            if state is not None:
                self._documents[path, job.options] = (state, document)
        return corrected(document, job.review.corrections.get(document.name, ()))

    def found(
        self,
        documents: Sequence[Document],
        settings: Settings,
        references: Sequence[Document],
        progress: Callable[[float, Message], None],
    ) -> Found:
        """Give what the documents have in common."""
        from app.comparison.compare import found

        if self._found is None or not self._found.answers(documents, settings, references):
            self._found = None  # before another one takes its memory
            self._found = found(documents, settings, references, progress)
        return self._found


def _state(path: Path) -> tuple[int, int] | None:
    """Give what changes when a file changes; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _compare(job: Compare, shelf: _Shelf, tell: Tell) -> Compared:
    refused: list[Refused] = []
    seen: set[Path] = set()
    paths = tuple(_files(job.paths, job.texts, seen, refused))
    references = tuple(_files(job.references, job.texts, seen, refused))
    tell(Listed(paths, references))
    folders = {each.path for each in refused}
    for each in refused:
        tell(each)
    total = len(paths) + len(references)
    opened: dict[Path, Document] = {}
    for path in [*paths, *references]:
        if path in folders:
            continue
        tell(Progressed(_READING * len(opened) / total, message("stage.reading", name=path.name)))
        try:
            opened[path] = shelf.document(path, job)
        except UnreadableInput as error:
            tell(Refused(path, error.message))
        else:
            tell(_facts(path, opened[path]))
    documents = [opened[path] for path in paths if path in opened]
    if not documents:
        raise UnreadableInput("input.none_readable")
    sources = [opened[path] for path in references if path in opened]

    def progress(share: float, stage: Message) -> None:
        tell(Progressed(_READING + (1 - _READING) * share, stage))

    return Compared(shelf.found(documents, job.settings, sources, progress).reviewed(job.review, progress))


def _files(paths: Sequence[Path], texts: Mapping[Path, str], seen: set[Path], refused: list[Refused]) -> Iterator[Path]:
    """Give the files, folders opened, each once, and texts; a folder without any is given itself, and refused."""
    from app.document.reading import readable_files

    for path in paths:
        if path in texts:
            yield path
            continue
        try:
            files = readable_files([path])
        except UnreadableInput as error:
            refused.append(Refused(path, error.message))
            files = [path]
        except OSError as error:
            why = message("input.cannot_open", path=str(path), reason=error.strerror or str(error))
            refused.append(Refused(path, why))
            files = [path]
        for file in files:
            whole = file.resolve()
            if whole not in seen:
                seen.add(whole)
                yield file


def _facts(path: Path, document: Document) -> FileFacts:
    body = document.text[: document.body_end]
    return FileFacts(path, document.format, len("".join(body.split())), document.warnings)


def _export(job: Export, tell: Tell) -> Written:
    from app.export.choices import outputs
    from app.export.outputs import content, make_folder, put

    comparison, written = job.comparison, list[Path]()
    wanted = outputs(comparison, job.choices)
    make_folder(job.folder)
    for number, output in enumerate(wanted):
        target = job.folder / output.name
        tell(Progressed(number / len(wanted), message("stage.writing", name=output.name)))
        made = content(comparison, output, job.choices, job.language)
        with _undisturbed():
            put(comparison, made, target)
        written.append(target)
    return Written(tuple(written))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off the end of the process until a file is whole: nothing half-written stays behind."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
