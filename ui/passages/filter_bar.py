"""What the list of passages shows, and in which order, as a person sets it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.language import Language
from ui.passages.kind_chips import KindChips
from ui.passages.listing import Order, Wanted

_ORDERS: Mapping[Order, str] = {
    Order.WEIGHT: "ui.passages.order.weight",
    Order.KIND: "ui.passages.order.kind",
    Order.LENGTH: "ui.passages.order.length",
    Order.DOCUMENTS: "ui.passages.order.documents",
    Order.SIMILARITY: "ui.passages.order.similarity",
    Order.PLACE: "ui.passages.order.place",
}
_LONGEST = 999
_SPACE = 8


class FilterBar(QWidget):
    """Text, kinds, order, least length, repeats; emits `changed` after a person set one of them."""

    changed = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.words = QLineEdit(self)
        self.words.setClearButtonEnabled(True)
        self.chips = KindChips(language, self)
        self.order = QComboBox(self)
        for order in Order:
            self.order.addItem("", order)
        self.backwards = QToolButton(self)
        self.backwards.setCheckable(True)
        self.backwards.setAutoRaise(True)
        self.backwards.setArrowType(Qt.ArrowType.DownArrow)
        self.shortest = QSpinBox(self)
        self.shortest.setRange(0, _LONGEST)
        self.repeats = QCheckBox(self)
        self.tally = QLabel(self)
        self._shown = self._all = 0
        self._lay_out()
        self._connect()
        self.retranslate()

    def wanted(self, documents: frozenset[int] | None) -> Wanted:
        """Give what is to be listed; `documents` are those in view, None is all."""
        return Wanted(
            kinds=self.chips.kinds,
            shortest=self.shortest.value(),
            words=self.words.text(),
            repeats=self.repeats.isChecked(),
            documents=documents,
        )

    def wanted_order(self) -> Order:
        """Give the order that is chosen."""
        return tuple(Order)[self.order.currentIndex()]

    def show_tally(self, shown: int, of: int) -> None:
        """Say how many passages are listed, of how many."""
        self._shown, self._all = shown, of
        self.tally.setText(self._language.say("ui.passages.tally", shown=shown, all=of) if of else "")

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        self.words.setPlaceholderText(say("ui.passages.search"))
        self.words.setAccessibleName(say("ui.passages.search"))
        with QSignalBlocker(self.order):
            for number, order in enumerate(Order):
                self.order.setItemText(number, say(_ORDERS[order]))
        self.order.setToolTip(say("ui.passages.order"))
        self.order.setAccessibleName(say("ui.passages.order"))
        self.backwards.setToolTip(say("ui.passages.backwards"))
        self.backwards.setAccessibleName(say("ui.passages.backwards"))
        self.shortest.setPrefix(say("ui.passages.shortest_before"))
        self.shortest.setSuffix(say("ui.passages.shortest_after"))
        self.shortest.setSpecialValueText(say("ui.passages.any_length"))
        self.shortest.setToolTip(say("ui.passages.shortest"))
        self.shortest.setAccessibleName(say("ui.passages.shortest"))
        self.repeats.setText(say("ui.passages.repeats"))
        self.repeats.setToolTip(say("ui.passages.repeats_tip"))
        self.show_tally(self._shown, self._all)

    def _lay_out(self) -> None:
        sorting = QHBoxLayout()
        sorting.setSpacing(_SPACE // 2)
        sorting.addWidget(self.order, 1)
        sorting.addWidget(self.backwards)
        sorting.addSpacing(_SPACE // 2)
        sorting.addWidget(self.shortest, 1)
        counting = QHBoxLayout()
        counting.addWidget(self.repeats)
        counting.addStretch(1)
        counting.addWidget(self.tally)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(_SPACE)
        layout.addWidget(self.words)
        layout.addWidget(self.chips)
        layout.addLayout(sorting)
        layout.addLayout(counting)
        self.tally.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._tell)
        self.chips.changed.connect(self._tell)
        self.order.currentIndexChanged.connect(self._tell)
        self.backwards.toggled.connect(self._turn)
        self.shortest.valueChanged.connect(self._tell)
        self.repeats.toggled.connect(self._tell)
        self._language.changed.connect(self.retranslate)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    @Slot(bool)
    def _turn(self, backwards: bool) -> None:
        self.backwards.setArrowType(Qt.ArrowType.UpArrow if backwards else Qt.ArrowType.DownArrow)
        self.changed.emit()
