"""Complex fields: which are open at a point of a story, so that results are read and codes are not."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from app.document.readers.wordml_view import Side
from app.document.readers.wordml_xml import attribute, inside


@dataclass(slots=True)
class _Field:
    """A field that is open; `outer_…` says what holds around it, so that depth costs nothing."""

    code: str
    shows_result: bool
    outer_code: bool
    outer_contents: bool


@dataclass(slots=True)
class Fields:
    """The fields that are open while a story is read; they nest and go on across paragraphs.

    A field that begins and never ends would swallow the rest of the story: beginnings in `unended` count for nothing.
    """

    unended: Set[Element]
    in_code: bool = False
    """Whether what is read now is a field's code, or something inside one."""
    in_contents: bool = False
    """Whether what is read now belongs to a table of contents."""
    _open: list[_Field] = field(default_factory=list)

    def mark(self, mark: Element) -> None:
        """Read a `w:fldChar`."""
        match attribute(mark, "w:fldCharType"):
            case "begin" if mark not in self.unended:
                self._begin("", shows_result=False)
            case "separate" if self._open:
                self._open[-1].shows_result = True
                self._look()
            case "end" if self._open:
                self._end()

    def add_code(self, text: str) -> None:
        """Read a `w:instrText`."""
        if self._open and not self._open[-1].shows_result:
            self._open[-1].code += text
            self._look()

    def begin_simple(self, code: str) -> None:
        """Enter a `w:fldSimple`, which holds its result."""
        self._begin(code, shows_result=True)

    def end_simple(self) -> None:
        """Leave a `w:fldSimple`."""
        if self._open:
            self._end()

    def _begin(self, code: str, *, shows_result: bool) -> None:
        self._open.append(_Field(code, shows_result, self.in_code, self.in_contents))
        self._look()

    def _end(self) -> None:
        ended = self._open.pop()
        self.in_code, self.in_contents = ended.outer_code, ended.outer_contents

    def _look(self) -> None:
        """See where the innermost field has got to."""
        now = self._open[-1]
        self.in_code = now.outer_code or not now.shows_result
        self.in_contents = now.outer_contents or now.code.lstrip()[:3].upper() == "TOC"


def unended_fields(root: Element, side: Side) -> frozenset[Element]:
    """Give each `w:fldChar` of a part that begins a field without an end on one side of the changes."""
    begun: list[Element] = []
    for mark in inside(root, "w:fldChar"):
        match attribute(mark, "w:fldCharType"):
            case "begin" if not side.lacks(mark):
                begun.append(mark)
            case "end" if begun and not side.lacks(mark):
                begun.pop()
    return frozenset(begun)
