"""Where marks and comments come to stand in the XML of a part: spans of the text → runs, cut, shaded and anchored."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.model import Piece, Span
from app.document.readers.wordml_xml import inside, name, tags
from app.export.marks import Mark
from app.export.wordml import Stretch, cut, mark, new, renumber_changes


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to be anchored: the span of the text that it is on, and its id in the file."""

    span: Span
    id: int


class Source:
    """The way from spans of a document's text back into the runs of its parts."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._ends = [piece.end for piece in pieces]

    def within(self, span: Span) -> Iterable[tuple[Piece, int, int]]:
        """Give the pieces that hold the span, each with the offsets in its run where its share begins and ends."""
        for piece in self._pieces[bisect_right(self._ends, span.start) :]:
            if piece.start >= span.end:
                return
            shift = piece.offset - piece.start
            yield piece, max(span.start, piece.start) + shift, min(span.end, piece.end) + shift


def mark_part(
    root: Element, part: str, source: Source, marks: Iterable[Mark], comments: Iterable[Comment], style: str | None
) -> frozenset[int]:
    """Mark the runs of one part and anchor the comments that begin in it; give the ids of those that were anchored.

    A run is cut only where a mark or a comment begins or ends. The sign of each comment gets the character style
    `style`. Offsets are those of the untouched part, so it must be marked once, with everything.
    """
    shares = [
        (piece.run, start, end, each.style)
        for each in marks
        for piece, start, end in source.within(each.span)
        if piece.part == part
    ]
    anchors = [
        (comment, held)
        for comment in comments
        if (held := [(p.run, start, end) for p, start, end in source.within(comment.span) if p.part == part])
    ]
    offsets: dict[int, set[int]] = defaultdict(set)
    for run, start, end in [
        *((run, start, end) for run, start, end, _ in shares),
        *(s for _, held in anchors for s in held),
    ]:
        offsets[run] |= {start, end}
    stretches = _cut(root, offsets)
    for run, start, end, look in shares:
        for stretch in _between(stretches[run], start, end):
            mark(stretch, look)
    order = {run: number for number, run in enumerate(inside(root, "w:r"))}
    for comment, held in reversed(anchors):  # so that of two signs at one place the first comment's comes first
        runs = [_outermost(stretch) for run, start, end in held for stretch in _between(stretches[run], start, end)]
        _anchor(comment, runs, order, style)
    return frozenset(comment.id for comment, _ in anchors)


def _between(stretches: Iterable[Stretch], start: int, end: int) -> list[Element]:
    """Give the runs that hold the text from `start` to `end` of the run as it was."""
    return [stretch.run for stretch in stretches if start < stretch.end and stretch.start < end]


def _cut(root: Element, offsets: Mapping[int, Iterable[int]]) -> Mapping[int, Sequence[Stretch]]:
    runs = list(inside(root, "w:r"))
    stretches = {number: cut(runs[number], wanted) for number, wanted in offsets.items()}
    renumber_changes(root, (stretch.run for parts in stretches.values() for stretch in parts[1:]))
    return stretches


def _outermost(run: Element) -> Element:
    """Give the run that stands in the paragraph itself: Word takes no comments in text boxes and ruby."""
    return next(reversed(list(run.iterancestors(*tags("w:r")))), run)


def _anchor(comment: Comment, runs: Sequence[Element], order: Mapping[Element, int], style: str | None) -> None:
    """Put the comment's range around the runs and its sign behind, outside links and tracked changes.

    The range ends in the story that it begins in: what crosses the border of a table cell or a text box is cut there.
    """
    first = runs[0]
    story = _paragraph(first).getparent()
    last = max((run for run in runs if _paragraph(run).getparent() is story), key=order.__getitem__)
    number = str(comment.id)
    first.addprevious(new(first, "commentRangeStart", id=number))
    end = new(first, "commentRangeEnd", id=number)
    last.addnext(end)
    _paragraphs_child(end).addnext(_sign(end, number, style))


def _sign(like: Element, number: str, style: str | None) -> Element:
    sign = new(like, "r")
    if style is not None:
        properties = new(like, "rPr")
        properties.append(new(like, "rStyle", val=style))
        sign.append(properties)
    sign.append(new(like, "commentReference", id=number))
    return sign


def _paragraph(element: Element) -> Element:
    return next(element.iterancestors(*tags("w:p")), element)


def _paragraphs_child(element: Element) -> Element:
    """Give the ancestor, or the element itself, that is a child of the paragraph."""
    while (parent := element.getparent()) is not None and name(parent) != "w:p":
        element = parent
    return element
