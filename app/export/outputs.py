"""The files of an export: what is in each, and how it comes to its place."""

from __future__ import annotations

from pathlib import Path

from app.comparison.model import Comparison
from app.errors import OutputFailed
from app.export.choices import Choices, Output, OutputKind
from app.export.marked_copy import marked_copy
from app.export.result import as_json
from app.export.safe_write import refuse_inputs, write


def content(comparison: Comparison, output: Output, choices: Choices, language: str) -> bytes:
    """Make the content of a file. Raises OutputFailed where an original is gone or has changed."""
    match output.kind:
        case OutputKind.MARKED:
            return marked_copy(comparison, output.documents[0], language, choices.marking)
        case OutputKind.RESULT:
            return as_json(comparison, language)


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
