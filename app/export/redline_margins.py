"""Which headers and footers of two files stand for each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from app.export.redline_stories import Margin, Stories, Walk


def margins(old: Stories, new: Stories, walk: Walk) -> tuple[list[tuple[Margin, Margin]], list[Margin], list[Margin]]:
    """Pair headers and footers by the pages they stand on, then by what is kept of the one in the other.

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
    def likeness(pair: tuple[Margin, Margin]) -> tuple[bool, int]:
        margin, other = pair
        stretches = walk.kept(margin.span.start, margin.span.end)
        kept = sum(length for _, start, length in stretches if other.span.start <= start < max(other.span.end, 1))
        return margin.pages == other.pages, kept

    pairs = [pair for pair in product(a, b) if pair[0].kind == pair[1].kind]
    yield from sorted(pairs, key=likeness, reverse=True)
