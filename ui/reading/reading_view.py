"""The reading view: every document of a comparison side by side, coloured, linked, scrolled together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.comparison.model import Comparison, Kind, Passage
from app.document.model import Span
from ui.language import Language
from ui.reading.find_bar import FindBar
from ui.reading.lines import first_word
from ui.reading.pane import TextPane
from ui.reading.ribbons import RibbonSplitter
from ui.reading.scrolling import AlignedScrolling
from ui.reading.search import Hit
from ui.reading.shares import all_shares, nearest, places, same_texts
from ui.reading.steps import Steps
from ui.theme import is_dark

_ZOOM = range(-4, 15)
"""The steps of the zoom, in points."""
_EYE = 0.3
"""Where in the height of a view that which was asked for is put."""
_TOP = 16
"""Where a section is put, in pixels from the top of the view."""


class ReadingView(QWidget):
    """Shows a comparison; reports what the person clicked.

    Emits `passage_chosen` with the id of a passage that was clicked, `zoomed` with the steps of the zoom (0 is the
    usual size), `filled` when all panes show their text, `corrected` with a document, an Action and where the paragraph
    begins that it is for.
    """

    passage_chosen = Signal(str)
    zoomed = Signal(int)
    filled = Signal()
    corrected = Signal(int, object, int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._comparison: Comparison | None = None
        self._passages: dict[str, Passage] = {}
        self._current: Passage | None = None
        self._announcing = False
        self._kinds, self._unique = frozenset(Kind), False
        self._steps, self._locked, self._dark = 0, True, is_dark()
        self._scrolling: AlignedScrolling | None = None
        self.panes: list[TextPane] = []
        self._area = QScrollArea(self)
        self.find_bar = FindBar(language, self.place, self)
        self._offered: Sequence[QAction] = ()
        self._to_do = Steps(self)
        self._arrange()
        self.find_bar.found.connect(self._show_hits)
        self.find_bar.stands_at.connect(self._go_to_hit)
        self.find_bar.closed.connect(self._focus_text)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Offer these in the menu of a passage, which is chosen before."""
        self._offered = actions

    def show_comparison(self, comparison: Comparison | None, excluded: frozenset[str] = frozenset()) -> None:
        """Show a comparison in place of the one before; the panes fill one after another. None empties the view.

        `excluded` are passages that a person excluded. Where the texts are the same, nothing moves.
        """
        if comparison and self._comparison and same_texts(comparison, self._comparison):
            self._show_again(comparison, excluded)
            return
        self._clear()
        self._comparison = comparison
        if comparison is None:
            return
        self._passages = {passage.id: passage for passage in comparison.passages}
        splitter = RibbonSplitter(self._kinds)
        for number, shares in enumerate(all_shares(comparison, excluded)):
            pane = TextPane(self._language, comparison, number, shares, splitter)
            pane.offered = self._offered
            pane.view.set_steps(self._steps)
            pane.view.chosen.connect(partial(self._clicked, pane))
            pane.view.zoom_asked.connect(self.zoom)
            pane.view.moved.connect(splitter.refresh)
            pane.corrected.connect(partial(self.corrected.emit, number))
            pane.place_asked.connect(partial(self._bring_beside, number))
            splitter.addWidget(pane)
            self.panes.append(pane)
            self._to_do.add(partial(self._fill, pane))
        self._scrolling = AlignedScrolling(comparison, self.panes, self)
        self._scrolling.set_locked(self._locked)
        self._to_do.add(self.filled.emit)
        self._put_in(splitter)
        self._share_width()
        self.find_bar.search_in({number: document.text for number, document in enumerate(comparison.documents)})

    def choose_passage(self, passage_id: str) -> None:
        """Light up a passage wherever it stands and bring its places side by side; none with an empty id."""
        if not self._announcing:
            self._choose(passage_id, None)

    def go_to_row(self, row: int) -> None:
        """Bring the sections of a row of the aligned outline to the top of every pane that has one."""
        if self._comparison is None or self._scrolling is None:
            return
        with self._scrolling.apart():
            for pane, names in zip(self.panes, self._comparison.rows[row].sections, strict=True):
                starts = [section.span.start for section in pane.document.sections if section.id in names]
                if starts:
                    self._fill(pane)
                    pane.view.scroll_to(first_word(pane.document.text, min(starts)), _TOP)

    def go_to(self, document: int, start: int, end: int) -> None:
        """Bring a place into view and light it up; the other texts follow while they are locked."""
        if self._scrolling is None:
            return
        pane = self.panes[document]
        self._fill(pane)
        pane.mark(Span(start, end))
        self._area.ensureWidgetVisible(pane, 0, 0)
        with self._scrolling.apart():
            pane.view.scroll_to(start, _EYE * pane.view.viewport().height())
        self._scrolling.follow(document)

    def set_locked(self, locked: bool) -> None:
        """Scroll the texts together, by section, or each alone."""
        self._locked = locked
        if self._scrolling is not None:
            self._scrolling.set_locked(locked)

    def set_visible_documents(self, numbers: frozenset[int]) -> None:
        """Show these documents only."""
        for pane in self.panes:
            pane.setVisible(pane.number in numbers)
        self._share_width()
        self._splitter.refresh()
        self.find_bar.search_in({pane.number: pane.document.text for pane in self.panes if pane.number in numbers})

    def zoom(self, steps: int) -> None:
        """Make the text larger by as many points, or smaller."""
        wanted = min(_ZOOM[-1], max(_ZOOM[0], self._steps + steps))
        if wanted != self._steps:
            self._steps = wanted
            for pane in self.panes:
                self._to_do.add(partial(pane.view.set_steps, wanted))
            self.zoomed.emit(wanted)

    def set_kinds(self, kinds: frozenset[Kind], unique: bool) -> None:
        """Colour shared text of these kinds only, and what a single document has, or not."""
        self._kinds, self._unique = kinds, unique
        self._splitter.kinds = kinds
        self._colour_again()

    def place(self) -> Hit:
        """Give what the person reads: what is in view of the document that was scrolled last."""
        shown = self._splitter.panes()
        if not shown or self._scrolling is None:
            return Hit(0, Span(0, 0))
        leader = self.panes[self._scrolling.leader]
        pane = leader if leader in shown else shown[0]
        return Hit(pane.number, pane.view.visible())

    def is_busy(self) -> bool:
        """Tell whether panes are still to be filled, zoomed or coloured."""
        return self._to_do.is_busy() or any(pane.view.highlighter.is_colouring() for pane in self.panes)

    def retranslate(self) -> None:
        """Say the words again in the language of now."""
        self.setAccessibleName(self._language.say("ui.reading.name"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Colour anew when the system turns light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and is_dark() is not self._dark:
            self._dark = is_dark()
            self._colour_again()

    def _arrange(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._put_in(RibbonSplitter(self._kinds))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.find_bar)

    def _show_again(self, comparison: Comparison, excluded: frozenset[str]) -> None:
        """Show another comparison of the same texts where they stand."""
        self._comparison, self._passages = comparison, {passage.id: passage for passage in comparison.passages}
        if self._scrolling is not None:
            self._scrolling.show_comparison(comparison)
        self._current = self._passages.get(self._splitter.current)
        self._to_do.add(partial(self._share_again, comparison, excluded))

    def _share_again(self, comparison: Comparison, excluded: frozenset[str]) -> None:
        for pane, shares in zip(self.panes, all_shares(comparison, excluded), strict=True):
            self._to_do.add(partial(pane.show_again, comparison, shares, self._kinds, self._unique))
            self._to_do.add(partial(pane.light_passage, self._current))
        self._to_do.add(self._splitter.refresh)

    def _clear(self) -> None:
        self._to_do.forget()
        if self._scrolling is not None:
            self._scrolling.deleteLater()
            self._scrolling = None
        self.panes, self._passages, self._current = [], {}, None
        self._put_in(RibbonSplitter(self._kinds))
        self.find_bar.search_in({})

    def _put_in(self, splitter: RibbonSplitter) -> None:
        """Put all panes in the place of those before at once: taken out singly, the others would be laid out anew."""
        before = self._area.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self._splitter = splitter
        self._area.setWidget(splitter)
        splitter.show()

    def _fill(self, pane: TextPane) -> None:
        pane.fill(self._kinds, self._unique)

    def _colour_again(self) -> None:
        for pane in self.panes:
            pane.colour(self._kinds, self._unique)
        self._splitter.refresh()

    def _share_width(self) -> None:
        self._splitter.setSizes([1000] * self._splitter.count())

    def _clicked(self, pane: TextPane, passage_id: str) -> None:
        self._choose(passage_id, pane)
        self._announcing = True
        self.passage_chosen.emit(passage_id)
        self._announcing = False

    def _choose(self, passage_id: str, clicked: TextPane | None) -> None:
        self._current, self._splitter.current = self._passages.get(passage_id), passage_id
        for pane in self.panes:
            pane.light_passage(self._current)
        if self._current is not None and self._scrolling is not None:
            with self._scrolling.apart():
                self._bring_together(self._current, clicked)
        self._splitter.refresh()

    def _bring_together(self, passage: Passage, clicked: TextPane | None) -> None:
        """Scroll so that the places stand at one height: that of the place that was clicked, else of the first."""
        holding = [pane for pane in self._splitter.panes() if places(passage, pane.number)]
        if not holding:
            return
        for pane in holding:
            self._fill(pane)
        leader = clicked if clicked in holding else holding[0]
        self._area.ensureWidgetVisible(leader, 0, 0)
        start = nearest(places(passage, leader.number), leader.view.visible()).start
        height = leader.view.viewport().height()
        if not 0 <= leader.view.rect_of(start).top() < 0.8 * height:
            leader.view.scroll_to(start, _EYE * height)
        y = leader.view.rect_of(start).top()
        for pane in holding:
            if pane is not leader:
                pane.view.scroll_to(nearest(places(passage, pane.number), pane.view.visible()).start, y)

    def _bring_beside(self, number: int) -> None:
        if self._scrolling is not None:
            self._scrolling.follow(number)

    def _show_hits(self, found: tuple[Hit, ...]) -> None:
        for pane in self.panes:
            pane.light_hits(tuple(hit.span for hit in found if hit.document == pane.number))

    def _go_to_hit(self, hit: Hit | None) -> None:
        if hit is None or self._scrolling is None:
            return
        for pane in self.panes:
            pane.stand_at(hit.span if pane.number == hit.document else None)
        pane = self.panes[hit.document]
        self._fill(pane)
        self._area.ensureWidgetVisible(pane, 0, 0)
        seen = pane.view.rect_of(hit.span.start)
        if not 0 <= seen.top() <= pane.view.viewport().height() - seen.height():
            with self._scrolling.apart():
                pane.view.scroll_to(hit.span.start, _EYE * pane.view.viewport().height())
            self._scrolling.follow(hit.document)

    def _focus_text(self) -> None:
        for pane in self._splitter.panes()[:1]:
            pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
