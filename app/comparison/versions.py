"""Whether two documents are versions of one text, and what changed between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.comparison.model import Edit, Mode, Operation
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.language.differences import Change, differences
from app.language.folding import comparable
from app.language.spans import Span
from app.messages import Message, message


def mode_of(a_in_b: float, b_in_a: float, settings: Settings) -> tuple[Mode, Message]:
    """Tell what two documents are to each other from the share of each that stands in the other."""
    more, less = round(100 * max(a_in_b, b_in_a)), round(100 * min(a_in_b, b_in_a))
    if max(a_in_b, b_in_a) >= settings.versions_share and min(a_in_b, b_in_a) >= settings.versions_share / 2:
        return Mode.VERSIONS, message("pair.versions", more=more, less=less)
    return Mode.TEXTS, message("pair.texts", more=more, less=less)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    words: str


def edits(a: Prepared, b: Prepared, settings: Settings) -> tuple[Edit, ...]:
    """Give what changed from version a to version b, in the order of b (deletions where they stood).

    Paragraphs are paired by what they say, wherever they stand; within a pair words are compared. A paragraph that was
    moved is a `move` with its edits behind it.
    """
    ours, theirs = _paragraphs(a), _paragraphs(b)
    partner = _paired(ours, theirs, settings)
    moved = _moved(partner)
    found: list[Edit] = []
    place = 0
    deleted = iter([i for i in range(len(ours)) if i not in partner])
    pending = next(deleted, None)
    of_theirs = {j: i for i, j in partner.items()}
    for j, paragraph in enumerate(theirs):
        i = of_theirs.get(j)
        if i is None:
            found.append(Edit(Operation.INSERT, Span(place, place), paragraph.span))
            continue
        if i not in moved:
            while pending is not None and pending < i:
                found.append(
                    Edit(Operation.DELETE, ours[pending].span, Span(paragraph.span.start, paragraph.span.start))
                )
                pending = next(deleted, None)
            place = ours[i].span.end
        else:
            found.append(Edit(Operation.MOVE, ours[i].span, paragraph.span))
        found += _changes(a.body, b.body, ours[i].span, paragraph.span)
    end = theirs[-1].span.end if theirs else 0
    while pending is not None:
        found.append(Edit(Operation.DELETE, ours[pending].span, Span(end, end)))
        pending = next(deleted, None)
    return tuple(found)


def _paragraphs(text: Prepared) -> list[_Paragraph]:
    return [
        _Paragraph(Span(block.start, block.end), words)
        for block in text.document.blocks
        if block.end <= text.document.body_end and (words := comparable(text.body[block.start : block.end]))
    ]


def _paired(ours: Sequence[_Paragraph], theirs: Sequence[_Paragraph], settings: Settings) -> dict[int, int]:
    """Pair paragraphs: the same words first, nearest in place, then the likest of what is left."""
    pairs: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, paragraph in enumerate(theirs):
        places.setdefault(paragraph.words, []).append(j)
    for i, paragraph in enumerate(ours):
        same = places.get(paragraph.words)
        if same:
            pairs[i] = same.pop(0)
    taken = set(pairs.values())
    left, right = [i for i in range(len(ours)) if i not in pairs], [j for j in range(len(theirs)) if j not in taken]
    likeness = []
    for i in left:
        for j in right:
            score = fuzz.ratio(ours[i].words, theirs[j].words, score_cutoff=100 * settings.least_similarity)
            if score:
                likeness.append((-score, abs(i - j), i, j))
    for _, _, i, j in sorted(likeness):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _moved(partner: dict[int, int]) -> set[int]:
    """The paragraphs outside the longest run that keeps its order."""
    ends: list[tuple[int, int]] = []
    before: dict[int, int | None] = {}
    for i in sorted(partner):
        at = bisect_left(ends, (partner[i], -1))
        before[i] = ends[at - 1][1] if at else None
        ends[at : at + 1] = [(partner[i], i)]
    kept: set[int] = set()
    last = ends[-1][1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(partner) - kept


def _changes(a: str, b: str, ours: Span, theirs: Span) -> Iterator[Edit]:
    """The words changed between two paragraphs."""
    at_a, at_b = ours.start, theirs.start
    found = differences(a[ours.start : ours.end], b[theirs.start : theirs.end])
    for number, (change, text) in enumerate(found):
        if change is Change.KEPT:
            at_a, at_b = at_a + len(text), at_b + len(text)
        elif change is Change.DELETED:
            follows = found[number + 1] if number + 1 < len(found) else (Change.KEPT, "")
            inserted = len(follows[1]) if follows[0] is Change.INSERTED else 0
            operation = Operation.REPLACE if inserted else Operation.DELETE
            yield Edit(operation, Span(at_a, at_a + len(text)), Span(at_b, at_b + inserted))
            at_a, at_b = at_a + len(text), at_b + inserted
        elif number == 0 or found[number - 1][0] is not Change.DELETED:
            yield Edit(Operation.INSERT, Span(at_a, at_a), Span(at_b, at_b + len(text)))
            at_b += len(text)
