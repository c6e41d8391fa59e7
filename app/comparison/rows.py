"""The aligned outline over all documents: linked sections side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.comparison.model import Link, Relation, Row, SectionRef
from app.comparison.prepared import Prepared
from app.document.model import Section

_MOST_APART = 0.5
"""Two groups of sections become one row where at least this share of their pairs is linked."""
_LEAST_SCORE = 0.05
"""A weaker link makes a row only where order confirms it: of weaker ones that had moved, every other one was wrong."""
_DIVIDED = frozenset({Relation.SPLIT, Relation.MERGED})
_HEAD = -1

Group = set[SectionRef]


@dataclass(eq=False, slots=True)
class _Joined:
    """A row as it grows: its sections by number, and their documents."""

    sections: set[int]
    documents: set[int]


def rows(texts: Sequence[Prepared], found: Sequence[Link]) -> list[Row]:
    """Give the aligned outline: each section in one row, partners in the same one, in the order of the first document.

    Links join rows strongest first; a row takes a second section of a document only where one was split or merged, and
    is made of sections that are linked to each other, not each to the next alone. A section that the first document
    lacks has its row behind what it follows in its own.
    """
    by_ref = {SectionRef(n, s.id): s for n, text in enumerate(texts) for s in text.document.sections}
    place = {ref: number for number, ref in enumerate(by_ref)}
    row_of = _joined(place, found)
    return [_row(sorted(group, key=place.__getitem__), by_ref, len(texts)) for group in _ordered(texts, row_of)]


def _joined(place: Mapping[SectionRef, int], found: Sequence[Link]) -> dict[SectionRef, Group]:
    """Give each section the group that stands in its row."""
    refs = list(place)
    numbers: dict[int, dict[str, int]] = defaultdict(dict)  # quicker to ask than `place`, and asked for each link
    for number, ref in enumerate(refs):
        numbers[ref.document][ref.section] = number
    cells = [(numbers[link.a.document][link.a.section], numbers[link.b.document][link.b.section]) for link in found]
    partners: list[set[int]] = [set() for _ in refs]
    for a, b in cells:
        partners[a].add(b)
        partners[b].add(a)
    joined_of = [_Joined({number}, {ref.document}) for number, ref in enumerate(refs)]
    joining = [number for number, link in enumerate(found) if _joins(link)]
    for number in sorted(joining, key=lambda number: -found[number].score):
        a, b = cells[number]
        one, other = joined_of[a], joined_of[b]
        if one is other or not (found[number].relation in _DIVIDED or one.documents.isdisjoint(other.documents)):
            continue
        if len(one.sections) < len(other.sections):
            one, other = other, one
        linked = sum([len(partners[n] & one.sections) for n in other.sections])
        pairs = len(one.sections) * len(other.sections)
        if not one.documents.isdisjoint(other.documents):
            here = [refs[n].document for n in one.sections]
            pairs -= sum([here.count(refs[n].document) for n in other.sections])
        if linked >= _MOST_APART * pairs:
            one.sections |= other.sections
            one.documents |= other.documents
            for n in other.sections:
                joined_of[n] = one
    groups = {id(joined): {refs[n] for n in joined.sections} for joined in joined_of}
    return {ref: groups[id(joined)] for ref, joined in zip(refs, joined_of, strict=True)}


def _joins(link: Link) -> bool:
    same = link.relation is Relation.SAME
    return same or (link.relation is not Relation.RELATED and link.score >= _LEAST_SCORE)


def _ordered(texts: Sequence[Prepared], row_of: Mapping[SectionRef, Group]) -> list[Group]:
    """Give the rows in the order of the first document; what only later ones have stands behind what it follows.

    A section follows all of the section before it under the same parent, or at the beginning of its parent the parent.
    A document that has nothing in common with those before it comes behind them.
    """
    rows = _Rows(_Within(texts))
    for number, text in enumerate(texts):
        refs = [SectionRef(number, section.id) for section in text.document.sections]
        start = _HEAD if any(row_of[ref] in rows for ref in refs) else rows.last()
        brother: dict[str | None, SectionRef] = {}
        for ref, section in zip(refs, text.document.sections, strict=True):
            group = row_of[ref]
            if group not in rows:
                before, parent = brother.get(section.parent), section.parent
                if before is not None:
                    rows.insert(group, rows.end_of(row_of[before]))
                elif parent is not None:
                    rows.insert(group, id(row_of[SectionRef(number, parent)]))
                else:
                    rows.insert(group, start)
            brother[section.parent] = ref
    return list(rows)


class _Rows:
    """Rows one behind the other, as a list that grows in the middle."""

    def __init__(self, within: _Within) -> None:
        self._within = within
        self._groups: dict[int, Group] = {}
        self._behind: dict[int, int] = {_HEAD: _HEAD}

    def __contains__(self, group: Group) -> bool:
        return id(group) in self._groups

    def __iter__(self) -> Iterator[Group]:
        at = _HEAD
        while (at := self._behind[at]) != _HEAD:
            yield self._groups[at]

    def last(self) -> int:
        """Give the place of the last row; the head where there is none."""
        at = _HEAD
        while self._behind[at] != _HEAD:
            at = self._behind[at]
        return at

    def end_of(self, group: Group) -> int:
        """Give the place of the last row of what stands in the sections of a row."""
        at = id(group)
        while self._behind[at] != _HEAD and self._within.any(self._groups[self._behind[at]], group):
            at = self._behind[at]
        return at

    def insert(self, group: Group, place: int) -> None:
        """Put a row behind the one at a place."""
        self._groups[id(group)] = group
        self._behind[id(group)], self._behind[place] = self._behind[place], id(group)


class _Within:
    """Tells which sections stand in which."""

    def __init__(self, texts: Sequence[Prepared]) -> None:
        self._above: dict[SectionRef, frozenset[SectionRef]] = {}
        for number, text in enumerate(texts):
            for section in text.document.sections:
                parent = SectionRef(number, section.parent) if section.parent is not None else None
                above = self._above.get(parent, frozenset()) | {parent} if parent is not None else frozenset()
                self._above[SectionRef(number, section.id)] = above

    def any(self, group: Group, around: Group) -> bool:
        """Tell whether one of a group stands in one of the sections around."""
        return any(not self._above[ref].isdisjoint(around) for ref in group)


def _row(members: Sequence[SectionRef], by_ref: Mapping[SectionRef, Section], documents: int) -> Row:
    columns: list[list[str]] = [[] for _ in range(documents)]
    for ref in members:
        columns[ref.document].append(ref.section)
    title = next((by_ref[ref].heading for ref in members if by_ref[ref].heading), "")
    return Row(title, tuple(map(tuple, columns)))
