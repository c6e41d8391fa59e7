"""What a section is called where a person reads of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.model import Document, Section, SectionKind
from ui.language import Language

_NUMBERED = frozenset({SectionKind.SECTION, SectionKind.ITEM})
_WORDS = 60


@dataclass(frozen=True, slots=True)
class SectionWords:
    """The name of a part that is no numbered section (引言), its number, and its heading or first words.

    `words` are the first words of the text where `has_heading` is false.
    """

    part: str
    label: str
    words: str
    has_heading: bool

    @property
    def text(self) -> str:
        """All in one line."""
        return " ".join(filter(None, (self.part, f"{self.label}{self.words}")))


def section_words(document: Document, section: Section, language: Language) -> SectionWords:
    """Give what a section is called in the language of now."""
    heading = one_line(section.heading)
    return SectionWords(
        part="" if section.kind in _NUMBERED else language.say(f"section.{section.kind.value}"),
        label=section.label.strip(),
        words=heading or one_line(document.text[section.span.start : section.span.end][:_WORDS]),
        has_heading=bool(heading),
    )


def one_line(words: str) -> str:
    """Give words on one line."""
    return " ".join(words.split())
