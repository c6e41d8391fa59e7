"""Where marks and comments come to stand in the XML of a part: spans of the text → runs, cut, shaded and anchored."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.model import Piece, Span
from app.document.readers.wordml_xml import inside, name, tags, whole
from app.export.links import Bookmark
from app.export.marks import Mark
from app.export.wordml import cut, mark, namespace, new, renumber_changes


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to be anchored: the span of the text that it is on, and its id in the file."""

    span: Span
    id: int


@dataclass(frozen=True, slots=True)
class _Share:
    """What a run, by its number in the part, has of a span: from `start` to `end` of its text."""

    run: int
    start: int
    end: int


class Source:
    """The way from spans of a document's text back into the runs of its parts."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._ends = [piece.end for piece in pieces]

    def within(self, span: Span) -> Iterator[tuple[str, _Share]]:
        """Give the parts and the shares of their runs that hold the span, in the order of the text."""
        for at in range(bisect_right(self._ends, span.start), len(self._pieces)):
            piece = self._pieces[at]
            if piece.start >= span.end:
                return
            shift = piece.offset - piece.start
            yield piece.part, _Share(piece.run, max(span.start, piece.start) + shift, min(span.end, piece.end) + shift)

    def within_part(self, part: str, span: Span) -> list[_Share]:
        """Give the shares of one part's runs that hold the span."""
        return [share for found, share in self.within(span) if found == part]


@dataclass(frozen=True, slots=True)
class Marked:
    """All that is to be added to a document: how its text looks, what is said of it, and what can be led to."""

    marks: Sequence[Mark]
    comments: Sequence[Comment]
    bookmarks: Sequence[Bookmark]


def mark_part(root: Element, part: str, source: Source, wanted: Marked, style: str | None) -> frozenset[int]:
    """Mark the runs of one part and anchor the comments that begin in it; give the ids of those that were anchored.

    A run is cut only where a mark or a comment begins or ends. The sign of each comment gets the character style
    `style`. Offsets are those of the untouched part, so it must be marked once, with everything.
    """
    marked = [(each.style, source.within_part(part, each.span)) for each in wanted.marks]
    anchored = [(comment, s) for comment in wanted.comments if (s := source.within_part(part, comment.span))]
    named = [(bookmark, s) for bookmark in wanted.bookmarks if (s := source.within_part(part, bookmark.span))]
    cuts = _Cuts(root, (share for _, shares in (*marked, *anchored, *named) for share in shares))
    for look, shares in marked:
        for run in cuts.runs(shares):
            mark(run, look)
    free = _free_id(root)
    for id_, (bookmark, shares) in enumerate(named, free):
        _bookmark(bookmark.name, id_, [_outermost(run) for run in cuts.runs(shares)])
    order = {run: number for number, run in enumerate(inside(root, "w:r"))}
    for comment, shares in reversed(anchored):  # so that of two signs at one place the first comment's comes first
        _anchor(comment, [_outermost(run) for run in cuts.runs(shares)], order, style)
    return frozenset(comment.id for comment, _ in anchored)


class _Cuts:
    """The runs of a part, cut where shares of them begin and end."""

    def __init__(self, root: Element, shares: Iterable[_Share]) -> None:
        offsets: dict[int, set[int]] = defaultdict(set)
        for share in shares:
            offsets[share.run] |= {share.start, share.end}
        runs = list(inside(root, "w:r"))
        self._stretches = {number: cut(runs[number], wanted) for number, wanted in offsets.items()}
        renumber_changes(root, (stretch.run for parts in self._stretches.values() for stretch in parts[1:]))

    def runs(self, shares: Iterable[_Share]) -> list[Element]:
        """Give the runs, whole or cut, that hold the shares."""
        return [
            stretch.run
            for share in shares
            for stretch in self._stretches[share.run]
            if share.start < stretch.end and stretch.start < share.end
        ]


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
    _paragraphs_child(end).addnext(sign(end, number, style))


def _bookmark(called: str, id_: int, runs: Sequence[Element]) -> None:
    """Put a bookmark around the first paragraph's share of the runs: far enough for a link to lead there.

    Both its ends stand beside runs of one parent, so that it crosses no link, change or control.
    """
    first = runs[0]
    last = [run for run in runs if run.getparent() is first.getparent()][-1]
    first.addprevious(new(first, "bookmarkStart", id=str(id_), name=called))
    last.addnext(new(first, "bookmarkEnd", id=str(id_)))


def _free_id(root: Element) -> int:
    """Give the first id after those of all bookmarks, changes and permissions of a part: they share one count."""
    found = root.xpath("//@w:id", namespaces={"w": namespace(root)})
    ids = (whole(str(id_)) for id_ in found) if isinstance(found, list) else ()
    return max((number for number in ids if number is not None), default=0) + 1


def sign(like: Element, number: str, style: str | None) -> Element:
    """Make the run that shows the sign of a comment."""
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
