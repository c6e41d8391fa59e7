"""A table's header without frames: words that stand back, on the ground of the table."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.painting import hairline, muted
from ui.wrapped_words import wrapped

_PADDING = 9.0
_AIR = 14


class QuietHeader(QHeaderView):
    """Names on up to `lines` lines; what does not fit is in the tip."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None, lines: int = 1) -> None:
        super().__init__(orientation, parent)
        self._lines = lines
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def set_lines(self, lines: int) -> None:
        """Make room for other many lines."""
        if lines != self._lines:
            self._lines = lines
            self.headerDataChanged(self.orientation(), 0, max(self.count() - 1, 0))

    def sectionSizeFromContents(self, logical: int) -> QSize:  # noqa: N802 - Qt's name
        """Give room for the whole name on a line, and for all the lines."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self._words(logical)) + 2 * _PADDING + 1
        return QSize(round(width), round(self._lines * metrics.lineSpacing()) + _AIR)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        """Paint the name, and a thin line towards the table."""
        palette, area = self.palette(), QRectF(rect)
        painter.save()
        painter.fillRect(area, palette.color(QPalette.ColorRole.Base))
        if self.orientation() == Qt.Orientation.Horizontal:
            painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), hairline(palette))
        painter.setPen(muted(palette))
        inner = area.adjusted(_PADDING, 0, -_PADDING, 0)
        if self._lines == 1:
            fitting = QFontMetricsF(self.font()).elidedText(
                self._words(logical), Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, self._side(logical), fitting)
        else:
            layout = wrapped(self._words(logical), self.font(), inner.width(), self._lines)
            layout.draw(painter, QPointF(inner.left(), inner.center().y() - layout.boundingRect().height() / 2))
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the sections, and plain ground behind the last one, where styles raise a button."""
        super().paintEvent(event)
        area = self.viewport().rect()
        if self.orientation() == Qt.Orientation.Horizontal:
            area.setLeft(self.length() - self.offset())
        else:
            area.setTop(self.length() - self.offset())
        painter = QPainter(self.viewport())
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Base))
        painter.end()

    def _words(self, logical: int) -> str:
        return str(self.model().headerData(logical, self.orientation()) or "")

    def _side(self, logical: int) -> Qt.AlignmentFlag:
        side = self.model().headerData(logical, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        return side if isinstance(side, Qt.AlignmentFlag) else Qt.AlignmentFlag.AlignCenter
