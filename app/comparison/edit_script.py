"""Edits → one walk through both versions: what stays, what goes, what comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Prefix

from app.comparison.model import Edit, Operation
from app.language.spans import Span


class Step(Enum):
    """What a stretch of the walk is."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


_KEEP, _DELETE, _INSERT = Step
_SPLIT, _MERGE = Operation.SPLIT, Operation.MERGE


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
    return [(i, j, length) for step, i, j, length, _ in _steps(edits, a, b) if step is _KEEP]


def _steps(edits: Sequence[Edit], a: str, b: str) -> Iterator[tuple[Step, int, int, int, int]]:
    """The stretches of the walk as numbers: start in a, start in b, length in a, length in b."""
    gone, come, joined, parted = _marked(edits, a, b)
    i = j = 0
    while i < len(a) or j < len(b):
        if gone[i] or come[j]:
            to_i, to_j = gone.find(0, i), come.find(0, j)
            if to_i > i:
                yield _DELETE, i, j, to_i - i, 0
            if to_j > j:
                yield _INSERT, to_i, j, 0, to_j - j
            i, j = to_i, to_j
        elif same := _same(a, b, gone, come, i, j):
            yield _KEEP, i, j, same, same
            i, j = i + same, j + same
        elif b[j : j + 1] == "\n" and parted[j]:
            come[j] = 1
        elif a[i : i + 1] == "\n" and joined[i]:
            gone[i] = 1
        else:
            raise ValueError(f"the edits do not lead from a to b at {i} and {j}")


def _same(a: str, b: str, gone: bytearray, come: bytearray, i: int, j: int) -> int:
    """How many characters from here on are the same and untouched."""
    to_i, to_j = gone.find(1, i), come.find(1, j)
    longest = min((to_i if to_i >= 0 else len(a)) - i, (to_j if to_j >= 0 else len(b)) - j)
    one, other = a[i : i + longest], b[j : j + longest]
    return longest if one == other else Prefix.similarity(one, other)


def _marked(edits: Sequence[Edit], a: str, b: str) -> tuple[bytearray, bytearray, bytearray, bytearray]:
    """Mark what goes from a and comes into b, what is merged in a and split in b; nothing behind the texts' ends."""
    gone, come, joined, parted = (bytearray(len(text) + 1) for text in (a, b, a, b))
    for edit in edits:
        one, other = edit.a, edit.b
        if edit.operation is _SPLIT:
            _mark(parted, other)
            if a.find("\n", one.start, one.end) < 0:
                _mark_line_ends(come, b, other)
        elif edit.operation is _MERGE:
            _mark(joined, one)
            if b.find("\n", other.start, other.end) < 0:
                _mark_line_ends(gone, a, one)
        else:  # it takes or brings all that it spans; a split or merge only says what became of a paragraph
            _mark(gone, one)
            _mark(come, other)
    return gone, come, joined, parted


def _mark(flags: bytearray, span: Span) -> None:
    flags[span.start : span.end] = b"\1" * (span.end - span.start)


def _mark_line_ends(flags: bytearray, text: str, span: Span) -> None:
    """Mark all line ends in a span: the other version has none there."""
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        flags[at] = 1
        at = text.find("\n", at + 1, span.end)


def applied(edits: Sequence[Edit], a: str, b: str) -> str:
    """Give version a with the edits applied: what is kept comes from a, what is new from b. It is b, or ValueError."""
    parts = (a[s.a.start : s.a.end] if s.step is _KEEP else b[s.b.start : s.b.end] for s in script(edits, a, b))
    return "".join(parts)
