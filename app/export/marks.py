"""What is marked in a document and how each kind looks: one table for shading and underline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.comparison.model import Comparison, Kind, Occurrence, Passage
from app.document.model import Span


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """How marked text looks in Word.

    `fill` is the shade behind the text, light enough for black text; `underline` a pattern of `w:u`, so that kinds are
    told apart in black and white, or empty; `line` the colour of the underline; `highlight` the named colour of a text
    marker instead of the shade.
    """

    fill: str
    underline: str = ""
    line: str = ""
    highlight: str = ""


STYLES: Mapping[Kind, MarkStyle] = {
    Kind.VERBATIM: MarkStyle("FAD4C0", "wave", "D55E00", "red"),
    Kind.TEMPLATE: MarkStyle("FCE3A9", "dash", "B87A00", "yellow"),
    Kind.LIST: MarkStyle("F0D3E3", "dotDash", "A8578A", "magenta"),
    Kind.NEAR: MarkStyle("CFE8F8", "dotted", "0072B2", "cyan"),
    Kind.REFERENCE: MarkStyle("C6E8DC", "double", "009E73", "green"),
    Kind.CITATION: MarkStyle("E3EDC8", "dotDotDash", "6B7F2A", "darkYellow"),
    Kind.FORMULA: MarkStyle("E6E6E6", "single", "808080", "lightGray"),
    Kind.COMMON: MarkStyle("F2F2F2", highlight="lightGray"),
}
"""Tints of the Okabe-Ito colours, which differ for colour-blind readers too, with lines of the same hues.

`w:highlight` knows sixteen colours, most of them too dark to read through: the seven here are the ones left.
"""

UNIQUE = MarkStyle("FFFBE0")
"""What no other document has: a pale tint without a line, since most of a draft may be so."""


def contrast(colour: str, other: str) -> float:
    """Give the contrast of two colours (RRGGBB) as WCAG 2 defines it: from 1 for the same to 21 for black on white."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (share / 255 for share in bytes.fromhex(colour))
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Marking:
    """What a marked copy shows: the person's choice.

    `highlights` uses the text marker's sixteen colours instead of shades (for programs that show no shades); `colours`
    gives shades of one's own by kind, as RRGGBB. `links` leads from a comment to the same passage in the other copies.
    """

    kinds: frozenset[Kind] = frozenset(Kind)
    unique: bool = True
    comments: bool = True
    legend: bool = True
    links: bool = True
    highlights: bool = False
    colours: Mapping[Kind, str] = field(default_factory=dict)

    def style(self, kind: Kind) -> MarkStyle:
        """Give how a kind looks under this choice: with a `highlight` only where marker colours are asked for."""
        style = STYLES[kind]
        if self.highlights:
            return style
        return replace(style, fill=self.colours.get(kind, style.fill), highlight="")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a document's text and how it is to look."""

    span: Span
    style: MarkStyle


def shared_places(
    comparison: Comparison, number: int, kinds: Collection[Kind] = frozenset(Kind)
) -> Iterator[tuple[Passage, Occurrence]]:
    """Give what document `number` shares with others, in the order of the passages; repeats in itself are left out."""
    for passage in comparison.passages:
        if passage.documents > 1 and passage.kind in kinds:
            for occurrence in passage.occurrences:
                if occurrence.document == number:
                    yield passage, occurrence


def marks(comparison: Comparison, number: int, marking: Marking = Marking()) -> list[Mark]:
    """Give the marks of document `number`, in order and apart: each character looks like the first of its kinds."""
    # A character a byte: the rank of its look, 0 for none. Of two kinds the first wins, so it is written last.
    looks = bytearray(len(comparison.documents[number].text))
    if marking.unique:
        for span in (each.span for each in comparison.unique if each.document == number):
            looks[span.start : span.end] = b"\x01" * len(span)
    spans: dict[Kind, list[Occurrence]] = {kind: [] for kind in reversed(Kind)}
    for passage, occurrence in shared_places(comparison, number, marking.kinds):
        spans[passage.kind].append(occurrence)
    styles = [UNIQUE, UNIQUE]
    for kind, occurrences in spans.items():
        look = bytes([len(styles)])
        styles.append(marking.style(kind))
        for occurrence in occurrences:
            looks[occurrence.start : occurrence.end] = look * (occurrence.end - occurrence.start)
    return [Mark(Span(*run.span()), styles[looks[run.start()]]) for run in _RUN.finditer(looks)]


_RUN = re.compile(rb"([^\0])\1*", re.DOTALL)
