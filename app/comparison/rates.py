"""How much is shared: counts over documents, sections and pairs, from the passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from app.comparison.model import NET_KINDS, Kind, Passage, Rates, UniqueSpan
from app.comparison.prepared import Prepared

_ORDER = {kind: number for number, kind in enumerate(Kind, 1)}
_NET = [number for kind, number in _ORDER.items() if kind in NET_KINDS]
Kinds = npt.NDArray[np.uint8]


class Tally:
    """For each folded character of each document: under which kind it is shared (0: not), in all and with each other.

    A character that lies in several passages counts once, under the first of their kinds.
    """

    def __init__(self, texts: Sequence[Prepared], passages: Sequence[Passage]) -> None:
        self._texts = texts
        self._shared = [np.zeros(len(text.folded), dtype=np.uint8) for text in texts]
        self._with: dict[tuple[int, int], Kinds] = {}
        for passage in sorted(passages, key=lambda p: -_ORDER[p.kind]):
            present = {occurrence.document for occurrence in passage.occurrences}
            for o in passage.occurrences:
                start, end = texts[o.document].folded.index(o.start), texts[o.document].folded.index(o.end)
                others = present - {o.document}
                if others:
                    self._shared[o.document][start:end] = _ORDER[passage.kind]
                for other in others:
                    self._between(o.document, other)[start:end] = _ORDER[passage.kind]

    def _between(self, document: int, other: int) -> Kinds:
        return self._with.setdefault((document, other), np.zeros(len(self._texts[document].folded), dtype=np.uint8))

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
        counted = self._texts[document].counted
        kinds = self._between(document, other)[counted]
        return float((np.isin(kinds, _NET) if net else kinds > 0).mean()) if len(kinds) else 0.0

    def _rates(self, number: int, start: int, end: int) -> Rates:
        kinds = self._shared[number][start:end][self._texts[number].counted[start:end]]
        counts = np.bincount(kinds, minlength=len(Kind) + 1).tolist()
        return Rates(len(kinds), len(kinds) - counts[0], {kind: counts[n] for kind, n in _ORDER.items()})

    def unique(self, number: int) -> list[UniqueSpan]:
        """Give the spans of counted text that no other document has, at least one clause long.

        A stretch between two shared ones counts where it holds a clause of its own or is as long as a short clause.
        """
        text = self._texts[number]
        free = (self._shared[number] == 0) & (text.counted | text.masked)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
        found = []
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            counted = int(text.counted[start:end].sum())  # masks bridge a stretch, but say nothing themselves
            if counted >= _LEAST_UNIQUE and (text.clauses_within(start, end) or counted >= 2 * _LEAST_UNIQUE):
                found.append(UniqueSpan(number, text.original(start, end)))
        return found


_LEAST_UNIQUE = 6


def pairs_of(count: int) -> list[tuple[int, int]]:
    """Give the pairs of `count` documents, a < b."""
    return list(combinations(range(count), 2))
