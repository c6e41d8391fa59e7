"""What colour letters have by their styles: light ones stand on something dark, and take no pale shade."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from app.document.options import View
from app.document.readers.wordml_styles import Styles
from app.document.readers.wordml_tables import rows
from app.document.readers.wordml_view import SIDES
from app.document.readers.wordml_xml import attribute, child, tags, value

_BITS = re.compile("[0-9A-Fa-f]{1,8}")
_FIRST_ROW = 0x20
"""The bit of `w:tblLook` that gives the first row a look of its own (ECMA-376 part 1, 17.4.55)."""

_Around = tuple[str | None, str | None]
"""The style of the paragraph that holds a run, and the colour that its table gives to letters."""


class LetterColours:
    """The colours that the styles of a file give to letters which have none of their own."""

    def __init__(self, styles: Callable[[], Styles]) -> None:
        """`styles` reads the styles part: only where a style is named, for it takes a tenth of the time of all marks.

        What names no style is taken to be dark.
        """
        self._styles = styles
        self._around: dict[Element | None, _Around] = {}
        self._said: dict[tuple[_Around, str], str] = {}

    def of(self, run: Element, properties: Element | None, written: str) -> str:
        """Give the colour, RRGGBB, of a run with these properties, as they are written too.

        It is empty where nothing or `auto` is said. Runs have few different properties: each is looked at once.
        """
        parent = run.getparent()
        around = self._around.get(parent)
        if around is None:
            around = self._around[parent] = self._paragraph_of(run)
        known = (around, written)
        if known not in self._said:
            self._said[known] = self._colour(around, properties)
        return self._said[known]

    def _colour(self, around: _Around, properties: Element | None) -> str:
        own = None if properties is None else child(properties, "w:color")
        if own is not None:
            return attribute(own, "w:val") or ""
        style, in_table = around
        of_run = None if properties is None else value(properties, "w:rStyle")
        if style is None and of_run is None:
            return in_table or ""
        said = self._styles().run(style, of_run).colour
        return (in_table if said is None else said) or ""

    def _paragraph_of(self, run: Element) -> _Around:
        paragraph = next(run.iterancestors(*tags("w:p")), None)
        if paragraph is None:
            return None, None
        properties = child(paragraph, "w:pPr")
        style = None if properties is None else value(properties, "w:pStyle")
        return style, self._in_table(paragraph)

    def _in_table(self, paragraph: Element) -> str | None:
        row = next(paragraph.iterancestors(*tags("w:tr")), None)
        table = None if row is None else next(row.iterancestors(*tags("w:tbl")), None)
        properties = None if table is None else child(table, "w:tblPr")
        style = None if properties is None else value(properties, "w:tblStyle")
        if table is None or properties is None or style is None:
            return None
        heads = _heads(properties) and next(rows(table, SIDES[View.FINAL]), None) is row
        return self._styles().table(style, first_row=heads).colour


def _heads(properties: Element) -> bool:
    """Say whether the first row of a table has a look of its own."""
    look = child(properties, "w:tblLook")
    if look is None:
        return False
    said = attribute(look, "w:firstRow")
    if said is not None:
        return said in ("1", "true", "on")
    bits = attribute(look, "w:val") or ""
    return _BITS.fullmatch(bits) is not None and bool(int(bits, 16) & _FIRST_ROW)
