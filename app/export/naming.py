"""What documents, places in them and kinds are called where a person reads of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import PurePath

from app.comparison.model import Kind
from app.document.model import Document, Section
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

    For example 第二 › 一要强化作风建设. In a document without sections it is the paragraph.
    """
    holding = [
        s for s in document.sections if s.span.start <= offset < s.span.end and (s.label.strip() or s.heading.strip())
    ]
    if holding:
        path = [s for s in holding[:-1] if s.label.strip()]
        return " › ".join([*(_label(section) for section in path), _named(holding[-1])])
    number = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    return sentence(document.blocks[number].where, language) if number >= 0 else ""


def _label(section: Section) -> str:
    return section.label.strip(_TRIM).rstrip("，,、.．：:")


def _named(section: Section) -> str:
    heading = " ".join(section.heading.split())
    if len(heading) > _LONGEST_HEADING:
        heading = heading[: _LONGEST_HEADING - 1] + "…"
    return section.label.strip(_TRIM) + heading
