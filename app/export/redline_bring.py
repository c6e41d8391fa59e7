"""What comes from the new file, made fit for the old one: styles, lists, pictures, links, notes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, child, name, tags, whole
from app.export.package_adoption import Adoption
from app.export.redline_revisions import Revisions
from app.export.redline_stories import Margin, Stories
from app.export.redline_styles import Numbering, Styles, set_value
from app.export.wordml import emptied, in_space_of, keep_spaces, new, relation_namespace

_LEFT_BEHIND = (
    *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"),
    *("w:proofErr", "w:permStart", "w:permEnd", "w:lastRenderedPageBreak", "w:annotationRef"),
)
"""Marks of the new file that mean nothing in the old one: what they lead to stays there."""
_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
_MARGINS = ("w:headerReference", "w:footerReference")
_STYLES = ("w:pStyle", "w:rStyle", "w:tblStyle")
_RELATIONS = frozenset(tags("r:id", "r:embed", "r:link", "r:pict", "r:dm", "r:lo", "r:qs", "r:cs", "r:href"))
_DRAWN = ("v:", f"{{{_OFFICE}}}")
"""How the names of old-style shapes and embedded objects begin."""


class Luggage:
    """What all parts of the new file share on their way into the old one."""

    def __init__(self, old: Stories, new_stories: Stories, revisions: Revisions, margins: Mapping[str, str]) -> None:
        """`margins` gives the old file's part for headers and footers of the new one that have one."""
        self.old, self.new = old, new_stories
        self.revisions = revisions
        self.numbering = Numbering(new_stories.file, old.file)
        self.styles = Styles(new_stories.file, old.file, self.numbering)
        self.adoption = Adoption(new_stories.file, old.file)
        self.drawings: Iterator[int] = count(1_000_000_001)
        self._notes: dict[tuple[str, str], str | None] = {}
        self._margins = dict(margins)

    def add_margin(self, margin: Margin, places: Iterable[tuple[Element, str]]) -> None:
        """Give sections of the old file, on some of their pages, a header or footer of the new one."""
        for section, pages in places:
            reference = new(section, f"{margin.kind}Reference", type=pages)
            reference.set(f"{{{relation_namespace(section)}}}id", self._margin(margin.part, margin.kind))
            section.insert(0, reference)
            if section.getparent() is None:
                self.old.body.append(section)
            self.old.file.root(self.old.file.main)

    def margin_reference(self, reference: Element) -> None:
        """Let a reference to a header or footer, in a section that is brought, lead to the same one in the old file."""
        id_ = attribute(reference, "r:id")
        relations = self.new.file.relations(self.new.file.main)
        part = next((relation.target for relation in relations if relation.id == id_), None)
        if part is None:
            _remove(reference)
        else:
            set_attribute(reference, "r:id", self._margin(part, name(reference)[2:].removesuffix("Reference")))

    def _margin(self, part: str, kind: str) -> str:
        """Give the id of the old file's relationship to what a header or footer of the new file is there."""
        if part not in self._margins:
            source = self.new.file.look(part)
            there = self.old.file.add(kind, self.new.file.content(part)[1], new(self.old.main, "hdr"))
            self._margins[part] = there
            if source is not None:
                brought = Bring(self, part, there, self.old.main).whole(source)
                self.revisions.mark_runs(brought, "ins")
                self.old.file.replace(there, brought)
        for relation in self.old.file.raw_relations(self.old.file.main):
            if self.old.file.target(self.old.file.main, relation.get("Target", "")) == self._margins[part]:
                return relation.get("Id", "")
        return ""

    def note(self, kind: str, source_id: str) -> str | None:
        """Give the id in the old file of a note of the new one, which is brought with its text inserted."""
        known = (kind, source_id)
        if known not in self._notes:
            self._notes[known] = self._brought_note(kind, source_id)
        return self._notes[known]

    def _brought_note(self, kind: str, source_id: str) -> str | None:
        note = self.new.notes.get((kind, source_id))
        part = self.new.file.related(f"{kind}s")
        if note is None or part is None:
            return None
        root, into = self._notes_of(kind, part)
        taken = (whole(attribute(each, "w:id")) for each in root.iterchildren(*tags(f"w:{kind}")))
        id_ = str(max((number for number in taken if number is not None), default=0) + 1)
        brought = Bring(self, part, into, root).whole(note)
        set_attribute(brought, "w:id", id_)
        self.revisions.mark_runs(brought, "ins")
        root.append(brought)
        return id_

    def _notes_of(self, kind: str, source_part: str) -> tuple[Element, str]:
        """Give the root and the part of the old file's notes; one with separators only is added where it has none."""
        part = self.old.file.related(f"{kind}s")
        root = self.old.file.root(part) if part is not None else None
        if part is not None and root is not None:
            return root, part
        source = self.new.file.look(source_part)
        root = new(self.old.main, f"{kind}s")
        content_type = self.new.file.content(source_part)[1]
        part = self.old.file.add(f"{kind}s", content_type, root)
        for note in () if source is None else source:
            if attribute(note, "w:type") not in (None, "normal"):
                root.append(Bring(self, source_part, part, root).whole(note))
        return root, part


class Bring:
    """Brings runs, paragraphs and tables out of one part of the new file into one part of the old file."""

    def __init__(self, luggage: Luggage, part: str, into: str, like: Element) -> None:
        self._luggage = luggage
        self._part, self._into, self._like = part, into, like
        source = luggage.new.file.look(part)
        there = luggage.old.file.look(into)
        self._foreign = _ignorable(source) - _ignorable(there)

    def run(self, run: Element, shares: Sequence[tuple[Element, int, int]]) -> Element:
        """Bring a run with some of its content: elements, and from where to where of their text. Or a whole formula."""
        if name(run) != "w:r":
            return self.whole(run)
        brought = new(run, "r")
        properties = child(run, "w:rPr")
        if properties is not None:
            brought.append(copy.copy(properties))
        for element, start, end in shares:
            piece = copy.copy(element)
            piece.tail = None
            if name(element) == "w:t":
                piece.text = (element.text or "")[start:end]
                keep_spaces(piece, element)
            brought.append(piece)
        return self.adapted(brought)

    def empty_paragraph(self, paragraph: Element) -> Element:
        """Bring a paragraph's properties: the style, list, indents and section break, but no text."""
        brought = new(paragraph, "p")
        properties = child(paragraph, "w:pPr")
        if properties is not None:
            brought.append(copy.copy(properties))
        return self.adapted(brought)

    def link(self, hyperlink: Element) -> Element:
        """Bring a hyperlink without its text."""
        return self.adapted(emptied(hyperlink))

    def whole(self, element: Element) -> Element:
        """Bring an element with all that stands in it."""
        brought = copy.deepcopy(element)
        brought.tail = None
        return self.adapted(brought)

    def adapted(self, brought: Element) -> Element:
        """Make an element of the new file, which nothing else holds, fit for the old one; give it."""
        brought = in_space_of(self._like, brought)
        drawn = False
        for element in list(brought.iter(etree.Element)):
            kind = name(element)
            if (adapt := _ADAPTED.get(kind)) is not None:
                adapt(self, element)
            if element.attrib and kind not in _MARGINS:
                self._adapt_attributes(element)
            drawn = drawn or kind.startswith(_DRAWN)
        if drawn:
            self._rename_shapes(brought)
        return brought

    def _leave_behind(self, element: Element) -> None:
        _remove(element)

    def _adapt_list(self, number: Element) -> None:
        self._luggage.numbering.adapt(number)

    def _adapt_style(self, style: Element) -> None:
        set_value(style, self._luggage.styles.id(attribute(style, "w:val") or ""))

    def _adapt_margin(self, reference: Element) -> None:
        self._luggage.margin_reference(reference)

    def _adapt_note(self, reference: Element) -> None:
        kind = name(reference)[2:].removesuffix("Reference")
        id_ = self._luggage.note(kind, attribute(reference, "w:id") or "")
        if id_ is None:
            _remove(reference)
        else:
            set_attribute(reference, "w:id", id_)

    def _adapt_control(self, properties: Element) -> None:
        for id_ in list(properties.iterchildren(*tags("w:id"))):
            properties.remove(id_)

    def _rename_shapes(self, brought: Element) -> None:
        """Give old-style shapes ids of their own; embedded objects name theirs."""
        names: dict[str, str] = {}
        for shape in brought.iter(f"{{{_VML}}}*"):
            if shape.get("id"):
                name_of_its_own = f"duidu{next(self._luggage.drawings)}"
                names[shape.get("id", "")] = name_of_its_own
                shape.set("id", name_of_its_own)
                if shape.get(f"{{{_OFFICE}}}spid"):
                    del shape.attrib[f"{{{_OFFICE}}}spid"]
        for shape in brought.iter(f"{{{_VML}}}*"):
            kind = shape.get("type", "").removeprefix("#")
            if kind in names:
                shape.set("type", f"#{names[kind]}")
        for element in brought.iter(f"{{{_OFFICE}}}OLEObject"):
            shown = element.get("ShapeID", "")
            element.set("ShapeID", names.get(shown, shown))

    def _adapt_attributes(self, element: Element) -> None:
        for key, value in element.attrib.items():
            space, local = _name_of(str(key))
            if key in _RELATIONS:
                there = self._luggage.adoption.relation(self._part, str(value), self._into)
                if there is not None:
                    element.set(key, there)
                elif value:
                    del element.attrib[key]
            elif local in ("paraId", "textId") or space in self._foreign:
                del element.attrib[key]  # each paragraph's own; what only the new file says may be ignored
            elif key == "id" and _name_of(str(element.tag))[1] == "docPr":
                element.set(key, str(next(self._luggage.drawings)))


_ADAPTED: Mapping[str, Callable[[Bring, Element], None]] = {
    **dict.fromkeys(_LEFT_BEHIND, Bring._leave_behind),
    **dict.fromkeys(_STYLES, Bring._adapt_style),
    **dict.fromkeys(_MARGINS, Bring._adapt_margin),
    **dict.fromkeys(("w:footnoteReference", "w:endnoteReference"), Bring._adapt_note),
    "w:numId": Bring._adapt_list,
    "w:sdtPr": Bring._adapt_control,
}
"""What is done with elements of a name on their way, besides with their attributes."""


@cache
def _name_of(tag: str) -> tuple[str | None, str]:
    """Give the namespace and the local name of an element or attribute."""
    of = etree.QName(tag)
    return of.namespace, of.localname


def set_attribute(element: Element, wanted: str, to: str) -> None:
    """Set an attribute that the element has."""
    element.set(next((tag for tag in tags(wanted) if element.get(tag) is not None), tags(wanted)[0]), to)


def _ignorable(root: Element | None) -> frozenset[str | None]:
    """Give the namespaces that a part allows readers to ignore."""
    prefixes = "" if root is None else attribute(root, "mc:Ignorable") or ""
    return frozenset(root.nsmap.get(prefix) for prefix in prefixes.split()) if root is not None else frozenset()


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
