"""A document as the units that edits move as wholes: paragraphs, rows of tables, notes, headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.document.model import Block, BlockKind, Document
from app.language.disguise import UNSEEN
from app.language.folding import comparable
from app.language.spans import Span

_NUMBERED = re.compile(
    r"^(?:第[零一二三四五六七八九十百千0-9]+[编章节条款项]?|[一二三四五六七八九十]{1,3}(?:[是要](?=.{4}))?|[0-9]{1,3}(?![0-9年月日]))"
)

_BLANK = re.compile(rf"[\s{UNSEEN}]*")
"""What a blank line may hold."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a whole row of a table.

    `content` is what is compared. The unit ends where the next begins (`end`): its line end belongs to it, and the
    blank lines that follow. `words` are its comparable characters, `bare` those without a number at the beginning.
    `cells` are the contents of a row's paragraphs; of a paragraph, its own.
    """

    kind: BlockKind
    content: Span
    end: int
    words: str
    bare: str
    cells: tuple[Span, ...]


def units(document: Document) -> list[Unit]:
    """Give the units of the whole text in order; they tile it. Linear."""
    text = document.text
    groups = list(_groups(document, text))
    ends = [group[0].start for group in groups[1:]] + [len(text)]
    found = []
    for number, (group, end) in enumerate(zip(groups, ends, strict=True)):
        row = group[0].kind is BlockKind.CELL
        start = group[0].start if number else 0
        content = Span(start, max(start, group[-1].end if row else group[0].end))
        words = comparable(text[content.start : content.end])
        cells = tuple(Span(block.start, block.end) for block in group) if row else (content,)
        found.append(Unit(group[0].kind, content, end, words, _NUMBERED.sub("", words), cells))
    return found


def _groups(document: Document, text: str) -> Iterator[list[Block]]:
    """The blocks of each unit: a row's; a paragraph with the blank ones behind it."""
    blocks: Sequence[Block] = document.blocks
    for key, run in groupby(blocks, _row):
        if key is not None:
            yield list(run)
            continue
        unit: list[Block] = []
        for block in run:
            if unit and not (unit[0].kind is block.kind is BlockKind.PARAGRAPH and _is_blank(block, text)):
                yield unit
                unit = []
            unit.append(block)
        yield unit


def _is_blank(block: Block, text: str) -> bool:
    return block.start == block.end or _BLANK.fullmatch(text, block.start, block.end) is not None


def _row(block: Block) -> tuple[object, object] | None:
    """Which row of which table a block is in; None outside tables."""
    if block.kind is not BlockKind.CELL:
        return None
    return block.where.values.get("table"), block.where.values.get("row")
