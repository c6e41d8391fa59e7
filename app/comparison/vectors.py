"""What the sections of a document say in words and in pairs of characters, numbered alike for all documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.comparison.prepared import Prepared
from app.language.folding import BREAK, codes_of, comparable
from app.language.rarity import Rarity, pair_codes
from app.language.words import words

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

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

    row: Numbers
    column: Numbers
    weight: Weights


@dataclass(frozen=True, eq=False)
class Telling:
    """The words of each section (a row) that say most, in the order of the alphabet, and what they weigh.

    `said` has the words by their numbers. Rows are filled up with the number 0 and the weight 0.
    """

    words: Numbers
    weights: Weights
    said: Sequence[str]


class Words(dict[str, int]):
    """The words of all documents by number, from 1 on; 0 has what does not count: signs, and words of one character.

    Words that are folded alike have one number. `said` and `worth` have them by number, `pairs` the codes of all pairs
    of characters, ascending.
    """

    def __init__(self, rarity: Rarity, pairs: Numbers) -> None:
        super().__init__()
        self.rarity = rarity
        self.pairs = pairs
        self.said = [""]
        self.worth = [0.0]
        self._folded: dict[str, int] = {}
        self._texts: dict[str, int] = {"": 0}

    def __missing__(self, word: str) -> int:
        folded = comparable(word)
        number = self._folded.setdefault(folded, len(self.said)) if len(folded) > 1 else 0
        if number == len(self.said):
            self.said.append(folded)
            self.worth.append(self.rarity.weight(folded))
        self[word] = number
        return number

    def texts(self, said: Sequence[str]) -> Numbers:
        """Give a number for each text: the same for the same, 0 for none."""
        return np.array([self._texts.setdefault(text, len(self._texts)) for text in said], dtype=np.int64)


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
        cells, counts = np.unique((row * len(self.columns) + said)[said >= 0], return_counts=True)
        return Entries(*np.divmod(cells, max(1, len(self.columns))), counts.astype(np.float64))

    def vectors(self, aspect: int, counted: Entries, share: float) -> Entries:
        """Give TF-IDF vectors of the length that makes their product `share` where both say the same."""
        weights = self._weights(counted)
        lengths = np.sqrt(np.bincount(counted.row, weights * weights, len(self.spans)))
        unit = weights / np.maximum(lengths, 1e-9)[counted.row]
        return Entries(counted.row, self.columns[counted.column] * _ASPECTS + aspect, unit * np.sqrt(share))

    def telling(self, counted: Entries, said: Sequence[str]) -> Telling:
        """Give the words of each section that weigh most; `said` has the words by the numbers of the columns."""
        weights = self._weights(counted)
        ends = np.searchsorted(counted.row, np.arange(len(self.spans) + 1)).tolist()
        words, worth = np.zeros((len(self.spans), _TELLING), dtype=np.int64), np.zeros((len(self.spans), _TELLING))
        for row, (first, last) in enumerate(pairwise(ends)):
            most = first + np.argsort(-weights[first:last], kind="stable")[:_TELLING]
            numbers = self.columns[counted.column[most]].tolist()
            order = sorted(range(len(numbers)), key=lambda at, numbers=numbers: said[numbers[at]])  # type: ignore[misc]
            words[row, : len(numbers)] = [numbers[at] for at in order]
            worth[row, : len(numbers)] = weights[most[order]]
        return Telling(words, worth, said)

    def _weights(self, counted: Entries) -> Weights:
        worth: Weights = (1 + np.log(counted.weight)) * self.worth[counted.column]
        return worth


def tokens_of_words(text: Prepared, known: Words) -> Tokens:
    """Give the words of two and more characters."""
    said, headings = list(text.words), []
    for section in text.document.sections:
        begin = len(said)
        said += words(section.heading)
        headings.append((begin, len(said)))
    numbers = np.array([0, *map(known.__getitem__, said)], dtype=np.int64)  # 0 comes first, so that it is local 0
    columns, firsts, local = np.unique(numbers, return_index=True, return_inverse=True)
    # In the order in which the document says them: in whatever company it stands, what weighs alike keeps its order.
    order = np.argsort(firsts)
    local = np.argsort(order)[local][1:] - 1
    columns = columns[order][1:]
    spans = np.searchsorted(text.word_starts, [(span.start, span.end) for span in text.said])
    return Tokens(columns, np.array(known.worth)[columns], local, spans.reshape(-1, 2).tolist(), headings)


def tokens_of_pairs(text: Prepared, known: Words) -> Tokens:
    """Give the pairs of characters; pair i begins at folded character i."""
    joined, headings = with_headings(text)
    codes, numbers = np.unique(pair_codes(joined), return_inverse=True)
    broken = breaks(joined)
    numbers[broken[:-1] | broken[1:]] = -1
    bounds = [(text.folded.index(span.start), text.folded.index(span.end) - 1) for span in text.said]
    spans = [(start, max(start, end)) for start, end in bounds]
    columns = np.searchsorted(known.pairs, codes)
    return Tokens(columns, known.rarity.weights_of_pairs(codes), numbers, spans, headings)


def with_headings(text: Prepared) -> tuple[str, list[tuple[int, int]]]:
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
