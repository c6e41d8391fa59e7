"""Groups of nodes → stars: sets of nodes around a centre, so few that every group is whole in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from app.language.columns import Ints, distinct, ranges

Group = tuple[int, ...]

_WIDE = 256
"""A group of more nodes is a star as it is: what each of its nodes reaches would cost the square of their number."""


def stars(groups: Sequence[Group], lengths: Sequence[int] | Ints) -> Iterator[Sequence[int]]:
    """Give nodes, ascending, all that are in one group with their centre, until each group is whole in a star.

    The centre that reaches most comes first, of equals the longest, then the first. `groups` differ from each other,
    their nodes ascend, and each has two or more; `lengths` are those of all nodes.
    """
    wide = [group for group in groups if len(group) > _WIDE]
    yield from wide
    holders: dict[int, set[int]] = defaultdict(set)
    for number, group in enumerate(wide):
        for node in group:
            holders[node].add(number)
    told = holders.keys()
    narrow = [
        group
        for group in groups
        if len(group) <= _WIDE
        and not (group[0] in told and set.intersection(*(holders.get(node, set()) for node in group)))
    ]
    whole, rest = _wholly_reached(narrow, len(lengths))
    yield from whole
    yield from _Meeting(rest, np.array(lengths, dtype=np.int64)).stars()


def _wholly_reached(groups: Sequence[Group], count: int) -> tuple[list[list[int]], list[Group]]:
    """Split off the nodes among which one reaches all others: one star, whichever its centre; most are so.

    Each node is named by the first, of those that it is in a group with, in the order of how many they may reach. Where
    two nodes of a group have different names, neither name stands for all that hang together.
    """
    if not groups:
        return [], []
    sizes = np.fromiter(map(len, groups), dtype=np.int64, count=len(groups))
    flat = np.fromiter(chain.from_iterable(groups), dtype=np.int64, count=int(sizes.sum()))
    owners, heads = np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - sizes
    ranks = np.empty(count, dtype=np.int64)
    ranks[np.argsort(-np.bincount(flat, weights=sizes[owners], minlength=count), kind="stable")] = np.arange(count)
    names = np.full(count, count)
    np.minimum.at(names, flat, np.minimum.reduceat(ranks[flat], heads)[owners])
    named = names[flat]
    torn = np.zeros(count + 1, dtype=bool)
    torn[count] = True  # the name of nodes of no group
    torn[named[(np.minimum.reduceat(named, heads) != np.maximum.reduceat(named, heads))[owners]]] = True
    (nodes,) = np.nonzero(~torn[names])
    nodes = nodes[np.argsort(names[nodes], kind="stable")]
    bounds = [*np.flatnonzero(np.diff(names[nodes], prepend=-1)).tolist(), len(nodes)]
    listed = nodes.tolist()
    whole = [listed[first:last] for first, last in pairwise(bounds)]
    return whole, [group for group, is_torn in zip(groups, torn[named[heads]].tolist(), strict=True) if is_torn]


@dataclass(frozen=True, eq=False)
class _Meeting:
    """Groups that meet in nodes: `lengths` has as many figures as there are nodes."""

    groups: Sequence[Group]
    lengths: Ints

    @cached_property
    def _flat(self) -> tuple[Ints, Ints]:
        """The nodes of all groups, one group after another, and the number of the group of each."""
        sizes = [len(group) for group in self.groups]
        flat = np.fromiter(chain.from_iterable(self.groups), dtype=np.int64, count=sum(sizes))
        return flat, np.repeat(np.arange(len(sizes)), sizes)

    def _groups_of(self) -> list[list[int]]:
        """For each node the numbers of its groups."""
        flat, owners = self._flat
        ends = np.cumsum(np.bincount(flat, minlength=len(self.lengths))).tolist()
        listed = owners[np.argsort(flat, kind="stable")].tolist()
        return [listed[first:last] for first, last in pairwise([0, *ends])]

    def _reach(self) -> tuple[Ints, Ints, Ints]:
        """How many nodes each node reaches; for those of several groups, which: the nodes, and where each's begin."""
        flat, owners = self._flat
        degrees, sizes = np.bincount(flat, minlength=len(self.lengths)), np.bincount(owners)
        reach = np.zeros(len(self.lengths), dtype=np.int64)
        reach[flat] = sizes[owners] if len(flat) else 0
        (shared,) = np.nonzero(degrees[flat] > 1)
        counts = sizes[owners[shared]]
        firsts = (np.cumsum(sizes) - sizes)[owners[shared]]
        others = flat[ranges(firsts, counts)]
        node, other = np.divmod(distinct(np.repeat(flat[shared], counts) * len(reach) + others), max(1, len(reach)))
        reached = np.bincount(node, minlength=len(reach))
        reach[degrees > 1] = reached[degrees > 1]
        return reach, other, np.concatenate(([0], np.cumsum(reached)))

    def stars(self) -> Iterator[Sequence[int]]:
        """Give the stars; a centre whose groups are all whole in stars before makes none."""
        groups_of = self._groups_of()
        waiting = [len(own) for own in groups_of]
        is_open = [True] * len(self.groups)
        reach, reached, begins = self._reach()
        for centre in np.lexsort((-self.lengths, -reach)).tolist():
            if not waiting[centre]:
                continue
            own = groups_of[centre]
            star = self.groups[own[0]] if len(own) == 1 else reached[begins[centre] : begins[centre + 1]].tolist()
            yield star
            inside = set(star)
            # What stands in one group only stands in one of the centre's.
            several = [node for node in star if len(groups_of[node]) > 1 and waiting[node]] if len(star) > 2 else ()
            for number in chain(own, *(groups_of[node] for node in several)):
                if is_open[number] and inside.issuperset(self.groups[number]):
                    is_open[number] = False
                    for node in self.groups[number]:
                        waiting[node] -= 1
