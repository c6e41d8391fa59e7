"""Tracked changes as elements: insertions, deletions, the marks of paragraphs and rows, each with an id of its own."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, child, inside, name, tags
from app.export.wordml import new, quoted

_ID = re.compile(rb':id="(\d{1,10})"')
"""A number of a mark, a comment or a change: always of a namespace (`w:id`), whatever its prefix."""
_LARGEST = 2**31 - 1
_AFTER_CHANGES = ("w:sectPr", "w:pPrChange")
_DELETED = {"w:t": "delText", "w:instrText": "delInstrText"}


@dataclass(slots=True)
class Revisions:
    """Makes the tracked changes of one redline: one author, one moment, ids that nothing else in the file has."""

    like: Element
    """An element of the file's own format, transitional or strict."""
    author: str
    moment: datetime
    ids: Iterator[int]
    insertions: list[tuple[int, str]] = field(default_factory=list)
    """What was inserted: where its text stands in the new text, and the change's id."""
    deletions: list[tuple[int, str]] = field(default_factory=list)
    """What was deleted: where its text stands in the old text, and the change's id."""
    _empty: dict[str, Element] = field(init=False)
    """A change of each kind, without a number: to copy it costs a fifth of making one."""
    _said: str = field(init=False)
    """What a change says besides its number, as it is written."""

    def __post_init__(self) -> None:
        date = self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._empty = {kind: new(self.like, kind, id="", author=self.author, date=date) for kind in ("ins", "del")}
        self._said = f'w:author={quoted(self.author)} w:date="{date}"'

    def change(self, kind: str) -> Element:
        """Make an empty `w:ins` or `w:del`."""
        change = copy.copy(self._empty[kind])
        change.set(change.keys()[0], str(next(self.ids)))
        return change

    def written(self, kind: str, content: str = "", at: int | None = None) -> str:
        """Write a `w:ins` or `w:del`, `w:` being the format's own namespace; `at` remembers where its text stands."""
        id_ = str(next(self.ids))
        if at is not None:
            (self.insertions if kind == "ins" else self.deletions).append((at, id_))
        end = f">{content}</w:{kind}>" if content else "/>"
        return f'<w:{kind} w:id="{id_}" {self._said}{end}'

    def note_insertion(self, at: int, change: Element) -> None:
        """Remember where an insertion's text comes from."""
        _note(self.insertions, at, change)

    def note_deletion(self, at: int, change: Element) -> None:
        """Remember where a deletion's text came from."""
        _note(self.deletions, at, change)

    def mark_paragraph(self, paragraph: Element, kind: str) -> None:
        """Record the mark of a paragraph as inserted or deleted."""
        properties = child(paragraph, "w:pPr")
        if properties is None:
            properties = new(paragraph, "pPr")
            paragraph.insert(0, properties)
        look = child(properties, "w:rPr")
        if look is None:
            look = new(paragraph, "rPr")
            later = next((e for e in properties if name(e) in _AFTER_CHANGES), None)
            if later is None:
                properties.append(look)
            else:
                later.addprevious(look)
        look.insert(0, self.change(kind))

    def mark_row(self, row: Element, kind: str) -> None:
        """Record a row, and all that stands in it, as inserted or deleted."""
        properties = child(row, "w:trPr")
        if properties is None:
            properties = new(row, "trPr")
            before = child(row, "w:tblPrEx")
            if before is None:
                row.insert(0, properties)
            else:
                before.addnext(properties)
        if not len(properties):
            properties.append(new(row, "cantSplit", val="off"))  # the schema asks for one property beside the change
        properties.append(self.change(kind))
        self.mark_runs(row, kind)

    def renumber(self, story: Element) -> None:
        """Give the changes in a copied story ids of their own."""
        for change in story.iter(*tags("w:ins", "w:del")):
            (key,) = (key for key in change.attrib if etree.QName(key).localname == "id")
            change.set(key, str(next(self.ids)))

    def mark_runs(self, story: Element, kind: str) -> None:
        """Record all runs and formulas of a story or table as inserted or deleted, but not the marks of paragraphs."""
        for paragraph in list(inside(story, "w:p")):
            if any(name(ancestor) == "w:r" for ancestor in paragraph.iterancestors()):
                continue  # a text box goes with the run that holds it
            self.mark_runs_of(paragraph, kind)

    def mark_runs_of(self, paragraph: Element, kind: str) -> None:
        """Record all runs and formulas of a paragraph that are not recorded yet as inserted or deleted."""
        change: Element | None = None
        for run in list(_outermost(paragraph)):
            if change is None or run.getprevious() is not change:
                change = self.change(kind)
                run.addprevious(change)
            change.append(run)
            if kind == "del":
                self.delete_text(run)

    def delete_text(self, run: Element) -> None:
        """Write the text and codes of a run as deleted ones; that of text boxes in it is deleted where it stands."""
        _delete_text(run)
        for box in list(inside(run, "w:txbxContent")):
            for inner in [r for r in inside(box, "w:r") if next(r.iterancestors(*tags("w:txbxContent"))) is box]:
                around = inner.getparent()
                if around is not None and name(around) != "w:del":
                    change = self.change("del")
                    inner.addprevious(change)
                    change.append(inner)
                    _delete_text(inner)


def _note(changes: list[tuple[int, str]], at: int, change: Element) -> None:
    id_ = attribute(change, "w:id") or ""
    if not changes or changes[-1][1] != id_:
        changes.append((at, id_))


def _outermost(element: Element) -> Iterable[Element]:
    for inner in element:
        if name(inner) in ("w:r", "m:oMath", "m:oMathPara"):
            yield inner
        elif name(inner) not in ("w:pPr", "w:ins", "w:del"):
            yield from _outermost(inner)


def _delete_text(run: Element) -> None:
    for element in run:
        if name(element) in _DELETED:
            element.tag = f"{{{etree.QName(element).namespace}}}{_DELETED[name(element)]}"
        elif name(element) == "w:ruby":
            for inner in inside(element, "w:r"):
                _delete_text(inner)


def free_ids(parts: Iterable[bytes]) -> Iterator[int]:
    """Give ids that no element of the parts has: bookmarks, comments and changes share no number."""
    taken = {int(found) for part in parts for found in _ID.findall(part)}
    small = {number for number in taken if number < _LARGEST // 2}
    return (number for number in count(max(small, default=0) + 1) if number not in taken)
