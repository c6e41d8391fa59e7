"""How linked sections stand to each other: at the same place, moved, split, merged, or merely related."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.comparison.model import Relation
from app.comparison.profiles import Profile
from app.comparison.vectors import Numbers

Cell = tuple[int, int]

_PART = 0.85
"""What is a half of something split has at most this share of its length."""


@dataclass(frozen=True, eq=False)
class Partners:
    """What is linked: section `ours[n]` of one document with `theirs[n]` of the other; and the best for each section.

    `ours` ascend.
    """

    ours: Numbers
    theirs: Numbers
    best_of_ours: Numbers
    best_of_theirs: Numbers

    def mutual(self) -> dict[int, int]:
        """Give the sections that are each other's best."""
        both = (self.best_of_ours[self.ours] == self.theirs) & (self.best_of_theirs[self.theirs] == self.ours)
        return dict(zip(self.ours[both].tolist(), self.theirs[both].tolist(), strict=True))


def relations(partners: Partners, ours: Profile, theirs: Profile, by_hand: Collection[Cell]) -> list[Relation]:
    """Give the relation of each linked pair.

    Sections that are each other's best are the same, or moved where they changed their place among what belongs to the
    same section, or went to another one: the points of a chapter that moved as a whole have not moved. A section is
    split where two that stand side by side have it as their best and each is shorter; merged is the same from the
    other side. Whatever else is linked is related.
    """
    mutual = partners.mutual()
    turned = {j: i for i, j in mutual.items()}
    found = dict.fromkeys(mutual.items(), Relation.MOVED) | dict.fromkeys(_stayed(mutual, ours, theirs), Relation.SAME)
    for i, j in by_hand:
        found.setdefault((i, j), Relation.SPLIT if i in mutual else Relation.MERGED)
    cells = list(zip(partners.ours.tolist(), partners.theirs.tolist(), strict=True))
    linked = set(cells)
    for i, several in _divided(mutual, turned, partners.best_of_theirs, ours, theirs):
        if linked.issuperset(parts := [(i, j) for j in several]):
            found |= dict.fromkeys(parts, Relation.SPLIT)
    for j, several in _divided(turned, mutual, partners.best_of_ours, theirs, ours):
        if linked.issuperset(parts := [(i, j) for i in several]):
            found |= dict.fromkeys(parts, Relation.MERGED)
    return [found.get(cell, Relation.RELATED) for cell in cells]


def _divided(
    partner: Mapping[int, int], taken: Collection[int], best: Numbers, whole: Profile, parts: Profile
) -> Iterator[tuple[int, list[int]]]:
    """Give the sections of `whole` with the neighbours that each was divided into: its partner and what adjoins it."""
    bests = best.tolist()
    for one, other in partner.items():
        most = _PART * whole.sizes[one]
        if parts.sizes[other] > most:
            continue
        around = parts.brothers[parts.parent[other]]
        at = bisect_left(around, other)

        def part(number: int, one: int = one, most: float = most) -> bool:
            return bests[number] == one and number not in taken and parts.sizes[number] <= most

        first, last = at, at + 1
        while first and part(around[first - 1]):
            first -= 1
        while last < len(around) and part(around[last]):
            last += 1
        if last - first > 1:
            yield one, list(around[first:last])


def _stayed(mutual: Mapping[int, int], ours: Profile, theirs: Profile) -> list[Cell]:
    """The pairs that keep their order among those that stand in the same two linked sections, by their ancestors."""
    taken = set(mutual.values())
    together: dict[Cell, list[Cell]] = defaultdict(list)
    for i, j in mutual.items():
        together[ours.parent[i], theirs.parent[j]].append((i, j))
    groups: dict[Cell, list[Cell]] = defaultdict(list)
    for pairs in together.values():
        i, j = pairs[0]
        held = [(a, mutual[a]) for a in ours.ancestors[i] if a in mutual]
        frame = _frame(held, [b for b in theirs.ancestors[j] if b in taken])
        if frame is not None:
            groups[frame] += pairs
    return [cell for group in groups.values() for cell in _longest_rising(group)]


def _frame(held: Sequence[Cell], around: Sequence[int]) -> Cell | None:
    """The nearest two linked sections that hold both of a pair; None where one stands in a section linked elsewhere.

    `held` are the linked sections that hold the one, with their partners, `around` those that hold the other.
    """
    if {b for _, b in held} != set(around):
        return None
    return next(((a, b) for a, b in held if b == around[0]), None) if around else (-1, -1)


def _longest_rising(pairs: Sequence[Cell]) -> list[Cell]:
    """The longest run of pairs that rise on both sides; the others have moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    ordered = sorted(pairs)
    for number, (_, j) in enumerate(ordered):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        last[at : at + 1] = [number]
    run, at = [], last[-1] if last else -1
    while at >= 0:
        run.append(ordered[at])
        at = before[at]
    return run[::-1]
