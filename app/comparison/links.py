"""Which sections of two documents belong together, by what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from app.comparison.model import Link, Relation, SectionRef
from app.comparison.prepared import Prepared
from app.comparison.review import HandLink, Review
from app.comparison.section_likeness import Matrix, Profile, Vocabulary, likeness, profile
from app.comparison.settings import Settings
from app.document.model import Section
from app.messages import Message, message

_HUB_SHARE = 0.45
_HUB_SIZE = 3
_FULL_SCORE = 0.75
_WORDS_NAMED = 5


def links(texts: Sequence[Prepared], settings: Settings, review: Review = Review()) -> list[Link]:  # noqa: B008 - frozen
    """Link the sections of each two documents, many to many, strongest first within a pair of documents.

    The likeness of two sections is the mean cosine of their words and of their pairs of characters (TF-IDF over the
    sections of the two documents, so that a third changes nothing), with something for like headings, kinds and
    functions. From it goes a share of how like each is to others (as in CSLS, Conneau et al. 2018): a section that
    is a little like everything is nothing's partner. Neither place nor number has a say.

    What a person linked or parted by hand (`review`) is obeyed; names and ids that are gone are passed over.
    """
    vocabulary = Vocabulary()
    profiles = [profile(text, vocabulary) for text in texts]
    found: list[Link] = []
    for a, b in combinations(range(len(texts)), 2):
        if profiles[a].sections and profiles[b].sections:
            found += _links(a, b, profiles[a], profiles[b], settings)
    return _by_hand(found, texts, review)


def _by_hand(found: Sequence[Link], texts: Sequence[Prepared], review: Review) -> list[Link]:
    """Give the links without those that a person parted, and with those that a person made, as the strongest."""
    known = {
        (text.document.name, section.id): SectionRef(number, section.id)
        for number, text in enumerate(texts)
        for section in text.document.sections
    }

    def ends(hand: HandLink) -> tuple[SectionRef, SectionRef] | None:
        one = known.get((hand.document_a, hand.section_a))
        other = known.get((hand.document_b, hand.section_b))
        if one is None or other is None or one.document == other.document:
            return None
        return (one, other) if one.document < other.document else (other, one)

    made = [pair for hand in review.links if (pair := ends(hand)) is not None]
    gone = {ends(hand) for hand in review.unlinks} | set(made)
    kept = [link for link in found if (link.a, link.b) not in gone]
    return [*(Link(a, b, 1.0, Relation.SAME, message("link.hand")) for a, b in made), *kept]


def _links(a: int, b: int, ours: Profile, theirs: Profile, settings: Settings) -> list[Link]:
    alike = likeness(ours, theirs)
    strength = alike - _HUB_SHARE * (_hubs(alike) + _hubs(alike.T).T)
    scores = np.clip((alike + strength) / (2 * _FULL_SCORE), 0, 1)
    best_of_ours, best_of_theirs = strength.argmax(axis=1), strength.argmax(axis=0)
    chosen = []
    partners = (strength >= settings.link_strength) & (alike >= settings.link_likeness)
    for i, j in zip(*np.nonzero(partners), strict=True):
        nearly = settings.link_rivalry * min(strength[i].max(), strength[:, j].max())
        if best_of_ours[i] == j or best_of_theirs[j] == i or strength[i, j] >= nearly:
            chosen.append((int(i), int(j)))
    relations = _relations(chosen, best_of_ours.tolist(), best_of_theirs.tolist(), ours.sections, theirs.sections)
    given = [
        Link(
            SectionRef(a, ours.sections[i].id),
            SectionRef(b, theirs.sections[j].id),
            round(float(scores[i, j]), 4),
            relations[i, j],
            _why(ours.telling[i], theirs.telling[j]),
        )
        for i, j in chosen
    ]
    return sorted(given, key=lambda link: -link.score)


def _hubs(alike: Matrix) -> Matrix:
    """For each pair: how like the row's section is to its nearest other columns, on the mean."""
    count = alike.shape[1]
    size = min(_HUB_SIZE, count - 1)
    if not size:
        return np.zeros_like(alike)
    nearest = -np.sort(-alike, axis=1)[:, : size + 1]
    among = alike >= nearest[:, size - 1 : size]
    without: Matrix = np.where(
        among, nearest.sum(axis=1, keepdims=True) - alike, nearest[:, :size].sum(axis=1, keepdims=True)
    )
    return without / np.float32(size)


def _relations(
    chosen: Sequence[tuple[int, int]],
    best_of_ours: Sequence[int],
    best_of_theirs: Sequence[int],
    ours: Sequence[Section],
    theirs: Sequence[Section],
) -> dict[tuple[int, int], Relation]:
    mutual = [(i, j) for i, j in chosen if best_of_ours[i] == j and best_of_theirs[j] == i]
    in_order = set(_longest_rising(mutual))
    paired = {i for i, _ in mutual}, {j for _, j in mutual}
    relations = {}
    for i, j in chosen:
        if (i, j) in mutual:
            relations[i, j] = Relation.SAME if (i, j) in in_order else Relation.MOVED
        elif best_of_theirs[j] == i and j not in paired[1] and _beside(theirs, j, [k for x, k in mutual if x == i]):
            relations[i, j] = Relation.SPLIT
        elif best_of_ours[i] == j and i not in paired[0] and _beside(ours, i, [k for k, y in mutual if y == j]):
            relations[i, j] = Relation.MERGED
        else:
            relations[i, j] = Relation.RELATED
    return relations


def _beside(sections: Sequence[Section], one: int, others: Sequence[int]) -> bool:
    """Whether a section stands next to one of the others under the same parent: the halves of something split do."""
    if not others:
        return False
    here = sections[one]
    around = [section.id for section in sections if section.parent == here.parent]
    place = around.index(here.id)
    return any(sections[k].id in around[max(0, place - 1) : place + 2] for k in others)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rise on both sides; the others have moved."""
    ordered = sorted(pairs)
    length, before = [1] * len(ordered), [-1] * len(ordered)
    for i, (_, j) in enumerate(ordered):
        for k in range(i):
            if ordered[k][1] < j and length[k] + 1 > length[i]:
                length[i], before[i] = length[k] + 1, k
    run, at = [], max(range(len(ordered)), key=length.__getitem__, default=-1)
    while at >= 0:
        run.append(ordered[at])
        at = before[at]
    return run[::-1]


def _why(one: Mapping[str, int], other: Mapping[str, int]) -> Message:
    """The words that both say most, longest first where they say them alike."""
    both = {word: min(count, other[word]) for word, count in one.items() if word in other}
    telling = sorted(both, key=lambda word: (-both[word] * len(word), word))[:_WORDS_NAMED]
    if telling:
        return message("link.words", words="、".join(telling))
    return message("link.kind")
