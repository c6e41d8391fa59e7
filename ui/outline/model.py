"""The aligned outline as a Qt table: a row of the comparison a row, a document a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.comparison.model import Comparison, Rates, SectionRef
from app.document.model import Document, Section
from app.export.naming import titles
from ui.language import Language
from ui.outline.section_words import SectionWords, section_words

CELL_ROLE = Qt.ItemDataRole.UserRole
"""The role under which an index gives its `Cell`."""

_Index = QModelIndex | QPersistentModelIndex
_TIP_SECTIONS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """What a document has in a row: its first section there, and how many `others` stand beside it.

    `by_hand` where a person put the section beside another one.
    """

    said: SectionWords
    level: int
    rates: Rates
    others: int
    by_hand: bool = False


class OutlineModel(QAbstractTableModel):
    """Cells are made when they are looked at, and kept: most of a long outline is never seen."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._rows: Sequence[tuple[tuple[str, ...], ...]] = ()
        self._documents: Sequence[Document] = ()
        self._titles: Sequence[str] = ()
        self._rates: Sequence[Mapping[str, Rates]] = ()
        self._sections: Sequence[Mapping[str, Section]] = ()
        self._by_hand: frozenset[SectionRef] = frozenset()
        self._cells: dict[tuple[int, int], Cell | None] = {}

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show another comparison, or none."""
        self.beginResetModel()
        self._rows = tuple(row.sections for row in comparison.rows) if comparison else ()
        self._documents = comparison.documents if comparison else ()
        self._titles = titles(self._documents)
        self._rates = comparison.section_rates if comparison else ()
        self._sections = [{section.id: section for section in document.sections} for document in self._documents]
        links = comparison.links if comparison else ()
        self._by_hand = frozenset(ref for link in links if link.why.code == "link.hand" for ref in (link.a, link.b))
        self._cells.clear()
        self.endResetModel()

    def retranslate(self) -> None:
        """Say the names of parts again in the language of now."""
        self._cells.clear()
        if self._rows and self._documents:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._documents) - 1))

    def section(self, index: _Index) -> Section | None:
        """Give the first section of a cell."""
        if not index.isValid():
            return None
        here = self._rows[index.row()][index.column()]
        return self._sections[index.column()][here[0]] if here else None

    def row_of(self, column: int, section: str) -> int:
        """Give the row in which a document's section stands first; -1 where there is none."""
        if not 0 <= column < len(self._documents):
            return -1
        return next((row for row, cells in enumerate(self._rows) if cells[column][:1] == (section,)), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Give how many documents there are."""
        return 0 if parent.isValid() else len(self._documents)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell, as a value for painting or in words."""
        if not index.isValid():
            return None
        cell = self._cell(index.row(), index.column())
        if role == CELL_ROLE or cell is None:
            return cell if role == CELL_ROLE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.said.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._tip(index.row(), index.column())
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the documents' names."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._documents):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._documents[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _cell(self, row: int, document: int) -> Cell | None:
        if (row, document) not in self._cells:
            self._cells[row, document] = self._made(row, document)
        return self._cells[row, document]

    def _made(self, row: int, document: int) -> Cell | None:
        here = self._rows[row][document]
        if not here:
            return None
        section = self._sections[document][here[0]]
        return Cell(
            said=section_words(self._documents[document], section, self._language),
            level=section.level,
            rates=self._rates[document].get(section.id, Rates(0, 0)),
            others=len(here) - 1,
            by_hand=SectionRef(document, section.id) in self._by_hand,
        )

    def _tip(self, row: int, document: int) -> str:
        """Every section of the cell with its rates, a line each."""
        lines = []
        for number in self._rows[row][document][:_TIP_SECTIONS]:
            section = self._sections[document][number]
            rates = self._rates[document].get(number, Rates(0, 0))
            said = section_words(self._documents[document], section, self._language)
            lines.append(
                self._language.say(
                    "ui.outline.tip",
                    section=f"{said.label}{said.words if said.has_heading else ''}" or said.part,
                    gross=rates.gross,
                    net=rates.net,
                    compared=rates.compared,
                )
            )
            if SectionRef(document, number) in self._by_hand:
                lines.append(self._language.say("ui.review.linked_by_hand"))
        return "\n".join(lines)
