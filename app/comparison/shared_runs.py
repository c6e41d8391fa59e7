"""Which texts share the most runs of characters with which: where likeness is worth looking for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from app.language.columns import Ints, distinct, ranges
from app.language.folding import codes_of

RUN = 3
"""So many characters make a run; a shorter text is one run by itself."""
_COMMON = 40
"""A run of characters in more texts than this says nothing about which belong together."""
_AT_ONCE = 1 << 20
"""About so many shared runs are counted at a time, to hold little (30 MB)."""
_KEY_BITS = 63


def likest(ours: Sequence[str], theirs: Sequence[str], most: int) -> list[list[tuple[int, int]]]:
    """Give for each of ours those of theirs it shares the most different runs with: the place and how many.

    Not more than `most` of each, those that share more first, of equal ones the first; runs that very many of theirs
    have do not count. No text has a null character. Near linear: all runs are found by one sort.
    """
    found: list[list[tuple[int, int]]] = [[] for _ in ours]
    if not any(ours) or not any(theirs):
        return found
    for i, j, counts in _shared(*_held([*ours, *theirs]), len(ours), len(theirs)):
        order = np.argsort(i * (counts.max(initial=0) + 1) - counts, kind="stable")
        heads = _heads(i)
        ranks = np.arange(len(i)) - np.repeat(heads, np.diff(heads, append=len(i)))
        chosen = order[ranks < most]
        for one, other, count in zip(i[chosen].tolist(), j[chosen].tolist(), counts[chosen].tolist(), strict=True):
            found[one].append((other, count))
    return found


def _held(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Give the different runs of each text, as numbers, and the places of the texts: by run, then by place.

    A run and a place are sorted as one number; where they have too many bits, the runs are numbered first.
    """
    padded = [text.ljust(RUN, "\0") if text else "" for text in texts]
    codes = codes_of("".join(padded)).astype(np.int64)
    bits, place_bits = int(codes.max()).bit_length(), len(texts).bit_length()
    holders = np.repeat(np.arange(len(texts)), [len(text) for text in padded])
    within = holders[: 1 - RUN] == holders[RUN - 1 :]
    keys = (codes[:-2] << 2 * bits | codes[1:-1] << bits | codes[2:])[within]
    if RUN * bits + place_bits > _KEY_BITS:
        keys = np.unique(keys, return_inverse=True)[1]
    keys = distinct(keys << place_bits | holders[: 1 - RUN][within])
    return keys >> place_bits, keys & ((1 << place_bits) - 1)


def _shared(runs: Ints, places: Ints, ours: int, theirs: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Give which of ours shares with which of theirs how many runs: by place and place, in lots of whole texts.

    Ours are the first of the places, theirs the others.
    """
    of_ours, of_theirs = np.flatnonzero(places < ours), np.flatnonzero(places >= ours)
    one, other = places[of_ours], places[of_theirs] - ours
    begins = of_ours - np.arange(len(of_ours))  # so many of theirs stand before: of a run all of ours come first
    holders = runs[of_theirs].searchsorted(runs[of_ours], side="right") - begins
    holders[holders > _COMMON] = 0
    lots = np.cumsum(np.bincount(one, weights=holders, minlength=ours))[one] // _AT_ONCE
    for lot in range(int(lots.max()) + 1):
        of_lot = lots == lot
        held = other[ranges(begins[of_lot], holders[of_lot])]
        pairs = np.sort(np.repeat(one[of_lot], holders[of_lot]) * theirs + held)
        heads = _heads(pairs)
        i = pairs[heads] // theirs
        yield i, pairs[heads] - i * theirs, np.diff(heads, append=len(pairs))


def _heads(ordered: Ints) -> Ints:
    """Where the runs of equal numbers begin."""
    return np.flatnonzero(np.diff(ordered, prepend=-1))
