"""What properties say of runs and paragraphs: look, colour, hidden text, outline level, numbering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.readers.wordml_view import Side
from app.document.readers.wordml_xml import attribute, child, is_on, name, value, whole

_THEME = ""
"""A font that the theme names: it overrides what a base style says, but which it is stays open."""

BODY_TEXT = 0
"""The outline level of body text: it overrides a base style's level."""

NO_FILL = ""
"""A shade that is said to be none: it overrides a base style's."""

UNKNOWN_FILL = "?"
"""A shade that is there but not known: a pattern, a text box, the stripes of a table style."""

AUTOMATIC = ""
"""The colour that Word takes to be read on whatever is behind it."""

_HIGHLIGHTS: Mapping[str, str] = {
    "none": NO_FILL, "white": "FFFFFF", "black": "000000", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
    "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunFormat:
    """What is said of a run's text; None where nothing is said.

    `size` is in points; `colour` and `fill` (the shade behind) are six hexadecimal digits or a constant of this module.
    """

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    colour: str | None = None
    fill: str | None = None

    def over(self, base: RunFormat) -> RunFormat:
        """Give what holds where this stands on `base`."""
        if self is NOTHING_SAID:
            return base
        return RunFormat(
            self.font if self.font is not None else base.font,
            self.size if self.size is not None else base.size,
            self.bold if self.bold is not None else base.bold,
            self.hidden if self.hidden is not None else base.hidden,
            self.colour if self.colour is not None else base.colour,
            self.fill if self.fill is not None else base.fill,
        )


NOTHING_SAID = RunFormat()
"""What no properties say."""


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """What is said of a paragraph; None where nothing is said.

    `outline_level` is 1 … 9 or `BODY_TEXT`; `number` is the number of its list (0: none), `level` its level in it.
    """

    outline_level: int | None = None
    centred: bool | None = None
    number: int | None = None
    level: int | None = None
    fill: str | None = None

    def over(self, base: ParagraphFormat) -> ParagraphFormat:
        """Give what holds where this stands on `base`."""
        if self is PLAIN:
            return base
        return ParagraphFormat(
            self.outline_level if self.outline_level is not None else base.outline_level,
            self.centred if self.centred is not None else base.centred,
            self.number if self.number is not None else base.number,
            self.level if self.level is not None else base.level,
            self.fill if self.fill is not None else base.fill,
        )


PLAIN = ParagraphFormat()
"""What no properties say."""


SAYING = ("w:rStyle", "w:rFonts", "w:sz", "w:b", "w:vanish", "w:color", "w:shd", "w:highlight")
"""The elements of a `w:rPr`, all of them without content, that say what a `RunFormat` and its style hold."""


def run_format(properties: Element | None) -> RunFormat:
    """Read a `w:rPr`."""
    if properties is None:
        return NOTHING_SAID
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    colour: str | None = None
    fill: str | None = None
    highlight: str | None = None
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
            case "w:color":
                colour = _colour(attribute(element, "w:val"))
            case "w:shd":
                fill = shade(element)
            case "w:highlight":
                highlight = _HIGHLIGHTS.get(attribute(element, "w:val") or "")
    return RunFormat(font, size, bold, hidden, colour, highlight or fill)


def paragraph_format(properties: Element | None, side: Side) -> ParagraphFormat:
    """Read a `w:pPr` as it is on one side of the changes."""
    if properties is None:
        return PLAIN
    outline_level: int | None = None
    centred: bool | None = None
    number: int | None = None
    level: int | None = None
    fill: str | None = None
    for element in properties:
        match name(element):
            case "w:outlineLvl":
                outline_level = _outline_level(whole(attribute(element, "w:val")))
            case "w:jc":
                centred = attribute(element, "w:val") == "center"
            case "w:numPr" if side.is_numbered(element):
                number = whole(value(element, "w:numId"))
                level = whole(value(element, "w:ilvl"))
            case "w:shd":
                fill = shade(element)
    said = (outline_level, centred, number, level, fill)
    return PLAIN if said == (None, None, None, None, None) else ParagraphFormat(*said)


def mark_is_hidden(properties: Element | None) -> bool:
    """Say whether the paragraph mark is hidden; a style separator (`w:specVanish`) hides nothing else."""
    mark = None if properties is None else child(properties, "w:rPr")
    hidden = None if mark is None else child(mark, "w:vanish")
    return mark is not None and hidden is not None and is_on(hidden) and child(mark, "w:specVanish") is None


def shade(element: Element) -> str:
    """Give the colour that a `w:shd` lays behind text."""
    fill = _colour(attribute(element, "w:fill"))
    match attribute(element, "w:val"):
        case "clear" | None:
            return fill
        case "nil":
            return NO_FILL
        case "solid":
            return _colour(attribute(element, "w:color")) or UNKNOWN_FILL
        case _:
            return UNKNOWN_FILL


def shade_of(properties: Element | None) -> str:
    """Give the colour that the properties of a table or cell lay behind it, or `NO_FILL`."""
    found = None if properties is None else child(properties, "w:shd")
    return NO_FILL if found is None else shade(found)


def _colour(said: str | None) -> str:
    return said.upper() if said is not None and len(said) == 6 else AUTOMATIC


def _outline_level(found: int | None) -> int | None:
    if found is None:
        return None
    return found + 1 if 0 <= found < 9 else BODY_TEXT
