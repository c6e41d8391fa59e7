"""The aligned outline over all documents: linked sections side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.comparison.model import Link, Relation, Row, SectionRef
from app.comparison.prepared import Prepared
from app.document.model import Section

_MOST_APART = 0.5
"""Two groups of sections become one row where at least this share of their pairs is linked."""
_LEAST_SCORE = 0.05
"""A weaker link makes a row only where order confirms it: below, half of the sections that had moved were no partners."""
_HEAD = -1

Group = set[SectionRef]


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
    document = [ref.document for ref in refs]
    cells = [(place[link.a], place[link.b]) for link in found]
    partners: list[set[int]] = [set() for _ in refs]
    for a, b in cells:
        partners[a].add(b)
        partners[b].add(a)
    group_of = [{number} for number in range(len(refs))]
    for number in sorted(range(len(found)), key=lambda number: -found[number].score):
        relation, (a, b) = found[number].relation, cells[number]
        one, other = group_of[a], group_of[b]
        weak = found[number].score < _LEAST_SCORE and relation is not Relation.SAME
        if relation is Relation.RELATED or weak or one is other:
            continue
        several = relation in {Relation.SPLIT, Relation.MERGED}
        here, there = [document[n] for n in one], [document[n] for n in other]
        if not several and not set(here).isdisjoint(there):
            continue
        linked = sum(len(partners[n] & other) for n in one)
        pairs = len(here) * len(there) - sum(there.count(n) for n in here)
        if linked >= _MOST_APART * pairs:
            one |= other
            for n in other:
                group_of[n] = one
    groups = {id(group): {refs[n] for n in group} for group in group_of}
    return {ref: groups[id(group)] for ref, group in zip(refs, group_of, strict=True)}


def _ordered(texts: Sequence[Prepared], row_of: Mapping[SectionRef, Group]) -> Iterator[Group]:
    """Give the rows in the order of the first document; what only later ones have stands behind what it follows.

    A section follows all of the section before it under the same parent, or at the beginning of its parent the parent.
    """
    rows: dict[int, Group] = {}
    behind: dict[int, int] = {}
    within = _Within(texts)
    for number, text in enumerate(texts):
        last_child: dict[str | None, SectionRef] = {}
        for section in text.document.sections:
            ref = SectionRef(number, section.id)
            group = row_of[ref]
            if id(group) not in rows:
                rows[id(group)] = group
                before = last_child.get(section.parent)
                last = _HEAD
                if before is not None:
                    last = id(row_of[before])
                    while within.any(rows.get(behind.get(last, _HEAD), set()), row_of[before]):
                        last = behind[last]
                elif section.parent is not None:
                    last = id(row_of[SectionRef(number, section.parent)])
                behind[id(group)] = behind.get(last, _HEAD)
                behind[last] = id(group)
            last_child[section.parent] = ref
    at = behind.get(_HEAD, _HEAD)
    while at != _HEAD:
        yield rows[at]
        at = behind[at]


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
