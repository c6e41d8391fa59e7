"""Heads without a number that part numbered runs: a short line, and behind it counting begins again.

    2023年工作回顾 … 一、 … 二、 … 2024年主要任务 … 一、 … 二、 … 政府自身建设 …

A short line alone proves nothing. Where 一、 comes a second time and no number above it says why, the line between the
two runs does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.document.marks import Mark
from app.document.model import BlockKind, Document
from app.language.folding import comparable

_SHORTEST, _LONGEST = 3, 30
_ENDS = tuple("。；;，,：:！!？?、…")
_NO_HEAD = re.compile(
    r"[（(【\[].*[）)】\]]$|[-—*_#=\s]*$|.{0,12}年.{1,4}月.{0,5}$|.*[。！？；].|.{0,24}[\s\u3000]+[\u4e00-\u9fff][\s\u3000]*[\u4e00-\u9fff]{1,3}$"
)
"""Dates, rules, names behind an office, lines in brackets, more than a sentence."""


@dataclass(frozen=True, slots=True)
class Divider:
    """A line that parts numbered runs: the index of its block, and the scheme of the runs."""

    block: int
    scheme: str


def dividers(document: Document, found: Sequence[Mark]) -> list[Divider]:
    """Give the lines that stand between two runs of one scheme, and the one above the first of them, in order.

    `found` are the marks of the document in order. Linear.
    """
    at_head = [mark for mark in found if not mark.inline and not mark.scheme.inline]
    restarts = list(_restarts(at_head))
    schemes = {scheme for scheme, _, _ in restarts}
    given = {}
    for scheme in schemes:
        gaps = [(last, first) for name, last, first in restarts if name == scheme]
        lines = [line for last, first in gaps if (line := _last_line(document, last, first)) is not None]
        if lines:
            first = next(mark.block for mark in at_head if mark.scheme.name == scheme)
            above = _last_line(document, _before(at_head, first), first)
            lines += [above] if above is not None and _heads_too(document, above, lines) else []
            lines += _behind(document, at_head, lines)
        given.update({line: Divider(line, scheme) for line in lines})
    return [given[line] for line in sorted(given)]


def _restarts(at_head: Sequence[Mark]) -> Iterator[tuple[str, int, int]]:
    """Where counting begins again: the scheme, the block of the last mark before, the block of the new one."""
    open_runs: dict[str, float] = {}
    last = -1
    for mark in at_head:
        open_runs = {name: rank for name, rank in open_runs.items() if rank <= mark.scheme.rank}
        if mark.number == 1 and mark.scheme.name in open_runs and not mark.scheme.article:
            yield mark.scheme.name, last, mark.block
        open_runs[mark.scheme.name] = mark.scheme.rank
        last = mark.block


def _before(at_head: Sequence[Mark], block: int) -> int:
    return max((mark.block for mark in at_head if mark.block < block), default=-1)


def _last_line(document: Document, last: int, first: int) -> int | None:
    """The last line between two blocks that may be a head."""
    return next((index for index in range(first - 1, last, -1) if _may_head(document, index)), None)


def _behind(document: Document, at_head: Sequence[Mark], lines: Sequence[int]) -> list[int]:
    """The lines behind all numbers that are printed as the dividers are, if these are printed as nothing else is."""
    signs = {_sign(document, line) for line in lines}
    if "" in signs:
        return []
    after = range(at_head[-1].block + 1, len(document.blocks))
    return [index for index in after if _may_head(document, index) and _sign(document, index) in signs]


def _heads_too(document: Document, above: int, lines: Sequence[int]) -> bool:
    """Whether the line above the first number is printed as the dividers are, and text stands before it: no title."""
    said = (document.text[block.start : block.end].rstrip("*_ \t\u3000\xa0") for block in document.blocks[:above])
    alike = _sign(document, above) in {_sign(document, line) for line in lines}
    return alike and any(words.endswith(_ENDS) for words in said)


def _sign(document: Document, index: int) -> str:
    """The sign of Markdown that a line begins with."""
    block = document.blocks[index]
    words = document.text[block.start : block.end].strip()
    return words[:2] if document.format == "md" and words.startswith("**") and words.endswith("**") else ""


def _may_head(document: Document, index: int) -> bool:
    block = document.blocks[index]
    words = document.text[block.start : block.end].strip().strip("*_ ")
    return (
        block.kind is BlockKind.PARAGRAPH
        and not block.contents
        and len(words) <= _LONGEST
        and len(comparable(words)) >= _SHORTEST
        and not words.endswith(_ENDS)
        and not _NO_HEAD.match(words)
    )
