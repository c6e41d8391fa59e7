"""What changed from one version to the other: paragraphs that came, went, moved, split or merged, and their words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rapidfuzz.distance import Postfix, Prefix

from app.collector import without_collector
from app.comparison.model import Edit, Operation
from app.comparison.paragraphs import Alignment, Group, aligned
from app.comparison.units import Unit, units
from app.document.model import Document
from app.language.differences import Change, all_differences
from app.language.spans import Span

_DELETED, _INSERTED = Change.DELETED, Change.INSERTED
_ONLY = [0]
_BLANKS, _ALL = re.compile(r"[^\n]+"), re.compile(r"[\s\S]+")


@without_collector()
def edits(a: Document, b: Document) -> tuple[Edit, ...]:
    """Give what changed from version a to version b, in the order of b (deletions where they stood).

    Spans are in the documents' whole texts. A paragraph or row that was inserted, deleted or moved is one edit with its
    line end (a run of moved ones is one); a `move`, `split` or `merge` is followed by what else changed inside it. What
    the edits do not span is the same in both: `app.comparison.edit_script.applied` gives version b.
    """
    if a.text == b.text:
        return ()
    ours, theirs = units(a), units(b)
    return tuple(_Told(_Side(a.text, ours), _Side(b.text, theirs), aligned(ours, theirs, a.text, b.text)).edits())


@dataclass(slots=True)
class _Side:
    """One version. `shifted`: behind the last kept unit all others bring the line end before them, not their own."""

    text: str
    units: Sequence[Unit]
    last_kept: int = -1
    shifted: bool = False

    def whole(self, run: range) -> Span:
        """The span of units that come or go, with the line ends that come or go with them."""
        if self.shifted and run.start > self.last_kept:
            return Span(self.units[run.start - 1].content.end, self.units[run.stop - 1].content.end)
        return Span(self.units[run.start].content.start, self.units[run.stop - 1].end)

    def content(self, run: range) -> Span:
        """The span of units without the line end behind them."""
        return Span(self.units[run.start].content.start, self.units[run.stop - 1].content.end)

    def behind(self, last: int) -> tuple[int, str]:
        """Where the line ends and blank lines behind a kept unit begin, and these."""
        unit = self.units[-1 if self.shifted and last == self.last_kept else last]
        return unit.content.end, self.text[unit.content.end : unit.end]

    def after(self, last: int) -> int:
        """Where what comes behind a kept unit begins; -1 is the beginning of the text."""
        if last < 0:
            return 0
        return self.units[last].content.end if self.shifted and last == self.last_kept else self.units[last].end


class _Parts:
    """Stretches of a text as one, without the line ends between them, and the way back."""

    __slots__ = ("_spans", "_starts", "_whole", "text")

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._whole, self._spans = text, spans
        if len(spans) == 1:
            self.text, self._starts = text[spans[0].start : spans[0].end], _ONLY
        else:
            self.text = "".join([text[span.start : span.end] for span in spans])
            self._starts = [0, *accumulate(map(len, spans))]

    def seams(self, wanted: re.Pattern[str]) -> Iterator[tuple[int, Span]]:
        """What is wanted of the line ends and blank lines between the stretches, with the offset where it stands."""
        for at, (before, behind) in zip(self._starts[1:], pairwise(self._spans), strict=False):
            for m in wanted.finditer(self._whole[before.end : behind.start]):
                yield at, Span(before.end + m.start(), before.end + m.end())

    def span(self, start: int, end: int) -> Span:
        """The span of the text for a range of offsets; at a seam what is empty or ends stands before it."""
        if len(self._spans) == 1:
            begin = self._spans[0].start
            return Span(begin + start, begin + end)
        last = self._real(end, bisect_left(self._starts, end) - 1)
        return Span(self._real(start, bisect_right(self._starts, start) - 1), last) if end > start else Span(last, last)

    def _real(self, offset: int, part: int) -> int:
        part = min(max(part, 0), len(self._spans) - 1)
        return self._spans[part].start + offset - self._starts[part]


@dataclass(frozen=True, slots=True)
class _Reworded:
    """What belongs together and is not the same: a paragraph, or what it was split into or merged from, or a cell."""

    one: _Parts
    other: _Parts
    changes: Sequence[tuple[Change, str]]

    def edits(self) -> Iterator[Edit]:
        """The words changed."""
        span_a, span_b = self.one.span, self.other.span
        at_a = at_b = gone = 0
        for change, words in (*self.changes, (Change.KEPT, "")):
            size = len(words)
            if change is _INSERTED:
                operation = Operation.REPLACE if gone else Operation.INSERT
                yield Edit(operation, span_a(at_a - gone, at_a), span_b(at_b, at_b + size))
                at_b, gone = at_b + size, 0
                continue
            if gone:  # and nothing in its place
                yield Edit(Operation.DELETE, span_a(at_a - gone, at_a), span_b(at_b, at_b))
            gone = size if change is _DELETED else 0
            at_a, at_b = at_a + size, at_b + size - gone


class _Told:
    """An alignment told as edits."""

    def __init__(self, a: _Side, b: _Side, alignment: Alignment) -> None:
        self._a, self._b, self._kept = a, b, alignment.kept
        self._from = {i for run in alignment.moved for group in run for i in group.a}
        self._to = {run[0].b.start: run for run in alignment.moved}
        if self._kept:
            a.last_kept, b.last_kept = self._kept[-1].a[-1], self._kept[-1].b[-1]
            rest_a, rest_b = len(a.units) - 1 - a.last_kept, len(b.units) - 1 - b.last_kept
            # The end of a text has no line end: where one version goes on, its units bring the one before them.
            a.shifted, b.shifted = bool(rest_a and not rest_b), bool(rest_b and not rest_a)
        self._reworded = self._compared([*self._kept, *(group for run in alignment.moved for group in run)])

    def _compared(self, groups: Iterable[Group]) -> Mapping[int, Sequence[_Reworded]]:
        """What is not the same in each of these groups, by the first unit of a in it: the words of all at once."""
        unlike = [(group.a.start, one, other) for group in groups for one, other in self._unlike(group)]
        reworded: dict[int, list[_Reworded]] = defaultdict(list)
        changes = all_differences((one.text, other.text) for _, one, other in unlike)
        for (first, one, other), changed in zip(unlike, changes, strict=True):
            reworded[first].append(_Reworded(one, other, changed))
        return reworded

    def _unlike(self, group: Group) -> Iterator[tuple[_Parts, _Parts]]:
        """What is not the same of the cells of two rows that have as many, or all of a group."""
        a, b = self._a, self._b
        if len(group.a) == len(group.b) == 1:
            ours, theirs = a.units[group.a.start].cells, b.units[group.b.start].cells
            if len(ours) == len(theirs):
                for one, other in zip(ours, theirs, strict=True):
                    if a.text[one.start : one.end] != b.text[other.start : other.end]:
                        yield _Parts(a.text, (one,)), _Parts(b.text, (other,))
                return
        both = self._all(group)
        if both[0].text != both[1].text:
            yield both

    def _all(self, group: Group) -> tuple[_Parts, _Parts]:
        return (
            _Parts(self._a.text, [self._a.units[i].content for i in group.a]),
            _Parts(self._b.text, [self._b.units[j].content for j in group.b]),
        )

    def edits(self) -> Iterator[Edit]:
        """All edits in the order of b."""
        ends = Group(range(-1, 0), range(-1, 0)), Group(range(len(self._a.units), -1), range(len(self._b.units), -1))
        for before, group in pairwise((ends[0], *self._kept, ends[1])):
            yield from self._between(before.a.stop, group.a.start, before.b.stop, group.b.start)
            if group is not ends[1]:
                yield from self._changed(group)
                yield from self._line_ends(group)

    def _between(self, from_a: int, to_a: int, from_b: int, to_b: int) -> Iterator[Edit]:
        """What goes and what comes between two kept groups."""
        at_a, at_b = self._a.after(from_a - 1), self._b.after(from_b - 1)
        for i in range(from_a, to_a):
            if i not in self._from:
                yield from _edit(Operation.DELETE, self._a.whole(range(i, i + 1)), Span(at_b, at_b))
        j = from_b
        while j < to_b:
            run = self._to.get(j)
            if run is None:
                yield from _edit(Operation.INSERT, Span(at_a, at_a), self._b.whole(range(j, j + 1)))
                j += 1
            else:
                yield from self._moved(run)
                j = run[-1].b.stop

    def _moved(self, run: Sequence[Group]) -> Iterator[Edit]:
        a, b = range(run[0].a.start, run[-1].a.stop), range(run[0].b.start, run[-1].b.stop)
        yield Edit(Operation.MOVE, self._a.whole(a), self._b.whole(b))
        for group in run:
            yield from self._changed(group)

    def _changed(self, group: Group) -> Iterator[Edit]:
        """What changed in what belongs together."""
        parted, joined = len(group.b) > 1, len(group.a) > 1
        if parted or joined:
            operation = Operation.SPLIT if parted else Operation.MERGE
            yield Edit(operation, self._a.content(group.a), self._b.content(group.b))
        for reworded in self._reworded.get(group.a.start, ()):
            yield from reworded.edits()
        if parted or joined:
            one, other = self._all(group)
            # Where there are line breaks inside the paragraphs, nobody could tell which line ends came or went.
            seams = _ALL if "\n" in one.text or "\n" in other.text else _BLANKS
            yield from (Edit(Operation.DELETE, gap, other.span(0, 0)) for _, gap in one.seams(seams))
            yield from (Edit(Operation.INSERT, one.span(at, at), gap) for at, gap in other.seams(seams))

    def _line_ends(self, group: Group) -> Iterator[Edit]:
        """What changed in the blank lines behind a kept group."""
        (at_a, one), (at_b, other) = self._a.behind(group.a[-1]), self._b.behind(group.b[-1])
        if one == other:
            return
        head = Prefix.similarity(one, other)
        tail = min(Postfix.similarity(one, other), len(one) - head, len(other) - head)
        a, b = Span(at_a + head, at_a + len(one) - tail), Span(at_b + head, at_b + len(other) - tail)
        yield from _edit(_operation(a, b), a, b)


def _operation(a: Span, b: Span) -> Operation:
    if b.start == b.end:
        return Operation.DELETE
    return Operation.INSERT if a.start == a.end else Operation.REPLACE


def _edit(operation: Operation, a: Span, b: Span) -> Iterator[Edit]:
    """The edit, unless it spans nothing: a blank line at the end of a text."""
    if len(a) or len(b):
        yield Edit(operation, a, b)
