"""Clauses that say the same in other words: few characters in a row, many in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from app.comparison.finds import Finds
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.language.columns import Ints, distinct
from app.language.folding import BREAK

Shares = npt.NDArray[np.float32]

_SHORTEST = 5
_PARTNERS = 3
"""A clause is a rewording only of the likest clauses of another document, so many of them, and they only of it."""

_CONCRETE = re.compile(r"[0-9０-９*×《》]")
_CONCRETE_COST = 0.1
"""What two clauses must be more alike where one has a figure, a mask or a title: they say something of their own.

Five speeches, a third of the text marked: .94 instead of .91 of what is unique stays unmarked, and as much is found.
"""

_SURROGATES = 0xD800
_LEAST_CANDIDATES = 250_000
_CANDIDATES_PER_CLAUSE = 12
"""So many pairs of clauses that share a pair of characters are looked at, rare pairs of characters first: the commonest
would propose everything. Below the first figure (five speeches: 0.4 million) nothing is left out."""


@dataclass(frozen=True, eq=False)
class _Clauses:
    """The clauses of all documents: their places as columns, and what is compared of them.

    Sets are kept as strings in one fixed order, so that the longest common subsequence of two is what both have.
    """

    documents: Ints
    starts: Ints
    ends: Ints
    characters: list[str]
    bigrams: list[str]
    concrete: npt.NDArray[np.bool_]

    @property
    def lengths(self) -> Ints:
        return self.ends - self.starts


def rewordings(texts: Sequence[Prepared], settings: Settings) -> Finds:
    """Give pairs of clauses of different documents that are alike by `settings.clause_likeness`.

    Likeness is the mean of two Dice coefficients, over distinct characters and over distinct pairs of neighbours, less
    the chance share of one character of the shorter clause. Weighing characters or words by how rare they are, longest
    common subsequences and windows of two clauses were tried and gave nothing. Which clauses of two documents are alike
    does not depend on a third document (until there are more candidates than are looked at).
    """
    clauses = _clauses(texts)
    first, second = _candidates(clauses)
    likeness = _likeness(clauses, first, second)
    alike = likeness >= settings.clause_likeness
    first, second, likeness = first[alike], second[alike], likeness[alike]
    mutual = _among_likest(clauses, first, second, likeness) & _among_likest(clauses, second, first, likeness)
    rows = np.stack((first[mutual], second[mutual]), axis=1).ravel()
    return Finds(np.arange(len(rows)) // 2, clauses.documents[rows], clauses.starts[rows], clauses.ends[rows])


def _clauses(texts: Sequence[Prepared]) -> _Clauses:
    rows: list[tuple[int, int, int]] = []
    said: list[str] = []
    concrete: list[bool] = []
    for number, text in enumerate(texts):
        counted, origin = text.counted.tolist(), text.folded.origin.tolist()
        for span in text.clauses:
            start, end = span.start, span.end
            if end - start >= _SHORTEST and counted[start]:
                rows.append((number, start, end))
                said.append(text.folded.text[start:end])
                concrete.append(_CONCRETE.search(text.body, origin[start], origin[end - 1] + 1) is not None)
    documents, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    codes = np.frombuffer("".join(said).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    clauses = np.repeat(np.arange(len(said)), ends - starts)
    whole = codes != ord(BREAK)
    paired = (clauses[1:] == clauses[:-1]) & whole[1:] & whole[:-1]
    bigrams = (codes[:-1] << 21 | codes[1:])[paired]
    return _Clauses(
        documents,
        starts,
        ends,
        _sets(clauses[whole], codes[whole], len(said)),
        _sets(clauses[:-1][paired], bigrams, len(said)),
        np.array(concrete, dtype=bool),
    )


def _sets(clauses: Ints, features: Ints, count: int) -> list[str]:
    """Give for each clause its distinct features, each written as a character of its own, in one fixed order."""
    values, numbers = np.unique(features, return_inverse=True)
    keys = distinct(clauses * max(1, len(values)) + numbers)
    signs = keys % max(1, len(values)) + 1
    signs[signs >= _SURROGATES] += 0x800
    written = signs.astype("<u4").tobytes().decode("utf-32-le")
    ends = np.cumsum(np.bincount(keys // max(1, len(values)), minlength=count)).tolist()
    return [written[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)] if count else []


def _candidates(clauses: _Clauses) -> tuple[Ints, Ints]:
    """Pairs of clauses, first < second, of different documents that share a pair of characters."""
    lengths = np.array([len(bigrams) for bigrams in clauses.bigrams], dtype=np.int64)
    signs = np.frombuffer("".join(clauses.bigrams).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    holders = np.repeat(np.arange(len(lengths)), lengths)[np.argsort(signs, kind="stable")]
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


def _likeness(clauses: _Clauses, first: Ints, second: Ints) -> Shares:
    chance = 1 / np.minimum(clauses.lengths[first], clauses.lengths[second])
    concrete = clauses.concrete[first] | clauses.concrete[second]
    agreement = (_dice(clauses.characters, first, second) + _dice(clauses.bigrams, first, second)) / 2
    return (agreement - chance - _CONCRETE_COST * concrete).astype(np.float32)


def _dice(sets: Sequence[str], first: Ints, second: Ints) -> Shares:
    if not len(first):
        return np.empty(0, np.float32)
    return cpdist(
        [sets[i] for i in first.tolist()],
        [sets[j] for j in second.tolist()],
        scorer=Indel.normalized_similarity,
        dtype=np.float32,
    )


def _among_likest(clauses: _Clauses, first: Ints, second: Ints, likeness: Shares) -> npt.NDArray[np.bool_]:
    """Which second clauses are among the likest to the first in their documents; a tie is broken by their places."""
    groups = first * (int(clauses.documents.max(initial=0)) + 1) + clauses.documents[second]
    order = np.lexsort((second, -likeness, groups))
    opens = np.flatnonzero(np.diff(groups[order], prepend=-1))
    ranks = np.arange(len(order)) - np.repeat(opens, np.diff(np.append(opens, len(order))))
    likest = np.zeros(len(order), dtype=bool)
    likest[order] = ranks < _PARTNERS
    return likest
