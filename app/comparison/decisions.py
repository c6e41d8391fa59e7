"""What a person decided, applied to the passages that were found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.comparison.model import Passage
from app.comparison.prepared import Prepared
from app.comparison.review import Review
from app.language.folding import BREAK, fold
from app.messages import message

_RUN = 3
"""What wordings have in common besides an ignored phrase must be as long as this to make a passage of it."""


def decided(texts: Sequence[Prepared], passages: Sequence[Passage], review: Review) -> list[Passage]:
    """Give the passages without those that say an ignored phrase, and overruled ones with their new kind."""
    folded = [fold(phrase, texts[0].folding).text.replace(BREAK, "") for phrase in review.ignored] if texts else []
    ignored = [words for words in folded if words]
    return [
        _overruled(passage, review)
        for passage in passages
        if not (ignored and _is_ignored(set(_wordings(texts, passage)), ignored))
    ]


def counted(passages: Sequence[Passage], review: Review) -> list[Passage]:
    """Give the passages that count in the rates."""
    return [passage for passage in passages if passage.id not in review.excluded]


def _overruled(passage: Passage, review: Review) -> Passage:
    kind = review.kinds.get(passage.id, passage.kind)
    if kind is passage.kind:
        return passage
    return replace(passage, kind=kind, reason=message("reason.overruled", found=passage.kind.value))


def _is_ignored(wordings: set[str], ignored: Sequence[str]) -> bool:
    """Whether the wordings are ignored phrases or pieces of one, or have nothing else in common."""
    rests = [_without(words, ignored) for words in wordings]
    if any(rest is None for rest in rests):
        return False
    runs = [{rest[i : i + _RUN] for i in range(len(rest) - _RUN + 1)} for rest in rests if rest is not None]
    return not set.intersection(*runs)


def _without(words: str, ignored: Sequence[str]) -> str | None:
    """Take the ignored phrases out of a wording; None where it has none."""
    if any(words in phrase for phrase in ignored):
        return ""
    rest = words
    for phrase in ignored:
        rest = rest.replace(phrase, BREAK)
    return rest if rest != words else None


def _wordings(texts: Sequence[Prepared], passage: Passage) -> Iterator[str]:
    for occurrence in passage.occurrences:
        folded = texts[occurrence.document].folded
        words = folded.text[folded.index(occurrence.start) : folded.index(occurrence.end)]
        yield words.replace(BREAK, "")
