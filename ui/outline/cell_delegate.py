"""How a cell of the outline is painted: number and heading on two lines, below them how much of it is shared."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.outline.model import CELL_ROLE, Cell
from ui.painting import mixed, muted, paint_ground, paint_kinds

_PADDING = 9.0
_INDENT = 10.0
_DEEPEST = 4
_LINES = 2
_BAR = 4.0
_GAP = 4.0
_SMALLER = 0.86


class CellDelegate(QStyledItemDelegate):
    """Paints a `Cell`; a document without a section in the row leaves its cell empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the same height to every cell: two lines, the bar and room to breathe."""
        line = QFontMetricsF(option.font).lineSpacing()
        small = QFontMetricsF(smaller(option.font)).height()
        return QSize(120, round(_LINES * line + small + 2 * _PADDING))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the words and the bar."""
        paint_ground(painter, option, is_first=index.column() == 0)
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        painter.save()
        indent = _INDENT * min(cell.level - 1, _DEEPEST)
        area = QRectF(option.rect).adjusted(_PADDING + indent, _PADDING, -_PADDING, -_PADDING)
        _paint_words(painter, area, cell, option)
        if cell.rates.compared:
            _paint_share(painter, area, cell, option)
        painter.restore()


def smaller(font: QFont) -> QFont:
    """Give a font for what stands back: the same, a little smaller."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small


def _paint_words(painter: QPainter, area: QRectF, cell: Cell, option: QStyleOptionViewItem) -> None:
    """Number and heading on two lines; what does not fit ends in an ellipsis."""
    lead = f"{cell.part} " if cell.part else cell.label
    metrics = QFontMetricsF(option.font)
    layout = QTextLayout(_fitting(lead + cell.words, metrics, area.width()), option.font)
    layout.setTextOption(_wrapping())
    layout.setFormats(_formats(lead, cell, option.palette))
    layout.beginLayout()
    top = 0.0
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0.0, top))
        top += metrics.lineSpacing()
    layout.endLayout()
    painter.setPen(option.palette.color(QPalette.ColorRole.Text))
    layout.draw(painter, area.topLeft())


def _fitting(words: str, metrics: QFontMetricsF, width: float) -> str:
    """Cut words so that they fill the lines; Chinese breaks anywhere, so that the last line loses little."""
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(width * _LINES - metrics.averageCharWidth(), 0))


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _formats(lead: str, cell: Cell, palette: QPalette) -> list[QTextLayout.FormatRange]:
    formats = []
    if lead:
        look = QTextCharFormat()
        if cell.part:
            look.setForeground(muted(palette))
        else:
            look.setFontWeight(QFont.Weight.DemiBold)
        formats.append(_range(0, len(lead), look))
    if cell.words and not cell.has_heading:
        quiet = QTextCharFormat()
        quiet.setForeground(muted(palette))
        formats.append(_range(len(lead), 2 * len(cell.words), quiet))
    return formats


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, length, look
    return part


def _paint_share(painter: QPainter, area: QRectF, cell: Cell, option: QStyleOptionViewItem) -> None:
    """The bar of kinds with the gross share beside it, and how many more sections stand here."""
    font = smaller(option.font)
    metrics = QFontMetricsF(font)
    room = metrics.horizontalAdvance("100%")
    base = QRectF(area.left(), area.bottom() - metrics.height(), area.width(), metrics.height())
    more = f"+{cell.others}" if cell.others else ""
    more_room = metrics.horizontalAdvance(more) + 2 * _GAP if more else 0.0
    bar = QRectF(base.left(), base.center().y() - _BAR / 2, base.width() - room - more_room - 2 * _GAP, _BAR)
    if bar.width() > _BAR:
        paint_kinds(painter, bar, cell.rates, option.palette)
    painter.setFont(font)
    painter.setPen(_share_ink(cell, option.palette))
    share = QRectF(bar.right() + _GAP, base.top(), room + _GAP, base.height())
    painter.drawText(share, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{cell.rates.gross:.0%}")
    if more:
        badge = QRectF(base.right() - more_room + _GAP, base.top(), more_room, base.height())
        painter.setPen(option.palette.color(QPalette.ColorRole.Highlight))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, more)


def _share_ink(cell: Cell, palette: QPalette) -> QColor:
    """A section that shares nothing says so quietly."""
    if cell.rates.shared:
        return palette.color(QPalette.ColorRole.Text)
    return mixed(muted(palette), palette.color(QPalette.ColorRole.Base), 0.6)
