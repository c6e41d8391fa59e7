"""Styles and numberings of the new file in terms of the old one: the same where it has them, brought if not."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cached_property
from itertools import count

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, child, inside, name, tags, value, whole
from app.export.package_copy import PackageCopy
from app.export.wordml import in_space_of, new

_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_REFERENCES = ("w:basedOn", "w:next", "w:link")


class Styles:
    """The ids that styles of the source have in the target: those of one name and kind are the same."""

    def __init__(self, source: PackageCopy, target: PackageCopy, numbering: Numbering) -> None:
        self._source, self._target = source, target
        self._numbering = numbering
        self._ids: dict[str, str | None] = {}

    @cached_property
    def _source_styles(self) -> dict[str, Element]:
        return dict(_styles(self._source))

    @cached_property
    def _known(self) -> dict[tuple[str, str], str]:
        return {(_kind(style), _name(style)): id_ for id_, style in _styles(self._target)}

    @cached_property
    def _taken(self) -> set[str]:
        return {id_ for id_, _ in _styles(self._target)}

    def id(self, source_id: str) -> str | None:
        """Give the id in the target of a style, which is brought if need be; None for one that nothing defines."""
        if source_id not in self._ids:
            style = self._source_styles.get(source_id)
            if style is None:
                return source_id if source_id in self._taken else None
            known = self._known.get((_kind(style), _name(style)))
            self._ids[source_id] = known
            if known is None:
                self._ids[source_id] = self._brought(source_id, style)
        return self._ids[source_id]

    def _brought(self, source_id: str, style: Element) -> str | None:
        part = self._target.related("styles")
        root = self._target.root(part) if part is not None else None
        if root is None:
            return None
        free = next(each for n in count() if (each := f"{source_id}{n or ''}") not in self._taken)
        self._taken.add(free)
        self._ids[source_id] = free
        brought = in_space_of(root, copy.deepcopy(style))
        for key in list(brought.attrib):
            if etree.QName(key).localname == "default":
                del brought.attrib[key]
            elif etree.QName(key).localname == "styleId":
                brought.set(key, free)
        for reference in list(brought.iterchildren(*tags(*_REFERENCES))):
            set_value(reference, self.id(attribute(reference, "w:val") or ""))
        self._numbering.adapt(brought)
        root.append(brought)
        return free


class Numbering:
    """The numbers that lists of the source have in the target: lists defined alike are the same."""

    def __init__(self, source: PackageCopy, target: PackageCopy) -> None:
        self._source, self._target = source, target
        self._from = _numbering(source)
        self._ids: dict[str, str | None] = {}

    def adapt(self, element: Element) -> None:
        """Give all list numbers in an element those of the target."""
        for number in list(inside(element, "w:numId")):
            found = attribute(number, "w:val") or ""
            set_value(number, found if found == "0" else self.id(found))

    def id(self, source_id: str) -> str | None:
        """Give the number in the target of a list, which is brought if need be; None for one that nothing defines."""
        if source_id not in self._ids:
            self._ids[source_id] = self._found(source_id)
        return self._ids[source_id]

    def _found(self, source_id: str) -> str | None:
        if self._from is None:
            return None
        wanted = _definition(self._from, source_id)
        if wanted is None:
            return None
        there = _numbering(self._target)
        if there is not None:
            ids = [attribute(each, "w:numId") or "" for each in there.iterchildren(*tags("w:num"))]
            for each in sorted(ids, key=lambda id_: id_ != source_id):
                if _definition(there, each) == wanted:
                    return each
        return self._brought(source_id)

    def _brought(self, source_id: str) -> str | None:
        part = self._target.related("numbering")
        root = self._target.root(part) if part is not None else None
        if self._from is None:
            return None
        if root is None:
            main = self._target.look(self._target.main)
            root = new(self._from if main is None else main, "numbering")
            self._target.add("numbering", _NUMBERING_TYPE, root)
        defined = _defined(self._from, source_id)
        if defined is None:
            return None
        number, abstract = (in_space_of(root, copy.deepcopy(each)) for each in defined)
        of = child(number, "w:abstractNumId")
        if of is None:
            return None
        abstract_id, id_ = _free(root, "w:abstractNum", "w:abstractNumId"), _free(root, "w:num", "w:numId")
        _set(abstract, "w:abstractNumId", abstract_id)
        for incidental in list(
            abstract.iter(*tags("w:nsid", "w:pStyle", "w:numStyleLink", "w:styleLink", "w:lvlPicBulletId"))
        ):
            parent = incidental.getparent()
            if parent is not None:
                parent.remove(incidental)
        _set(number, "w:numId", id_)
        _set(of, "w:val", abstract_id)
        last = next(reversed(list(root.iterchildren(*tags("w:abstractNum")))), None)
        numbers = list(root.iterchildren(*tags("w:num")))
        if last is not None:
            last.addnext(abstract)
        elif numbers:
            numbers[0].addprevious(abstract)
        else:
            root.append(abstract)
        (numbers[-1] if numbers else abstract).addnext(number)
        return id_


def set_value(element: Element, wanted: str | None) -> None:
    """Set the `w:val` of an element; without a value the element goes."""
    parent = element.getparent()
    if wanted is None:
        if parent is not None:
            parent.remove(element)
        return
    _set(element, "w:val", wanted)


def _set(element: Element, wanted: str, to: str) -> None:
    tag = next((tag for tag in tags(wanted) if element.get(tag) is not None), tags(wanted)[0])
    element.set(tag, to)


def _styles(file: PackageCopy) -> Iterator[tuple[str, Element]]:
    part = file.related("styles")
    root = file.look(part) if part is not None else None
    for style in () if root is None else root.iterchildren(*tags("w:style")):
        yield attribute(style, "w:styleId") or "", style


def _kind(style: Element) -> str:
    return attribute(style, "w:type") or ""


def _name(style: Element) -> str:
    return (value(style, "w:name") or attribute(style, "w:styleId") or "").lower()


def _numbering(file: PackageCopy) -> Element | None:
    part = file.related("numbering")
    return file.look(part) if part is not None else None


def _of_id(root: Element, kind: str, key: str, wanted: str | None) -> Element | None:
    return next((e for e in root.iterchildren(*tags(kind)) if attribute(e, key) == wanted), None)


def _defined(root: Element, id_: str) -> tuple[Element, Element] | None:
    """Give a list by its number: what gives it the number, and what says how it looks."""
    number = _of_id(root, "w:num", "w:numId", id_)
    if number is None:
        return None
    abstract = _of_id(root, "w:abstractNum", "w:abstractNumId", value(number, "w:abstractNumId"))
    return None if abstract is None else (number, abstract)


def _free(root: Element, kind: str, key: str) -> str:
    taken = (whole(attribute(e, key)) for e in root.iterchildren(*tags(kind)))
    return str(max((number for number in taken if number is not None), default=0) + 1)


def _definition(root: Element, id_: str) -> bytes | None:
    """Give what a list looks like, without the ids that differ from file to file."""
    defined = _defined(root, id_)
    if defined is None:
        return None
    number, abstract = defined
    likeness = new(root, "list")
    likeness.extend(
        copy.deepcopy(e) for e in (*abstract, *number) if name(e) not in ("w:nsid", "w:tmpl", "w:abstractNumId")
    )
    for element in likeness.iter(etree.Element):
        for key in list(element.attrib):
            if etree.QName(key).localname == "tplc" or etree.QName(key).localname.startswith("rsid"):
                del element.attrib[key]
    return etree.tostring(likeness, method="c14n", exclusive=True)
