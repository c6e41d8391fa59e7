"""The rates of every document as a Qt table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.comparison.model import Comparison, Kind, Rates
from app.export.naming import kind_name, titles
from ui.language import Language

RATES_ROLE = Qt.ItemDataRole.UserRole
"""The role under which the cells of the last column give their `Rates`."""

_Index = QModelIndex | QPersistentModelIndex
_HEADINGS = (
    "ui.overview.document",
    "ui.overview.compared",
    "ui.overview.gross",
    "ui.overview.net",
    "ui.overview.unique",
    "ui.overview.kinds",
)
_TIPS = {
    1: "ui.overview.compared_tip",
    2: "ui.overview.gross_tip",
    3: "ui.overview.net_tip",
    4: "ui.overview.unique_tip",
}
DOCUMENT, KINDS = 0, len(_HEADINGS) - 1
"""The columns of names and of bars; between them stand figures."""


class RatesModel(QAbstractTableModel):
    """A document a row: characters compared, gross and net rate, what is unique, and the kinds as a bar."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._titles: Sequence[str] = ()
        self._rates: Sequence[Rates] = ()

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show the documents of a comparison, or none."""
        self.beginResetModel()
        self._titles = titles(comparison.documents) if comparison else ()
        self._rates = comparison.rates if comparison else ()
        self.endResetModel()

    def retranslate(self) -> None:
        """Say the headings and tips again in the language of now."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, KINDS)
        if self._titles:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._titles) - 1, KINDS))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Give how many documents there are."""
        return 0 if parent.isValid() else len(self._titles)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Give how many columns there are."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a figure, a name, or the rates for the bar."""
        if not index.isValid():
            return None
        rates = self._rates[index.row()]
        if role == RATES_ROLE and index.column() == KINDS:
            return rates
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row(), index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._titles[index.row()] if index.column() == DOCUMENT else self._kinds(rates)
        if role == Qt.ItemDataRole.TextAlignmentRole and DOCUMENT < index.column() < KINDS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give a heading, and what it means."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADINGS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._language.say(_HEADINGS[section])
        if role == Qt.ItemDataRole.ToolTipRole and section in _TIPS:
            return self._language.say(_TIPS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if DOCUMENT < section < KINDS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, row: int, column: int) -> str:
        rates = self._rates[row]
        return (
            f"{row + 1}  {self._titles[row]}",
            f"{rates.compared:,}",
            f"{rates.gross:.1%}",
            f"{rates.net:.1%}",
            f"{rates.unique:,}",
            "",
        )[column]

    def _kinds(self, rates: Rates) -> str:
        """Every kind that occurs with its characters and share, a line each."""
        return "\n".join(
            self._language.say(
                "ui.overview.kind_tip",
                kind=kind_name(kind, self._language.code),
                characters=rates.kinds[kind],
                share=rates.kinds[kind] / rates.compared,
            )
            for kind in Kind
            if rates.kinds.get(kind)
        )
