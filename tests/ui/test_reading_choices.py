"""How files are read and compared, as the menu says it."""

from __future__ import annotations

from collections.abc import Callable

from app.comparison.settings import Settings
from app.document.options import View
from ui.engine_process import Compare
from ui.main_window import MainWindow

Read = Callable[[MainWindow], None]


def test_the_menu_says_what_holds_at_first(window: MainWindow) -> None:
    names = ("final", "original", "hidden", "traditional", "numerals")
    assert [window.commands[name].isChecked() for name in names] == [True, False, False, True, False]


def test_scripts_and_numerals_are_compared_as_chosen(reading: MainWindow, read: Read, jobs: list[Compare]) -> None:
    reading.commands["numerals"].trigger()
    read(reading)
    reading.commands["traditional"].trigger()
    read(reading)
    assert [job.settings for job in jobs] == [Settings(numerals=True), Settings(traditional=False, numerals=True)]
    assert reading.workspace.comparison is not None
    assert reading.workspace.comparison.settings == jobs[-1].settings


def test_changes_and_hidden_text_are_read_as_chosen(reading: MainWindow, read: Read, jobs: list[Compare]) -> None:
    reading.commands["original"].trigger()
    reading.commands["hidden"].trigger()
    read(reading)
    assert (jobs[-1].options.view, jobs[-1].options.hidden) == (View.ORIGINAL, True)


def test_before_any_file_is_open_the_choice_waits_for_it(window: MainWindow, jobs: list[Compare]) -> None:
    window.commands["numerals"].trigger()
    assert jobs == []
    assert window.session.settings.numerals
