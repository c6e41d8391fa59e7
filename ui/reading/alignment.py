"""Which section stands beside which, and from that: which height of one text belongs to which height of another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.comparison.model import Comparison, SectionRef
from app.document.model import Span


@dataclass(frozen=True, slots=True)
class Beside:
    """A section of one document and its partner in another; code points."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Heights of one text, from `top` to `bottom`, that go in proportion to those of another."""

    top: float
    bottom: float
    other_top: float
    other_bottom: float


@dataclass(slots=True)
class _Node:
    stretch: Stretch
    children: list[_Node] = field(default_factory=list)


def beside(comparison: Comparison, document: int, other: int) -> tuple[Beside, ...]:
    """Give the sections of a document that have a partner in another, in the order of the text, parents first.

    The partner is one of the same row; among several the one with the strongest link, then the one that stands at the
    most similar place.
    """
    here, there = comparison.documents[document], comparison.documents[other]
    spans = {section.id: section.span for section in there.sections}
    candidates = {
        section: [name for name in row.sections[other] if name in spans]
        for row in comparison.rows
        for section in row.sections[document]
    }
    scores = {(link.a, link.b): link.score for link in comparison.links}

    def fitness(section: str, span: Span, name: str) -> tuple[float, float]:
        a, b = SectionRef(document, section), SectionRef(other, name)
        apart = abs(span.start / max(1, len(here.text)) - spans[name].start / max(1, len(there.text)))
        return max(scores.get((a, b), 0.0), scores.get((b, a), 0.0)), -apart

    return tuple(
        Beside(section.span, spans[max(names, key=lambda name: fitness(section.id, section.span, name))])
        for section in here.sections
        if (names := candidates.get(section.id))
    )


def stretches(
    pairs: Sequence[Beside],
    y: Callable[[int], float],
    other_y: Callable[[int], float],
    height: float,
    other_height: float,
) -> tuple[Stretch, ...]:
    """Give the heights of a text, from 0 to `height` without a gap, with those of the other that belong to them.

    `pairs` come in the order of the text, parents first; `y` and `other_y` give the height of a character in either
    text. A section goes in proportion to its partner. What has no partner fills the way between the partners of its
    neighbours, or stands still where these lie in another order: nothing is padded, so a moved section is a jump.
    """
    root = _Node(Stretch(0.0, height, 0.0, other_height))
    open_nodes = [root]
    for pair in pairs:
        node = _Node(Stretch(y(pair.here.start), y(pair.here.end), other_y(pair.there.start), other_y(pair.there.end)))
        while len(open_nodes) > 1 and node.stretch.top >= open_nodes[-1].stretch.bottom:
            open_nodes.pop()
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
    return tuple(stretch for stretch in _tiled(root) if stretch.bottom > stretch.top)


def _tiled(node: _Node) -> Iterator[Stretch]:
    whole = node.stretch
    if not node.children:
        yield whole
        return
    at, there = whole.top, whole.other_top
    for child in node.children:
        ahead = min(child.stretch.other_top, whole.other_bottom)
        yield Stretch(at, child.stretch.top, there, max(there, ahead))
        yield from _tiled(child)
        at, there = child.stretch.bottom, child.stretch.other_bottom
    yield Stretch(at, whole.bottom, there, max(there, whole.other_bottom))


def mapped(aligned: Sequence[Stretch], y: float) -> float:
    """Give the height of the other text that belongs to the height `y`; the same `y` where nothing is aligned."""
    if not aligned:
        return y
    stretch = aligned[max(0, bisect_right(aligned, y, key=lambda stretch: stretch.top) - 1)]
    share = min(1.0, max(0.0, (y - stretch.top) / (stretch.bottom - stretch.top)))
    return stretch.other_top + (stretch.other_bottom - stretch.other_top) * share


def sync_line(value: int, maximum: int, page: int) -> float:
    """Give the height in the view, in pixels, that is held side by side.

    It is the middle, but the first and the last half page bring it to the edges, so that all texts begin and end
    together (as Meld does).
    """
    half = page / 2
    if half <= 0 or maximum <= 0:
        return 0.0
    from_top, from_bottom = value / half, (maximum - value) / half
    if maximum < page:  # both ends are within half a page: go from edge to edge in proportion
        return page * value / maximum
    return page * (0.5 * min(1.0, from_top) + 0.5 * (1.0 - min(1.0, from_bottom)))
