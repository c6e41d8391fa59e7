"""Clusters of places → passages: what each is, by the rules, and the set phrases and citations inside it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, groupby

import numpy as np

from app.comparison.chains import Place
from app.comparison.clusters import collapsed, pruned
from app.comparison.evidence import Evidence, evidence
from app.comparison.finds import as_finds
from app.comparison.frames import Fact, gaps_of
from app.comparison.likeness import Weights
from app.comparison.model import NET_KINDS, Kind, Part, Passage
from app.comparison.prepared import Prepared
from app.comparison.retellings import retellings
from app.comparison.rules import verdict
from app.comparison.settings import Settings
from app.comparison.usage import Usage
from app.comparison.verdicts import Knowledge
from app.language.folding import BREAK
from app.language.spans import Span
from app.language.usualness import Usualness

_LEAST_PART = 8
"""The shortest set phrase that is shown inside a passage."""


_FRAMED = frozenset({Kind.TEMPLATE, Kind.LIST})
_ANY_LENGTH = 1 << 40
_MOST_KNOWN = 0.3
"""Sentences of which more is known to be copied are not told again as retold."""


@dataclass(frozen=True, eq=False)
class Classifier:
    """Tells kinds.

    `facts` are those of each text, in order; `references` holds for each common source that the user named the hashes
    of its n-grams. Families of official texts that a compared text is a version of do not count.
    """

    texts: Sequence[Prepared]
    usual: Usualness
    settings: Settings
    facts: Sequence[Sequence[Fact]]
    references: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def _usual(self) -> Usualness:
        return self.usual.without({family for text in self.texts for family in self.usual.kin(text.hashes)})

    @cached_property
    def _usage(self) -> Usage:
        return Usage(self.texts, self._usual, self.settings.formula_families)

    @cached_property
    def _known(self) -> Knowledge:
        weights = Weights(self._usual, self.settings.formula_families)
        return Knowledge(
            [gaps_of(text.body, facts) for text, facts in zip(self.texts, self.facts, strict=True)],
            list(map(weights.text, [text.folded.text for text in self.texts], self._usage.by_text)),
            self.references,
            self.settings,
            weights,
        )

    def passages(self, clusters: Sequence[tuple[Place, ...]]) -> list[Passage]:
        """Make the passages of clusters (longest first), in the order of their first places.

        What one long copy explains is not told twice as copied. Clusters with the same wordings are one passage.
        """
        told: dict[tuple[Place, ...], Passage] = {}
        alike: dict[str, list[tuple[Place, ...]]] = defaultdict(list)
        known: dict[str, Passage] = {}
        for cluster, passage in zip(clusters, self._passages(clusters), strict=True):
            if passage.kind in NET_KINDS:
                told[cluster] = passage
            else:
                alike[passage.id].append(cluster)
                known[passage.id] = passage
        told |= self._retold(told)
        left = pruned(_without_pieces(sorted(told, key=self._order), told))
        fresh = [cluster for cluster in left if cluster not in told]
        told |= zip(fresh, self._passages(fresh), strict=True)
        for cluster in left:
            alike[told[cluster].id].append(cluster)
            known[told[cluster].id] = told[cluster]
        several = {id_: group for id_, group in alike.items() if len(group) > 1}
        joined = [tuple(sorted({*chain.from_iterable(group)})) for group in several.values()]
        known |= zip(several, self._passages(joined), strict=True)
        return list(_in_order(known.values()))

    def _order(self, cluster: tuple[Place, ...]) -> tuple[int, int, list[tuple[int, int, int]]]:
        """Longest first, those of more documents first; nothing hangs on the numbers of the documents."""
        places = sorted((self._ranks[place.document], place.start, place.end) for place in cluster)
        return -max(map(len, cluster)), -len({place.document for place in cluster}), places

    @cached_property
    def _ranks(self) -> dict[int, int]:
        """Each document's place in the order of what they say."""
        order = sorted(range(len(self.texts)), key=lambda number: self.texts[number].folded.text)
        return {number: rank for rank, number in enumerate(order)}

    def _retold(self, told: Mapping[tuple[Place, ...], Passage]) -> dict[tuple[Place, ...], Passage]:
        """Sentences that tell the same and are not, for the most part, found as copied already."""
        longest = [np.zeros(len(text.folded), dtype=np.int64) for text in self.texts]
        for cluster, passage in told.items():
            if passage.kind in NET_KINDS and passage.documents > 1:
                for place in cluster:
                    covered = longest[place.document][place.start : place.end]
                    np.maximum(covered, len(place) if passage.kind not in _FRAMED else _ANY_LENGTH, out=covered)
        retold = {}
        clusters = retellings(self.texts, self._known.weighed, self._known.weights, self.settings)
        for cluster, passage in zip(clusters, self._passages(clusters), strict=True):
            # A template or list takes what is copied inside it, but what is one already is not told again.
            least = max(map(len, cluster)) if passage.kind in _FRAMED else 1
            if max((longest[p.document][p.start : p.end] >= least).mean() for p in cluster) <= _MOST_KNOWN:
                retold[cluster] = passage
        return {cluster: passage for cluster, passage in retold.items() if cluster not in told}

    def _passages(self, clusters: Sequence[tuple[Place, ...]]) -> Iterator[Passage]:
        """Make the passage of each cluster of places, in order."""
        for found in evidence(self._usage, clusters):
            told = verdict(self._known, found)
            yield Passage(
                id=hashlib.sha256("\n".join(sorted(found.wordings)).encode("utf-8", "surrogatepass")).hexdigest()[:12],
                kind=told.kind,
                reason=told.reason,
                documents=found.documents,
                similarity=round(found.similarity, 4),
                occurrences=found.occurrences,
                slots=told.slots,
                parts=self._parts(found) if told.kind in NET_KINDS else (),
            )

    def _parts(self, found: Evidence) -> tuple[Part, ...]:
        """Formulas and citations inside the passage, found in its first place and looked up in the others."""
        first = found.places[0]
        folded = self.texts[first.document].folded
        ranges = [(Kind.FORMULA, *run) for run in self._usage.runs(first, _LEAST_PART)]
        for quotation in self.texts[first.document].quotations_touching(found.occurrences[0].span):
            start, end = folded.index(quotation.span.start), folded.index(quotation.span.end)
            if first.start <= start < end <= first.end:
                ranges.append((Kind.CITATION, start, end))
        parts = []
        for kind, start, end in sorted(ranges, key=lambda part: part[1:]):
            words = folded.text[start:end]
            if BREAK not in words and (start, end) != (first.start, first.end):
                parts.append(Part(kind, tuple(self._span_of(words, place) for place in found.places)))
        return tuple(parts)

    def _span_of(self, words: str, place: Place) -> Span | None:
        text = self.texts[place.document]
        at = text.folded.text.find(words, place.start, place.end)
        return text.original(at, at + len(words)) if at >= 0 else None


def _in_order(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Passages by their places; most differ in the first."""
    for _, alike in groupby(sorted(passages, key=_first_place), key=_first_place):
        yield from sorted(alike, key=lambda p: [(o.document, o.start, -o.end) for o in p.occurrences])


def _first_place(passage: Passage) -> tuple[int, int, int]:
    first = passage.occurrences[0]
    return first.document, first.start, -first.end


def _without_pieces(
    copied: Sequence[tuple[Place, ...]], told: Mapping[tuple[Place, ...], Passage]
) -> list[tuple[Place, ...]]:
    """Leave out what is word for word the same where it is a piece of a template or list in the same documents."""
    whole = [cluster for cluster in copied if told[cluster].kind in _FRAMED]
    pieces = [cluster for cluster in copied if told[cluster].kind is Kind.VERBATIM]
    left = {*collapsed(as_finds([*whole, *pieces])).listed(), *whole}
    return [cluster for cluster in copied if told[cluster].kind is not Kind.VERBATIM or cluster in left]
