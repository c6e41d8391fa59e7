"""The numbers of lists and headings of an OpenDocument text (OpenDocument 1.3, part 3, sections 5.3, 16.30, 16.34)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.number_formats import formatted
from app.document.readers.opendocument_package import attribute, count, inside, name

_FORMATS: Mapping[str, str] = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle", "１": "decimalFullWidth", "〇": "ideographDigital", "㊀": "ideographEnclosedCircle",
}  # fmt: skip
"""By the first character of `style:num-format`, which lists the first numbers: `一, 二, 三, ...`."""
_TRADITIONAL = "貳"
_PLACE = re.compile(r"%(\d{1,2})%")
DEEPEST = 10
"""Levels that a list style has."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is numbered: `wording` has `%2%` where the number of level 2 stands."""

    number_format: str
    wording: str
    start: int


ListStyle = Mapping[int, Level]


def list_styles(roots: Iterable[Element | None]) -> dict[str, ListStyle]:
    """Give the list styles by name; that of headings is under ""."""
    found: dict[str, ListStyle] = {}
    for root in roots:
        for style in () if root is None else inside(root, "text:list-style", "text:outline-style"):
            key = attribute(style, "style:name") if name(style) == "text:list-style" else ""
            found.setdefault(key, {count(level, "text:level"): _level(level) for level in style})
    return found


def _level(element: Element) -> Level:
    if name(element) == "text:list-level-style-bullet":
        return Level("", attribute(element, "text:bullet-char"), 1)
    number, shown = attribute(element, "style:num-format"), count(element, "text:display-levels")
    level = count(element, "text:level")
    wording = attribute(element, "loext:num-list-format") or attribute(element, "style:num-list-format")
    if not wording and number:
        places = ".".join(f"%{each}%" for each in range(max(level - shown, 0) + 1, level + 1))
        wording = attribute(element, "style:num-prefix") + places + attribute(element, "style:num-suffix")
    sort = "ideographLegalTraditional" if _TRADITIONAL in number else _FORMATS.get(number[:1], "decimal")
    return Level(sort if number else "none", wording if number else "", count(element, "text:start-value"))


class Numbers:
    """The numbers of one list, and of all that go on with it."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def next(self, style: ListStyle, level: int, start: int | None) -> str:
        """Count on at a level, from `start` where an item asks for it; give the label."""
        for deeper in [each for each in self._counts if each > level]:
            del self._counts[deeper]
        first = style[level].start if level in style else 1
        self._counts[level] = start if start is not None else self._counts.get(level, first - 1) + 1

        def number(place: re.Match[str]) -> str:
            at = int(place[1])
            known = style.get(at)
            return formatted(self._counts.get(at, known.start), known.number_format) if known else ""

        return _PLACE.sub(number, style[level].wording) if level in style else ""


class Lists:
    """Which list goes on with which."""

    def __init__(self) -> None:
        self._by_id: dict[str, Numbers] = {}
        self._by_style: dict[str, Numbers] = {}

    def begun(self, element: Element, style: str) -> Numbers:
        """Give the numbers of a list that begins: new ones, or those of the list that it goes on with."""
        numbers = None
        if named := attribute(element, "text:continue-list"):
            # LibreOffice names lists that it has not written; the last of the style is meant then.
            numbers = self._by_id.get(named) or self._by_style.get(style)
        elif attribute(element, "text:continue-numbering") == "true":
            numbers = self._by_style.get(style)
        numbers = numbers or Numbers()
        self._by_style[style] = numbers
        return numbers

    def name(self, element: Element, numbers: Numbers) -> None:
        """Remember the numbers of a list, one inside another too, for those that go on with it."""
        if identity := attribute(element, "xml:id"):
            self._by_id[identity] = numbers
