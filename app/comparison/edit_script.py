"""Edits → one walk through both versions: what stays, what goes, what comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Prefix

from app.comparison.model import Edit, Operation
from app.language.spans import Span

_WORDS = frozenset({Operation.INSERT, Operation.DELETE, Operation.REPLACE, Operation.MOVE})
"""The edits that take or bring all that they span; a split or merge only says what became of a paragraph."""


class Step(Enum):
    """What a stretch of the walk is."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the walk: `a` and `b` are of one length where text is kept, and one of them is empty elsewhere."""

    step: Step
    a: Span
    b: Span


def script(edits: Sequence[Edit], a: str, b: str) -> tuple[Stretch, ...]:
    """Walk from version a to version b; the spans of all stretches tile both texts in order.

    Text that moved goes at its old place and comes at its new one; a split brings line ends, a merge takes them.
    Raises ValueError where the edits do not lead from a to b. Linear in the texts.
    """
    return tuple(Stretch(step, Span(i, i + of_a), Span(j, j + of_b)) for step, i, j, of_a, of_b in _steps(edits, a, b))


def kept(edits: Sequence[Edit], a: str, b: str) -> list[tuple[int, int, int]]:
    """Give what the walk keeps: start in a, start in b, length. Raises ValueError as `script` does."""
    return [(i, j, length) for step, i, j, length, _ in _steps(edits, a, b) if step is Step.KEEP]


def _steps(edits: Sequence[Edit], a: str, b: str) -> Iterator[tuple[Step, int, int, int, int]]:
    """The stretches of the walk as numbers: start in a, start in b, length in a, length in b."""
    gone, come = _changed(edits, a, b)
    joined, parted = _flags(edits, {Operation.MERGE}, a, Side.A), _flags(edits, {Operation.SPLIT}, b, Side.B)
    i = j = 0
    while i < len(a) or j < len(b):
        to_i, to_j = _run_of(gone, i), _run_of(come, j)
        if to_i > i or to_j > j:
            if to_i > i:
                yield Step.DELETE, i, j, to_i - i, 0
            if to_j > j:
                yield Step.INSERT, to_i, j, 0, to_j - j
            i, j = to_i, to_j
        elif same := _same(a, b, gone, come, i, j):
            yield Step.KEEP, i, j, same, same
            i, j = i + same, j + same
        elif j < len(b) and b[j] == "\n" and parted[j]:
            come[j] = 1
        elif i < len(a) and a[i] == "\n" and joined[i]:
            gone[i] = 1
        else:
            raise ValueError(f"the edits do not lead from a to b at {i} and {j}")


def _changed(edits: Sequence[Edit], a: str, b: str) -> tuple[bytearray, bytearray]:
    """Mark what goes from a, and what comes into b."""
    gone, come = _flags(edits, _WORDS, a, Side.A), _flags(edits, _WORDS, b, Side.B)
    for edit in edits:
        if edit.operation is Operation.SPLIT and a.find("\n", edit.a.start, edit.a.end) < 0:
            _mark_line_ends(come, b, edit.b)
        elif edit.operation is Operation.MERGE and b.find("\n", edit.b.start, edit.b.end) < 0:
            _mark_line_ends(gone, a, edit.a)
    return gone, come


def _mark_line_ends(flags: bytearray, text: str, span: Span) -> None:
    """Mark all line ends in a span: the other version has none there."""
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        flags[at] = 1
        at = text.find("\n", at + 1, span.end)


def _run_of(flags: bytearray, start: int) -> int:
    """Where the run of set flags from here ends."""
    end = flags.find(0, start)
    return end if end >= 0 else len(flags)


def _same(a: str, b: str, gone: bytearray, come: bytearray, i: int, j: int) -> int:
    """How many characters from here on are the same and untouched."""
    longest = min(_clear_from(gone, i) - i, _clear_from(come, j) - j)
    one, other = a[i : i + longest], b[j : j + longest]
    return longest if one == other else Prefix.similarity(one, other)


def _clear_from(flags: bytearray, start: int) -> int:
    """Where the run of flags that are not set from here ends."""
    end = flags.find(1, start)
    return end if end >= 0 else len(flags)


def applied(edits: Sequence[Edit], a: str, b: str) -> str:
    """Give version a with the edits applied: what is kept comes from a, what is new from b. It is b, or ValueError."""
    parts = (a[s.a.start : s.a.end] if s.step is Step.KEEP else b[s.b.start : s.b.end] for s in script(edits, a, b))
    return "".join(parts)


class Side(Enum):
    """The version that a span of an edit is in."""

    A = "a"
    B = "b"

    def of(self, edit: Edit) -> Span:
        """The span of an edit in this version."""
        return edit.a if self is Side.A else edit.b


def _flags(edits: Iterable[Edit], operations: Collection[Operation], text: str, side: Side) -> bytearray:
    """Mark the characters of one version that edits of these operations span."""
    flags = bytearray(len(text))
    for edit in edits:
        if edit.operation in operations:
            span = side.of(edit)
            flags[span.start : span.end] = b"\1" * len(span)
    return flags
