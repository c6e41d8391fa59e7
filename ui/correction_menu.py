"""The menu of what a person can correct in an outline, for a section or a paragraph; and the keys for sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from app.document.corrections import Action, Correction
from app.document.model import Document
from ui.language import Language

SECTION_KEYS: Mapping[Action, QKeySequence] = {
    Action.PROMOTE: QKeySequence(QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left)),
    Action.DEMOTE: QKeySequence(QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Right)),
    Action.BODY: QKeySequence(Qt.Key.Key_Delete),
    Action.JOIN: QKeySequence(Qt.Key.Key_Backspace),
}
"""What can be done to a section in the outline, with its key there."""
PARAGRAPH_ACTIONS = (Action.HEADING, Action.BODY, Action.SPLIT)
"""What can be done to a paragraph in the text."""

_WORDS = 24
"""Characters by which a corrected place is found again."""


class Chosen(Protocol):
    """Told which action was chosen."""

    def __call__(self, action: Action) -> None:
        """Take the action."""


def add_corrections(menu: QMenu, language: Language, actions: Iterable[Action], chosen: Chosen) -> None:
    """Add the actions to a menu; those with a key in the outline show it."""
    for action in actions:
        entry = menu.addAction(language.say(f"ui.correction.{action.value}"))
        entry.setObjectName(action.value)
        if action in SECTION_KEYS and Action.HEADING not in actions:
            entry.setShortcut(SECTION_KEYS[action])
        entry.triggered.connect(partial(_choose, chosen, action))


def _choose(chosen: Chosen, action: Action, _: bool = False) -> None:
    chosen(action)


def correction_at(document: Document, action: Action, place: int) -> Correction:
    """Give the correction of the paragraph or section that begins at a code point."""
    return Correction(action, place, document.text[place : place + _WORDS].partition("\n")[0])


def paragraph_at(document: Document, offset: int) -> int | None:
    """Give where the paragraph of the body begins that holds a code point; None where there is no text."""
    for block in document.blocks:
        if block.start <= offset <= block.end:
            return block.start if block.start < min(block.end, document.body_end) else None
    return None
