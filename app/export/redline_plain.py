"""Paragraphs of nothing but typed text, as they are written: most that change are, and need no elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import inside, parse, tags
from app.export.markup import DECLARATION
from app.export.wordml import namespace, quoted

_PARAGRAPH = re.compile(r"<w:p[\s/>]")
_ITEM = (
    r"(<w:r((?:\s[^>]*)?)>"
    r"(<w:rPr>(?:<(?!/w:rPr>)[^<]*)*</w:rPr>|<w:rPr/>|)"
    r"(<w:lastRenderedPageBreak/>|)"
    r'<w:t( xml:space="preserve"|)>([^<]+)</w:t></w:r>'
    r"|<w:(?:proofErr|bookmarkStart|bookmarkEnd)(?:\s[^>]*)?/>)"
)
"""A run with one text, perhaps at the top of a page, or what says nothing and stays where it stands."""
_ITEMS = re.compile(_ITEM)
_PLAIN = re.compile(
    r"(<w:p(?:\s[^>]*[^>/])?)"
    r"(?:/>|>(<w:pPr>(?:<(?!/w:pPr>)[^<]*)*</w:pPr>|<w:pPr/>|)"
    rf"((?:{_ITEM})*)</w:p>)"
)
_NOT_PLAIN = re.compile(r"<w:(?:(?:sectPr|pPrChange)[\s/>]|rPr\s)")
"""What the properties of a plain paragraph have none of: the end of a section, earlier properties."""
_DECLARED = re.compile(r"xmlns:?([^\s=]*)=")
_PREFIX = re.compile(r"[<\s]([^\s<>/=:\"]+):[^\s<>/=:\"]+[\s=/>]")
_PLACES = re.compile("<w:p><!--([0-9]+)--></w:p>")
"""What stands in the part's XML, while it is made, in place of a paragraph that is written: no file's XML has comments,
for the parser drops them.
"""
_CHANGES = re.compile(r' w:id="([0-9]+)" w:author=')


class Item(NamedTuple):
    """A run of a plain paragraph, or (without letters) what stands between runs."""

    written: str
    attributes: str
    """Of the run, as they are written."""
    look: str
    """The run's properties, as they are written."""
    sign: str
    """That a page began here, where one did."""
    space: str
    """The attribute of the text that keeps its white space; empty without."""
    letters: str


class Plain(NamedTuple):
    """A paragraph of nothing but text: its tag without the end, its properties, and what stands in it."""

    opening: str
    properties: str
    items: Sequence[Item]


class Written:
    """A part as text, in which plain paragraphs are found, and what is made of them gets elements of that part."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self.names = {prefix: space for prefix, space in root.nsmap.items() if prefix}
        """What the prefixes mean wherever nothing else is said."""
        self._plain_properties = {""}  # those that were looked at: a text has few
        self._replaced: dict[Element, list[str]] = {}

    @cached_property
    def _text(self) -> str:
        return etree.tostring(self._root, encoding="unicode")

    @cached_property
    def _declared_within(self) -> frozenset[str]:
        """The prefixes that something in the part declares for itself."""
        return frozenset(_DECLARED.findall(self._text, self._text.index(">")))

    @cached_property
    def _starts(self) -> dict[Element, int]:
        """Where each paragraph begins; nothing in a part with names that are not the customary ones everywhere."""
        usual = self.names.get("w") == namespace(self._root) and None not in self._root.nsmap
        if not usual or not self._declared_within.isdisjoint({"", *self.names}):
            return {}
        starts = [found.start() for found in _PARAGRAPH.finditer(self._text)]
        paragraphs = list(inside(self._root, "w:p"))
        return dict(zip(paragraphs, starts, strict=True)) if len(starts) == len(paragraphs) else {}

    def plain(self, paragraph: Element, said: str) -> Plain | None:
        """Give a paragraph that the document reads as `said`; None for one that is not plain."""
        start = self._starts.get(paragraph)
        found = None if start is None else _PLAIN.match(self._text, start)
        if found is None:
            return None
        opening, properties, content, *last = found.groups("")
        if properties not in self._plain_properties:
            if _NOT_PLAIN.search(properties):
                return None
            self._plain_properties.add(properties)
        if self._declared_within and not {"xml", *self.names}.issuperset(_PREFIX.findall(found[0])):
            return None
        items = list(map(Item._make, [last] if last[0] == content else _ITEMS.findall(content)))
        if "&" in content:
            items = [item._replace(letters=read(item.letters)) for item in items]
        if "".join([item.letters for item in items]) != said:
            return None
        return Plain(opening, properties, items)

    def elements(self, written: str) -> list[Element]:
        """Give elements that are written with the prefixes of this part."""
        return list(parse(f"<w:body{self._declarations}>{written}</w:body>".encode()))

    def replace(self, places: Mapping[Element, list[str]]) -> None:
        """Let written paragraphs stand in the place of each of some paragraphs.

        They come in when the part is written; at once where something else may look at what stands there.
        """
        self._replaced |= places
        if next(self._root.iter(*tags("w:sdt", "w:txbxContent")), None) is not None:
            self._settle(self._replaced)

    def settle_changes(self, ids: Iterable[str]) -> None:
        """Let the tracked changes of these ids be elements."""
        wanted = frozenset(ids)
        self._settle(
            {
                place: written
                for place, written in self._replaced.items()
                if not wanted.isdisjoint(_CHANGES.findall("".join(written)))
            }
        )

    def _settle(self, places: Mapping[Element, list[str]]) -> None:
        """Put written paragraphs in their places, as elements."""
        made = iter(self.elements("".join([each for written in places.values() for each in written])))
        for place, written in places.items():
            *others, last = [next(made) for _ in written]
            for paragraph in others:
                place.addprevious(paragraph)
            if place.tail:
                last.tail = place.tail
            place.getparent().replace(place, last)  # type: ignore[union-attr]
        self._replaced = {place: written for place, written in self._replaced.items() if place not in places}

    def made(self) -> bytes | None:
        """Give the part as it is to be, and is from now on as text only; None where all of it are elements."""
        if not self._replaced:
            return None
        for number, place in enumerate(self._replaced):
            place.clear(keep_tail=True)  # type: ignore[call-arg]  # lxml's own, since 4.4
            place.append(etree.Comment(str(number)))
        parts = _PLACES.split(etree.tostring(self._root, encoding="unicode"))  # text and numbers by turns
        written = list(self._replaced.values())
        parts[1::2] = ["".join(written[int(number)]) for number in parts[1::2]]
        return DECLARATION + "".join(parts).encode()

    @cached_property
    def _declarations(self) -> str:
        return "".join(f" xmlns:{prefix}={quoted(space)}" for prefix, space in self.names.items())

    def means_the_same(self, other: Written, written: str) -> bool:
        """Say whether all names in a piece of this part mean the same in another part."""
        return all(self.names.get(prefix) == other.names.get(prefix) for prefix in set(_PREFIX.findall(written)))


def read(written: str) -> str:
    """Give a text that the serialiser wrote."""
    return written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_written(text: str) -> str:
    """Give a text of an XML file as the serialiser writes it: XML can hold all that is in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
