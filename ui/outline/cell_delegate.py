"""How a cell of the outline is painted: number and heading on two lines, below them how much of it is shared."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ui.outline.model import CELL_ROLE, Cell
from ui.painting import Look, look, mixed, muted, paint_frame, paint_ground, paint_kinds, smaller
from ui.wrapped_words import wrapped

_PADDING = 9.0
_INDENT = 10.0
_DEEPEST = 4
_LINES = 2
_BAR = 4.0
_GAP = 4.0
_BY_HAND = "✎"
"""The sign of a section that a person put beside another; the tip says it in words."""


class CellDelegate(QStyledItemDelegate):
    """Paints a `Cell`; a document without a section in the row leaves its cell empty."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the same height to every cell: two lines, the bar and room to breathe."""
        font = look(option).font
        line, small = QFontMetricsF(font).lineSpacing(), QFontMetricsF(smaller(font)).height()
        return QSize(120, round(_LINES * line + small + 2 * _PADDING))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the words and the bar."""
        item = look(option)
        paint_ground(painter, item, is_first=index.column() == 0)
        if index == self._view.currentIndex():
            paint_frame(painter, item)
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        painter.save()
        indent = _INDENT * min(cell.level - 1, _DEEPEST)
        area = item.area.adjusted(_PADDING + indent, _PADDING, -_PADDING, -_PADDING)
        _paint_words(painter, area, cell, item)
        if cell.rates.compared:
            _paint_share(painter, area, cell, item)
        painter.restore()


def _paint_words(painter: QPainter, area: QRectF, cell: Cell, item: Look) -> None:
    """Number and heading on two lines; what does not fit ends in an ellipsis."""
    lead = f"{cell.said.part} " if cell.said.part else cell.said.label
    layout = wrapped(lead + cell.said.words, item.font, area.width(), _LINES, _formats(lead, cell, item.palette))
    painter.setPen(item.text)
    layout.draw(painter, area.topLeft())


def _formats(lead: str, cell: Cell, palette: QPalette) -> list[QTextLayout.FormatRange]:
    formats = []
    if lead:
        look = QTextCharFormat()
        if cell.said.part:
            look.setForeground(muted(palette))
        else:
            look.setFontWeight(QFont.Weight.DemiBold)
        formats.append(_range(0, len(lead), look))
    if cell.said.words and not cell.said.has_heading:
        quiet = QTextCharFormat()
        quiet.setForeground(muted(palette))
        formats.append(_range(len(lead), 2 * len(cell.said.words), quiet))
    return formats


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    part: Any = QTextLayout.FormatRange()  # its fields are unknown to PySide6's stubs
    part.start, part.length, part.format = start, length, look
    made: QTextLayout.FormatRange = part
    return made


def _paint_share(painter: QPainter, area: QRectF, cell: Cell, item: Look) -> None:
    """The bar of kinds with the gross share beside it, and how many more sections stand here."""
    font = smaller(item.font)
    metrics = QFontMetricsF(font)
    room = metrics.horizontalAdvance("100%")
    base = QRectF(area.left(), area.bottom() - metrics.height(), area.width(), metrics.height())
    more = " ".join(filter(None, (_BY_HAND if cell.by_hand else "", f"+{cell.others}" if cell.others else "")))
    more_room = metrics.horizontalAdvance(more) + 2 * _GAP if more else 0.0
    bar = QRectF(base.left(), base.center().y() - _BAR / 2, base.width() - room - more_room - 2 * _GAP, _BAR)
    if bar.width() > _BAR:
        paint_kinds(painter, bar, cell.rates, item.palette)
    painter.setFont(font)
    painter.setPen(_share_ink(cell, item.palette))
    share = QRectF(bar.right() + _GAP, base.top(), room + _GAP, base.height())
    painter.drawText(share, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{cell.rates.gross:.0%}")
    if more:
        badge = QRectF(base.right() - more_room + _GAP, base.top(), more_room, base.height())
        painter.setPen(item.palette.color(QPalette.ColorRole.Highlight))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, more)


def _share_ink(cell: Cell, palette: QPalette) -> QColor:
    """A section that shares nothing says so quietly."""
    if cell.rates.shared:
        return palette.color(QPalette.ColorRole.Text)
    return mixed(muted(palette), palette.color(QPalette.ColorRole.Base), 0.6)
