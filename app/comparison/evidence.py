"""What a cluster of places shows: its wordings, how alike and how usual they are, what they really share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.model import Occurrence
from app.comparison.usage import Usage
from app.comparison.wordings import MOST_WORDINGS, Wordings, shared_grams
from app.language.columns import Ints, ranges
from app.language.folding import BREAK
from app.language.usualness import GRAM

Entry = TypeVar("Entry")

_AT_ONCE = 8192
"""So many clusters are looked at together: with 64 it takes a third longer, all of 50 documents need 40 MB more."""


class Evidence(NamedTuple):
    """A cluster of places, in order, with what the rules ask of it.

    `wordings` are the different folded words of the places, in the order of their first places, `shortest_places` the
    shortest place of each (longer ones have line ends in them), and `uses` orders them: the lower, the more places say
    it. `typical` is a place that says what most places say, `held` how many families of official texts have it as a
    whole. `longest` is the length of the longest wording, `similarity` the mean over the pairs of places. Of the first
    24 wordings `least_usual` tells which share of the n-grams is usual in each at least, `usual_grams` how many are in
    each (0 of the others), and `unusual_grams` how many are not in one at most. `shared` tells for each n-gram that
    several wordings have in different documents (or places, if there is one document) in how many families it stands.
    `quoted` and `counted` tell whether any character is, at all places and at one at least; `clausal` is the least
    share of a place that lies in whole clauses; `marks` tells how many stand between words at least.
    """

    usage: Usage
    places: tuple[Place, ...]
    documents: int
    occurrences: tuple[Occurrence, ...]
    wordings: Sequence[str]
    shortest_places: Sequence[Place]
    uses: Sequence[int]
    typical: Place
    held: int
    longest: int
    similarity: float
    least_usual: float
    usual_grams: Sequence[float]
    unusual_grams: float
    shared: Sequence[int]
    quoted: bool
    counted: bool
    clausal: float
    marks: int

    @property
    def by_use(self) -> list[int]:
        """The wordings by number: what most places say first, of equals the longer; no order of documents counts."""
        return [n for _, _, n in sorted(zip(self.uses, self.wordings, range(len(self.wordings)), strict=True))]

    @property
    def shared_families(self) -> Sequence[int]:
        """For each n-gram that two documents share here: in how many families of official texts it stands.

        What one document repeats it does not share; in a passage of one document, the n-grams of two places or more.
        """
        return self.shared if len(self.wordings) > 1 else self.usage.families_in(self.typical)

    @property
    def shared_unquoted(self) -> int:
        """How many n-grams that are not usual stand in two documents or more outside quotations."""
        holders: dict[int, set[int]] = defaultdict(set)
        for place in self.places:
            grams = self.usage.grams(place)
            quoted = self.usage.texts[place.document].quoted
            known = self.usage.families[grams] >= self.usage.least
            for at in np.flatnonzero(~known).tolist():
                if not quoted[place.start + at : place.start + at + GRAM].any():
                    holders[int(self.usage.hashes[grams.start + at])].add(place.document)
        return sum(len(documents) > 1 for documents in holders.values())


def evidence(usage: Usage, clusters: Sequence[tuple[Place, ...]]) -> Iterator[Evidence]:
    """Look at clusters, in order; none is empty."""
    for first in range(0, len(clusters), _AT_ONCE):
        yield from _together(usage, clusters[first : first + _AT_ONCE])


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """The places of some clusters as columns: of which cluster and document each is, where it stands in the usage."""

    clusters: Ints
    documents: Ints
    starts: Ints
    ends: Ints

    @staticmethod
    def of(usage: Usage, clusters: Sequence[tuple[Place, ...]]) -> _Places:
        numbers = np.repeat(np.arange(len(clusters)), [len(cluster) for cluster in clusters])
        flat = np.fromiter(chain.from_iterable(chain.from_iterable(clusters)), dtype=np.int64)
        documents, starts, ends = flat.reshape(-1, 3).T
        heads = np.array(usage.heads)[documents]
        return _Places(numbers, documents, heads + starts, heads + ends)

    @property
    def opens_document(self) -> Ints:
        """1 for the first place of each document in a cluster, 0 for the others."""
        fresh = np.diff(self.clusters, prepend=-1) != 0, np.diff(self.documents, prepend=-1) != 0
        opens: Ints = np.logical_or(*fresh).astype(np.int64)
        return opens


def _together(usage: Usage, clusters: Sequence[tuple[Place, ...]]) -> Iterator[Evidence]:
    places = _Places.of(usage, clusters)
    looks = usage.looks(places.documents, places.starts, places.ends)
    words = _words(usage, places, looks.broken)
    lengths = np.array([len(said) for said in words])
    wordings = Wordings.of(words, places.clusters, len(clusters))
    stand = places.documents, looks.starts, looks.ends, wordings.numbers[wordings.of_places]
    occurrences = tuple(map(Occurrence, *(column.tolist() for column in stand)))
    numbers = np.arange(len(clusters) + 1)
    bounds = np.searchsorted(places.clusters, numbers)
    heads, firsts = bounds[:-1], wordings.bounds[:-1]
    compared = wordings.numbers < MOST_WORDINGS
    grams = np.maximum(lengths - GRAM + 1, 0)[wordings.firsts]
    shares = looks.usual[wordings.firsts]
    shared, shared_by = _shared(usage, places, wordings)
    shortest = _shortest(places, wordings)
    said_by = _listed(clusters, shortest)
    uses = wordings.uses.tolist()
    typical = _typical(wordings, uses)
    most = shortest[typical]
    columns = {
        "places": clusters,
        "documents": np.add.reduceat(places.opens_document, heads).tolist(),
        "occurrences": _slices(occurrences, bounds),
        "wordings": _slices(wordings.words, wordings.bounds),
        "shortest_places": _slices(said_by, wordings.bounds),
        "uses": _slices(uses, wordings.bounds),
        "typical": [said_by[number] for number in typical],
        "held": usage.holding(places.starts[most], places.ends[most]).tolist(),
        "longest": np.maximum.reduceat(lengths, heads).tolist(),
        "similarity": wordings.similarities().tolist(),
        "least_usual": np.minimum.reduceat(np.where(compared, shares, 1), firsts).tolist(),
        "usual_grams": _slices(np.where(compared, shares * grams, 0).tolist(), wordings.bounds),
        "unusual_grams": np.maximum.reduceat(np.where(compared, grams - shares * grams, 0), firsts).tolist(),
        "shared": _slices(usage.families[shared].tolist(), np.searchsorted(shared_by, numbers)),
        "quoted": np.logical_and.reduceat(looks.quoted, heads).tolist(),
        "counted": np.logical_or.reduceat(looks.counted, heads).tolist(),
        "clausal": np.minimum.reduceat(looks.clausal / np.maximum(lengths, 1), heads).tolist(),
        "marks": np.minimum.reduceat(looks.ends - looks.starts - lengths, heads).tolist(),
    }
    return map(Evidence, repeat(usage), *map(columns.__getitem__, Evidence._fields[1:]))


def _shortest(places: _Places, wordings: Wordings) -> Ints:
    """For each wording the number of the shortest place that says it, of equals the first."""
    shortest = np.full(len(wordings.words), np.iinfo(np.int64).max)
    np.minimum.at(shortest, wordings.of_places, (places.ends - places.starts) << 32 | np.arange(len(places.starts)))
    return shortest & 0xFFFFFFFF


def _listed(clusters: Sequence[tuple[Place, ...]], numbers: Ints) -> list[Place]:
    places = list(chain.from_iterable(clusters))
    return [places[number] for number in numbers.tolist()]


def _typical(wordings: Wordings, uses: Sequence[int]) -> list[int]:
    """For each cluster the wording that most places say, of equals the longest, of these the first in the alphabet."""
    said = list(zip(uses, wordings.words, range(len(uses)), strict=True))
    return [min(said[first:last])[2] for first, last in pairwise(wordings.bounds.tolist())]


def _words(usage: Usage, places: _Places, broken: npt.NDArray[np.bool_]) -> list[str]:
    """The folded words of places, without breaks."""
    words = [usage.folded[a:b] for a, b in zip(places.starts.tolist(), places.ends.tolist(), strict=True)]
    for at in np.flatnonzero(broken).tolist():
        words[at] = words[at].replace(BREAK, "")
    return words


def _shared(usage: Usage, places: _Places, wordings: Wordings) -> tuple[Ints, Ints]:
    """One of each n-gram that several documents (or places, where there is one document) share: where, whose it is."""
    several = (np.diff(wordings.bounds) > 1)[places.clusters]
    chosen = np.flatnonzero(several & (wordings.numbers[wordings.of_places] < MOST_WORDINGS))
    heads = np.searchsorted(places.clusters, np.arange(len(wordings.bounds)))
    one_document = (places.documents[heads[:-1]] == places.documents[heads[1:] - 1])[places.clusters]
    holders = np.where(one_document, np.arange(len(places.documents)), places.documents)
    counts = np.maximum(places.ends - places.starts - GRAM + 1, 0)[chosen]
    place, at = np.repeat(chosen, counts), ranges(places.starts[chosen], counts)
    found = shared_grams(places.clusters[place], holders[place], usage.hashes[at])
    return at[found], places.clusters[place[found]]


def _slices(column: Sequence[Entry], bounds: Ints) -> list[Sequence[Entry]]:
    return [column[start:end] for start, end in pairwise(bounds.tolist())]
