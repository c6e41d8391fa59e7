"""How a file of the list is painted: its name, and below it what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.files.entry import FileEntry
from ui.files.files_model import ENTRY_ROLE, FACTS_ROLE
from ui.painting import Look, look, luminance, muted, paint_ground, smaller

_PADDING = 7.0
_LEFT = 14.0
_GAP = 2.0
_TROUBLE = ("#b3261e", "#ff9d94")
_WARNING = ("#8a5300", "#f2c14e")
"""On a light and a dark ground; contrast at least 4.5:1."""
_DARK = 0.18


class FileDelegate(QStyledItemDelegate):
    """Paints a `FileEntry` on two lines."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give room for the two lines."""
        font = look(option).font
        words, facts = QFontMetricsF(font).height(), QFontMetricsF(smaller(font)).height()
        return QSize(120, round(words + _GAP + facts + 2 * _PADDING))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the name and the facts."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, FileEntry):
            return
        painter.save()
        item = look(option)
        paint_ground(painter, item)
        area = item.area.adjusted(_LEFT, _PADDING, -_PADDING, -_PADDING)
        painter.setFont(item.font)
        painter.setPen(muted(item.palette) if entry.trouble else item.text)
        name = QFontMetricsF(item.font).elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        small = smaller(item.font)
        painter.setFont(small)
        painter.setPen(_ink(entry, item))
        facts = QFontMetricsF(small).elidedText(str(index.data(FACTS_ROLE)), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, facts)
        painter.restore()


def _ink(entry: FileEntry, item: Look) -> QColor:
    is_dark = luminance(item.base) < _DARK
    if entry.trouble:
        return QColor(_TROUBLE[is_dark])
    return QColor(_WARNING[is_dark]) if entry.warnings else muted(item.palette)
