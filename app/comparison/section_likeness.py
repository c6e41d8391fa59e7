"""How alike the sections of two documents are: what they say in words in pairs of characters, in their headings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.comparison.prepared import Prepared
from app.document.model import Section, SectionFunction, SectionKind
from app.language.folding import comparable
from app.language.words import words

Matrix = npt.NDArray[np.float32]

_HEADING_WEIGHT = 4
_HEADINGS_SHARE = 0.15
_EDGES = frozenset({SectionKind.TITLE, SectionKind.SALUTATION, SectionKind.PREAMBLE, SectionKind.CLOSING})
"""Parts that stand beside their like, whatever they say."""

_LIKE_EDGES, _UNLIKE_EDGES, _LIKE_FUNCTION = 0.25, -0.15, 0.05
_TELLING = 40
"""Words of a section that may be named as the reason of a link."""


class Vocabulary(dict[str, int]):
    """Numbers for words and pairs of characters, given as they come."""

    def __missing__(self, said: str) -> int:
        self[said] = number = len(self)
        return number


@dataclass(frozen=True, eq=False)
class Said:
    """What the sections of a document say in one respect.

    `known` holds the numbers of all that is said, ascending; `weights` for each of them and each section 1 + the
    logarithm of how often the section says it, or 0; `holders` in how many sections each stands. `squares` sums the
    squared weights of each section over all that stands in as many sections as `spreads` says.
    """

    known: npt.NDArray[np.int32]
    weights: Matrix
    holders: npt.NDArray[np.int32]
    spreads: npt.NDArray[np.int32]
    squares: Matrix

    def lengths(self, sections: int) -> Matrix:
        """Give the squared lengths of the sections' vectors as if the other document said nothing of it.

        `sections` counts those of both documents.
        """
        result: Matrix = _rarity(sections, self.spreads) ** 2 @ self.squares
        return result


def _rarity(sections: int, holders: npt.NDArray[np.int32]) -> Matrix:
    """The inverse document frequency, of sections."""
    return np.log1p(sections / holders).astype(np.float32)


def _said(counted: Sequence[Mapping[str, int]], vocabulary: Vocabulary) -> Said:
    numbers = np.array([vocabulary[key] for counts in counted for key in counts], dtype=np.int32)
    section = np.repeat(np.arange(len(counted)), [len(counts) for counts in counted])
    known, place = np.unique(numbers, return_inverse=True)
    weights: Matrix = np.zeros((len(known), len(counted)), dtype=np.float32)
    weights[place, section] = [1 + math.log(n) for counts in counted for n in counts.values()]
    holders = np.bincount(place, minlength=len(known)).astype(np.int32)
    spreads = np.unique(holders)
    squares = [np.square(weights[holders == spread]).sum(axis=0) for spread in spreads]
    return Said(known, weights, holders, spreads, np.array(squares, dtype=np.float32).reshape(len(spreads), len(counted)))


@dataclass(frozen=True, eq=False)
class Profile:
    """The sections of a document with what they say: in words, in pairs of characters, in their headings.

    `telling` gives the words that each section says most, longest first where it says them alike, with how often.
    """

    sections: Sequence[Section]
    telling: Sequence[Mapping[str, int]]
    words: Said
    bigrams: Said
    headings: Said


def profile(text: Prepared, vocabulary: Vocabulary) -> Profile:
    """Give what the sections of a document say, a section a row; linear in the text times its depth."""
    sections = text.document.sections
    word_counts, bigrams, headings = [], [], []
    starts = np.searchsorted(text.folded.origin, [(s.span.start, s.span.end) for s in sections]).reshape(-1, 2)
    folded_words: dict[str, str] = {}
    for section, (start, end) in zip(sections, starts.tolist(), strict=True):
        heading = comparable(section.heading)
        counts = _counted(text.words_within(section.span), folded_words)
        for word, n in _counted(words(section.heading), folded_words).items():
            counts[word] = counts.get(word, 0) + _HEADING_WEIGHT * n
        pairs, heading_pairs = _bigrams(text.folded.text[start:end]), _bigrams(heading)
        headings.append(dict(heading_pairs))
        for pair, n in heading_pairs.items():
            pairs[pair] += _HEADING_WEIGHT * n
        word_counts.append(counts)
        bigrams.append(pairs)
    said = [_said(counted, vocabulary) for counted in (word_counts, bigrams, headings)]
    return Profile(sections, [_most_telling(counts) for counts in word_counts], *said)


def _counted(said: Sequence[str], folded: dict[str, str]) -> dict[str, int]:
    """Count words of two and more comparable characters."""
    counts: dict[str, int] = {}
    for word, n in Counter(said).items():
        key = folded.get(word)
        if key is None:
            key = folded[word] = comparable(word)
        if len(key) > 1:
            counts[key] = counts.get(key, 0) + n
    return counts


def _bigrams(folded: str) -> Counter[str]:
    return Counter(map("".join, pairwise(folded)))


def _most_telling(counts: Mapping[str, int]) -> dict[str, int]:
    best = sorted(counts.items(), key=lambda item: (-item[1] * len(item[0]), item[0]))
    return dict(best[:_TELLING])


def likeness(ours: Profile, theirs: Profile) -> Matrix:
    """Give how alike each section of the one is to each of the other.

    The mean cosine of their words and of their pairs of characters (TF-IDF over the sections of the two documents, so
    that a third changes nothing), with something for like headings, kinds and functions.
    """
    said = (_cosines(ours.words, theirs.words) + _cosines(ours.bigrams, theirs.bigrams)) / 2
    headings = np.float32(_HEADINGS_SHARE) * _cosines(ours.headings, theirs.headings)
    return said + headings + _kinship(ours.sections, theirs.sections)


def _cosines(ours: Said, theirs: Said) -> Matrix:
    """Cosines of TF-IDF vectors, a row for each of our sections; only what both say earns anything in a product."""
    sections = ours.weights.shape[1] + theirs.weights.shape[1]
    _, in_ours, in_theirs = np.intersect1d(ours.known, theirs.known, assume_unique=True, return_indices=True)
    rarity = _rarity(sections, ours.holders[in_ours] + theirs.holders[in_theirs])[:, None]
    a, a_lengths = _shared_part(ours, in_ours, rarity, sections)
    b, b_lengths = _shared_part(theirs, in_theirs, rarity, sections)
    lengths = np.maximum(np.outer(a_lengths, b_lengths), np.float32(1e-9))
    cosines: Matrix = ((a.T @ b) / lengths).astype(np.float32)
    return cosines


def _shared_part(said: Said, places: npt.NDArray[np.int64], rarity: Matrix, sections: int) -> tuple[Matrix, Matrix]:
    """The weights of what both documents say, and the lengths of the whole vectors."""
    weights = said.weights[places]
    part: Matrix = weights * rarity
    # Rarer in both than in the one: the vectors are as much shorter.
    less = _rarity(sections, said.holders[places]) ** 2 - rarity[:, 0] ** 2
    squares = said.lengths(sections) - less @ np.square(weights)
    return part, np.sqrt(np.maximum(squares, 0))


def _kinship(ours: Sequence[Section], theirs: Sequence[Section]) -> Matrix:
    """What kind and function say for two sections standing together, or against it."""
    kinds, functions = list(SectionKind), [None, SectionFunction.TASKS, *SectionFunction]
    kind = [np.array([kinds.index(s.kind) for s in side], dtype=np.int8) for side in (ours, theirs)]
    edge = [np.array([s.kind in _EDGES for s in side], dtype=bool) for side in (ours, theirs)]
    function = [np.array([functions.index(s.function) for s in side], dtype=np.int8) for side in (ours, theirs)]
    like = kind[0][:, None] == kind[1]
    edges = edge[0][:, None] | edge[1]
    alike = (function[0][:, None] == function[1]) & (function[0] > 1)[:, None]  # tasks are everywhere
    result: Matrix = np.where(edges, np.where(like, _LIKE_EDGES, _UNLIKE_EDGES), 0.0) + _LIKE_FUNCTION * alike
    return result.astype(np.float32)
