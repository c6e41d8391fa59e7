"""Which places longer clusters cover, with what each shares with which documents; for all places at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.comparison.finds import Finds
from app.language.columns import Ints, ranges

_STRETCH = 16
"""So many characters of a document have one list of the places that touch them: half as long as most places."""

Bits = npt.NDArray[np.uint64]


def explained(clusters: Finds) -> npt.NDArray[np.bool_]:
    """Tell for each place of a row of clusters whether those before its own say all that it says.

    At each of its characters stands a place of a cluster before that shares with all documents this one shares with. It
    makes no difference whether that cluster is itself explained: then those that explain it stand here too.

    All places go through the lists of the stretches they run over in step, each as far as it is covered.
    """
    groups, starts, ends = clusters.groups, *clusters.laid_out()
    shared = _shared(clusters)
    told = np.zeros(len(groups), dtype=bool)
    listed, begins = _touching(starts, ends)
    place, reached = np.arange(len(groups)), starts.copy()
    at = begins[reached // _STRETCH]
    while len(place):
        other = listed[at]
        # A place is in each list itself, behind all of earlier clusters: the end of what may cover it.
        left = groups[other] < groups[place]
        place, reached, at, other = place[left], reached[left], at[left], other[left]
        at += 1
        (covering,) = np.nonzero((starts[other] <= reached) & (reached < ends[other]))
        apart = shared[:, groups[place[covering]]] & ~shared[:, groups[other[covering]]]
        covering = covering[~apart.any(axis=0)]
        reached[covering] = ends[other[covering]]
        at[covering] = begins[reached[covering] // _STRETCH]
        done = reached >= ends[place]
        told[place[done]] = True
        place, reached, at = place[~done], reached[~done], at[~done]
    return told


def _touching(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The places that touch each stretch, ascending, one list after another, and where each list begins."""
    first = starts // _STRETCH
    counts = (ends - 1) // _STRETCH - first + 1
    keys = np.sort(ranges(first, counts) * len(starts) + np.repeat(np.arange(len(starts)), counts))
    stretches, listed = np.divmod(keys, max(1, len(starts)))
    return listed, np.searchsorted(stretches, np.arange(int(stretches[-1]) + 2 if len(keys) else 1))


def _shared(clusters: Finds) -> Bits:
    """The documents of each cluster as the bits of a column, one more bit where all its places are in one document.

    So a cluster has all bits of another where a place of it shares with all documents a place of the other shares with.
    """
    groups, documents = clusters.groups, clusters.documents
    count, last = (int(column.max(initial=-1)) + 1 for column in (groups, documents))
    bits = np.zeros((last // 64 + 1, count), dtype=np.uint64)
    alone = np.full(count, True)
    alone[groups[1:][(groups[1:] == groups[:-1]) & (documents[1:] != documents[:-1])]] = False
    for owners, numbers in ((groups, documents), (np.flatnonzero(alone), np.full(np.count_nonzero(alone), last))):
        np.bitwise_or.at(bits, (numbers // 64, owners), np.uint64(1) << (numbers % 64).astype(np.uint64))
    return bits
