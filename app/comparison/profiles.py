"""What the sections of each document say, as sparse vectors: the product of two is how much alike they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.comparison.manner import manners
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.document.model import Section, SectionFunction
from app.language.folding import BREAK, comparable
from app.language.rarity import Rarity
from app.language.usualness import GRAM, LEAST_FAMILIES, Usualness, gram_hashes
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
_TELLING = 40
"""So many words of a section are kept for saying what two have in common."""


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries of sparse vectors: section `row[i]` has `weight[i]` in `column[i]`; none twice."""

    row: Numbers
    column: Numbers
    weight: Weights


@dataclass(frozen=True, eq=False)
class Profile:
    """The sections of a document and what is known of them, in the order of the outline.

    `entries` are what it says in words, pairs of characters and headings; `runs` its runs of characters that are not
    usual (columns are hashes), `run_counts` how many runs of any kind it has at most. `telling` are the words of each
    section that say most; `words` is its folded text without the number, to tell equals.
    """

    sections: Sequence[Section]
    entries: Entries
    runs: Entries
    run_counts: Weights
    manner: Weights
    telling: Sequence[Mapping[str, float]]
    words: Sequence[str]

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
    def places(self) -> Weights:
        """Where each section begins, 0…1 of the text."""
        end = max((section.span.end for section in self.sections), default=1)
        return np.array([section.span.start for section in self.sections]) / max(1, end)

    @cached_property
    def lengths(self) -> Weights:
        """The natural logarithm of the length of each section."""
        return np.log([max(1, len(section.span)) for section in self.sections])


class Columns:
    """Numbers for words and pairs of characters, given as they come, with what each is worth: the rarer the more."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._numbers: dict[str, int] = {}
        self._worth: list[float] = []

    def of(self, said: Sequence[str]) -> tuple[Numbers, Weights]:
        """Give the numbers of words or pairs of characters, and what they are worth."""
        for key in said:
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers)
                self._worth.append(self._rarity.weight(key))
        numbers = [self._numbers[key] for key in said]
        return np.array(numbers, dtype=np.int64), np.array([self._worth[n] for n in numbers], dtype=np.float64)


def profiles(texts: Sequence[Prepared], usual: Usualness, rarity: Rarity, settings: Settings) -> list[Profile]:
    """Give the profiles of documents that are compared; what one says never changes the vectors of another."""
    columns = Columns(rarity)
    return [_profile(text, usual, columns, settings) for text in texts]


def _profile(text: Prepared, usual: Usualness, columns: Columns, settings: Settings) -> Profile:
    sections = text.document.sections
    said, called = _Tokens.words(text, columns), _Tokens.pairs(text, columns)
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
        runs=_runs(text, called.spans, usual),
        run_counts=np.array([max(1, end - start) for start, end in called.spans], dtype=np.float64),
        manner=manners(text),
        telling=said.telling(in_words),
        words=[_body(text, section) for section in sections],
    )


def _body(text: Prepared, section: Section) -> str:
    label = comparable(section.label)
    folded = text.folded.text[text.folded.index(section.span.start) : text.folded.index(section.span.end)]
    return folded.strip(BREAK).removeprefix(label).strip(BREAK)


def _runs(text: Prepared, spans: Sequence[tuple[int, int]], usual: Usualness) -> Entries:
    """Give the distinct runs of characters that are not usual, each with the weight 1."""
    hashes = gram_hashes(text.folded.text).astype(np.int64)
    unusual = usual.families(text.folded.text) < LEAST_FAMILIES
    # A break is equal to nothing.
    codes = np.frombuffer(text.folded.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    breaks = np.concatenate(([0], np.cumsum(codes == ord(BREAK))))
    unusual &= breaks[GRAM:] == breaks[: len(breaks) - GRAM] if len(hashes) else True
    found = []
    for start, end in spans:
        inside = slice(start, max(start, end + 2 - GRAM))
        found.append(np.unique(hashes[inside][unusual[inside]]))
    rows = np.repeat(np.arange(len(spans)), [len(distinct) for distinct in found])
    column = np.concatenate([np.empty(0, dtype=np.int64), *found])
    return Entries(rows, column, np.ones(len(column)))


@dataclass(frozen=True, eq=False)
class _Tokens:
    """A text and its headings as numbers of the distinct `keys`; -1 is nothing that counts.

    `columns` and `worth` are those of the keys, `spans` and `headings` the ranges of each section and of its heading.
    """

    keys: Sequence[str]
    columns: Numbers
    worth: Weights
    numbers: Numbers
    spans: Sequence[tuple[int, int]]
    headings: Sequence[tuple[int, int]]

    @classmethod
    def words(cls, text: Prepared, columns: Columns) -> _Tokens:
        """Give the words of two and more characters."""
        sections = text.document.sections
        said = list(text.words)
        headings = []
        for section in sections:
            begin = len(said)
            said += words(section.heading)
            headings.append((begin, len(said)))
        folded = {word: comparable(word) for word in dict.fromkeys(said)}
        keys = {key: n for n, key in enumerate(dict.fromkeys(key for key in folded.values() if len(key) > 1))}
        number = {word: keys.get(key, -1) for word, key in folded.items()}
        bounds = np.searchsorted(text.word_starts, [(s.span.start, s.span.end) for s in sections]).reshape(-1, 2)
        spans = [(start, end) for start, end in bounds.tolist()]
        numbers = np.array([number[word] for word in said], dtype=np.int64)
        return cls(list(keys), *columns.of(list(keys)), numbers, spans, headings)

    @classmethod
    def pairs(cls, text: Prepared, columns: Columns) -> _Tokens:
        """Give the pairs of characters; pair i begins at folded character i."""
        sections = text.document.sections
        joined = text.folded.text + BREAK
        headings = []
        for section in sections:
            heading = comparable(section.heading)
            headings.append((len(joined), len(joined) + max(0, len(heading) - 1)))
            joined += heading + BREAK
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
        first, second = codes[:-1], codes[1:]
        known, numbers = np.unique((first << 21) | second, return_inverse=True)
        numbers[(first == ord(BREAK)) | (second == ord(BREAK))] = -1
        keys = [chr(code >> 21) + chr(code & 0x1FFFFF) for code in known.tolist()]
        spans = [(text.folded.index(s.span.start), text.folded.index(s.span.end) - 1) for s in sections]
        return cls(keys, *columns.of(keys), numbers, [(start, max(start, end)) for start, end in spans], headings)

    def entries(self, times: int | None) -> Entries:
        """Count what each section says, its heading that many times more; None: the headings alone."""
        rows, said, counts = [], [], []
        for row, (span, heading) in enumerate(zip(self.spans, self.headings, strict=True)):
            called = self.numbers[slice(*heading)]
            uttered = called if times is None else np.concatenate([self.numbers[slice(*span)], *[called] * times])
            distinct, count = np.unique(uttered[uttered >= 0], return_counts=True)
            rows.append(np.full(len(distinct), row, dtype=np.int64))
            said.append(distinct)
            counts.append(count)
        nothing = [np.empty(0, dtype=np.int64)]
        return Entries(*(np.concatenate(nothing + part) for part in (rows, said, counts)))

    def vectors(self, aspect: int, counted: Entries, share: float) -> Entries:
        """Give TF-IDF vectors of the length that makes their product `share` where both say the same."""
        weights = self._weights(counted)
        lengths = np.sqrt(np.bincount(counted.row, weights * weights, len(self.spans)))
        unit = weights / np.maximum(lengths, 1e-9)[counted.row]
        return Entries(counted.row, self.columns[counted.column] * _ASPECTS + aspect, unit * np.sqrt(share))

    def telling(self, counted: Entries) -> list[dict[str, float]]:
        """Give the words of each section that weigh most, and what they weigh."""
        weights = self._weights(counted)
        ends = np.searchsorted(counted.row, np.arange(len(self.spans) + 1))
        found = []
        for first, last in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
            most = first + np.argsort(-weights[first:last], kind="stable")[:_TELLING]
            found.append({self.keys[int(counted.column[i])]: float(weights[i]) for i in most})
        return found

    def _weights(self, counted: Entries) -> Weights:
        worth: Weights = (1 + np.log(counted.weight)) * self.worth[counted.column]
        return worth
