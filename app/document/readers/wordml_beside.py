"""What stands beside the text of a Word file: comments, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from app.document.model import BlockKind, Comment, Properties, Span
from app.document.readers.wordml_manuscript import Manuscript
from app.document.readers.wordml_story import StoryReader
from app.document.readers.wordml_tally import Definitions, Place, Range, Tally
from app.document.readers.wordml_xml import attribute, tags
from app.messages import message

_SAID: Mapping[str, str] = {
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "creator": "author",
    "lastModifiedBy": "last_modified_by",
    "revision": "revision",
    "created": "created",
    "modified": "modified",
    "Company": "company",
    "Application": "application",
}
"""The elements of the property parts (ECMA-376 part 2, 11; part 1, 22.2), and the fields that they fill."""

_BESIDE = Place(BlockKind.PARAGRAPH, message("where.comment"))


def comments(
    root: Element | None, definitions: Definitions, manuscript: Manuscript, text: str, commented: Mapping[str, Range]
) -> Iterator[Comment]:
    """Give the comments of a comments part in its order, read into a manuscript of their own.

    `commented` gives where each begins and ends in `text`.
    """
    if root is None:
        return
    reader = StoryReader("", root, definitions, manuscript, Tally())
    read: list[tuple[Element, int, int]] = []
    for element in root.iterchildren(*tags("w:comment")):
        first = len(manuscript.blocks)
        reader.read(element, _BESIDE)
        blocks = manuscript.blocks[first:]
        read.append((element, blocks[0].start, blocks[-1].end) if blocks else (element, 0, 0))
    said = manuscript.text
    for element, start, end in read:
        id_, author, initials, date = (
            attribute(element, f"w:{what}") or "" for what in ("id", "author", "initials", "date")
        )
        yield Comment(id_, author, initials, date, said[start:end].strip(), _anchor(text, commented.get(id_)))


def _anchor(text: str, place: Range | None) -> Span | None:
    """Give the span of a comment, without the line ends that it begins or ends on."""
    if place is None:
        return None
    start, end = place
    if end is None or end < start:  # it begins and never ends
        end = start
    while start < end and text[start] == "\n":
        start += 1
    while start < end and text[end - 1] == "\n":
        end -= 1
    return Span(start, end)


def properties(*parts: Element | None) -> Properties:
    """Give what the property parts say; what stands first counts."""
    said: dict[str, str] = {}
    for root in parts:
        for element in () if root is None else root.iterchildren("{*}*"):
            field = _SAID.get(etree.QName(element).localname)
            if field is not None and element.text:
                said.setdefault(field, element.text.strip())
    return Properties(**said)
