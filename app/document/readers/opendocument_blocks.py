"""The blocks of an OpenDocument text while they are written: blanks as XML has them, looks, places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from app.document.model import Block, BlockKind, Look
from app.document.readers.opendocument_styles import Setting
from app.document.readers.wordml_manuscript import Manuscript
from app.messages import Message, message

_BLANKS = re.compile(r"[ \t\r\n]+")


_NOTES = (BlockKind.FOOTNOTE, BlockKind.ENDNOTE)


@dataclass(frozen=True, slots=True)
class Place:
    """What the blocks that are read now are, and where they stand."""

    kind: BlockKind
    where: Message


@dataclass(slots=True)
class OpenBlock:
    """A block that has begun. Where the end of its paragraph is not in the view, it goes on with the next one.

    `boxes` are anchored in it; `blank` says that a blank is due: a run of them is one, and none begins or ends a block.
    """

    start: int
    setting: Setting
    number: str = ""
    level: int | None = None
    boxes: list[Element] = field(default_factory=list)
    first: Setting | None = None
    bold: bool = True
    blank: bool = False


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks into a manuscript. Without a `place` they are paragraphs of the body, which are numbered."""

    reads_hidden: bool
    manuscript: Manuscript
    hidden: int = 0
    place: Place | None = None
    block: OpenBlock | None = None
    _paragraphs: int = 0

    def begin(self, setting: Setting) -> OpenBlock:
        """Begin a block that is set like this."""
        self.block = OpenBlock(self.manuscript.begin(), setting)
        return self.block

    def say(self, text: str, setting: Setting) -> None:
        """Say text in which blanks are XML's: any number of them is one."""
        for number, word in enumerate(_BLANKS.split(text)):
            if self.block is not None:
                self.block.blank |= number > 0 and self.manuscript.length > self.block.start
            if word:
                self.say_exactly(word, setting)

    def say_exactly(self, text: str, setting: Setting) -> None:
        """Say text as it stands, where it is not hidden."""
        block = self.block
        if block is None or (text.isspace() and self._follows_mark(block)):
            return
        if setting.hidden:
            self.hidden += len(text)
            if not self.reads_hidden:
                return
        if block.blank:
            block.blank = False
            self.manuscript.add(" ")
        self.manuscript.add(text)
        if not text.isspace():
            block.first = block.first or setting
            block.bold = block.bold and bool(setting.bold)

    def _follows_mark(self, block: OpenBlock) -> bool:
        """Tell whether the next that is said stands behind the number of a note: a space there is no text."""
        return self.place is not None and self.place.kind in _NOTES and self.manuscript.length == block.start

    def finish(self, *, contents: bool) -> list[Element]:
        """Finish the open block, if any; give the boxes that it anchors."""
        block, self.block = self.block, None
        if block is None:
            return []
        first = block.first or Setting()
        place = self.place
        if place is None:
            self._paragraphs += 1
            place = Place(BlockKind.PARAGRAPH, message("where.paragraph", number=self._paragraphs))
        look = Look(first.font, first.size, block.first is not None and block.bold, bool(block.setting.centred))
        self.manuscript.finish(
            Block(
                block.start,
                self.manuscript.length,
                place.kind,
                place.where,
                number=block.number,
                outline_level=block.level,
                look=look,
                contents=contents,
            )
        )
        return block.boxes
