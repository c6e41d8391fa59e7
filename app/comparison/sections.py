"""Which sections belong together, by what they say: links between documents, and rows over all of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from app.comparison.model import Link, Relation, Row, SectionRef
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.document.model import Section, SectionFunction, SectionKind
from app.language.folding import comparable
from app.language.words import words
from app.messages import Message, message

Matrix = npt.NDArray[np.float32]

_HEADING_WEIGHT = 4
_EDGES = frozenset({SectionKind.TITLE, SectionKind.SALUTATION, SectionKind.PREAMBLE, SectionKind.CLOSING})
"""Parts that stand beside their like, whatever they say."""
_HUB_SHARE = 0.45
_HUB_SIZE = 3
_FULL_SCORE = 0.75


@dataclass(frozen=True, eq=False)
class _Profile:
    """What a section says: counts of its words and pairs of characters, the heading's several times."""

    section: Section
    text: Prepared

    @cached_property
    def words(self) -> Counter[str]:
        """Its words of two characters and more."""
        headed = words(self.section.heading)
        return _counted(self.text.words_within(self.section.span), 1) + _counted(headed, _HEADING_WEIGHT)

    @cached_property
    def bigrams(self) -> Counter[str]:
        """Its pairs of characters."""
        folded = self.text.folded
        said = folded.text[folded.index(self.section.span.start) : folded.index(self.section.span.end)]
        return _bigrams(said, 1) + _bigrams(comparable(self.section.heading), _HEADING_WEIGHT)

    @cached_property
    def heading(self) -> Counter[str]:
        """The pairs of characters of its heading."""
        return _bigrams(comparable(self.section.heading), 1)


def _counted(said: Sequence[str], weight: int) -> Counter[str]:
    return Counter({w: n * weight for w, n in Counter(map(comparable, said)).items() if len(w) > 1})


def _bigrams(folded: str, weight: int) -> Counter[str]:
    pairs = Counter(folded[i : i + 2] for i in range(len(folded) - 1))
    return Counter({pair: n * weight for pair, n in pairs.items()}) if weight > 1 else pairs


def links(texts: Sequence[Prepared], settings: Settings) -> list[Link]:
    """Link the sections of each two documents, many to many, strongest first within a pair of documents.

    The likeness of two sections is the mean cosine of their words and of their pairs of characters (TF-IDF over the
    sections of the two documents, so that a third changes nothing), with something for like headings, kinds and
    functions. From it goes a share of how like each is to others (as in CSLS, Conneau et al. 2018): a section that
    is a little like everything is nothing's partner. Neither place nor number has a say.
    """
    profiles = [[_Profile(section, text) for section in text.document.sections] for text in texts]
    found: list[Link] = []
    for a, b in combinations(range(len(texts)), 2):
        if profiles[a] and profiles[b]:
            found += _links(a, b, profiles[a], profiles[b], settings)
    return found


def _links(a: int, b: int, ours: Sequence[_Profile], theirs: Sequence[_Profile], settings: Settings) -> list[Link]:
    likeness = _likeness(ours, theirs)
    strength = likeness - _HUB_SHARE * (_hubs(likeness) + _hubs(likeness.T).T)
    scores = np.clip((likeness + strength) / (2 * _FULL_SCORE), 0, 1)
    best_of_ours, best_of_theirs = strength.argmax(axis=1), strength.argmax(axis=0)
    chosen = []
    for i, j in zip(*np.nonzero(strength >= settings.link_strength), strict=True):
        nearly = settings.link_rivalry * min(strength[i].max(), strength[:, j].max())
        if best_of_ours[i] == j or best_of_theirs[j] == i or strength[i, j] >= nearly:
            chosen.append((int(i), int(j)))
    relations = _relations(chosen, best_of_ours.tolist(), best_of_theirs.tolist(), ours, theirs)
    given = [
        Link(
            SectionRef(a, ours[i].section.id),
            SectionRef(b, theirs[j].section.id),
            round(float(scores[i, j]), 4),
            relations[i, j],
            _why(ours[i], theirs[j]),
        )
        for i, j in chosen
    ]
    return sorted(given, key=lambda link: -link.score)


def _likeness(ours: Sequence[_Profile], theirs: Sequence[_Profile]) -> Matrix:
    said = (
        _cosines([p.words for p in ours], [p.words for p in theirs])
        + _cosines([p.bigrams for p in ours], [p.bigrams for p in theirs])
    ) / 2
    headed = _cosines([p.heading for p in ours], [p.heading for p in theirs])
    kinds = np.array([[_kin(p.section, q.section) for q in theirs] for p in ours], dtype=np.float32)
    return said + 0.15 * headed + kinds


def _kin(one: Section, other: Section) -> float:
    """What kind and function say for two sections standing together, or against it."""
    kin = 0.0
    if one.kind in _EDGES or other.kind in _EDGES:
        kin += 0.25 if one.kind is other.kind else -0.15
    if one.function is not None and one.function is other.function and one.function is not SectionFunction.TASKS:
        kin += 0.05
    return kin


def _cosines(ours: Sequence[Mapping[str, int]], theirs: Sequence[Mapping[str, int]]) -> Matrix:
    """Cosines of TF-IDF vectors; idf over all the given."""
    spread = Counter(key for counts in (*ours, *theirs) for key in counts)
    idf = {key: math.log(1 + (len(ours) + len(theirs)) / sections) for key, sections in spread.items()}
    both = {key for counts in ours for key in counts} & {key for counts in theirs for key in counts}
    column = {key: number for number, key in enumerate(sorted(both))}
    return _vectors(ours, column, idf) @ _vectors(theirs, column, idf).T


def _vectors(counted: Sequence[Mapping[str, int]], column: Mapping[str, int], idf: Mapping[str, float]) -> Matrix:
    """Unit vectors, less the parts that only one side has: they earn nothing in a product."""
    vectors = np.zeros((len(counted), len(column)), dtype=np.float32)
    for row, counts in enumerate(counted):
        weights = {key: (1 + math.log(count)) * idf[key] for key, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for key, weight in weights.items():
            if key in column:
                vectors[row, column[key]] = weight / length
    return vectors


def _hubs(likeness: Matrix) -> Matrix:
    """For each pair: how like the row's section is to its nearest other columns, on the mean."""
    count = likeness.shape[1]
    size = min(_HUB_SIZE, count - 1)
    if not size:
        return np.zeros_like(likeness)
    nearest = -np.sort(-likeness, axis=1)[:, : size + 1]
    among = likeness >= nearest[:, size - 1 : size]
    without = np.where(
        among, nearest.sum(axis=1, keepdims=True) - likeness, nearest[:, :size].sum(axis=1, keepdims=True)
    )
    return (without / size).astype(np.float32)


def _relations(
    chosen: Sequence[tuple[int, int]],
    best_of_ours: Sequence[int],
    best_of_theirs: Sequence[int],
    ours: Sequence[_Profile],
    theirs: Sequence[_Profile],
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


def _beside(profiles: Sequence[_Profile], one: int, others: Sequence[int]) -> bool:
    """Whether a section stands next to one of the others under the same parent: the halves of something split do."""
    here = profiles[one].section
    around = [p.section.id for p in profiles if p.section.parent == here.parent]
    place = around.index(here.id)
    return any(profiles[k].section.id in around[max(0, place - 1) : place + 2] for k in others)


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


def _why(one: _Profile, other: _Profile) -> Message:
    """The words that both say most, longest first where they say them alike."""
    both = one.words & other.words
    telling = sorted(both, key=lambda word: (-both[word] * len(word), word))[:5]
    if telling:
        return message("link.words", words="、".join(telling))
    return message("link.kind")


def rows(texts: Sequence[Prepared], found: Sequence[Link]) -> list[Row]:
    """Give the aligned outline: each section in one row, partners in the same one, in the order of the first documents.

    Links join rows strongest first; a row takes a second section of a document only where one was split or merged. A
    section without a partner has a row of its own behind the section that it follows.
    """
    row_of = {
        SectionRef(number, section.id): {SectionRef(number, section.id)}
        for number, text in enumerate(texts)
        for section in text.document.sections
    }
    for link in sorted(found, key=lambda link: -link.score):
        one, other = row_of[link.a], row_of[link.b]
        several = link.relation in {Relation.SPLIT, Relation.MERGED}
        if link.relation is Relation.RELATED or one is other:
            continue
        if not several and {ref.document for ref in one} & {ref.document for ref in other}:
            continue
        one |= other
        for ref in other:
            row_of[ref] = one
    return [_row(texts, members) for members in _ordered(texts, row_of)]


def _ordered(texts: Sequence[Prepared], row_of: Mapping[SectionRef, set[SectionRef]]) -> Iterator[set[SectionRef]]:
    order: list[set[SectionRef]] = []
    for number, text in enumerate(texts):
        place = 0
        for section in text.document.sections:
            members = row_of[SectionRef(number, section.id)]
            known = next((i for i, row in enumerate(order) if row is members), None)
            if known is None:
                order.insert(place, members)
                place += 1
            else:
                place = known + 1
    return iter(order)


def _row(texts: Sequence[Prepared], members: set[SectionRef]) -> Row:
    sections = [[s for s in text.document.sections if SectionRef(n, s.id) in members] for n, text in enumerate(texts)]
    title = next((s.heading for column in sections for s in column if s.heading), "")
    return Row(title, tuple(tuple(section.id for section in column) for column in sections))
