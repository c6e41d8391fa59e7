"""What changed from one version to the other: paragraphs that came, went, moved, split or merged, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.comparison.model import Edit, Operation
from app.comparison.paragraphs import Match, Paragraph, matches, paragraphs
from app.document.model import Document
from app.language.differences import Change, differences
from app.language.spans import Span


def edits(a: Document, b: Document) -> tuple[Edit, ...]:
    """Give what changed from version a to version b over their whole texts, in the order of b.

    What an edit takes or brings as a whole paragraph holds the line end that came with it, so that both texts are the
    same once the spans of all edits are cut out of them. A `move` has the changes of its words behind it, and so have
    a `split` and a `merge`, which say of a whole paragraph what became of it. `edit_script.applied` is the proof.
    """
    ours, theirs = paragraphs(a), paragraphs(b)
    found = matches(ours, theirs)
    return tuple(_Writer(a.text, b.text, ours, theirs, found).edits())


@dataclass(frozen=True)
class _Writer:
    """Writes the edits of two texts from the matches of their paragraphs."""

    a: str
    b: str
    ours: Sequence[Paragraph]
    theirs: Sequence[Paragraph]
    found: Sequence[Match]

    def edits(self) -> Iterator[Edit]:
        stayed = [match for match in self.found if not match.moved]
        lines_a = _lines(self.ours, {i for match in stayed for i in match.ours})
        lines_b = _lines(self.theirs, {j for match in stayed for j in match.theirs})
        matched_i = {i for match in self.found for i in match.ours}
        matched_j = {j for match in self.found for j in match.theirs}
        by_start = {match.theirs.start: match for match in self.found}
        next_i = 0  # the first paragraph of a that the walk has not passed

        def gone(before: int, place: int) -> Iterator[Edit]:
            for i in range(next_i, before):
                if i not in matched_i:
                    yield Edit(Operation.DELETE, lines_a[i], Span(place, place))

        for j in range(len(self.theirs)):
            match = by_start.get(j)
            if match is None:
                if j not in matched_j:
                    place = self._place(next_i)
                    yield Edit(Operation.INSERT, Span(place, place), lines_b[j])
            elif match.moved:
                yield Edit(Operation.MOVE, _hull(lines_a, match.ours), _hull(lines_b, match.theirs))
                for i, to in zip(match.ours, match.theirs, strict=True):
                    yield from self._changed(range(i, i + 1), range(to, to + 1))
            else:
                yield from gone(match.ours.start, self.theirs[j].span.start)
                yield from self._became(match)
                next_i = match.ours.stop
        yield from gone(len(self.ours), len(self.b))

    def _place(self, paragraph: int) -> int:
        return self.ours[paragraph].span.start if paragraph < len(self.ours) else len(self.a)

    def _became(self, match: Match) -> Iterator[Edit]:
        if len(match.theirs) > 1:
            yield Edit(Operation.SPLIT, _span(self.ours, match.ours), _span(self.theirs, match.theirs))
        elif len(match.ours) > 1:
            yield Edit(Operation.MERGE, _span(self.ours, match.ours), _span(self.theirs, match.theirs))
        yield from self._changed(match.ours, match.theirs)

    def _changed(self, ours: range, theirs: range) -> Iterator[Edit]:
        """Give the words changed in what became of each other; line ends that a split or merge explains are none."""
        here, there = _Joined(self.a, self.ours, ours), _Joined(self.b, self.theirs, theirs)
        if here.text == there.text:
            return
        at_a = at_b = 0
        for deleted, inserted, kept in _steps(differences(here.text, there.text)):
            at_a, at_b = at_a + kept, at_b + kept
            for gone, come in _told_apart(deleted, inserted):
                to_a, to_b = at_a + len(gone), at_b + len(come)
                operation = Operation.REPLACE if gone and come else Operation.DELETE if gone else Operation.INSERT
                yield Edit(operation, here.span(at_a, to_a), there.span(at_b, to_b))
                at_a, at_b = to_a, to_b


class _Joined:
    """Neighbouring paragraphs as one text without the line ends between them."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], numbers: range) -> None:
        self._spans = [paragraphs[n].span for n in numbers]
        self.text = "".join(text[span.start : span.end] for span in self._spans)

    def span(self, start: int, end: int) -> Span:
        """Give the span of the whole text for a stretch of the joined one."""
        return Span(self._offset(start, is_end=False), self._offset(end, is_end=start < end))

    def _offset(self, at: int, *, is_end: bool) -> int:
        for span in self._spans:
            if at < len(span) or (is_end and at == len(span)):
                return span.start + at
            at -= len(span)
        return self._spans[-1].end


def _lines(paragraphs: Sequence[Paragraph], stayed: set[int]) -> list[Span]:
    """Give the paragraphs with the line end that goes or comes with each: the next, or the one before at the end."""
    last = max(stayed, default=-1)
    lines = []
    for number, paragraph in enumerate(paragraphs):
        start, end = paragraph.span.start, paragraph.span.end
        if number > last:
            start = paragraphs[number - 1].span.end if number else start
        elif number + 1 < len(paragraphs):
            end = paragraphs[number + 1].span.start
        lines.append(Span(start, end))
    return lines


def _hull(lines: Sequence[Span], numbers: range) -> Span:
    return Span(lines[numbers.start].start, lines[numbers.stop - 1].end)


def _span(paragraphs: Sequence[Paragraph], numbers: range) -> Span:
    return Span(paragraphs[numbers.start].span.start, paragraphs[numbers.stop - 1].span.end)


def _steps(found: Sequence[tuple[Change, str]]) -> Iterator[tuple[str, str, int]]:
    """Give each change as what went and what came, with how many characters were kept before it."""
    deleted = inserted = ""
    kept = 0
    for change, text in [*found, (Change.KEPT, "")]:
        if change is Change.DELETED:
            deleted += text
        elif change is Change.INSERTED:
            inserted += text
        else:
            if deleted or inserted:
                yield deleted, inserted, kept
                deleted, inserted, kept = "", "", 0
            kept += len(text)


def _told_apart(deleted: str, inserted: str) -> Iterator[tuple[str, str]]:
    """Tell changed punctuation from changed words: ，坚持 for 。加强 are two changes; 12% for 15% is one."""
    gone, come = _signs(deleted), _signs(inserted)
    if 0 < gone < len(deleted) and 0 < come < len(inserted) and deleted[:gone] != inserted[:come]:
        yield deleted[:gone], inserted[:come]
        deleted, inserted = deleted[gone:], inserted[come:]
    gone, come = len(deleted) - _signs(deleted[::-1]), len(inserted) - _signs(inserted[::-1])
    if 0 < gone < len(deleted) and 0 < come < len(inserted) and deleted[gone:] != inserted[come:]:
        yield deleted[:gone], inserted[:come]
        deleted, inserted = deleted[gone:], inserted[come:]
    yield deleted, inserted


def _signs(text: str) -> int:
    """Count the punctuation that a text begins with."""
    return next((n for n, c in enumerate(text) if c.isalnum() or c.isspace()), len(text))
