"""How much of what two wordings say is the same, in whatever order: pairs of characters, weighed by rarity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import fsum

import numpy as np
import numpy.typing as npt

from app.language.usualness import GRAM, Families, Hashes, Usualness, pair_codes

Values = npt.NDArray[np.float64]
_ROUNDING = 1e-3
"""More than sums of millions of weights are rounded by."""

_DIGITS = np.array([chr(code).isdigit() for code in range(0x80)])


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` (0…1): the Dice coefficient of the weighed pairs; `content`: what the shared pairs weigh together."""

    share: float
    content: float


@dataclass(frozen=True, slots=True)
class Wording:
    """Folded words and their distinct pairs of neighbouring characters, with what each and all together weigh."""

    words: str
    pairs: Mapping[int, float]
    content: float

    def likeness(self, other: Wording) -> Likeness:
        """Give how alike two wordings are, the same both ways: a pair counts as they weigh it at least."""
        shared = fsum([min(self.pairs[pair], other.pairs[pair]) for pair in self.pairs.keys() & other.pairs.keys()])
        total = self.content + other.content
        return Likeness(2 * shared / total if total else 0.0, shared)


@dataclass(frozen=True, eq=False)
class Weights:
    """Weighs pairs of characters: -log of the share of families of official texts that have them.

    Figures weigh nothing, nor does a pair that lies in a run of characters that `least` families or more have.
    """

    usual: Usualness
    least: int

    def text(self, folded: str, runs: Families) -> WeighedText:
        """Weigh a folded text once, to look at its parts; `runs` are the families that have each of its n-grams."""
        codes = pair_codes(folded)
        families = self.usual.pair_families(folded).astype(np.float64)
        first = codes >> np.uint32(16)
        figures = (first < len(_DIGITS)) & _DIGITS[first % np.uint32(len(_DIGITS))]
        weights = np.where(figures, 0.0, np.log((self.usual.size + 1) / (families + 1)))
        return WeighedText(folded, codes, weights, runs >= self.least)

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - lives as long as one comparison
    def wording(self, words: str) -> Wording:
        """Weigh folded words that stand in no text of the comparison as they are."""
        return self.text(words, self.usual.families(words)).wording(0, len(words))


@dataclass(frozen=True, eq=False)
class WeighedText:
    """A folded text: the code and weight of the pair that begins at each character, and whether a usual run does."""

    folded: str
    codes: Hashes
    weights: Values
    usual: npt.NDArray[np.bool_]

    def wording(self, start: int, end: int) -> Wording:
        """Give the wording of a range; usual runs that reach beyond it do not count."""
        last = max(start, end - 1)
        covered = _covered(self.usual[start : max(start, end - GRAM + 1)], last - start)
        weights = np.where(covered, 0.0, self.weights[start:last])
        pairs = dict(zip(self.codes[start:last][::-1].tolist(), weights[::-1].tolist(), strict=True))
        return Wording(self.folded[start:end], pairs, fsum(pairs.values()))

    def most(self, start: int, end: int) -> float:
        """Give what the content of a range cannot exceed, nor what it shares with anything: usual runs count here."""
        return self._sums.item(max(start, end - 1)) - self._sums.item(start) + _ROUNDING

    @cached_property
    def _sums(self) -> Values:
        """What the pairs before each character weigh."""
        return np.concatenate(([0.0], np.cumsum(self.weights)))

    @cached_property
    def content(self) -> Values:
        """What each pair of the whole text weighs, usual runs left out."""
        return np.where(_covered(self.usual, len(self.weights)), 0.0, self.weights)


def _covered(runs: npt.NDArray[np.bool_], pairs: int) -> npt.NDArray[np.bool_]:
    """For each of so many pairs of neighbouring characters: whether one of the runs lies on it."""
    covered = np.zeros(pairs, dtype=bool)
    if runs.any():
        for offset in range(GRAM - 1):
            covered[offset : offset + len(runs)] |= runs
    return covered
