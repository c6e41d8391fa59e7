"""What the places of many clusters say, how alike that is, which n-grams they share: in columns, for all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from app.language.columns import Ints, ranges
from app.language.usualness import Hashes

MOST_WORDINGS = 24
"""So many different wordings of a passage are compared with each other; more would cost their square."""

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Wordings:
    """The different wordings of each cluster, in the order of their first places.

    `clusters` tells whose each is, `words` what it says, `firsts` the first place that says it, `counts` how many do;
    `of_places` tells for each place which wording is its. Those of cluster n are bounds[n] : bounds[n + 1].
    """

    words: Sequence[str]
    clusters: Ints
    firsts: Ints
    counts: Ints
    of_places: Ints
    bounds: Ints

    @staticmethod
    def of(words: Sequence[str], clusters: Ints, count: int) -> Wordings:
        """Tell the wordings apart, by the words of each place and the cluster that it is in; clusters ascend."""
        numbers: dict[str, int] = {}
        keys = np.array([numbers.setdefault(said, len(numbers)) for said in words], dtype=np.int64)
        _, firsts, inverse, counts = np.unique(
            clusters * len(numbers) + keys, return_index=True, return_inverse=True, return_counts=True
        )
        order = np.argsort(firsts)
        ranks = np.empty_like(order)
        ranks[order] = np.arange(len(order))
        firsts = firsts[order]
        bounds = np.searchsorted(clusters[firsts], np.arange(count + 1))
        said = [words[first] for first in firsts.tolist()]
        return Wordings(said, clusters[firsts], firsts, counts[order], ranks[inverse], bounds)

    @property
    def numbers(self) -> Ints:
        """For each wording: which of its cluster it is, from 0."""
        numbers: Ints = np.arange(len(self.words)) - self.bounds[self.clusters]
        return numbers

    @property
    def uses(self) -> Ints:
        """For each wording a number, the lower the more places say it, of equals the longer it is."""
        return -(self.counts << 32) - self._lengths

    @property
    def _lengths(self) -> Ints:
        return np.fromiter(map(len, self.words), dtype=np.int64, count=len(self.words))

    def similarities(self) -> Values:
        """For each cluster: 1 - edit distance / longer length, the mean over the pairs of places.

        Only the wordings that most places have are compared.
        """
        count = len(self.bounds) - 1
        order = np.lexsort((-self.counts, self.clusters))
        ranks = self.numbers  # the same numbers in the order of how many say it
        order, ranks = order[ranks < MOST_WORDINGS], ranks[ranks < MOST_WORDINGS]
        sizes = np.minimum(np.diff(self.bounds), MOST_WORDINGS)
        behind = sizes[self.clusters[order]] - 1 - ranks
        one, other = order[np.repeat(np.arange(len(order)), behind)], order[ranges(np.arange(len(order)) + 1, behind)]
        words, lengths = np.array(self.words, dtype=object), self._lengths
        # A third faster than to ask for the similarities.
        edits = cpdist(words[one].tolist(), words[other].tolist(), scorer=Levenshtein.distance, dtype=np.int32)
        alike = 1 - edits / np.maximum(lengths[one], lengths[other])
        weights = (self.counts[one] * self.counts[other]).astype(np.float64)
        counts = self.counts[order]
        same = np.bincount(self.clusters[order], counts * (counts - 1) / 2, count)
        total = np.bincount(self.clusters[one], weights * alike, count) + same
        pairs = np.bincount(self.clusters[one], weights, count) + same
        similarities: Values = np.divide(total, pairs, out=np.ones(count), where=pairs > 0)
        return similarities


def shared_grams(clusters: Ints, holders: Ints, hashes: Hashes) -> Ints:
    """Give one of each of the n-grams that two holders or more of a cluster have, by cluster.

    Each n-gram comes with its cluster and with who holds it: a document or a place.
    """
    keys = clusters << 32 | hashes
    order = np.argsort(keys)
    heads = np.flatnonzero(np.diff(keys[order], prepend=-1))
    held = holders[order]
    if not len(heads):
        return heads
    several = np.minimum.reduceat(held, heads) < np.maximum.reduceat(held, heads)
    found: Ints = order[heads[several]]
    return found
