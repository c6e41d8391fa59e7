"""Sentences that tell the same in other words: few characters in a row in common, many rare ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.likeness import WeighedText, Weights, Wording
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.language.columns import Ints, ranges

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

Weighed = npt.NDArray[np.float64]


def retellings(
    texts: Sequence[Prepared], weighed: Sequence[WeighedText], weights: Weights, settings: Settings
) -> list[tuple[Place, ...]]:
    """Give pairs of sentences, or runs of clauses of them, of different documents that tell the same, in order.

    Candidates share rare pairs of characters, found through an inverted index; linear in the sentences times
    `_COMMONEST`. Clauses at the ends that share nothing are left out.
    """
    units = [unit for number, text in enumerate(texts) for unit in _units(number, text)]

    @cache  # a sentence is a candidate with several others
    def said(place: Place) -> Wording:
        return weighed[place.document].wording(place.start, place.end)

    found = []
    for one, other in _candidates(units, weighed, settings.near_content * _HOPEFUL):
        pair = _trimmed(texts, said, units[one], units[other])
        if pair is not None and is_retelling(weights, settings, *map(said, pair)):
            found.append(pair)
    return sorted(set(found))


def is_retelling(weights: Weights, settings: Settings, one: Wording, other: Wording) -> bool:
    """Tell whether two wordings share enough rare content, and not in one run only: that may be a name or a formula."""
    alike = one.likeness(other)
    if alike.share < settings.near_likeness or alike.content < settings.near_content:
        return False
    heaviest = max(weights.wording(run).content for run in _longest_runs(one.words, other.words))
    return alike.content - heaviest >= settings.near_content / 2


def _longest_runs(one: str, other: str) -> set[str]:
    """The longest runs that both wordings have: several where they are equally long, in whatever order both come."""
    length, best = 0, {""}
    for start in range(len(one)):
        while start + length < len(one) and one[start : start + length + 1] in other:
            length, best = length + 1, set()
        run = one[start : start + length]
        if len(run) == length and run in other:
            best.add(run)
    return best


def _units(number: int, text: Prepared) -> Iterator[Place]:
    bounds = np.array([m.span() for m in _UNIT.finditer(text.body)], dtype=np.int64).reshape(-1, 2)
    for start, end in np.searchsorted(text.folded.origin, bounds).tolist():
        if _SHORTEST <= end - start <= _LONGEST and text.counted[start]:
            yield Place(number, start, end)


def _candidates(units: Sequence[Place], weighed: Sequence[WeighedText], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of different documents whose rare pairs of characters in common weigh enough."""
    if not units:
        return
    owners, codes, weight = _rare_pairs(units, weighed)
    firsts = np.flatnonzero(np.diff(codes, prepend=-1))
    sizes = np.diff(np.append(firsts, len(owners)))
    documents = np.array([unit.document for unit in units])
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


def _rare_pairs(units: Sequence[Place], weighed: Sequence[WeighedText]) -> tuple[Ints, Ints, Weighed]:
    """The distinct rare pairs of characters of all sentences: whose each is, its code and its weight, by code.

    What a pair weighs that stands in a sentence several times is told by the first time.
    """
    documents = np.array([unit.document for unit in units])
    first = np.array([unit.start for unit in units], dtype=np.int64)
    sizes = np.array([len(unit) - 1 for unit in units], dtype=np.int64)
    before = np.cumsum([0, *(len(text.codes) for text in weighed)])
    places = ranges(before[documents] + first, sizes)
    # A pair weighs the same wherever no usual run lies on it: most can be left out before they are sorted.
    rare = np.concatenate([text.weights >= _RARE for text in weighed])[places]
    owners, places = np.repeat(np.arange(len(units)), sizes)[rare], places[rare]
    packed = np.concatenate([text.codes for text in weighed])[places].astype(np.uint64) << np.uint64(32)
    packed |= np.arange(len(places), dtype=np.uint64)
    packed.sort()  # one number each: many times as fast as by index
    order, codes = (packed & np.uint64(0xFFFFFFFF)).astype(np.int64), (packed >> np.uint64(32)).astype(np.int64)
    owners = owners[order]
    fresh = (np.diff(codes, prepend=-1) != 0) | (np.diff(owners, prepend=-1) != 0)
    weight = np.concatenate([text.content for text in weighed])[places[order]]
    kept = fresh & (weight >= _RARE)
    return owners[kept], codes[kept], weight[kept]


def _trimmed(
    texts: Sequence[Prepared], said: Callable[[Place], Wording], one: Place, other: Place
) -> tuple[Place, Place] | None:
    """Leave out the clauses at the ends of both that share little with the other; None where nothing is left."""
    first = _without_ends(texts[one.document], said, one, other)
    second = _without_ends(texts[other.document], said, other, one) if first is not None else None
    return (first, second) if first is not None and second is not None else None


def _without_ends(text: Prepared, said: Callable[[Place], Wording], unit: Place, other: Place) -> Place | None:
    clauses = [Place(unit.document, clause.start, clause.end) for clause in text.clauses_within(unit.start, unit.end)]

    def tells(clause: Place) -> bool:
        return said(clause).likeness(said(other)).content >= _CLAUSE_CONTENT

    first = next(filter(tells, clauses), None)
    last = next(filter(tells, reversed(clauses)), first)  # those between are not weighed
    return Place(unit.document, first.start, last.end) if first is not None and last is not None else None
