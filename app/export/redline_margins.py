"""Which headers and footers of two files stand for each other, and which sections have them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import product

from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, child, name, tags
from app.export.redline_stories import Margin, Stories, Walk

_REFERENCES = frozenset({"w:headerReference", "w:footerReference"})
_CHANGES = frozenset({"w:ins", "w:del"})


def margins(old: Stories, new: Stories, walk: Walk) -> tuple[list[tuple[Margin, Margin]], list[Margin], list[Margin]]:
    """Pair headers and footers of the same pages by what is kept of the one in the other, then in order.

    Those of the last section go together: breaks come and go with what they say of theirs, the last section stays.
    Gives the pairs, and what stands alone in the old file and in the new.
    """
    pairs: list[tuple[Margin, Margin]] = []
    left_a, left_b = list(old.margins), list(new.margins)
    for margin, other in _ranked(old.margins, new.margins, walk):
        if margin in left_a and other in left_b:
            left_a.remove(margin)
            left_b.remove(other)
            pairs.append((margin, other))
    return pairs, left_a, left_b


def _ranked(a: Sequence[Margin], b: Sequence[Margin], walk: Walk) -> Iterator[tuple[Margin, Margin]]:
    def likeness(pair: tuple[Margin, Margin]) -> int:
        margin, other = pair
        stretches = walk.kept(margin.span.start, margin.span.end)
        return sum(length for _, start, length in stretches if other.span.start <= start < max(other.span.end, 1))

    pairs = [pair for pair in product(a, b) if _place(pair[0]) == _place(pair[1])]
    yield from sorted(pairs, key=likeness, reverse=True)


def _place(margin: Margin) -> tuple[str, str, bool]:
    return margin.kind, margin.pages, margin.last


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
