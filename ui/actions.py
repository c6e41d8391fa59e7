"""Every command once: its name, shortcuts, tip and icon; and the menus and the tool bar that they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from app.comparison.model import Kind
from ui import icons
from ui.language import Language


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `words` and `tip` are codes; `icon` is "" where it has none; one of a `group` is on at a time."""

    name: str
    words: str
    tip: str = ""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    group: str = ""


KIND_COMMANDS: Mapping[Kind, str] = {kind: f"kind_{kind.value}" for kind in Kind}
"""The command that says of which kind the chosen passage is."""
COMMANDS = (
    Command("open", "ui.action.open", "ui.action.open_tip", ("Ctrl+O",), "open"),
    Command("open_folder", "ui.action.open_folder", shortcuts=("Ctrl+Shift+O",)),
    Command("paste", "ui.action.paste", "ui.action.paste_tip", ("Ctrl+V",)),
    Command("samples", "ui.action.samples", "ui.start.samples_tip"),
    Command("export", "ui.action.export", "ui.action.export_tip", ("Ctrl+E",), "export"),
    Command("open_decisions", "ui.action.open_decisions", "ui.action.open_decisions_tip"),
    Command("save_decisions", "ui.action.save_decisions", "ui.action.save_decisions_tip", ("Ctrl+S",)),
    Command("save_decisions_as", "ui.action.save_decisions_as", shortcuts=("Ctrl+Shift+S",)),
    Command("close_files", "ui.action.close_files", shortcuts=("Ctrl+W",)),
    Command("quit", "ui.action.quit", shortcuts=("Ctrl+Q",)),
    Command("undo", "ui.action.undo", "ui.action.undo_tip", ("Ctrl+Z",)),
    Command("redo", "ui.action.redo", "ui.action.redo_tip", ("Ctrl+Shift+Z", "Ctrl+Y")),
    *(
        Command(name, f"kind.{kind.value}", "ui.action.kind_tip", (f"Alt+{number}",), checkable=True, group="kind")
        for number, (kind, name) in enumerate(KIND_COMMANDS.items(), 1)
    ),
    Command("exclude", "ui.action.exclude", "ui.action.exclude_tip", ("Ctrl+D",)),
    Command("ignore", "ui.action.ignore", "ui.action.ignore_tip", ("Ctrl+I",)),
    Command("as_found", "ui.action.as_found", "ui.action.as_found_tip", ("Ctrl+R",)),
    Command("link", "ui.action.link", "ui.action.link_tip", ("Ctrl+K",)),
    Command("unlink", "ui.action.unlink", "ui.action.unlink_tip", ("Ctrl+Shift+K",)),
    Command("links_as_found", "ui.action.links_as_found"),
    Command("decisions", "ui.action.decisions", "ui.action.decisions_tip", ("Ctrl+Shift+D",)),
    Command("find", "ui.action.find", "ui.action.find_tip", ("Ctrl+F",), "find"),
    Command("find_next", "ui.action.find_next", shortcuts=("F3",)),
    Command("find_previous", "ui.action.find_previous", shortcuts=("Shift+F3",)),
    Command("next", "ui.action.next", "ui.action.next_tip", ("Alt+Down", "F8"), "next"),
    Command("previous", "ui.action.previous", "ui.action.previous_tip", ("Alt+Up", "F7"), "previous"),
    Command("reading", "ui.action.reading", "ui.action.reading_tip", ("Ctrl+1",), "reading", True, "page"),
    Command("overview", "ui.action.overview", "ui.action.overview_tip", ("Ctrl+2",), "overview", True, "page"),
    Command("files", "ui.action.files", "ui.action.files_tip", ("Ctrl+Shift+1",), "files", True),
    Command("outline", "ui.action.outline", "ui.action.outline_tip", ("Ctrl+Shift+2",), "outline", True),
    Command("passages", "ui.action.passages", "ui.action.passages_tip", ("Ctrl+Shift+3",), "passages", True),
    Command("locked", "ui.action.locked", "ui.action.locked_tip", ("Ctrl+L",), "locked", True),
    Command("unique", "ui.action.unique", "ui.action.unique_tip", ("Ctrl+U",), "unique", True),
    Command("show_all", "ui.action.show_all", "ui.action.show_all_tip", ("Ctrl+0",)),
    Command("larger", "ui.action.larger", "ui.action.larger_tip", ("Ctrl++", "Ctrl+="), "larger"),
    Command("smaller", "ui.action.smaller", "ui.action.smaller_tip", ("Ctrl+-",), "smaller"),
    Command("final", "ui.action.final", "ui.action.final_tip", checkable=True, group="changes"),
    Command("original", "ui.action.original", "ui.action.original_tip", checkable=True, group="changes"),
    Command("hidden", "ui.action.hidden", "ui.action.hidden_tip", checkable=True),
    Command("traditional", "ui.action.traditional", "ui.action.traditional_tip", checkable=True),
    Command("numerals", "ui.action.numerals", "ui.action.numerals_tip", checkable=True),
    Command("zh", "ui.action.zh", checkable=True, group="language"),
    Command("en", "ui.action.en", checkable=True, group="language"),
)
"""All commands."""

MENUS: Sequence[tuple[str, Sequence[str]]] = (
    (
        "ui.menu.file",
        (
            *("open", "open_folder", "paste", "samples", "", "export", ""),
            *("open_decisions", "save_decisions", "save_decisions_as", "", "close_files", "quit"),
        ),
    ),
    ("ui.menu.edit", ("undo", "redo")),
    (
        "ui.menu.review",
        (
            *("ui.menu.kind", "exclude", "ignore", "as_found", ""),
            *("link", "unlink", "links_as_found", "", "decisions"),
        ),
    ),
    ("ui.menu.find", ("find", "find_next", "find_previous", "", "next", "previous")),
    (
        "ui.menu.view",
        (
            *("reading", "overview", "", "files", "outline", "passages", ""),
            *("locked", "unique", "show_all", "", "larger", "smaller"),
        ),
    ),
    ("ui.menu.reading", ("final", "original", "", "hidden", "", "traditional", "numerals")),
    ("ui.menu.language", ("zh", "en")),
)
"""The menus: the code of the title, and the commands; "" is a line between, the code of a title a menu inside."""
SUBMENUS: Mapping[str, Sequence[str]] = {"ui.menu.kind": tuple(KIND_COMMANDS.values())}
"""The menus inside others, by the code of their title."""

TOOLS = (
    *("open", "", "reading", "overview", "", "files", "outline", "passages", "", "locked", "unique", ""),
    *("previous", "next", "find", "smaller", "larger", ">", "export"),
)
"""The tool bar; "" is a line between, ">" moves what follows to the right."""

_WITH_WORDS = frozenset({"open", "reading", "overview", "export"})
"""The tools that say what they are; the others say it in their tip."""


class Actions(QObject):
    """The actions of a window by their name, translated."""

    def __init__(self, language: Language, window: QMainWindow) -> None:
        super().__init__(window)
        self._language = language
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus: list[tuple[QMenu, str]] = []
        self._otherwise: dict[str, str] = {}
        self.bar = QToolBar(window)
        for command in COMMANDS:
            self._add(command, window)
        self._fill_menus(window)
        self._fill_bar(window)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        """Give the action of a command."""
        return self._actions[name]

    def submenu(self, code: str) -> QAction:
        """Give what opens a menu inside others, by the code of its title."""
        return next(menu.menuAction() for menu, title in self._menus if title == code)

    def call(self, name: str, words: str) -> None:
        """Call a command otherwise from now on, by a code."""
        self._otherwise[name] = words
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setText(say(self._otherwise.get(command.name, command.words)))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = say(command.tip or command.words).rstrip("…")
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            action.setStatusTip("")
        for menu, code in self._menus:
            menu.setTitle(say(code))
        self.bar.setWindowTitle(say("ui.tools.name"))
        for button in self.bar.findChildren(QToolButton):
            if button.defaultAction():
                button.setAccessibleName(button.defaultAction().text())
        self._actions[self._language.code].setChecked(True)

    def _add(self, command: Command, window: QMainWindow) -> None:
        action = QAction(window)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setCheckable(command.checkable)
        if command.icon:
            action.setIcon(icons.icon(command.icon))
        action.setIconVisibleInMenu(False)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self))
            if command.group == "kind":  # no passage, no kind
                group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
            group.addAction(action)
        window.addAction(action)  # its keys work wherever it is shown
        self._actions[command.name] = action

    def _fill_menus(self, window: QMainWindow) -> None:
        for code, names in MENUS:
            window.menuBar().addMenu(self._menu(code, names, window))

    def _menu(self, code: str, names: Sequence[str], window: QMainWindow) -> QMenu:
        menu = QMenu(window.menuBar())
        for name in names:
            if name in SUBMENUS:
                menu.addMenu(self._menu(name, SUBMENUS[name], window))
            elif name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        self._menus.append((menu, code))
        return menu

    def _fill_bar(self, window: QMainWindow) -> None:
        self.bar.setObjectName("tools")
        self.bar.setMovable(False)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in TOOLS:
            if name == ">":
                rest = QWidget(self.bar)
                rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                self.bar.addWidget(rest)
            elif not name:
                self.bar.addSeparator()
            else:
                self.bar.addAction(self._actions[name])
                button = self.bar.widgetForAction(self._actions[name])
                if isinstance(button, QToolButton):
                    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                    style = Qt.ToolButtonStyle
                    beside = style.ToolButtonTextBesideIcon if name in _WITH_WORDS else style.ToolButtonIconOnly
                    button.setToolButtonStyle(beside)
        window.addToolBar(self.bar)
