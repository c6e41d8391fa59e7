"""A paragraph as the units that a redline keeps, deletes or inserts: letters, and what stands whole between them."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_runs import element_text
from app.document.readers.wordml_xml import attribute, child, inside, name, tags
from app.export.redline_stories import Stories
from app.export.wordml import new

_TRANSPARENT = frozenset(
    {"w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:dir", "w:bdo", "w:fldSimple"}
)
_FORMULAS = frozenset({"m:oMath", "m:oMathPara"})
_MARKERS = frozenset(
    {
        *("w:lastRenderedPageBreak", "w:commentReference", "w:annotationRef", "w:footnoteRef"),
        *("w:endnoteRef", "w:separator", "w:continuationSeparator", "w:fldData", "w:delText", "w:delInstrText"),
    }
)
"""What stands in a run without being changed by anybody who edits its text."""
_RUN = frozenset(tags("w:r"))
_TYPED = frozenset(tags("w:rPr", "w:t"))
_SILENT = frozenset(tags("w:pPr", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd"))
"""What stands in a paragraph that is nothing but text."""
_DRAWN = frozenset({"w:drawing", "w:pict", "w:object", "mc:AlternateContent"})


class Sort(Enum):
    """What a unit is."""

    LETTERS = "letters"
    """Text of one element, which can be cut."""
    WHOLE = "whole"
    """Anything that is kept or changed as one: a picture, a formula, a reference to a note."""
    OPENING = "opening"
    """A field's beginning, code and separator."""
    CLOSING = "closing"
    """A field's end."""
    MARK = "mark"
    """The paragraph mark."""


@dataclass(eq=False, slots=True)
class Unit:
    """A stretch of a paragraph: `length` characters of the text from `start`, perhaps none, in the elements `nodes`.

    Units without letters are the same where their keys are. The two ends of a field know it by its number.
    """

    sort: Sort
    paragraph: Element
    nodes: list[Element]
    start: int
    length: int = 0
    key: str = ""
    field: int = 0
    skipped: int = 0
    """Characters of the element before its text: the space that Word types behind a note's number is not read."""

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the element of a stretch of the unit's text; its first character has what was skipped."""
        return start + self.skipped if start else 0, end + self.skipped


@dataclass(slots=True)
class _Field:
    number: int
    paragraph: Element
    opening: Unit | None = None


class UnitsOf(dict[Element, list[Unit]]):
    """The units of the paragraphs of one story: all at once where there are fields, which may go on over paragraphs.

    Else they are found when asked for: `in` tells which ones were.
    """

    def __init__(self, story: Element, items: Sequence[Element], stories: Stories) -> None:
        super().__init__()
        self._story = story
        self._units = Units(stories)
        if next(story.iter(*tags("w:fldChar", "w:fldSimple")), None) is not None:
            for item in items:
                if name(item) == "w:p":
                    self[item] = self._units.of(item)

    def __missing__(self, paragraph: Element) -> list[Unit]:
        self[paragraph] = self._units.of(paragraph)
        return self[paragraph]

    def are_letters(self, paragraph: Element) -> bool:
        """Say whether there is nothing but typed text in a paragraph, as far as it is plain to see."""
        if paragraph in self:
            return False
        for inner in paragraph:
            if inner.tag in _RUN:
                if not _TYPED.issuperset([element.tag for element in inner]):
                    return False
            elif inner.tag not in _SILENT:
                return False
        return paragraph not in self._ending

    @cached_property
    def _ending(self) -> frozenset[Element]:
        """The paragraphs that end a section."""
        return frozenset(p for look in inside(self._story, "w:sectPr") for p in look.iterancestors(*tags("w:p")))


class Units:
    """Finds the units of the paragraphs of one story, which are to be asked for in the order of the text."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._open: list[_Field] = []
        self._codes: list[Element] = []
        self._depth = 0
        self._at = 0
        self._fields = 0
        self._paragraph: Element | None = None

    def of(self, paragraph: Element) -> list[Unit]:
        """Give the units of a paragraph, its mark last."""
        span = self._stories.spans[paragraph]
        self._at, self._paragraph = span.start, paragraph
        units = list(self._within(paragraph))
        properties = child(paragraph, "w:pPr")
        ends_section = properties is not None and child(properties, "w:sectPr") is not None
        units.append(Unit(Sort.MARK, paragraph, [], span.end, 1, "section" if ends_section else ""))
        return units

    def _within(self, element: Element) -> Iterator[Unit]:
        for inner in element:
            kind = name(inner)
            if kind == "w:r":
                yield from self._run(inner)
            elif kind == "w:fldSimple":
                yield self._begin([inner], attribute(inner, "w:instr") or "")
                yield from self._within(inner)
                yield self._end(inner)
            elif kind in _FORMULAS:
                said = "".join(text.text or "" for text in inside(inner, "m:t"))
                yield self._unit(Sort.WHOLE, [inner], len(said), key=self._key(inner))
            elif kind in _TRANSPARENT:
                yield from self._within(inner)

    def _run(self, run: Element) -> Iterator[Unit]:
        places = self._stories.places(run)
        offset = 0
        for element in run:
            kind, text = name(element), element_text(element)
            place = next((p for p in places if p[0] < offset + len(text) and offset < p[0] + p[2]), None)
            begins, offset = offset, offset + len(text)
            if kind == "w:rPr":
                continue
            if kind == "w:fldChar":
                if element not in self._stories.unended:
                    yield from self._field_mark(element)
            elif self._depth:
                self._codes.append(element)
            elif kind in _MARKERS:
                continue
            elif kind == "w:ruby":
                yield self._unit(Sort.WHOLE, [element], self._spoken(element), key=self._key(element))
            elif place is not None:
                skipped = max(0, place[0] - begins)
                self._at = place[1] + max(0, begins - place[0])
                sort = Sort.LETTERS if kind == "w:t" or len(text) == 1 else Sort.WHOLE
                unit = self._unit(sort, [element], len(text) - skipped, key=kind)
                unit.skipped = skipped
                yield unit
            else:
                yield self._unit(Sort.WHOLE, [element], 0, key=self._key(element))

    def _unit(self, sort: Sort, nodes: list[Element], length: int, *, key: str = "", field: int = 0) -> Unit:
        assert self._paragraph is not None  # noqa: S101 - set by `of`
        unit = Unit(sort, self._paragraph, nodes, self._at, length, key, field)
        self._at += length
        return unit

    def _field_mark(self, mark: Element) -> Iterator[Unit]:
        match attribute(mark, "w:fldCharType"):
            case "begin":
                self._depth += 1
                self._codes.append(mark)
            case "separate" if self._depth == 1:
                self._depth = 0
                nodes, self._codes = [*self._codes, mark], []
                yield self._begin(nodes, _code(nodes))
            case "end" if self._depth == 1:  # a field without a result
                self._depth = 0
                nodes, self._codes = [*self._codes, mark], []
                yield self._unit(Sort.WHOLE, nodes, 0, key=f"field {_code(nodes)}")
            case "end" if not self._depth and self._open:
                yield self._end(mark)
            case kind if self._depth:
                self._depth -= kind == "end"
                self._codes.append(mark)

    def _begin(self, nodes: list[Element], code: str) -> Unit:
        self._fields += 1
        words = " ".join(code.split())
        unit = self._unit(Sort.OPENING, nodes, 0, key=f"field {words}", field=self._fields)
        self._open.append(_Field(self._fields, unit.paragraph, unit))
        return unit

    def _end(self, mark: Element) -> Unit:
        field = self._open.pop()
        unit = self._unit(Sort.CLOSING, [mark], 0, key="field's end", field=field.number)
        if field.opening is not None and field.paragraph is not unit.paragraph:
            # A field over several paragraphs, such as a table of contents, goes or comes with all of its marks.
            field.opening.key = unit.key = f"long field {field.opening.key.split(' ')[1]}"
        return unit

    def _spoken(self, element: Element) -> int:
        runs = [run for run in inside(element, "w:r") if self._stories.places(run)]
        spoken = sum(length for run in runs for _, _, length in self._stories.places(run))
        if runs:
            self._at = self._stories.places(runs[0])[0][1]
        return spoken

    def _key(self, element: Element) -> str:
        """Tell what is the same: notes and text boxes by kind (their text is compared), pictures by their content."""
        kind = name(element)
        if kind in ("w:footnoteReference", "w:endnoteReference"):
            return kind
        if kind not in _DRAWN and kind not in _FORMULAS and kind != "w:ruby":
            return hashlib.sha256(etree.tostring(element, method="c14n", exclusive=True, with_tail=False)).hexdigest()
        boxes = sum(1 for _ in inside(element, "w:txbxContent"))
        if boxes:
            return f"text boxes {boxes}"
        likeness = copy.deepcopy(element)
        part = self._stories.part_of(element)
        targets = {relation.id: relation.target for relation in self._stories.file.relations(part)}
        for inner in likeness.iter(etree.Element):
            for attribute_name, value in list(inner.attrib.items()):
                if value in targets:
                    inner.set(attribute_name, self._stories.file.fingerprint(targets[value]))
                elif etree.QName(attribute_name).localname in (
                    "id",
                    "editId",
                    "anchorId",
                    "name",
                    "descr",
                    "spid",
                ) or etree.QName(attribute_name).localname.startswith("rsid"):
                    del inner.attrib[attribute_name]
        return hashlib.sha256(etree.tostring(likeness, method="c14n", exclusive=True, with_tail=False)).hexdigest()


def _code(nodes: Sequence[Element]) -> str:
    return " ".join("".join(node.text or "" for node in nodes if name(node) == "w:instrText").split())


def complex_fields(root: Element) -> None:
    """Write the simple fields of a part out as marks in runs: what is inserted or deleted as a whole must be so."""
    for simple in list(inside(root, "w:fldSimple")):
        spell_out(simple)


def spell_out(simple: Element) -> tuple[list[Element], list[Element]]:
    """Write a simple field out as runs in its place; give the elements that open it, and those that close it."""
    look = next((p for run in inside(simple, "w:r") if (p := child(run, "w:rPr")) is not None), None)

    def marked(content: Element) -> Element:
        run = new(simple, "r")
        if look is not None:
            run.append(copy.deepcopy(look))
        run.append(content)
        simple.addprevious(run)
        return content

    code = new(simple, "instrText")
    code.text = attribute(simple, "w:instr") or ""
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    opening = [marked(new(simple, "fldChar", fldCharType="begin")), marked(code)]
    opening.append(marked(new(simple, "fldChar", fldCharType="separate")))
    for content in list(simple):
        if name(content) != "w:fldData":
            simple.addprevious(content)
    closing = [marked(new(simple, "fldChar", fldCharType="end"))]
    parent = simple.getparent()
    if parent is not None:
        parent.remove(simple)
    return opening, closing
