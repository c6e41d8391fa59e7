"""What keeps its order between two sequences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping


def heaviest_in_order(pairs: Mapping[int, int], weight: Callable[[int], int]) -> dict[int, int]:
    """Give the pairs of places (one in each sequence, each used once) that keep their order and weigh most together.

    A heaviest increasing subsequence, n log n.
    """
    ends: list[int] = []  # ascending with their totals: what ends further must weigh more
    totals: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for one in sorted(pairs):
        other = pairs[one]
        at = bisect_left(ends, other)
        before[one] = last[at - 1] if at else None
        total = weight(one) + (totals[at - 1] if at else 0)
        stop = bisect_right(totals, total, lo=at)
        ends[at:stop], totals[at:stop], last[at:stop] = [other], [total], [one]
    kept: dict[int, int] = {}
    current = last[-1] if last else None
    while current is not None:
        kept[current] = pairs[current]
        current = before[current]
    return kept
