"""What marked copies show: kinds, comments, legend, unique content, colours."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.comparison.model import Comparison
from app.export.marks import Marking
from ui.language import Language
from ui.passages.kind_chips import KindChips


class MarkingChoices(QWidget):
    """Gives the `marking` that was chosen; emits `changed` when it is another one."""

    changed = Signal()

    def __init__(self, language: Language, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.kinds = KindChips(language, self)
        counts = Counter(passage.kind for passage in comparison.passages if passage.documents > 1)
        self.kinds.show_counts(counts)
        self.kinds.show_kinds(frozenset(counts))
        self.unique, self.comments, self.legend, self.links, self.highlights = (QCheckBox(self) for _ in range(5))
        for check in (self.unique, self.comments, self.legend, self.links):
            check.setChecked(True)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def marking(self) -> Marking:
        """What the marked copies are to show."""
        return Marking(
            kinds=self.kinds.kinds,
            unique=self.unique.isChecked(),
            comments=self.comments.isChecked(),
            legend=self.legend.isChecked(),
            links=self.links.isChecked() and self.comments.isChecked(),
            highlights=self.highlights.isChecked(),
        )

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        self.unique.setText(say("ui.export.unique"))
        self.comments.setText(say("ui.export.comments"))
        self.legend.setText(say("ui.export.legend"))
        self.links.setText(say("ui.export.links"))
        self.highlights.setText(say("ui.export.highlights"))

    def _lay_out(self) -> None:
        checks = QGridLayout()
        checks.setHorizontalSpacing(24)
        for number, check in enumerate((self.unique, self.legend, self.comments, self.links, self.highlights)):
            checks.addWidget(check, number // 2, number % 2)
        checks.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kinds)
        column.addLayout(checks)

    def _connect(self) -> None:
        self.kinds.changed.connect(self.changed)
        for check in (self.unique, self.comments, self.legend, self.links, self.highlights):
            check.toggled.connect(self.changed)
        self.comments.toggled.connect(self.links.setEnabled)
        self._language.changed.connect(self.retranslate)
