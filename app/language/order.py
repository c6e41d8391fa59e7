"""What keeps its order in two sequences, and what both have once: fixed points between which differences are sought."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import accumulate


def heaviest_rise(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Give the indices of a subsequence of `places` that rises strictly and weighs most, ascending.

    Places are not negative, weights positive. O(n log n): the best chain that ends before a place is kept in a Fenwick
    tree (Fenwick 1994) over the ranks of the places.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        rank = ranks[place]
        chain = _best_below(best, rank)
        before.append(chain[1])
        own = (chain[0] + weight, index)
        while rank < len(best):
            best[rank] = max(best[rank], own)
            rank += rank & -rank
    _, last = _best_below(best, len(best))
    kept: list[int] = []
    while last >= 0:
        kept.append(last)
        last = before[last]
    return kept[::-1]


def crossed(places: Sequence[int]) -> list[int]:
    """Give the indices of places that stand behind one that is not less or before one that is not greater. Linear.

    All others are in each heaviest rise, whatever they weigh.
    """
    greatest = [-1, *accumulate(places, max)]
    least = [*accumulate(reversed(places), min)][::-1]
    return [
        at
        for at, place in enumerate(places)
        if greatest[at] >= place or (at + 1 < len(places) and least[at + 1] <= place)
    ]


def _best_below(best: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    """The best of the nodes of the tree that cover the ranks below one."""
    found, at = (0, -1), rank - 1
    while at:
        found = max(found, best[at])
        at &= at - 1
    return found


def once_in_both(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Give where the items stand that each sequence has exactly once, in the order of `a`. Linear.

    The anchors of patience diff (Bram Cohen), before those out of order are left out.
    """
    in_a, in_b = _only_places(a), _only_places(b)
    return [(place, in_b[item]) for item, place in in_a.items() if item in in_b]


def _only_places(items: Sequence[Hashable]) -> dict[Hashable, int]:
    first: dict[Hashable, int] = {}
    again: set[Hashable] = set()
    for place, item in enumerate(items):
        if item in first:
            again.add(item)
        else:
            first[item] = place
    return {item: place for item, place in first.items() if item not in again}


def common_stretches(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Give stretches (start in a, start in b, length) of equal items that keep their order, grown from anchors.

    The anchors are the items that both have once, and both ends. Stretches do not overlap; near linear.
    """
    anchors = once_in_both(a, b)
    kept = heaviest_rise([place for _, place in anchors], [1] * len(anchors))
    stretches: list[tuple[int, int, int]] = []
    end_a = end_b = 0
    for i, j in [(0, 0), *(anchors[k] for k in kept), (len(a), len(b))]:
        if i < end_a or j < end_b:
            continue  # inside the stretch before
        start = 0
        while i - start > end_a and j - start > end_b and a[i - start - 1] == b[j - start - 1]:
            start += 1
        length = 0
        while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
            length += 1
        if start + length:
            stretches.append((i - start, j - start, start + length))
            end_a, end_b = i + length, j + length
    return stretches
