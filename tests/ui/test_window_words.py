"""What the window says: languages, names, commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from tests.ui.shown import comparison, entries, shared_passage
from ui import memory
from ui.actions import COMMANDS, MENUS, SUBMENUS, TOOLS
from ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


def test_the_language_is_switched_with_a_result_open(reading: MainWindow, open_window: OpenWindow) -> None:
    before, passage = comparison(reading), shared_passage(reading)
    reading.workspace.passages.choose(passage.id)
    assert reading.windowTitle() == "3份文稿 — Duidu 对读[*]"
    reading.commands["en"].trigger()
    assert reading.windowTitle() == "3 texts — Duidu 对读[*]"
    assert comparison(reading) is before
    assert reading.workspace.passages.chosen_id == passage.id
    assert reading.commands["export"].text() == "Export…"
    assert [action.text() for action in reading.menuBar().actions()] == [
        *("File", "Edit", "Review", "Find", "View", "Read as", "Language")
    ]
    assert "characters" in str(reading.workspace.files.model.facts(entries(reading)[0]))
    assert "Places" in reading.workspace.passages.card.toPlainText()
    assert open_window(None).windowTitle() == "Duidu 对读[*]"
    assert memory.language() == "en"


def test_every_command_stands_in_a_menu_and_has_its_words_in_both_languages(window: MainWindow) -> None:
    listed = [name for _, names in MENUS for name in names] + [name for names in SUBMENUS.values() for name in names]
    in_menus = [name for name in listed if name and name not in SUBMENUS]
    assert sorted(in_menus) == sorted(command.name for command in COMMANDS)
    assert {name for name in TOOLS if name not in ("", ">")} <= set(in_menus)
    said: dict[str, set[str]] = {}
    for language in ("zh", "en"):
        window.commands[language].trigger()
        for command in COMMANDS:
            assert window.commands[command.name].text()
            assert window.commands[command.name].toolTip()
            said.setdefault(command.name, set()).add(window.commands[command.name].text())
    assert all(len(words) == 2 for name, words in said.items() if name not in ("zh", "en"))


def test_no_two_commands_have_the_same_keys() -> None:
    keys = [key for command in COMMANDS for key in command.shortcuts]
    assert len(keys) == len(set(keys))


def test_everything_that_takes_the_focus_has_a_name(reading: MainWindow) -> None:
    reading.commands["find"].trigger()
    nameless = [
        widget
        for widget in reading.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or getattr(widget, "text", str)() or isinstance(widget, QToolButton))
    ]
    assert nameless == []
