"""Which sections belong together, by what they say: links between documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.comparison.model import Link, SectionRef
from app.comparison.prepared import Prepared
from app.comparison.products import products
from app.comparison.profiles import Profile, profiles
from app.comparison.reasons import reasons
from app.comparison.relations import Cell, Partners, relations
from app.comparison.review import HandLink, Review
from app.comparison.section_likeness import Likeness, Matrix, likeness
from app.comparison.settings import Settings
from app.language import rarity, usualness
from app.messages import message

_HALF = 0.6
"""The strength at which a score has reached 0.54 of what it can (by the hyperbolic tangent)."""


def links(texts: Sequence[Prepared], settings: Settings, review: Review) -> list[Link]:
    """Link the sections of each two documents, many to many, strongest first within a pair of documents.

    What speaks for two sections is weighed by `likeness`; a section that nothing stands out for is linked to nothing.
    Another document changes nothing, neither does the order in which they come. What a person put side by side is
    linked with the score 1, what a person put apart never; names of documents and sections that are not there are
    passed over.
    """
    found = profiles(texts, usualness.shipped(), rarity.shipped(), settings)
    by_hand, apart = _pairs(review.links, texts), _pairs(review.unlinks, texts)
    refs = [[SectionRef(number, section.id) for section in of.sections] for number, of in enumerate(found)]
    linked: list[Link] = []
    for (a, b), said, runs in _products(found):
        ours, theirs = found[a], found[b]
        if ours.sections and theirs.sections:
            pair = _Pair(refs, a, b, ours, theirs, likeness(ours, theirs, said, runs, settings))
            linked += pair.links(by_hand, apart, settings)
    return linked


def _products(found: Sequence[Profile]) -> Iterator[tuple[tuple[int, int], Matrix, Matrix]]:
    """For each two documents the products of what their sections say and of their unusual runs."""
    sizes = [len(profile.sections) for profile in found]
    said = products([profile.entries for profile in found], sizes)
    runs = products([profile.runs for profile in found], sizes)
    for a, (all_said, all_runs) in enumerate(zip(said, runs, strict=True)):
        begin = 0
        for b in range(a + 1, len(found)):
            columns = slice(begin, begin + sizes[b])
            yield (a, b), all_said[:, columns].astype(np.float64), all_runs[:, columns].astype(np.float64)
            begin += sizes[b]


HandPairs = frozenset[tuple[SectionRef, SectionRef]]


def _pairs(given: Sequence[HandLink], texts: Sequence[Prepared]) -> HandPairs:
    """Give what a person said of sections in both directions."""
    refs: dict[tuple[str, str], list[SectionRef]] = {}
    for number, text in enumerate(texts):
        for section in text.document.sections:
            refs.setdefault((text.document.name, section.id), []).append(SectionRef(number, section.id))
    both = (
        (one, other)
        for pair in given
        for one in refs.get((pair.document_a, pair.section_a), ())
        for other in refs.get((pair.document_b, pair.section_b), ())
    )
    return frozenset(pair for one, other in both for pair in ((one, other), (other, one)))


@dataclass(frozen=True, eq=False)
class _Pair:
    """Two documents, by their numbers, and how much alike their sections are; `refs` has all documents' sections."""

    refs: Sequence[Sequence[SectionRef]]
    a: int
    b: int
    ours: Profile
    theirs: Profile
    found: Likeness

    def links(self, by_hand: HandPairs, apart: HandPairs, settings: Settings) -> list[Link]:
        """Give the links of the two documents, strongest first."""
        hand = self._cells(by_hand)
        strength = self.found.strength.copy()
        for i, j in self._cells(apart):
            strength[i, j] = -np.inf
        for i, j in hand:
            strength[i, j] = np.inf
        partners = _partners(strength, self.found.said, settings)
        scores = np.round(np.tanh(strength / _HALF), 4).tolist()
        related = relations(partners, self.ours, self.theirs, hand)
        why = reasons(self.ours, self.theirs, self.found, partners.cells)
        given = [
            Link(
                a=self.refs[self.a][i],
                b=self.refs[self.b][j],
                score=scores[i][j],
                relation=related[i, j],
                why=message("link.hand") if (i, j) in hand else reason,
            )
            for (i, j), reason in zip(partners.cells, why, strict=True)
        ]
        return sorted(given, key=lambda link: -link.score)

    def _cells(self, pairs: HandPairs) -> frozenset[Cell]:
        if not pairs:
            return frozenset()
        ours, theirs = ({ref: n for n, ref in enumerate(self.refs[number])} for number in (self.a, self.b))
        return frozenset((ours[one], theirs[other]) for one, other in pairs if one in ours and other in theirs)


def _partners(strength: Matrix, said: Matrix, settings: Settings) -> Partners:
    """Choose what is linked: each section's best partner, and others that come near both sections' best."""
    best_of_ours, best_of_theirs = strength.argmax(axis=1), strength.argmax(axis=0)
    best = np.zeros(strength.shape, dtype=bool)
    best[np.arange(len(best_of_ours)), best_of_ours] = True
    best[best_of_theirs, np.arange(len(best_of_theirs))] = True
    near = np.minimum(strength.max(axis=1)[:, None], strength.max(axis=0)[None])
    chosen = best | (strength >= settings.link_rivalry * near)
    chosen &= (strength >= settings.link_strength) & (said >= settings.link_likeness) | np.isposinf(strength)
    cells = [(i, j) for i, j in np.argwhere(chosen).tolist()]
    return Partners(cells, best_of_ours.tolist(), best_of_theirs.tolist())
