"""Which side of tracked changes is read: with all of them accepted (final) or rejected (original)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.options import View
from app.document.readers.wordml_xml import child, name, tags


@dataclass(frozen=True, slots=True)
class Side:
    """What is not read on one side of the changes.

    `gone` names the elements around text that this side does not have, and the signs in a paragraph mark that it does
    not have; `gone_row` and `gone_cell` are the signs in a table's row and cell. `former` says that settings are read
    as they were before their change.
    """

    gone: frozenset[str]
    gone_row: str
    gone_cell: str
    former: bool

    def lacks(self, element: Element) -> bool:
        """Say whether an element stands in text that this side does not have."""
        return next(element.iterancestors(*tags(*self.gone)), None) is not None

    def lacks_mark(self, properties: Element | None) -> bool:
        """Say whether a paragraph's mark is not on this side: then the paragraph goes on in the next one."""
        mark = None if properties is None else child(properties, "w:rPr")
        return mark is not None and any(name(sign) in self.gone for sign in mark)

    def settings(self, properties: Element | None) -> Element | None:
        """Give the `w:pPr` or `w:rPr` that holds on this side: its own, or the former one that its change keeps."""
        if properties is None or not self.former:
            return properties
        change = next(properties.iterchildren(*tags("w:pPrChange", "w:rPrChange")), None)
        if change is None:
            return properties
        return next(change.iterchildren(*tags("w:pPr", "w:rPr")), None)

    def is_numbered(self, numbering: Element) -> bool:
        """Say whether a `w:numPr` holds on this side: it may have been inserted as a tracked change."""
        return not self.former or child(numbering, "w:ins") is None


SIDES = {
    View.FINAL: Side(frozenset({"w:del", "w:moveFrom"}), "w:del", "w:cellDel", former=False),
    View.ORIGINAL: Side(frozenset({"w:ins", "w:moveTo"}), "w:ins", "w:cellIns", former=True),
}
"""The side of the changes that each view shows."""
