"""Clusters of places: what longer ones say already is left out, and nothing that a document shares gets lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.comparison.chains import Place
from app.comparison.clusters import LEAST_OVERLAP, clustered, collapsed, pruned
from app.comparison.covering import explained
from app.comparison.finds import as_finds

Cluster = tuple[Place, ...]

place = st.builds(
    lambda document, start, length: Place(document, start, start + length),
    st.sampled_from([0, 1, 2, 70]),
    st.integers(0, 40),
    st.integers(1, 30),
)
clusters = st.lists(
    st.lists(place, min_size=2, max_size=4, unique=True).map(lambda places: tuple(sorted(places))), max_size=8
)


def partners(own: Place, cluster: Cluster) -> set[int]:
    """The documents that a place shares with; its own where no other is in the cluster."""
    return {other.document for other in cluster} - {own.document} or {own.document}


def explained_by_hand(found: list[Cluster]) -> list[bool]:
    """Whether at each character of a place one of an earlier cluster shares with all its partners."""
    return [
        all(
            any(
                other.document == own.document
                and other.start <= at < other.end
                and partners(own, cluster) <= partners(other, earlier)
                for earlier in found[:number]
                for other in earlier
            )
            for at in range(own.start, own.end)
        )
        for number, cluster in enumerate(found)
        for own in cluster
    ]


@given(clusters)
def test_a_place_is_explained_where_earlier_ones_cover_it_with_its_partners(found: list[Cluster]) -> None:
    assert explained(as_finds(found)).tolist() == explained_by_hand(found)


@given(clusters)
def test_a_cluster_is_left_out_where_all_its_places_are_explained_by_what_is_left(found: list[Cluster]) -> None:
    left: list[Cluster] = []
    for cluster in found:
        if not all(explained_by_hand([*left, cluster])[-len(cluster) :]):
            left.append(cluster)
    assert collapsed(as_finds(found)).listed() == left


def test_a_place_covered_by_two_that_touch_is_explained() -> None:
    long = (Place(0, 0, 20), Place(1, 0, 20))
    longer = (Place(0, 20, 45), Place(1, 20, 45))
    across = (Place(0, 15, 30), Place(1, 15, 30))
    assert collapsed(as_finds([longer, long, across])).listed() == [longer, long]


def test_a_place_elsewhere_is_listed_without_the_one_in_the_long_copy() -> None:
    long = (Place(0, 0, 30), Place(1, 0, 30))
    short = (Place(0, 5, 15), Place(0, 50, 60), Place(1, 5, 15))
    assert pruned([long, short]) == [long, (Place(0, 50, 60), Place(1, 5, 15))]


@given(clusters)
def test_clusters_come_once_longest_first_with_places_apart(found: list[Cluster]) -> None:
    joined = clustered(as_finds(found)).listed()
    assert joined == sorted(set(joined), key=lambda cluster: (-max(map(len, cluster)), cluster))
    for cluster in joined:
        assert len(cluster) > 1
        assert all(a.document != b.document or a.end <= b.start for a, b in pairwise(cluster))


def test_finds_that_overlap_by_most_are_one_place_with_all_that_they_cover() -> None:
    one, other = (Place(0, 0, 20), Place(1, 0, 20)), (Place(0, 1, 21), Place(2, 0, 20))
    assert clustered(as_finds([one, other])).listed() == [(Place(0, 0, 21), Place(1, 0, 20), Place(2, 0, 20))]


def firsts_by_hand(places: list[Place]) -> dict[Place, Place]:
    """The first find of the node of each place: of earlier firsts that it is one with, that it shares most with."""
    firsts: dict[Place, Place] = {}
    for place in sorted(places, key=lambda place: (place.document, place.start, -place.end)):
        shared = {
            first: min(first.end, place.end) - place.start
            for first in dict.fromkeys(firsts.values())
            if first.document == place.document
        }
        alike = [f for f, both in shared.items() if both >= LEAST_OVERLAP * (len(f) + len(place) - both)]
        firsts[place] = max(alike, key=lambda first: shared[first], default=place)
    return firsts


@given(st.lists(place, min_size=1, max_size=40, unique=True))
def test_a_place_is_one_with_the_first_find_that_it_overlaps_by_most(places: list[Place]) -> None:
    far = [Place(99, 100 * number, 100 * number + 9) for number in range(len(places))]  # joined to one place each
    firsts = firsts_by_hand(places)
    ends = {first: max(place.end for place in places if firsts[place] == first) for first in firsts.values()}
    widened = {Place(first.document, first.start, end) for first, end in ends.items()}
    found = clustered(as_finds(list(zip(places, far, strict=True)))).listed()
    assert {place for cluster in found for place in cluster if place.document != 99} == widened
