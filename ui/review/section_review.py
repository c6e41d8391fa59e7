"""What a person decides about sections: with which others they belong together, and what sections there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.comparison.model import Comparison, SectionRef
from app.comparison.review import HandLink, Review
from app.document.corrections import Action
from ui.actions import Actions
from ui.correction_menu import correction_at
from ui.language import Language
from ui.review import decisions
from ui.review.link_dialog import LinkDialog
from ui.session import Session
from ui.workspace import Workspace


class SectionReview(QObject):
    """Carries out the commands for the chosen section, and offers them in the outline."""

    def __init__(
        self, session: Session, workspace: Workspace, commands: Actions, language: Language, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._workspace, self._commands = session, workspace, commands
        self._language, self._window = language, window
        workspace.outline.offer([commands[name] for name in ("link", "unlink", "links_as_found")])
        workspace.outline.section_chosen.connect(self._enable)
        for part in (workspace.outline, workspace.reading):
            part.corrected.connect(self._correct)
        session.decided.connect(self._enable)
        commands["link"].triggered.connect(self._ask)
        commands["unlink"].triggered.connect(self._unlink_all)
        commands["links_as_found"].triggered.connect(self._take_back)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        """Offer what can be done to the section now."""
        comparison, chosen = self._workspace.comparison, self._workspace.outline.chosen()
        ready = comparison is not None and chosen is not None
        self._commands["link"].setEnabled(ready and comparison is not None and len(comparison.documents) > 1)
        self._commands["unlink"].setEnabled(bool(comparison and chosen and decisions.partners(comparison, chosen)))
        self._commands["links_as_found"].setEnabled(bool(comparison and chosen and self._decided(comparison, chosen)))

    def _decided(self, comparison: Comparison, chosen: SectionRef) -> list[HandLink]:
        name = comparison.documents[chosen.document].name
        return decisions.links_of(self._session.history.now, name, chosen.section)

    @Slot(int, object, int)
    def _correct(self, number: int, action: Action, place: int) -> None:
        """Correct the outline of a document of the comparison that is shown."""
        if self._workspace.comparison:
            document = self._workspace.comparison.documents[number]
            self._session.correct(document.name, correction_at(document, action, place))

    @Slot()
    def _ask(self) -> None:
        """Ask for the section with which the chosen one belongs together."""
        comparison, chosen = self._workspace.comparison, self._workspace.outline.chosen()
        if comparison and chosen:
            dialog = LinkDialog(self._language, comparison, chosen, self._window)
            dialog.linked.connect(self._link)
            dialog.unlinked.connect(self._unlink)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(object, object)
    def _link(self, one: SectionRef, other: SectionRef) -> None:
        self._decide(decisions.linking, one, [other])

    @Slot(object, object)
    def _unlink(self, one: SectionRef, other: SectionRef) -> None:
        self._decide(decisions.unlinking, one, [other])

    @Slot()
    def _unlink_all(self) -> None:
        """Put the chosen section apart from all that it is linked with in the documents that are shown."""
        comparison, chosen = self._workspace.comparison, self._workspace.outline.chosen()
        if comparison and chosen:
            self._decide(decisions.unlinking, chosen, decisions.partners(comparison, chosen))

    @Slot()
    def _take_back(self) -> None:
        comparison, chosen = self._workspace.comparison, self._workspace.outline.chosen()
        if comparison and chosen:
            review = self._session.history.now
            self._session.decide(decisions.without_links(review, self._decided(comparison, chosen)))

    def _decide(
        self,
        change: Callable[[Review, Iterable[HandLink]], Review],
        one: SectionRef,
        others: Iterable[SectionRef],
    ) -> None:
        comparison = self._workspace.comparison
        if comparison:
            links = [decisions.hand_link(comparison, one, other) for other in others]
            self._session.decide(change(self._session.history.now, links))
