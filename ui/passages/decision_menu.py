"""What a person can decide about a passage: another kind, not to count it, not to hear of its words again."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.comparison.model import Kind, Passage
from app.export.naming import kind_name
from ui.language import Language


class DecisionMenu(QMenu):
    """A menu for one passage; emits `kind_decided` (id, Kind), `excluded` (id) and `ignored` (id)."""

    kind_decided = Signal(str, object)
    excluded = Signal(str)
    ignored = Signal(str)

    def __init__(self, language: Language, passage: Passage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = passage.id
        self.kinds = self.addMenu(language.say("ui.review.kind"))
        group = QActionGroup(self.kinds)
        for kind in Kind:
            action = self.kinds.addAction(kind_name(kind, language.code))
            action.setCheckable(True)
            action.setChecked(kind is passage.kind)
            action.setData(kind)
            group.addAction(action)
        group.triggered.connect(self._decide)
        self.exclude = self.addAction(language.say("ui.review.exclude"))
        self.exclude.setToolTip(language.say("ui.review.exclude_tip"))
        self.ignore = self.addAction(language.say("ui.review.ignore"))
        self.ignore.setToolTip(language.say("ui.review.ignore_tip"))
        self.setToolTipsVisible(True)
        self.exclude.triggered.connect(self._exclude)
        self.ignore.triggered.connect(self._ignore)

    @Slot(QAction)
    def _decide(self, action: QAction) -> None:
        self.kind_decided.emit(self._id, action.data())

    @Slot()
    def _exclude(self) -> None:
        self.excluded.emit(self._id)

    @Slot()
    def _ignore(self) -> None:
        self.ignored.emit(self._id)
