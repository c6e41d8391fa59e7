"""What an export is to write: which files under which names. Light to load: the window shows it before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.comparison.model import Comparison
from app.export.marks import Marking
from app.export.names import marked_names


class OutputKind(StrEnum):
    """What a written file is."""

    MARKED = "marked"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Choices:
    """What is to be written, and what the marked copies show."""

    copies: bool = True
    result: bool = False
    marking: Marking = field(default_factory=Marking)


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written: its name, and the numbers of the documents it is made of (none: of all)."""

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
    if choices.result:
        yield Output(OutputKind.RESULT, RESULT_NAME)
