"""WordprocessingML as elements: safe parsing, and names that are the same in the transitional and the strict format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from lxml import etree
from lxml.etree import _Element as Element

_SPACES: Mapping[str, tuple[str, ...]] = {
    "w": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "m": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    "r": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "pic": (
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "http://purl.oclc.org/ooxml/drawingml/picture",
    ),
    "v": ("urn:schemas-microsoft-com:vml",),
    "w16se": ("http://schemas.microsoft.com/office/word/2015/wordml/symex",),
}
_PREFIXES = {space: prefix for prefix, spaces in _SPACES.items() for space in spaces}

_ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii"})
_OFF = frozenset({"0", "false", "off"})


_Entry = TypeVar("_Entry")


class NotPlainXml(ValueError):
    """A part is broken, has a document type declaration, or an encoding that the packaging standard does not allow."""


def parse(content: bytes) -> Element:
    """Parse a part of an Office file; `NotPlainXml` if it is not well-formed or could make the parser do anything else.

    Entities are declared in a document type only, and one nested entity in an attribute can fill the memory. So a
    document type is refused before libxml2 sees it, and so are encodings in which the search could miss it.
    """
    head = content[:1024].replace(b"\0", b"")  # UTF-16 becomes ASCII
    start = head.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    declared = _ENCODING.match(start)
    if not start.startswith(b"<") or (declared and declared[1].lower() not in _ENCODINGS):
        raise NotPlainXml("encoding")
    wide = b"\0" in content[:64]
    if b"<!DOCTYPE" in (content.replace(b"\0", b"") if wide else content):
        raise NotPlainXml("document type")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotPlainXml(str(error)) from error


def markup(content: bytes) -> int:
    """Give about how many elements, texts and attributes a part holds; each takes some 100 bytes as a tree."""
    return content.count(b"<") + content.count(b"=")


def name(element: Element) -> str:
    """Give the name with its customary prefix, `w:p`; other namespaces keep theirs in braces."""
    return _SHORT[element.tag]


class _ShortNames(dict[object, str]):
    """The short name of each tag, made when first asked for; what is no element (a comment) has none."""

    def __missing__(self, tag: object) -> str:
        if not isinstance(tag, str):
            return ""
        space, _, local = tag[1:].rpartition("}")
        prefix = _PREFIXES.get(space)
        short = f"{prefix}:{local}" if prefix else tag
        if len(self) < _MOST_NAMES:
            self[tag] = short
        return short


_MOST_NAMES = 4096
"""Names that are kept: a hostile file may have any number."""
_SHORT = _ShortNames()


@lru_cache(maxsize=1024)
def tags(*names: str) -> tuple[str, ...]:
    """Give the full names of `w:p` …, transitional and strict, as lxml's `iter` takes them."""
    return tuple(f"{{{space}}}{local}" for prefix, local in (n.split(":") for n in names) for space in _SPACES[prefix])


def by_tag(table: Mapping[str, _Entry]) -> dict[str, _Entry]:
    """Give a table by names such as `w:p` with the full names, which elements are found by in one step."""
    return {tag: entry for short, entry in table.items() for tag in tags(short)}


def child(element: Iterable[Element], wanted: str) -> Element | None:
    """Give the first child named `wanted`, or None: a look at the first few costs a quarter of a search by lxml."""
    names = tags(wanted)
    for inner in element:
        if inner.tag in names:
            return inner
    return None


def inside(element: Element, wanted: str) -> Iterator[Element]:
    """Give all elements named `wanted` in `element`, itself included, in document order."""
    return element.iter(*tags(wanted))


def attribute(element: Element, wanted: str) -> str | None:
    """Give the attribute `w:val` …, or None."""
    for tag in tags(wanted):
        value = element.get(tag)
        if value is not None:
            return value
    return None


def value(element: Element, wanted: str) -> str | None:
    """Give the `w:val` of the child named `wanted`, or None."""
    found = child(element, wanted)
    return None if found is None else attribute(found, "w:val")


def whole(text: str | None) -> int | None:
    """Give the whole number that `text` says, or None."""
    try:
        return int(text) if text is not None and len(text) <= 12 else None
    except ValueError:
        return None


def is_on(element: Element) -> bool:
    """Say whether a switch such as `w:b` is on: present, and not said to be off."""
    return (attribute(element, "w:val") or "") not in _OFF
