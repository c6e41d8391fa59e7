"""Which sections belong together, by what they say: links between documents, and rows over all of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


class _Vocabulary(dict[str, int]):
    """Numbers for words and pairs of characters, given as they come."""

    def __missing__(self, said: str) -> int:
        self[said] = number = len(self)
        return number


@dataclass(frozen=True, eq=False)
class _Said:
    """What the sections of a document say in one respect: entry i is that section `row[i]` says `number[i]`.

    `weight` is 1 + the logarithm of how often, `rows` the number of sections.
    """

    row: npt.NDArray[np.int32]
    number: npt.NDArray[np.int32]
    weight: Matrix
    rows: int


def _said(counted: Sequence[Mapping[str, int]], vocabulary: _Vocabulary) -> _Said:
    return _Said(
        row=np.repeat(np.arange(len(counted), dtype=np.int32), [len(counts) for counts in counted]),
        number=np.array([vocabulary[key] for counts in counted for key in counts], dtype=np.int32),
        weight=np.array([1 + math.log(n) for counts in counted for n in counts.values()], dtype=np.float32),
        rows=len(counted),
    )


@dataclass(frozen=True, eq=False)
class _Profile:
    """The sections of a document with what they say: in words, in pairs of characters, in their headings."""

    sections: Sequence[Section]
    word_counts: Sequence[Counter[str]]
    words: _Said
    bigrams: _Said
    headings: _Said


def _profile(text: Prepared, vocabulary: _Vocabulary) -> _Profile:
    sections = text.document.sections
    word_counts, bigrams, headings = [], [], []
    for section in sections:
        heading = comparable(section.heading)
        folded = text.folded.text[text.folded.index(section.span.start) : text.folded.index(section.span.end)]
        word_counts.append(
            _counted(text.words_within(section.span), 1) + _counted(words(section.heading), _HEADING_WEIGHT)
        )
        bigrams.append(_bigrams(folded, 1) + _bigrams(heading, _HEADING_WEIGHT))
        headings.append(_bigrams(heading, 1))
    said = [_said(counted, vocabulary) for counted in (word_counts, bigrams, headings)]
    return _Profile(sections, word_counts, *said)


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
    vocabulary = _Vocabulary()
    profiles = [_profile(text, vocabulary) for text in texts]
    found: list[Link] = []
    for a, b in combinations(range(len(texts)), 2):
        if profiles[a].sections and profiles[b].sections:
            found += _links(a, b, profiles[a], profiles[b], settings)
    return found


def _links(a: int, b: int, ours: _Profile, theirs: _Profile, settings: Settings) -> list[Link]:
    likeness = _likeness(ours, theirs)
    strength = likeness - _HUB_SHARE * (_hubs(likeness) + _hubs(likeness.T).T)
    scores = np.clip((likeness + strength) / (2 * _FULL_SCORE), 0, 1)
    best_of_ours, best_of_theirs = strength.argmax(axis=1), strength.argmax(axis=0)
    chosen = []
    partners = (strength >= settings.link_strength) & (likeness >= settings.link_likeness)
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
            _why(ours.word_counts[i], theirs.word_counts[j]),
        )
        for i, j in chosen
    ]
    return sorted(given, key=lambda link: -link.score)


def _likeness(ours: _Profile, theirs: _Profile) -> Matrix:
    said = (_cosines(ours.words, theirs.words) + _cosines(ours.bigrams, theirs.bigrams)) / 2
    kinds = np.array([[_kin(one, other) for other in theirs.sections] for one in ours.sections], dtype=np.float32)
    return said + np.float32(0.15) * _cosines(ours.headings, theirs.headings) + kinds


def _kin(one: Section, other: Section) -> float:
    """What kind and function say for two sections standing together, or against it."""
    kin = 0.0
    if one.kind in _EDGES or other.kind in _EDGES:
        kin += 0.25 if one.kind is other.kind else -0.15
    if one.function is not None and one.function is other.function and one.function is not SectionFunction.TASKS:
        kin += 0.05
    return kin


def _cosines(ours: _Said, theirs: _Said) -> Matrix:
    """Cosines of TF-IDF vectors; idf over the sections of both documents."""
    known, place = np.unique(np.concatenate((ours.number, theirs.number)), return_inverse=True)
    spread = np.bincount(place, minlength=len(known))
    idf = np.log1p((ours.rows + theirs.rows) / spread).astype(np.float32)
    in_ours, in_theirs = place[: len(ours.number)], place[len(ours.number) :]
    shared = np.zeros((2, len(known)), dtype=bool)
    shared[0, in_ours] = shared[1, in_theirs] = True
    column = np.cumsum(shared.all(axis=0)) * shared.all(axis=0) - 1
    cosines: Matrix = _vectors(ours, in_ours, idf, column) @ _vectors(theirs, in_theirs, idf, column).T
    return cosines


def _vectors(said: _Said, place: npt.NDArray[np.int64], idf: Matrix, column: npt.NDArray[np.int64]) -> Matrix:
    """Unit vectors, less the parts that only one side has (column -1): they earn nothing in a product."""
    weights = said.weight * idf[place]
    lengths = np.sqrt(np.bincount(said.row, weights=weights * weights, minlength=said.rows))
    vectors: Matrix = np.zeros((said.rows, int(column.max(initial=-1)) + 1), dtype=np.float32)
    kept = column[place] >= 0
    vectors[said.row[kept], column[place[kept]]] = weights[kept] / np.maximum(lengths, 1e-9)[said.row[kept]]
    return vectors


def _hubs(likeness: Matrix) -> Matrix:
    """For each pair: how like the row's section is to its nearest other columns, on the mean."""
    count = likeness.shape[1]
    size = min(_HUB_SIZE, count - 1)
    if not size:
        return np.zeros_like(likeness)
    nearest = -np.sort(-likeness, axis=1)[:, : size + 1]
    among = likeness >= nearest[:, size - 1 : size]
    without: Matrix = np.where(
        among, nearest.sum(axis=1, keepdims=True) - likeness, nearest[:, :size].sum(axis=1, keepdims=True)
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


def _why(one: Counter[str], other: Counter[str]) -> Message:
    """The words that both say most, longest first where they say them alike."""
    both = one & other
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
    by_ref = {SectionRef(n, s.id): s for n, text in enumerate(texts) for s in text.document.sections}
    place = {ref: number for number, ref in enumerate(by_ref)}
    return [_row(sorted(members, key=place.__getitem__), by_ref, len(texts)) for members in _ordered(texts, row_of)]


def _ordered(texts: Sequence[Prepared], row_of: Mapping[SectionRef, set[SectionRef]]) -> Iterator[set[SectionRef]]:
    """Give the rows in the order of the first document; what only later ones have stands behind what it follows."""
    rows: dict[int, set[SectionRef]] = {}
    behind: dict[int, int] = {}
    for number, text in enumerate(texts):
        last = _HEAD
        for section in text.document.sections:
            members = row_of[SectionRef(number, section.id)]
            if id(members) not in rows:
                rows[id(members)] = members
                behind[id(members)] = behind.get(last, _HEAD)
                behind[last] = id(members)
            last = id(members)
    at = behind.get(_HEAD, _HEAD)
    while at != _HEAD:
        yield rows[at]
        at = behind[at]


_HEAD = -1


def _row(members: Sequence[SectionRef], by_ref: Mapping[SectionRef, Section], documents: int) -> Row:
    columns: list[list[str]] = [[] for _ in range(documents)]
    for ref in members:
        columns[ref.document].append(ref.section)
    title = next((by_ref[ref].heading for ref in members if by_ref[ref].heading), "")
    return Row(title, tuple(map(tuple, columns)))
