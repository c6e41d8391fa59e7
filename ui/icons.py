"""The icons: strokes on a grid of 24, painted in the colour of words, so that they follow light and dark."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
    'stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>'
)
_STROKES: Mapping[str, str] = {
    "open": '<path d="M3.5 7V18.5H19L21.5 10.5H6.5L3.5 18.5"/><path d="M3.5 7V5.5H9L11 8H18.5V10.5"/>',
    "export": '<path d="M12 15V3.5M8 7.5L12 3.5L16 7.5"/><path d="M5 12.5V20.5H19V12.5"/>',
    "reading": '<path d="M3.5 4.5H10.5V19.5H3.5ZM13.5 4.5H20.5V19.5H13.5ZM6 8.5H8M6 12H8M16 8.5H18M16 12H18"/>',
    "overview": '<path d="M4 4.5H20V19.5H4ZM4 9.5H20M4 14.5H20M9.5 4.5V19.5M14.7 4.5V19.5"/>',
    "locked": '<path d="M8 4V20M4.5 16.5L8 20L11.5 16.5M16 20V4M12.5 7.5L16 4L19.5 7.5"/>',
    "find": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15L20.5 20.5"/>',
    "previous": '<path d="M12 19V5M6.5 10.5L12 5L17.5 10.5"/>',
    "next": '<path d="M12 5V19M6.5 13.5L12 19L17.5 13.5"/>',
    "larger": '<path d="M3 19L8.5 5L14 19M5 14.5H12"/><path d="M18.5 6V12M15.5 9H21.5"/>',
    "smaller": '<path d="M3 19L8.5 5L14 19M5 14.5H12"/><path d="M15.5 9H21.5"/>',
    "files": '<path d="M6 3.5H14.5L18.5 7.5V20.5H6ZM14.5 3.5V7.5H18.5"/><path d="M9 12H15.5M9 16H15.5"/>',
    "outline": '<path d="M4.5 6H6M4.5 12H6M4.5 18H6M9.5 6H19.5M9.5 12H19.5M9.5 18H19.5"/>',
    "passages": '<path d="M4 6H20M4 18H13"/><rect x="4" y="9.7" width="16" height="4.6" rx="1.2"/>',
    "unique": '<circle cx="12" cy="12" r="7.5"/><path d="M10.5 9.5L12.3 8.5V15.5"/>',
    "add": '<path d="M12 5V19M5 12H19"/>',
    "remove": '<path d="M5 12H19"/>',
    "up": '<path d="M6 14.5L12 8.5L18 14.5"/>',
    "down": '<path d="M6 9.5L12 15.5L18 9.5"/>',
    "close": '<path d="M6.5 6.5L17.5 17.5M17.5 6.5L6.5 17.5"/>',
}


def icon(name: str) -> QIcon:
    """Give an icon; an empty one for a name without."""
    return QIcon(_Strokes(name)) if name in _STROKES else QIcon()


class _Strokes(QIconEngine):
    """Paints an icon in the colour that words have where and when it is painted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        """Give the same again: Qt copies engines."""
        return _Strokes(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the strokes."""
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        colour = QApplication.palette().color(group, QPalette.ColorRole.ButtonText)
        strokes = _FRAME.format(colour=colour.name(), strokes=_STROKES[self._name])
        QSvgRenderer(QByteArray(strokes.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Give the icon as a picture."""
        picture = QPixmap(size)
        picture.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture
