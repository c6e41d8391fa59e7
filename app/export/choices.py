"""What an export is to write: which files under which names. Light to load: the window shows it before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.comparison.model import Comparison, Mode
from app.export.marks import Marking
from app.export.names import marked_names, redline_names


class OutputKind(StrEnum):
    """What a written file is."""

    MARKED = "marked"
    REDLINE = "redline"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Choices:
    """What is to be written, and what the marked copies show."""

    copies: bool = True
    redlines: bool = False
    """Tracked changes between each two documents that are versions of one text."""
    result: bool = False
    marking: Marking = field(default_factory=Marking)


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written: its name, and the numbers of the documents it is made of (old and new; none: all)."""

    kind: OutputKind
    name: str
    documents: tuple[int, ...] = ()


RESULT_NAME = "result.json"


def outputs(comparison: Comparison, choices: Choices) -> tuple[Output, ...]:
    """Give the files that an export writes, in the order in which it does."""
    return tuple(_outputs(comparison, choices))


def _outputs(comparison: Comparison, choices: Choices) -> Iterator[Output]:
    if choices.copies:
        for number, name in enumerate(marked_names(comparison.documents)):
            yield Output(OutputKind.MARKED, name, (number,))
    if choices.redlines:
        pairs = versions(comparison)
        for pair, name in zip(pairs, redline_names(comparison.documents, pairs), strict=True):
            yield Output(OutputKind.REDLINE, name, pair)
    if choices.result:
        yield Output(OutputKind.RESULT, RESULT_NAME)


def versions(comparison: Comparison) -> list[tuple[int, int]]:
    """Give the pairs of documents that are versions of one text, the one given first as the old one."""
    return [(pair.a, pair.b) for pair in comparison.pairs if pair.mode is Mode.VERSIONS]
