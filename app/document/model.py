"""A document: its text, the blocks and sections in it, and the way back to the file. Values only, no XML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.language.spans import Span
from app.messages import Message

__all__ = [
    "Block",
    "BlockKind",
    "Comment",
    "Concealed",
    "Concealment",
    "Document",
    "Look",
    "Piece",
    "Properties",
    "Section",
    "SectionFunction",
    "SectionKind",
    "Span",
]


class BlockKind(StrEnum):
    """What a block of text is in the file."""

    PARAGRAPH = "paragraph"
    CELL = "cell"
    TEXTBOX = "textbox"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set: evidence for headings.

    `font` is the East Asian font of its text, `size` its height in points; None where the file leaves them open.
    """

    font: str | None = None
    size: float | None = None
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table cell's paragraph, a note …: a stretch of text between line ends.

    `number` is the number that Word computes for it, never part of the text. `outline_level` is the level (1 is the
    top) that its style or its own setting gives it, or None. `contents` marks the lines of a table of contents. `lead`
    counts the leading characters that are set in another font, size or weight than what follows (a run-in heading);
    0 where nothing is. The font and size of `look` are those of its first characters.
    """

    start: int
    end: int
    kind: BlockKind
    where: Message
    number: str = ""
    outline_level: int | None = None
    look: Look = Look()
    contents: bool = False
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch of text came from in a Word file.

    The `end - start` code points from `start` are those of the `run`-th `w:r` of the part (counted from 0 over all
    `w:r` elements of the part in document order), from `offset` in that run's text on.
    """

    start: int
    end: int
    part: str
    run: int
    offset: int


class SectionKind(StrEnum):
    """What a section is to the document."""

    TITLE = "title"
    SPEAKER = "speaker"
    RECIPIENT = "recipient"
    SALUTATION = "salutation"
    PREAMBLE = "preamble"
    SECTION = "section"
    ITEM = "item"
    LEAD = "lead"
    BODY = "body"
    CLOSING = "closing"
    SIGNATURE = "signature"
    DATE = "date"
    ATTACHMENT = "attachment"
    IMPRINT = "imprint"


class SectionFunction(StrEnum):
    """What a section is there for, whatever its heading says."""

    OPENING = "opening"
    REVIEW = "review"
    PROBLEMS = "problems"
    SITUATION = "situation"
    TASKS = "tasks"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline. `id` is a path such as `2.3`; `level` is the depth in the tree, 1 at the top.

    `label` is the number as printed or as Word computes it; `heading` the words of the heading, `heading_span` their
    place (None where the heading is not in the text). The span holds all that belongs to the section, its children too.
    """

    id: str
    parent: str | None
    level: int
    kind: SectionKind
    function: SectionFunction | None
    label: str
    heading: str
    heading_span: Span | None
    span: Span


class Concealment(StrEnum):
    """How text is set so that nobody sees it."""

    HIDDEN = "hidden"
    """By Word's own setting; it is in the text only where hidden text is asked for."""
    COLOUR = "colour"
    """In the colour of what is behind it."""
    SIZE = "size"
    """Too small to be read."""


@dataclass(frozen=True, slots=True)
class Concealed:
    """A stretch of the text that nobody sees, and how that is done."""

    span: Span
    how: Concealment


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of a reader beside the text, replies among them.

    `id` and `date` are as the file writes them; `anchor` is what the remark is on (empty: a point in the text), None
    where that is not in the text.
    """

    id: str
    author: str
    initials: str
    date: str
    text: str
    anchor: Span | None


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself, as it writes it; empty where it says nothing. Times are ISO 8601."""

    title: str = ""
    subject: str = ""
    keywords: str = ""
    description: str = ""
    author: str = ""
    last_modified_by: str = ""
    revision: str = ""
    created: str = ""
    modified: str = ""
    company: str = ""
    application: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One opened file.

    `text` is the text as the contract defines it and the only coordinate; `body_end` says where the body ends (notes,
    headers and footers follow). `pieces` is the way back into a Word file, by `start`; empty for other formats.
    `concealed` is by `start`, `comments` in the order of the file.
    """

    name: str
    path: str
    sha256: str
    format: str
    text: str
    body_end: int
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[Message, ...] = ()
    comments: tuple[Comment, ...] = ()
    properties: Properties = Properties()
    concealed: tuple[Concealed, ...] = ()
