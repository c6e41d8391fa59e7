"""How much of what two wordings say is the same, in whatever order: pairs of characters, weighed by rarity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.language.usualness import GRAM, Hashes, Usualness, pair_codes

Values = npt.NDArray[np.float64]
_DIGITS = np.array([chr(code).isdigit() for code in range(0x80)])


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` (0…1): the Dice coefficient of the weighed pairs; `content`: what the shared pairs weigh together."""

    share: float
    content: float


@dataclass(frozen=True, eq=False)
class Weights:
    """Weighs pairs of characters: -log of the share of families of official texts that have them.

    Figures weigh nothing, nor does a pair that lies in a run of characters that `least` families or more have.
    """

    usual: Usualness
    least: int

    def likeness(self, one: str, other: str) -> Likeness:
        """Give how alike two folded wordings are."""
        ones, one_weights = self.of(one)
        others, other_weights = self.of(other)
        shared = float(one_weights[np.isin(ones, others, assume_unique=True)].sum())
        total = float(one_weights.sum() + other_weights.sum())
        return Likeness(2 * shared / total if total else 0.0, shared)

    def content(self, words: str) -> float:
        """Give what the pairs of a wording weigh together."""
        return float(self.of(words)[1].sum())

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - lives as long as one comparison
    def of(self, words: str) -> tuple[Hashes, Values]:
        """Give the distinct pairs of a folded wording, ascending, and their weights."""
        codes, weights = self.weighed(words)
        codes, firsts = np.unique(codes, return_index=True)
        return codes, weights[firsts]

    def weighed(self, words: str) -> tuple[Hashes, Values]:
        """Give each pair of neighbouring characters of a folded text, in order, and its weight."""
        codes = pair_codes(words)
        families = self.usual.pair_families(words).astype(np.float64)
        weights = np.log((self.usual.size + 1) / (families + 1))
        first = codes >> np.uint32(16)
        silent = self._usual_pairs(words) | ((first < len(_DIGITS)) & _DIGITS[first % np.uint32(len(_DIGITS))])
        return codes, np.where(silent, 0.0, weights)

    def _usual_pairs(self, words: str) -> npt.NDArray[np.bool_]:
        """For each pair of neighbouring characters: whether a usual n-gram covers it."""
        grams = np.flatnonzero(self.usual.families(words) >= self.least)
        covered = np.zeros(max(0, len(words) - 1), dtype=bool)
        for offset in range(GRAM - 1):
            covered[grams + offset] = True
        return covered
