"""The WordprocessingML that python-docx lacks: elements in the format of their file, texts that XML can hold."""

from __future__ import annotations

import copy
import re
from functools import cache
from xml.sax.saxutils import escape

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import inside, name, tags

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


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str, instead: str = "") -> str:
    """Give a text with something else instead of each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub(instead, text)


_SPECIAL = re.compile("[^\t\n\r\x20-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """Give a text as XML writes it between tags; what XML cannot hold is left out. Most texts need no change."""
    return escape(xml_text(text)) if _SPECIAL.search(text) else text


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
