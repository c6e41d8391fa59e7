"""Groups of places that say the same → clusters over all documents, overlapping finds collapsed into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from app.comparison.chains import Place
from app.comparison.finds import Finds
from app.comparison.stars import Group, stars
from app.language.columns import Ints, distinct

LEAST_OVERLAP = 0.8
"""Share of their union that two finds of one document must have in common to be one place."""

_NEAR = 64
"""With so many nodes that begin before it a place is compared: in a text of one word said on and on all overlap."""


def clustered(finds: Finds) -> list[tuple[Place, ...]]:
    """Join groups that meet in a place; give each cluster's places in order, longest cluster first.

    Two finds are one place where they overlap by 0.8 of their union, measured against the place's first find, so that a
    place cannot drift along a row of overlapping finds. Nor can a cluster: each of its places is in one group with its
    centre, so what is only like something like it stands in another cluster. Every group is whole in some cluster.
    """
    nodes, hulls = _nodes(finds)
    groups = _groups(finds.groups, nodes, len(hulls))
    clusters = {tuple(_disjoint([hulls[node] for node in star])) for star in stars(groups, [len(h) for h in hulls])}
    return sorted((c for c in clusters if len(c) > 1), key=lambda c: (-max(map(len, c)), c))


def _groups(groups: Ints, nodes: Ints, count: int) -> list[Group]:
    """The different groups that hold several of the nodes; a node stands in a group once, its nodes ascend."""
    group, node = np.divmod(distinct(groups * max(1, count) + nodes), max(1, count))
    bounds = [0, *(np.flatnonzero(np.diff(group)) + 1).tolist(), len(group)]
    held = node.tolist()
    return list(dict.fromkeys(tuple(held[a:b]) for a, b in pairwise(bounds) if b - a > 1))


def _nodes(finds: Finds) -> tuple[Ints, list[Place]]:
    """Give for each find the number of the node that it is at, and for each node all that it covers, in order."""
    order = np.lexsort((-finds.ends, finds.starts, finds.documents))
    columns = [column[order] for column in (finds.documents, finds.starts, finds.ends)]
    fresh = np.logical_or.reduce([np.diff(column, prepend=-1) != 0 for column in columns])
    node_of, hulls = _joined(zip(*(column[fresh].tolist() for column in columns), strict=True))
    nodes = np.empty(len(order), dtype=np.int64)
    nodes[order] = np.array(node_of, dtype=np.int64)[np.cumsum(fresh) - 1]
    return nodes, hulls


def _joined(places: Iterable[tuple[int, int, int]]) -> tuple[list[int], list[Place]]:
    """The same for different places, by where they begin, longer ones first."""
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
    return node_of, [Place(document, start, end) for (document, start, _), end in zip(firsts, ends, strict=True)]


def _disjoint(places: Iterable[Place]) -> list[Place]:
    """Put places that overlap into one each; they come in order."""
    hulls: list[Place] = []
    for place in places:
        last = hulls[-1] if hulls else None
        if last is not None and place.start < last.end and last.document == place.document:
            hulls[-1] = Place(last.document, last.start, max(last.end, place.end))
        else:
            hulls.append(place)
    return hulls


class _Cover:
    """Which places longer clusters have covered, and what each shares with which documents (as bits)."""

    _BUCKET = 64

    def __init__(self) -> None:
        # For each stretch of a document: start, end and the documents that it is not shared with (as bits).
        self._covering: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)

    def add(self, cluster: Sequence[Place]) -> None:
        """Cover the places of a cluster."""
        documents = _documents(cluster)
        for place in cluster:
            document, start, end = place
            longer = (start, end, ~_partners(place, documents))
            for bucket in range(start // self._BUCKET, end // self._BUCKET + 1):
                self._covering[document, bucket].append(longer)

    def explained(self, cluster: Sequence[Place]) -> Iterator[bool]:
        """Tell for each place whether longer places cover it, each sharing with all documents it would share with."""
        documents = _documents(cluster)
        return (self._explains(place, _partners(place, documents)) for place in cluster)

    def _explains(self, place: Place, wanted: int) -> bool:
        document, reached, last = place
        while reached < last:
            for start, end, lacking in self._covering[document, reached // self._BUCKET]:
                if start <= reached < end and not wanted & lacking:
                    reached = end
                    break
            else:
                return False
        return True


def _documents(cluster: Sequence[Place]) -> int:
    """The documents of a cluster as bits."""
    documents = 0
    for document, _, _ in cluster:
        documents |= 1 << document
    return documents


def _partners(place: Place, documents: int) -> int:
    """The documents of a cluster without the place's own; a cluster in one document has that one."""
    return documents & ~(1 << place.document) or documents


def collapsed(clusters: Sequence[tuple[Place, ...]]) -> list[tuple[Place, ...]]:
    """Leave out clusters that say nothing new: at each of their places a longer one shares with the same documents.

    Clusters come longest first. What a document shares with which other never gets lost.
    """
    cover, kept = _Cover(), []
    for cluster in clusters:
        if not all(cover.explained(cluster)):
            kept.append(cluster)
            cover.add(cluster)
    return kept


def pruned(clusters: Sequence[tuple[Place, ...]]) -> list[tuple[Place, ...]]:
    """Leave out places that a longer cluster explains, where the document has another place that none explains.

    What stands in a long copied passage and once more elsewhere is listed for the elsewhere. Clusters come longest
    first.
    """
    cover, left = _Cover(), []
    for cluster in clusters:
        new = {place for place, told in zip(cluster, cover.explained(cluster), strict=True) if not told}
        fresh = {place.document for place in new}
        shorter = tuple(place for place in cluster if place in new or place.document not in fresh)
        left.append(shorter if len({place.document for place in shorter}) > 1 else cluster)
        cover.add(cluster)
    return left
