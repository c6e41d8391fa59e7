"""Clauses that say the same in other words: few characters in a row, many in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from app.comparison.finds import Finds, together
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.language.columns import Ints, distinct, ranges, ranked
from app.language.folding import BREAK, codes_of

Shares = npt.NDArray[np.float32]
Bits = npt.NDArray[np.uint64]

_SHORTEST, _LONGEST = 5, 1_000
"""Characters of a clause that is compared: a text without a break is none, and to compare two costs their product."""
_PARTNERS = 3
"""A clause is a rewording only of the likest clauses of another document, so many of them, and they only of it."""

_CONCRETE = [ord(mark) for mark in "0123456789０１２３４５６７８９*×《》"]
_CONCRETE_COST = 0.1
"""What two clauses must be more alike where one has a figure, a mask or a title: they say something of their own.

Five speeches, a third of the text marked: .94 instead of .91 of what is unique stays unmarked, and as much is found.
"""

_SURROGATES = 0xD800
_LEAST_CANDIDATES = 250_000
_CANDIDATES_PER_CLAUSE = 12
"""So many pairs of clauses that share a pair of characters are looked at, rare pairs of characters first: the commonest
would propose everything. Below the first figure (five speeches: 0.4 million) nothing is left out."""

_SIGNATURE = 256
"""So many bits stand for what a clause has: they rule out five of six candidates before any is compared by its sets."""

_AT_ONCE = 1 << 14
"""So many candidates are ruled out at a time: what is known of them stays in the cache."""

_ROUNDING = 1e-4
"""How much a bound may lie below the least likeness: likeness is counted in single precision."""


@dataclass(frozen=True, eq=False)
class _Sets:
    """What each clause has, each thing once: written in one fixed order, how many, and as the bits of a signature.

    Since the order is fixed, the longest common subsequence of two strings is what both have. What one clause only has
    is counted, not written. `signatures` has a column for each clause.
    """

    written: list[str]
    sizes: Ints
    signatures: Bits

    def dice(self, first: Ints, second: Ints) -> Shares:
        """Give the Dice coefficients of pairs of clauses."""
        if not len(first):
            return np.empty(0, np.float32)
        common = cpdist(
            [self.written[i] for i in first.tolist()],
            [self.written[j] for j in second.tolist()],
            scorer=LCSseq.similarity,
            dtype=np.int64,
        )
        sizes = self.sizes[first] + self.sizes[second]
        shares: Shares = (1 - (sizes - 2 * common) / np.maximum(1, sizes)).astype(np.float32)
        return shares

    def most(self, first: Ints, second: Ints) -> Shares:
        """Give what their Dice coefficients are at most: a bit that only one has stands for something only it has."""
        first_sizes, second_sizes = self.sizes[first], self.sizes[second]
        first_shares, second_shares = first_sizes.copy(), second_sizes.copy()
        for word in self.signatures:
            first_bits, second_bits = word[first], word[second]
            first_shares -= np.bitwise_count(first_bits & ~second_bits)
            second_shares -= np.bitwise_count(second_bits & ~first_bits)
        common = np.minimum(first_shares, second_shares)
        shares: Shares = (2 * common / np.maximum(1, first_sizes + second_sizes)).astype(np.float32)
        return shares


@dataclass(frozen=True, eq=False)
class _Clauses:
    """The clauses of all documents: their places as columns, and the characters and pairs of these that they have."""

    documents: Ints
    starts: Ints
    ends: Ints
    characters: _Sets
    bigrams: _Sets
    concrete: npt.NDArray[np.bool_]

    @property
    def lengths(self) -> Ints:
        return self.ends - self.starts

    def places(self, rows: Ints, groups: Ints) -> Finds:
        return Finds(groups, self.documents[rows], self.starts[rows], self.ends[rows])


def rewordings(texts: Sequence[Prepared], settings: Settings) -> Finds:
    """Give pairs of clauses of different documents that are alike by `settings.clause_likeness`.

    Those of one document that say the same are a group too: what one of them is like, the other is.

    Likeness is the mean of two Dice coefficients, over distinct characters and over distinct pairs of neighbours, less
    the chance share of one character of the shorter clause. Weighing characters or words by how rare they are, longest
    common subsequences and windows of two clauses were tried and gave nothing. Which clauses of two documents are alike
    does not depend on a third document (until there are more candidates than are looked at).
    """
    clauses = _clauses(texts)
    first, second, likeness = _alike(clauses, *_candidates(clauses), settings.clause_likeness)
    mutual = _among_likest(clauses, first, second, likeness) & _among_likest(clauses, second, first, likeness)
    rows = np.stack((first[mutual], second[mutual]), axis=1).ravel()
    return together(clauses.places(rows, np.arange(len(rows)) // 2), clauses.places(*_equal(texts, clauses, rows)))


def _equal(texts: Sequence[Prepared], clauses: _Clauses, rows: Ints) -> tuple[Ints, Ints]:
    """Give those of some clauses that say the same as another one of their document, and which say the same."""
    held = distinct(rows)
    places = zip(*(column[held].tolist() for column in (clauses.documents, clauses.starts, clauses.ends)), strict=True)
    numbers: dict[tuple[int, str], int] = {}
    said = ((document, texts[document].folded.text[start:end]) for document, start, end in places)
    groups = np.array([numbers.setdefault(words, len(numbers)) for words in said], dtype=np.int64)
    several = (np.bincount(groups) > 1)[groups]
    order = np.argsort(groups[several], kind="stable")
    return held[several][order], groups[several][order]


def _clauses(texts: Sequence[Prepared]) -> _Clauses:
    columns = [_columns(number, text) for number, text in enumerate(texts)]
    documents, starts, ends, concrete = np.concatenate([np.empty((4, 0), np.int64), *columns], axis=1)
    offsets = np.cumsum([0, *(len(text.folded) for text in texts)])
    whole = codes_of("".join([text.folded.text for text in texts]))
    codes = whole[ranges(offsets[documents] + starts, ends - starts)]
    clauses = np.repeat(np.arange(len(starts)), ends - starts)
    told = codes != ord(BREAK)
    paired = (clauses[1:] == clauses[:-1]) & told[1:] & told[:-1]
    different, ranks = ranked(codes)
    characters = ranks.astype(np.int64)
    bigrams = (characters[:-1] * len(different) + characters[1:])[paired]
    return _Clauses(
        documents,
        starts,
        ends,
        _sets(clauses[told], characters[told], len(starts)),
        _sets(clauses[:-1][paired], bigrams, len(starts)),
        concrete > 0,
    )


def _columns(number: int, text: Prepared) -> Ints:
    """Four columns, a row for each clause of a document: document, start, end, how many marks of something concrete."""
    starts, ends = np.array(text.clause_bounds, dtype=np.int64)
    lengths = ends - starts
    kept = (lengths >= _SHORTEST) & (lengths <= _LONGEST) & text.counted[starts]
    starts, ends = starts[kept], ends[kept]
    marks = np.concatenate(([0], np.cumsum(np.isin(codes_of(text.body), _CONCRETE))))
    concrete = marks[text.folded.origin[ends - 1] + 1] - marks[text.folded.origin[starts]]
    return np.stack((np.full(len(starts), number), starts, ends, concrete))


def _sets(clauses: Ints, features: Ints, count: int) -> _Sets:
    """Give for each clause its distinct features (numbered from 0), each written as a character of its own."""
    width = count.bit_length()
    held = distinct(features << width | clauses)
    signs = np.cumsum(np.diff(held >> width, prepend=-1) != 0) - 1
    is_shared = np.bincount(signs, minlength=1) > 1
    keys = np.sort((held & (1 << width) - 1) << 32 | signs)
    owners, signs = keys >> 32, keys & 0xFFFFFFFF
    signatures = _signatures(owners, signs, count)
    shared = is_shared[signs]
    codes = np.cumsum(is_shared)[signs[shared]]
    codes[codes >= _SURROGATES] += 0x800
    written = codes.astype("<u4").tobytes().decode("utf-32-le")
    bounds = [0, *np.cumsum(np.bincount(owners[shared], minlength=count)).tolist()]
    strings = [written[start:end] for start, end in pairwise(bounds)][:count]
    return _Sets(strings, np.bincount(owners, minlength=count), signatures)


def _signatures(owners: Ints, signs: Ints, count: int) -> Bits:
    """Give the bits that stand for the signs of each of so many owners."""
    flags = np.zeros(count * _SIGNATURE, dtype=bool)
    flags[owners * _SIGNATURE + signs % _SIGNATURE] = True
    return np.ascontiguousarray(np.packbits(flags).view(np.uint64).reshape(count, _SIGNATURE // 64).T)


def _candidates(clauses: _Clauses) -> tuple[Ints, Ints]:
    """Pairs of clauses, first < second, of different documents that share a pair of characters."""
    written = clauses.bigrams.written
    lengths = np.fromiter(map(len, written), dtype=np.int64, count=len(written))
    signs = codes_of("".join(written)).astype(np.int64)
    holders = np.sort(signs * len(lengths) + np.repeat(np.arange(len(lengths)), lengths)) % max(1, len(lengths))
    sizes = np.bincount(signs) if len(signs) else np.empty(0, np.int64)
    starts = np.cumsum(sizes) - sizes
    budget = max(_LEAST_CANDIDATES, _CANDIDATES_PER_CLAUSE * len(lengths))
    documents, found = clauses.documents, [np.empty(0, np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        heads = starts[sizes == size]
        budget -= len(heads) * size * (size - 1) // 2
        if budget < 0:
            break
        held = holders[heads[:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        first, second = held[:, one].ravel(), held[:, other].ravel()
        apart = documents[first] != documents[second]
        found.append(first[apart] * len(lengths) + second[apart])
    keys = distinct(np.concatenate(found))
    return keys // max(1, len(lengths)), keys % max(1, len(lengths))


def _alike(clauses: _Clauses, first: Ints, second: Ints, least: float) -> tuple[Ints, Ints, Shares]:
    """Give those pairs that are alike by at least so much, and how much."""
    near = [
        _near(clauses, first[i : i + _AT_ONCE], second[i : i + _AT_ONCE], least) for i in range(0, len(first), _AT_ONCE)
    ]
    first, second = np.concatenate([np.empty((2, 0), dtype=np.int64), *near], axis=1)
    agreement = clauses.characters.dice(first, second) + clauses.bigrams.dice(first, second)
    likeness = _likeness(clauses, first, second, agreement)
    alike = likeness >= least
    return first[alike], second[alike], likeness[alike]


def _near(clauses: _Clauses, first: Ints, second: Ints, least: float) -> Ints:
    """Give those pairs, in two rows, that may be alike by at least so much."""
    at_most = clauses.characters.most(first, second) + clauses.bigrams.most(first, second)
    near = _likeness(clauses, first, second, at_most) >= least - _ROUNDING
    return np.stack((first[near], second[near]))


def _likeness(clauses: _Clauses, first: Ints, second: Ints, agreement: Shares) -> Shares:
    """How much alike pairs are of which two coefficients add up to `agreement`."""
    chance = 1 / np.minimum(clauses.lengths[first], clauses.lengths[second])
    concrete = clauses.concrete[first] | clauses.concrete[second]
    return (agreement / 2 - chance - _CONCRETE_COST * concrete).astype(np.float32)


def _among_likest(clauses: _Clauses, first: Ints, second: Ints, likeness: Shares) -> npt.NDArray[np.bool_]:
    """Which second clauses are among the likest to the first in their documents; a tie is broken by their places."""
    groups = first * (int(clauses.documents.max(initial=0)) + 1) + clauses.documents[second]
    order = np.lexsort((second, -likeness, groups))
    opens = np.flatnonzero(np.diff(groups[order], prepend=-1))
    ranks = np.arange(len(order)) - np.repeat(opens, np.diff(np.append(opens, len(order))))
    likest = np.zeros(len(order), dtype=bool)
    likest[order] = ranks < _PARTNERS
    return likest
