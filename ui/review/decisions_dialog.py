"""All that was decided, one a line, each to be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.language import Language
from ui.review.said import Decision, decisions
from ui.session import Session

_SIZE = (720, 420)


class DecisionsDialog(QDialog):
    """Shows the decisions of a session and takes back what is chosen; the session remembers how to decide it again."""

    def __init__(self, language: Language, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language, self._session = language, session
        self._decisions: list[Decision] = []
        self.list = QTreeWidget(self)
        self.hint = QLabel(self)
        self.take_back_button, self.close_button = QPushButton(self), QPushButton(self)
        self._lay_out()
        self.list.currentItemChanged.connect(self._show_what_can_be_done)
        self.take_back_button.clicked.connect(self._take_back)
        self.close_button.clicked.connect(self.accept)
        session.decided.connect(self._show)
        session.compared.connect(self._show)
        self._say_words()
        self._show()

    def _lay_out(self) -> None:
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hint.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take_back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addLayout(buttons)
        self.resize(*_SIZE)

    def _say_words(self) -> None:
        say = self._language.say
        self.setWindowTitle(say("ui.decisions.title"))
        self.list.setAccessibleName(say("ui.decisions.title"))
        self.list.setHeaderLabels([say("ui.decisions.what"), say("ui.decisions.about")])
        self.take_back_button.setText(say("ui.decisions.take_back"))
        self.close_button.setText(say("ui.decisions.close"))

    @Slot()
    def _show(self) -> None:
        """List the decisions of now; the line that is chosen stays the one of that number."""
        row = self.list.indexOfTopLevelItem(self.list.currentItem()) if self.list.currentItem() else 0
        self._decisions = decisions(self._session.history.now, self._session.comparison, self._language)
        self.list.clear()
        items = [QTreeWidgetItem(self.list, [decision.what, decision.about]) for decision in self._decisions]
        for item in items:
            item.setToolTip(1, item.text(1))
        self.list.resizeColumnToContents(0)
        if items:
            self.list.setCurrentItem(items[min(row, len(items) - 1)])
        count = len(self._decisions)
        self.hint.setText(self._language.say("ui.decisions.count" if count else "ui.decisions.none", count=count))
        self._show_what_can_be_done()

    @Slot()
    def _show_what_can_be_done(self) -> None:
        self.take_back_button.setEnabled(self.list.currentItem() is not None)

    @Slot()
    def _take_back(self) -> None:
        row = self.list.indexOfTopLevelItem(self.list.currentItem()) if self.list.currentItem() else -1
        if row >= 0:
            self._session.decide(self._decisions[row].without)
