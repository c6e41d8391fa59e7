"""What styles, with the styles they stand on, say of paragraphs and runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce

from lxml.etree import _Element as Element

from app.document.options import View
from app.document.readers.wordml_formats import NOTHING_SAID, ParagraphFormat, RunFormat, paragraph_format, run_format
from app.document.readers.wordml_kept import is_kept
from app.document.readers.wordml_view import SIDES
from app.document.readers.wordml_xml import attribute, child, inside, tags, value

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*[1-9]", re.IGNORECASE)
_LONGEST_CHAIN = 50
"""Styles that stand on each other at most; one that stands on itself ends here too."""
_MOST_PAIRS = 4096
"""Pairs of a paragraph's and a run's style that are kept; a text has some dozens, a hostile one any number."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style as the file defines it, without its base; `contents`: its paragraphs are a table of contents."""

    id: str
    base: str | None
    contents: bool
    paragraph: ParagraphFormat
    run: RunFormat


@dataclass(slots=True)
class Styles:
    """The styles of a file, each read when it is first asked for: most are never used.

    What is looked up along a chain is kept, so that a paragraph costs one look.
    """

    defaults: RunFormat = NOTHING_SAID
    default_paragraph: str | None = None
    _elements: Mapping[str, Element] = field(default_factory=dict)
    _styles: dict[str, Style] = field(default_factory=dict)
    _chains: dict[str | None, tuple[Style, ...]] = field(default_factory=dict)
    _paragraphs: dict[str | None, ParagraphFormat] = field(default_factory=dict)
    _runs: dict[tuple[str | None, str | None], RunFormat] = field(default_factory=dict)
    _tables: dict[tuple[str | None, bool], RunFormat] = field(default_factory=dict)
    _lists: dict[str, int] | None = None

    def known(self, style: str | None) -> str | None:
        """Give a style that the file defines, None for others: what they are called makes no difference."""
        return style if style in self._elements else None

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """Give a paragraph style and its bases, nearest first; without a known style those of the default style."""
        style = self.known(style)
        if style not in self._chains:
            self._chains[style] = tuple(self._bases(self.default_paragraph if style is None else style))
        return self._chains[style]

    def paragraph(self, style: str | None) -> ParagraphFormat:
        """Give what a paragraph style says with all its bases."""
        style = self.known(style)
        if style not in self._paragraphs:
            formats = (s.paragraph for s in reversed(self.chain(style)))
            self._paragraphs[style] = reduce(lambda base, own: own.over(base), formats, ParagraphFormat())
        return self._paragraphs[style]

    def run(self, paragraph_style: str | None, run_style: str | None) -> RunFormat:
        """Give what holds for a run of these two styles where it sets nothing itself.

        Bold and hidden toggle: a bold character style in a bold paragraph style is not bold (ECMA-376 1, 17.7.3).
        """
        key = paragraph_style, run_style = self.known(paragraph_style), self.known(run_style)
        found = self._runs.get(key)
        if found is None:
            below = _merged(self.chain(paragraph_style))
            above = _merged(tuple(self._bases(run_style)))
            base = self.defaults
            found = replace(
                above.over(below).over(base),
                bold=bool(base.bold) or bool(above.bold) != bool(below.bold),
                hidden=bool(base.hidden) or bool(above.hidden) != bool(below.hidden),
            )
            if len(self._runs) < _MOST_PAIRS:
                self._runs[key] = found
        return found

    def table(self, style: str | None, *, first_row: bool) -> RunFormat:
        """Give what a table style says of letters: in its first row, if that has a look of its own, or everywhere."""
        key = (self.known(style), first_row)
        if key not in self._tables:
            said = RunFormat()
            for base in self._bases(style):
                said = said.over(_first_row(self._elements[base.id]).over(base.run) if first_row else base.run)
            self._tables[key] = said
        return self._tables[key]

    def is_contents(self, style: str | None) -> bool:
        """Say whether a paragraph of this style is a line of a table of contents."""
        chain = self.chain(style)
        return bool(chain) and chain[0].contents

    def shades_cells(self, style: str | None) -> bool:
        """Say whether a table style shades some of its cells."""
        bases = (self._elements[base.id] for base in self._bases(style))
        return any(_kind(base) == "table" and next(inside(base, "w:shd"), None) is not None for base in bases)

    def lists(self) -> dict[str, int]:
        """Give the number of the list that each numbering style stands for."""
        if self._lists is None:
            styles = [self._style(id_) for id_, element in self._elements.items() if _kind(element) == "numbering"]
            self._lists = {style.id: style.paragraph.number for style in styles if style.paragraph.number}
        return self._lists

    def _bases(self, style: str | None) -> Iterator[Style]:
        for _ in range(_LONGEST_CHAIN):
            if style is None or style not in self._elements:
                return
            yield self._style(style)
            style = self._style(style).base

    def _style(self, style: str) -> Style:
        if style not in self._styles:
            self._styles[style] = _style(style, self._elements[style])
        return self._styles[style]


def common_styles(root: Element | None) -> Styles:
    """Read the styles part of a file; what was found of one that many files have is found once."""
    return read_styles(root) if root is None or not is_kept(root) else _of_kept(root)


@lru_cache(maxsize=4)
def _of_kept(root: Element) -> Styles:
    return read_styles(root)


def read_styles(root: Element | None) -> Styles:
    """Read the styles part; without one nothing is said of anything."""
    if root is None:
        return Styles()
    styles = {attribute(element, "w:styleId") or "": element for element in root.iterchildren(*tags("w:style"))}
    default_paragraph = None
    for style, element in styles.items():
        if attribute(element, "w:default") in ("1", "true", "on") and _kind(element) == "paragraph":
            default_paragraph = style
    of_all = child(root, "w:docDefaults")
    of_runs = None if of_all is None else child(of_all, "w:rPrDefault")
    defaults = NOTHING_SAID if of_runs is None else run_format(child(of_runs, "w:rPr"))
    return Styles(defaults, default_paragraph, styles)


def _kind(style: Element) -> str:
    return attribute(style, "w:type") or "paragraph"


def _style(id_: str, element: Element) -> Style:
    title = value(element, "w:name") or ""
    paragraph = paragraph_format(child(element, "w:pPr"), SIDES[View.FINAL])
    heading = _HEADING.fullmatch(title)
    if heading and paragraph.outline_level is None:
        paragraph = ParagraphFormat(outline_level=int(heading[1])).over(paragraph)
    return Style(
        id=id_,
        base=value(element, "w:basedOn"),
        contents=any(_CONTENTS.fullmatch(each) is not None for each in (title, id_)),
        paragraph=paragraph,
        run=run_format(child(element, "w:rPr")),
    )


def _first_row(style: Element) -> RunFormat:
    """Read what a table style says of its first row."""
    for condition in style.iterchildren(*tags("w:tblStylePr")):
        if attribute(condition, "w:type") == "firstRow":
            return run_format(child(condition, "w:rPr"))
    return NOTHING_SAID


def _merged(chain: tuple[Style, ...]) -> RunFormat:
    return reduce(lambda base, own: own.over(base), (s.run for s in reversed(chain)), RunFormat())
