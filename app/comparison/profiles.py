"""What the sections of each document say, as sparse vectors: the product of two is how much alike they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from app.comparison.manner import manners
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.comparison.vectors import (
    GRAIN,
    HEADINGS,
    PAIRS,
    WORDS,
    Entries,
    Numbering,
    Numbers,
    Telling,
    Tokens,
    Weights,
    breaks,
    stacked,
    tokens_of_pairs,
    tokens_of_words,
)
from app.document.model import Section, SectionFunction, SectionKind
from app.language.columns import distinct
from app.language.folding import BREAK, comparable
from app.language.rarity import Rarity
from app.language.usualness import GRAM, LEAST_FAMILIES, Usualness

_HEADING = 4
"""Words of a heading count so many times among those of its section."""


@dataclass(frozen=True, eq=False)
class Families:
    """The sections that have children: `children` in the order of `parents`, those of each from `starts` on.

    `of` has for each section the place of its parent in `parents`; -1: at the top.
    """

    children: Numbers
    parents: Numbers
    starts: Numbers
    sizes: Numbers
    of: Numbers


@dataclass(frozen=True, eq=False)
class Profile:
    """The sections of a document and what is known of them, in the order of the outline.

    `entries` are what it says in words, pairs of characters and headings; `runs` its runs of characters that are not
    usual and stand in other documents too, `run_counts` how many runs of any kind it has at most. Columns are numbers
    that all documents have in common. `traits` are what two sections should be alike in besides (a row for each trait),
    as much as a difference weighs. `telling` are the words of each section that say most. `bodies` and `headings`
    number what a section and its heading say, folded and without the label: equal numbers, equal words; 0 is nothing.
    """

    sections: Sequence[Section]
    entries: Entries
    runs: Entries
    run_counts: Weights
    traits: Weights
    telling: Telling
    bodies: Numbers
    headings: Numbers

    @cached_property
    def parent(self) -> Sequence[int]:
        """For each section the index of its parent; -1 at the top."""
        index = {section.id: number for number, section in enumerate(self.sections)}
        return [index.get(section.parent or "", -1) for section in self.sections]

    @cached_property
    def parents(self) -> Numbers:
        """The same as a column."""
        return np.array(self.parent, dtype=np.int64)

    @cached_property
    def functions(self) -> Sequence[SectionFunction | None]:
        """The function of each section, else of the nearest that holds it and has one."""
        found: list[SectionFunction | None] = []
        for section, parent in zip(self.sections, self.parent, strict=True):
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
        parents, starts, sizes = np.unique(self.parents[children], return_index=True, return_counts=True)
        of = np.where(self.parents >= 0, np.searchsorted(parents, self.parents), -1)
        return Families(children, parents, starts, sizes, of)

    @cached_property
    def brothers(self) -> Mapping[int, Sequence[int]]:
        """The children of each section by its number, in order; -1 holds those at the top."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, parent in enumerate(self.parent):
            found[parent].append(number)
        return found

    @cached_property
    def ancestors(self) -> Sequence[Sequence[int]]:
        """For each section those that hold it, the nearest first."""
        found: list[list[int]] = []
        for number, parent in enumerate(self.parent):
            found.append([parent, *found[parent]] if 0 <= parent < number else [])
        return found

    @cached_property
    def sizes(self) -> Sequence[int]:
        """The length of each section."""
        return [len(section.span) for section in self.sections]

    @cached_property
    def leads(self) -> Numbers:
        """The sections that are texts before first children."""
        return np.flatnonzero(self.kinds == list(SectionKind).index(SectionKind.LEAD))


def profiles(texts: Sequence[Prepared], usual: Usualness, rarity: Rarity, settings: Settings) -> list[Profile]:
    """Give the profiles of documents that are compared; what one says never changes the vectors of another."""
    in_words, words = tokens_of_words(texts, rarity)
    in_pairs, shared, known = tokens_of_pairs(texts, rarity), _of_several(texts), Numbering()
    return [
        _profile(text, said, called, words, _runs(text, called.spans, usual, runs), known, settings)
        for text, said, called, runs in zip(texts, in_words, in_pairs, shared, strict=True)
    ]


def _profile(
    text: Prepared,
    said: Tokens,
    called: Tokens,
    words: Sequence[str],
    runs: Entries,
    known: Numbering,
    settings: Settings,
) -> Profile:
    sections = text.document.sections
    in_words = said.entries(_HEADING)
    aspects = [
        said.vectors(WORDS, in_words, 0.5),
        called.vectors(PAIRS, called.entries(_HEADING), 0.5),
        called.vectors(HEADINGS, called.entries(None), settings.link_headings),
    ]
    entries = Entries(
        np.concatenate([aspect.row for aspect in aspects], dtype=np.int32, casting="same_kind"),
        np.concatenate([aspect.column for aspect in aspects], dtype=np.int32, casting="same_kind"),
        (np.round(np.concatenate([aspect.weight for aspect in aspects]) * GRAIN) / GRAIN).astype(np.float32),
    )
    return Profile(
        sections=sections,
        entries=entries,
        runs=runs,
        run_counts=np.array([max(1, end - start) for start, end in called.spans], dtype=np.float64),
        traits=_traits(text, settings),
        telling=said.telling(in_words, words),
        bodies=np.array([known[_body(text, section)] for section in sections], dtype=np.int64),
        headings=np.array([known[comparable(section.heading)] for section in sections], dtype=np.int64),
    )


def _traits(text: Prepared, settings: Settings) -> Weights:
    """How sections speak, where they begin (0…1 of the text), and the natural logarithm of their length."""
    spans = [section.span for section in text.document.sections]
    places = np.array([span.start for span in spans]) / max(1, max((span.end for span in spans), default=1))
    lengths = np.log([max(1, len(span)) for span in spans])
    return np.vstack(
        (settings.link_manner * manners(text).T, settings.link_place * places, settings.link_length * lengths)
    )


def _body(text: Prepared, section: Section) -> str:
    label = comparable(section.label)
    folded = text.folded.text[text.folded.index(section.span.start) : text.folded.index(section.span.end)]
    return folded.strip(BREAK).removeprefix(label).strip(BREAK)


def _of_several(texts: Sequence[Prepared]) -> list[Numbers]:
    """For each text and run of characters its number among those that stand in several texts; -1: in this one alone."""
    bounds = np.cumsum([0, *(len(text.hashes) for text in texts)]).tolist()
    hashes = np.concatenate([text.hashes for text in texts] or [np.empty(0, dtype=np.uint32)])
    # Hashes and places packed into one: far faster than to sort places by their hashes.
    packed = np.sort((hashes.astype(np.uint64) << np.uint64(32)) | np.arange(len(hashes), dtype=np.uint64))
    ordered, places = packed >> np.uint64(32), packed.astype(np.uint32)
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)])
    ends = np.append(begins, len(ordered))[1:]
    holder = np.repeat(np.arange(len(texts)), np.diff(bounds))
    several = holder[places[begins]] != holder[places[ends - 1]]  # places ascend among those of a hash
    numbers = np.empty(len(hashes), dtype=np.int64)
    numbers[places] = np.repeat(np.where(several, np.cumsum(several) - 1, -1), ends - begins)
    return [numbers[start:end] for start, end in pairwise(bounds)]


def _runs(text: Prepared, spans: Sequence[Sequence[int]], usual: Usualness, numbers: Numbers) -> Entries:
    """Give the distinct runs of characters that are not usual and stand in several texts, each with the weight 1."""
    # A break is equal to nothing.
    broken = np.concatenate(([0], np.cumsum(breaks(text.folded.text))))
    unusual = usual.families_at(text.rows(usual)) < LEAST_FAMILIES
    unusual &= broken[len(broken) - len(unusual) :] == broken[: len(unusual)]
    unusual &= numbers >= 0
    inside = [slice(start, max(start, end + 2 - GRAM)) for start, end in spans]
    row, column = stacked([numbers[part][unusual[part]] for part in inside])
    found = distinct((row << 32) | column)
    return Entries(found >> 32, found & ((1 << 32) - 1), np.ones(len(found)))
