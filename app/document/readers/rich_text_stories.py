"""The stories of an RTF file while they are read: the body, notes, text boxes, margins, each a row of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.document.model import Block, BlockKind, Look
from app.document.readers.rich_text_tokens import whole_characters
from app.document.readers.wordml_manuscript import Manuscript
from app.messages import Message, message


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A finished paragraph. `cell` is its table, row and column, each from 1; `boxes` are anchored in it."""

    text: str
    number: str
    level: int | None
    look: Look
    contents: bool
    cell: tuple[int, int, int] | None
    boxes: tuple[Story, ...]


@dataclass(slots=True)
class Story:
    """A row of paragraphs and the beginning of the next; `kind` says what its blocks are."""

    kind: BlockKind = BlockKind.PARAGRAPH
    paragraphs: list[Paragraph] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    number: str = ""
    boxes: list[Story] = field(default_factory=list)
    look: Look | None = None
    table: int = 0
    row: int = 0
    column: int = 1
    in_table: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a paragraph has begun that is not finished."""
        return bool(self.pieces or self.boxes)

    @property
    def words(self) -> str:
        """All its text."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def say(self, text: str, look: Look) -> None:
        """Add text to the paragraph that has begun, or begin one."""
        self.pieces.append(text)
        if self.look is None and not text.isspace():
            self.look = look

    def finish(self, *, level: int | None, centred: bool, contents: bool, in_table: bool) -> None:
        """Finish the paragraph."""
        self._place(in_table)
        look = self.look or Look()
        self.paragraphs.append(
            Paragraph(
                text=whole_characters("".join(self.pieces)),
                number=whole_characters(self.number).strip(),
                level=level,
                look=Look(look.font, look.size, look.bold, centred),
                contents=contents,
                cell=(self.table, self.row, self.column) if in_table else None,
                boxes=tuple(self.boxes),
            )
        )
        self.pieces, self.number, self.boxes, self.look = [], "", [], None

    def end_cell(self) -> None:
        """Go on to the next cell of the row."""
        self.column += 1

    def end_row(self) -> None:
        """Go on to the next row of the table."""
        self.row, self.column = self.row + 1, 1

    def _place(self, in_table: bool) -> None:
        """Begin a table where the one before has ended, or none was."""
        if in_table and not self.in_table:
            self.table, self.row, self.column = self.table + 1, 1, 1
        self.in_table = in_table


def written(body: Story, notes: Iterable[Story], margins: Iterable[Story], most: int) -> tuple[Manuscript, int]:
    """Give all stories as one manuscript of at most `most` blocks, and where the body ends.

    Text boxes follow the paragraph that anchors them; then come footnotes, endnotes, headers and footers; a margin that
    says the same as one before is left out.
    """
    manuscript = Manuscript(most)
    counts = {BlockKind.PARAGRAPH: 0, BlockKind.TEXTBOX: 0}
    for paragraph in body.paragraphs:
        _write(manuscript, paragraph, _body_place(paragraph, counts))
        for box in paragraph.boxes:
            counts[BlockKind.TEXTBOX] += 1
            for inner in box.paragraphs:
                where = message("where.textbox", number=counts[BlockKind.TEXTBOX])
                _write(manuscript, inner, (BlockKind.TEXTBOX, where))
    body_end = manuscript.length
    for kind, code in ((BlockKind.FOOTNOTE, "where.footnote"), (BlockKind.ENDNOTE, "where.endnote")):
        for number, note in enumerate((note for note in notes if note.kind is kind), 1):
            for paragraph in note.paragraphs:
                # The space behind the note's number is no text.
                words = replace(paragraph, text=paragraph.text.lstrip(" "))
                _write(manuscript, words, (kind, message(code, number=number)))
    for kind, code in ((BlockKind.HEADER, "where.header"), (BlockKind.FOOTER, "where.footer")):
        for margin in _different(margin for margin in margins if margin.kind is kind):
            for paragraph in margin.paragraphs:
                _write(manuscript, paragraph, (kind, message(code)))
    return manuscript, body_end


def _body_place(paragraph: Paragraph, counts: dict[BlockKind, int]) -> tuple[BlockKind, Message]:
    if paragraph.cell is not None:
        table, row, column = paragraph.cell
        return BlockKind.CELL, message("where.cell", table=table, row=row, column=column)
    counts[BlockKind.PARAGRAPH] += 1
    return BlockKind.PARAGRAPH, message("where.paragraph", number=counts[BlockKind.PARAGRAPH])


def _different(margins: Iterable[Story]) -> Iterator[Story]:
    seen = {""}
    for margin in margins:
        if margin.words.strip() not in seen:
            seen.add(margin.words.strip())
            yield margin


def _write(manuscript: Manuscript, paragraph: Paragraph, place: tuple[BlockKind, Message]) -> None:
    start = manuscript.begin()
    manuscript.add(paragraph.text)
    kind, where = place
    manuscript.finish(
        Block(
            start,
            manuscript.length,
            kind,
            where,
            number=paragraph.number,
            outline_level=paragraph.level,
            look=paragraph.look,
            contents=paragraph.contents,
        )
    )
