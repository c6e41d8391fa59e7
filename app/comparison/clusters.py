"""Groups of places that say the same → clusters over all documents, overlapping finds collapsed into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from app.comparison.chains import Place

LEAST_OVERLAP = 0.8
"""Share of their union that two finds of one document must have in common to be one place."""


def clustered(groups: Iterable[Sequence[Place]]) -> list[tuple[Place, ...]]:
    """Join groups that meet in a place; give each cluster's places in order, longest cluster first.

    Two finds are one place where they overlap by 0.8 of their union, measured against the place's first find, so that a
    place cannot drift along a row of overlapping finds. Nor can a cluster: each of its places is in one group with its
    centre, so what is only like something like it stands in another cluster. Every group is whole in some cluster.
    """
    listed = list(groups)
    node_of, hull_of = _nodes(sorted({place for group in listed for place in group}, key=_in_text))
    members = {frozenset([node_of[place] for place in group]) for group in listed}
    stars = _stars([nodes for nodes in members if len(nodes) > 1])
    clusters = {tuple(hulls([hull_of[node] for node in star])) for star in stars}
    return sorted((c for c in clusters if len(c) > 1), key=lambda c: (-max(map(len, c)), c))


def _stars(members: Sequence[frozenset[Place]]) -> Iterator[set[Place]]:
    """Give sets of places, each all that is in one group with its centre, until every group is whole in one of them."""
    open_groups: dict[Place, set[int]] = defaultdict(set)
    reach: dict[Place, set[Place]] = defaultdict(set)
    for number, nodes in enumerate(members):
        for node in nodes:
            open_groups[node].add(number)
            reach[node].update(nodes)
    for centre in sorted(reach, key=lambda node: (-len(reach[node]), -len(node), node)):
        if not open_groups[centre]:
            continue
        star = reach[centre]
        yield star
        for node in star:
            # A group that is whole in the star is met at each of its places, so each drops it for itself.
            whole = [number for number in open_groups[node] if members[number] <= star]
            open_groups[node].difference_update(whole)


def _nodes(places: Iterable[Place]) -> tuple[dict[Place, Place], dict[Place, Place]]:
    """Give for each find the first find of the place that it is at, and for that one all that the place covers."""
    node_of: dict[Place, Place] = {}
    hull_of: dict[Place, Place] = {}
    near: list[Place] = []
    for place in places:
        document, start, end = place
        near = [node for node in near if node.end > start and node.document == document]
        node = max((n for n in near if _same(n, place)), key=lambda n: _shared(n, place), default=place)
        if node is place:
            near.append(place)
            hull_of[place] = place
        elif end > hull_of[node].end:
            hull_of[node] = Place(document, node.start, end)
        node_of[place] = node
    return node_of, hull_of


def _in_text(place: Place) -> tuple[int, int, int]:
    return place.document, place.start, -place.end


def _shared(one: Place, other: Place) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _same(one: Place, other: Place) -> bool:
    shared = _shared(one, other)
    return shared >= LEAST_OVERLAP * (one.end - one.start + other.end - other.start - shared)


def hulls(places: Iterable[Place]) -> list[Place]:
    """Put finds that overlap into one place each."""
    hulls: list[Place] = []
    for place in sorted(places):
        last = hulls[-1] if hulls else None
        if last is not None and last.document == place.document and place.start < last.end:
            hulls[-1] = Place(last.document, last.start, max(last.end, place.end))
        else:
            hulls.append(place)
    return hulls


class _Cover:
    """Which places longer clusters have covered, and what each shares with which documents (as bits)."""

    _BUCKET = 64

    def __init__(self) -> None:
        self._covering: dict[tuple[int, int], list[tuple[Place, int]]] = defaultdict(list)

    def add(self, cluster: Sequence[Place]) -> None:
        """Cover the places of a cluster."""
        for place in cluster:
            for bucket in range(place.start // self._BUCKET, place.end // self._BUCKET + 1):
                self._covering[place.document, bucket].append((place, _partners(place, cluster)))

    def explains(self, place: Place, cluster: Sequence[Place]) -> bool:
        """Tell whether longer places cover this one, each sharing with every document that it would share with."""
        wanted = _partners(place, cluster)
        reached = place.start
        while reached < place.end:
            ends = [
                longer.end
                for longer, partners in self._covering[place.document, reached // self._BUCKET]
                if longer.start <= reached < longer.end and not wanted & ~partners
            ]
            if not ends:
                return False
            reached = max(ends)
        return True


def _partners(place: Place, cluster: Sequence[Place]) -> int:
    """The documents of a cluster as bits, without the place's own; a cluster in one document has that one."""
    documents = 0
    for other in cluster:
        documents |= 1 << other.document
    return documents & ~(1 << place.document) or documents


def collapsed(clusters: Sequence[tuple[Place, ...]]) -> list[tuple[Place, ...]]:
    """Leave out clusters that say nothing new: at each of their places a longer one shares with the same documents.

    Clusters come longest first. What a document shares with which other never gets lost.
    """
    cover, kept = _Cover(), []
    for cluster in clusters:
        if not all(cover.explains(place, cluster) for place in cluster):
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
        new = {place for place in cluster if not cover.explains(place, cluster)}
        fresh = {place.document for place in new}
        shorter = tuple(place for place in cluster if place in new or place.document not in fresh)
        left.append(shorter if len({place.document for place in shorter}) > 1 else cluster)
        cover.add(cluster)
    return left
