"""The files of an export: what is in each, and how it comes to its place."""

from __future__ import annotations

from pathlib import Path

from app.comparison.edits import edits
from app.comparison.model import Comparison
from app.errors import OutputFailed
from app.export.choices import Choices, Output, OutputKind
from app.export.marked_copy import marked_copy
from app.export.redline import redline
from app.export.redline_source import version
from app.export.result import as_json
from app.export.safe_write import refuse_inputs, write


def content(comparison: Comparison, output: Output, choices: Choices, language: str) -> bytes:
    """Make the content of a file. Raises OutputFailed where an original is gone or has changed, or cannot be marked."""
    match output.kind:
        case OutputKind.MARKED:
            return marked_copy(comparison, output.documents[0], language, choices.marking)
        case OutputKind.REDLINE:
            old, new = output.documents
            return _redline(comparison, old, new, language)
        case OutputKind.RESULT:
            return as_json(comparison, language)


def _redline(comparison: Comparison, old: int, new: int, language: str) -> bytes:
    documents = comparison.documents[old], comparison.documents[new]
    versions = version(documents[0]), version(documents[1])
    if all(made.document.text == read.text for made, read in zip(versions, documents, strict=True)):
        changes = next(pair.edits for pair in comparison.pairs if (pair.a, pair.b) == (old, new))
    else:  # a text file that was set in a layout, or a Word file whose changes were settled, reads a little otherwise
        changes = edits(versions[0].document, versions[1].document)
    return redline(*versions, changes, language).content


def make_folder(folder: Path) -> None:
    """Make the folder for outputs where there is none. Raises OutputFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputFailed("output.cannot_write", path=str(folder), reason=reason) from error


def put(comparison: Comparison, made: bytes, target: Path) -> None:
    """Write a file unless it would write over an input. Raises BadUsage and OutputFailed."""
    refuse_inputs(target, comparison.documents)
    write(target, made)
