"""How a passage of the list is painted: its first words, below them what is known of it, its colour at the side."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.painting import hairline, look, muted, paint_ground, smaller, strong
from ui.passages.listing import Entry
from ui.passages.model import ENTRY_ROLE, FACTS_ROLE

_PADDING = 8.0
_LEFT = 22.0
_STRIPE = 4.0
_GAP = 3.0


class PassageDelegate(QStyledItemDelegate):
    """Paints an `Entry` on two lines of one height."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give room for the two lines."""
        font = look(option).font
        words, facts = QFontMetricsF(font).height(), QFontMetricsF(smaller(font)).height()
        return QSize(160, round(words + _GAP + facts + 2 * _PADDING))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the stripe, the words and the facts; what was excluded is struck out and grey."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        painter.save()
        item = look(option)
        paint_ground(painter, item)
        whole = item.area
        area = whole.adjusted(_LEFT, _PADDING, -_PADDING, -_PADDING)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hairline(item.palette) if entry.excluded else strong(entry.passage.kind))
        painter.drawRoundedRect(QRectF(whole.left() + 9, area.top() + 1, _STRIPE, area.height() - 2), 2, 2)
        metrics, font = QFontMetricsF(item.font), QFont(item.font)
        font.setStrikeOut(entry.excluded)
        painter.setFont(font)
        painter.setPen(muted(item.palette) if entry.excluded else item.text)
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        small = smaller(item.font)
        painter.setFont(small)
        painter.setPen(muted(item.palette))
        facts = QFontMetricsF(small).elidedText(str(index.data(FACTS_ROLE)), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, facts)
        painter.restore()
