"""Which headers and footers of two files stand for each other, and which sections have them."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, child, name, tags
from app.export.package_copy import PackageCopy
from app.export.redline_stories import Margin, Section, Slot, Stories, Walk

_REFERENCES = frozenset({"w:headerReference", "w:footerReference"})
_CHANGES = frozenset({"w:ins", "w:del"})


@dataclass(frozen=True, slots=True)
class Margins:
    """What becomes of headers and footers: pairs of old and new, old ones that go, new ones that come.

    `places` gives for each part that comes the sections of the old file, and the pages, that it is to stand in.
    """

    pairs: Sequence[tuple[Margin, Margin]]
    alone: Sequence[Margin]
    brought: Sequence[Margin]
    places: Mapping[str, Sequence[tuple[Element, str]]]


def are_same(part: str, other: str, old: PackageCopy, new: PackageCopy) -> bool:
    """Say whether two parts are the same byte for byte, and refer to nothing that might differ."""
    packed = old.packed(part)
    if packed is None or packed != new.packed(other):
        return False
    return not old.relations(part) and not new.relations(other)


def margins(old: Stories, new: Stories, walk: Walk) -> Margins:
    """Pair headers and footers of the same pages of sections that stay; what breaks that go take with what come bring.

    Of several that could be paired those that say the most of the same are.
    """
    stays = _staying(old, new, walk)
    aligned = [(section, stays[section.mark]) for section in old.sections if section.mark in stays]
    staying = {part for ours, _ in aligned for part in ours.margins.values()}
    stayed = {part for _, theirs in aligned for part in theirs.margins.values()}
    both = {
        (part, theirs.margins[slot])
        for ours, theirs in aligned
        for slot, part in ours.margins.items()
        if slot in theirs.margins
    }
    left_a, left_b = {margin.part: margin for margin in old.margins}, {margin.part: margin for margin in new.margins}
    pairs = []
    ranked = sorted(product(old.margins, new.margins), key=lambda pair: _likeness(pair[0], pair[1], walk), reverse=True)
    for certain in (True, False):
        for margin, other in ranked:
            goes_and_comes = margin.part not in staying and other.part not in stayed and margin.kind == other.kind
            fit = (margin.part, other.part) in both if certain else goes_and_comes
            if fit and margin.part in left_a and other.part in left_b:
                pairs.append((left_a.pop(margin.part), left_b.pop(other.part)))
    places = _places(old, new, stays, {margin.part: other.part for margin, other in pairs})
    return Margins(pairs, list(left_a.values()), list(left_b.values()), places)


def _places(
    old: Stories, new: Stories, stays: Mapping[int | None, Section], partners: Mapping[str, str]
) -> Mapping[str, Sequence[tuple[Element, str]]]:
    """Give where what comes is to stand: in sections that stay without one of their own.

    Not where the one that is taken over from before will say the same: to reject all would leave nothing.
    """
    said = {margin.part: new.text[margin.span.start : margin.span.end] for margin in new.margins}
    places = defaultdict(list)
    taken_over: dict[Slot, str] = {}
    for section in old.sections:
        wanted = stays[section.mark].margins if section.mark in stays else {}
        for slot, part in wanted.items():
            same = said.get(partners.get(taken_over.get(slot, ""), "")) == said.get(part, "")
            if slot not in section.margins and not same:
                places[part].append((section.look, slot[1]))
        taken_over |= section.margins
    return places


def _staying(old: Stories, new: Stories, walk: Walk) -> Mapping[int | None, Section]:
    """Give what becomes of sections whose breaks stay, by where these stand in the old text, and of the last one."""
    breaks = {section.mark: section for section in new.sections}
    stays: dict[int | None, Section] = {None: breaks[None]}
    for mark in (section.mark for section in old.sections if section.mark is not None):
        kept = next(walk.kept(mark, mark + 1), None)
        if kept is not None and kept[1] in breaks:
            stays[mark] = breaks[kept[1]]
    return stays


def _likeness(margin: Margin, other: Margin, walk: Walk) -> int:
    """How many characters of the one are kept in the other."""
    stretches = walk.kept(margin.span.start, margin.span.end)
    return sum(length for _, start, length in stretches if other.span.start <= start < max(other.span.end, 1))


def keep_margins(body: Element) -> None:
    """Give the section behind a break that goes the headers and footers that it took over from before the break.

    To accept takes the break with what it says. Behind a break that comes, the new file's are taken over.
    """
    known: dict[tuple[str, str], Element] = {}
    goes = comes = False
    for section, change in _sections(body):
        if change == "w:ins":
            comes = True
            continue
        own = {_pages(each): each for each in section if name(each) in _REFERENCES}
        if goes and not comes:
            section[:0] = [copy.copy(each) for pages, each in known.items() if pages not in own]
        known |= own
        goes = change == "w:del"
        comes = comes and goes


def _sections(body: Element) -> Iterator[tuple[Element, str]]:
    """Give what each section looks like, and what becomes of its break: `w:ins`, `w:del` or nothing."""
    for section in body.iter(*tags("w:sectPr")):
        properties = section.getparent()
        if properties is body:
            yield section, ""
        elif properties is not None and name(properties) == "w:pPr":
            look = child(properties, "w:rPr")
            yield section, next((name(each) for each in (() if look is None else look) if name(each) in _CHANGES), "")


def _pages(reference: Element) -> tuple[str, str]:
    return name(reference), attribute(reference, "w:type") or "default"
