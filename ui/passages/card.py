"""The details of the passage that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.comparison.model import Comparison, Kind, Passage
from app.language.change import Change
from ui import theme
from ui.language import Language
from ui.painting import hairline, mixed, muted, strong
from ui.passages.card_text import MOST_WORDINGS, PLACE, Inks, rich_text, wordings
from ui.passages.differing import Differing

_MARGIN = 12
_LINK = 0.7
"""How much of a link's colour is the accent; the rest is that of words, so that it can be read."""
_DELETED = ("#b3261e", "#ff9d94")
_INSERTED = ("#146c2e", "#7fd99a")
"""Light and dark; contrast on the ground at least 4.5:1."""


class PassageCard(QTextBrowser):
    """Kind, reason, places, wordings and slots; emits `place_chosen` with document, start and end of a place."""

    place_chosen = Signal(int, int, int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._comparison: Comparison | None = None
        self._passage: Passage | None = None
        self._excluded = False
        self._changes: list[list[tuple[Change, str]]] | None = None
        self._differing = Differing(self)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._follow)
        self._differing.found.connect(self._take_changes)
        language.changed.connect(self.retranslate)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._write)
        self.retranslate()

    def show_passage(self, comparison: Comparison | None, passage: Passage | None, *, excluded: bool = False) -> None:
        """Show a passage of a comparison, or none. The differences appear as soon as they are found."""
        self._comparison, self._passage, self._changes = comparison, passage, None
        self._excluded = excluded
        self._differing.forget()
        if comparison and passage:
            first, *others = [" ".join(w.text.split()) for w in wordings(passage, comparison)[:MOST_WORDINGS]]
            if others:
                self._differing.ask(first, others)
        self._write()
        self.verticalScrollBar().setValue(0)

    def close_process(self) -> None:
        """End the process that finds differences; the next passage with several wordings starts another."""
        self._differing.close()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        self.setAccessibleName(self._language.say("ui.card.name"))
        self.setPlaceholderText(self._language.say("ui.card.empty"))
        self._write()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Write the card in other colours or another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()

    @Slot()
    def _write(self) -> None:
        if not self._comparison or not self._passage:
            self.clear()
            return
        at = self.verticalScrollBar().value()
        inks = self._inks(self._passage.kind)
        self.setHtml(
            rich_text(self._passage, self._comparison, self._changes, inks, self._language, excluded=self._excluded)
        )
        self.verticalScrollBar().setValue(at)

    def _inks(self, kind: Kind) -> Inks:
        palette, dark = self.palette(), theme.is_dark()
        accent, text = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Text)
        return Inks(
            kind=strong(kind).name(),
            quiet=muted(palette).name(),
            line=hairline(palette).name(),
            link=mixed(accent, text, _LINK).name(),
            deleted=_DELETED[dark],
            inserted=_INSERTED[dark],
            part=theme.tint(theme.KIND_STYLES[Kind.FORMULA]).name(),
        )

    @Slot(object)
    def _take_changes(self, changes: list[list[tuple[Change, str]]]) -> None:
        self._changes = changes
        self._write()

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        """Tell which place was clicked."""
        number = link.toString().removeprefix(PLACE)
        if self._passage and number.isdecimal():
            place = self._passage.occurrences[int(number)]
            self.place_chosen.emit(place.document, place.start, place.end)
