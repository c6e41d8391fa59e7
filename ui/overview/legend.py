"""The kinds with their colours, in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.comparison.model import Kind
from app.export.naming import kind_name
from ui.language import Language
from ui.painting import muted, strong

_SWATCH = 10.0
_NEAR = 6.0
_APART = 18.0
_ROW_GAP = 6.0


class Legend(QWidget):
    """Swatches and names; wraps into as many lines as the width asks for."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._names: list[tuple[Kind, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the names again in the language of now."""
        self._names = [(kind, kind_name(kind, self._language.code)) for kind in Kind]
        self.setAccessibleName("、".join(name for _, name in self._names))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Give the height of all lines."""
        places = self._places(width)
        return round(places[-1].bottom()) + 1 if places else 0

    def sizeHint(self) -> QSize:  # noqa: N802
        """Give one line's size for a common width."""
        return QSize(360, self.heightForWidth(360))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint swatch and name of each kind."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (kind, name), place in zip(self._names, self._places(self.width()), strict=True):
            swatch = QRectF(place.left(), place.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(strong(kind))
            painter.drawRoundedRect(swatch, 3, 3)
            painter.setPen(muted(self.palette()))
            painter.drawText(place.adjusted(_SWATCH + _NEAR, 0, 1, 0), Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()

    def _places(self, width: int) -> list[QRectF]:
        metrics = QFontMetricsF(self.font())
        places: list[QRectF] = []
        left = top = 0.0
        for _, name in self._names:
            wide = _SWATCH + _NEAR + metrics.horizontalAdvance(name)
            if left and left + wide > width:
                left, top = 0.0, top + metrics.height() + _ROW_GAP
            places.append(QRectF(left, top, wide, metrics.height()))
            left += wide + _APART
        return places
