"""Tracked changes accepted or rejected: a plain change of the XML, apart from what writes tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree
from lxml.etree import _Element as Element

from app.document.options import View
from app.document.readers.wordml_package import Package
from app.document.readers.wordml_tables import grid_columns, spanned_columns
from app.document.readers.wordml_xml import child, inside, name, tags
from app.export.package_copy import PackageCopy
from app.export.wordml import new

_NEW, _OLD = ("w:ins", "w:moveTo"), ("w:del", "w:moveFrom")
_CELL_NEW, _CELL_OLD = "w:cellIns", "w:cellDel"
_PROPERTY_CHANGES = (
    *("w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange"),
    *("w:tblGridChange", "w:trPrChange", "w:tcPrChange", "w:tblPrExChange"),
)
_STAYS = {
    "w:pPrChange": frozenset({"w:rPr", "w:sectPr", "w:pPrChange"}),
    "w:sectPrChange": frozenset({"w:headerReference", "w:footerReference"}),
    "w:rPrChange": frozenset({*_NEW, *_OLD}),
}
"""What the earlier properties, as a change of properties keeps them, say nothing about."""
_RANGES = tuple(
    f"w:{kind}Range{end}"
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_ANCHORS = ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd")
_BLOCKS = frozenset({"w:p", "w:tbl", "w:sdt", "w:customXml", "w:altChunk"})
_UNDELETED = {"w:delText": "t", "w:delInstrText": "instrText"}


def settled(package: Package, view: View) -> tuple[bytes, int]:
    """Give a Word file without tracked changes, all accepted or all rejected, and how many there were.

    Parts without any stay byte for byte. Comments and the text of the glossary are left alone.
    """
    parts = package.stories()
    count = sum(changes(root) for part in parts if (root := package.part(part)) is not None)
    if not count:
        return package.content, 0
    file = PackageCopy(package)
    for part in parts:
        if (read := file.look(part)) is not None and changes(read) and (root := file.root(part)) is not None:
            settle(root, view)
    return file.written(), count


def changes(root: Element) -> int:
    """Count the tracked changes in a part."""
    return sum(1 for _ in root.iter(*tags(*_NEW, *_OLD, _CELL_NEW, _CELL_OLD, *_PROPERTY_CHANGES)))


def settle(root: Element, view: View) -> None:
    """Accept (`View.FINAL`) or reject (`View.ORIGINAL`) all tracked changes of a part, in place."""
    final = view is View.FINAL
    lost, won = (_OLD, _NEW) if final else (_NEW, _OLD)
    _settle_properties(root, final=final)
    _settle_tables(root, lost, _CELL_OLD if final else _CELL_NEW)
    _settle_math(root, lost)
    marked = _settle_marks(root, lost, won)
    _settle_content(root, lost, won)
    for paragraph in marked:
        _join_next(paragraph)
    for marker in list(root.iter(*tags(*_RANGES))):
        _drop(marker)


def _settle_properties(root: Element, *, final: bool) -> None:
    """Settle changes of properties: they hold what was before."""
    for change in list(root.iter(*tags(*_PROPERTY_CHANGES))):
        owner = change.getparent()
        if owner is None:
            continue
        owner.remove(change)
        before = next(iter(change), None)
        if final or (name(change) == "w:tblGridChange" and before is None):
            continue
        stays = _STAYS.get(name(change), frozenset())
        for setting in [e for e in owner if name(e) not in stays]:
            owner.remove(setting)
        for place, setting in enumerate(list(before) if before is not None else []):
            owner.insert(place, setting)
    for listed in list(inside(root, "w:numPr")):
        new = child(listed, "w:ins")
        if new is not None:
            _drop(new if final else listed)
    for change in list(inside(root, "w:numberingChange")):
        _drop(change)


def _settle_tables(root: Element, lost: tuple[str, ...], lost_cell: str) -> None:
    """Settle rows and cells; a row or table that loses all it has goes too."""
    for row in list(inside(root, "w:tr")):
        properties = child(row, "w:trPr")
        if properties is not None and any(child(properties, mark) is not None for mark in lost):
            _drop_emptying(row, "w:tbl", "w:tr")
        elif properties is not None:
            for mark in list(properties.iterchildren(*tags(*_NEW, *_OLD))):
                properties.remove(mark)
    for cell in list(inside(root, "w:tc")):
        properties = child(cell, "w:tcPr")
        if properties is not None and child(properties, lost_cell) is not None:
            others = (cell.itersiblings(*tags("w:tc"), preceding=before) for before in (True, False))
            beside = next(chain.from_iterable(others), None)
            row_left = _drop_emptying(cell, "w:tr", "w:tc")
            if row_left is not None:
                _drop_emptying(row_left, "w:tbl", "w:tr")
            elif beside is not None:
                _widen(beside, _span(properties))
    for mark in list(root.iter(*tags(_CELL_NEW, _CELL_OLD))):
        _drop(mark)


def _widen(cell: Element, most: int) -> None:
    """Let a cell span the columns of one that is gone, as far as the grid has them and no other cell does."""
    row = cell.getparent()
    table = None if row is None else row.getparent()
    if row is None or table is None:
        return
    around = sum(spanned_columns(child(row, "w:trPr"), wanted, 0) for wanted in ("w:gridBefore", "w:gridAfter"))
    spanned = around + sum(_span(child(each, "w:tcPr")) for each in row.iterchildren(*tags("w:tc")))
    free = min(most, grid_columns(table) - spanned)
    if free <= 0:
        return
    properties = child(cell, "w:tcPr")
    if properties is None:
        properties = new(cell, "tcPr")
        cell.insert(0, properties)
    span = new(cell, "gridSpan", val=str(_span(properties) + free))
    for former in list(properties.iterchildren(*tags("w:gridSpan"))):
        properties.remove(former)
    properties.insert(sum(name(each) in ("w:cnfStyle", "w:tcW") for each in properties), span)


def _span(properties: Element | None) -> int:
    """Give how many columns of the grid a cell with such properties spans."""
    return spanned_columns(properties, "w:gridSpan", 1)


def _drop_emptying(element: Element, holder: str, kind: str) -> Element | None:
    """Drop a row or cell; a table that has none left is dropped too, a row that has none left is given."""
    around = next(element.iterancestors(*tags(holder)), None)
    _drop(element)
    if around is None or next(inside(around, kind), None) is not None:
        return None
    if holder == "w:tbl":
        _drop(around)
        return None
    return around


def _settle_math(root: Element, lost: tuple[str, ...]) -> None:
    """Take out formulas' structures whose control character is lost; what stands in them stays."""
    for control in list(inside(root, "m:ctrlPr")):
        marks = list(control.iterchildren(*tags(*_NEW, *_OLD)))
        for mark in marks:
            control.remove(mark)
        properties = control.getparent()
        structure = properties.getparent() if properties is not None else None
        if structure is not None and any(name(mark) in lost for mark in marks):
            for argument in list(structure.iterchildren(*tags("m:e", "m:num", "m:den", "m:sub", "m:sup", "m:deg"))):
                for content in argument:
                    structure.addprevious(content)
            _drop(structure)


def _settle_marks(root: Element, lost: tuple[str, ...], won: tuple[str, ...]) -> list[Element]:
    """Take the signs off paragraph marks (and other run properties); give the paragraphs whose mark is lost."""
    found = []
    for mark in list(root.iter(*tags(*lost, *won))):
        properties = mark.getparent()
        if properties is None or name(properties) != "w:rPr":
            continue
        properties.remove(mark)
        paragraph = next(properties.iterancestors(*tags("w:p", "w:r")), None)
        if name(mark) in lost and paragraph is not None and name(paragraph) == "w:p":
            found.append(paragraph)
    return list(dict.fromkeys(found))


def _settle_content(root: Element, lost: tuple[str, ...], won: tuple[str, ...]) -> None:
    for change in list(root.iter(*tags(*lost))):
        for anchor in list(change.iter(*tags(*_ANCHORS))):
            change.addprevious(anchor)
        _drop(change)
    for change in list(root.iter(*tags(*won))):
        for content in list(change):
            change.addprevious(content)
        _drop(change)
    for text in list(root.iter(*tags(*_UNDELETED))):
        text.tag = f"{{{etree.QName(text).namespace}}}{_UNDELETED[name(text)]}"


def _join_next(paragraph: Element) -> None:
    """Join a paragraph whose mark is lost to the next one, whose properties count; drop it where nothing is left."""
    content = [element for element in paragraph if name(element) != "w:pPr"]
    following = next((_first(e) for e in _after(paragraph) if name(e) in _BLOCKS), None)
    if following is not None and name(following) == "w:p":
        properties = child(following, "w:pPr")
        for place, element in enumerate(content, 0 if properties is None else 1):
            following.insert(place, element)
        _drop(paragraph)
    elif not any(next(e.iter(*tags("w:r", "m:oMath")), None) is not None for e in content) and (
        following is not None or _paragraph_before(paragraph)
    ):
        for element in content:
            paragraph.addprevious(element)
        _drop(paragraph)


def _after(element: Element) -> Iterator[Element]:
    """Give what follows an element, out of the controls that it is the last of."""
    yield from element.itersiblings()
    parent = element.getparent()
    if parent is not None and name(parent) in ("w:sdtContent", "w:sdt", "w:customXml"):
        yield from _after(parent)


def _first(block: Element) -> Element:
    """Give the first block in a control, or the block itself."""
    while name(block) in ("w:sdt", "w:customXml"):
        holder = child(block, "w:sdtContent")
        inner = next((e for e in (block if holder is None else holder) if name(e) in _BLOCKS), None)
        if inner is None:
            break
        block = inner
    return block


def _paragraph_before(paragraph: Element) -> bool:
    before = next((e for e in paragraph.itersiblings(preceding=True) if name(e) in _BLOCKS), None)
    return before is not None and name(before) == "w:p"


def _drop(element: Element) -> None:
    """Remove an element and, around it, a link that it leaves empty."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if name(parent) == "w:hyperlink" and not len(parent):
        _drop(parent)
