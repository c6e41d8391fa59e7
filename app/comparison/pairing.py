"""Which unit of one version goes with which of the other, one to one, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from rapidfuzz import fuzz

from app.comparison.shared_runs import RUN, likest
from app.comparison.units import Unit
from app.language.order import once_in_both

_CANDIDATES = 5
_NEIGHBOURLY = 0.1
"""How much likeness it is worth that the unit before or behind goes with the one before or behind."""
LONGEST_COMPARED = 20_000
"""Units longer than this are compared by the runs of characters they share: edit distance is quadratic."""


class Pairing:
    """Pairs as they are found, and what is left of either side."""

    def __init__(self, ours: Sequence[Unit], theirs: Sequence[Unit]) -> None:
        self.ours, self.theirs = ours, theirs
        self.pairs: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.grams: dict[tuple[bool, int], frozenset[str]] = {}

    def pair(self, i: int, j: int) -> None:
        """Say that unit i of ours goes with unit j of theirs."""
        self.pairs[i] = j
        self.back[j] = i

    def left(self) -> tuple[list[int], list[int]]:
        """The units without a partner."""
        return (
            [i for i in range(len(self.ours)) if i not in self.pairs],
            [j for j in range(len(self.theirs)) if j not in self.back],
        )

    def grams_of(self, is_ours: bool, number: int) -> frozenset[str]:
        """The runs of characters of a unit."""
        if (is_ours, number) not in self.grams:
            self.grams[is_ours, number] = _grams((self.ours if is_ours else self.theirs)[number].telling)
        return self.grams[is_ours, number]

    def likeness(self, i: int, j: int, least: float) -> float:
        """How like two units are in their characters (1 - Indel distance, 0…1); 0 below the least."""
        one, other = self.ours[i], self.theirs[j]
        if one.kind is not other.kind:
            return 0.0
        x, y = (one.bare, other.bare) if one.bare and other.bare else (one.words, other.words)
        if len(x) > LONGEST_COMPARED or len(y) > LONGEST_COMPARED:
            both, sizes = self.grams_of(True, i) & self.grams_of(False, j), len(_grams(x)) + len(_grams(y))
            dice = 2 * len(both) / sizes
            return dice if dice >= least else 0.0
        return fuzz.ratio(x, y, score_cutoff=100 * least) / 100

    def held(self, i: int, j: int) -> float:
        """How much of the shorter of two units stands in the longer: the share of its runs of characters (0…1)."""
        if self.ours[i].kind is not self.theirs[j].kind:
            return 0.0
        one, other = self.grams_of(True, i), self.grams_of(False, j)
        return len(one & other) / (min(len(one), len(other)) or 1)

    def equal(self, key: Callable[[Unit, str], str], a: str, b: str) -> None:
        """Pair the units that both have once, and equal ones from there and from both ends on."""
        keys_a = [(u.kind, key(u, a)) for u in self.ours]
        keys_b = [(u.kind, key(u, b)) for u in self.theirs]
        left_a, left_b = (
            [n for n in left if keys[n][1]] for left, keys in zip(self.left(), (keys_a, keys_b), strict=True)
        )
        fresh = [
            (left_a[i], left_b[j]) for i, j in once_in_both([keys_a[i] for i in left_a], [keys_b[j] for j in left_b])
        ]
        for i, j in fresh:
            self.pair(i, j)
        fresh = fresh or list(self.pairs.items())
        for step, end in ((1, (-1, -1)), (-1, (len(keys_a), len(keys_b)))):
            for i, j in [end, *fresh]:
                self._follow(i + step, j + step, step, keys_a, keys_b)

    def _follow(self, i: int, j: int, step: int, keys_a: Sequence[Hashable], keys_b: Sequence[Hashable]) -> None:
        while (
            0 <= i < len(keys_a)
            and 0 <= j < len(keys_b)
            and keys_a[i] == keys_b[j]
            and self.ours[i].words
            and i not in self.pairs
            and j not in self.back
        ):
            self.pair(i, j)
            i, j = i + step, j + step

    def like(self, least: float) -> None:
        """Pair what is left by likeness, the likest first."""
        found = []
        for i, j in self._candidates():
            if likeness := self.likeness(i, j, least):
                neighbourly = self.pairs.get(i - 1) == j - 1 or self.pairs.get(i + 1) == j + 1
                found.append((-likeness - _NEIGHBOURLY * neighbourly, abs(i - j), i, j))
        for _, _, i, j in sorted(found):
            if i not in self.pairs and j not in self.back:
                self.pair(i, j)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        left_a, left_b = self.left()
        ours, theirs = [self.ours[i].telling for i in left_a], [self.theirs[j].telling for j in left_b]
        for i, shared in zip(left_a, likest(ours, theirs, _CANDIDATES), strict=True):
            near = [j for j in (self.pairs.get(i - 1, -2) + 1, self.pairs.get(i + 1, 0) - 1) if j >= 0]
            alike = [left_b[place] for place, _ in shared]
            for j in dict.fromkeys([*alike, *near]):
                if j < len(self.theirs) and j not in self.back:
                    yield i, j


def _grams(words: str) -> frozenset[str]:
    if len(words) < RUN:
        return frozenset({words} if words else ())
    return frozenset([words[at : at + RUN] for at in range(len(words) - RUN + 1)])
