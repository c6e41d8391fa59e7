"""What documents, places in them and kinds are called where a person reads of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import PurePath

from app.comparison.model import Kind
from app.document.model import Document, Section, SectionKind
from app.messages import say, sentence

_LONGEST_HEADING = 24
_TRIM = " \t\u3000\xa0\n"


def kind_name(kind: Kind, language: str) -> str:
    """Give the name of a kind."""
    return say(language, f"kind.{kind.value}")


def titles(documents: Sequence[Document]) -> list[str]:
    """Give the documents' names without extension, or with it where two would be called the same."""
    stems = [PurePath(document.name).stem for document in documents]
    return [d.name if stems.count(stem) > 1 else stem for d, stem in zip(documents, stems, strict=True)]


def whereabouts(document: Document, offset: int, language: str) -> str:
    """Say where an offset of the text stands: the labels down to the innermost section, with its heading.

    For example 第二 › 一要强化作风建设. Outside of numbered sections it is the part and the paragraph: 引言 › 第6段.
    """
    holding = [section for section in document.sections if section.span.start <= offset < section.span.end]
    named = [s for s in holding if s.kind in (SectionKind.SECTION, SectionKind.ITEM) and (s.label or s.heading).strip()]
    if named:
        path = [section for section in named[:-1] if section.label.strip()]
        return " › ".join([*(_label(section) for section in path), _named(named[-1])])
    number = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    where = sentence(document.blocks[number].where, language) if number >= 0 else ""
    part = say(language, f"section.{holding[0].kind.value}") if holding else ""
    return " › ".join(filter(None, (part, where)))


def _label(section: Section) -> str:
    return section.label.strip(_TRIM).rstrip("，,、.．：:")


def _named(section: Section) -> str:
    heading = " ".join(section.heading.split())
    if len(heading) > _LONGEST_HEADING:
        heading = heading[: _LONGEST_HEADING - 1] + "…"
    return section.label.strip(_TRIM) + heading
