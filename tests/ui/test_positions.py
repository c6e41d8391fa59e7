"""Code points and UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from ui.positions import Positions, displayable

texts = st.text(st.sampled_from("讲话a\n，😀𠮷𪚥"), max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_every_code_point_starts_after_the_units_of_those_before(text: str) -> None:
    positions = Positions(text)
    assert [positions.qt(n) for n in range(len(text) + 1)] == [units(text[:n]) for n in range(len(text) + 1)]


@given(texts)
def test_every_unit_belongs_to_the_code_point_that_holds_it(text: str) -> None:
    positions = Positions(text)
    held = [n for n, character in enumerate(text) for _ in range(units(character))]
    assert [positions.code_point(unit) for unit in range(units(text) + 1)] == [*held, len(text)]


def test_a_text_without_rare_characters_has_the_same_positions() -> None:
    positions = Positions("对读")
    assert [positions.qt(n) for n in range(3)] == [positions.code_point(n) for n in range(3)] == [0, 1, 2]


def test_qt_holds_every_character_at_its_place(qtbot: QtBot) -> None:
    text = "甲\r\n乙\u2029丙\ufdd0丁\ud800戊𠮷己"
    document, positions = QTextDocument(), Positions(text)
    cursor = QTextCursor(document)
    cursor.insertText(displayable(text))
    for offset, character in enumerate(text):
        if character in "甲乙丙丁戊己𠮷":
            cursor.setPosition(positions.qt(offset))
            cursor.setPosition(positions.qt(offset + 1), QTextCursor.MoveMode.KeepAnchor)
            assert cursor.selectedText() == character
    assert document.characterCount() - 1 == positions.qt(len(text))


@given(st.text(max_size=60))
def test_what_qt_shows_is_as_long_as_the_text(text: str) -> None:
    assert len(displayable(text)) == len(text)
