"""Sentences that tell the same in other words: few characters in a row in common, many rare ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.likeness import Weights
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.language.spans import Span

_UNIT = re.compile(r"[^。！？!?；;\n]+")
_SHORTEST, _LONGEST = 12, 160
_RARE = 1.6
"""The least weight of a pair of characters that proposes candidates: a fifth of the families have it."""
_COMMONEST = 24
"""A pair of characters that stands in more sentences of the comparison proposes none: it would propose all."""
_CLAUSE_CONTENT = 5.0
"""A clause at the end of a sentence belongs to what is retold where it shares so much content with the other."""
_HOPEFUL = 0.6
"""Rare pairs must make up so much of the content that is asked for."""

Ints = npt.NDArray[np.int64]
Weighed = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Unit:
    place: Place
    words: str


def retellings(texts: Sequence[Prepared], weights: Weights, settings: Settings) -> list[tuple[Place, ...]]:
    """Give pairs of sentences, or runs of clauses of them, of different documents that tell the same, in order.

    Candidates share rare pairs of characters, found through an inverted index; linear in the sentences times
    `_COMMONEST`. Clauses at the ends that share nothing are left out.
    """
    units = [unit for number, text in enumerate(texts) for unit in _units(number, text)]
    found = []
    for one, other in _candidates(texts, units, weights, settings.near_content * _HOPEFUL):
        pair = _trimmed(texts, units[one], units[other], weights)
        if pair is not None and is_retelling(weights, settings, pair[0].words, pair[1].words):
            found.append((pair[0].place, pair[1].place))
    return sorted(set(found))


def is_retelling(weights: Weights, settings: Settings, one: str, other: str) -> bool:
    """Tell whether two wordings share enough rare content, and not in one run only: that may be a name or a formula."""
    alike = weights.likeness(one, other)
    if alike.share < settings.near_likeness or alike.content < settings.near_content:
        return False
    return alike.content - weights.content(_longest_run(one, other)) >= settings.near_content / 2


def _longest_run(one: str, other: str) -> str:
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start : start + len(best) + 1] in other:
            best = one[start : start + len(best) + 1]
    return best


def _units(number: int, text: Prepared) -> Iterator[_Unit]:
    bounds = np.array([m.span() for m in _UNIT.finditer(text.body)], dtype=np.int64).reshape(-1, 2)
    for start, end in np.searchsorted(text.folded.origin, bounds).tolist():
        if _SHORTEST <= end - start <= _LONGEST and text.counted[start]:
            yield _Unit(Place(number, start, end), text.folded.text[start:end])


def _candidates(
    texts: Sequence[Prepared], units: Sequence[_Unit], weights: Weights, least: float
) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of different documents whose rare pairs of characters in common weigh enough."""
    if not units:
        return
    owners, codes, weight = _pairs(texts, units, weights)
    rare = weight >= _RARE
    owners, codes, weight = owners[rare], codes[rare], weight[rare]
    order = np.argsort(codes, kind="stable")
    owners, weight = owners[order], weight[order]
    firsts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    sizes = np.diff(np.append(firsts, len(owners)))
    documents = np.array([unit.place.document for unit in units])
    keys, sums = [np.empty(0, np.int64)], [np.empty(0)]
    for size in range(2, _COMMONEST + 1):
        heads = firsts[sizes == size]
        held = owners[heads[:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        first, second = held[:, one].ravel(), held[:, other].ravel()
        apart = documents[first] != documents[second]
        keys.append((first * len(units) + second)[apart])
        sums.append(np.repeat(weight[heads], len(one))[apart])
    pairs, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    enough = pairs[np.bincount(inverse, np.concatenate(sums), minlength=len(pairs)) >= least]
    yield from zip((enough // len(units)).tolist(), (enough % len(units)).tolist(), strict=True)


def _pairs(texts: Sequence[Prepared], units: Sequence[_Unit], weights: Weights) -> tuple[Ints, Ints, Weighed]:
    """The distinct pairs of characters of all sentences: whose each is, its code and its weight."""
    documents = np.array([unit.place.document for unit in units])
    first = np.array([unit.place.start for unit in units], dtype=np.int64)
    sizes = np.array([len(unit.place) - 1 for unit in units], dtype=np.int64)
    weighed = [weights.weighed(text.folded.text) for text in texts]
    before = np.cumsum([0, *(len(codes) for codes, _ in weighed)])
    owners = np.repeat(np.arange(len(units)), sizes)
    places = np.arange(int(sizes.sum())) + np.repeat(before[documents] + first - np.cumsum(sizes) + sizes, sizes)
    codes = np.concatenate([codes for codes, _ in weighed]).astype(np.int64)[places]
    keys, firsts = np.unique(owners << 32 | codes, return_index=True)
    return keys >> 32, keys & 0xFFFFFFFF, np.concatenate([own for _, own in weighed])[places[firsts]]


def _trimmed(texts: Sequence[Prepared], one: _Unit, other: _Unit, weights: Weights) -> tuple[_Unit, _Unit] | None:
    """Leave out the clauses at the ends of both that share little with the other; None where nothing is left."""
    first = _without_ends(texts, one, other, weights)
    second = _without_ends(texts, other, one, weights) if first is not None else None
    return (first, second) if first is not None and second is not None else None


def _without_ends(texts: Sequence[Prepared], unit: _Unit, other: _Unit, weights: Weights) -> _Unit | None:
    text = texts[unit.place.document]
    clauses: list[Span] = text.clauses_within(unit.place.start, unit.place.end)
    shared = [
        weights.likeness(text.folded.text[c.start : c.end], other.words).content >= _CLAUSE_CONTENT for c in clauses
    ]
    kept = list(chain.from_iterable((c.start, c.end) for c, telling in zip(clauses, shared, strict=True) if telling))
    if not kept:
        return None
    return _Unit(Place(unit.place.document, kept[0], kept[-1]), text.folded.text[kept[0] : kept[-1]])
