"""What was noticed besides sharing, as a Qt list, and how a row of it is painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.comparison.model import Comparison, Finding, FindingKind, Place
from app.export.naming import titles
from ui.language import Language
from ui.painting import look, muted, paint_ground

NAMES: Mapping[FindingKind, str] = {
    FindingKind.LEFTOVER: "ui.finding.leftover",
    FindingKind.SHARED_SLIP: "ui.finding.shared_slip",
    FindingKind.HIDDEN_TEXT: "ui.finding.hidden_text",
    FindingKind.COUNT_MISMATCH: "ui.finding.count_mismatch",
    FindingKind.NUMBERING_GAP: "ui.finding.numbering_gap",
    FindingKind.SAME_FILE: "ui.finding.same_file",
}
WHERE_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a row says in which documents it was noticed."""

_Index = QModelIndex | QPersistentModelIndex
_PADDING = 10.0
_GAP = 3.0


class FindingsModel(QAbstractListModel):
    """A finding a row."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._titles: Sequence[str] = ()
        self._findings: Sequence[Finding] = ()

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show the findings of a comparison, or none."""
        self.beginResetModel()
        self._titles = titles(comparison.documents) if comparison else ()
        self._findings = comparison.findings if comparison else ()
        self.endResetModel()

    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        if self._findings:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._findings) - 1, 0))

    def place(self, row: int) -> Place | None:
        """Give the first place of a finding."""
        places = self._findings[row].places
        return places[0] if places else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Give how many findings there are."""
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what was noticed, and in which documents."""
        if not index.isValid():
            return None
        finding = self._findings[index.row()]
        if role == WHERE_ROLE:
            return "、".join(self._titles[n] for n in sorted({place.document for place in finding.places}))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._language.say(
                "ui.overview.finding",
                kind=self._language.say(NAMES[finding.kind]),
                why=self._language.sentence(finding.why),
            )
        return None


class FindingDelegate(QStyledItemDelegate):
    """Paints a finding on two lines: what, and where."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give room for two lines."""
        return QSize(120, round(2 * QFontMetricsF(look(option).font).height() + _GAP + 2 * _PADDING))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint what was noticed, and quietly where."""
        painter.save()
        item = look(option)
        paint_ground(painter, item)
        metrics = QFontMetricsF(item.font)
        area = item.area.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        inks = (item.text, muted(item.palette))
        for number, role in enumerate((Qt.ItemDataRole.DisplayRole, WHERE_ROLE)):
            top = area.top() + number * (metrics.height() + _GAP)
            words = metrics.elidedText(str(index.data(role)), Qt.TextElideMode.ElideRight, area.width())
            painter.setPen(inks[number])
            painter.drawText(
                QRectF(area.left(), top, area.width(), metrics.height()), Qt.AlignmentFlag.AlignLeft, words
            )
        painter.restore()
