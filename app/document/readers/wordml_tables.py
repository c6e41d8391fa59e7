"""The cells of a table that are read, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.document.readers.wordml_runs import TYPED, branch
from app.document.readers.wordml_view import Side
from app.document.readers.wordml_xml import attribute, child, name, tags, value, whole

PROPERTIES = frozenset(
    {
        "w:pPr", "w:rPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:trPr", "w:tcPr",
        "w:customXmlPr", "w:fldData",
    }
)  # fmt: skip
"""What says how text is set or kept, and holds none."""


def cells(table: Element, side: Side) -> Iterator[tuple[int, int, Element]]:
    """Give row, column (both from 1; the column counts as if nothing were merged) and `w:tc` of each cell of a table.

    Rows and cells that this side of the changes lacks are left out, and so are the empty cells that carry on a merged
    one.
    """
    for row, element in enumerate(rows(table, side), start=1):
        properties = child(element, "w:trPr")
        column = 1 + spanned_columns(properties, "w:gridBefore", 0)
        for cell in _found(element, "w:tc"):
            of_cell = child(cell, "w:tcPr")
            if not (_has(of_cell, side.gone_cell) or (_carries_on(of_cell) and not _holds_text(cell))):
                yield row, column, cell
            column += spanned_columns(of_cell, "w:gridSpan", 1)


def rows(table: Element, side: Side) -> Iterator[Element]:
    """Give the rows of a table that this side of the changes has."""
    for row in _found(table, "w:tr"):
        if not _has(child(row, "w:trPr"), side.gone_row):
            yield row


def _found(element: Element, wanted: str) -> Iterator[Element]:
    """Give the elements of that name, whatever wraps them: content controls, custom XML, alternatives."""
    for inner in element:
        match name(inner):
            case found if found == wanted:
                yield inner
            case "mc:AlternateContent":
                shown = branch(inner)
                if shown is not None:
                    yield from _found(shown, wanted)
            case other if other not in PROPERTIES:
                yield from _found(inner, wanted)


def grid_columns(table: Element) -> int:
    """Give how many columns the grid of a table has, 0 without one."""
    grid = child(table, "w:tblGrid")
    return 0 if grid is None else sum(name(column) == "w:gridCol" for column in grid)


def spanned_columns(properties: Element | None, wanted: str, otherwise: int) -> int:
    """Give how many columns of the grid a setting of a row or a cell says (`w:gridSpan` …), or what holds without."""
    found = None if properties is None else whole(value(properties, wanted))
    return otherwise if found is None or found < 0 else found


def _has(properties: Element | None, mark: str) -> bool:
    return properties is not None and child(properties, mark) is not None


def _carries_on(properties: Element | None) -> bool:
    if properties is None:
        return False
    merges = (child(properties, "w:vMerge"), child(properties, "w:hMerge"))
    return any(merge is not None and attribute(merge, "w:val") != "restart" for merge in merges)


def _holds_text(cell: Element) -> bool:
    return any(text.text for text in cell.iter(*tags(*TYPED)))
