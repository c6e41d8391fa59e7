"""The N×N matrix as a Qt table: how much of one document stands in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.comparison.model import Comparison, Mode, Pair
from app.export.naming import titles
from ui.language import Language

CELL_ROLE = Qt.ItemDataRole.UserRole
"""The role under which an index gives its `MatrixCell`."""
NAMED = 8
"""Up to so many documents the columns bear names, above that numbers only."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The share (0…1) to show, whether it is the net one, and whether the two are versions of one text."""

    share: float
    net: bool
    versions: bool

    @property
    def text(self) -> str:
        """The share in words; the sign stands for versions."""
        return f"{'≈ ' if self.versions else ''}{self.share:.0%}"


class MatrixModel(QAbstractTableModel):
    """Gross or net; how much of the row's document stands in the column's, or the other way round."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._titles: Sequence[str] = ()
        self._pairs: Mapping[tuple[int, int], Pair] = {}
        self._net = False
        self._turned = False

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show the pairs of a comparison, or none."""
        self.beginResetModel()
        self._titles = titles(comparison.documents) if comparison else ()
        self._pairs = {(pair.a, pair.b): pair for pair in comparison.pairs} if comparison else {}
        self.endResetModel()

    def set_net(self, net: bool) -> None:
        """Show the net rates, or the gross ones."""
        self._net = net
        self._say_again()

    def set_turned(self, turned: bool) -> None:
        """Show how much of the column's document stands in the row's, or the other way round."""
        self._turned = turned
        self._say_again()

    def retranslate(self) -> None:
        """Say the tips again in the language of now."""
        self._say_again()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Give how many documents there are."""
        return 0 if parent.isValid() else len(self._titles)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Give how many documents there are."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let no document be paired with itself."""
        if index.row() == index.column():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell, as a value for painting or in words; None where a document meets itself."""
        if not index.isValid() or index.row() == index.column():
            return None
        if role == CELL_ROLE:
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), index.column()).text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._tip(index.row(), index.column())
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the number and name of a document."""
        if not 0 <= section < len(self._titles):
            return None
        named = f"{section + 1}  {self._titles[section]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return named
        if role == Qt.ItemDataRole.DisplayRole:
            is_short = orientation == Qt.Orientation.Horizontal and len(self._titles) > NAMED
            return str(section + 1) if is_short else named
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _cell(self, row: int, column: int) -> MatrixCell:
        pair = self._pair(row, column)
        gross, net = shares(pair, column if self._turned else row)
        return MatrixCell(net if self._net else gross, self._net, pair.mode is Mode.VERSIONS)

    def _tip(self, row: int, column: int) -> str:
        one, other = (column, row) if self._turned else (row, column)
        pair = self._pair(row, column)
        gross, net = shares(pair, one)
        said = self._language.say(
            "ui.overview.cell_tip", one=self._titles[one], other=self._titles[other], gross=gross, net=net
        )
        return f"{said}\n{self._language.sentence(pair.why)}"

    def _pair(self, row: int, column: int) -> Pair:
        return self._pairs[min(row, column), max(row, column)]

    def _say_again(self) -> None:
        if self._titles:
            last = len(self._titles) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, last))


def shares(pair: Pair, one: int) -> tuple[float, float]:
    """Give how much of document `one` of a pair stands in the other: gross and net."""
    return (pair.a_in_b, pair.net_a_in_b) if one == pair.a else (pair.b_in_a, pair.net_b_in_a)
