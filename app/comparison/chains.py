"""Exact matches of two documents, chained over small edits into pairs of spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from app.comparison.prepared import Prepared
from app.comparison.repeats import Match
from app.comparison.settings import Settings
from app.language.folding import BREAK

LONG_RUN = 12
"""A match of this length is a chain by itself."""

_LOOK_BACK = 64
"""How many earlier matches are tried as the one before: bounds the cost where a phrase is repeated on and on."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Half-open range of folded characters of one document."""

    document: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Chain:
    """Two places that say the same with small edits between exact `matches`, in order."""

    a: Place
    b: Place
    matches: tuple[Match, ...]


def chains(texts: Sequence[Prepared], matches: Sequence[Match], settings: Settings) -> list[Chain]:
    """Chain the sorted matches of each pair of documents.

    A chain goes forward in both texts and bridges gaps of at most `settings.widest_gap` characters; a bridge costs
    `settings.edit_cost` a character changed and must be paid by what it joins on both sides (local alignment, as in
    Smith and Waterman 1981, over matches instead of characters). Chains of a pair may stand in any order to each other.
    Short matches that nothing joins are left out.
    """
    return [
        chain
        for (a, b), group in groupby(matches, key=lambda match: (match.a, match.b))
        for chain in _chained(texts[a].folded.text, texts[b].folded.text, list(group), settings)
    ]


def _chained(a_text: str, b_text: str, matches: Sequence[Match], settings: Settings) -> Iterator[Chain]:
    best = [float(match.length) for match in matches]
    before = [-1] * len(matches)
    first = 0
    longest = max(match.length for match in matches)
    for i, match in enumerate(matches):
        while matches[first].a_start + longest + settings.widest_gap < match.a_start:
            first += 1
        for j in range(max(first, i - _LOOK_BACK), i):
            cost = _bridge(a_text, b_text, matches[j], match, settings)
            if cost is not None and best[j] > cost and match.length > cost and best[j] + match.length - cost > best[i]:
                best[i], before[i] = best[j] + match.length - cost, j
    used = [False] * len(matches)
    for i in sorted(range(len(matches)), key=lambda i: -best[i]):
        links: list[Match] = []
        while i >= 0 and not used[i]:
            used[i] = True
            links.append(matches[i])
            i = before[i]
        if len(links) > 1 or (links and links[0].length >= LONG_RUN):
            links.reverse()
            yield _as_chain(links)


def _bridge(a_text: str, b_text: str, left: Match, right: Match, settings: Settings) -> float | None:
    """What it costs to go from one match to a later one; None where that cannot be."""
    a_gap = right.a_start - left.a_start - left.length
    b_gap = right.b_start - left.b_start - left.length
    # Two runs may overlap in one text (a word said twice in the other): the overlap counts as changed.
    if not (-left.length < a_gap <= settings.widest_gap and -left.length < b_gap <= settings.widest_gap):
        return None
    overlap = max(0, -a_gap, -b_gap)
    if overlap >= right.length or right.b_start <= left.b_start:
        return None
    a_part = a_text[left.a_start + left.length : right.a_start].replace(BREAK, "")
    b_part = b_text[left.b_start + left.length : right.b_start].replace(BREAK, "")
    if not overlap and settings.edit_cost * abs(len(a_part) - len(b_part)) > right.length:
        return None
    changed = Levenshtein.distance(a_part, b_part) if a_part and b_part else max(len(a_part), len(b_part))
    return settings.edit_cost * changed + 2 * overlap


def _as_chain(links: Sequence[Match]) -> Chain:
    first, last = links[0], links[-1]
    return Chain(
        Place(first.a, first.a_start, last.a_start + last.length),
        Place(first.b, first.b_start, last.b_start + last.length),
        tuple(links),
    )
