"""One document of the reading view: its name and rates above, its text, and the overview strip beside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.comparison.model import Comparison, Kind, Passage
from app.document.corrections import Action
from app.document.model import Span
from ui.correction_menu import PARAGRAPH_ACTIONS, add_corrections, paragraph_at
from ui.language import Language
from ui.reading.shares import Run, Shares, places
from ui.reading.strip import OverviewStrip
from ui.reading.text_view import Lit, TextView
from ui.theme import KIND_STYLES

_LEAST_WIDTH = 240
_HEADER_INSET = 26
"""The header starts where the text starts."""
_LIT_OPACITY = 0.55


class TextPane(QFrame):
    """A document of a comparison.

    Emits `place_asked` when the person asked on the strip for another place, `corrected` with what is to be done to a
    paragraph (an Action), and where that begins.
    """

    place_asked = Signal()
    corrected = Signal(object, int)

    def __init__(
        self, language: Language, comparison: Comparison, number: int, shares: Shares, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._comparison = comparison
        self.number = number
        self.document = comparison.documents[number]
        self.shares = shares
        self._runs: tuple[Run, ...] = ()
        self.offered: Sequence[QAction] = ()
        """What a menu offers for a passage that is chosen."""
        self.view = TextView(language, self)
        self.strip = OverviewStrip(self)
        self._name = QLabel(self)
        self._rates = QLabel(self)
        self._passage: Passage | None = None
        self._marked: Span | None = None
        self._hits: tuple[Span, ...] = ()
        self._hit: Span | None = None
        self._filled = False
        self._arrange()
        self.view.moved.connect(self.show_view)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.strip.asked.connect(self._scroll_to_share)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def filled(self) -> bool:
        """Tell whether the text is shown."""
        return self._filled

    def fill(self, kinds: frozenset[Kind], unique: bool) -> None:
        """Show the text and start to colour it; the pane is empty before, so that many can be made at once."""
        if not self._filled:
            self._filled = True
            self.view.show_document(self.document, self.shares)
            self.colour(kinds, unique)
            self._light()

    def show_again(self, comparison: Comparison, shares: Shares, kinds: frozenset[Kind], unique: bool) -> None:
        """Show another comparison of the same text; what is in view stays there."""
        self._comparison, self.document = comparison, comparison.documents[self.number]
        self.shares = shares
        self.retranslate()
        if self._filled:
            self.view.show_again(self.document, shares)
            if shares.runs(kinds, unique) != self._runs:  # to colour anew takes longer than to compare
                self.colour(kinds, unique)

    def colour(self, kinds: frozenset[Kind], unique: bool) -> None:
        """Colour shared text of these kinds, and what only this document has."""
        if self._filled:
            self._runs = self.shares.runs(kinds, unique)
            self.view.colour(self._runs, kinds, unique=unique)
            self.strip.show_runs(self._runs)

    def light_passage(self, passage: Passage | None) -> None:
        """Light up every occurrence of a passage; none with None."""
        self._passage, self._marked = passage, None
        self._light()

    def mark(self, span: Span) -> None:
        """Light up one place, until a passage is lit."""
        self._marked = span
        self._light()

    def light_hits(self, hits: tuple[Span, ...]) -> None:
        """Light up what was found."""
        self._hits, self._hit = hits, None
        self._light()

    def stand_at(self, hit: Span | None) -> None:
        """Light up most the one hit at which the person stands; None where it is in another document."""
        if hit != self._hit:
            self._hit = hit
            self._light()

    def show_view(self) -> None:
        """Show on the strip what is in view."""
        self.strip.show_view(self.view.ruler(), self.view.verticalScrollBar().value(), self.view.viewport().height())

    def retranslate(self) -> None:
        """Say the words again in the language of now."""
        say, rates = self._language.say, self._comparison.rates[self.number]
        self._rates.setText(say("ui.reading.rates", gross=rates.gross, net=rates.net))
        self._rates.setToolTip(say("ui.reading.rates_tip", shared=rates.shared, compared=rates.compared))
        self.view.setAccessibleName(say("ui.reading.text_name", name=self.document.name))
        self.strip.setAccessibleName(say("ui.reading.strip_name", name=self.document.name))
        self.strip.setToolTip(say("ui.reading.strip_tip"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten the name to the width there is."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take another palette or font over."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint_header()
            self._light()

    def _show_menu(self, at: QPoint) -> None:
        """Choose the passage under the pointer; offer what can be done to it, to the text, and to the paragraph."""
        menu = self.view.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offset = self.view.offset_at(at)
        passage = self.view.passage_at(offset)
        if passage is not None:
            self.view.chosen.emit(passage.id)
            first = menu.actions()[0]
            menu.insertActions(first, self.offered)
            menu.insertSeparator(first)
        place = paragraph_at(self.document, offset) if offset is not None else None
        if place is not None:
            menu.addSeparator()
            add_corrections(menu, self._language, PARAGRAPH_ACTIONS, partial(self._correct, place))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _correct(self, place: int, action: Action) -> None:
        self.corrected.emit(action, place)

    def _arrange(self) -> None:
        bold = self._name.font()
        bold.setBold(True)
        self._name.setFont(bold)
        self._name.setToolTip(self.document.path)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._rates.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header = QVBoxLayout()
        header.setContentsMargins(_HEADER_INSET, 8, 8, 8)
        header.setSpacing(3)
        header.addWidget(self._name)
        header.addWidget(self._rates)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.view, 1)
        body.addWidget(self.strip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(header)
        whole.addLayout(body, 1)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setFocusProxy(self.view)
        self._tint_header()

    def _tint_header(self) -> None:
        palette = self._rates.palette()
        faint = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        faint.setAlphaF(0.72)
        if palette.color(QPalette.ColorRole.WindowText) != faint:
            palette.setColor(QPalette.ColorRole.WindowText, faint)
            self._rates.setPalette(palette)

    def _elide(self) -> None:
        room = self._name.contentsRect().width()
        self._name.setText(self._name.fontMetrics().elidedText(self.document.name, Qt.TextElideMode.ElideMiddle, room))

    def _light(self) -> None:
        lit = places(self._passage, self.number) if self._passage else ()
        self.strip.light((*lit, self._marked) if self._marked else lit)
        if not self._filled:
            return
        found = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        here = QColor(found)
        found.setAlphaF(0.35)
        here.setAlphaF(0.8)
        spans: list[Lit] = []
        if self._passage:
            strong = QColor(KIND_STYLES[self._passage.kind].strong)
            strong.setAlphaF(_LIT_OPACITY)
            spans += [(span, strong) for span in lit]
        if self._marked:
            spans.append((self._marked, found))
        spans += [(span, here if span == self._hit else found) for span in self._hits]
        self.view.light(spans)

    def _scroll_to_share(self, share: float) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(round(share * self.view.ruler().height - self.view.viewport().height() / 2))
        self.place_asked.emit()
