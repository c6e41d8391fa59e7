"""Exact repeats over all documents, from one suffix array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.language.columns import Ints, ranked
from app.language.folding import BREAK, Folded

Offsets = npt.NDArray[np.signedinteger]
"""Offsets in the suffix array's own type, half as wide: there are millions of them."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A run of `length` folded characters that stands at each of `places`: (document, folded offset), ascending."""

    length: int
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """Many repeats as columns: for each place the number of its repeat, its document and folded offset.

    `lengths` has one figure for each repeat.
    """

    groups: Ints
    documents: Ints
    offsets: Ints
    lengths: Ints

    def listed(self) -> list[Repeat]:
        """Give them one by one, longest first."""
        places: list[list[tuple[int, int]]] = [[] for _ in self.lengths]
        for group, document, offset in zip(
            *map(np.ndarray.tolist, (self.groups, self.documents, self.offsets)), strict=True
        ):
            places[group].append((document, offset))
        found = [Repeat(n, tuple(sorted(at))) for n, at in zip(self.lengths.tolist(), places, strict=True)]
        return sorted(found, key=lambda repeat: (-repeat.length, repeat.places))


class Match(NamedTuple):
    """The same run in two documents: `a_start` in document `a`, `b_start` in document `b`; a < b. Folded offsets."""

    a: int
    b: int
    a_start: int
    b_start: int
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Many matches as columns of equal length: places in the documents laid end to end, and how long each match is.

    `offsets` has where each document begins. Only those that are listed become objects.
    """

    firsts: Ints
    seconds: Ints
    lengths: Ints
    offsets: Ints

    def __len__(self) -> int:
        return len(self.lengths)

    def only(self, kept: npt.NDArray[np.bool_] | Ints) -> Matches:
        """Give those that a mask keeps, or those with the given numbers in their order."""
        return Matches(self.firsts[kept], self.seconds[kept], self.lengths[kept], self.offsets)

    def documents(self) -> tuple[Ints, Ints]:
        """Give the first and the second document of each."""
        a, b = (self.offsets.searchsorted(places, "right") - 1 for places in (self.firsts, self.seconds))
        return a, b

    def pairs(self) -> Ints:
        """Give the number of each one's pair of documents; those of the first document come first."""
        a, b = self.documents()
        return a * len(self.offsets) + b

    def ordered(self) -> Matches:
        """Give them in order, those of a pair of documents together."""
        return self.only(np.lexsort((self.firsts << 32 | self.seconds, self.pairs())))

    def listed(self) -> list[Match]:
        """Give them one by one."""
        a, b = self.documents()
        columns = (a, b, self.firsts - self.offsets[a], self.seconds - self.offsets[b], self.lengths)
        return list(map(Match, *(column.tolist() for column in columns)))


class SuffixIndex:
    """The suffix array of all documents, laid end to end with breaks between them.

    Common prefixes are cut at breaks, so nothing matches across a line end, a mask or a document's end. Time and memory
    are linear in the total length (suffix array by divsufsort, common prefixes by Kasai et al. 2001).
    """

    def __init__(self, texts: Sequence[Folded]) -> None:
        whole = BREAK.join(folded.text for folded in texts) + BREAK
        codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ends = np.cumsum([len(folded) + 1 for folded in texts], dtype=np.int64)
        self._starts: Ints = np.concatenate(([0], ends[:-1])).astype(np.int64)
        self._length = len(codes)
        distinct, ranks = ranked(codes)
        self._ranks = ranks.astype(np.uint16 if len(distinct) <= 0xFFFF else np.uint32)
        self._broken = codes == ord(BREAK)

    @cached_property
    def _sorted(self) -> tuple[Offsets, Offsets]:
        """The suffix array, and how many characters each suffix shares with the next in it (0 for the last)."""
        from pydivsufsort import divsufsort, kasai

        suffixes = divsufsort(self._ranks)
        shared = kasai(self._ranks, suffixes)
        room = self._room()[suffixes]
        shared[:-1] = np.minimum(shared[:-1], np.minimum(room[:-1], room[1:]))
        shared[-1] = 0
        return suffixes, shared

    def _room(self) -> Offsets:
        """How many characters stand from each place to the next break."""
        places = np.arange(self._length, dtype=np.int32)
        nexts = np.where(self._broken, places, np.int32(self._length))
        return np.minimum.accumulate(nexts[::-1])[::-1] - places

    def repeats(self, shortest: int, budget: int) -> Repeats:
        """Give the maximal exact repeats of at least `shortest` characters, those with the fewest places first.

        Maximal: no occurrence can be made longer at an end without losing another. Repeats inside one document count
        too. A repeat is whole or left out: a text of one word said on and on has repeats with the square of its length
        in places, so the commonest (which the longer ones cover) go when `budget` places are used up.
        """
        suffixes, _ = self._sorted
        intervals = np.array(list(self._intervals(shortest)), dtype=np.int64).reshape(-1, 3)
        intervals = intervals[np.argsort(intervals[:, 2] - intervals[:, 1], kind="stable")]
        sizes = intervals[:, 2] - intervals[:, 1] + 1
        within = np.cumsum(sizes) <= budget
        lengths, firsts, sizes = intervals[within, 0], intervals[within, 1], sizes[within]
        groups = np.repeat(np.arange(len(sizes)), sizes)
        ranks = np.arange(len(groups)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + firsts[groups]
        places = suffixes[ranks]
        documents = np.searchsorted(self._starts, places, side="right") - 1
        return Repeats(groups, documents, places - self._starts[documents], lengths)

    def _intervals(self, shortest: int) -> Iterator[tuple[int, int, int]]:
        """The intervals of the suffix array that share a prefix and differ before and behind it (Abouelhoda 2004)."""
        suffixes, shared = self._sorted
        before = np.where(suffixes > 0, self._ranks[suffixes - 1], 0).astype(np.int64)
        at_break = (suffixes == 0) | self._broken[suffixes - 1]
        before[at_break] = -1 - suffixes[at_break]  # a break equals nothing, not even another break
        changes = np.concatenate(([0], np.cumsum(before[1:] != before[:-1])))
        stack: list[tuple[int, int]] = []
        (heads,) = np.nonzero(shared >= shortest)
        previous = -2
        for i in heads.tolist():
            if i != previous + 1:
                yield from self._closed(stack, 0, previous + 1, changes)
            length, first = int(shared[i]), i
            while stack and stack[-1][0] > length:
                top_length, first = stack.pop()
                if changes[i] > changes[first]:
                    yield top_length, first, i
            if not stack or stack[-1][0] < length:
                stack.append((length, first))
            previous = i
        yield from self._closed(stack, 0, previous + 1, changes)

    @staticmethod
    def _closed(stack: list[tuple[int, int]], least: int, last: int, changes: Ints) -> Iterator[tuple[int, int, int]]:
        while stack and stack[-1][0] > least:
            length, first = stack.pop()
            if changes[last] > changes[first]:
                yield length, first, last

    def matches(self, shortest: int, budget: int) -> Matches:
        """Give the maximal runs of at least `shortest` characters that two different documents share, in no order.

        A run that stands in very many places would cost their square: the commonest are left out as soon as `budget`
        pairs of places are used up (rare ones come first; what is left out stands in `repeats`).
        """
        first, second = (places.astype(np.int64) for places in self._pairs(shortest, budget))
        # Sorted as one number, the shift before the place: on and on in a run each is one more than that before.
        rows = np.sort((second - first) << 32 | first)
        heads = np.flatnonzero(np.diff(rows, prepend=-2) != 1)
        lengths = np.diff(np.append(heads, len(rows))) + shortest - 1
        first = rows[heads] & 0xFFFFFFFF
        return Matches(first, first + (rows[heads] >> 32), lengths, self._starts)

    def _pairs(self, shortest: int, budget: int) -> tuple[Offsets, Offsets]:
        """Pairs of places, first < second, in different documents, at which the same `shortest` characters stand."""
        suffixes, shared = self._sorted
        same = shared >= shortest
        (heads,) = np.nonzero(same & ~np.concatenate(([False], same[:-1])))
        (tails,) = np.nonzero(~same & np.concatenate(([False], same[:-1])))
        sizes = tails - heads + 1
        firsts, seconds = [np.empty(0, suffixes.dtype)], [np.empty(0, suffixes.dtype)]
        for size in np.unique(sizes).tolist():
            groups = heads[sizes == size]
            budget -= len(groups) * size * (size - 1) // 2
            if budget < 0:
                break
            places = np.sort(suffixes[groups[:, None] + np.arange(size)], axis=1)
            one, other = np.triu_indices(size, 1)
            firsts.append(places[:, one].ravel())
            seconds.append(places[:, other].ravel())
        first, second = np.concatenate(firsts), np.concatenate(seconds)
        apart = np.searchsorted(self._starts, first, side="right") != np.searchsorted(
            self._starts, second, side="right"
        )
        return first[apart], second[apart]
