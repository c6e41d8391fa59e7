"""How each line of a document is to be set, told from its blocks and sections: title, heading, body or note."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto

from app.document.model import Block, BlockKind, Document, Section, SectionKind, Span

_END_MARKS = "。．.：:；;，,、！!"
_LONGEST_LABEL = 12
"""Code points between the start of a section and its heading that are still a label (第一百二十三条　)."""
_LONGEST_RUN_IN = 20
"""Code points of a heading inside a paragraph that are set as one; of a longer one only the first clause."""
_CLAUSE_MARKS = "，,；;：:"


class Setting(Enum):
    """How a line is set."""

    TITLE = auto()
    CENTRED = auto()
    FLUSH = auto()
    RIGHT = auto()
    HEADING = auto()
    BODY = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; code points. `number` is what Word computes for it, `level` that of a heading, else 0."""

    start: int
    end: int
    setting: Setting
    level: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading with their printed label; `own_line` where nothing else stands in the line."""

    span: Span
    level: int
    own_line: bool


def lines(document: Document) -> tuple[Line, ...]:
    """Give every line of the text, in order: one for each of the parts that LF divides it into."""
    own = {heading.span.start: heading.level for heading in headings(document) if heading.own_line}
    starts = [block.start for block in document.blocks]
    tops = [section for section in document.sections if section.level == 1]
    top_starts = [section.span.start for section in tops]
    found, start = [], 0
    for words in document.text.split("\n"):
        end = start + len(words)
        block = _at(document.blocks, starts, start)
        part = bisect_right(top_starts, start) - 1
        first = start + len(words) - len(words.lstrip())
        found.append(
            Line(
                start,
                end,
                _setting(start, end, block, tops[: part + 1], first in own),
                own.get(first, 0),
                block.number if block and block.start == start else "",
            )
        )
        start = end + 1
    return tuple(found)


def headings(document: Document) -> tuple[Heading, ...]:
    """Give the headings that stand in the text, in order."""
    return tuple(
        _heading(document.text, section, section.heading_span)
        for section in document.sections
        if section.heading_span is not None and section.kind in {SectionKind.SECTION, SectionKind.ITEM}
    )


def _heading(text: str, section: Section, words: Span) -> Heading:
    start = section.span.start
    start += len(text[start : words.start]) - len(text[start : words.start].lstrip())
    if words.start - start > _LONGEST_LABEL or "\n" in text[start : words.start]:
        start = words.start
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    rest = text[words.end : line_end if line_end >= 0 else len(text)]
    own_line = not text[line_start:start].strip() and not rest.strip().strip(_END_MARKS)
    end = words.end if own_line or len(words) <= _LONGEST_RUN_IN else _first_clause_end(text, words)
    return Heading(Span(start, end), section.level, own_line)


def _first_clause_end(text: str, words: Span) -> int:
    marks = (place for place in range(words.start, words.end) if text[place] in _CLAUSE_MARKS)
    return next(marks, words.end)


def _at(blocks: tuple[Block, ...], starts: list[int], offset: int) -> Block | None:
    index = bisect_right(starts, offset) - 1
    return blocks[index] if index >= 0 and offset <= blocks[index].end else None


def _setting(start: int, end: int, block: Block | None, parts: list[Section], is_heading: bool) -> Setting:
    if block and block.kind not in {BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.TEXTBOX}:
        return Setting.NOTE
    if is_heading:
        return Setting.HEADING
    if parts:
        kind = parts[-1].kind
        if kind is SectionKind.TITLE:
            return Setting.TITLE
        if kind in {SectionKind.SPEAKER, SectionKind.DATE, SectionKind.SIGNATURE}:
            opening = {SectionKind.TITLE, SectionKind.SPEAKER, SectionKind.DATE}
            before = all(part.kind in opening for part in parts[:-1])
            return Setting.CENTRED if before and kind is not SectionKind.SIGNATURE else Setting.RIGHT
        if kind in {SectionKind.SALUTATION, SectionKind.RECIPIENT} and end <= parts[-1].span.end:
            return Setting.FLUSH
    if block and block.look.centred:
        return Setting.CENTRED
    return Setting.FLUSH if block and block.kind is BlockKind.CELL else Setting.BODY


def first_word(text: str, start: int) -> int:
    """Give where the words of a section begin: blank lines belong to the section before, blanks to none."""
    return start + len(text[start:]) - len(text[start:].lstrip())
