"""The table of rates on screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.comparison.model import Rates
from ui.overview.rates_model import DOCUMENT, KINDS, RATES_ROLE
from ui.painting import hairline, look, paint_kinds
from ui.quiet_header import QuietHeader

_PADDING = 10.0
_BAR = 12.0
_LEAST_NAME = 150
_LEAST_BAR, _BAR_WIDTH = 90, 110
_MOST_ROWS = 12
_AIR = 18.0


class RatesDelegate(QStyledItemDelegate):
    """Paints names and figures plainly, the kinds as a bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give room for a line with air around it."""
        metrics = QFontMetricsF(look(option).font)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        return QSize(round(metrics.horizontalAdvance(words) + 2 * _PADDING) + 2, round(metrics.height() + _AIR))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the words or the bar, and the thin line below."""
        item = look(option)
        whole = item.area
        area = whole.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.save()
        painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), hairline(item.palette))
        rates = index.data(RATES_ROLE)
        if isinstance(rates, Rates):
            bar = QRectF(area.left(), area.center().y() - _BAR / 2, area.width(), _BAR)
            paint_kinds(painter, bar, rates, item.palette)
        else:
            painter.setPen(item.text)
            words = QFontMetricsF(item.font).elidedText(
                str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, area.width()
            )
            side = Qt.AlignmentFlag.AlignLeft if index.column() == DOCUMENT else Qt.AlignmentFlag.AlignRight
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class RatesView(QTableView):
    """Nothing in it is chosen: it is read. Names and bars share the width that figures leave."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(RatesDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(QuietHeader(Qt.Orientation.Horizontal, self))

    def fit(self) -> None:
        """Give the figures what they need, then the names; the bars take the rest."""
        if not self.model() or not self.model().rowCount():
            return
        header = self.horizontalHeader()
        taken = 0
        for column in range(DOCUMENT + 1, KINDS):
            width = max(self._widest(column), header.sectionSizeHint(column))
            self.setColumnWidth(column, width)
            taken += width
        rest = self.viewport().width() - taken
        names = max(_LEAST_NAME, min(self._widest(DOCUMENT), rest - _BAR_WIDTH))
        self.setColumnWidth(DOCUMENT, names)
        self.setColumnWidth(KINDS, max(_LEAST_BAR, rest - names))
        height = self.itemDelegate().sizeHint(self._option(), self.model().index(0, 1)).height()
        self.verticalHeader().setDefaultSectionSize(height)
        rows = min(self.model().rowCount(), _MOST_ROWS)
        self.setMaximumHeight(header.sizeHint().height() + rows * height + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width anew."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Share the width anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _widest(self, column: int) -> int:
        """Every row counts, seen or not: Qt's own hint looks at those in view only."""
        indexes = (self.model().index(row, column) for row in range(self.model().rowCount()))
        return max(self.itemDelegate().sizeHint(self._option(), index).width() for index in indexes)

    def _option(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option
