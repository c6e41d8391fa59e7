"""How much is shared: counts over documents, sections and pairs, from the passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from app.comparison.model import NET_KINDS, Kind, Passage, Rates, UniqueSpan
from app.comparison.prepared import Prepared
from app.language.columns import Ints, distinct, ranges

_ORDER = {kind: number for number, kind in enumerate(Kind, 1)}
_NET = [number for kind, number in _ORDER.items() if kind in NET_KINDS]
Kinds = npt.NDArray[np.uint8]


class Tally:
    """For each folded character of each document: under which kind it is shared with any other one (0: not).

    A character that lies in several passages counts once, under the first of their kinds. `share` tells how much of one
    document stands in another: what passages that both hold cover together.
    """

    def __init__(self, texts: Sequence[Prepared], passages: Sequence[Passage]) -> None:
        self._texts = texts
        # How many characters count before each.
        self._counted = [np.concatenate(([0], np.cumsum(text.counted))) for text in texts]
        places = _Places.of(texts, passages)
        self._shared = [_painted(len(text.folded), places.of_document(n)) for n, text in enumerate(texts)]
        covered = [_covered(counted, places, n, len(texts)) for n, counted in enumerate(self._counted)]
        self._gross, self._net = ([both[which] for both in covered] for which in (0, 1))

    def document(self, number: int) -> Rates:
        """Give the rates of a document."""
        return self._rates(number, 0, len(self._texts[number].folded))

    def sections(self, number: int) -> Mapping[str, Rates]:
        """Give the rates of a document's sections by id."""
        text = self._texts[number]
        return {
            section.id: self._rates(number, text.folded.index(section.span.start), text.folded.index(section.span.end))
            for section in text.document.sections
        }

    def share(self, document: int, other: int, *, net: bool) -> float:
        """Give which share of a document's counted characters stands in another, every kind or the net kinds only."""
        counted = self._counted[document][-1]
        covered = (self._net if net else self._gross)[document][other]
        return float(covered / counted) if counted else 0.0

    def _rates(self, number: int, start: int, end: int) -> Rates:
        kinds = self._shared[number][start:end][self._texts[number].counted[start:end]]
        counts = np.bincount(kinds, minlength=len(Kind) + 1).tolist()
        return Rates(len(kinds), len(kinds) - counts[0], {kind: counts[n] for kind, n in _ORDER.items()})

    def unique(self, number: int) -> list[UniqueSpan]:
        """Give the spans of counted text that no other document has, at least one clause long.

        A stretch between two shared ones counts where it holds a clause of its own or is as long as a short clause.
        """
        text, until = self._texts[number], self._counted[number].tolist()
        free = (self._shared[number] == 0) & (text.counted | text.masked)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
        found = []
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            counted = until[end] - until[start]  # masks bridge a stretch, but say nothing themselves
            if counted >= _LEAST_UNIQUE and (text.clauses_within(start, end) or counted >= 2 * _LEAST_UNIQUE):
                found.append(UniqueSpan(number, text.original(start, end)))
        return found


_LEAST_UNIQUE = 6


def pairs_of(count: int) -> list[tuple[int, int]]:
    """Give the pairs of `count` documents, a < b."""
    return list(combinations(range(count), 2))


@dataclass(frozen=True, eq=False)
class _Places:
    """The places of passages that two documents or more share, as columns: folded offsets, kinds by their order.

    They stand by document, then by where they begin. `holders` are the documents of each passage: those of passage n
    from `firsts[n]` up to `firsts[n + 1]`.
    """

    document: Ints
    start: Ints
    end: Ints
    kind: Ints
    passage: Ints
    firsts: Ints
    holders: Ints

    @staticmethod
    def of(texts: Sequence[Prepared], passages: Sequence[Passage]) -> _Places:
        """List the places."""
        shared = [passage for passage in passages if passage.documents > 1]
        sizes = [len(passage.occurrences) for passage in shared]
        places = [place for passage in shared for place in passage.occurrences]
        columns = (
            np.array([place.document for place in places], dtype=np.int64),
            np.array([place.start for place in places], dtype=np.int64),
            np.array([place.end for place in places], dtype=np.int64),
            np.repeat(np.array([_ORDER[passage.kind] for passage in shared], dtype=np.int64), sizes),
            np.repeat(np.arange(len(shared)), sizes),
        )
        # Which of several that begin in one place comes first decides nothing.
        order = np.argsort(columns[0] * (int(columns[1].max(initial=0)) + 1) + columns[1])
        document, start, end, kind, number = (column[order] for column in columns)
        for n, text in enumerate(texts):
            here = slice(*np.searchsorted(document, (n, n + 1)))
            start[here], end[here] = np.searchsorted(text.folded.origin, (start[here], end[here]))
        held = distinct(number * len(texts) + document)
        firsts = np.searchsorted(held, np.arange(len(shared) + 1) * len(texts))
        return _Places(document, start, end, kind, number, firsts, held % max(1, len(texts)))

    def of_document(self, number: int) -> _Places:
        """Give those of one document."""
        return self.only(slice(*np.searchsorted(self.document, (number, number + 1))))

    def only(self, kept: npt.NDArray[np.bool_] | slice) -> _Places:
        """Give those that a mask or a range keeps."""
        columns = (self.document, self.start, self.end, self.kind, self.passage)
        document, start, end, kind, passage = (column[kept] for column in columns)
        return _Places(document, start, end, kind, passage, self.firsts, self.holders)


def _painted(length: int, places: _Places) -> Kinds:
    """For each character: the first of the kinds that lie on it; 0: none."""
    kinds = np.zeros(length, dtype=np.uint8)
    for kind in sorted(_ORDER.values(), reverse=True):
        these = places.only(places.kind == kind)
        begun = np.bincount(these.start, minlength=length + 1) - np.bincount(these.end, minlength=length + 1)
        kinds[np.cumsum(begun)[:length] > 0] = kind
    return kinds


def _covered(counted: Ints, places: _Places, number: int, documents: int) -> tuple[Ints, Ints]:
    """How many counted characters of a document passages cover that each other one holds too: all kinds, net kinds."""
    here = places.of_document(number)
    net = here.only(np.isin(here.kind, _NET))
    return _union(here, counted, documents), _union(net, counted, documents)


def _union(places: _Places, counted: Ints, documents: int) -> Ints:
    """For each other document: how many counted characters the passages that it holds too cover together."""
    first = places.firsts[places.passage]
    sizes = places.firsts[places.passage + 1] - first
    row = np.repeat(np.arange(len(sizes)), sizes)
    other = places.holders[ranges(first, sizes)]
    # Short numbers are sorted by their digits: a fifth of the time.
    order = np.argsort(other.astype(np.min_scalar_type(documents)), kind="stable")
    row, other = row[order], other[order]
    # Each other document's places lie apart from the next one's, so that one pass along all finds how far they reach.
    apart = other * len(counted)
    reached = np.maximum.accumulate(np.concatenate(([0], places.end[row] + apart)))[:-1] - apart
    start = np.maximum(places.start[row], reached)
    gained = counted[np.maximum(places.end[row], start)] - counted[start]
    return np.bincount(other, gained, minlength=documents).astype(np.int64)
