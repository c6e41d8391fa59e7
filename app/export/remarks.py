"""Which shared places of a document get a comment, and what the comment says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.comparison.model import Comparison, Kind, Occurrence, Passage
from app.comparison.prepared import UNCOUNTED
from app.document.model import Span
from app.export.comments import Line, Words
from app.export.links import Target, bookmark_name
from app.export.marks import Marking, shared_places
from app.export.names import marked_names
from app.export.naming import Whereabouts, kind_name, titles
from app.export.other_wording import other_wording
from app.messages import say, sentence

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
_MOST_FILLINGS = 5
_EXCERPT = 8
_ORDER = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a span of the text, and how many places in it are spoken of."""

    span: Span
    lines: tuple[Line, ...]
    places: int


@dataclass(frozen=True, slots=True)
class _Place:
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

    def adds_nothing_to(self, other: _Place) -> bool:
        """Say whether this lies within the other place, and stands in no other document or is a weaker likeness."""
        inner, outer = self.occurrence, other.occurrence
        if inner.start < outer.start or inner.end > outer.end or (inner.start, inner.end) == (outer.start, outer.end):
            return False
        weaker = (
            _ORDER[self.passage.kind] >= _ORDER[other.passage.kind]
            and self.passage.similarity < other.passage.similarity
        )
        return weaker or self.documents <= other.documents


def remarks(
    comparison: Comparison,
    number: int,
    language: str,
    marking: Marking = Marking(),  # noqa: B008 - frozen
) -> tuple[list[Remark], int]:
    """Give the comments on document `number` in the order of the text, and how many places are left without one.

    Titles, salutations and dates get none. Neighbours share a comment. So that no page drowns there are at most about
    8 comments a 1,000 characters, and set phrases and everyday wording get one only where there are fewer than 4; what
    stays out is counted.
    """
    uncounted = [s.span for s in comparison.documents[number].sections if s.kind in UNCOUNTED]
    places = [
        _Place(passage, occurrence)
        for passage, occurrence in shared_places(comparison, number, marking.kinds)
        if _says_something(passage, occurrence) and not any(occurrence.span.within(span) for span in uncounted)
    ]
    places.sort(key=lambda place: (place.occurrence.start, place.strength))
    kept = _kept(list(_groups(comparison.documents[number].text, places)))
    writer = _Writer(comparison, number, language, marking)
    made = [writer.remark(group) for group in kept]
    return made, len(places) - sum(remark.places for remark in made)


def _says_something(passage: Passage, occurrence: Occurrence) -> bool:
    return passage.kind is not Kind.COMMON or len(occurrence.span) >= _LEAST_COMMON


def _groups(text: str, places: Iterable[_Place]) -> Iterator[list[_Place]]:
    """Group what one comment can speak of: what lies within a place, and short places beside each other in a paragraph.

    The places come in the order of their starts, and so do the groups.
    """
    group: list[_Place] = []
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


def _kept(groups: Sequence[list[_Place]]) -> list[list[_Place]]:
    """Leave out the weakest where too many comments would begin within 1,000 characters."""
    kept: list[list[_Place]] = []
    starts: list[int] = []
    for group in sorted(groups, key=lambda group: min(place.strength for place in group)):
        start = group[0].occurrence.start
        near = bisect_left(starts, start + 500) - bisect_right(starts, start - 500)
        usual = all(place.passage.kind in _USUAL for place in group)
        if near < (_USUAL_PER_THOUSAND if usual else _PER_THOUSAND):
            kept.append(group)
            insort(starts, start)
    return sorted(kept, key=lambda group: group[0].occurrence.start)


@dataclass(frozen=True)
class _Writer:
    """Writes comments on one document in one language."""

    comparison: Comparison
    number: int
    language: str
    marking: Marking

    @cached_property
    def files(self) -> list[str]:
        return marked_names(self.comparison.documents)

    @cached_property
    def titles(self) -> list[str]:
        return titles(self.comparison.documents)

    @cached_property
    def whereabouts(self) -> list[Whereabouts]:
        return [Whereabouts(document, self.language) for document in self.comparison.documents]

    @cached_property
    def kinds(self) -> Mapping[Kind, Words]:
        return {kind: Words(kind_name(kind, self.language), bold=True) for kind in Kind}

    def remark(self, group: Sequence[_Place]) -> Remark:
        told = [place for place in group if not any(place.adds_nothing_to(other) for other in group)]
        chosen = sorted(told, key=lambda place: place.strength)[:_MOST_IN_ONE]
        lines: list[Line] = []
        for place in sorted(chosen, key=lambda place: (place.occurrence.start, place.occurrence.end)):
            lines += self._lines(place, quoted=len(told) > 1)
        untold = len(told) - len(chosen)
        if untold:
            lines.append((Words(say(self.language, "comment.more_places", count=untold)),))
        start, end = group[0].occurrence.start, max(place.occurrence.end for place in group)
        return Remark(Span(start, end), tuple(lines), len(group) - untold)

    def _lines(self, place: _Place, *, quoted: bool) -> Iterator[Line]:
        passage = place.passage
        said = []
        if "percent" not in passage.reason.values:  # else the reason says how alike they are
            # 99.6 % is not the same: only equal wordings are 100 %.
            percent = 100 if passage.similarity == 1 else min(99, round(100 * passage.similarity))
            said.append(say(self.language, "comment.similarity", percent=percent))
        if quoted:
            said.append(self._excerpt(self._text(place.occurrence)))
        yield self.kinds[passage.kind], Words("".join(f" · {text}" for text in said))
        yield (Words(sentence(passage.reason, self.language)),)
        yield from self._elsewhere(place)

    def _elsewhere(self, place: _Place) -> Iterator[Line]:
        """Say where else the passage stands, and what it says there where it says something else."""
        others: dict[int, list[Occurrence]] = {}
        for occurrence in place.passage.occurrences:
            if occurrence.document != self.number:
                others.setdefault(occurrence.document, []).append(occurrence)
        shown = {place.occurrence.wording}
        for document, found in list(others.items())[:_MOST_DOCUMENTS]:
            first = min(found, key=lambda occurrence: occurrence.wording != place.occurrence.wording)
            where = self.whereabouts[document].at(first.start)
            title = self.titles[document]
            if len(found) == 1:
                said = say(self.language, "comment.where", document=title, where=where)
            else:
                said = say(self.language, "comment.where_first", document=title, where=where, count=len(found))
            yield (Words(said, target=self._target(place.passage, first)),)
            if first.wording not in shown:
                shown.add(first.wording)
                yield self._other_wording(place, first)
        if len(others) > _MOST_DOCUMENTS:
            yield (Words(say(self.language, "comment.more_documents", count=len(others) - _MOST_DOCUMENTS)),)

    def _target(self, passage: Passage, there: Occurrence) -> Target | None:
        """Lead to the place in the other document's marked copy, which lies in the same folder."""
        if not self.marking.links:
            return None
        return Target(self.files[there.document], bookmark_name(passage, there))

    def _other_wording(self, place: _Place, other: Occurrence) -> Line:
        fillings = list(self._fillings(place, other))
        if fillings:
            more = "……" if len(fillings) > _MOST_FILLINGS else ""
            pairs = "；".join(fillings[:_MOST_FILLINGS]) + more
            return (Words(say(self.language, "comment.fillings", fillings=pairs)),)
        changes = other_wording(self._text(place.occurrence), self._text(other))
        return (Words(f"{say(self.language, 'comment.wording')} · "), *changes)

    def _fillings(self, place: _Place, other: Occurrence) -> Iterator[str]:
        """Give what fills the slots of a template here and there, where it differs."""
        if place.passage.kind is not Kind.TEMPLATE:
            return
        here_at, there_at = (place.passage.occurrences.index(each) for each in (place.occurrence, other))
        here_text, there_text = (self.comparison.documents[n].text for n in (self.number, other.document))
        for slot in place.passage.slots:
            here, there = slot.fillings[here_at], slot.fillings[there_at]
            said = here_text[here.start : here.end] if here else ""
            says = there_text[there.start : there.end] if there else ""
            if said == says:
                continue
            unit = ""
            if here and there and said[-1:].isnumeric() and says[-1:].isnumeric():
                unit = _unit(here_text[here.end : here.end + 2], there_text[there.end : there.end + 2])
            yield say(self.language, "comment.filling", here=f"{said}{unit}" or "—", there=f"{says}{unit}" or "—")

    def _text(self, occurrence: Occurrence) -> str:
        return self.comparison.documents[occurrence.document].text[occurrence.start : occurrence.end]

    def _excerpt(self, text: str) -> str:
        words = " ".join(text.split())
        short = words if len(words) <= 2 * _EXCERPT + 2 else f"{words[:_EXCERPT]}……{words[-_EXCERPT:]}"
        return say(self.language, "comment.excerpt", words=short)


def _unit(here: str, there: str) -> str:
    """Give what a figure counts (支, 公里), where both texts go on with it: 8支 says more than 8."""
    unit = ""
    for one, other in zip(here, there, strict=False):
        if one != other or not one.isalpha():
            break
        unit += one
    return unit
