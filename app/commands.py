"""What the commands do: read, compare, show, export. The command line and nothing else calls these."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from app import summary
from app.comparison.compare import Progress as Report
from app.comparison.compare import compare
from app.comparison.model import Comparison
from app.comparison.review import Review
from app.comparison.review_file import review
from app.comparison.settings import Settings
from app.document.correcting import corrected
from app.document.model import Document
from app.document.options import ReadingOptions
from app.document.outline import outlined
from app.document.outline_file import Outlines, outlines, with_outline
from app.document.reading import piped, read, readable_files
from app.errors import BadUsage, UnreadableInput
from app.export.choices import Choices, outputs
from app.export.outputs import content, make_folder, put
from app.export.result import as_json
from app.messages import Message, message, say, sentence

EXIT_UNREADABLE = 3
READING = ReadingOptions()
"""How files are read unless something else is asked for."""

SETTINGS = Settings()
"""How texts are compared unless something else is asked for."""

STANDARD_INPUT = Path("-")
"""Stands for text that comes through a pipe."""

_WIDTH = 110
"""Columns of the summary where it goes to a file or another program."""
SUPERIOR_DOCUMENT = "上级文件.txt"
"""The sample that the sample speeches draw on: a common source, not a speech."""


def compare_files(
    paths: Sequence[Path],
    *,
    out: Path | None = None,
    json_target: Path | None = None,
    outline_path: Path | None = None,
    references: Sequence[Path] = (),
    review_path: Path | None = None,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    reading: ReadingOptions = READING,
    settings: Settings = SETTINGS,
    language: str,
) -> int:
    """Compare files and folders; write JSON and marked copies where asked; show a summary. Gives the exit code.

    A file that cannot be read is named with its reason, and the others go on. Raises DuiduError where nothing can.
    """
    # Standard output is the JSON's where it was asked for there.
    console = Console(stderr=json_target == Path("-"), highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH
    given = outlines(outline_path) if outline_path is not None else {}
    decided = review(review_path) if review_path is not None else Review()
    documents, unreadable = _documents(paths, given, reading, language)
    documents = [corrected(document, decided.corrections.get(document.name, ())) for document in documents]
    sources, missing = _documents(references, {}, reading, language)
    if missing:
        return EXIT_UNREADABLE
    if not documents:
        raise UnreadableInput("input.none_readable")
    if out is not None:
        _check_folder(out)
    with _progress(language) as report:
        comparison = compare(documents, settings, decided, references=sources, progress=report)
    if json_target is not None:
        _write_json(comparison, json_target, language)
    if len(documents) == 1:
        console.print(summary.outline(documents[0], language))
        console.print(say(language, "cli.one_file"))
    else:
        summary.show(comparison, console, language)
    if out is not None:
        _write_copies(comparison, out, choices, console, language)
    return EXIT_UNREADABLE if unreadable else 0


def show_outline(
    path: Path,
    *,
    json_target: Path | None,
    outline_path: Path | None,
    reading: ReadingOptions = READING,
    language: str,
) -> int:
    """Show a file's outline as a tree, or write it as JSON. Gives the exit code."""
    given = outlines(outline_path) if outline_path is not None else {}
    document = _opened(path, given, reading)
    if json_target is None:
        Console(highlight=False).print(summary.outline(document, language))
    else:
        _write_json(compare([document]), json_target, language)
    return 0


def demo(out: Path | None, *, language: str) -> int:
    """Compare the sample speeches, write their marked copies, say where they are. Gives the exit code."""
    target = out if out is not None else Path.cwd() / "duidu-demo"
    with as_file(files("resources") / "samples") as folder:
        speeches = sorted(path for path in folder.iterdir() if path.suffix in {".docx", ".txt"})
        speeches = [path for path in speeches if path.name != SUPERIOR_DOCUMENT]
        return compare_files(
            speeches,
            out=target,
            json_target=target / "result.json",
            references=[folder / SUPERIOR_DOCUMENT],
            language=language,
        )


def _documents(
    paths: Sequence[Path], given: Outlines, reading: ReadingOptions, language: str
) -> tuple[list[Document], bool]:
    """Open the files; say what is wrong with those that cannot be opened, and whether there were any."""
    documents: list[Document] = []
    seen: set[Path] = set()
    failed = False
    for path in _files_of(paths, language):
        if path is None:
            failed = True
        elif path.resolve() in seen:
            _say(message("input.same_file_twice", path=str(path)), language)
        else:
            seen.add(path.resolve())
            try:
                documents.append(_opened(path, given, reading))
            except UnreadableInput as error:
                _say(error.message, language)
                failed = True
    return documents, failed


def _files_of(paths: Sequence[Path], language: str) -> Iterator[Path | None]:
    """Give the files, folders opened; None for a folder without any (which has been said)."""
    for path in paths:
        try:
            yield from readable_files([path])
        except UnreadableInput as error:
            _say(error.message, language)
            yield None


def _opened(path: Path, given: Outlines, reading: ReadingOptions) -> Document:
    document = piped(sys.stdin.buffer.read(), "stdin", reading) if path == STANDARD_INPUT else read(path, reading)
    as_given = with_outline(document, given)
    return as_given if as_given is not None else outlined(document)


def _say(said: Message, language: str) -> None:
    Console(stderr=True, highlight=False).print(sentence(said, language), soft_wrap=True, markup=False)


@contextmanager
def _progress(language: str) -> Iterator[Report]:
    """Show a progress bar on a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True)
    if not console.is_terminal:
        yield lambda share, stage: None
        return
    with bar:
        task = bar.add_task("", total=1.0)
        yield lambda share, stage: bar.update(task, completed=share, description=sentence(stage, language))


def _check_folder(out: Path) -> None:
    """Make the output folder, before any work is done for nothing."""
    if out.exists() and not out.is_dir():
        raise BadUsage("output.not_a_folder", path=str(out))
    make_folder(out)


def _write_json(comparison: Comparison, target: Path, language: str) -> None:
    made = as_json(comparison, language)
    if target == Path("-"):
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    put(comparison, made, target)


def _write_copies(comparison: Comparison, out: Path, choices: Choices, console: Console, language: str) -> None:
    wanted = outputs(comparison, choices)
    for output in wanted:
        put(comparison, content(comparison, output, choices, language), out / output.name)
    console.print(say(language, "cli.written", count=len(wanted), folder=str(out.resolve())), markup=False)
    for output in wanted:
        console.print(f"  {output.name}", markup=False)
