"""What the sections of a document say in words and in pairs of characters, numbered alike for all documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from app.comparison.prepared import Prepared
from app.language.columns import distinct
from app.language.folding import BREAK, codes_of, comparable
from app.language.rarity import Rarity, pair_codes
from app.language.words import words

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]
Narrow = npt.NDArray[np.int32]
Product = npt.NDArray[np.float32]

GRAIN = 2048
"""Weights are multiples of 1/2048, so sums of their products (multiples of 2^-22 below 4) are exact in 32-bit floats.

However a product is cut up and in whatever company a pair of documents stands, its likeness is the same to the bit.
"""

WORDS, PAIRS, HEADINGS, _ASPECTS = range(4)
"""What a section says in words, in pairs of characters and in its heading has columns of its own; so many aspects."""
_TELLING = 120
"""So many words of a section are kept for saying what two have in common."""


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries of sparse vectors: section `row[i]` has `weight[i]` in `column[i]`; none twice."""

    row: npt.NDArray[np.signedinteger]
    column: npt.NDArray[np.signedinteger]
    weight: npt.NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Telling:
    """The words of each section (a row) that say most, in the order of the alphabet, and what they weigh.

    `said` has the words by their numbers. Rows are filled up with the number 0 and the weight 0.
    """

    words: Numbers
    weights: Weights
    said: Sequence[str]


class Numbering(dict[str, int]):
    """The numbers of texts in the order in which they are first asked for; 0 is the empty text."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


class _Words(dict[str, int]):
    """The numbers of words as they stand; 0 has what does not count: signs, and words of one character.

    Words that are folded alike have one number; `folded` has it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folded = Numbering()

    def __missing__(self, word: str) -> int:
        folded = comparable(word)
        self[word] = self.folded[folded] if len(folded) > 1 else 0
        return self[word]


@dataclass(frozen=True, eq=False)
class Tokens:
    """A text and its headings as numbers of what is said, distinct; -1 is nothing that counts.

    `columns` and `worth` are those of each number, `spans` and `headings` the ranges of each section and its heading.
    """

    columns: Numbers
    worth: Weights
    numbers: Numbers
    spans: Sequence[Sequence[int]]
    headings: Sequence[Sequence[int]]

    def entries(self, times: int | None) -> Entries:
        """Count what each section says, its heading that many times more; None: the headings alone."""
        parts = []
        for span, heading in zip(self.spans, self.headings, strict=True):
            called = self.numbers[slice(*heading)]
            parts.append(called if times is None else np.concatenate([self.numbers[slice(*span)], *[called] * times]))
        row, said = stacked(parts)
        cells, counts = np.unique(((row << 32) | said)[said >= 0], return_counts=True)
        return Entries(cells >> 32, cells & ((1 << 32) - 1), counts.astype(np.float64))

    def vectors(self, aspect: int, counted: Entries, share: float) -> Entries:
        """Give TF-IDF vectors of the length that makes their product `share` where both say the same."""
        weights = self._weights(counted)
        lengths = np.sqrt(np.bincount(counted.row, weights * weights, len(self.spans)))
        unit = weights / np.maximum(lengths, 1e-9)[counted.row]
        return Entries(counted.row, self.columns[counted.column] * _ASPECTS + aspect, unit * np.sqrt(share))

    def telling(self, counted: Entries, said: Sequence[str]) -> Telling:
        """Give the words of each section that weigh most; `said` has the words by the numbers of the columns.

        Of words that weigh alike those come first that the text says first.
        """
        weights = self._weights(counted)
        ends = np.searchsorted(counted.row, np.arange(len(self.spans) + 1))
        firsts = np.zeros(len(self.columns), dtype=np.int64)
        spoken = np.flatnonzero(self.numbers >= 0)[::-1]
        firsts[self.numbers[spoken]] = spoken
        kept = np.ones(len(weights), dtype=bool)
        for row in np.flatnonzero(np.diff(ends) > _TELLING).tolist():
            part = slice(ends[row], ends[row + 1])
            kept[part][np.lexsort((firsts[counted.column[part]], -weights[part]))[_TELLING:]] = False
        rows = counted.row[kept]
        places = np.arange(len(rows)) - np.searchsorted(rows, np.arange(len(self.spans)))[rows]
        words, worth = np.zeros((len(self.spans), _TELLING), dtype=np.int64), np.zeros((len(self.spans), _TELLING))
        words[rows, places] = self.columns[counted.column[kept]]
        worth[rows, places] = weights[kept]
        return Telling(words, worth, said)

    def _weights(self, counted: Entries) -> Weights:
        worth: Weights = (1 + np.log(counted.weight)) * self.worth[counted.column]
        return worth


def tokens_of_words(texts: Sequence[Prepared], rarity: Rarity) -> tuple[list[Tokens], Sequence[str]]:
    """Give the words of two and more characters, with all words by their numbers, in the order of the alphabet."""
    known = _Words()
    called = _of_headings(texts, known)
    spoken = [_spoken(text, known, called) for text in texts]
    unsorted = list(known.folded)
    order = sorted(range(len(unsorted)), key=unsorted.__getitem__)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    said = [unsorted[number] for number in order]  # the empty one first
    worth = np.array([0.0, *map(rarity.weight, said[1:])])
    found = []
    for text, (numbers, headings) in zip(texts, spoken, strict=True):
        ranks = rank[numbers]
        there = np.zeros(len(said), dtype=bool)
        there[ranks] = True
        there[0] = False
        columns = np.flatnonzero(there)
        spans = np.searchsorted(text.word_starts, [(span.start, span.end) for span in text.said])
        local = (np.cumsum(there) - 1)[ranks]
        found.append(Tokens(columns, worth[columns], local, spans.reshape(-1, 2).tolist(), headings))
    return found, said


def _of_headings(texts: Sequence[Prepared], known: _Words) -> Mapping[str, Sequence[int]]:
    """Give the numbers of the words of all headings, each cut once, and all at once: half the time of one by one."""
    headings = list(dict.fromkeys(section.heading for text in texts for section in text.document.sections))
    cut = words(BREAK.join(headings))
    starts = np.cumsum([0, *map(len, cut)])
    sizes = np.array([len(heading) for heading in headings], dtype=np.int64)
    begins = np.cumsum(sizes + 1) - sizes - 1
    numbers = [known[word] for word in cut]
    bounds = np.searchsorted(starts, (begins, begins + sizes)).T.tolist()
    return {heading: numbers[first:last] for heading, (first, last) in zip(headings, bounds, strict=True)}


def _spoken(
    text: Prepared, known: _Words, called: Mapping[str, Sequence[int]]
) -> tuple[Numbers, list[tuple[int, int]]]:
    """Give the numbers of the words of a text with those of all headings behind them, and where each heading stands."""
    said = np.fromiter(map(known.__getitem__, text.words), dtype=np.int64, count=len(text.words))
    of_headings = [called[section.heading] for section in text.document.sections]
    ends = (len(said) + np.cumsum([0, *map(len, of_headings)])).tolist()
    return np.concatenate((said, np.array([*chain(*of_headings)], dtype=np.int64))), list(pairwise(ends))


def tokens_of_pairs(texts: Sequence[Prepared], rarity: Rarity) -> list[Tokens]:
    """Give the pairs of characters; pair i begins at folded character i."""
    found = [_pairs(text, rarity) for text in texts]
    codes = distinct(np.concatenate([tokens.columns for tokens in found] or [np.empty(0, dtype=np.int64)]))
    return [replace(tokens, columns=np.searchsorted(codes, tokens.columns)) for tokens in found]


def _pairs(text: Prepared, rarity: Rarity) -> Tokens:
    """The same for one text; the columns are the codes of the pairs."""
    joined, headings = _with_headings(text)
    codes, numbers = np.unique(pair_codes(joined), return_inverse=True)
    broken = breaks(joined)
    numbers[broken[:-1] | broken[1:]] = -1
    bounds = [(text.folded.index(span.start), text.folded.index(span.end) - 1) for span in text.said]
    spans = [(start, max(start, end)) for start, end in bounds]
    return Tokens(codes, rarity.weights_of_pairs(codes), numbers, spans, headings)


def _with_headings(text: Prepared) -> tuple[str, list[tuple[int, int]]]:
    """Give the folded text with all headings behind it, and where the pairs of characters of each stand."""
    joined, headings = [text.folded.text, BREAK], []
    length = len(text.folded) + 1
    for section in text.document.sections:
        heading = comparable(section.heading)
        headings.append((length, length + max(0, len(heading) - 1)))
        joined += [heading, BREAK]
        length += len(heading) + 1
    return "".join(joined), headings


def breaks(folded: str) -> npt.NDArray[np.bool_]:
    """Tell for each folded character whether it is a break."""
    return np.equal(codes_of(folded), ord(BREAK), dtype=np.bool_)


def stacked(parts: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Give the numbers of all sections one after another, and the section of each."""
    rows = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return rows, np.concatenate([np.empty(0, dtype=np.int64), *parts])
