"""The overview strip: a whole text in one narrow column, its shared places in their colours, and what is in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.comparison.model import NET_KINDS, Kind
from app.document.model import Span
from ui.reading.ruler import Ruler
from ui.reading.shares import Run
from ui.theme import KIND_STYLES, UNIQUE

_WIDTH = 14
_LEAST = 1.5
"""The least height of a mark, in pixels, so that a short passage in a long text is still seen."""
_OPACITY = {Kind.FORMULA: 0.45, Kind.COMMON: 0.35, None: 0.3}


class OverviewStrip(QWidget):
    """Emits `asked` with a share of the text's height (0…1) that is to come to the middle of the view."""

    asked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: Sequence[Run] = ()
        self._lit: Sequence[Span] = ()
        self._ruler: Ruler | None = None
        self._top, self._bottom = 0.0, 1.0
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the strip's width; it takes any height."""
        return QSize(_WIDTH, 80)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show these runs."""
        self._runs, self._picture = runs, None
        self.update()

    def light(self, spans: Sequence[Span]) -> None:
        """Point at these places; the others are no more pointed at."""
        self._lit = spans
        self.update()

    def show_view(self, ruler: Ruler, top: float, height: float) -> None:
        """Show a text's heights, and which of them are in view (pixels)."""
        if ruler is not self._ruler:
            self._ruler, self._picture = ruler, None
        whole = max(1.0, ruler.height)
        self._top, self._bottom = max(0.0, top / whole), min(1.0, (top + height) / whole)
        self.update()

    def height_of(self, offset: int) -> float:
        """Give the height in the strip of a character (code points)."""
        return self._ruler.y(offset) / max(1.0, self._ruler.height) * self.height() if self._ruler else 0.0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the marks anew."""
        self._picture = None
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the place that was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the place that was dragged to."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the marks, kept as a picture, then what is in view and what is lit."""
        if self._picture is None:
            self._picture = self._drawn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture)
        ink = QColor(self.palette().color(QPalette.ColorRole.Text))
        for span in self._lit:
            middle = (self.height_of(span.start) + self.height_of(span.end)) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon([QPointF(0, middle - 4), QPointF(5, middle), QPointF(0, middle + 4)])
        view = QRectF(0.5, self._top * self.height(), self.width() - 1, (self._bottom - self._top) * self.height())
        box = QColor(ink)
        box.setAlphaF(0.10)
        painter.setBrush(box)
        box.setAlphaF(0.45)
        painter.setPen(box)
        painter.drawRoundedRect(view.adjusted(0, 0.5, 0, -0.5), 2, 2)
        painter.end()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap((QSize(self.width(), self.height()).toSizeF() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.palette().color(QPalette.ColorRole.Base))
        painter = QPainter(picture)
        for strong in (False, True):  # what counts for the net rate is painted last, so that nothing hides it
            for run in self._runs:
                if (run.kind in NET_KINDS) is strong and not run.excluded:
                    top, bottom = self.height_of(run.start), self.height_of(run.end)
                    colour = QColor((KIND_STYLES[run.kind] if run.kind else UNIQUE).strong)
                    colour.setAlphaF(_OPACITY.get(run.kind, 1.0))
                    painter.fillRect(QRectF(3, top, self.width() - 6, max(_LEAST, bottom - top)), colour)
        painter.end()
        return picture

    def _ask(self, point: QPointF) -> None:
        self.asked.emit(min(1.0, max(0.0, point.y() / max(1, self.height()))))
