"""How the paragraphs and runs of a story are set: what they say themselves, on top of what their styles say."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.readers.wordml_formats import (
    PLAIN,
    SAYING,
    ParagraphFormat,
    RunFormat,
    mark_is_hidden,
    paragraph_format,
    run_format,
)
from app.document.readers.wordml_styles import Styles
from app.document.readers.wordml_view import Side
from app.document.readers.wordml_xml import attribute, tags, value

_STYLE = frozenset(tags("w:pStyle"))
_SAYING = frozenset(tags(*SAYING))

_MOST = 4096
"""Settings that are kept: a story has some dozens, a hostile one any number."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set on one side of the changes.

    `direct` is what it says itself, `known` what holds with its style; `contents` says that its style is for lines of a
    table of contents, `goes_on` that this side lacks its mark, so that the next paragraph is one with it.
    """

    style: str | None = None
    direct: ParagraphFormat = PLAIN
    known: ParagraphFormat = PLAIN
    contents: bool = False
    goes_on: bool = False
    mark_is_hidden: bool = False


UNSET = Setting()


class Settings:
    """Finds how paragraphs and runs are set on one side of the changes; what says the same is looked into once."""

    def __init__(self, styles: Styles, side: Side) -> None:
        self._styles, self._side = styles, side
        self._by_style: dict[str | None, Setting] = {}
        self._runs: dict[tuple[object, ...], RunFormat] = {}

    def paragraph(self, properties: Element | None) -> Setting:
        """Read a paragraph's `w:pPr`."""
        if properties is None:
            return self._styled(None)
        if len(properties) == 1 and properties[0].tag in _STYLE:
            return self._styled(attribute(properties[0], "w:val"))
        settings = self._side.settings(properties)
        styled = self._styled(None if settings is None else value(settings, "w:pStyle"))
        direct = paragraph_format(settings, self._side)
        return Setting(
            styled.style,
            direct,
            direct.over(styled.known),
            styled.contents,
            self._side.lacks_mark(properties),
            mark_is_hidden(properties),
        )

    def _styled(self, style: str | None) -> Setting:
        """Give how a paragraph is set that says nothing itself."""
        found = self._by_style.get(style)
        if found is None:
            found = Setting(style, PLAIN, self._styles.paragraph(style), self._styles.is_contents(style))
            if len(self._by_style) < _MOST:
                self._by_style[style] = found
        return found

    def run(self, paragraph_style: str | None, properties: Element | None) -> RunFormat:
        """Read a run's `w:rPr`, in a paragraph of that style."""
        settings = self._side.settings(properties)
        if settings is None:
            return self._styles.run(paragraph_style, None)
        said = [(tag, *element.items()) for element in settings if (tag := element.tag) in _SAYING]
        key = (paragraph_style, *said)
        found = self._runs.get(key)
        if found is None:
            by_style = self._styles.run(paragraph_style, value(settings, "w:rStyle"))
            found = run_format(settings).over(by_style)
            if len(self._runs) < _MOST:
                self._runs[key] = found
        return found
