"""The styles of an OpenDocument text: how paragraphs and runs look, what is hidden, which list a style is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.readers.opendocument_package import attribute, inside, name

_DEEPEST = 50
"""Styles based on one another that are followed at most: a ring of them would have no end."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What styles say of a text; None where they say nothing."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None

    def over(self, base: Setting) -> Setting:
        """Give this setting, completed by the one that it is based on."""
        return Setting(
            self.font if self.font is not None else base.font,
            self.size if self.size is not None else base.size,
            self.bold if self.bold is not None else base.bold,
            self.centred if self.centred is not None else base.centred,
            self.hidden if self.hidden is not None else base.hidden,
        )


class Styles:
    """The styles of both parts; those of the text itself come before those of the same name in the styles' part."""

    def __init__(self, roots: Iterable[Element | None]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._known: dict[tuple[str, str], Setting] = {}
        for root in roots:
            for style in () if root is None else inside(root, "style:style"):
                key = (attribute(style, "style:family"), attribute(style, "style:name"))
                self._styles.setdefault(key, style)

    def setting(self, family: str, style: str) -> Setting:
        """Give what a style of the family `paragraph` or `text` says, with all that it is based on."""
        key = (family, style)
        if key not in self._known:
            setting = Setting()
            for element in self._chain(family, style):
                setting = setting.over(_said(element))
            self._known[key] = setting
        return self._known[key]

    def list_style(self, style: str) -> str:
        """Give the list style that a paragraph style names, or ""."""
        named = (attribute(element, "style:list-style-name") for element in self._chain("paragraph", style))
        return next(filter(None, named), "")

    def _chain(self, family: str, style: str) -> Iterable[Element]:
        for _ in range(_DEEPEST):
            element = self._styles.get((family, style))
            if element is None:
                return
            yield element
            style = attribute(element, "style:parent-style-name")


def _said(style: Element) -> Setting:
    font = size = bold = centred = hidden = None
    for properties in style:
        if name(properties) == "style:text-properties":
            font = _first(properties, "style:font-name-asian", "style:font-family-asian", "style:font-name")
            size = _points(_first(properties, "style:font-size-asian", "fo:font-size") or "")
            weight = _first(properties, "style:font-weight-asian", "fo:font-weight")
            bold = None if weight is None else weight == "bold" or weight in ("600", "700", "800", "900")
            display = attribute(properties, "text:display")
            hidden = display == "none" if display else None
        elif name(properties) == "style:paragraph-properties":
            align = attribute(properties, "fo:text-align")
            centred = align == "center" if align else None
    return Setting(font, size, bold, centred, hidden)


def _first(properties: Element, *wanted: str) -> str | None:
    return next((found for each in wanted if (found := attribute(properties, each))), None)


def _points(length: str) -> float | None:
    try:
        return float(length.removesuffix("pt")) if length.endswith("pt") else None
    except ValueError:
        return None
