"""Heads without a number on lines of their own: told by how they are set, where the text around is set otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.document.model import Block, BlockKind, Document, Look
from app.language.folding import comparable

_SHORTEST, _LONGEST = 2, 40
_TEXT = 40
"""The length from which a paragraph is text, never a heading."""

_LEAST_BEHIND = 20
"""Characters of text that stand behind a heading before the next one."""

_NUMBERED = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十]+[）)、.．]|第[一二三四五六七八九十百\d]+")
"""A number that counts nothing on is no better a heading for its look."""

_SIZE = 10.5
"""Word's own size where a file says nothing, in points."""

_ENDS = "。；;，,：:！!？?、…"
_HEADING_FONTS = ("黑体", "楷体", "小标宋", "simhei", "heiti", "kaiti", "stheiti", "microsoft yahei", "微软雅黑")


@dataclass(frozen=True, slots=True)
class LineHead:
    """A line that is a heading by its look: the index of its block, and its level among such lines (1 is the top)."""

    block: int
    level: int


def line_heads(document: Document, taken: Collection[int]) -> list[LineHead]:
    """Give the short lines that are set as headings, in order; blocks in `taken` are something else already.

    A line is a heading where it is larger than the text, bold, centred or in a font of headings, another line is set
    the same, and text follows. Looks are ranked by size, font, weight and place. Linear.
    """
    body = _look_of_text(document)
    if body is None:
        return []
    candidates = [
        index
        for index, block in enumerate(document.blocks)
        if index not in taken and _may_head(document, block) and _stands_out(block.look, body)
    ]
    weights = {index: _weight(document.blocks[index].look, body) for index in _with_text_behind(document, candidates)}
    first_text = next(i for i, block in enumerate(document.blocks) if _is_text(block))
    # Speaker and date stand apart above the text as headings do: a look is one of headings where it comes again below.
    below = {weight for index, weight in weights.items() if index > first_text}
    often = Counter(weight for weight in weights.values() if weight in below)
    ranks = sorted((weight for weight, count in often.items() if count > 1), reverse=True)
    return [LineHead(index, 1 + ranks.index(weight)) for index, weight in weights.items() if weight in ranks]


def _look_of_text(document: Document) -> Look | None:
    """The look that most text has; None where there is none, or the file says nothing of looks."""
    often: Counter[Look] = Counter()
    for block in document.blocks:
        if _is_text(block):
            often[block.look] += block.end - block.start
    return often.most_common(1)[0][0] if often else None


def _is_text(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.end - block.start >= _TEXT


def _may_head(document: Document, block: Block) -> bool:
    words = document.text[block.start : block.end].strip()
    return (
        block.kind is BlockKind.PARAGRAPH
        and not block.contents
        and _SHORTEST <= len(comparable(words)) <= _LONGEST
        and not words.endswith(tuple(_ENDS))
        and "。" not in words
        and not _NUMBERED.match(words)
    )


def _stands_out(look: Look, body: Look) -> bool:
    return _weight(look, body) > (0.0, False, False, False)


def _weight(look: Look, body: Look) -> tuple[float, bool, bool, bool]:
    """How strongly a look stands out from the text's: larger, in a font of headings, bold, centred."""
    larger = max(0.0, (look.size or _SIZE) - (body.size or _SIZE))
    font = (look.font or "").lower()
    headed = font != (body.font or "").lower() and any(name in font for name in _HEADING_FONTS)
    return larger, headed, look.bold and not body.bold, look.centred and not body.centred


def _with_text_behind(document: Document, candidates: Sequence[int]) -> Iterator[int]:
    """Leave out lines that nothing follows but the end: signatures, dates, notes."""
    blocks = document.blocks
    for number, index in enumerate(candidates):
        following = candidates[number + 1] if number + 1 < len(candidates) else len(blocks)
        lines = blocks[index + 1 : following]
        behind = sum(b.end - b.start for b in lines if b.kind is BlockKind.PARAGRAPH and not b.contents)
        if behind >= _LEAST_BEHIND or following == index + 1 < len(blocks):
            yield index
