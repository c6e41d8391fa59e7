"""How linked sections stand to each other: at the same place, moved, split, merged, or merely related."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.comparison.model import Relation
from app.comparison.profiles import Profile

Cell = tuple[int, int]

_PART = 0.85
"""What is a half of something split has at most this share of its length."""


@dataclass(frozen=True, eq=False)
class Partners:
    """What is linked: `cells` of sections of one document and of the other, and the best partner of each section."""

    cells: Sequence[Cell]
    best_of_ours: Sequence[int]
    best_of_theirs: Sequence[int]

    def mutual(self) -> dict[int, int]:
        """Give the sections that are each other's best."""
        return {i: j for i, j in self.cells if self.best_of_ours[i] == j and self.best_of_theirs[j] == i}


def relations(partners: Partners, ours: Profile, theirs: Profile, by_hand: Collection[Cell]) -> dict[Cell, Relation]:
    """Give the relation of each linked pair.

    Sections that are each other's best are the same, or moved where they changed their place among what belongs to the
    same section, or went to another one: the points of a chapter that moved as a whole have not moved. A section is
    split where two that stand side by side have it as their best and each is shorter; merged is the same from the
    other side. Whatever else is linked is related.
    """
    mutual = partners.mutual()
    stayed = _stayed(mutual, ours.ancestors, theirs.ancestors)
    found = dict.fromkeys(partners.cells, Relation.RELATED)
    for i, j in mutual.items():
        found[i, j] = Relation.SAME if (i, j) in stayed else Relation.MOVED
    for i, j in by_hand:
        if found[i, j] is Relation.RELATED:
            found[i, j] = Relation.SPLIT if i in mutual else Relation.MERGED
    turned = {j: i for i, j in mutual.items()}
    linked = set(partners.cells)
    for i, several in _divided(mutual, turned, partners.best_of_theirs, ours, theirs):
        if all((i, j) in linked for j in several):
            found |= {(i, j): Relation.SPLIT for j in several}
    for j, several in _divided(turned, mutual, partners.best_of_ours, theirs, ours):
        if all((i, j) in linked for i in several):
            found |= {(i, j): Relation.MERGED for i in several}
    return found


def _divided(
    partner: Mapping[int, int], taken: Mapping[int, int], best: Sequence[int], whole: Profile, parts: Profile
) -> Iterator[tuple[int, list[int]]]:
    """Give the sections of `whole` with the neighbours that each was divided into: its partner and what adjoins it."""
    parents = parts.parents.tolist()
    for one, other in partner.items():
        size = len(whole.sections[one].span)
        if len(parts.sections[other].span) > _PART * size:
            continue
        around = parts.brothers[parents[other]]
        at = bisect_left(around, other)

        def part(number: int, one: int = one, size: int = size) -> bool:
            return number not in taken and best[number] == one and len(parts.sections[number].span) <= _PART * size

        first, last = at, at + 1
        while first and part(around[first - 1]):
            first -= 1
        while last < len(around) and part(around[last]):
            last += 1
        if last - first > 1:
            yield one, list(around[first:last])


def _stayed(mutual: Mapping[int, int], ours: Sequence[Sequence[int]], theirs: Sequence[Sequence[int]]) -> set[Cell]:
    """The pairs that keep their order among those that stand in the same two linked sections, by their ancestors."""
    taken = set(mutual.values())
    groups: dict[Cell, list[Cell]] = defaultdict(list)
    for i, j in mutual.items():
        frame = _frame([(a, mutual[a]) for a in ours[i] if a in mutual], [b for b in theirs[j] if b in taken])
        if frame is not None:
            groups[frame].append((i, j))
    return {cell for group in groups.values() for cell in _longest_rising(group)}


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
