"""The WordprocessingML that python-docx lacks: elements in the format of their file, texts that XML can hold."""

from __future__ import annotations

import copy
import re
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import inside, name, tags

_TWIPS = {"pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}
"""Twentieths of a point in each unit of a measure that the strict format writes (ECMA-376 1, ST_UniversalMeasure)."""
_MEASURE = re.compile(rf"(-?[0-9]+(?:\.[0-9]+)?)({'|'.join(_TWIPS)})")
_SIDES = {"start": "left", "end": "right"}

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def new(like: Element, local: str, **attributes: str) -> Element:
    """Make an element of WordprocessingML in the namespace of `like` (the strict format has its own)."""
    space = namespace(like)
    element = copy.copy(_empty(space, local))
    for key, value in attributes.items():
        element.set(_qualified(space, key), value)
    return element


@cache
def _empty(space: str, local: str) -> Element:
    """Make an element without attributes; to copy it costs a quarter of making one."""
    return etree.Element(_qualified(space, local), nsmap={"w": space})


@cache
def _qualified(space: str, local: str) -> str:
    return f"{{{space}}}{local}"


def namespace(like: Element) -> str:
    """Give the namespace of an element: the strict format has its own."""
    return _space_of(like.tag)


@cache
def _space_of(tag: str) -> str:
    return tag[1:].partition("}")[0]


def relation_namespace(like: Element) -> str:
    """Give the namespace of references to relationships in the format, strict or not, of `like`."""
    transitional, strict = tags("r:id")
    reference = strict if like.tag == tags(name(like))[1] else transitional
    return str(etree.QName(reference).namespace)


def in_space_of(like: Element, element: Element) -> Element:
    """Give an element in the format, transitional or strict, of the file that it comes to."""
    if namespace(element) == namespace(like):
        return element
    spaces = tags("w:p", "m:oMath", "r:id")
    here = [space[1:].partition("}")[0] for space in spaces]
    pairs = list(zip(here[::2], here[1::2], strict=True))
    strict = etree.QName(like).namespace == pairs[0][1]
    if (etree.QName(element).namespace == pairs[0][1]) is strict:
        return element
    text = etree.tostring(element)
    for transitional, of_strict in pairs:
        one, other = (transitional, of_strict) if strict else (of_strict, transitional)
        text = text.replace(one.encode(), other.encode())
    made = etree.fromstring(text)
    if not strict:
        _measure_in_twips(made)
    return made


def _measure_in_twips(element: Element) -> None:
    """Write widths, and sides of lists' numbers, as the transitional format does: 12pt is 240, the start is left."""
    for inner in element.iter(etree.Element):
        space = namespace(inner)
        width, side = inner.get(_qualified(space, "w"), ""), inner.get(_qualified(space, "val"), "")
        if (measure := _MEASURE.fullmatch(width)) is not None:
            inner.set(_qualified(space, "w"), str(round(float(measure[1]) * _TWIPS[measure[2]])))
        if name(inner) == "w:lvlJc" and side in _SIDES:
            inner.set(_qualified(space, "val"), _SIDES[side])


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str, instead: str = "") -> str:
    """Give a text with something else instead of each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub(instead, text)


_SPECIAL = re.compile("[^\t\n\r\x20-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """Give a text as XML writes it between tags; what XML cannot hold is left out. Most texts need no change."""
    if not _SPECIAL.search(text):
        return text
    return xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_IN_ATTRIBUTE = str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
"""Inside an attribute a reader of XML takes bare tabs and line ends for spaces."""


def quoted(text: str) -> str:
    """Give a text as XML writes it as the value of an attribute, quotation marks included."""
    return f'"{escaped(text).translate(_IN_ATTRIBUTE)}"'


def begins_control(paragraph: Element) -> bool:
    """Say whether a content control begins with a paragraph.

    LibreOffice 7 drops what stands there before the sign of a comment.
    """
    return any(next(inside(e, "w:p"), None) is paragraph for e in paragraph.iterancestors(*tags("w:sdt")))


def keep_spaces(element: Element, original: Element) -> None:
    """Keep white space at an edge that was none before the cut."""
    text = element.text or ""
    if original.get(SPACE) == "preserve" or text != text.strip():
        element.set(SPACE, "preserve")


def emptied(element: Element) -> Element:
    """Give a copy of an element, with its attributes but without its content."""
    copied = copy.copy(element)
    for content in list(copied):
        copied.remove(content)
    return copied


def part_after(run: Element) -> Element:
    """Put a run without content, but with the properties of `run`, behind it."""
    following = copy.copy(run)
    for content in list(following):
        if name(content) != "w:rPr":
            following.remove(content)
    run.addnext(following)
    return following
