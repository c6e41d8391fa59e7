"""What the stories of a Word file have in common: how they are read, where they stand, what is counted over all."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element as Element

from app.document.model import BlockKind
from app.document.numbering import Numbering
from app.document.readers.wordml_styles import Styles
from app.document.readers.wordml_view import Side
from app.document.readers.wordml_xml import attribute, name
from app.messages import Message, message

COMMENT_MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
"""What says in the text which part of it a comment is on."""

NOTICED = (*COMMENT_MARKS, "w:altChunk", "w:footnoteReference", "w:endnoteReference", "pic:pic", "v:imagedata")
"""What a tally takes notice of wherever it stands."""

Range = tuple[int, int | None]
"""Where the text that a comment is on begins and ends; None where it has no end."""


@dataclass(slots=True)
class Tally:
    """What is counted over all stories of a file.

    `hidden` counts characters; notes are ids in order of reference. `commented` gives where the text that a comment is
    on begins and ends, by the comment's id; None while its end has not been met.
    """

    paragraphs: int = 0
    tables: int = 0
    text_boxes: int = 0
    hidden: int = 0
    objects: int = 0
    pictures: int = 0
    diagrams: int = 0
    inserted_files: int = 0
    footnotes: dict[str, None] = field(default_factory=dict)
    endnotes: dict[str, None] = field(default_factory=dict)
    commented: dict[str, Range] = field(default_factory=dict)

    def notice(self, element: Element, at: int) -> None:
        """Count an element of `NOTICED`, or note where the text has a mark of a comment: at offset `at`."""
        id_ = attribute(element, "w:id") or ""
        match name(element):
            case "w:commentRangeStart":
                self.commented.setdefault(id_, (at, None))
            case "w:commentRangeEnd" if id_ in self.commented:
                self.commented[id_] = (self.commented[id_][0], at)
            case "w:commentReference":  # what has no range is on the point where its sign stands
                self.commented.setdefault(id_, (at, at))
            case "w:footnoteReference":
                self.footnotes[id_] = None
            case "w:endnoteReference":
                self.endnotes[id_] = None
            case "w:altChunk":
                self.inserted_files += 1
            case "pic:pic" | "v:imagedata":
                self.pictures += 1


@lru_cache(maxsize=4096)
def paragraph_place(number: int) -> Message:
    """Give the place of a paragraph of the body (from 1); all files have the same."""
    return message("where.paragraph", number=number)


@dataclass(frozen=True, slots=True)
class Definitions:
    """What holds for all stories of a file: what the parts beside them define, and what of them is to be read.

    `background` is the colour of the page.
    """

    styles: Styles
    numbering: Numbering
    side: Side
    hidden: bool
    background: str


@dataclass(frozen=True, slots=True)
class Place:
    """What the blocks that are read now are, and where they stand."""

    kind: BlockKind
    where: Message
