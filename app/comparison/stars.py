"""Groups of nodes → stars: sets of nodes around a centre, so few that every group is whole in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from app.language.columns import Ints, distinct, ranges

_WIDE = 256
"""A group of more nodes is a star as it is: what each of its nodes reaches would cost the square of their number."""


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """Many sets of nodes as columns: how many nodes each has, and the nodes, ascending, of one set after another."""

    sizes: Ints
    nodes: Ints

    @classmethod
    def of(cls, listed: Iterable[Iterable[int]]) -> Sets:
        """Give these sets as columns."""
        sets = list(map(list, listed))
        sizes = np.fromiter(map(len, sets), dtype=np.int64, count=len(sets))
        return cls(sizes, np.fromiter(chain.from_iterable(sets), dtype=np.int64, count=int(sizes.sum())))

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def heads(self) -> Ints:
        """Where the nodes of each set begin."""
        heads: Ints = np.cumsum(self.sizes) - self.sizes
        return heads

    @property
    def owners(self) -> Ints:
        """For each of the nodes the number of its set."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def only(self, kept: npt.NDArray[np.bool_] | Ints) -> Sets:
        """Give those that a mask keeps, or those with the given numbers in their order."""
        return Sets(self.sizes[kept], self.nodes[ranges(self.heads[kept], self.sizes[kept])])

    def listed(self) -> list[list[int]]:
        """Give them one by one."""
        nodes, bounds = self.nodes.tolist(), [0, *np.cumsum(self.sizes).tolist()]
        return [nodes[first:last] for first, last in pairwise(bounds)]


def stars(groups: Sets, lengths: Ints) -> Sets:
    """Give nodes, all that are in one group with their centre, until each group is whole in a star.

    The centre that reaches most comes first, of equals the longest, then the first. Groups have two or more nodes each;
    `lengths` are those of all nodes.
    """
    is_wide = groups.sizes > _WIDE
    wide, narrow = groups.only(is_wide), groups.only(~is_wide)
    if len(wide):
        narrow = narrow.only(~_within(narrow, wide, len(lengths)))
    whole, rest = _wholly_reached(narrow, len(lengths))
    several = (wide, whole, _meeting(rest, lengths))
    return Sets(np.concatenate([sets.sizes for sets in several]), np.concatenate([sets.nodes for sets in several]))


def _within(narrow: Sets, wide: Sets, count: int) -> npt.NDArray[np.bool_]:
    """Tell which sets are whole in one of some others."""
    holders: dict[int, set[int]] = defaultdict(set)
    for node, number in zip(wide.nodes.tolist(), wide.owners.tolist(), strict=True):
        holders[node].add(number)
    held = np.zeros(count, dtype=bool)
    held[wide.nodes] = True
    counts = np.bincount(narrow.owners[held[narrow.nodes]], minlength=len(narrow))
    within: npt.NDArray[np.bool_] = counts == narrow.sizes
    sets = narrow.only(within).listed()
    within[within] = [bool(set.intersection(*(holders[node] for node in nodes))) for nodes in sets]
    return within


def _wholly_reached(groups: Sets, count: int) -> tuple[Sets, Sets]:
    """Split off the nodes among which one reaches all others: one star, whichever its centre; most are so.

    Each node is named by the first, of those that it is in a group with, in the order of how many they may reach. Where
    two nodes of a group have different names, neither name stands for all that hang together.
    """
    if not len(groups):
        return groups, groups
    flat, owners, heads = groups.nodes, groups.owners, groups.heads
    ranks = np.empty(count, dtype=np.int64)
    reach = np.bincount(flat, weights=groups.sizes[owners], minlength=count)
    ranks[np.argsort(-reach, kind="stable")] = np.arange(count)
    names = np.full(count, count)
    np.minimum.at(names, flat, np.minimum.reduceat(ranks[flat], heads)[owners])
    named = names[flat]
    torn = np.zeros(count + 1, dtype=bool)
    torn[count] = True  # the name of nodes of no group
    torn[named[(np.minimum.reduceat(named, heads) != np.maximum.reduceat(named, heads))[owners]]] = True
    (nodes,) = np.nonzero(~torn[names])
    nodes = nodes[np.argsort(names[nodes], kind="stable")]
    sizes = np.bincount(names[nodes])
    return Sets(sizes[sizes > 0], nodes), groups.only(torn[named[heads]])


def _meeting(groups: Sets, lengths: Ints) -> Sets:
    """Give the stars of groups that meet in nodes; a centre whose groups are all whole in stars before makes none."""
    names, nodes = np.unique(groups.nodes, return_inverse=True)
    groups = Sets(groups.sizes, nodes)
    groups = groups.only(np.argsort(nodes[groups.heads]))
    groups_of = _groups_of(groups, len(names))
    # What is in one group only reaches no more than another node of that group, whose star is or holds its own.
    (centres,) = np.nonzero(groups_of.sizes > 1)
    reached = _reached(groups, groups_of.only(centres))
    order = np.lexsort((-lengths[names[centres]], -reached.sizes))
    heads, bounds = reached.heads.tolist(), np.cumsum(reached.sizes).tolist()
    open_groups, found = _OpenGroups.of(groups, groups_of), []
    for rank, centre in zip(order.tolist(), centres[order].tolist(), strict=True):
        if open_groups.waiting[centre]:
            found.append(reached.nodes[heads[rank] : bounds[rank]].tolist())
            open_groups.close(centre, found[-1])
    stars = Sets.of(found)
    return Sets(stars.sizes, names[stars.nodes])


def _groups_of(groups: Sets, count: int) -> Sets:
    """For each of so many nodes the numbers of its groups."""
    return Sets(np.bincount(groups.nodes, minlength=count), groups.owners[np.argsort(groups.nodes, kind="stable")])


def _reached(groups: Sets, chosen: Sets) -> Sets:
    """For each choice of groups the nodes that are in any of them."""
    sizes = groups.sizes[chosen.nodes]
    nodes = groups.nodes[ranges(groups.heads[chosen.nodes], sizes)]
    keys = distinct(np.repeat(chosen.owners << 32, sizes) | nodes)
    return Sets(np.bincount(keys >> 32, minlength=len(chosen)), keys & 0xFFFFFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class _OpenGroups:
    """Groups that are not yet whole in a star, and in how many of them each node is; by their first nodes.

    The groups of node n are `own[owned[n] : owned[n + 1]]`; those that it is the first node of are numbered from
    `begun[n]` to `begun[n + 1]`.
    """

    groups: list[list[int]]
    is_open: list[bool]
    waiting: list[int]
    own: list[int]
    owned: list[int]
    begun: list[int]

    @classmethod
    def of(cls, groups: Sets, groups_of: Sets) -> _OpenGroups:
        """Give groups, which come by their first nodes; `groups_of` has the numbers of those of each node."""
        return cls(
            groups.listed(),
            [True] * len(groups),
            groups_of.sizes.tolist(),
            groups_of.nodes.tolist(),
            [0, *np.cumsum(groups_of.sizes).tolist()],
            groups.nodes[groups.heads].searchsorted(np.arange(len(groups_of) + 1)).tolist(),
        )

    def close(self, centre: int, star: list[int]) -> None:
        """Close the groups that are whole in a star: all of the centre, and those of nodes that still wait."""
        own = self.own[self.owned[centre] : self.owned[centre + 1]]
        self._close([number for number in own if self.is_open[number]])
        waiting, is_open, groups, begun = self.waiting, self.is_open, self.groups, self.begun
        left = [node for node in star if waiting[node]]
        if len(left) > 1:
            whole = set(left).issuperset
            numbers = [number for node in left for number in range(begun[node], begun[node + 1])]
            self._close([number for number in numbers if is_open[number] and whole(groups[number])])

    def _close(self, numbers: list[int]) -> None:
        waiting = self.waiting
        for number in numbers:
            self.is_open[number] = False
            for node in self.groups[number]:
                waiting[node] -= 1
