"""A text document as a Word file in the usual layout of official papers (GB/T 9704), a line a paragraph."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

import docx
from docx.oxml.ns import qn

from app.document.model import Block, Document, Piece, Section, SectionKind, Span
from app.export.layout_styles import HEADINGS, Style, font_table, prepare
from app.export.wordml import xml_text

_PART = "word/document.xml"
_FONTS = "word/fontTable.xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_INDENTS = " \t\u3000\xa0"
_AFTER_HEADING = "。！？；：，.!?;:, \u3000\xa0”’」』）)*_"
_WHOLE_LINES: Mapping[SectionKind, Style] = {
    SectionKind.TITLE: Style.TITLE,
    SectionKind.SPEAKER: Style.SPEAKER,
    SectionKind.RECIPIENT: Style.SALUTATION,
    SectionKind.SALUTATION: Style.SALUTATION,
    SectionKind.SIGNATURE: Style.SIGNATURE,
    SectionKind.DATE: Style.DATE,
}
"""The styles of lines that are such a part as a whole."""


def laid_out(document: Document, made: datetime) -> tuple[bytes, tuple[Piece, ...]]:
    """Set a text document as a Word file; give the file and where each stretch of the text stands in it.

    The text is that of the document, letter for letter (Markdown signs too), but for control characters that XML cannot
    hold, which become spaces.
    """
    word = docx.Document()
    prepare(word, PurePath(document.name).stem, made)
    styles = {style.style_id: style for style in word.styles}
    outline = _Outline(document)
    pieces: list[Piece] = []
    for block in document.blocks:
        line = outline.line(block)
        paragraph = word.add_paragraph()
        paragraph.style = styles[line.style]
        if line.indented and line.style is not Style.TITLE:
            indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
            indent.set(qn("w:firstLineChars"), "0")
            indent.set(qn("w:firstLine"), "0")
        for span, in_line in line.stretches:
            text = xml_text(document.text[span.start : span.end], " ")
            paragraph.add_run(text, styles[in_line] if in_line else None)
            pieces.append(Piece(span.start, span.end, _PART, len(pieces), 0))
    stream = io.BytesIO()
    word.save(stream)
    return _packed(stream.getvalue()), tuple(pieces)


@dataclass(frozen=True, slots=True)
class _Line:
    """How a line is set; `indented` where it has white space of its own. Stretches carry a character style's id."""

    style: Style
    indented: bool
    stretches: tuple[tuple[Span, str], ...]


class _Outline:
    """The sections of a document as the layout asks for them."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._sections = sorted(document.sections, key=lambda section: section.span.start)
        self._starts = [section.span.start for section in self._sections]
        self._body = min((s.span.start for s in self._sections if s.kind not in _WHOLE_LINES), default=0)
        self._parents = {section.id: section for section in document.sections}

    def line(self, block: Block) -> _Line:
        """Say how a line is set."""
        words = self._words(Span(block.start, block.end))
        indented = words.start > block.start
        style, heads = self._style(words), []
        if style is Style.BODY:
            heads = [(span, section) for section, span in self._heads(block, words)]
            whole = next((section for span, section in heads if span == words), None)
            if whole is not None:
                # A line that is nothing but 一是…。 is the content itself, not a heading above it.
                style = self._heading(whole) if whole.kind is SectionKind.SECTION else Style.BODY
                heads = []
        looks = [(span, self._heading(section).in_line) for span, section in heads]
        return _Line(style, indented, tuple(_stretches(Span(block.start, block.end), looks)))

    def _words(self, span: Span) -> Span:
        text = self._text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip(_INDENTS))
        return Span(start, max(start, span.start + len(text.rstrip(_INDENTS))))

    def _style(self, words: Span) -> Style:
        for section in self._sections:
            if section.kind in _WHOLE_LINES and len(words) and words.within(section.span):
                under_title = section.kind is SectionKind.DATE and section.span.start < self._body
                return Style.SPEAKER if under_title else _WHOLE_LINES[section.kind]
        return Style.BODY

    def _heads(self, block: Block, words: Span) -> Iterator[tuple[Section, Span]]:
        """Give the sections that begin in a line with the span of their number and heading, apart from each other."""
        done = words.start
        first, last = bisect_left(self._starts, block.start), bisect_left(self._starts, block.end)
        for section in self._sections[first:last]:
            heading = section.heading_span
            if section.kind not in (SectionKind.SECTION, SectionKind.ITEM) or heading is None:
                continue
            start, end = max(section.span.start, words.start), heading.end
            while end < words.end and self._text[end] in _AFTER_HEADING:
                end += 1
            if done <= start < end <= words.end:
                yield section, Span(start, end)
                done = end

    def _heading(self, section: Section) -> Style:
        """Give the style of a section's heading by its depth; points inside a text (一是) are set bold."""
        if section.kind is SectionKind.ITEM:
            return Style.HEADING_3
        depth, above = 0, section.parent
        while above is not None:
            depth += self._parents[above].kind is SectionKind.SECTION
            above = self._parents[above].parent
        return HEADINGS[min(depth, len(HEADINGS) - 1)]


def _stretches(line: Span, looks: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Divide a line into the stretches that look alike; none is empty."""
    at = line.start
    for span, look in looks:
        if span.start > at:
            yield Span(at, span.start), ""
        yield span, look
        at = span.end
    if line.end > at:
        yield Span(at, line.end), ""


def _packed(content: bytes) -> bytes:
    """Pack the file anew with its table of fonts, and without the time of day in the zip: equal input, equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in made.namelist():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, font_table() if name == _FONTS else made.read(name))
    return stream.getvalue()
