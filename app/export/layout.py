"""A text document as a Word file in the usual layout of official papers (GB/T 9704), line by line."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.document.model import Block, Document, Piece, Section, SectionKind, Span
from app.export.layout_styles import HEADINGS, Style, prepare
from app.export.wordml import is_xml

_PART = "word/document.xml"
_INDENTS = " \t\u3000\xa0"
_AFTER_HEADING = "。！？；：，.!?;:, \u3000”’」』）)*_"
_CENTRED = {SectionKind.TITLE: Style.TITLE, SectionKind.SPEAKER: Style.SPEAKER}
_WHOLE_LINES: Mapping[SectionKind, Style] = {
    SectionKind.TITLE: Style.TITLE,
    SectionKind.SPEAKER: Style.SPEAKER,
    SectionKind.RECIPIENT: Style.SALUTATION,
    SectionKind.SALUTATION: Style.SALUTATION,
    SectionKind.SIGNATURE: Style.SIGNATURE,
    SectionKind.DATE: Style.DATE,
}
