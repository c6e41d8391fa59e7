"""What a cluster of places shows: its wordings, how alike and how usual they are, what they really share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

import numpy as np
from rapidfuzz.distance import Levenshtein

from app.comparison.chains import Place
from app.comparison.model import Occurrence
from app.comparison.passages import folded_words
from app.comparison.prepared import Prepared
from app.comparison.usage import Look, Usage
from app.language.usualness import GRAM

_MOST_WORDINGS = 24
"""So many different wordings of a passage are compared with each other; more would cost their square."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """A cluster of places, in order, with what the rules ask of it; `usages` run parallel to `texts`, `looks` to them.

    `words` are the folded words of each place; `wordings` the different ones, in the order of their first places, and
    `longest` the length of the longest.
    """

    texts: Sequence[Prepared]
    usages: Sequence[Usage]
    places: tuple[Place, ...]
    looks: Sequence[Look]
    words: Sequence[str]
    wordings: Mapping[str, Place]
    longest: int

    @staticmethod
    def of(
        texts: Sequence[Prepared], usages: Sequence[Usage], places: tuple[Place, ...], looks: Sequence[Look]
    ) -> Evidence:
        """Look at a cluster."""
        words = [folded_words(texts, place) for place in places]
        wordings = dict(zip(reversed(words), reversed(places), strict=True))  # the first of equals stays
        wordings = {said: wordings[said] for said in dict.fromkeys(words)} if len(wordings) > 1 else wordings
        return Evidence(texts, usages, places, looks, words, wordings, max(map(len, wordings)))

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The places in the coordinates of the texts."""
        numbers = {words: number for number, words in enumerate(self.wordings)}
        return tuple(
            [
                Occurrence(place.document, look.span.start, look.span.end, numbers[words])
                for place, look, words in zip(self.places, self.looks, self.words, strict=True)
            ]
        )

    @cached_property
    def similarity(self) -> float:
        """1 - edit distance / longer length, the mean over the pairs of places."""
        if len(self.wordings) == 1:
            return 1.0
        counted = Counter(self.words).most_common(_MOST_WORDINGS)
        total = weight = 0.0
        for (one, n), (other, m) in combinations(counted, 2):
            total += n * m * Levenshtein.normalized_similarity(one, other)
            weight += n * m
        same = sum(n * (n - 1) / 2 for _, n in counted)
        return (total + same) / (weight + same)

    @cached_property
    def usual_shares(self) -> list[float]:
        """For each wording: which share of its n-grams is usual."""
        first: dict[str, float] = {}
        for words, look in zip(self.words, self.looks, strict=True):
            first.setdefault(words, look.usual)
        return list(first.values())[:_MOST_WORDINGS]

    @cached_property
    def usual_grams(self) -> list[float]:
        """For each wording: how many of its n-grams are usual."""
        return [
            share * max(0, len(words) - GRAM + 1)
            for share, words in zip(self.usual_shares, self.wordings, strict=False)
        ]

    @cached_property
    def unusual_grams(self) -> float:
        """How many n-grams that are not usual a wording has at most."""
        grams = [max(0, len(words) - GRAM + 1) for words in self.wordings]
        return max(count - usual for count, usual in zip(grams, self.usual_grams, strict=False))

    @cached_property
    def whole_clauses(self) -> list[tuple[str, ...]]:
        """For each place: the folded words of the clauses that lie whole in it."""
        return [self.usages[place.document].whole_clauses(place) for place in self.places]

    @cached_property
    def clausal(self) -> float:
        """The least share of its characters that lies in whole clauses, over the places."""
        return min([look.clausal / max(1, len(words)) for look, words in zip(self.looks, self.words, strict=True)])

    @cached_property
    def shared_unquoted(self) -> int:
        """How many n-grams that are not usual stand in two documents or more outside quotations."""
        holders: dict[int, set[int]] = defaultdict(set)
        for place in self.places:
            text, usage = self.texts[place.document], self.usages[place.document]
            quoted = np.zeros(len(place), dtype=bool)
            for quotation in text.quotations_touching(text.original(place.start, place.end)):
                start, end = text.folded.index(quotation.span.start), text.folded.index(quotation.span.end)
                quoted[max(0, start - place.start) : max(0, end - place.start)] = True
            offsets = range(place.start, place.end - GRAM + 1)
            for at in offsets:
                if usage.families[at] < usage.least and not quoted[at - place.start : at - place.start + GRAM].any():
                    holders[int(usage.hashes[at])].add(place.document)
        return sum(len(documents) > 1 for documents in holders.values())

    @cached_property
    def uncounted(self) -> bool:
        """Whether all places lie in parts that the rates leave out: titles, salutations, dates."""
        return not any(look.counted for look in self.looks)

    @cached_property
    def shared_families(self) -> np.ndarray:
        """For each n-gram that two documents share here: in how many families of official texts it stands.

        What one document repeats it does not share; in a passage of one document, the n-grams of two places or more.
        """
        if len(self.wordings) == 1:
            place = self.places[0]
            return self.usages[place.document].families[place.start : max(place.start, place.end - GRAM + 1)]
        one_document = self.places[0].document == self.places[-1].document
        chosen = set(list(self.wordings)[:_MOST_WORDINGS])
        families: dict[int, int] = {}
        grams: dict[int, set[int]] = {}
        for number, (place, words) in enumerate(zip(self.places, self.words, strict=True)):
            if words in chosen:
                usage = self.usages[place.document]
                window = slice(place.start, max(place.start, place.end - GRAM + 1))
                hashes = usage.hashes[window].tolist()
                families.update(zip(hashes, usage.families[window].tolist(), strict=True))
                grams.setdefault(number if one_document else place.document, set()).update(hashes)
        holders = Counter(chain.from_iterable(grams.values()))
        return np.array([families[gram] for gram, held in holders.items() if held > 1], dtype=np.int64)
