"""What styles, with the styles they stand on, say of paragraphs and runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from types import MappingProxyType

from lxml.etree import _Element as Element

from app.document.options import View
from app.document.readers.wordml_formats import NOTHING_SAID, ParagraphFormat, RunFormat, paragraph_format, run_format
from app.document.readers.wordml_view import SIDES
from app.document.readers.wordml_xml import attribute, child, inside, value

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*[1-9]", re.IGNORECASE)
_LONGEST_CHAIN = 50
"""Styles that stand on each other at most; one that stands on itself ends here too."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style as the file defines it, without its base."""

    id: str
    name: str
    kind: str
    base: str | None
    paragraph: ParagraphFormat
    run: RunFormat


@dataclass(slots=True)
class Styles:
    """The styles of a file. What is looked up along a chain is kept, so that a paragraph costs one look."""

    styles: Mapping[str, Style] = field(default_factory=lambda: MappingProxyType({}))
    defaults: RunFormat = NOTHING_SAID
    default_paragraph: str | None = None
    shaded_tables: frozenset[str] = frozenset()
    _chains: dict[str | None, tuple[Style, ...]] = field(default_factory=dict)
    _paragraphs: dict[str | None, ParagraphFormat] = field(default_factory=dict)
    _runs: dict[tuple[str | None, str | None], RunFormat] = field(default_factory=dict)

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """Give a paragraph style and its bases, nearest first; without a known style those of the default style."""
        if style not in self._chains:
            known = style if style in self.styles else self.default_paragraph  # so does Word
            self._chains[style] = tuple(self._bases(known))
        return self._chains[style]

    def paragraph(self, style: str | None) -> ParagraphFormat:
        """Give what a paragraph style says with all its bases."""
        if style not in self._paragraphs:
            formats = (s.paragraph for s in reversed(self.chain(style)))
            self._paragraphs[style] = reduce(lambda base, own: own.over(base), formats, ParagraphFormat())
        return self._paragraphs[style]

    def run(self, paragraph_style: str | None, run_style: str | None) -> RunFormat:
        """Give what holds for a run of these two styles where it sets nothing itself.

        Bold and hidden toggle: a bold character style in a bold paragraph style is not bold (ECMA-376 1, 17.7.3).
        """
        key = (paragraph_style, run_style)
        if key not in self._runs:
            below = _merged(self.chain(paragraph_style))
            above = _merged(tuple(self._bases(run_style)))
            base = self.defaults
            self._runs[key] = replace(
                above.over(below).over(base),
                bold=bool(base.bold) or bool(above.bold) != bool(below.bold),
                hidden=bool(base.hidden) or bool(above.hidden) != bool(below.hidden),
            )
        return self._runs[key]

    def is_contents(self, style: str | None) -> bool:
        """Say whether a paragraph of this style is a line of a table of contents."""
        return any(_CONTENTS.fullmatch(s.name) or _CONTENTS.fullmatch(s.id) for s in self.chain(style)[:1])

    def shades_cells(self, style: str | None) -> bool:
        """Say whether a table style shades some of its cells."""
        return any(base.id in self.shaded_tables for base in self._bases(style))

    def lists(self) -> dict[str, int]:
        """Give the number of the list that each numbering style stands for."""
        return {s.id: s.paragraph.number for s in self.styles.values() if s.kind == "numbering" and s.paragraph.number}

    def _bases(self, style: str | None) -> Iterator[Style]:
        for _ in range(_LONGEST_CHAIN):
            if style is None or style not in self.styles:
                return
            yield self.styles[style]
            style = self.styles[style].base


def read_styles(root: Element | None) -> Styles:
    """Read the styles part; without one nothing is said of anything."""
    if root is None:
        return Styles()
    styles = {}
    default_paragraph = None
    shaded_tables = set()
    for element in inside(root, "w:style"):
        style = _style(element)
        styles[style.id] = style
        if style.kind == "table" and next(inside(element, "w:shd"), None) is not None:
            shaded_tables.add(style.id)
        if style.kind == "paragraph" and attribute(element, "w:default") in ("1", "true", "on"):
            default_paragraph = style.id
    defaults = RunFormat()
    for element in inside(root, "w:rPrDefault"):
        defaults = run_format(child(element, "w:rPr"))
    return Styles(styles, defaults, default_paragraph, frozenset(shaded_tables))


def _style(element: Element) -> Style:
    title = value(element, "w:name") or ""
    paragraph = paragraph_format(child(element, "w:pPr"), SIDES[View.FINAL])
    heading = _HEADING.fullmatch(title)
    if heading and paragraph.outline_level is None:
        paragraph = ParagraphFormat(outline_level=int(heading[1])).over(paragraph)
    return Style(
        id=attribute(element, "w:styleId") or "",
        name=title,
        kind=attribute(element, "w:type") or "paragraph",
        base=value(element, "w:basedOn"),
        paragraph=paragraph,
        run=run_format(child(element, "w:rPr")),
    )


def _merged(chain: tuple[Style, ...]) -> RunFormat:
    return reduce(lambda base, own: own.over(base), (s.run for s in reversed(chain)), RunFormat())
