"""The summary: every pair in a matrix, the rates of every document, and what else was noticed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.comparison.model import Comparison
from ui.language import Language
from ui.overview.findings_model import FindingDelegate, FindingsModel
from ui.overview.legend import Legend
from ui.overview.matrix_model import MatrixModel
from ui.overview.matrix_view import MatrixView
from ui.overview.rates_model import RatesModel
from ui.overview.rates_view import RatesView
from ui.overview.switch import Switch
from ui.row_view import RowView

_MARGIN = 28
_SPACE = 12
_BETWEEN = 36
_TITLE = 1.25
_MEASURES = (("ui.overview.gross", "ui.overview.gross_tip"), ("ui.overview.net", "ui.overview.net_tip"))
_DIRECTIONS = (
    ("ui.overview.row_in_column", "ui.overview.row_in_column_tip"),
    ("ui.overview.column_in_row", "ui.overview.column_in_row_tip"),
)


class OverviewPage(QWidget):
    """Emits `pair_chosen` with two documents, `place_chosen` with a document and a span of its text."""

    pair_chosen = Signal(int, int)
    place_chosen = Signal(int, int, int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._comparison: Comparison | None = None
        self._matrix, self.matrix = MatrixModel(language, self), MatrixView(self)
        self._rates, self.rates = RatesModel(language, self), RatesView(self)
        self._findings, self.findings = FindingsModel(language, self), RowView(self)
        self.measure = Switch(language, _MEASURES, self)
        self.direction = Switch(language, _DIRECTIONS, self)
        self._legend = Legend(language, self)
        self._titles = tuple(_title(self) for _ in range(3))
        self.hint, self.basis, self._nothing = _note(self), _note(self), _note(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show the summary of a comparison, or none."""
        self._comparison = comparison
        for model in (self._matrix, self._rates, self._findings):
            model.show_comparison(comparison)
        self.matrix.fit()
        self.rates.fit()
        self._say_words()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        for model in (self._matrix, self._rates, self._findings):
            model.retranslate()
        self.rates.fit()
        self._say_words()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the page anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _lay_out(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        for view in (self.matrix, self.rates):
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.findings.setModel(self._findings)
        self.findings.setItemDelegate(FindingDelegate(self.findings))
        self.findings.setHeaderHidden(True)
        self.matrix.setModel(self._matrix)
        self.rates.setModel(self._rates)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        columns.setSpacing(_BETWEEN)
        columns.addLayout(self._pairs_column(), 9)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.VLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(QPalette.ColorRole.Midlight)
        columns.addWidget(line)
        columns.addLayout(self._documents_column(), 10)

    def _pairs_column(self) -> QVBoxLayout:
        """The matrix with its switches and what it says, and the caution at the foot."""
        switches = QHBoxLayout()
        switches.addWidget(self.measure)
        switches.addSpacing(_SPACE)
        switches.addWidget(self.direction)
        switches.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(_SPACE)
        column.addWidget(self._titles[0])
        column.addLayout(switches)
        column.addWidget(self.matrix, 1)
        column.addWidget(self.hint)
        column.addStretch(0)
        column.addWidget(self.basis)
        return column

    def _documents_column(self) -> QVBoxLayout:
        """The rates with the legend of their bars, and the findings."""
        column = QVBoxLayout()
        column.setSpacing(_SPACE)
        column.addWidget(self._titles[1])
        column.addWidget(self.rates, 1)
        column.addWidget(self._legend)
        column.addSpacing(_SPACE)
        column.addWidget(self._titles[2])
        column.addWidget(self._nothing)
        column.addWidget(self.findings, 1)
        column.addStretch(0)
        return column

    def _connect(self) -> None:
        self.measure.chosen.connect(self._choose_measure)
        self.direction.chosen.connect(self._choose_direction)
        self.matrix.pair_chosen.connect(self.pair_chosen)
        self.findings.row_chosen.connect(self._choose_finding)
        self._language.changed.connect(self.retranslate)

    def _say_words(self) -> None:
        say = self._language.say
        codes = ("ui.overview.matrix", "ui.overview.rates", "ui.overview.findings")
        for title, view, code in zip(self._titles, (self.matrix, self.rates, self.findings), codes, strict=True):
            title.setText(say(code))
            view.setAccessibleName(say(code))
        self.hint.setText(self._said_of_matrix())
        self._nothing.setText(say("ui.overview.no_findings" if self._comparison else "ui.overview.empty"))
        self._nothing.setVisible(not self._findings.rowCount())
        self.findings.setVisible(bool(self._findings.rowCount()))
        self.basis.setText(self._said_of_basis())

    def _said_of_matrix(self) -> str:
        """What a figure of the matrix says, and what a click does."""
        turned = self.direction.button(1).isChecked()
        said = self._language.say("ui.overview.column_in_row_tip" if turned else "ui.overview.row_in_column_tip")
        said += self._language.say("ui.overview.click")
        if self._comparison and any(pair.mode.value == "versions" for pair in self._comparison.pairs):
            said += self._language.say("ui.overview.versions")
        return said

    def _said_of_basis(self) -> str:
        """The caution, and what the rates rest on."""
        lines = [self._language.say("summary.caution")]
        if self._comparison:
            if self._comparison.references:
                names = "、".join(self._comparison.references)
                lines.append(self._language.say("ui.overview.sources", names=names))
            lines.append(self._language.say("ui.overview.basis", usualness=self._comparison.usualness))
        return "\n".join(lines)

    @Slot(int)
    def _choose_measure(self, number: int) -> None:
        self._matrix.set_net(number == 1)

    @Slot(int)
    def _choose_direction(self, number: int) -> None:
        self._matrix.set_turned(number == 1)
        self.hint.setText(self._said_of_matrix())

    @Slot(int)
    def _choose_finding(self, row: int) -> None:
        place = self._findings.place(row)
        if place is not None:
            self.place_chosen.emit(place.document, place.span.start, place.span.end)


def _title(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * _TITLE)
    font.setBold(True)
    label.setFont(font)
    return label


def _note(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
