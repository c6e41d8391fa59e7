"""The reading view: coloured, clicked, scrolled together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison, Kind, Passage
from ui.language import Language
from ui.reading.pane import TextPane
from ui.reading.reading_view import ReadingView
from ui.reading.ribbons import RibbonHandle
from ui.reading.shares import places
from ui.theme import KIND_STYLES, UNIQUE, tint


def colours_behind(pane: TextPane, offset: int) -> set[str]:
    """The colours that are painted at the left edge of a character, from top to bottom."""
    pane.view.scroll_to(offset, 100)
    caret, image = pane.view.rect_of(offset), pane.view.viewport().grab().toImage()
    return {image.pixelColor(caret.left() + 1, y).name() for y in range(caret.top(), caret.bottom())}


def sentence(comparison: Comparison) -> Passage:
    return max(
        (passage for passage in comparison.passages if passage.kind is Kind.VERBATIM and passage.documents == 2),
        key=lambda passage: passage.occurrences[0].end - passage.occurrences[0].start,
    )


def top(pane: TextPane, offset: int) -> int:
    return pane.view.rect_of(offset).top()


def middle_of(pane: TextPane, offset: int) -> QPoint:
    return pane.view.rect_of(offset).center() + QPoint(6, 0)


def test_the_texts_are_shown_as_they_are(shown: ReadingView, two: Comparison) -> None:
    assert [pane.view.toPlainText() for pane in shown.panes] == [document.text for document in two.documents]


def test_shared_text_has_the_colour_of_its_kind_behind_every_character(shown: ReadingView, two: Comparison) -> None:
    passage = sentence(two)
    for pane in shown.panes:
        for span in places(passage, pane.number):
            for offset in range(span.start, span.end):
                assert tint(KIND_STYLES[Kind.VERBATIM]).name() in colours_behind(pane, offset)
            assert tint(KIND_STYLES[Kind.VERBATIM]).name() not in colours_behind(pane, span.start - 20)


def test_kinds_left_out_and_unique_text_asked_for(qtbot: QtBot, shown: ReadingView, two: Comparison) -> None:
    shown.set_kinds(frozenset({Kind.CITATION}), True)
    qtbot.waitUntil(lambda: not shown.is_busy())
    alone = next(each for each in two.unique if each.document == 0)
    assert tint(UNIQUE).name() in colours_behind(shown.panes[0], alone.span.start)
    here = places(sentence(two), 0)[0].start
    assert tint(KIND_STYLES[Kind.VERBATIM]).name() not in colours_behind(shown.panes[0], here)
    assert shown.panes[0].view.tip_at(alone.span.start).startswith("独有内容")


def test_a_click_on_coloured_text_chooses_its_passage_and_lights_it_in_every_pane(
    qtbot: QtBot, shown: ReadingView, two: Comparison
) -> None:
    passage, pane = sentence(two), shown.panes[1]
    span = places(passage, 1)[0]
    shown.go_to(1, span.start, span.end)
    with qtbot.waitSignal(shown.passage_chosen) as chosen:
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(pane, span.start + 2))
    assert chosen.args == [passage.id]
    for each in shown.panes:
        lit = [selection.cursor.selectedText() for selection in each.view.extraSelections()]
        assert lit == [each.document.text[place.start : place.end] for place in places(passage, each.number)]
    assert abs(top(shown.panes[0], places(passage, 0)[0].start) - top(pane, span.start)) <= 2


def test_enter_chooses_the_passage_at_the_caret(qtbot: QtBot, shown: ReadingView, two: Comparison) -> None:
    passage, pane = sentence(two), shown.panes[1]
    cursor = pane.view.textCursor()
    cursor.setPosition(pane.view._positions.qt(places(passage, 1)[0].start + 3))
    pane.view.setTextCursor(cursor)
    with qtbot.waitSignal(shown.passage_chosen) as chosen:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert chosen.args == [passage.id]


def test_a_click_on_plain_text_and_a_selection_choose_nothing(
    qtbot: QtBot, shown: ReadingView, two: Comparison
) -> None:
    pane = shown.panes[0]
    shares = pane.shares
    plain = next(n for n, sign in enumerate(pane.document.text) if sign == "河" and not shares.among(n, n + 1))
    with qtbot.assertNotEmitted(shown.passage_chosen):
        shown.go_to(0, plain, plain + 1)
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(pane, plain))
        span = places(sentence(two), 0)[0]
        shown.go_to(0, span.start, span.end)
        qtbot.mousePress(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(pane, span.start))
        qtbot.mouseMove(pane.view.viewport(), middle_of(pane, span.start + 6))
        qtbot.mouseRelease(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(pane, span.start + 6))


def test_no_passage_puts_the_lights_out(shown: ReadingView, two: Comparison) -> None:
    shown.choose_passage(sentence(two).id)
    shown.choose_passage("")
    assert all(pane.view.extraSelections() == [] for pane in shown.panes)


def test_coloured_text_says_what_it_is_in_the_language_of_now(
    shown: ReadingView, two: Comparison, language: Language
) -> None:
    start = places(sentence(two), 0)[0].start
    assert shown.panes[0].view.tip_at(start).startswith("原句雷同 · 2 份文稿共有")
    language.choose("en")
    assert shown.panes[0].view.tip_at(start).startswith("Verbatim · in 2 documents")


def test_scrolling_one_text_brings_the_same_section_of_the_other_beside(shown: ReadingView) -> None:
    one, other = (pane.view for pane in shown.panes)
    for pane in shown.panes:
        assert pane.view.verticalScrollBar().maximum() > 2 * pane.view.viewport().height()
    heading = shown.panes[0].document.text.index("三、抓好")
    one.scroll_to(heading, one.viewport().height() / 2)
    partner = shown.panes[1].document.text.index("三、抓好")
    assert abs(other.rect_of(partner).top() - other.viewport().height() / 2) < 40


def test_texts_begin_and_end_together(shown: ReadingView) -> None:
    one, other = (pane.view.verticalScrollBar() for pane in shown.panes)
    one.setValue(one.maximum())
    assert other.value() == other.maximum()
    one.setValue(0)
    assert other.value() == 0


def test_unlocked_each_text_moves_alone_and_locking_brings_them_together(shown: ReadingView) -> None:
    one, other = (pane.view.verticalScrollBar() for pane in shown.panes)
    shown.set_locked(False)
    one.setValue(one.maximum())
    assert other.value() == 0
    shown.set_locked(True)
    assert other.value() == other.maximum()


def test_a_row_is_brought_to_the_top_of_every_pane(shown: ReadingView, two: Comparison) -> None:
    rows = [n for n, row in enumerate(two.rows) if "第三项" in row.title and all(row.sections)]
    shown.go_to_row(rows[0])
    for pane in shown.panes:
        assert 0 <= top(pane, pane.document.text.index("三、抓好")) < 40


def test_a_place_is_brought_into_view_and_lit(shown: ReadingView) -> None:
    pane = shown.panes[1]
    start = pane.document.text.index("四、抓好")
    shown.go_to(1, start, start + 6)
    assert 0 < top(pane, start) < pane.view.viewport().height()
    assert [selection.cursor.selectedText() for selection in pane.view.extraSelections()] == ["四、抓好第四"]


def test_zoom_makes_the_text_larger_and_keeps_the_place(qtbot: QtBot, shown: ReadingView) -> None:
    view = shown.panes[0].view
    view.verticalScrollBar().setValue(700)
    before, size = view.visible().start, view.font().pointSizeF()
    with qtbot.waitSignal(shown.zoomed) as zoomed:
        shown.zoom(3)
    qtbot.waitUntil(lambda: not shown.is_busy())
    assert zoomed.args == [3]
    assert view.font().pointSizeF() == size + 3
    assert abs(view.rect_of(before).top()) < 60


def test_the_wheel_with_ctrl_zooms_all_panes(qtbot: QtBot, shown: ReadingView) -> None:
    view = shown.panes[0].view
    for turned in (60, 60):  # a touch pad sends half notches
        event = QWheelEvent(
            QPointF(50, 50), QPointF(view.mapToGlobal(QPoint(50, 50))), QPoint(), QPoint(0, turned),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
    qtbot.waitUntil(lambda: not shown.is_busy())
    assert len({pane.view.font().pointSizeF() for pane in shown.panes}) == 1
    assert view.font().pointSizeF() == 14


def test_another_width_keeps_the_words_at_the_top(qtbot: QtBot, shown: ReadingView) -> None:
    view = shown.panes[0].view
    view.verticalScrollBar().setValue(900)
    before, height = view.visible().start, view.rect_of(view.visible().start).top()
    for width in (800, 700, 900):
        shown.resize(width, 600)
        qtbot.waitUntil(lambda width=width: shown.width() == width)  # type: ignore[misc]
        assert view.rect_of(before).top() == height or view.visible().start <= before


def test_a_press_on_the_strip_goes_there_and_the_other_text_follows(qtbot: QtBot, shown: ReadingView) -> None:
    strip = shown.panes[0].strip
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, strip.height() - 2))
    for pane in shown.panes:
        assert pane.view.verticalScrollBar().value() == pane.view.verticalScrollBar().maximum()


def test_ribbons_link_what_both_sides_have_in_view(shown: ReadingView, two: Comparison) -> None:
    handle = next(each for each in shown.findChildren(RibbonHandle) if each.isVisible())
    shown.choose_passage(sentence(two).id)
    lit = [ribbon for ribbon in handle.ribbons() if ribbon.lit]
    assert len(lit) == 1
    assert lit[0].left is not None
    assert lit[0].right is not None
    assert abs(lit[0].left[0] - lit[0].right[0]) <= 2


def test_a_place_out_of_view_is_pointed_to(shown: ReadingView, two: Comparison) -> None:
    shown.set_locked(False)
    handle = next(each for each in shown.findChildren(RibbonHandle) if each.isVisible())
    span = places(sentence(two), 0)[0]
    shown.go_to(0, span.start, span.end)
    strong = [ribbon for ribbon in handle.ribbons() if ribbon.kind is Kind.VERBATIM]
    assert [(ribbon.right, ribbon.upward) for ribbon in strong] == [(None, False)]


def test_only_a_pair_is_shown_when_asked_for(
    qtbot: QtBot, shown: ReadingView, compared: Callable[..., Comparison]
) -> None:
    texts = [f"一、第一\n{SHARED}\n二、第{n}项\n各有各的做法。\n" for n in "甲乙丙"]
    shown.show_comparison(compared(*texts))
    qtbot.waitUntil(lambda: not shown.is_busy())
    shown.set_visible_documents(frozenset({0, 2}))
    assert [pane.isVisible() for pane in shown.panes] == [True, False, True]

    def linked() -> list[tuple[int, ...]]:
        handles = [each for each in shown.findChildren(RibbonHandle) if each.isVisible()]
        return [tuple(pane.number for pane in each.neighbours() or ()) for each in handles]

    qtbot.waitUntil(lambda: linked() == [(0, 2)])


SHARED = "要把人民群众生命财产安全放在第一位，做到守土有责、守土尽责，谁的孩子谁来抱。"


def test_another_comparison_takes_the_place_of_the_first_and_none_empties_it(
    qtbot: QtBot, shown: ReadingView, compared: Callable[..., Comparison]
) -> None:
    with qtbot.waitSignal(shown.filled):
        shown.show_comparison(compared(SHARED, SHARED, SHARED))
    assert [pane.view.toPlainText() for pane in shown.panes] == [SHARED] * 3
    shown.show_comparison(None)
    assert shown.panes == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    shown.choose_passage("anything")
    shown.go_to_row(0)


def test_a_passage_chosen_before_the_panes_are_filled_is_shown(
    qtbot: QtBot, shown: ReadingView, two: Comparison
) -> None:
    shown.show_comparison(two)
    shown.choose_passage(sentence(two).id)
    qtbot.waitUntil(lambda: not shown.is_busy())
    assert all(pane.view.extraSelections() for pane in shown.panes)


def test_rates_are_said_in_the_language_of_now(shown: ReadingView, language: Language, two: Comparison) -> None:
    gross = f"{100 * two.rates[0].gross:.1f}%"
    assert f"总重合 {gross}" in shown.panes[0]._rates.text()
    language.choose("en")
    assert f"gross {gross}" in shown.panes[0]._rates.text()


def test_everything_that_can_be_reached_has_a_name(shown: ReadingView) -> None:
    for pane in shown.panes:
        assert pane.document.name in pane.view.accessibleName()
        assert pane.document.name in pane.strip.accessibleName()
    assert shown.accessibleName()


@pytest.mark.parametrize("dark", [True, False])
def test_colours_follow_light_and_dark(
    qtbot: QtBot, shown: ReadingView, two: Comparison, monkeypatch: pytest.MonkeyPatch, dark: bool
) -> None:
    monkeypatch.setattr("ui.theme.is_dark", lambda: dark)
    monkeypatch.setattr("ui.reading.reading_view.is_dark", lambda: dark)
    QApplication.sendEvent(shown, QEvent(QEvent.Type.PaletteChange))
    qtbot.waitUntil(lambda: not shown.is_busy())
    style = KIND_STYLES[Kind.VERBATIM]
    here = places(sentence(two), 0)[0].start
    assert (style.dark if dark else style.light) in colours_behind(shown.panes[0], here)
