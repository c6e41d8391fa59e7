"""What opens a section: a mark with its heading, or a heading that the file itself declares."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.document.dividers import dividers
from app.document.line_heads import line_heads
from app.document.marks import Mark, content_start, marks
from app.document.model import Block, BlockKind, Document
from app.language.numerals import number
from app.language.spans import Span

LONGEST_LINE = 70
"""The longest line that is a heading by itself."""
_LONGEST_SENTENCE = 45
_LONGEST_CLAUSE = 30
_INLINE = 100
_LISTED = 50
"""Points of a list lie deeper than all headings, and what is counted inside their paragraphs deeper still."""

_DIVIDING = -2000
"""The run of lines that part numbered runs: no number of a mark, no level."""

_ABOVE = 5.0
"""The rank of lines that are set as headings above what is numbered: inside the parts of laws, outside 一、."""

_COUNTED_INSIDE = frozenset({"arabic-bracket", "circle"})
"""What usually holds 一是 inside a paragraph, and lies in it where a text has it so."""

_LEAST_DECLARED = 3
_LONGEST_DECLARED = 3000
"""Characters to a declared heading beyond which a file declares only some of its headings."""


_END = re.compile(r"[。！!？?；;]+[”’」』）)]*")
_COLON = re.compile(r"[：:]")
_CLAUSE_END = re.compile(r"[，,：:。；;！!？?\n]")
_TRIM = " \t\u3000\xa0\n*_#—"


@dataclass(frozen=True, slots=True)
class Opener:
    """Where a section begins.

    `rank` orders openers from the outermost in. `run` tells runs of one scheme apart. `own_line` headings stand alone
    on their line, the others run on into the text; `content` is where that text begins.
    """

    start: int
    rank: float
    run: int
    label: str
    heading: Span | None
    content: int
    block: int
    inline: bool
    own_line: bool
    item: bool


def openers(document: Document) -> list[Opener]:
    """Give what opens a section in the body, in order: declared headings, and marks that count on."""
    found = marks(document)
    ranks = _ranks(found)
    at_head = {mark.block: mark for mark in found if not mark.inline}
    declared = {
        index: level for index, level in _declared(document) if index not in at_head or _is_heading(document, index)
    }
    styled = _is_styled(document, declared)
    is_law = sum(mark.scheme.article for mark in found) > len(declared)
    given: list[Opener] = []
    for place, mark in enumerate(found):
        level = declared.get(mark.block) if not mark.inline else None
        # Inside a paragraph a run lies deeper than every run at the head of paragraphs.
        rank = level / 100 if level is not None else ranks[mark.scheme.name] + (_INLINE if mark.inline else 0)
        opener = _from_mark(document, mark, found, place, rank)
        # Where styles say what is a heading, other numbers count the points of a list.
        listed = styled and level is None and not (is_law and mark.scheme.article)
        given.append(replace(opener, item=True, rank=rank + _LISTED) if listed else opener)
    for index, level in declared.items():
        if index not in at_head:
            given.append(_from_line(document, index, level))
    if not declared:
        taken = {opener.block for opener in given}
        for line in dividers(document, found):
            if line.block not in taken:
                opener = _from_line(document, line.block, 1)
                given.append(replace(opener, rank=ranks[line.scheme] - 0.5, run=_DIVIDING))
    if not any(document.blocks[index].outline_level for index in declared):
        given += _set_apart(document, {opener.block: opener for opener in given if not opener.inline})
    return sorted(given, key=lambda opener: opener.start)


def _set_apart(document: Document, at_head: Mapping[int, Opener]) -> Iterator[Opener]:
    """Give the lines that are headings by how they are set, each kind outside or inside what is numbered around it."""
    by_level: dict[int, list[int]] = {}
    for head in line_heads(document, at_head):
        by_level.setdefault(head.level, []).append(head.block)
    numbered = sorted(at_head)
    for level, blocks in by_level.items():
        before = [at_head[n].rank for block in blocks if (n := _last_before(numbered, block)) is not None]
        behind = [at_head[n] for block in blocks if (n := _first_behind(numbered, block)) is not None]
        starting = [opener.rank for opener in behind if number(opener.label.strip("（()）、.．第章节条")) == 1]
        if len(starting) > 1 or len(before) < len(blocks):
            rank = min([_ABOVE, *(rank - 1 for rank in starting)])
        else:
            rank = max(before) + 0.5
        for block in blocks:
            opener = _from_line(document, block, level)
            yield replace(opener, rank=rank + level / 1000, run=-1000 - level)


def _last_before(numbered: Sequence[int], block: int) -> int | None:
    at = bisect_left(numbered, block)
    return numbered[at - 1] if at else None


def _first_behind(numbered: Sequence[int], block: int) -> int | None:
    at = bisect_right(numbered, block)
    return numbered[at] if at < len(numbered) else None


def _is_styled(document: Document, declared: Collection[int]) -> bool:
    """Whether the file's own headings are all its headings: there are some, and all over the text."""
    styled = [index for index in declared if document.blocks[index].outline_level is not None]
    return len(styled) >= _LEAST_DECLARED and document.body_end <= _LONGEST_DECLARED * len(styled)


def _ranks(found: Sequence[Mark]) -> dict[str, float]:
    """Give the rank of each scheme here. 第一，floats: outside 一、and （一） where those start again under it."""
    ranks = {mark.scheme.name: float(mark.scheme.rank) for mark in found}
    if "ordinal" in ranks:
        starts = {name: [m.start for m in found if m.scheme.name == name and m.number == 1] for name in ranks}
        if len(starts["ordinal"]) > 1:
            ranks["ordinal"] = 19.0
        elif len(starts.get("comma", ())) > 1 and starts["comma"][0] > starts["ordinal"][0]:
            ranks["ordinal"] = 9.0
    for name in _COUNTED_INSIDE & ranks.keys() if "item" in ranks else ():
        if _begins_inside(found, name, "item") > _begins_inside(found, "item", name):
            ranks["item"] = min(ranks["item"], ranks[name] - 0.5)
    return ranks


def _begins_inside(found: Sequence[Mark], inner: str, outer: str) -> int:
    """How often a run of one scheme begins behind a mark of the other in its paragraph."""
    count, last = 0, -1
    for mark in found:
        if mark.scheme.name == outer:
            last = mark.block
        elif mark.scheme.name == inner and mark.number == 1:
            count += mark.block == last
    return count


def _declared(document: Document) -> Iterator[tuple[int, int]]:
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.PARAGRAPH or block.contents or block.start == block.end:
            continue
        if block.outline_level is not None:
            yield index, block.outline_level
        elif document.format == "md" and (m := re.match(r"(#{1,6})\s+\S", document.text[block.start : block.end])):
            yield index, len(m[1])


def _is_heading(document: Document, index: int) -> bool:
    block = document.blocks[index]
    return block.end - block.start <= 2 * LONGEST_LINE


def _from_line(document: Document, index: int, level: int) -> Opener:
    block = document.blocks[index]
    heading = stripped(document.text, content_start(document, block), block.end)
    label = block.number.strip()
    return Opener(
        block.start, level / 100, -level, label, heading, block.end, index, inline=False, own_line=True, item=False
    )


def _from_mark(document: Document, mark: Mark, found: Sequence[Mark], number: int, rank: float) -> Opener:
    block = document.blocks[mark.block]
    following = found[number + 1] if number + 1 < len(found) else None
    end = following.start if following is not None and following.block == mark.block else block.end
    heading, own_line = _heading(document.text, mark, block, end)
    return Opener(
        start=mark.start,
        rank=rank,
        run=mark.run,
        label=mark.label,
        heading=heading,
        content=_content(document.text, heading, mark, end),
        block=mark.block,
        inline=mark.inline,
        own_line=own_line,
        item=mark.inline or mark.scheme.name in {"item", "sequence"},
    )


def _heading(text: str, mark: Mark, block: Block, end: int) -> tuple[Span | None, bool]:
    """Give the words of a mark's heading, and whether they stand alone on their line."""
    start = mark.heading_start
    stop = _END.search(text, start, end)
    last = stripped(text, stop.end() if stop else end, end)
    alone = not mark.inline and end == block.end and (stop is None or last is None)
    if alone and (line := stripped(text, start, stop.start() if stop else end)) and len(line) <= LONGEST_LINE:
        # A full sentence that opens with 一是 or 第N条 is the content itself, not a line above it.
        return line, not (stop and mark.scheme.name in {"item", "article"})
    if mark.scheme.article:
        return None, False
    colon = _COLON.search(text, start, stop.start() if stop else end)
    if colon is not None and colon.start() - start <= _LONGEST_CLAUSE:
        return stripped(text, start, colon.start()), False
    sentence_end = stop.start() if stop else end
    if sentence_end - start <= _LONGEST_SENTENCE:
        return stripped(text, start, sentence_end), False
    clause = _CLAUSE_END.search(text, start, end)
    if clause is not None and clause.start() - start <= _LONGEST_CLAUSE:
        return stripped(text, start, clause.start()), False
    return None, False


def _content(text: str, heading: Span | None, mark: Mark, end: int) -> int:
    if heading is None:
        return mark.heading_start
    stop = re.compile(r"[*_]*[。！!？?；;：:，,]?[”’」』]*[ \t\u3000\xa0]*").match(text, heading.end, end)
    return stop.end() if stop is not None else heading.end


def stripped(text: str, start: int, end: int) -> Span | None:
    """Give what is left of a stretch without white space and signs of Markdown around it; None where nothing is."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end) if start < end else None
