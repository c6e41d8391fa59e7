"""Clauses that say the same in other words: few characters in a row, many in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from app.comparison.chains import Place
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings

_SHORTEST = 6
_COMMONEST = 40
"""A pair of characters that stands in more clauses than this proposes no candidates: it would propose all."""


def rewordings(texts: Sequence[Prepared], settings: Settings) -> Iterator[tuple[Place, Place]]:
    """Give pairs of clauses of different documents whose pairs of characters agree by `settings.clause_likeness`.

    Likeness is the Dice coefficient over distinct pairs of characters. Cost is linear in the clauses, times the number
    of clauses that share an uncommon pair of characters.
    """
    clauses = [
        (Place(number, span.start, span.end), _bigrams(text.folded.text[span.start : span.end]))
        for number, text in enumerate(texts)
        for span in text.clauses
        if len(span) >= _SHORTEST and text.counted[span.start]
    ]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, (_, bigrams) in enumerate(clauses):
        for bigram in bigrams:
            holders[bigram].append(i)
    for i, (place, bigrams) in enumerate(clauses):
        shared = Counter(
            j
            for b in bigrams
            if len(holders[b]) <= _COMMONEST
            for j in holders[b]
            if j > i and clauses[j][0].document != place.document
        )
        for j, count in shared.items():
            other, others = clauses[j]
            if count >= 2 and 2 * len(bigrams & others) >= settings.clause_likeness * (len(bigrams) + len(others)):
                yield place, other


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
