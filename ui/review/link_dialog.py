"""Asks with which section of another document one belongs together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.comparison.model import Comparison, SectionRef
from app.export.naming import titles
from ui.language import Language
from ui.outline.section_words import section_words
from ui.review.decisions import partners

_SIZE = (460, 480)
_INDENT = "　"
_LINKED = "✓ "
_REF = Qt.ItemDataRole.UserRole


class LinkDialog(QDialog):
    """The sections of another document in their order, the best partner chosen.

    Emits `linked` or, where the two are linked already, `unlinked`: each with the section that was asked for and the
    one that was chosen (SectionRef).
    """

    linked = Signal(object, object)
    unlinked = Signal(object, object)

    def __init__(
        self, language: Language, comparison: Comparison, section: SectionRef, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._comparison, self._section = language, comparison, section
        self._partners = partners(comparison, section)
        names = titles(comparison.documents)
        self.documents = QComboBox(self)
        for number, name in enumerate(names):
            if number != section.document:
                self.documents.addItem(name, number)
        self.words = QLineEdit(self)
        self.words.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.link_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self._lay_out(names[section.document])
        self._connect()
        self._say_words()
        if self._partners:
            self.documents.setCurrentIndex(self.documents.findData(self._partners[0].document))
        self._list()
        self.words.setFocus()

    def _lay_out(self, name: str) -> None:
        document = self._comparison.documents[self._section.document]
        section = next(each for each in document.sections if each.id == self._section.section)
        said = section_words(document, section, self._language)
        asked = QLabel(self._language.say("ui.link.asked", name=name, section=said.text), self)
        asked.setWordWrap(True)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        self.documents.setVisible(self.documents.count() > 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.link_button)
        column = QVBoxLayout(self)
        for part in (asked, self.documents, self.words):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.link_button.setDefault(True)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.documents.currentIndexChanged.connect(self._list)
        self.words.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._show_what_can_be_done)
        self.list.itemDoubleClicked.connect(self.link_button.click)
        self.link_button.clicked.connect(self._tell)
        self.cancel_button.clicked.connect(self.reject)

    def _say_words(self) -> None:
        say = self._language.say
        self.setWindowTitle(say("ui.link.title"))
        self.documents.setAccessibleName(say("ui.link.document"))
        self.words.setPlaceholderText(say("ui.link.search"))
        self.words.setAccessibleName(say("ui.link.search"))
        self.list.setAccessibleName(say("ui.link.sections"))
        self.cancel_button.setText(say("ui.link.cancel"))
        self._show_what_can_be_done()

    @Slot()
    def _list(self) -> None:
        """List the sections of the document, and choose the best partner, else what stands at the same place."""
        number = int(self.documents.currentData())
        document = self._comparison.documents[number]
        self.list.clear()
        for section in document.sections:
            ref = SectionRef(number, section.id)
            said = section_words(document, section, self._language).text
            mark = _LINKED if ref in self._partners else ""
            item = QListWidgetItem(_INDENT * (section.level - 1) + mark + said, self.list)
            item.setData(_REF, ref)
            item.setToolTip(f"{said}\n{self._language.say('ui.link.is_linked')}" if mark else said)
        best = next((ref for ref in self._partners if ref.document == number), None)
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_REF) == best]
        self.list.setCurrentRow(rows[0] if rows else self._same_place())
        self._filter()

    def _same_place(self) -> int:
        own = self._comparison.documents[self._section.document].sections
        at = next(n for n, section in enumerate(own) if section.id == self._section.section)
        return round(at / max(1, len(own) - 1) * (self.list.count() - 1))

    @Slot()
    def _filter(self) -> None:
        """Show the sections that have the words; one of them is always chosen."""
        words = "".join(self.words.text().split()).casefold()
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(words not in "".join(item.text().split()).casefold())
            if not item.isHidden():
                shown.append(row)
        if self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0] if shown else -1)
        if self.list.currentItem():
            self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    @Slot()
    def _show_what_can_be_done(self) -> None:
        chosen = self._chosen()
        self.link_button.setEnabled(chosen is not None)
        self.link_button.setText(self._language.say("ui.link.unlink" if chosen in self._partners else "ui.link.link"))

    def _chosen(self) -> SectionRef | None:
        item = self.list.currentItem()
        ref = item.data(_REF) if item else None
        return ref if isinstance(ref, SectionRef) else None

    @Slot()
    def _tell(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            told = self.unlinked if chosen in self._partners else self.linked
            self.accept()
            told.emit(self._section, chosen)
