"""What a person decides about the passage that is chosen: its kind, whether it counts, whether it is reported."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from app.comparison.model import Kind, Passage
from ui.actions import KIND_COMMANDS, Actions
from ui.review import decisions
from ui.session import Session
from ui.workspace import Workspace

_COMMANDS = (*KIND_COMMANDS.values(), "exclude", "ignore")
"""What can be done to any passage."""


class PassageReview(QObject):
    """Carries out the commands for the chosen passage, and offers them where passages stand."""

    def __init__(self, session: Session, workspace: Workspace, commands: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._workspace, self._commands = session, workspace, commands
        self._passage: Passage | None = None
        self._excluded = False
        offered = [commands.submenu("ui.menu.kind"), *(commands[name] for name in ("exclude", "ignore", "as_found"))]
        for part in (workspace.passages, workspace.reading):
            part.offer(offered)
        for kind, name in KIND_COMMANDS.items():
            commands[name].triggered.connect(partial(self._take_for, kind))
        commands["exclude"].triggered.connect(self._exclude)
        commands["ignore"].triggered.connect(self._ignore)
        commands["as_found"].triggered.connect(self._take_back)
        workspace.passages.shown.connect(self._show)
        session.decided.connect(self._enable)
        self._show(None, False)

    @Slot(object, bool)
    def _show(self, passage: Passage | None, excluded: bool) -> None:
        self._passage, self._excluded = passage, excluded
        self._commands.call("exclude", "ui.action.include" if excluded else "ui.action.exclude")
        self._enable()

    @Slot()
    def _enable(self) -> None:
        """Offer what can be done to the passage now, with its kind checked."""
        passage = self._passage
        for name in _COMMANDS:
            self._commands[name].setEnabled(passage is not None)
        self._commands.submenu("ui.menu.kind").setEnabled(passage is not None)
        for kind, name in KIND_COMMANDS.items():
            self._commands[name].setChecked(passage is not None and passage.kind is kind)
        decided = passage is not None and decisions.is_decided(self._session.history.now, passage)
        self._commands["as_found"].setEnabled(decided)

    def _take_for(self, kind: Kind, _: bool = False) -> None:
        if self._passage:
            self._session.decide(decisions.of_kind(self._session.history.now, self._passage, kind))
            self._enable()  # a click on the kind of now has taken its check away

    @Slot()
    def _exclude(self) -> None:
        if self._passage:
            change = decisions.including if self._excluded else decisions.excluding
            self._session.decide(change(self._session.history.now, self._passage))

    @Slot()
    def _ignore(self) -> None:
        comparison = self._workspace.comparison
        if self._passage and comparison:
            said = decisions.wordings(comparison, self._passage)
            self._session.decide(decisions.ignoring(self._session.history.now, said))

    @Slot()
    def _take_back(self) -> None:
        if self._passage:
            self._session.decide(decisions.as_found(self._session.history.now, self._passage))
