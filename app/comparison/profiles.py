"""What the sections of each document say, as sparse vectors: the product of two is how much alike they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.comparison.manner import manners
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.document.model import Section, SectionFunction, SectionKind
from app.language.columns import distinct
from app.language.folding import BREAK, comparable
from app.language.rarity import Rarity, pair_codes
from app.language.usualness import GRAM, LEAST_FAMILIES, Hashes, Usualness
from app.language.words import words

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

GRAIN = 2048
"""Weights are multiples of 1/2048, so sums of their products (multiples of 2^-22 below 4) are exact in 32-bit floats.

However a product is cut up and in whatever company a pair of documents stands, its likeness is the same to the bit.
"""

_WORDS, _PAIRS, _HEADINGS, _ASPECTS = range(4)
"""What a section says in words, in pairs of characters and in its heading has columns of its own; so many aspects."""
_HEADING = 4
"""Words of a heading count so many times among those of its section."""
_TELLING = 120
"""So many words of a section are kept for saying what two have in common."""


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries of sparse vectors: section `row[i]` has `weight[i]` in `column[i]`; none twice."""

    row: Numbers
    column: Numbers
    weight: Weights


@dataclass(frozen=True, eq=False)
class Families:
    """The sections that have children: `children` in the order of `parents`, those of each from `starts` on."""

    children: Numbers
    parents: Numbers
    starts: Numbers
    sizes: Numbers


@dataclass(frozen=True, eq=False)
class Telling:
    """The words of each section (a row) that say most, in the order of the alphabet, and what they weigh.

    `said` has the words by their numbers. Rows are filled up with the number 0 and the weight 0.
    """

    words: Numbers
    weights: Weights
    said: Sequence[str]

    @cached_property
    def distinct(self) -> Numbers:
        """The numbers of all the words, ascending."""
        return np.unique(self.words)


@dataclass(frozen=True, eq=False)
class Profile:
    """The sections of a document and what is known of them, in the order of the outline.

    `entries` are what it says in words, pairs of characters and headings; `runs` its runs of characters that are not
    usual and stand in other documents too, `run_counts` how many runs of any kind it has at most. Columns are numbers
    that all documents have in common. `telling` are the words of each section that say most. `bodies` and `headings`
    number what a section and its heading say, folded and without the label: equal numbers, equal words; 0 is nothing.
    """

    sections: Sequence[Section]
    entries: Entries
    runs: Entries
    run_counts: Weights
    manner: Weights
    telling: Telling
    bodies: Numbers
    headings: Numbers

    @cached_property
    def parents(self) -> Numbers:
        """For each section the index of its parent; -1 at the top."""
        index = {section.id: number for number, section in enumerate(self.sections)}
        return np.array([index.get(section.parent or "", -1) for section in self.sections], dtype=np.int64)

    @cached_property
    def functions(self) -> Sequence[SectionFunction | None]:
        """The function of each section, else of the nearest that holds it and has one."""
        found: list[SectionFunction | None] = []
        for section, parent in zip(self.sections, self.parents.tolist(), strict=True):
            inherited = found[parent] if 0 <= parent < len(found) else None
            found.append(section.function or inherited)
        return found

    @cached_property
    def function_numbers(self) -> Numbers:
        """The functions as numbers; -1: none."""
        order = list(SectionFunction)
        return np.array([-1 if f is None else order.index(f) for f in self.functions], dtype=np.int64)

    @cached_property
    def kinds(self) -> Numbers:
        """The kind of each section as its number in the order of the kinds."""
        order = list(SectionKind)
        return np.array([order.index(section.kind) for section in self.sections], dtype=np.int64)

    @cached_property
    def families(self) -> Families:
        """The sections that have children."""
        order = np.argsort(self.parents, kind="stable")
        children = order[self.parents[order] >= 0]
        return Families(children, *np.unique(self.parents[children], return_index=True, return_counts=True))

    @cached_property
    def brothers(self) -> Mapping[int, Sequence[int]]:
        """The children of each section by its number, in order; -1 holds those at the top."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, parent in enumerate(self.parents.tolist()):
            found[parent].append(number)
        return found

    @cached_property
    def ancestors(self) -> Sequence[Sequence[int]]:
        """For each section those that hold it, the nearest first."""
        found: list[list[int]] = []
        for number, parent in enumerate(self.parents.tolist()):
            found.append([parent, *found[parent]] if 0 <= parent < number else [])
        return found

    @cached_property
    def places(self) -> Weights:
        """Where each section begins, 0…1 of the text."""
        end = max((section.span.end for section in self.sections), default=1)
        return np.array([section.span.start for section in self.sections]) / max(1, end)

    @cached_property
    def lengths(self) -> Weights:
        """The natural logarithm of the length of each section."""
        return np.log([max(1, len(section.span)) for section in self.sections])


class Words:
    """Words of all documents: each is folded, numbered (from 1 on) and weighed once; `said` has them by number."""

    def __init__(self, rarity: Rarity) -> None:
        self.rarity = rarity
        self.said = [""]
        self._folded: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._pairs: dict[int, int] = {}
        self._texts: dict[str, int] = {"": 0}
        self._worth: Weights = np.zeros(1)

    def folded(self, word: str) -> str:
        """Give a word as its comparable characters."""
        if word not in self._folded:
            self._folded[word] = comparable(word)
        return self._folded[word]

    def numbered(self, said: Sequence[str]) -> tuple[Numbers, Weights]:
        """Give the numbers of distinct folded words, and what each is worth, the rarer the more."""
        new = [word for word in said if word not in self._numbers]
        self._numbers |= {word: number for number, word in enumerate(new, len(self.said))}
        self.said += new
        self._worth = np.concatenate((self._worth, [self.rarity.weight(word) for word in new]))
        numbers = np.array([self._numbers[word] for word in said], dtype=np.int64)
        return numbers, self._worth[numbers]

    def pairs(self, codes: Numbers) -> Numbers:
        """Give numbers for the codes of pairs of characters."""
        return np.array([self._pairs.setdefault(code, len(self._pairs)) for code in codes.tolist()], dtype=np.int64)

    def texts(self, said: Sequence[str]) -> Numbers:
        """Give a number for each text: the same for the same, 0 for none."""
        return np.array([self._texts.setdefault(text, len(self._texts)) for text in said], dtype=np.int64)


def profiles(texts: Sequence[Prepared], usual: Usualness, rarity: Rarity, settings: Settings) -> list[Profile]:
    """Give the profiles of documents that are compared; what one says never changes the vectors of another."""
    known, several = Words(rarity), _of_several(texts)
    return [_profile(text, usual, known, several, settings) for text in texts]


def _profile(text: Prepared, usual: Usualness, known: Words, several: Hashes, settings: Settings) -> Profile:
    sections = text.document.sections
    said, called = _words(text, known), _pairs(text, known)
    in_words = said.entries(_HEADING)
    aspects = [
        said.vectors(_WORDS, in_words, 0.5),
        called.vectors(_PAIRS, called.entries(_HEADING), 0.5),
        called.vectors(_HEADINGS, called.entries(None), settings.link_headings),
    ]
    entries = Entries(
        np.concatenate([aspect.row for aspect in aspects]),
        np.concatenate([aspect.column for aspect in aspects]),
        np.round(np.concatenate([aspect.weight for aspect in aspects]) * GRAIN) / GRAIN,
    )
    return Profile(
        sections=sections,
        entries=entries,
        runs=_runs(text, called.spans, usual, several),
        run_counts=np.array([max(1, end - start) for start, end in called.spans], dtype=np.float64),
        manner=manners(text),
        telling=said.telling(in_words, known.said),
        bodies=known.texts([_body(text, section) for section in sections]),
        headings=known.texts([comparable(section.heading) for section in sections]),
    )


def _body(text: Prepared, section: Section) -> str:
    label = comparable(section.label)
    folded = text.folded.text[text.folded.index(section.span.start) : text.folded.index(section.span.end)]
    return folded.strip(BREAK).removeprefix(label).strip(BREAK)


def _of_several(texts: Sequence[Prepared]) -> Hashes:
    """The hashes of runs of characters that stand in two documents and more, ascending."""
    hashes = np.sort(np.concatenate([np.unique(text.hashes) for text in texts] or [np.empty(0, dtype=np.uint32)]))
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def _runs(text: Prepared, spans: Sequence[Sequence[int]], usual: Usualness, several: Hashes) -> Entries:
    """Give the distinct runs of characters that are not usual and stand in several texts, each with the weight 1."""
    # A break is equal to nothing.
    breaks = np.concatenate(([0], np.cumsum(_breaks(text.folded.text))))
    unusual = usual.families_at(text.rows(usual)) < LEAST_FAMILIES
    unusual &= breaks[len(breaks) - len(unusual) :] == breaks[: len(unusual)]
    numbers = np.minimum(np.searchsorted(several, text.hashes), max(0, len(several) - 1))
    unusual &= several[numbers] == text.hashes if len(several) else False
    inside = [slice(start, max(start, end + 2 - GRAM)) for start, end in spans]
    row, column = _stacked([numbers[part][unusual[part]] for part in inside])
    row, column = np.divmod(distinct((row << 32) | column), 1 << 32)
    return Entries(row, column, np.ones(len(column)))


@dataclass(frozen=True, eq=False)
class _Tokens:
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
        row, said = _stacked(parts)
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


def _words(text: Prepared, known: Words) -> _Tokens:
    """Give the words of two and more characters."""
    said, headings = list(text.words), []
    for section in text.document.sections:
        begin = len(said)
        said += words(section.heading)
        headings.append((begin, len(said)))
    folded = {word: known.folded(word) for word in dict.fromkeys(said)}
    keys = [word for word in dict.fromkeys(folded.values()) if len(word) > 1]
    number_of = {key: number for number, key in enumerate(keys)}
    number = {word: number_of.get(key, -1) for word, key in folded.items()}
    numbers = np.array([number[word] for word in said], dtype=np.int64)
    spans = np.searchsorted(text.word_starts, [(s.span.start, s.span.end) for s in text.document.sections])
    columns, worth = known.numbered(keys)
    return _Tokens(columns, worth, numbers, spans.reshape(-1, 2).tolist(), headings)


def _pairs(text: Prepared, known: Words) -> _Tokens:
    """Give the pairs of characters; pair i begins at folded character i."""
    joined, headings = text.folded.text + BREAK, []
    for section in text.document.sections:
        heading = comparable(section.heading)
        headings.append((len(joined), len(joined) + max(0, len(heading) - 1)))
        joined += heading + BREAK
    codes, numbers = np.unique(pair_codes(joined), return_inverse=True)
    broken = _breaks(joined)
    numbers[broken[:-1] | broken[1:]] = -1
    bounds = [(text.folded.index(s.span.start), text.folded.index(s.span.end) - 1) for s in text.document.sections]
    spans = [(start, max(start, end)) for start, end in bounds]
    return _Tokens(known.pairs(codes), known.rarity.weights_of_pairs(codes), numbers, spans, headings)


def _breaks(folded: str) -> npt.NDArray[np.bool_]:
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.equal(codes, ord(BREAK), dtype=np.bool_)


def _stacked(parts: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Give the numbers of all sections one after another, and the section of each."""
    rows = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return rows, np.concatenate([np.empty(0, dtype=np.int64), *parts])
