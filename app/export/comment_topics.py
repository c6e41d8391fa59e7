"""Which shared places of a document get a comment, and which of them a comment tells of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.comparison.model import Comparison, Kind, Occurrence, Passage
from app.comparison.prepared import UNCOUNTED
from app.document.model import Span
from app.export.marks import Marking, shared_places

_USUAL = frozenset({Kind.FORMULA, Kind.COMMON})
"""What everybody says: commented only where there is room."""

_LEAST_COMMON = 8
"""Everyday wording shorter than this is shaded only."""

_NEIGHBOURS = 20
"""Places of one paragraph with at most this many characters between them share a comment."""

_LONGEST_GROUP = 160
"""Characters that neighbours with one comment may take up: a comment on half a page points at nothing."""

_MOST_IN_ONE = 3
_PER_THOUSAND = 8
_USUAL_PER_THOUSAND = 4
_MOST_DOCUMENTS = 3
_ORDER = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Place:
    """A passage at one place of the document."""

    passage: Passage
    occurrence: Occurrence

    @property
    def strength(self) -> tuple[int, int]:
        """Sorts the places that say most first: by kind, then by length."""
        return _ORDER[self.passage.kind], self.occurrence.start - self.occurrence.end

    @property
    def documents(self) -> frozenset[int]:
        """The documents that share the passage."""
        return frozenset(occurrence.document for occurrence in self.passage.occurrences)

    def adds_nothing_to(self, other: Place) -> bool:
        """Say whether this lies within the other place, and stands in no other document or is a weaker likeness."""
        inner, outer = self.occurrence, other.occurrence
        if inner.start < outer.start or inner.end > outer.end or (inner.start, inner.end) == (outer.start, outer.end):
            return False
        weaker = (
            _ORDER[self.passage.kind] >= _ORDER[other.passage.kind]
            and self.passage.similarity < other.passage.similarity
        )
        return weaker or self.documents <= other.documents


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where another document has a passage: the place told of, of how many, and whether its wording is a new one."""

    occurrence: Occurrence
    count: int
    differs: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A place that a comment tells of, and the other documents that are named; of `more` it is said how many."""

    place: Place
    elsewhere: Sequence[Elsewhere]
    more: int

    @classmethod
    def of(cls, place: Place, number: int) -> Told:
        """Look where else the passage stands than in document `number`, with another wording if there is one."""
        others: dict[int, list[Occurrence]] = {}
        for occurrence in place.passage.occurrences:
            if occurrence.document != number:
                others.setdefault(occurrence.document, []).append(occurrence)
        own = place.occurrence.wording
        told: list[Elsewhere] = []
        shown = {own}
        for found in list(others.values())[:_MOST_DOCUMENTS]:
            first = min(found, key=lambda occurrence: occurrence.wording != own)
            told.append(Elsewhere(first, len(found), first.wording not in shown))
            shown.add(first.wording)
        return cls(place, told, len(others) - len(told))


@dataclass(frozen=True, slots=True)
class Topic:
    """What one comment speaks of: places beside each other, of which a few are told of and `untold` only counted."""

    group: Sequence[Place]
    told: Sequence[Told]
    untold: int

    @classmethod
    def of(cls, group: Sequence[Place], number: int) -> Topic:
        """Choose the places that say most, in the order of the text."""
        telling = [place for place in group if not any(place.adds_nothing_to(other) for other in group)]
        chosen = sorted(telling, key=lambda place: place.strength)[:_MOST_IN_ONE]
        chosen.sort(key=lambda place: (place.occurrence.start, place.occurrence.end))
        return cls(group, [Told.of(place, number) for place in chosen], len(telling) - len(chosen))

    @property
    def span(self) -> Span:
        """What the comment is on."""
        return Span(self.group[0].occurrence.start, max(place.occurrence.end for place in self.group))

    @property
    def places(self) -> int:
        """How many places the comment speaks of."""
        return len(self.group) - self.untold


def topics(comparison: Comparison, number: int, marking: Marking) -> tuple[list[Topic], int]:
    """Give what the comments on document `number` speak of, in the order of the text, and how many places get none.

    Titles, salutations and dates get no comment. Neighbours share one. So that no page drowns there are at most about
    8 comments a 1,000 characters, and set phrases and everyday wording get one only where there are fewer than 4.
    """
    uncounted = [s.span for s in comparison.documents[number].sections if s.kind in UNCOUNTED]
    places = [
        Place(passage, occurrence)
        for passage, occurrence in shared_places(comparison, number, marking.kinds)
        if _says_something(passage, occurrence) and not any(occurrence.span.within(span) for span in uncounted)
    ]
    places.sort(key=lambda place: (place.occurrence.start, place.strength))
    kept = _kept(list(_groups(comparison.documents[number].text, places)))
    made = [Topic.of(group, number) for group in kept]
    return made, len(places) - sum(topic.places for topic in made)


def _says_something(passage: Passage, occurrence: Occurrence) -> bool:
    return passage.kind is not Kind.COMMON or len(occurrence.span) >= _LEAST_COMMON


def _groups(text: str, places: Iterable[Place]) -> Iterator[list[Place]]:
    """Group what one comment can speak of: what lies within a place, and short places beside each other in a paragraph.

    The places come in the order of their starts, and so do the groups.
    """
    group: list[Place] = []
    start = end = 0
    for place in places:
        span = place.occurrence
        beside = span.start < end + _NEIGHBOURS and span.end - start <= _LONGEST_GROUP
        if group and (span.end <= end or (beside and "\n" not in text[start : span.start])):
            end = max(end, span.end)
        else:
            if group:
                yield group
            group, start, end = [], span.start, span.end
        group.append(place)
    if group:
        yield group


def _kept(groups: Sequence[list[Place]]) -> list[list[Place]]:
    """Leave out the weakest where too many comments would begin within 1,000 characters."""
    kept: list[list[Place]] = []
    starts: list[int] = []
    for group in sorted(groups, key=lambda group: min(place.strength for place in group)):
        start = group[0].occurrence.start
        near = bisect_left(starts, start + 500) - bisect_right(starts, start - 500)
        usual = all(place.passage.kind in _USUAL for place in group)
        if near < (_USUAL_PER_THOUSAND if usual else _PER_THOUSAND):
            kept.append(group)
            insort(starts, start)
    return sorted(kept, key=lambda group: group[0].occurrence.start)
