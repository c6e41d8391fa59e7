"""Clauses that say the same in other words: few characters in a row, many in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from app.comparison.chains import Place
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.language.folding import BREAK

Ints = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float32]

_SHORTEST = 5
_PARTNERS = 3
"""A clause is a rewording only of the likest clauses of another document, so many of them, and they only of it."""

_CONCRETE = re.compile(r"[0-9０-９*×《》]")
_CONCRETE_COST = 0.1
"""What two clauses must be more alike where one has a figure, a mask or a title: they say something of their own.

Five speeches, a third of the text marked: .94 instead of .91 of what is unique stays unmarked, as many rewordings found.
"""

_LEAST_CANDIDATES = 250_000
_CANDIDATES_PER_CLAUSE = 12
"""So many pairs of clauses that share a pair of characters are looked at, rare pairs of characters first: the commonest
would propose everything. Below the first figure (five speeches: 0.4 million) nothing is left out."""


@dataclass(frozen=True, eq=False)
class _Clauses:
    """The clauses of all documents: their places, and what is compared of them.

    Sets are kept as strings in one fixed order, so that the longest common subsequence of two is what both have.
    """

    places: list[Place]
    words: list[str]
    characters: list[str]
    bigrams: list[str]
    concrete: npt.NDArray[np.bool_]

    @property
    def documents(self) -> Ints:
        return np.array([place.document for place in self.places], dtype=np.int64)


def rewordings(texts: Sequence[Prepared], settings: Settings) -> list[tuple[Place, Place]]:
    """Give pairs of clauses of different documents that are alike by `settings.clause_likeness`, in order.

    Likeness is the mean of two Dice coefficients, over distinct characters and over distinct pairs of neighbouring ones,
    less the chance share of one character of the shorter clause. Weighing characters or words by how rare they are was
    tried and gave nothing. Which clauses of two documents are alike does not depend on a third document.
    """
    clauses = _clauses(texts)
    first, second = _candidates(clauses)
    likeness = _likeness(clauses, first, second)
    alike = likeness >= settings.clause_likeness
    first, second, likeness = first[alike], second[alike], likeness[alike]
    mutual = _among_likest(clauses, first, second, likeness) & _among_likest(clauses, second, first, likeness)
    return [
        (clauses.places[i], clauses.places[j])
        for i, j in zip(first[mutual].tolist(), second[mutual].tolist(), strict=True)
    ]


def _clauses(texts: Sequence[Prepared]) -> _Clauses:
    places, words, concrete = [], [], []
    for number, text in enumerate(texts):
        folded, counted, origin = text.folded.text, text.counted, text.folded.origin
        for span in text.clauses:
            said = folded[span.start : span.end].replace(BREAK, "")
            if len(said) >= _SHORTEST and counted[span.start]:
                places.append(Place(number, span.start, span.end))
                words.append(said)
                original = text.body[int(origin[span.start]) : int(origin[span.end - 1]) + 1]
                concrete.append(_CONCRETE.search(original) is not None)
    signs: dict[str, str] = {}
    bigrams = []
    for said in words:
        for bigram in (said[i : i + 2] for i in range(len(said) - 1)):
            signs.setdefault(bigram, _sign(len(signs)))
        bigrams.append("".join(sorted({signs[said[i : i + 2]] for i in range(len(said) - 1)})))
    characters = ["".join(sorted(set(said))) for said in words]
    return _Clauses(places, words, characters, bigrams, np.array(concrete, dtype=bool))


def _sign(number: int) -> str:
    """Give a character of its own for a number; surrogates are passed over."""
    return chr(number + 1 if number < 0xD7FF else number + 0x801)


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
    keys = np.unique(np.concatenate(found))
    return keys // max(1, len(lengths)), keys % max(1, len(lengths))


def _likeness(clauses: _Clauses, first: Ints, second: Ints) -> Shares:
    shorter = np.array([len(words) for words in clauses.words], dtype=np.float32)
    chance = 1 / np.minimum(shorter[first], shorter[second]) + _CONCRETE_COST * (
        clauses.concrete[first] | clauses.concrete[second]
    )
    return (_dice(clauses.characters, first, second) + _dice(clauses.bigrams, first, second)) / 2 - chance


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
