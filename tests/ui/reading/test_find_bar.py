"""Finding words in all panes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.document.model import Span
from ui.language import Language
from ui.reading.find_bar import FindBar
from ui.reading.reading_view import ReadingView
from ui.reading.search import Hit, hits

TEXTS = {0: "粮食安全。粮食", 2: "GDP与gdp，粮食"}


def test_words_are_found_in_all_texts_whatever_their_capitals() -> None:
    assert hits(TEXTS, "粮食") == (Hit(0, Span(0, 2)), Hit(0, Span(5, 7)), Hit(2, Span(8, 10)))
    assert [hit.span.start for hit in hits(TEXTS, "gdp")] == [0, 4]


def test_marks_that_mean_something_in_patterns_are_looked_for_as_they_are() -> None:
    assert hits({0: "***同志"}, "***") == (Hit(0, Span(0, 3)),)
    assert hits({0: "讲话"}, "") == ()


class Reader:
    """Where the person reads."""

    at = Hit(0, Span(0, 0))

    def place(self) -> Hit:
        return self.at


@pytest.fixture
def bar(qtbot: QtBot, language: Language) -> FindBar:
    reader = Reader()
    made = FindBar(language, reader.place)
    made.reader = reader  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.search_in(TEXTS)
    return made


def test_enter_goes_on_and_after_the_last_comes_the_first(qtbot: QtBot, bar: FindBar) -> None:
    stood: list[Hit | None] = []
    bar.stands_at.connect(stood.append)
    bar.open()
    qtbot.keyClicks(bar.words, "x")
    bar.words.setText("粮食")
    for _ in range(4):
        qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [hit and (hit.document, hit.span.start) for hit in stood[-5:]] == [(0, 0), (0, 5), (2, 8), (0, 0), (2, 8)]
    assert bar.count.text() == "第 3 处，共 3 处"


def test_the_search_begins_where_the_person_reads(bar: FindBar) -> None:
    bar.reader.at = Hit(0, Span(3, 7))  # type: ignore[attr-defined]
    bar.open("粮食")
    assert bar.count.text() == "第 2 处，共 3 处"


def test_nothing_found_is_said(bar: FindBar) -> None:
    bar.open("没有的话")
    assert bar.count.text() == "没有找到"
    assert not bar.next_button.isEnabled()


def test_escape_closes_and_what_was_found_goes_out(qtbot: QtBot, shown: ReadingView) -> None:
    shown.find_bar.open("河道清淤")
    assert len(shown.panes[0].view.extraSelections()) == 30
    qtbot.keyClick(shown.find_bar.words, Qt.Key.Key_Escape)
    assert not shown.find_bar.isVisible()
    assert shown.panes[0].view.extraSelections() == []
    assert shown.focusWidget() is shown.panes[0].view


def test_the_words_follow_the_language(bar: FindBar, language: Language) -> None:
    bar.open("粮食")
    language.choose("en")
    assert bar.count.text() == "1 of 3"


def test_a_hit_out_of_view_is_brought_into_view(shown: ReadingView) -> None:
    shown.find_bar.open("抓好第五项工作")
    pane = shown.panes[0]
    start = pane.document.text.index("抓好第五项工作")
    assert 0 <= pane.view.rect_of(start).top() < pane.view.viewport().height()
