"""What `redline` and `verify` do: two versions into one file with tracked changes, and whether it is right."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from rich.console import Console

from app.comparison.edits import edits
from app.document.options import View
from app.errors import BadUsage, UnreadableInput
from app.export.package_copy import as_format
from app.export.redline import redline
from app.export.redline_source import opened
from app.export.safe_write import refuse_inputs, write
from app.export.verify import Verdict, verify
from app.export.word_formats import WORD_FORMATS, word_format
from app.messages import say, sentence

_OUTCOMES = (
    (View.FINAL, "verify.accepted.same", "verify.accepted.differs"),
    (View.ORIGINAL, "verify.rejected.same", "verify.rejected.differs"),
)
_COUNTED = {
    "verify.count.cells": "verify.counted.cells",
    "verify.count.notes": "verify.counted.notes",
    "verify.count.images": "verify.counted.images",
    "verify.count.sections": "verify.counted.sections",
    "verify.count.fields": "verify.counted.fields",
}
"""How it is said what there is, by how it is said that there is another number."""


def write_redline(
    old: Path,
    new: Path,
    target: Path,
    *,
    author: str | None,
    date: datetime | None,
    view: View,
    encoding: str | None,
    language: str,
) -> int:
    """Write what makes the old text the new one as tracked changes on the old file; say what was done.

    What is written is checked before it reaches the disk: accepted it is the new text, rejected the old. Gives the exit
    code; raises DuiduError where a file cannot be read or written, or the target is no Word file or one of the inputs.
    """
    if word_format(target) not in WORD_FORMATS:
        raise BadUsage("output.not_a_word_name", path=str(target))
    console = Console(highlight=False)
    versions = opened(old, view, encoding), opened(new, view, encoding)
    refuse_inputs(target, [version.document for version in versions])
    changes = edits(versions[0].document, versions[1].document)
    made = redline(*versions, changes, language, author, date)
    content = as_format(made.content, old, word_format(target))
    verdict = verify(target, content, *versions)
    write(target, content)
    for version in versions:
        if version.settled:
            code = "redline.accepted" if view is View.FINAL else "redline.rejected"
            _say(console, say(language, code, name=version.document.name, count=version.settled))
    written = say(language, "redline.written", path=str(target), insertions=made.insertions, deletions=made.deletions)
    _say(console, written)
    return _report(verdict, console, language) if not verdict.holds else 0


def check_redline(path: Path, old: Path, new: Path, *, view: View, encoding: str | None, language: str) -> int:
    """Say whether accepting all changes of a file gives the new text, and rejecting them the old; 0 if so, else 1."""
    versions = opened(old, view, encoding), opened(new, view, encoding)
    return _report(verify(path, _content(path), *versions), Console(highlight=False), language)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise UnreadableInput("input.not_a_file", path=str(path))
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput("input.cannot_open", path=str(path), reason=error.strerror or "") from error


def _report(verdict: Verdict, console: Console, language: str) -> int:
    for view, same, differs in _OUTCOMES:
        found = [finding.said for finding in verdict.findings if finding.view is view]
        _say(console, say(language, differs if found else same))
        for said in found:
            _say(console, f"  {sentence(said, language)}")
    for what, (before, after) in verdict.counts.items():
        if before or after:
            _say(console, say(language, _COUNTED[what], old=before, new=after))
    return 0 if verdict.holds else 1


def _say(console: Console, words: str) -> None:
    console.print(words, soft_wrap=True, markup=False)
