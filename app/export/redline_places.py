"""Where text that moved stood and stands, told by the headings and numbers above it: no whole outline is needed."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from app.document.marks import SCHEMES, content_start
from app.document.model import Block, BlockKind, Document
from app.messages import sentence

_LONGEST = 24
"""How many characters of a heading are said."""
_ENDS = re.compile(r"[，,。；;：:！!？?\n]")
"""What ends the words that are said behind a number."""
_NUMBERED = re.compile("|".join(f"({scheme.pattern.pattern.replace('?P<n>', '?:')})" for scheme in SCHEMES))
"""A number in any form, a group for each scheme: one look tells the first one that fits."""
_TRIM = " \t\u3000\xa0*_#"


class _Head(NamedTuple):
    """What opens a paragraph: the block, its number and the words behind.

    `level` is what the file declares (infinite where it says nothing), `rank` that of the number's form (0 without).
    """

    block: int
    level: float
    rank: float
    label: str
    words: str

    def holds(self, other: _Head) -> bool:
        """Whether the other lies within this one, which stands before it: no article holds an article."""
        above = self.rank < other.rank if self.rank and other.rank else self.level < other.level
        return above and self.level <= other.level


class Places:
    """The places of one document in words: 第二章 › 第十条."""

    def __init__(self, document: Document, language: str) -> None:
        self._document, self._blocks = document, document.blocks
        self._language = language
        self._heads: list[_Head] = []
        self._known = 0
        """The number of blocks whose heads are known."""

    def at(self, offset: int) -> str:
        """Say where an offset stands: the numbers down to the nearest above, with its words; else the paragraph."""
        block = bisect_right(self._blocks, offset, key=lambda block: block.start) - 1
        if block >= self._known:
            self._heads += _heads(self._document, range(self._known, block + 1))
            self._known = block + 1
        path: list[_Head] = []
        for head in reversed(self._heads[: bisect_right(self._heads, block, key=lambda head: head.block)]):
            if not path or head.holds(path[-1]):
                path.append(head)
        if path:
            around = [head.label or head.words for head in reversed(path[1:])]
            return " › ".join([*around, path[0].label + path[0].words])
        return sentence(self._blocks[block].where, self._language) if block >= 0 else ""


def _heads(document: Document, indices: range) -> Iterator[_Head]:
    """Give the paragraphs that begin with a number by its form, or that the file declares headings."""
    for index in indices:
        block = document.blocks[index]
        if block.kind is BlockKind.PARAGRAPH and not block.contents and block.start < block.end:
            head = _head(document, block, index)
            if head is not None:
                yield head


def _head(document: Document, block: Block, index: int) -> _Head | None:
    text, start = document.text, content_start(document, block)
    level = math.inf if block.outline_level is None else block.outline_level
    label = block.number.strip()
    number = _NUMBERED.match(label) if label else _NUMBERED.match(text, start, block.end)
    if number is None or number.lastindex is None:
        return None if level == math.inf else _Head(index, level, 0.0, label, _short(text[start : block.end]))
    scheme = SCHEMES[number.lastindex - 1]
    behind = start if label else number.end()
    words = "" if scheme.article else _ENDS.split(text[behind : block.end], maxsplit=1)[0]
    return _Head(index, level, scheme.rank, label or number[0].strip(_TRIM), _short(words))


def _short(words: str) -> str:
    said = " ".join(words.split()).strip(_TRIM)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
