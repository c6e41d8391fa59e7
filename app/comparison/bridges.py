"""What it costs to go from one match to one near it, later in both texts; for all matches at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from app.comparison.repeats import Matches
from app.comparison.settings import Settings
from app.language.columns import Ints
from app.language.folding import BREAK, codes_of

_LOOK_BACK = 64
"""How many earlier matches are tried as the one before: bounds the cost where a phrase is repeated on and on."""


@dataclass(frozen=True, slots=True, eq=False)
class Bridges:
    """Steps from an earlier match to a later one of the same documents, by the later, then the earlier one's number."""

    later: Ints
    earlier: Ints
    costs: npt.NDArray[np.float64]


def bridges(whole: str, matches: Matches, settings: Settings) -> Bridges:
    """Find the bridges between matches, in order, that cost less than the later match is long.

    `whole` has the documents laid end to end. A changed character costs `settings.edit_cost`. Where two matches overlap
    in one text (a word said twice in the other), the overlap counts as changed.
    """
    later, earlier = _near(matches, settings.widest_gap)
    lengths = matches.lengths
    spans = [(starts[earlier] + lengths[earlier], starts[later]) for starts in (matches.firsts, matches.seconds)]
    overlap = np.maximum(0, np.maximum(*(ends - starts for ends, starts in spans)))
    told = np.concatenate(([0], np.cumsum(codes_of(whole) != ord(BREAK))))
    one, other = (told[np.maximum(ends, starts)] - told[ends] for ends, starts in spans)
    least = settings.edit_cost * np.abs(one - other) + 2 * overlap
    paid = (least < lengths[later]) & (overlap < lengths[earlier])
    changed = np.maximum(one, other)
    (edited,) = np.nonzero(paid & (one > 0) & (other > 0))
    if len(edited):
        parts = [_parts(whole, ends[edited], starts[edited]) for ends, starts in spans]
        changed[edited] = cpdist(*parts, scorer=Levenshtein.distance, dtype=np.int64)
    costs = settings.edit_cost * changed + 2 * overlap
    paid &= costs < lengths[later]
    return Bridges(later[paid], earlier[paid], costs[paid])


def _parts(whole: str, starts: Ints, ends: Ints) -> Sequence[str]:
    return [whole[start:end].replace(BREAK, "") for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def _near(matches: Matches, widest: int) -> tuple[Ints, Ints]:
    """The numbers of matches and of earlier ones that end at most so far before them in both texts."""
    pairs, firsts, seconds = matches.pairs(), matches.firsts, matches.seconds
    first_ends, second_ends = firsts + matches.lengths, seconds + matches.lengths
    opens = np.flatnonzero(np.diff(pairs, prepend=-1))
    longest = np.repeat(np.maximum.reduceat(matches.lengths, opens), np.diff(np.append(opens, len(pairs))))
    later, found = np.arange(len(pairs)), []
    for back in range(1, _LOOK_BACK + 1):
        later = later[later >= back]
        # None of those before one that is too far off is nearer, however long it is.
        within = pairs[later - back] == pairs[later]
        within &= firsts[later] - firsts[later - back] <= longest[later] + widest
        later = later[within]
        earlier = later - back
        near = (seconds[earlier] < seconds[later]) & (seconds[later] - second_ends[earlier] <= widest)
        near &= firsts[later] - first_ends[earlier] <= widest
        found.append(np.stack((later[near], earlier[near])))
    rows = np.concatenate(found, axis=1)
    later, earlier = rows[:, np.lexsort((rows[1], rows[0]))]
    return later, earlier
