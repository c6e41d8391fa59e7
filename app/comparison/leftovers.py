"""Names and deadlines in a document that belong to the document that it was copied from."""

from __future__ import annotations

import re
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
                ends = list(_DEADLINE.finditer(texts[here.document].body, here.start, here.end))
                others = [there for there in passage.occurrences if there.document != here.document]
                said = names[here.document].said(here) if names[here.document].own else ""
                for there in others if ends or said else ():
                    for finding in (*_stray_names(names, said, here, there), *_over(texts, years, ends, here, there)):
                        place = (finding.places[0].document, finding.places[0].span)
                        if place not in told:
                            told.add(place)
                            yield finding


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that are a document's own, by the sort of thing that they are of, and its text, where others' stand."""

    text: Prepared
    own: dict[str, set[str]]

    @staticmethod
    def of(text: Prepared, facts: Sequence[Fact]) -> _Names:
        counts = Counter(
            comparable(text.body[span.start : span.end]) for kind, span in facts if kind in _NAMES and len(span) > 2
        )
        own: dict[str, set[str]] = defaultdict(set)
        for name, count in counts.items():
            if count >= _LEAST_OWN:
                own[_sort(name)].add(name)
        return _Names(text, own)

    def count(self, name: str) -> int:
        """How often the document says a name, wherever in a sentence it stands."""
        return self.text.folded.text.count(name)

    def said(self, passage: Occurrence) -> str:
        """What the document says in a passage, folded as names are."""
        folded = self.text.folded
        return folded.text[folded.index(passage.start) : folded.index(passage.end)]

    def place(self, name: str, passage: Occurrence) -> Span | None:
        """Where a name stands first in a passage."""
        folded = self.text.folded
        at = folded.text.find(name, folded.index(passage.start), folded.index(passage.end))
        return Span(*folded.original(at, at + len(name))) if at >= 0 else None


def _sort(name: str) -> str:
    """What sort of thing a name is of, by its last character: 县, 镇, 局."""
    return name[-1]


def _stray_names(names: Sequence[_Names], said: str, here: Occurrence, there: Occurrence) -> Iterator[Finding]:
    mine, theirs = names[here.document], names[there.document]
    for name in sorted(name for sort in mine.own if sort in theirs.own for name in theirs.own[sort] if name in said):
        place, source = mine.place(name, here), theirs.place(name, there)
        if place is None or source is None or mine.count(name) > _MOST_STRAY:
            continue
        own = [each for each in mine.own[_sort(name)] if not theirs.count(each)]
        if own and sum(1 for of in names if of.count(name)) == 2:
            places = (Place(here.document, place), Place(there.document, source))
            yield Finding(FindingKind.LEFTOVER, places, message("finding.leftover_name", name=name, own=min(own)))


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
