"""Why two sections are linked: the evidence that says most, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from app.comparison.profiles import Profile
from app.comparison.vectors import Numbers, Product, Telling
from app.document.model import SectionFunction
from app.language.columns import distinct
from app.language.usualness import GRAM
from app.messages import Message, message

_WORDS = 5
"""So many words that both say are named."""
_BLOCK = 512
"""So many pairs of sections are looked at together (half a megabyte at a time)."""
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
_OF_FUNCTIONS = [_OF_FUNCTION.get(function, "link.words") for function in SectionFunction]


def reasons(found: Sequence[Profile], ours: Numbers, theirs: Numbers, runs: Product) -> list[Message]:
    """Name for each two sections what speaks most for them.

    It is the same text, shared passages, the heading, the function, words, or the kind. Sections are counted through
    all documents; those of `ours` ascend by their documents. `runs` is how many unusual runs both have.
    """
    bodies = np.concatenate([profile.bodies for profile in found])
    headings = np.concatenate([profile.headings for profile in found])
    functions = np.concatenate([profile.function_numbers for profile in found])
    words = np.concatenate([profile.telling.words for profile in found])
    weights = np.concatenate([profile.telling.weights for profile in found])
    telling = Telling(words, weights, found[0].telling.said)
    return [
        _reason(*evidence)
        for evidence in zip(
            _in_common(telling, ours, theirs),
            runs.astype(np.int64).tolist(),
            _same(bodies[ours], bodies[theirs], nothing=0),
            _same(headings[ours], headings[theirs], nothing=0),
            _same(functions[ours], functions[theirs], nothing=-1),
            functions[ours].tolist(),
            strict=True,
        )
    ]


def _same(ours: Numbers, theirs: Numbers, *, nothing: int) -> list[bool]:
    same: list[bool] = ((ours == theirs) & (ours != nothing)).tolist()
    return same


def _reason(words: str, runs: int, same_text: bool, same_heading: bool, same_function: bool, function: int) -> Message:
    if same_text:
        return message("link.equal")
    if not words:
        return message("link.kind")
    if runs >= _LEAST_RUNS:
        return message("link.passages", characters=runs + GRAM - 1, words=words)
    if same_heading:
        return message("link.heading", words=words)
    return message(_OF_FUNCTIONS[function] if same_function else "link.words", words=words)


def _in_common(telling: Telling, ours: Numbers, theirs: Numbers) -> list[str]:
    """For each two sections the words that weigh most in both, the weightiest first."""
    return [
        words
        for block in range(0, len(ours), _BLOCK)
        for words in _weightiest(telling, ours[block : block + _BLOCK], theirs[block : block + _BLOCK])
    ]


def _weightiest(telling: Telling, ours: Numbers, theirs: Numbers) -> Iterator[str]:
    """The same for few sections: what ours say is laid out over all the words that they say."""
    mine, row = np.unique(ours, return_inverse=True)
    known = distinct(np.append(telling.words[mine], 0))
    column = np.zeros(len(telling.said), dtype=np.int64)  # what we do not say goes to column 0, where all is 0
    column[known] = np.arange(len(known))
    laid = np.zeros((len(mine), len(known)))
    laid[np.arange(len(mine))[:, None], column[telling.words[mine]]] = telling.weights[mine]
    said = telling.words[theirs]
    weights = laid.take(column.take(said) + (row * len(known))[:, None]) * telling.weights[theirs]
    pairs = np.arange(len(ours))
    found = np.zeros((len(ours), _WORDS), dtype=np.int64)
    for number in range(_WORDS):
        most = weights.argmax(axis=1)  # of those that weigh alike, the first
        found[:, number] = np.where(weights[pairs, most] > 0, said[pairs, most], 0)
        weights[pairs, most] = 0
    return ("、".join([telling.said[n] for n in words if n]) for words in found.tolist())
