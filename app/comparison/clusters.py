"""Groups of places that say the same → clusters over all documents, overlapping finds collapsed into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

import numpy as np

from app.comparison.chains import Place
from app.comparison.covering import explained
from app.comparison.finds import Finds, as_finds
from app.comparison.stars import Group, stars
from app.language.columns import Ints, distinct

LEAST_OVERLAP = 0.8
"""Share of their union that two finds of one document must have in common to be one place."""

_LONGEST = np.iinfo(np.int64).max
_NEAR = 64
"""With so many nodes that begin before it a place is compared: in a text of one word said on and on all overlap."""


def clustered(finds: Finds) -> Finds:
    """Join groups that meet in a place; give clusters of places, each in order, longest cluster first.

    Two finds are one place where they overlap by 0.8 of their union, measured against the place's first find, so that a
    place cannot drift along a row of overlapping finds. Nor can a cluster: each of its places is in one group with its
    centre, so what is only like something like it stands in another cluster. Every group is whole in some cluster.
    """
    nodes, hulls = _nodes(finds)
    groups = _groups(finds.groups, nodes, len(hulls))
    found = list(stars(groups, hulls.ends - hulls.starts))
    sizes = list(map(len, found))
    held = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=sum(sizes))
    owners = np.repeat(np.arange(len(sizes)), sizes)
    return _ordered(_disjoint(Finds(owners, hulls.documents[held], hulls.starts[held], hulls.ends[held])))


def _groups(groups: Ints, nodes: Ints, count: int) -> list[Group]:
    """The different groups that hold several of the nodes; a node stands in a group once, its nodes ascend."""
    group, node = np.divmod(distinct(groups * max(1, count) + nodes), max(1, count))
    bounds = [0, *(np.flatnonzero(np.diff(group)) + 1).tolist(), len(group)]
    held = node.tolist()
    return list(dict.fromkeys(tuple(held[a:b]) for a, b in pairwise(bounds) if b - a > 1))


def _nodes(finds: Finds) -> tuple[Ints, Finds]:
    """Give for each find the number of the node that it is at, and for each node all that it covers, in order."""
    order = np.lexsort((-finds.ends, finds.starts, finds.documents))
    ordered = finds.only(order)
    places = (ordered.documents, ordered.starts, ordered.ends)
    fresh = np.logical_or.reduce([np.diff(column, prepend=-1) != 0 for column in places])
    node_of, firsts, ends = _joined(zip(*(column[fresh].tolist() for column in places), strict=True))
    nodes = np.empty(len(order), dtype=np.int64)
    nodes[order] = np.array(node_of, dtype=np.int64)[np.cumsum(fresh) - 1]
    documents, starts, _ = np.array(firsts, dtype=np.int64).reshape(-1, 3).T
    return nodes, Finds(np.arange(len(firsts)), documents, starts, np.array(ends, dtype=np.int64))


def _joined(places: Iterable[tuple[int, int, int]]) -> tuple[list[int], list[tuple[int, int, int]], list[int]]:
    """For different places, by where they begin, longer ones first, their nodes; each one's first place and its end."""
    node_of: list[int] = []
    firsts: list[tuple[int, int, int]] = []
    ends: list[int] = []
    near: list[int] = []
    for place in places:
        document, start, end = place
        near = [node for node in near[-_NEAR:] if firsts[node][2] > start and firsts[node][0] == document]
        best, most = len(firsts), 0
        for node in near:
            _, first_start, first_end = firsts[node]
            shared = min(first_end, end) - start  # the node's first find begins before this one or with it
            if shared > most and shared >= LEAST_OVERLAP * (first_end - first_start + end - start - shared):
                best, most = node, shared
        if best == len(firsts):
            near.append(best)
            firsts.append(place)
            ends.append(end)
        elif end > ends[best]:
            ends[best] = end
        node_of.append(best)
    return node_of, firsts, ends


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
