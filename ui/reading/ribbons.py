"""The splitter between the panes, with painted links between the places of a passage on either side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from app.comparison.model import NET_KINDS, Kind, Passage
from app.document.model import Span
from ui.reading.pane import TextPane
from ui.reading.shares import places
from ui.theme import KIND_STYLES

_WIDTH = 38
_STRONG = NET_KINDS | {Kind.CITATION, Kind.REFERENCE}
_OPACITY, _FAINT, _LIT = 0.34, 0.10, 0.72
_TAIL = 24
"""How far a link to a place out of view points up or down, in pixels; drawn through it would hide the others."""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A link across a gap: the top and bottom of its ends, in the gap's pixels; None for an end that is out of view.

    `upward` tells where such an end is.
    """

    left: tuple[float, float] | None
    right: tuple[float, float] | None
    kind: Kind
    lit: bool
    upward: bool = False


class RibbonSplitter(QSplitter):
    """The panes side by side; what lies between two neighbours shows the passages in view that they share."""

    def __init__(self, kinds: frozenset[Kind], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.kinds = kinds
        self.current = ""
        self.setHandleWidth(_WIDTH)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - Qt's name
        """Make what lies between two panes."""
        return RibbonHandle(self)

    def refresh(self) -> None:
        """Paint the links again."""
        for index in range(1, self.count()):
            self.handle(index).update()

    def panes(self) -> list[TextPane]:
        """Give the panes that are shown, from left to right."""
        inside = (self.widget(index) for index in range(self.count()))
        return [pane for pane in inside if isinstance(pane, TextPane) and not pane.isHidden()]


class RibbonHandle(QSplitterHandle):
    """The gap between two panes: dragged to make one wider, painted with the links across."""

    def __init__(self, splitter: RibbonSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._splitter = splitter

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the width of the gap."""
        return QSize(_WIDTH, 10)

    def neighbours(self) -> tuple[TextPane, TextPane] | None:
        """Give the panes on either side."""
        middle = self.geometry().center().x()
        panes = self._splitter.panes()
        left = [pane for pane in panes if pane.geometry().center().x() < middle]
        right = [pane for pane in panes if pane.geometry().center().x() > middle]
        return (left[-1], right[0]) if left and right else None

    def ribbons(self) -> list[Ribbon]:
        """Give the links of the passages that are in view on either side.

        Set phrases are linked only where both ends are in view, everyday wording only when it is chosen: else the gap
        would be all lines.
        """
        beside = self.neighbours()
        if beside is None or not all(pane.filled for pane in beside):
            return []
        left, right = beside
        seen = left.view.visible(), right.view.visible()
        near = [*left.shares.among(seen[0].start, seen[0].end), *right.shares.among(seen[1].start, seen[1].end)]
        found = []
        for passage, excluded in {share.passage.id: (share.passage, share.excluded) for share in near}.values():
            lit = passage.id == self._splitter.current
            wanted = passage.kind in self._splitter.kinds and passage.kind is not Kind.COMMON
            if lit or (wanted and not excluded):
                found += self._links(passage, beside, seen, lit)
        return sorted(found, key=lambda ribbon: (ribbon.lit, ribbon.kind in _STRONG))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the links over the plain gap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        beside = self.neighbours()
        if beside is not None:
            view = beside[0].view.viewport()
            top = self.mapFromGlobal(view.mapToGlobal(QPoint(0, 0))).y()
            painter.setClipRect(0, top, self.width(), view.height())
        for ribbon in self.ribbons():
            self._paint(painter, ribbon)
        painter.end()

    def _links(
        self, passage: Passage, panes: tuple[TextPane, TextPane], seen: tuple[Span, Span], lit: bool
    ) -> list[Ribbon]:
        left, right = places(passage, panes[0].number), places(passage, panes[1].number)
        both_in_view = passage.kind not in _STRONG and not lit
        found = {}
        for side, (mine, theirs) in enumerate(((left, right), (right, left))):
            for place in mine if theirs else ():
                other = min(theirs, key=partial(_distance, seen[1 - side]))
                ends = (place, other) if side == 0 else (other, place)
                tops = [self._heights(*each) for each in zip(panes, ends, seen, strict=True)]
                if all(tops) or (any(tops) and not both_in_view):
                    upward = other.start < seen[1 - side].start
                    found[ends] = Ribbon(tops[0], tops[1], passage.kind, lit, upward)
        return list(found.values())

    def _heights(self, pane: TextPane, span: Span, seen: Span) -> tuple[float, float] | None:
        """Give the top and bottom of a place, None where it is out of view."""
        if span.end <= seen.start or span.start >= seen.end:
            return None
        offset = self.mapFromGlobal(pane.view.viewport().mapToGlobal(QPoint(0, 0))).y()
        first = pane.view.rect_of(max(span.start, seen.start))
        last = pane.view.rect_of(min(span.end, seen.end))
        return float(offset + first.top()), float(offset + last.bottom())

    def _paint(self, painter: QPainter, ribbon: Ribbon) -> None:
        if ribbon.left and ribbon.right:
            path = _band(self.width(), ribbon.left, ribbon.right)
        elif ribbon.left:
            path = _tail(0, 0.55 * self.width(), ribbon.left, ribbon.upward)
        elif ribbon.right:
            path = _tail(self.width(), 0.45 * self.width(), ribbon.right, ribbon.upward)
        else:
            return
        colour = QColor(KIND_STYLES[ribbon.kind].strong)
        opacity = _LIT if ribbon.lit else _OPACITY if ribbon.kind in _STRONG else _FAINT
        colour.setAlphaF(opacity)
        painter.fillPath(path, colour)
        colour.setAlphaF(min(1.0, opacity * 1.6))
        painter.strokePath(path, colour)


def _band(width: float, left: tuple[float, float], right: tuple[float, float]) -> QPainterPath:
    """Give the outline of a link from edge to edge."""
    middle = width / 2
    path = QPainterPath(QPointF(0, left[0]))
    path.cubicTo(QPointF(middle, left[0]), QPointF(middle, right[0]), QPointF(width, right[0]))
    path.lineTo(QPointF(width, right[1]))
    path.cubicTo(QPointF(middle, right[1]), QPointF(middle, left[1]), QPointF(0, left[1]))
    path.closeSubpath()
    return path


def _tail(edge: float, tip: float, end: tuple[float, float], upward: bool) -> QPainterPath:
    """Give the outline of a link that tapers off upwards or downwards."""
    path = QPainterPath(QPointF(edge, end[0]))
    point = QPointF(tip, end[0] - _TAIL if upward else end[1] + _TAIL)
    path.quadTo(QPointF(tip, end[0]), point)
    path.quadTo(QPointF(tip, end[1]), QPointF(edge, end[1]))
    path.closeSubpath()
    return path


def _distance(seen: Span, place: Span) -> float:
    """Give how far a place is from the middle of what is in view, in characters."""
    return abs((place.start + place.end) / 2 - (seen.start + seen.end) / 2)
