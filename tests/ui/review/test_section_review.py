"""Putting sections side by side and apart: the dialog, the commands, what the outline shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison, SectionRef
from app.comparison.review import HandLink, Review
from tests.ui.conftest import ask_for_menu
from tests.ui.shown import comparison
from ui.language import Language
from ui.main_window import MainWindow
from ui.outline.model import CELL_ROLE, Cell
from ui.review.link_dialog import LinkDialog

Read = Callable[[MainWindow], None]
Compare = Callable[..., Comparison]
Control = Qt.KeyboardModifier.ControlModifier


def ref(shown: Comparison, document: int, heading: str) -> SectionRef:
    section = next(each for each in shown.documents[document].sections if each.heading == heading)
    return SectionRef(document, section.id)


def choose(window: MainWindow, document: int, heading: str) -> SectionRef:
    """Make the cell of a section that of now."""
    view, wanted = window.workspace.outline.view, ref(comparison(window), document, heading)
    row = next(n for n, row in enumerate(comparison(window).rows) if wanted.section in row.sections[document])
    view.setCurrentIndex(view.model().index(row, document))
    assert window.workspace.outline.chosen() == wanted
    return wanted


def are_linked(window: MainWindow, one: SectionRef, other: SectionRef) -> bool:
    return any({one, other} == {link.a, link.b} for link in comparison(window).links)


def are_in_one_row(window: MainWindow, one: SectionRef, other: SectionRef) -> bool:
    return any(
        one.section in row.sections[one.document] and other.section in row.sections[other.document]
        for row in comparison(window).rows
    )


def dialog(window: MainWindow) -> LinkDialog:
    found = window.findChild(LinkDialog)
    assert found is not None
    return found


def listed(shown: LinkDialog) -> list[str]:
    items = [shown.list.item(row) for row in range(shown.list.count())]
    return [item.text().strip() for item in items if not item.isHidden()]


def test_a_section_is_linked_with_one_that_is_found_by_its_words(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    one, other = choose(reading, 0, "认清形势"), ref(comparison(reading), 2, "抓好落实")
    assert not are_linked(reading, one, other)
    qtbot.keyClick(reading, Qt.Key.Key_K, Control)
    shown = dialog(reading)
    shown.documents.setCurrentIndex(shown.documents.findText("稿2"))
    shown.words.insert("落实")
    assert listed(shown) == ["二、抓好落实"]
    assert shown.link_button.text() == "设为对应"
    qtbot.keyClick(shown.words, Qt.Key.Key_Return)
    read(reading)
    assert reading.session.history.now.links == (HandLink("稿0.txt", one.section, "稿2.txt", other.section),)
    assert are_linked(reading, one, other)
    assert are_in_one_row(reading, one, other)
    assert reading.workspace.outline.chosen() == one  # still there
    index = reading.workspace.outline.view.currentIndex()
    cell = index.data(CELL_ROLE)
    assert isinstance(cell, Cell)
    assert cell.by_hand
    assert "人工指定的对应" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_section_is_put_apart_from_its_partners_and_back_again(qtbot: QtBot, reading: MainWindow, read: Read) -> None:
    one = choose(reading, 0, "认清形势")
    partners = [ref(comparison(reading), document, "认清形势") for document in (1, 2)]
    assert all(are_linked(reading, one, partner) for partner in partners)
    qtbot.keyClick(reading, Qt.Key.Key_K, Control | Qt.KeyboardModifier.ShiftModifier)
    read(reading)
    assert len(reading.session.history.now.unlinks) >= 2
    assert not any(are_linked(reading, one, partner) for partner in partners)
    assert not any(are_in_one_row(reading, one, partner) for partner in partners)
    assert reading.commands["links_as_found"].isEnabled()
    reading.commands["links_as_found"].trigger()
    read(reading)
    assert reading.session.history.now == Review()
    assert all(are_linked(reading, one, partner) for partner in partners)
    assert not reading.commands["links_as_found"].isEnabled()


def test_the_menu_of_a_section_offers_to_link_it(reading: MainWindow, menus: list[QMenu]) -> None:
    choose(reading, 1, "抓好落实")
    view = reading.workspace.outline.view
    ask_for_menu(view, view.visualRect(view.currentIndex()).center())
    said = [action.text() for action in menus[0].actions() if not action.isSeparator()]
    assert said[-3:] == ["与另一节对应…", "取消对应", "恢复程序判断的对应"]
    next(action for action in menus[0].actions() if action.text() == "与另一节对应…").trigger()
    assert dialog(reading).isVisible()
    dialog(reading).reject()
    assert reading.session.history.now == Review()


def test_without_a_section_there_is_nothing_to_link(reading: MainWindow) -> None:
    reading.workspace.outline.show_row(-1)
    names = ("link", "unlink", "links_as_found")
    assert [reading.commands[name].isEnabled() for name in names] == [False] * 3


def test_left_and_right_go_from_document_to_document(qtbot: QtBot, reading: MainWindow) -> None:
    choose(reading, 0, "认清形势")
    outline = reading.workspace.outline
    for key, document in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        qtbot.keyClick(outline.view, key)
        assert outline.chosen() == ref(comparison(reading), document, "认清形势")
    outline.set_visible_documents(frozenset({0, 1}))
    qtbot.keyClick(outline.view, Qt.Key.Key_Right)
    assert outline.view.currentIndex().column() == 1


ONE = "一、加固老河堤的险段\n河工队腊月里上堤，石料三月以前备齐。\n二、疏通镇里的排水渠\n镇里十二条排水渠清淤一遍。"
OTHER = "一、疏通镇里的排水渠\n镇里十二条排水渠清淤一遍。\n二、修好三所村小的屋顶\n校车每天跑两趟山路。"


@pytest.mark.parametrize(("language", "link", "unlink"), [("zh", "设为对应", "取消对应"), ("en", "Link", "Unlink")])
def test_the_dialog_begins_at_the_best_partner_and_offers_to_put_it_apart(
    qtbot: QtBot, compared: Compare, language: str, link: str, unlink: str
) -> None:
    speaks, shown = Language(), compared(ONE, OTHER)
    speaks.choose(language)
    asked = ref(shown, 0, "疏通镇里的排水渠")
    dialog = LinkDialog(speaks, shown, asked)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.documents.isVisible()  # there is only one other
    assert dialog.list.currentItem().text().strip() == "✓ 一、疏通镇里的排水渠"
    assert dialog.link_button.text() == unlink
    dialog.words.insert("村小")
    assert dialog.link_button.text() == link
    dialog.words.clear()
    dialog.words.insert("没有这一节")
    assert not dialog.link_button.isEnabled()
    dialog.words.clear()
    row = next(n for n in range(dialog.list.count()) if "排水渠" in dialog.list.item(n).text())
    dialog.list.setCurrentRow(row)
    with qtbot.waitSignal(dialog.unlinked) as told:
        qtbot.mouseClick(dialog.link_button, Qt.MouseButton.LeftButton)
    assert told.args == [asked, ref(shown, 1, "疏通镇里的排水渠")]
    assert not dialog.isVisible()
