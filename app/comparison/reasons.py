"""Why two sections are linked: the evidence that says most, in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from app.comparison.profiles import Profile
from app.comparison.section_likeness import Likeness
from app.comparison.vectors import Numbers, Telling
from app.document.model import SectionFunction
from app.language.usualness import GRAM
from app.messages import Message, message

_WORDS = 5
"""So many words that both say are named."""
_BLOCK = 1024
"""So many cells are looked at together."""
_LEAST_RUNS = 8
"""Shared runs are named as evidence where there are as many as in a clause of twelve characters."""

_OF_FUNCTION: Mapping[SectionFunction, str] = {
    SectionFunction.OPENING: "link.opening",
    SectionFunction.REVIEW: "link.review",
    SectionFunction.PROBLEMS: "link.problems",
    SectionFunction.SITUATION: "link.situation",
    SectionFunction.CLOSING: "link.closing",
}
"""Functions that say something: tasks are what most sections are."""


def reasons(ours: Profile, theirs: Profile, found: Likeness, cells: Sequence[tuple[int, int]]) -> list[Message]:
    """Name for each cell what speaks most for it: the same text, shared passages, heading, function, words, or kind."""
    said = _in_common(ours.telling, theirs.telling, np.array(cells, dtype=np.int64).reshape(-1, 2))
    return [_reason(ours, theirs, found, cell, words) for cell, words in zip(cells, said, strict=True)]


def _reason(ours: Profile, theirs: Profile, found: Likeness, cell: tuple[int, int], words: str) -> Message:
    i, j = cell
    if ours.bodies[i] and ours.bodies[i] == theirs.bodies[j]:
        return message("link.equal")
    if not words:
        return message("link.kind")
    runs = int(found.runs[i, j])
    if runs >= _LEAST_RUNS:
        return message("link.passages", characters=runs + GRAM - 1, words=words)
    if ours.headings[i] and ours.headings[i] == theirs.headings[j]:
        return message("link.heading", words=words)
    function = ours.functions[i]
    if function is None or function is not theirs.functions[j]:
        return message("link.words", words=words)
    return message(_OF_FUNCTION.get(function, "link.words"), words=words)


def _in_common(ours: Telling, theirs: Telling, cells: Numbers) -> list[str]:
    """For each cell the words that weigh most in both sections, the weightiest first."""
    return [
        words
        for block in range(0, len(cells), _BLOCK)
        for words in _weightiest(ours, theirs, cells[block : block + _BLOCK])
    ]


def _weightiest(ours: Telling, theirs: Telling, cells: Numbers) -> list[str]:
    """The same for few cells: what our sections say is laid out over all the words that they say."""
    # What we do not say goes to a column of nothing, and what fills a row up.
    column = np.full(len(theirs.said), len(ours.distinct))
    column[ours.distinct] = np.arange(len(ours.distinct))
    column[0] = len(ours.distinct)
    mine = np.flatnonzero(np.bincount(cells[:, 0]))
    laid = np.zeros((len(mine), len(ours.distinct) + 1))
    laid[np.arange(len(mine))[:, None], column[ours.words[mine]]] = ours.weights[mine]
    laid[:, -1] = 0
    row = np.searchsorted(mine, cells[:, 0])
    said = theirs.words[cells[:, 1]]
    weights = laid[row[:, None], column[said]] * theirs.weights[cells[:, 1]]
    least = -np.partition(-weights, _WORDS - 1, axis=1)[:, _WORDS - 1 : _WORDS]
    cell, place = np.nonzero((weights >= least) & (weights > 0))
    order = np.lexsort((place, -weights[cell, place], cell))
    cell, number = cell[order], said[cell, place][order].tolist()
    ends = np.searchsorted(cell, np.arange(len(cells) + 1)).tolist()
    return ["、".join([theirs.said[n] for n in number[a : min(a + _WORDS, b)]]) for a, b in pairwise(ends)]
