"""The numbers that Word computes for paragraphs: 第一条, （二）, 1.2.3 …, from the numbering part of the file.

The rules are those of ECMA-376 part 1, 17.9. A `w:num` is a list that paragraphs belong to; it stands on an abstract
list, and all lists on one abstract list count together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from app.document.number_formats import formatted
from app.document.readers.wordml_xml import attribute, inside, is_on, name, tags, value, whole

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_PADDED = re.compile(r"0+1(?![0-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list counts and looks.

    `text` is the label with %1 … for the numbers of the levels. `restart_after` is the level (1 is the top) whose use
    makes it start again (0: never; None: any level above). `legal` prints all numbers as digits. `style` is the
    paragraph style that stands for this level.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    legal: bool = False
    style: str | None = None

    def starts_again_after(self, level: int) -> bool:
        """Say whether the use of a level above this one (0 is the top) makes it start again."""
        return self.restart_after is None or level < self.restart_after


_UNDEFINED = Level()


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: the abstract list it counts with, its levels, and the levels that start anew at its first paragraph."""

    abstract: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def level_of(self, style: str) -> int | None:
        """Give the level that a paragraph style stands for, or None."""
        return next((at for at, level in self.levels.items() if level.style == style), None)


@dataclass(slots=True)
class Numbering:
    """The lists of a file by their numbers, each read when it is first asked for: old files carry hundreds unused."""

    _numbers: Mapping[int | None, Element] = field(default_factory=dict)
    _abstracts: Mapping[int | None, Element] = field(default_factory=dict)
    _style_lists: Mapping[str, int] = field(default_factory=dict)
    _lists: dict[int, NumberedList | None] = field(default_factory=dict)

    @classmethod
    def from_xml(cls, root: Element | None, style_lists: Mapping[str, int]) -> Numbering:
        """Take the numbering part; `style_lists` gives the number of the list of each numbering style."""
        if root is None:
            return cls()
        numbers = {whole(attribute(e, "w:numId")): e for e in root.iterchildren(*tags("w:num"))}
        abstracts = {whole(attribute(e, "w:abstractNumId")): e for e in root.iterchildren(*tags("w:abstractNum"))}
        return cls(numbers, abstracts, style_lists)

    def list(self, number: int) -> NumberedList | None:
        """Give the list of that number, or None; 0 stands for no list."""
        if number not in self._lists:
            self._lists[number] = self._read(number) if number else None
        return self._lists[number]

    def _read(self, number: int) -> NumberedList | None:
        element = self._numbers.get(number)
        abstract = None if element is None else whole(value(element, "w:abstractNumId"))
        if element is None or abstract is None or abstract not in self._abstracts:
            return None
        return _numbered_list(element, abstract, _levels(self._abstracts[self._defining(abstract)]))

    def _defining(self, abstract: int) -> int:
        """Follow an abstract list that only names a numbering style to the one that defines its levels."""
        seen: set[int] = set()
        while abstract not in seen:
            seen.add(abstract)
            style = value(self._abstracts[abstract], "w:numStyleLink") or ""
            element = self._numbers.get(self._style_lists[style]) if style in self._style_lists else None
            found = None if element is None else whole(value(element, "w:abstractNumId"))
            if found is None or found not in self._abstracts:
                break
            abstract = found
        return abstract

    def level(self, number: int, chain: Iterable[tuple[str, int | None]]) -> int:
        """Give the level of a paragraph whose style numbers it.

        `chain` holds its style and the bases, nearest first, each with the level that it names. A level that is tied
        to a style goes before the level that the style names.
        """
        numbered = self.list(number)
        for style, named in chain:
            tied = numbered.level_of(style) if numbered else None
            if tied is not None:
                return tied
            if named is not None:
                return named
        return 0


@dataclass(slots=True)
class Counter:
    """Counts the paragraphs of one story (the body, all text boxes, a header …) in their order."""

    numbering: Numbering
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)

    def label(self, number: int, level: int) -> str:
        """Count one more paragraph of list `number` at `level` (0 is the top) and give its label.

        Empty where the list is unknown or 0, which stands for no numbering.
        """
        numbered = self.numbering.list(number)
        if numbered is None or not 0 <= level < LEVELS:
            return ""
        counts = self._counts.setdefault(numbered.abstract, {})
        self._count(numbered, number, counts, level)
        return _label(numbered, counts, level)

    def _count(self, numbered: NumberedList, number: int, counts: dict[int, int], level: int) -> None:
        for above in range(level):  # a level that was passed over counts as used: 1.1, and then 2.
            counts.setdefault(above, _start(numbered, above))
        if level in numbered.starts and (number, level) not in self._started:
            counts[level] = numbered.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = _start(numbered, level)
        self._started.add((number, level))
        for below in range(level + 1, LEVELS):
            if numbered.levels.get(below, _UNDEFINED).starts_again_after(level):
                counts.pop(below, None)


def _label(numbered: NumberedList, counts: Mapping[int, int], level: int) -> str:
    own = numbered.levels.get(level)
    if own is None:
        return ""
    if own.number_format == "bullet":
        return _bullet(own.text)

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at > level:
            return ""
        number_format = numbered.levels.get(at, _UNDEFINED).number_format
        return str(counts[at]) if own.legal and number_format != "none" else formatted(counts[at], number_format)

    return _PLACE.sub(number, own.text)


def _start(numbered: NumberedList, level: int) -> int:
    return numbered.starts.get(level, numbered.levels.get(level, _UNDEFINED).start)


def _bullet(text: str) -> str:
    """Give the bullet's own character; one of a symbol font's private places would be a box elsewhere."""
    if not text or any("\ue000" <= character <= "\uf8ff" for character in text):
        return "•"
    return "◦" if text == "o" else text  # in Courier New, Word's bullet of the second level


def _numbered_list(element: Element, abstract: int, levels: Mapping[int, Level]) -> NumberedList:
    own = dict(levels)
    starts = {}
    for override in element.iterchildren(*tags("w:lvlOverride")):
        own.update(_levels(override))
        at = whole(attribute(override, "w:ilvl"))
        start = whole(value(override, "w:startOverride"))
        if at is not None and start is not None:
            starts[at] = start
    return NumberedList(abstract, own, starts)


def _levels(element: Element) -> dict[int, Level]:
    """Read the levels that an abstract list or an override holds."""
    levels = {}
    for found in element.iterchildren(*tags("w:lvl")):
        at = whole(attribute(found, "w:ilvl"))
        if at is not None:
            levels[at] = _level(found)
    return levels


def _level(element: Element) -> Level:
    """Read a `w:lvl`."""
    said: dict[str, str] = {}
    number_format = ""
    legal = False
    for inner in element:
        match name(inner):
            case "w:numFmt":
                number_format = number_format or attribute(inner, "w:val") or ""
            case "mc:AlternateContent":
                number_format = _custom_format(inner)
            case "w:isLgl":
                legal = is_on(inner)
            case "w:start" | "w:lvlText" | "w:lvlRestart" | "w:pStyle" as what:
                said[what] = attribute(inner, "w:val") or ""
    return Level(
        start=whole(said.get("w:start")) or 0,
        number_format=number_format or "decimal",
        text=said.get("w:lvlText", ""),
        restart_after=whole(said.get("w:lvlRestart")),
        legal=legal,
        style=said.get("w:pStyle"),
    )


def _custom_format(alternate: Element) -> str:
    """Give the sample 001 of a custom format, or the fallback for older programs that stands beside it."""
    found = ""
    for element in inside(alternate, "w:numFmt"):
        found = attribute(element, "w:val") or ""
        sample = _PADDED.match(attribute(element, "w:format") or "")
        if found == "custom" and sample:
            return sample[0]
    return found
