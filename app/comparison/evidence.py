"""What a cluster of places shows: its wordings, how alike and how usual they are, what they really share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from rapidfuzz.distance import Levenshtein

from app.comparison.chains import Place
from app.comparison.model import Occurrence
from app.comparison.passages import folded_words
from app.comparison.prepared import Prepared
from app.language.folding import BREAK
from app.language.spans import Span
from app.language.usualness import Usualness, gram_hashes

_MOST_WORDINGS = 24
"""So many different wordings of a passage are compared with each other; more would cost their square."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """A cluster of places with what the rules ask of it."""

    texts: Sequence[Prepared]
    places: tuple[Place, ...]
    usual: Usualness

    @cached_property
    def words(self) -> list[str]:
        """The folded words of each place."""
        return [folded_words(self.texts, place) for place in self.places]

    @cached_property
    def wordings(self) -> Mapping[str, int]:
        """The different wordings, numbered in the order of their first places."""
        return {words: number for number, words in enumerate(dict.fromkeys(self.words))}

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The places in the coordinates of the texts."""
        return tuple(
            Occurrence(place.document, span.start, span.end, self.wordings[words])
            for place, words, span in zip(self.places, self.words, self._spans, strict=True)
        )

    @property
    def _spans(self) -> list[Span]:
        return [self.texts[place.document].original(place.start, place.end) for place in self.places]

    @cached_property
    def similarity(self) -> float:
        """1 - edit distance / longer length, the mean over the pairs of places."""
        counted = Counter(self.words).most_common(_MOST_WORDINGS)
        total = weight = 0.0
        for (one, n), (other, m) in combinations(counted, 2):
            total += n * m * Levenshtein.normalized_similarity(one, other)
            weight += n * m
        same = sum(n * (n - 1) / 2 for _, n in counted)
        return (total + same) / (weight + same)

    @cached_property
    def families(self) -> list[np.ndarray]:
        """For each wording: in how many families of official texts each of its n-grams stands."""
        return [self.usual.families(words) for words in list(self.wordings)[:_MOST_WORDINGS]]

    @cached_property
    def whole_clauses(self) -> list[tuple[str, ...]]:
        """For each place: the folded words of the clauses that lie whole in it."""
        return [
            tuple(text.folded.text[c.start : c.end] for c in text.clauses_within(place.start, place.end))
            for place, text in ((place, self.texts[place.document]) for place in self.places)
        ]

    @cached_property
    def shared_unquoted(self) -> int:
        """How many n-grams outside quotations stand in two places or more."""
        holders: Counter[int] = Counter()
        for place in self.places:
            text = self.texts[place.document]
            words = list(text.folded.text[place.start : place.end])
            for quotation in text.quotations_touching(text.original(place.start, place.end)):
                start, end = text.folded.index(quotation.span.start), text.folded.index(quotation.span.end)
                for at in range(max(start, place.start), min(end, place.end)):
                    words[at - place.start] = BREAK
            stretches = "".join(words).split(BREAK)
            holders.update({gram for stretch in stretches for gram in gram_hashes(stretch).tolist()})
        return sum(places > 1 for places in holders.values())

    @cached_property
    def uncounted(self) -> bool:
        """Whether all places lie in parts that the rates leave out: titles, salutations, dates."""
        return not any(self.texts[p.document].counted[p.start : p.end].any() for p in self.places)

    @cached_property
    def shared_families(self) -> np.ndarray:
        """For each n-gram that two documents share here: in how many families of official texts it stands.

        What one document repeats it does not share; in a passage of one document, the n-grams of two places or more.
        """
        holders: dict[int, set[int]] = defaultdict(set)
        families: dict[int, int] = {}
        one_document = len({place.document for place in self.places}) == 1
        for words, counts in zip(list(self.wordings)[:_MOST_WORDINGS], self.families, strict=True):
            grams = dict(zip(gram_hashes(words).tolist(), counts.tolist(), strict=True))
            families |= grams
            places = [at for at, said in enumerate(self.words) if said == words]
            standing = {at if one_document else self.places[at].document for at in places}
            for gram in grams:
                holders[gram] |= standing
        return np.array([families[gram] for gram, standing in holders.items() if len(standing) > 1], dtype=np.int64)
