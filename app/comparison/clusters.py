"""Groups of places that say the same → clusters over all documents, overlapping finds collapsed into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt

from app.comparison.chains import Place
from app.comparison.covering import explained
from app.comparison.finds import Finds, as_finds
from app.comparison.stars import Sets, stars
from app.language.columns import Ints, distinct

LEAST_OVERLAP = 0.8
"""Share of their union that two finds of one document must have in common to be one place."""

_LONGEST = np.iinfo(np.int64).max
_LAST = (1 << 32) - 1
_NEAR = 64
"""With so many nodes that begin before it a place is compared: in a text of one word said on and on all overlap."""


def clustered(finds: Finds) -> Finds:
    """Join groups that meet in a place; give clusters of places, each in order, longest cluster first.

    Two finds are one place where they overlap by 0.8 of their union, measured against the place's first find, so that a
    place cannot drift along a row of overlapping finds. Nor can a cluster: each of its places is in one group with its
    centre, so what is only like something like it stands in another cluster. Every group is whole in some cluster.
    """
    nodes, hulls = _nodes(finds)
    found = stars(_groups(finds.groups, nodes), hulls.ends - hulls.starts)
    held = found.nodes
    return _ordered(_disjoint(Finds(found.owners, hulls.documents[held], hulls.starts[held], hulls.ends[held])))


def _groups(groups: Ints, nodes: Ints) -> Sets:
    """The groups that hold several of the nodes; a node stands in a group once."""
    keys = distinct(groups << 32 | nodes)
    sizes = np.bincount(keys >> 32)
    return Sets(sizes, keys & _LAST).only(sizes > 1)


def _nodes(finds: Finds) -> tuple[Ints, Finds]:
    """Give for each find the number of the node that it is at, and for each node all that it covers, in order."""
    starts, ends = finds.laid_out()
    keys = starts << 32 | (_LAST - ends)  # by where they begin, longer ones first
    order = np.argsort(keys)
    fresh = np.diff(keys[order], prepend=-1) != 0
    different = order[fresh]
    firsts = _firsts(starts[different], ends[different])
    opens = firsts == np.arange(len(firsts))
    node_of = (np.cumsum(opens) - 1)[firsts]
    hulls = finds.only(different[opens])
    np.maximum.at(hulls.ends, node_of, finds.ends[different])
    nodes = np.empty(len(order), dtype=np.int64)
    nodes[order] = node_of[np.cumsum(fresh) - 1]
    return nodes, replace(hulls, groups=np.arange(len(hulls)))


def _firsts(starts: Ints, ends: Ints) -> Ints:
    """For different places, by where they begin, longer ones first: which is the first find of each one's node."""
    overlap = _overlap(starts, ends)
    (alone,), (others,) = np.nonzero(~overlap), np.nonzero(overlap)
    firsts, starts_of, ends_of = np.arange(len(starts)), starts.tolist(), ends.tolist()
    nodes: list[int] = []
    listed, taken = alone.tolist(), 0
    for place, count in zip(others.tolist(), np.searchsorted(alone, others).tolist(), strict=True):
        nodes += listed[taken:count]
        taken, best, most, start, end = count, place, 0, starts_of[place], ends_of[place]
        for node in islice(reversed(nodes), _NEAR):
            if end - start < LEAST_OVERLAP * (end - starts_of[node]):
                break
            shared = min(ends_of[node], end) - start
            whole = ends_of[node] - starts_of[node] + end - start - shared
            if shared >= most and shared >= LEAST_OVERLAP * whole:
                best, most = node, shared
        firsts[place] = best
        if best == place:
            nodes.append(place)
    return firsts


def _overlap(starts: Ints, ends: Ints) -> npt.NDArray[np.bool_]:
    """Tell which places could be one with a place before: most could not, and open a node unseen."""
    overlap, lengths, later = np.zeros(len(starts), dtype=bool), ends - starts, np.arange(len(starts))
    for back in range(1, _NEAR + 1):
        later = later[later >= back]
        # Even one that ends with the later place, or behind it, would begin too early; and so would all before it.
        later = later[lengths[later] >= LEAST_OVERLAP * (ends[later] - starts[later - back])]
        earlier = later - back
        shared = np.minimum(ends[earlier], ends[later]) - starts[later]
        same = shared >= LEAST_OVERLAP * (lengths[earlier] + lengths[later] - shared)
        overlap[later[same]] = True
        later = later[~same]
        if not len(later):
            break
    overlap[later] = True  # not looked at to the end
    return overlap


def _disjoint(clusters: Finds) -> Finds:
    """Put places of a cluster that overlap into one each; they come in order."""
    starts, ends = clusters.laid_out()
    apart = clusters.groups * (int(ends.max(initial=0)) + 1)
    reached = np.maximum.accumulate(apart + ends)
    opens = np.flatnonzero(apart + starts >= np.concatenate(([0], reached[:-1])))
    return Finds(
        clusters.groups[opens],
        clusters.documents[opens],
        clusters.starts[opens],
        np.maximum.reduceat(clusters.ends, opens),
    )


def _ordered(clusters: Finds) -> Finds:
    """Give each different cluster of several places once, the longest first; of equals by their places.

    A cluster is sorted as bytes: what whole numbers are in order, their bytes are, the greatest first.
    """
    heads = np.flatnonzero(np.diff(clusters.groups, prepend=-1))
    lengths = clusters.ends - clusters.starts
    first = (_LONGEST - np.maximum.reduceat(lengths, heads)).astype(">i8").tobytes()
    rows = np.stack((clusters.documents, clusters.starts, clusters.ends), axis=1).astype(">i8").tobytes()
    bounds = enumerate(pairwise([*heads.tolist(), len(clusters)]))
    ordered = sorted({first[8 * n : 8 * n + 8] + rows[24 * a : 24 * b] for n, (a, b) in bounds if b - a > 1})
    places = np.frombuffer(b"".join([cluster[8:] for cluster in ordered]), dtype=">i8").astype(np.int64).reshape(-1, 3)
    groups = np.repeat(np.arange(len(ordered)), [len(cluster) // 24 for cluster in ordered])
    return Finds(groups, *places.T)


def collapsed(clusters: Finds) -> Finds:
    """Leave out clusters that say nothing new: at each of their places a longer one shares with the same documents.

    Clusters come longest first. What a document shares with which other never gets lost.
    """
    new = distinct(clusters.groups[~explained(clusters)])
    return clusters.only(np.isin(clusters.groups, new))


def pruned(clusters: Sequence[tuple[Place, ...]]) -> list[tuple[Place, ...]]:
    """Leave out places that a longer cluster explains, where the document has another place that none explains.

    What stands in a long copied passage and once more elsewhere is listed for the elsewhere. Clusters come longest
    first.
    """
    told, left = iter(explained(as_finds(clusters)).tolist()), []
    for cluster in clusters:
        new = {place for place in cluster if not next(told)}
        fresh = {place.document for place in new}
        shorter = tuple(place for place in cluster if place in new or place.document not in fresh)
        left.append(shorter if len({place.document for place in shorter}) > 1 else cluster)
    return left
