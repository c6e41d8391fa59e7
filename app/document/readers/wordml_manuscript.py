"""The text of a document while it is read: blocks joined by a line feed, and where each stretch came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.document.model import Block, Concealed, Concealment, Piece, Span
from app.document.options import Limits


class TooManyParagraphs(Exception):
    """A file has more paragraphs than are read."""


@dataclass(slots=True)
class Manuscript:
    """Text that grows at its end, up to `most` blocks.

    A block is begun, text is added to it, and it is finished before the next begins.
    """

    most: int = Limits().paragraphs
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    concealed: list[Concealed] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text so far."""
        return "".join(self._texts)

    def begin(self) -> int:
        """Begin a block; give where it starts. Raises TooManyParagraphs."""
        if len(self.blocks) >= self.most:
            raise TooManyParagraphs
        if self.blocks:
            self._texts.append("\n")
            self.length += 1
        return self.length

    def add(self, text: str) -> None:
        """Add text that has no place in a run: line feeds between blocks, formulas."""
        self._texts.append(text)
        self.length += len(text)

    def add_from(self, text: str, part: str, run: int, offset: int) -> None:
        """Add text of a run; what goes on where the last piece ended is one piece with it."""
        start = self.length
        self._texts.append(text)
        self.length += len(text)
        if offset and self.pieces:
            last = self.pieces[-1]
            if (last.end, last.run, last.offset + last.end - last.start, last.part) == (start, run, offset, part):
                self.pieces[-1] = Piece(last.start, self.length, part, run, last.offset)
                return
        self.pieces.append(Piece(start, self.length, part, run, offset))

    def conceal(self, start: int, how: Concealment) -> None:
        """Note that the text from `start` on is not seen; what goes on where the last such stretch ended is one."""
        last = self.concealed[-1] if self.concealed else None
        if last and (last.span.end, last.how) == (start, how):
            self.concealed[-1] = Concealed(Span(last.span.start, self.length), how)
        else:
            self.concealed.append(Concealed(Span(start, self.length), how))

    def finish(self, block: Block) -> None:
        """Finish the block that was begun."""
        self.blocks.append(block)
