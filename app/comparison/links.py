"""Which sections belong together, by what they say: links between documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.comparison.model import Link, Relation, SectionRef
from app.comparison.prepared import Prepared
from app.comparison.products import products
from app.comparison.profiles import Profile, profiles
from app.comparison.reasons import reasons
from app.comparison.relations import Cell, Partners, relations
from app.comparison.review import HandLink, Review
from app.comparison.section_likeness import Likeness, cells, likeness
from app.comparison.settings import Settings
from app.comparison.vectors import Numbers, Product, Weights
from app.language import rarity, usualness
from app.messages import message

_MOST_PARTNERS = 16
"""So many partners on the average have the sections of two documents at most: more are of one wording, on and on."""
_HALF = 0.6
"""The strength at which a score has reached 0.54 of what it can (by the hyperbolic tangent)."""


def links(texts: Sequence[Prepared], settings: Settings, review: Review) -> list[Link]:
    """Link the sections of each two documents, many to many, strongest first within a pair of documents.

    What speaks for two sections is weighed by `likeness`; a section that nothing stands out for is linked to nothing.
    Another document changes nothing, neither does the order in which they come. What a person put side by side is
    linked with the score 1, what a person put apart never; names of documents and sections that are not there are
    passed over.
    """
    if len(texts) < 2:
        return []
    found = profiles(texts, usualness.shipped(), rarity.shipped(), settings)
    by_hand, apart = _cells(review.links, texts), _cells(review.unlinks, texts)
    linked: list[_Linked] = []
    for (a, b), said, runs in _products(found):
        together = by_hand.get((a, b), ())
        alike = _decided(likeness(found[a], found[b], said, runs, settings), together, apart.get((a, b), ()))
        partners = _partners(alike, settings)
        at = partners.ours, partners.theirs
        related = relations(partners, found[a], found[b], together)
        linked.append(_Linked(a, b, *at, alike.strength[at], runs[at], related))
    return _links(found, linked) if linked else []


def _products(found: Sequence[Profile]) -> Iterator[tuple[tuple[int, int], Product, Product]]:
    """For each two documents with sections the products of what these say and of their unusual runs."""
    sizes = [len(profile.sections) for profile in found]
    said = products([profile.entries for profile in found], sizes)
    runs = products([profile.runs for profile in found], sizes)
    for a, (all_said, all_runs) in enumerate(zip(said, runs, strict=True)):
        begin = 0
        for b in range(a + 1, len(found)):
            columns = slice(begin, begin + sizes[b])
            if sizes[a] and sizes[b]:
                yield (a, b), all_said[:, columns], all_runs[:, columns]
            begin += sizes[b]


def _cells(given: Sequence[HandLink], texts: Sequence[Prepared]) -> Mapping[tuple[int, int], Collection[Cell]]:
    """Give what a person said of sections by the numbers of documents, a < b, whichever was named first."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for document, text in enumerate(texts):
        for number, section in enumerate(text.document.sections):
            places[text.document.name, section.id].append((document, number))
    found: dict[tuple[int, int], set[Cell]] = defaultdict(set)
    for pair in given:
        for one in places.get((pair.document_a, pair.section_a), ()):
            for other in places.get((pair.document_b, pair.section_b), ()):
                (a, i), (b, j) = sorted((one, other))
                found[a, b].add((i, j))
    return found


def _decided(found: Likeness, together: Collection[Cell], apart: Collection[Cell]) -> Likeness:
    """What a person put side by side is infinitely strong, what a person put apart infinitely weak."""
    if not together and not apart:
        return found
    strength, said = found.strength.copy(), found.said.copy()
    for i, j in apart:
        strength[i, j] = -np.inf
    for i, j in together:
        strength[i, j] = said[i, j] = np.inf
    return Likeness(strength, said)


def _partners(found: Likeness, settings: Settings) -> Partners:
    """Choose what is linked: each section's best partner, and others that come near both sections' best."""
    strength = found.strength
    best_of_ours, best_of_theirs = strength.argmax(axis=1), strength.argmax(axis=0)
    i, j = cells((strength >= settings.link_strength) & (found.said >= settings.link_likeness))
    near = np.minimum(strength[i, best_of_ours[i]], strength[best_of_theirs[j], j])
    best = (best_of_ours[i] == j) | (best_of_theirs[j] == i)
    chosen = best | (strength[i, j] >= settings.link_rivalry * near)
    i, j = i[chosen], j[chosen]
    if len(i) > _MOST_PARTNERS * max(strength.shape):
        kept = _nearest(i, j, strength[i, j])
        i, j = i[kept], j[kept]
    return Partners(i, j, best_of_ours, best_of_theirs)


def _nearest(i: Numbers, j: Numbers, strength: Weights) -> Numbers:
    """Give the strongest partners of each section of either side, of equal ones the nearest."""
    kept = np.zeros(len(i), dtype=bool)
    for own, other in ((i, j), (j, i)):
        order = np.lexsort((other, np.abs(i - j), -strength, own))
        held = own[order]
        rank = np.arange(len(held)) - np.searchsorted(held, held)
        kept[order[rank < _MOST_PARTNERS]] = True
    return np.flatnonzero(kept)


@dataclass(frozen=True, eq=False)
class _Linked:
    """What is linked of two documents: section `ours[n]` of document a with `theirs[n]` of document b."""

    a: int
    b: int
    ours: Numbers
    theirs: Numbers
    strength: Weights
    runs: Product
    related: Sequence[Relation]


def _links(found: Sequence[Profile], linked: Sequence[_Linked]) -> list[Link]:
    """Give the links of all documents at once, strongest first within a pair."""
    refs = [SectionRef(number, section.id) for number, of in enumerate(found) for section in of.sections]
    begins = np.cumsum([0, *(len(profile.sections) for profile in found)])
    ours = np.concatenate([begins[of.a] + of.ours for of in linked])
    theirs = np.concatenate([begins[of.b] + of.theirs for of in linked])
    strength = np.concatenate([of.strength for of in linked])
    why = reasons(found, ours, theirs, np.concatenate([of.runs for of in linked]))
    for by_hand in np.flatnonzero(np.isposinf(strength)).tolist():
        why[by_hand] = message("link.hand")
    scores = np.round(np.tanh(strength / _HALF), 4)
    given = [
        Link(refs[a], refs[b], score, relation, reason)
        for a, b, score, relation, reason in zip(
            ours.tolist(), theirs.tolist(), scores.tolist(), [r for of in linked for r in of.related], why, strict=True
        )
    ]
    pair = np.repeat(np.arange(len(linked)), [len(of.ours) for of in linked])
    return [given[number] for number in np.lexsort((-scores, pair)).tolist()]
