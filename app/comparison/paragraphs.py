"""The paragraphs of two versions, side by side: which of the one became which of the other, wherever they stand now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from app.document.model import BlockKind, Document
from app.language.folding import comparable
from app.language.order import heaviest_in_order
from app.language.spans import Span

_ANYWHERE = 0.6
"""The likeness from which two paragraphs belong together wherever they stand."""

_IN_PLACE = 0.4
"""The likeness that is enough between two neighbours that belong together."""

_LEAST_MOVED = 12
"""Characters of a paragraph that can be said to have moved: a false move is worse than none."""

_LONG = 20_000
"""Characters of two paragraphs beyond which they are not compared character by character, which costs their product."""

_GRAM = 4
_MOST_HOLDERS = 12
"""A run of characters that more paragraphs hold says nothing about which of them belong together."""

_MOST_CANDIDATES = 4
_LARGEST_GAP = 40_000
"""Pairs of paragraphs between two anchors that are all looked at; in a larger gap only equal ones are paired."""

_LEAST_OF_PIECE = 0.6
"""The share of a neighbour that must have come out of a paragraph for this to have been split."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a version: its span, what it is in the file, its comparable characters."""

    span: Span
    kind: BlockKind
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """Paragraphs `ours` became paragraphs `theirs`: one each, or one and several where it was split or they merged."""

    ours: range
    theirs: range
    moved: bool = False


def paragraphs(document: Document) -> list[Paragraph]:
    """Give all paragraphs of a document, in order: they and a line end between each two are its text."""
    return [
        Paragraph(Span(b.start, b.end), b.kind, comparable(document.text[b.start : b.end])) for b in document.blocks
    ]


def matches(ours: Sequence[Paragraph], theirs: Sequence[Paragraph]) -> list[Match]:
    """Match the paragraphs of two versions, in the order of `theirs`; those in no match were deleted or inserted.

    Paragraphs that both have once come first, then those most alike; of these pairs the heaviest set that keeps the
    order stays in place and the rest moved, unless they are too short to tell. What lies between two that stayed is
    aligned in order. Time is near linear in the text; only what lies between two anchors is compared all with all.
    """
    pairs = _once(ours, theirs)
    pairs |= _alike(ours, theirs, pairs)
    stayed = heaviest_in_order(pairs, lambda i: len(ours[i].words) + 1)
    moved = {i: j for i, j in pairs.items() if i not in stayed and len(ours[i].words) >= _LEAST_MOVED}
    stayed |= _between(ours, theirs, stayed, moved)
    found = [Match(range(i, i + 1), range(j, j + 1)) for i, j in sorted(stayed.items())]
    found = _widened(found, ours, theirs, moved)
    found += _runs(moved)
    return sorted(found, key=lambda match: match.theirs.start)


def _once(ours: Sequence[Paragraph], theirs: Sequence[Paragraph]) -> dict[int, int]:
    """Pair what stands once in each version and says the same."""
    often = [Counter((p.kind, p.words) for p in each) for each in (ours, theirs)]
    places = {(p.kind, p.words): j for j, p in enumerate(theirs)}
    return {
        i: places[key]
        for i, p in enumerate(ours)
        if p.words and (key := (p.kind, p.words)) in places and often[0][key] == often[1][key] == 1
    }


def _alike(ours: Sequence[Paragraph], theirs: Sequence[Paragraph], pairs: Mapping[int, int]) -> dict[int, int]:
    """Pair what is left by likeness, the likest first; of equal ones those nearest in place."""
    taken = set(pairs.values())
    holders: dict[str, list[int]] = defaultdict(list)
    for j, paragraph in enumerate(theirs):
        if j not in taken:
            for gram in _grams(paragraph.words):
                holders[gram].append(j)
    rated: list[tuple[float, int, int, int]] = []
    for i, paragraph in enumerate(ours):
        if i in pairs:
            continue
        shared = Counter(j for g in _grams(paragraph.words) if len(holders[g]) <= _MOST_HOLDERS for j in holders[g])
        for j, _ in shared.most_common(_MOST_CANDIDATES):
            if theirs[j].kind is paragraph.kind:
                likeness = _likeness(paragraph, theirs[j], _ANYWHERE)
                rated.append((-likeness, abs(i - j), i, j))
    found: dict[int, int] = {}
    for likeness, _, i, j in sorted(rated):
        if likeness and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _grams(words: str) -> set[str]:
    return {words[at : at + _GRAM] for at in range(len(words) - _GRAM + 1)}


def _likeness(one: Paragraph, other: Paragraph, least: float) -> float:
    """Give the share of characters in common, in order (0…1), or 0 below the least; of long ones that of their runs."""
    if len(one.words) + len(other.words) <= _LONG:
        return fuzz.ratio(one.words, other.words, score_cutoff=100 * least) / 100
    ours, theirs = _grams(one.words), _grams(other.words)
    share = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    return share if share >= least else 0.0


def _between(
    ours: Sequence[Paragraph], theirs: Sequence[Paragraph], stayed: Mapping[int, int], moved: Mapping[int, int]
) -> dict[int, int]:
    """Pair what lies between two pairs that stayed."""
    found: dict[int, int] = {}
    gone = set(moved.values())
    edges = [*sorted(stayed.items()), (len(ours), len(theirs))]
    from_i = from_j = 0
    for i, j in edges:
        left = [n for n in range(from_i, i) if n not in moved]
        right = [n for n in range(from_j, j) if n not in gone]
        if left and right:
            found |= _gap(ours, theirs, left, right)
        from_i, from_j = i + 1, j + 1
    return found


def _gap(
    ours: Sequence[Paragraph], theirs: Sequence[Paragraph], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    """Align two stretches in order: the pairs with the most text in common."""
    if len(left) * len(right) > _LARGEST_GAP:
        equal = LCSseq.opcodes(
            [(ours[i].kind, ours[i].words) for i in left], [(theirs[j].kind, theirs[j].words) for j in right]
        )
        return {
            left[a]: right[b]
            for op in equal
            if op.tag == "equal"
            for a, b in zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)
        }
    scores = [[_worth(ours[i], theirs[j]) for j in right] for i in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for a in reversed(range(len(left))):
        for b in reversed(range(len(right))):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], (scores[a][b] + best[a + 1][b + 1]) if scores[a][b] else 0)
    found: dict[int, int] = {}
    a = b = 0
    while a < len(left) and b < len(right):
        if scores[a][b] and best[a][b] == scores[a][b] + best[a + 1][b + 1]:
            found[left[a]] = right[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _worth(one: Paragraph, other: Paragraph) -> float:
    """Give how much text two paragraphs have in common, 0 where they do not belong together."""
    if one.kind is not other.kind:
        return 0.0
    if not one.words or not other.words:
        return 0.5 if one.words == other.words else 0.0
    return _likeness(one, other, _IN_PLACE) * (len(one.words) + len(other.words)) / 2


def _widened(
    found: Sequence[Match], ours: Sequence[Paragraph], theirs: Sequence[Paragraph], moved: Mapping[int, int]
) -> list[Match]:
    """Add the neighbours that came out of a paragraph (split) or went into one (merged)."""
    taken_i = {match.ours.start for match in found} | set(moved)
    taken_j = {match.theirs.start for match in found} | set(moved.values())
    widened = []
    for match in found:
        i, j = match.ours.start, match.theirs.start
        pieces = _pieces(theirs, j, taken_j, ours[i])
        match = Match(_pieces(ours, i, taken_i, theirs[j]), pieces) if len(pieces) == 1 else Match(match.ours, pieces)
        taken_i |= set(match.ours)
        taken_j |= set(match.theirs)
        widened.append(match)
    return widened


def _pieces(there: Sequence[Paragraph], at: int, taken: set[int], whole: Paragraph) -> range:
    """Give the run of paragraphs around `at` that came out of the whole."""
    first, last = at, at + 1
    if len(whole.words) > _LONG:
        return range(first, last)
    said, same = there[at].words, LCSseq.similarity(whole.words, there[at].words)
    while last < len(there) and last not in taken and (now := _grown(there[last], said, "", same, whole)):
        said, same, last = said + there[last].words, now, last + 1
    while first > 0 and first - 1 not in taken and (now := _grown(there[first - 1], "", said, same, whole)):
        said, same, first = there[first - 1].words + said, now, first - 1
    return range(first, last)


def _grown(piece: Paragraph, before: str, behind: str, same: int, whole: Paragraph) -> int:
    """Give the characters in common with the whole once the piece is added; 0 where it did not come out of it."""
    if not piece.words or piece.kind is not whole.kind or len(before + behind) >= len(whole.words):
        return 0
    now = LCSseq.similarity(whole.words, before + piece.words + behind)
    return now if now - same >= _LEAST_OF_PIECE * len(piece.words) else 0


def _runs(moved: Mapping[int, int]) -> Iterator[Match]:
    """Give what moved, neighbours that moved together as one."""
    run: Match | None = None
    for i, j in sorted(moved.items()):
        if run is not None and (i, j) == (run.ours.stop, run.theirs.stop):
            run = replace(run, ours=range(run.ours.start, i + 1), theirs=range(run.theirs.start, j + 1))
        else:
            if run is not None:
                yield run
            run = Match(range(i, i + 1), range(j, j + 1), moved=True)
    if run is not None:
        yield run
