"""What fills the window: the pages and the panels beside them, each told what was done in the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.comparison.model import Comparison
from app.comparison.review import Review
from ui.files.entry import FileEntry
from ui.files.files_panel import FilesPanel
from ui.files.start_page import StartPage
from ui.language import Language
from ui.outline.outline_panel import OutlinePanel
from ui.overview.overview_page import OverviewPage
from ui.passages.passage_panel import PassagePanel
from ui.reading.reading_view import ReadingView
from ui.reading.shares import same_texts
from ui.review.decisions import foreseen

_WIDTHS, _HEIGHTS = [330, 770, 340], [230, 590]
_MOST = 0.4
"""The share of the height that the list of files takes by itself at most."""
PANELS = ("files", "outline", "passages")
"""The panels that a person can show and hide."""


class Workspace(QWidget):
    """Start page, reading view and overview; files and outline at the left, passages at the right.

    Emits `turned` with the page that is shown, `start`, `reading` or `overview`, and `pair_shown` with two documents
    where only these are read, or None where all are.
    """

    turned = Signal(str)
    pair_shown = Signal(object)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self.page = "start"
        self._files: Sequence[FileEntry] = ()
        self._wanted = set(PANELS)
        self._pair: tuple[int, int] | None = None
        self.start, self.reading, self.overview = StartPage(language), ReadingView(language), OverviewPage(language)
        self.files, self.outline, self.passages = FilesPanel(language), OutlinePanel(language), PassagePanel(language)
        self.pages = QStackedWidget(self)
        self.side, self.whole = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self.turn_to("start")

    def show_files(self, files: Sequence[FileEntry]) -> None:
        """List the files of now."""
        grown = len(files) != len(self._files)
        self._files = files
        self.files.show_files(files)
        self._show_panels()
        if grown:
            self._give_files_room()

    def show_comparison(self, comparison: Comparison | None, review: Review = Review()) -> None:  # noqa: B008 - frozen
        """Show a comparison that obeys a review in every page and panel; None goes back to the start page.

        Of the same texts two that were read alone are so still.
        """
        is_same = bool(comparison and self.comparison and same_texts(comparison, self.comparison))
        self.comparison = comparison
        self.outline.show_comparison(comparison)
        self.overview.show_comparison(comparison)
        for part in (self.reading, self.passages):
            part.show_comparison(comparison, review.excluded)
        if is_same and self._pair:
            self.outline.set_visible_documents(frozenset(self._pair))
        else:
            self._tell_pair(None)
        if comparison is None:
            self.turn_to("start")
        elif self.page == "start":
            self.turn_to("reading")

    def show_review(self, review: Review) -> None:
        """Show at once what was decided; the rates follow with the next comparison."""
        if self.comparison:
            soon = foreseen(self.comparison, review)
            for part in (self.reading, self.passages):
                part.show_comparison(soon, review.excluded)

    def turn_to(self, page: str) -> None:
        """Show a page, and the panels that belong to it."""
        self.page = page
        self.pages.setCurrentWidget({"start": self.start, "reading": self.reading, "overview": self.overview}[page])
        self._show_panels()
        self.turned.emit(page)

    def set_panel(self, name: str, wanted: bool) -> None:
        """Show a panel wherever it belongs, or hide it."""
        if wanted:
            self._wanted.add(name)
        else:
            self._wanted.discard(name)
        self._show_panels()

    @Slot(int, int)
    def read_pair(self, one: int, other: int) -> None:
        """Read these two documents only."""
        self._show_documents(frozenset((one, other)))
        self.turn_to("reading")
        self._tell_pair((one, other))

    @Slot()
    def read_all(self) -> None:
        """Read all documents again."""
        if self.comparison:
            self._show_documents(frozenset(range(len(self.comparison.documents))))
            self._tell_pair(None)

    @Slot(str)
    def read_passage(self, passage_id: str) -> None:
        """Light up a passage in the texts."""
        self.turn_to("reading")
        self.reading.choose_passage(passage_id)

    @Slot(int)
    def read_row(self, row: int) -> None:
        """Bring every text to a row of the outline."""
        self.turn_to("reading")
        self.reading.go_to_row(row)

    @Slot(int, int, int)
    def read_place(self, document: int, start: int, end: int) -> None:
        """Bring a text to a place."""
        self.turn_to("reading")
        self.reading.go_to(document, start, end)

    @Slot()
    def find(self) -> None:
        """Open the find bar over the texts."""
        self.turn_to("reading")
        self.reading.find_bar.open()

    @Slot()
    def find_next(self) -> None:
        """Go to the next place that was found, or open the find bar."""
        if self.reading.find_bar.isVisible():
            self.reading.find_bar.find_next()
        else:
            self.find()

    @Slot()
    def find_previous(self) -> None:
        """Go to the place before that was found, or open the find bar."""
        if self.reading.find_bar.isVisible():
            self.reading.find_bar.find_previous()
        else:
            self.find()

    def _lay_out(self) -> None:
        for page in (self.start, self.reading, self.overview):
            self.pages.addWidget(page)
        self.side.setObjectName("side")
        self.side.addWidget(self.files)
        self.side.addWidget(self.outline)
        self.whole.setObjectName("whole")
        for part in (self.side, self.pages, self.passages):
            self.whole.addWidget(part)
        for splitter, sizes in ((self.side, _HEIGHTS), (self.whole, _WIDTHS)):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(2)
            splitter.setSizes(sizes)
            splitter.setStretchFactor(1, 1)
        self.side.setStretchFactor(0, 0)
        for at_side in (0, 2):
            self.whole.setStretchFactor(at_side, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.whole)

    def _connect(self) -> None:
        self.reading.passage_chosen.connect(self.passages.choose)
        self.passages.chosen.connect(self.read_passage)
        self.passages.place_chosen.connect(self.read_place)
        self.outline.row_chosen.connect(self.read_row)
        self.overview.pair_chosen.connect(self.read_pair)
        self.overview.place_chosen.connect(self.read_place)

    def _show_panels(self) -> None:
        """Show the panels that are wanted and that belong to the page."""
        is_reading = self.page == "reading"
        self.files.setVisible("files" in self._wanted and bool(self._files))
        self.outline.setVisible("outline" in self._wanted and is_reading)
        self.side.setVisible(not (self.files.isHidden() and self.outline.isHidden()))
        self.passages.setVisible("passages" in self._wanted and is_reading)

    def _give_files_room(self) -> None:
        """Make the list as high as its files, within bounds."""
        whole = self.side.height()
        wanted = min(self.files.height_of_all(), round(_MOST * whole))
        self.side.setSizes([wanted, whole - wanted])

    def _tell_pair(self, pair: tuple[int, int] | None) -> None:
        self._pair = pair
        self.pair_shown.emit(pair)

    def _show_documents(self, numbers: frozenset[int]) -> None:
        self.reading.set_visible_documents(numbers)
        self.outline.set_visible_documents(numbers)
        self.passages.set_visible_documents(numbers)
