"""Names and deadlines in a document that belong to the document that it was copied from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.comparison.frames import Fact
from app.comparison.model import NET_KINDS, FactKind, Finding, FindingKind, Occurrence, Passage, Place
from app.comparison.prepared import Prepared
from app.document.model import SectionKind
from app.language.folding import comparable
from app.language.spans import Span
from app.messages import message

_NAMES = frozenset({FactKind.PLACE, FactKind.ORGANISATION, FactKind.PERSON})
_LEAST_OWN = 3
"""So often a document must say a name for it to be its own."""
_MOST_STRAY = 2
"""A name that stands more often than this was not left over: the document speaks of it."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_DEADLINE = re.compile(r"(?:力争|确保|争取|计划|力求)[^，。；\n]{0,12}?(20\d\d)年(?:底|末)?前?|(20\d\d)年(?:底|末)?前")
_DATED = frozenset({SectionKind.TITLE, SectionKind.SPEAKER, SectionKind.SIGNATURE, SectionKind.DATE})


def leftovers(
    texts: Sequence[Prepared], facts: Sequence[Sequence[Fact]], passages: Sequence[Passage]
) -> Iterator[Finding]:
    """Give the names that a document has from another one's text, and deadlines that are over.

    A name is left over where it is the other document's own, stands here once or twice, in a passage that both share as
    copied, and the document has a name of the same sort (another county, another bureau) of its own.
    """
    names = [_Names.of(text, own) for text, own in zip(texts, facts, strict=True)]
    years = [_year(text) for text in texts]
    told: set[tuple[int, Span]] = set()
    for passage in passages:
        if passage.kind in NET_KINDS and passage.documents > 1:
            for here in passage.occurrences:
                said = names[here.document].within(here.span)
                ends = list(_DEADLINE.finditer(texts[here.document].body, here.start, here.end))
                others = [there for there in passage.occurrences if there.document != here.document]
                for there in others if said or ends else ():
                    for finding in (*_stray_names(names, said, here, there), *_over(texts, years, ends, here, there)):
                        place = (finding.places[0].document, finding.places[0].span)
                        if place not in told:
                            told.add(place)
                            yield finding


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a document: how often each stands, and the places, in order."""

    counts: Counter[str]
    places: list[tuple[Span, str]]
    own: dict[str, set[str]]

    @staticmethod
    def of(text: Prepared, facts: Sequence[Fact]) -> _Names:
        places = [
            (span, comparable(text.body[span.start : span.end]))
            for kind, span in facts
            if kind in _NAMES and len(span) > 2
        ]
        counts = Counter(name for _, name in places)
        own: dict[str, set[str]] = defaultdict(set)
        for name, count in counts.items():
            if count >= _LEAST_OWN:
                own[_sort(name)].add(name)
        return _Names(counts, places, own)

    def within(self, span: Span) -> list[tuple[Span, str]]:
        first = bisect_left(self.places, span.start, key=lambda place: place[0].start)
        last = bisect_left(self.places, span.end, key=lambda place: place[0].start)
        return [(place, name) for place, name in self.places[first:last] if place.end <= span.end]


def _sort(name: str) -> str:
    """What sort of thing a name is of, by its last character: 县, 镇, 局."""
    return name[-1]


def _stray_names(
    names: Sequence[_Names], said: Sequence[tuple[Span, str]], here: Occurrence, there: Occurrence
) -> Iterator[Finding]:
    mine, theirs = names[here.document], names[there.document]
    said_there = {name: span for span, name in theirs.within(there.span)} if said else {}
    for span, name in said:
        own = mine.own[_sort(name)] - theirs.counts.keys() if _sort(name) in mine.own else set()
        stray = mine.counts[name] <= _MOST_STRAY and theirs.counts[name] >= _LEAST_OWN
        if name in said_there and stray and own and len(_holders(names, name)) == 2:
            places = (Place(here.document, span), Place(there.document, said_there[name]))
            yield Finding(FindingKind.LEFTOVER, places, message("finding.leftover_name", name=name, own=min(own)))


def _holders(names: Sequence[_Names], name: str) -> list[int]:
    return [number for number, of in enumerate(names) if name in of.counts]


def _year(text: Prepared) -> int | None:
    """The year that a document says it is of, in its title, date or signature."""
    dated = (text.body[s.span.start : s.span.end] for s in text.document.sections if s.kind in _DATED)
    years = [int(m[1]) for words in dated for m in _YEAR.finditer(words)]
    return max(years, default=None)


def _over(
    texts: Sequence[Prepared],
    years: Sequence[int | None],
    ends: Sequence[re.Match[str]],
    here: Occurrence,
    there: Occurrence,
) -> Iterator[Finding]:
    """Deadlines in a copied passage that are over in the document's year and were not in the other's."""
    year, other = years[here.document], years[there.document]
    if year is None or other is None or other >= year:
        return
    said_there = texts[there.document].body[there.start : there.end]
    for m in ends:
        deadline = int(m[1] or m[2])
        if other <= deadline < year and m[0] in said_there:
            start = there.start + said_there.index(m[0])
            places = (Place(here.document, Span(*m.span())), Place(there.document, Span(start, start + len(m[0]))))
            yield Finding(FindingKind.LEFTOVER, places, message("finding.leftover_year", deadline=deadline, year=year))
