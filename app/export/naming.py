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
    return Whereabouts(document, language).at(offset)


class Whereabouts:
    """Says where many offsets of one document stand, as `whereabouts` does: what its sections say is made once."""

    def __init__(self, document: Document, language: str) -> None:
        self._blocks = document.blocks
        self._language = language
        self._sections = document.sections  # in the order of the text, each before those within it
        self._starts = [section.span.start for section in document.sections]
        self._by_id = {section.id: section for section in document.sections}
        self._paths: dict[str, str] = {}

    def at(self, offset: int) -> str:
        """Say where an offset stands."""
        innermost = self._innermost(offset)
        path = "" if innermost is None else self._path(innermost)
        if path:
            return path
        number = bisect_right(self._blocks, offset, key=lambda block: block.start) - 1
        where = sentence(self._blocks[number].where, self._language) if number >= 0 else ""
        part = "" if innermost is None else say(self._language, f"section.{self._upwards(innermost)[-1].kind.value}")
        return " › ".join(filter(None, (part, where)))

    def _innermost(self, offset: int) -> Section | None:
        last = bisect_right(self._starts, offset) - 1
        section = self._sections[last] if last >= 0 else None
        while section is not None and section.span.end <= offset:
            section = self._by_id.get(section.parent or "")
        return section

    def _upwards(self, section: Section) -> list[Section]:
        """Give the section and those that hold it, innermost first."""
        path = [section]
        while (parent := self._by_id.get(path[-1].parent or "")) is not None:
            path.append(parent)
        return path

    def _path(self, section: Section) -> str:
        """Give the way down to a section by labels; empty where neither it nor what holds it is numbered or headed."""
        if section.id not in self._paths:
            kinds = (SectionKind.SECTION, SectionKind.ITEM)
            holding = reversed(self._upwards(section))
            named = [s for s in holding if s.kind in kinds and (s.label or s.heading).strip()]
            labels = [_label(section) for section in named[:-1] if section.label.strip()]
            self._paths[section.id] = " › ".join([*labels, *map(_named, named[-1:])])
        return self._paths[section.id]


def _label(section: Section) -> str:
    return section.label.strip(_TRIM).rstrip("，,、.．：:")


def _named(section: Section) -> str:
    heading = " ".join(section.heading.split())
    if len(heading) > _LONGEST_HEADING:
        heading = heading[: _LONGEST_HEADING - 1] + "…"
    return section.label.strip(_TRIM) + heading
