"""A block of a Word file while it is read: what its words look like, and whether anybody sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element as Element

from app.document.model import Concealment, Look
from app.document.readers.wordml_formats import NOTHING_SAID, ParagraphFormat, RunFormat
from app.document.readers.wordml_settings import UNSET, Setting

_SMALLEST = 3.0
"""Points below which nobody reads: footnotes are set in 6 and more."""

_SAME_COLOUR = 16
"""Steps of 256 that two colours may differ by in each channel and still be one on paper and screen."""


@dataclass(slots=True)
class OpenBlock:
    """A block that has begun. Where the paragraph mark is not read it outlasts its `w:p`, and the next one goes on."""

    start: int
    in_contents: bool
    setting: Setting = UNSET
    boxes: list[Element] = field(default_factory=list)
    contents_length: int = 0
    lead: int = 0
    _first: RunFormat | None = None
    _bold: bool = True
    _first_ends: int = 0

    @property
    def look(self) -> Look:
        """The look of the paragraph: font and size of its first words; bold if all its words are."""
        first = self._first or NOTHING_SAID
        bold = self._first is not None and self._bold
        return _look(first.font or None, first.size, bold, bool(self.setting.known.centred))

    def add(self, text: str, known: RunFormat, start: int) -> None:
        """Take notice of text that begins at `start` of the document."""
        if text.isspace():
            return
        first = self._first = self._first or known
        self._bold = self._bold and bool(known.bold)
        if self.lead:
            return
        if known is first or (known.font, known.size, bool(known.bold)) == (first.font, first.size, bool(first.bold)):
            self._first_ends = start + len(text)
        elif any(map(str.isalpha, text)):  # digits and marks are often set in a font of their own
            self.lead = self._first_ends - self.start


@lru_cache(maxsize=1024)
def _look(font: str | None, size: float | None, bold: bool, centred: bool) -> Look:
    """Give a look; a file has few different ones, and a thousand paragraphs of each."""
    return Look(font, size, bold, centred)


def concealment(known: RunFormat, paragraph: ParagraphFormat, background: str) -> Concealment | None:
    """Say how text of that format is kept from being seen, if it is; `background` is what is behind the paragraph."""
    if known.hidden:
        return Concealment.HIDDEN
    if known.size is not None and known.size < _SMALLEST:
        return Concealment.SIZE
    if known.colour and _same(known.colour, known.fill or paragraph.fill or background):
        return Concealment.COLOUR
    return None


def _same(colour: str, other: str) -> bool:
    try:
        one, two = bytes.fromhex(colour), bytes.fromhex(other)
    except ValueError:
        return False
    return all(abs(a - b) <= _SAME_COLOUR for a, b in zip(one, two, strict=False))
