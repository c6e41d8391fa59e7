"""Runs of a part cut where a mark or an anchor begins or ends, and their properties with a shade and an underline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from lxml.etree import _Element as Element

from app.document.readers.wordml_runs import TYPED, run_text
from app.document.readers.wordml_styles import Styles
from app.document.readers.wordml_xml import attribute, child, name
from app.export.letter_colours import LetterColours
from app.export.marks import MarkStyle, contrast
from app.export.markup import Markup, Order, tag_name
from app.export.wordml import SPACE, namespace

_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
_RANK = {f"w:{local}": rank for rank, local in enumerate(_ORDER)}
"""The order of the children of `w:rPr` (ECMA-376 1, CT_RPr); extensions and tracked changes come after all of them."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A run in stretches: the offsets of its text where they begin and end, and the places of these in the markup."""

    offsets: list[int]
    places: list[int]

    def begin(self, offset: int) -> int:
        """Give the place before the stretch that holds the character behind an offset."""
        return self.places[bisect_right(self.offsets, offset) - 1]

    def end(self, offset: int) -> int:
        """Give the place behind the stretch that holds the character before an offset."""
        return self.places[bisect_left(self.offsets, offset)]


_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_WHITE = re.compile(r"\s")
_LEAST_CONTRAST = 1.7
"""White, yellow and pale letters have less on every shade; the orange, light blue and grey of Office have more."""


Look = tuple[int, int, MarkStyle]
"""How a run's text from one offset to another is to look."""


class RunMarks:
    """Cuts and marks the runs of a part in its markup."""

    def __init__(self, markup: Markup, styles: Callable[[], Styles] = Styles) -> None:
        self._markup = markup
        self._colours = LetterColours(styles)
        self._w = markup.prefix(namespace(markup.root))
        self._looked: dict[tuple[str, str, MarkStyle], str] = {}
        prefix = f"(?:{'|'.join(map(re.escape, {self._w, *markup.prefixes(namespace(markup.root))}))})"
        self._change = re.compile(rf'(<{prefix}:rPrChange\b[^>]*? {prefix}:id=")[^"]*')
        # Bookmarks, changes and permissions share one count.
        ids = re.findall(rf' {prefix}:id="(\d{{1,12}})"', markup.text)
        self.free_ids = count(max(map(int, ids), default=0) + 1)

    def mark(self, run: Element, offsets: Iterable[int], looks: Sequence[Look]) -> Cut:
        """Cut a run at offsets of its text and give its stretches their looks; each has the run's own properties.

        What is no text stays, in order, with the text before it. An offset inside a child that is whole (a choice
        between symbols) moves to its end. Without an offset inside its text the run stays in one piece.
        """
        texts, markup = run_text(run), self._markup
        bounds = _bounds(texts, offsets)
        cut = Cut([0, *bounds, sum(len(text) for _, text in texts)], [markup.start(run)])
        styles: list[MarkStyle | None] = [None] * (len(bounds) + 1)
        for start, end, wanted in looks:
            for at in range(bisect_right(cut.offsets, start) - 1, bisect_left(cut.offsets, end)):
                styles[at] = wanted
        properties = child(run, "w:rPr")
        own = "" if properties is None else markup.written(properties)
        colour = self._colours.of(run, properties, own)
        if styles[0] is not None:
            place = markup.content(run) if properties is None else markup.start(properties)
            markup.put(place, Order.BEHIND, self._properties(properties, own, colour, styles[0]), place + len(own))
        opening = markup.opening(run)
        closing = f"</{tag_name(opening)}>"
        for (place, closed, opened), style in zip(self._splits(texts, bounds), styles[1:], strict=True):
            copied = self._copied(own if style is None else self._properties(properties, own, colour, style))
            markup.put(place, Order.CLOSES, closed + closing)
            markup.put(place, Order.OPENS, opening + copied + opened)
            cut.places.append(place)
        cut.places.append(markup.end(run))
        return cut

    def _splits(self, texts: Iterable[tuple[Element, str]], bounds: Iterable[int]) -> Iterator[tuple[int, str, str]]:
        """Give the place of each bound, and the tags that close and open a `w:t` or `w:delText` that is cut there."""
        markup, at = self._markup, 0
        for element, text in texts:
            edges = [bound - at for bound in bounds if at <= bound < at + len(text)]
            at += len(text)
            if edges and edges[0] == 0:
                yield markup.start(element), "", ""
                del edges[0]
            if not edges:
                continue
            tag = markup.opening(element)
            typed = tag_name(tag)
            if _WHITE.search(text) and element.get(SPACE) != "preserve":
                pieces = (text[start:end] for start, end in pairwise([0, *edges, len(text)]))
                if any(piece != piece.strip() for piece in pieces):  # white space at an edge that was none before
                    tag = f'<{typed} xml:space="preserve">'
                    markup.put(markup.start(element) + 1, Order.OPENS, tag[1:], markup.content(element))
            for place in markup.within(element, edges):
                yield place, f"</{typed}>", tag

    def _properties(self, properties: Element | None, own: str, colour: str, style: MarkStyle) -> str:
        """Give the properties of a run with a look. Runs have few different ones: each is made once."""
        made = self._looked.get((own, colour, style))
        if made is None:
            w = self._w
            there = [] if properties is None else [(each, self._markup.written(each)) for each in properties]
            opening = f"<{w}:rPr>" if properties is None else self._markup.opening(properties)
            settings = _marked(there, colour, style, w)
            made = self._looked[own, colour, style] = f"{opening.replace('/>', '>')}{settings}</{tag_name(opening)}>"
        return made

    def _copied(self, properties: str) -> str:
        """Give tracked changes of properties, which a cut doubles, ids of their own."""
        if "rPrChange" not in properties:
            return properties
        return self._change.sub(lambda found: f"{found[1]}{next(self.free_ids)}", properties)


def _bounds(texts: Iterable[tuple[Element, str]], offsets: Iterable[int]) -> list[int]:
    """Give the offsets at which a run can be cut, ascending, its ends left out."""
    wanted, at = set(offsets), 0
    for element, text in texts:
        if len(text) > 1 and name(element) not in TYPED:
            wanted = {at + len(text) if at < offset < at + len(text) else offset for offset in wanted}
        at += len(text)
    return sorted(offset for offset in wanted if 0 < offset < at)


def _marked(there: Sequence[tuple[Element, str]], colour: str, style: MarkStyle, w: str) -> str:
    """Shade or highlight, and underline unless there is an underline; settings stand in the order of the schema.

    A marker colour that is there already stays: it is somebody's. Light letters, which stand on something dark, get no
    shade: nobody could read them on it.
    """
    known = {name(element): element for element, _ in there}
    line = known.get("w:u")
    wanted = {}
    if not style.highlight:
        if _readable(colour, style.fill):
            wanted["w:shd"] = f'<{w}:shd {w}:val="clear" {w}:color="auto" {w}:fill="{style.fill}"/>'
    elif "w:highlight" not in known:
        wanted["w:highlight"] = f'<{w}:highlight {w}:val="{style.highlight}"/>'
    if style.underline and (line is None or attribute(line, "w:val") in (None, "none")):
        wanted["w:u"] = f'<{w}:u {w}:val="{style.underline}" {w}:color="{style.line}"/>'
    settings = [(name(element), written) for element, written in there if name(element) not in wanted]
    for setting in wanted.items():
        rank = _RANK[setting[0]]
        behind = (at for at, (other, _) in enumerate(settings) if _RANK.get(other, len(_RANK)) > rank)
        settings.insert(next(behind, len(settings)), setting)
    return "".join(written for _, written in settings)


def _readable(colour: str, fill: str) -> bool:
    """Say whether letters of that colour can be read on a shade."""
    return not _COLOUR.fullmatch(colour) or contrast(colour, fill) >= _LEAST_CONTRAST
