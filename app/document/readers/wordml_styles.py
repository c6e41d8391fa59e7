"""What styles and properties say of paragraphs and runs: look, hidden text, outline level, numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from types import MappingProxyType

from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, child, inside, is_on, name, value, whole

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*[1-9]", re.IGNORECASE)
_THEME = ""
"""A font that the theme names: it overrides what a base style says, but which it is stays open."""

_LONGEST_CHAIN = 50
"""Styles that stand on each other at most; one that stands on itself ends here too."""

BODY_TEXT = 0
"""The outline level of body text: it overrides a base style's level."""


@dataclass(frozen=True, slots=True)
class RunFormat:
    """What is said of a run's text; None where nothing is said. `size` is in points."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None

    def over(self, base: RunFormat) -> RunFormat:
        """Give what holds where this stands on `base`."""
        return RunFormat(
            self.font if self.font is not None else base.font,
            self.size if self.size is not None else base.size,
            self.bold if self.bold is not None else base.bold,
            self.hidden if self.hidden is not None else base.hidden,
        )


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """What is said of a paragraph; None where nothing is said.

    `outline_level` is 1 … 9 or `BODY_TEXT`; `number` is the number of its list (0: none), `level` its level in it.
    """

    outline_level: int | None = None
    centred: bool | None = None
    number: int | None = None
    level: int | None = None

    def over(self, base: ParagraphFormat) -> ParagraphFormat:
        """Give what holds where this stands on `base`."""
        return ParagraphFormat(
            self.outline_level if self.outline_level is not None else base.outline_level,
            self.centred if self.centred is not None else base.centred,
            self.number if self.number is not None else base.number,
            self.level if self.level is not None else base.level,
        )


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
    defaults: RunFormat = RunFormat()
    default_paragraph: str | None = None
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
            self._runs[key] = RunFormat(
                above.over(below).over(base).font,
                above.over(below).over(base).size,
                bool(base.bold) or bool(above.bold) != bool(below.bold),
                bool(base.hidden) or bool(above.hidden) != bool(below.hidden),
            )
        return self._runs[key]

    def is_contents(self, style: str | None) -> bool:
        """Say whether a paragraph of this style is a line of a table of contents."""
        return any(_CONTENTS.fullmatch(s.name) or _CONTENTS.fullmatch(s.id) for s in self.chain(style)[:1])

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
    for element in inside(root, "w:style"):
        style = _style(element)
        styles[style.id] = style
        if style.kind == "paragraph" and attribute(element, "w:default") in ("1", "true", "on"):
            default_paragraph = style.id
    defaults = RunFormat()
    for element in inside(root, "w:rPrDefault"):
        defaults = run_format(child(element, "w:rPr"))
    return Styles(styles, defaults, default_paragraph)


def run_format(properties: Element | None) -> RunFormat:
    """Read a `w:rPr`."""
    if properties is None:
        return RunFormat()
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    for element in properties:
        match name(element):
            case "w:rFonts":
                font = _THEME if attribute(element, "w:eastAsiaTheme") else attribute(element, "w:eastAsia")
            case "w:sz":
                half_points = whole(attribute(element, "w:val"))
                size = None if half_points is None else half_points / 2
            case "w:b":
                bold = is_on(element)
            case "w:vanish":
                hidden = is_on(element)
    return RunFormat(font, size, bold, hidden)


def paragraph_format(properties: Element | None) -> ParagraphFormat:
    """Read a `w:pPr`."""
    if properties is None:
        return ParagraphFormat()
    outline_level: int | None = None
    centred: bool | None = None
    number: int | None = None
    level: int | None = None
    for element in properties:
        match name(element):
            case "w:outlineLvl":
                outline_level = _outline_level(whole(attribute(element, "w:val")))
            case "w:jc":
                centred = attribute(element, "w:val") == "center"
            case "w:numPr":
                number = whole(value(element, "w:numId"))
                level = whole(value(element, "w:ilvl"))
    return ParagraphFormat(outline_level, centred, number, level)


def mark_is_deleted(properties: Element | None) -> bool:
    """Say whether the paragraph mark is deleted: then the paragraph goes on in the next one."""
    mark = None if properties is None else child(properties, "w:rPr")
    return mark is not None and (child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None)


def mark_is_hidden(properties: Element | None) -> bool:
    """Say whether the paragraph mark is hidden; a style separator (`w:specVanish`) hides nothing else."""
    mark = None if properties is None else child(properties, "w:rPr")
    hidden = None if mark is None else child(mark, "w:vanish")
    return mark is not None and hidden is not None and is_on(hidden) and child(mark, "w:specVanish") is None


def _style(element: Element) -> Style:
    title = value(element, "w:name") or ""
    paragraph = paragraph_format(child(element, "w:pPr"))
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


def _outline_level(found: int | None) -> int | None:
    if found is None:
        return None
    return found + 1 if 0 <= found < 9 else BODY_TEXT
