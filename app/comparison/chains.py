"""Exact matches of two documents, chained over small edits into pairs of spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from app.comparison.bridges import bridges
from app.comparison.prepared import Prepared
from app.comparison.repeats import Match, Matches
from app.comparison.settings import Settings
from app.language.folding import BREAK

LONG_RUN = 12
"""A match of this length is a chain by itself."""

_MOST_MATCHES = 100
"""Chains of more matches are not joined: only where one line stands on and on do so many meet, all with all."""
_NEIGHBOURS = 8
"""How many chains that begin before one are tried as its neighbours."""

_LONGEST_SWAPPED = 200
"""Stretches longer than this that changed places are two passages: they were moved."""


Row = tuple[list[int], float]
"""The numbers of matches that are one chain, in order, and what they are worth."""


class Place(NamedTuple):
    """Half-open range of folded characters of one document; its length is that of the range."""

    document: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Chain:
    """Two places that say the same with small edits between exact `matches`; `worth` is what they pay for bridges."""

    a: Place
    b: Place
    matches: tuple[Match, ...]
    worth: float

    @property
    def covered(self) -> float:
        """The share of both places that the matches cover, in whatever order they stand."""
        in_a = _union_length((match.a_start, match.length) for match in self.matches)
        in_b = _union_length((match.b_start, match.length) for match in self.matches)
        return min(in_a / len(self.a), in_b / len(self.b))


def chains(texts: Sequence[Prepared], matches: Matches, settings: Settings) -> list[Chain]:
    """Chain the matches of each pair of documents.

    A chain goes forward in both texts and bridges gaps of at most `settings.widest_gap` characters; a bridge costs
    `settings.edit_cost` a character changed and must be paid by what it joins on both sides (local alignment, as in
    Smith and Waterman 1981, over matches instead of characters). Chains of a pair may stand in any order to each other.
    Short matches that nothing joins are left out.
    """
    found = _chained(texts, _worthwhile(matches, settings).ordered(), settings)
    return [
        chain
        for (a, b), group in groupby(found, key=lambda chain: (chain.a.document, chain.b.document))
        for chain in _joined(texts[a], texts[b], group, settings)
    ]


def _worthwhile(matches: Matches, settings: Settings) -> Matches:
    """Leave out short matches with no other near them: most of all matches, and none of them is in a chain."""
    kept = matches.lengths >= LONG_RUN
    diagonals = matches.seconds - matches.firsts
    # What a short match can pay moves the diagonal by so much: it lies in one of two overlapping bands with the other.
    width = int(2 * LONG_RUN / settings.edit_cost)
    for shift in (0, width // 2):
        starts = (diagonals + shift) // width << 32 | matches.firsts
        order = np.argsort(starts)
        starts = starts[order]
        ends = np.maximum.accumulate(starts + matches.lengths[order])
        near = starts[1:] - ends[:-1] <= settings.widest_gap
        kept[order[1:]] |= near
        kept[order[:-1]] |= near
    return matches.only(kept)


def _joined(one: Prepared, other: Prepared, chained: Iterable[Chain], settings: Settings) -> list[Chain]:
    """Join neighbours among the chains of a pair: what one match could not pay for, two chains may.

    Neighbours may stand in the other order in the second text (two clauses changed round), while they are short. Whole
    sentences that changed places are two passages.
    """
    joined: list[Chain] = []
    for chain in chained:
        for at in range(len(joined) - 1, max(-1, len(joined) - 1 - _NEIGHBOURS), -1):
            if len(joined[at].matches) + len(chain.matches) > _MOST_MATCHES:
                continue
            cost = _distance(one, other, joined[at], chain, settings)
            if cost is not None and cost < min(joined[at].worth, chain.worth):
                union = _union(joined[at], chain, cost)
                if union.covered >= settings.least_similarity:
                    chain = union
                    del joined[at]
        joined.append(chain)
    return joined


def _distance(one: Prepared, other: Prepared, left: Chain, right: Chain, settings: Settings) -> float | None:
    """What it costs to join a chain to one that begins before it in the first text; None where that cannot be."""
    swapped = right.b.start < left.b.start
    b_first, b_last = (right.b, left.b) if swapped else (left.b, right.b)
    a_gap, b_gap = right.a.start - left.a.end, b_last.start - b_first.end
    if max(a_gap, b_gap) > settings.widest_gap:
        return None
    if swapped and max(len(left.a), len(left.b)) + max(len(right.a), len(right.b)) > _LONGEST_SWAPPED:
        return None
    if swapped and _sentence_ends(one, left.a, right.a) and _sentence_ends(other, b_first, b_last):
        return None
    a_part = one.folded.text[left.a.end : max(left.a.end, right.a.start)].replace(BREAK, "")
    b_part = other.folded.text[b_first.end : max(b_first.end, b_last.start)].replace(BREAK, "")
    changed = len(a_part) + len(b_part) if swapped else Levenshtein.distance(a_part, b_part)
    return settings.edit_cost * changed


def _sentence_ends(text: Prepared, left: Place, right: Place) -> bool:
    """Whether a sentence ends behind the first of two places and before the second."""
    following = bisect_left(text.sentence_ends, left.end)
    return following < len(text.sentence_ends) and text.sentence_ends[following] <= right.start


def _union_length(runs: Iterable[tuple[int, int]]) -> int:
    length = end = 0
    for start, size in sorted(runs):
        length += max(0, start + size - max(start, end))
        end = max(end, start + size)
    return length


def _union(left: Chain, right: Chain, cost: float) -> Chain:
    return Chain(
        Place(left.a.document, left.a.start, max(left.a.end, right.a.end)),
        Place(left.b.document, min(left.b.start, right.b.start), max(left.b.end, right.b.end)),
        tuple(sorted({*left.matches, *right.matches})),
        left.worth + right.worth - cost,
    )


def _chained(texts: Sequence[Prepared], matches: Matches, settings: Settings) -> list[Chain]:
    """Chain matches, which come in order: each to the one before it that leaves the most worth; chains are in order."""
    if not len(matches):
        return []
    best: list[float] = matches.lengths.astype(np.float64).tolist()
    lengths, before = matches.lengths.tolist(), [-1] * len(matches)
    steps = bridges(BREAK.join([text.folded.text for text in texts]), matches, settings)
    for i, j, cost in zip(steps.later.tolist(), steps.earlier.tolist(), steps.costs.tolist(), strict=True):
        if best[j] > cost and best[j] + lengths[i] - cost > best[i]:
            best[i], before[i] = best[j] + lengths[i] - cost, j
    used = [False] * len(matches)
    rows: list[Row] = []
    ends = [i for i, length in enumerate(lengths) if before[i] >= 0 or length >= LONG_RUN]
    for i in sorted(ends, key=lambda i: -best[i]):
        links: list[int] = []
        worth = best[i]
        while i >= 0 and not used[i]:
            used[i] = True
            links.append(i)
            i = before[i]
        if len(links) > 1 or (links and lengths[links[0]] >= LONG_RUN):
            rows.append((links[::-1], worth if i < 0 else worth - best[i]))
    rows = _in_order(rows, matches)
    listed = iter(matches.only(np.array([i for links, _ in rows for i in links], dtype=np.int64)).listed())
    return [_as_chain(list(islice(listed, len(links))), worth) for links, worth in rows]


def _in_order(rows: Sequence[Row], matches: Matches) -> list[Row]:
    """Give rows of matches by their documents, then by what they run over in the first and in the second."""
    opens = np.array([links[0] for links, _ in rows], dtype=np.int64)
    closes = np.array([links[-1] for links, _ in rows], dtype=np.int64)
    ends = [(places + matches.lengths)[closes] for places in (matches.firsts, matches.seconds)]
    starts = [places[opens] for places in (matches.firsts, matches.seconds)]
    order = np.lexsort((ends[1], starts[1], ends[0], starts[0], matches.pairs()[opens]))
    return [rows[i] for i in order.tolist()]


def _as_chain(links: Sequence[Match], worth: float) -> Chain:
    first, last = links[0], links[-1]
    return Chain(
        Place(first.a, first.a_start, last.a_start + last.length),
        Place(first.b, first.b_start, last.b_start + last.length),
        tuple(links),
        worth,
    )
