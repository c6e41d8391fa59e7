"""Where marks, comments and bookmarks come to stand in a part: spans of the text → places in its markup."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from lxml.etree import _Element as Element

from app.document.model import Piece, Span
from app.document.readers.wordml_styles import Styles
from app.document.readers.wordml_xml import child, inside, name, tags
from app.export.links import Bookmark
from app.export.marks import Mark
from app.export.markup import Markup, Order
from app.export.run_marks import Look, RunMarks
from app.export.wordml import begins_control, namespace, quoted


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to be anchored: the span of the text that it is on, and its id in the file."""

    span: Span
    id: int


class Share(NamedTuple):
    """What a run, by its part and its number there, has of a span: from `start` to `end` of the run's text."""

    part: str
    run: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that is to be added to one part: looks and cuts by the numbers of runs; what is anchored, with its shares."""

    looks: dict[int, list[Look]] = field(default_factory=lambda: defaultdict(list))
    cuts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    comments: list[tuple[int, list[Share]]] = field(default_factory=list)
    bookmarks: list[tuple[str, list[Share]]] = field(default_factory=list)

    def cut(self, share: Share) -> None:
        """Have the run of a share cut where the share begins and ends."""
        self.cuts[share.run] += share.start, share.end


def shared_out(
    pieces: Sequence[Piece],
    main: str,
    marks: Sequence[Mark],
    comments: Sequence[Comment],
    bookmarks: Sequence[Bookmark],
) -> dict[str, Wanted]:
    """Give what is to be added to each part that gets anything.

    Word takes comments in the main part only, not in headers and notes. A bookmark stands in the first part of its
    span.
    """
    ends = [piece.end for piece in pieces]
    within = cache(lambda start, end: _within(pieces, ends, start, end))  # a mark and its bookmark have one span
    parts: dict[str, Wanted] = defaultdict(Wanted)
    for mark in marks:
        for share in within(mark.span.start, mark.span.end):
            wanted = parts[share.part]
            wanted.looks[share.run].append((share.start, share.end, mark.style))
            wanted.cut(share)
    for comment in comments:
        span = comment.span
        shares = [share for share in within(span.start, span.end) if share.part == main]
        if shares:
            parts[main].comments.append((comment.id, shares))
    for bookmark in bookmarks:
        shares = within(bookmark.start, bookmark.end)
        if shares:
            first = shares[0].part
            parts[first].bookmarks.append((bookmark.name, [share for share in shares if share.part == first]))
    for wanted in parts.values():
        for _, shares in (*wanted.comments, *wanted.bookmarks):
            for share in shares:
                wanted.cut(share)
    return dict(parts)


def _within(pieces: Sequence[Piece], ends: Sequence[int], start: int, end: int) -> list[Share]:
    """Give the shares of the runs that hold a span, in the order of the text; `ends` are those of the pieces."""
    shares = []
    for at in range(bisect_right(ends, start), len(pieces)):
        piece = pieces[at]
        if piece.start >= end:
            break
        shift = piece.offset - piece.start
        first, last = max(start, piece.start) + shift, min(end, piece.end) + shift
        shares.append(Share(piece.part, piece.run, first, last))
    return shares


def marked_part(root: Element, wanted: Wanted, styles: Callable[[], Styles], sign: str | None) -> bytes:
    """Give a part with its runs marked and comments and bookmarks anchored.

    A run is cut only where one of these begins or ends. The sign of each comment gets the character style `sign`.
    """
    anchors = _Anchors(root, wanted, styles)
    for called, shares in wanted.bookmarks:
        anchors.bookmark(called, shares)
    for number, shares in wanted.comments:
        anchors.comment(number, shares, sign)
    return anchors.markup.made()


class _Anchors:
    """Puts ranges around runs, which are cut and marked first."""

    def __init__(self, root: Element, wanted: Wanted, styles: Callable[[], Styles]) -> None:
        self.markup = Markup(root)
        self._w = self.markup.prefix(namespace(root))
        self._runs = list(inside(root, "w:r"))
        self._inner = {run for outer in self._runs for run in inside(outer, "w:r") if run is not outer}
        self._marks = RunMarks(self.markup, styles)
        self._cuts = {run: self._marks.mark(self._runs[run], at, wanted.looks[run]) for run, at in wanted.cuts.items()}

    def comment(self, number: int, shares: Sequence[Share], style: str | None) -> None:
        """Put a comment's range around shares and its sign behind, outside links and tracked changes.

        The range ends in the story that it begins in: what crosses the border of a cell or a text box is cut there. In
        a paragraph that a content control begins with, the comment is on the point before its text: LibreOffice 7 drops
        what stands in the control before a sign.
        """
        first = last = shares[0]
        if len(shares) > 1:
            story = self._story(first)
            last = next(share for share in sorted(shares, reverse=True) if self._story(share) is story)
        w, put = self._w, self.markup.put
        point = self._control_start(last)
        begin = (self._begin(first), Order.BEFORE) if point is None else (point, Order.BEHIND)
        put(*begin, f'<{w}:commentRangeStart {w}:id="{number}"/>')
        put(self._end(last) if point is None else point, Order.BEHIND, f'<{w}:commentRangeEnd {w}:id="{number}"/>')
        look = "" if style is None else f"<{w}:rPr><{w}:rStyle {w}:val={quoted(style)}/></{w}:rPr>"
        sign = f'<{w}:r>{look}<{w}:commentReference {w}:id="{number}"/></{w}:r>'
        put(self._paragraph_end(last) if point is None else point, Order.BEHIND, sign)

    def bookmark(self, called: str, shares: Sequence[Share]) -> None:
        """Put a bookmark around the first paragraph's share of the runs: far enough for a link to lead there.

        Both its ends stand beside runs of one parent, so that it crosses no link, change or control.
        """
        last = shares[0]
        if len(shares) > 1:
            parent = self._outermost(last).getparent()
            last = next(share for share in reversed(shares) if self._outermost(share).getparent() is parent)
        w, number = self._w, next(self._marks.free_ids)
        start = f'<{w}:bookmarkStart {w}:id="{number}" {w}:name="{called}"/>'
        self.markup.put(self._begin(shares[0]), Order.BEFORE, start)
        self.markup.put(self._end(last), Order.BEHIND, f'<{w}:bookmarkEnd {w}:id="{number}"/>')

    def _outermost(self, share: Share) -> Element:
        """Give the run that stands in the paragraph itself: Word takes no comments in text boxes and ruby."""
        run = self._runs[share.run]
        return run if run not in self._inner else next(reversed(list(run.iterancestors(*tags("w:r")))))

    def _story(self, share: Share) -> Element | None:
        run = self._outermost(share)
        return next(run.iterancestors(*tags("w:p")), run).getparent()

    def _begin(self, share: Share) -> int:
        run = self._outermost(share)
        inner = run is not self._runs[share.run]
        return self.markup.start(run) if inner else self._cuts[share.run].begin(share.start)

    def _end(self, share: Share) -> int:
        run = self._outermost(share)
        inner = run is not self._runs[share.run]
        return self.markup.end(run) if inner else self._cuts[share.run].end(share.end)

    def _control_start(self, share: Share) -> int | None:
        """Give the place before the text of a paragraph that a content control begins with; None in all others."""
        paragraph = next(self._outermost(share).iterancestors(*tags("w:p")), None)
        if paragraph is None or not begins_control(paragraph):
            return None
        properties = child(paragraph, "w:pPr")
        return self.markup.content(paragraph) if properties is None else self.markup.end(properties)

    def _paragraph_end(self, share: Share) -> int:
        """Give the place behind the share, or behind that child of the paragraph which holds it."""
        run = element = self._outermost(share)
        while (parent := element.getparent()) is not None and name(parent) != "w:p":
            element = parent
        return self._end(share) if element is run else self.markup.end(element)
