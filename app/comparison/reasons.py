"""Why two sections are linked: the evidence that says most, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

from app.comparison.profiles import Profile
from app.comparison.section_likeness import Likeness
from app.document.model import SectionFunction
from app.language.usualness import GRAM
from app.messages import Message, message

_WORDS = 5
"""So many words that both say are named."""
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


def why(ours: Profile, theirs: Profile, found: Likeness, cell: tuple[int, int]) -> Message:
    """Name what speaks most for two sections: the same text, shared passages, heading, function, words, or the kind."""
    i, j = cell
    if ours.words[i] and ours.words[i] == theirs.words[j]:
        return message("link.equal")
    words = "、".join(_in_common(ours.telling[i], theirs.telling[j]))
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


def _in_common(one: Mapping[str, float], other: Mapping[str, float]) -> list[str]:
    """The words that say most in both, the weightiest first."""
    weighed = sorted([(-one[word] * other[word], word) for word in one.keys() & other.keys()])
    return [word for _, word in weighed[:_WORDS]]
