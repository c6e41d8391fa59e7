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
_PARTS_OF_LAWS = 4
"""The rank up to which numbers are those of laws, which say themselves what they part."""
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
    given = {}
    for scheme in {restart.scheme for restart in restarts}:
        own = [restart for restart in restarts if restart.scheme == scheme]
        between = [_last_line(document, restart.last, restart.block) for restart in own]
        lines = [line for line in between if line is not None]
        if lines:
            above = {_last_line(document, restart.before, restart.first) for restart in own}
            lines += [line for line in above if line is not None and _heads_too(document, line, lines)]
            lines += _behind(document, at_head, lines)
        given.update({line: Divider(line, scheme) for line in lines})
    return [given[line] for line in sorted(given)]


@dataclass(frozen=True, slots=True)
class _Restart:
    """Where counting begins again: blocks of the mark before, of the new first, of the first run and what precedes."""

    scheme: str
    last: int
    block: int
    before: int
    first: int


def _restarts(at_head: Sequence[Mark]) -> Iterator[_Restart]:
    open_runs: dict[str, tuple[float, int, int]] = {}
    last = -1
    outermost: float | None = None
    for mark in at_head:
        name, rank = mark.scheme.name, mark.scheme.rank
        open_runs = {other: run for other, run in open_runs.items() if run[0] <= rank}
        if mark.number == 1 and name in open_runs and not mark.scheme.article:
            yield _Restart(name, last, mark.block, *open_runs[name][1:])
        elif mark.number == 1 and outermost is not None and _PARTS_OF_LAWS < rank < outermost:
            # 一、 behind （一） （二） that stand in nothing: the first part of the text is counted otherwise.
            yield _Restart(name, last, mark.block, -1, at_head[0].block)
        open_runs.setdefault(name, (rank, last, mark.block))
        outermost = rank if outermost is None else min(outermost, rank)
        last = mark.block


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
