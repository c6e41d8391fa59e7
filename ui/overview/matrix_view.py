"""The matrix on screen: cells as warm as their share; choosing one asks for that pair."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.overview.heat import heat
from ui.overview.matrix_model import CELL_ROLE, NAMED, MatrixCell
from ui.painting import Look, hairline, ink_on, look
from ui.quiet_header import QuietHeader

_GAP = 1.5
_DASH = 12.0
_ROUNDING = 4.0
_HIGH_ROW_HEIGHT = 52
_ROW_HEIGHT = 38
_LOW_ROW_HEIGHT = 26
_FEW, _MANY = 7, 12
_NARROWEST = 58
_WIDEST = 150
_NAME_LINES = 3
_NAME_SHARE = 0.34
_LEAST_NAME = 160


class MatrixDelegate(QStyledItemDelegate):
    """Paints a `MatrixCell`; where a document meets itself there is only a thin line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the share and, around the cell of now, a frame."""
        cell = index.data(CELL_ROLE)
        item = look(option)
        area = item.area.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(cell, MatrixCell):
            ground = heat(cell.share, cell.net, item.base)
            painter.setPen(_frame(item))
            painter.setBrush(ground)
            painter.drawRoundedRect(area, _ROUNDING, _ROUNDING)
            painter.setPen(ink_on(ground))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, cell.text)
        else:
            painter.setPen(hairline(item.palette))
            middle, half = area.center(), QPointF(_DASH / 2, 0)
            painter.drawLine(middle - half, middle + half)
        painter.restore()

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give room for a share."""
        return QSize(_NARROWEST, _ROW_HEIGHT)


def _frame(item: Look) -> QPen:
    if item.is_chosen:
        return QPen(item.text, 2)
    if item.is_hovered:
        return QPen(item.text, 1)
    return QPen(hairline(item.palette))


class MatrixView(QTableView):
    """Emits `pair_chosen` with the row's and the column's document, on a click or Enter."""

    pair_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(MatrixDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._columns = QuietHeader(Qt.Orientation.Horizontal, self)
        self._rows = QuietHeader(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        for header in (self._columns, self._rows):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(_LOW_ROW_HEIGHT)
        # Styles paint the corner as a raised button; it shall be ground.
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setStyleSheet("QTableCornerButton::section { background: palette(base); border: none; }")
        self.clicked.connect(self._choose)

    def fit(self) -> None:
        """Share the width among the names and the columns; many documents get small cells and scroll."""
        count = self.model().columnCount() if self.model() else 0
        if not count:
            return
        whole = self.width() - 2 * self.frameWidth()
        names = max(_LEAST_NAME, int(whole * _NAME_SHARE)) if count < _MANY else _LEAST_NAME
        self._columns.set_lines(_NAME_LINES if count <= NAMED else 1)
        self._rows.set_lines(_NAME_LINES - 1 if count < _FEW else 1)
        self._rows.setFixedWidth(names)
        width = min(max((whole - names) // count, _NARROWEST), _WIDEST)
        height = _HIGH_ROW_HEIGHT if count < _FEW else _ROW_HEIGHT if count < _MANY else _LOW_ROW_HEIGHT
        self._columns.setDefaultSectionSize(width)
        self._rows.setDefaultSectionSize(height)
        bar = self.horizontalScrollBar().sizeHint().height() if names + count * width > whole else 0
        self.setMaximumHeight(self._columns.sizeHint().height() + count * height + bar)
        self.updateGeometries()  # the cells begin where the names end, which Qt finds out only when it is shown again

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width anew."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Share the width anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.row() != index.column():
            self.pair_chosen.emit(index.row(), index.column())
