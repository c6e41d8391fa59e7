"""The aligned outline over all documents: linked sections side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.comparison.model import Link, Relation, Row, SectionRef
from app.comparison.prepared import Prepared
from app.document.model import Section

_MOST_APART = 0.5
"""Two groups of sections become one row where at least this share of their pairs is linked."""
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
    row_of = _joined(by_ref, found)
    return [_row(sorted(group, key=place.__getitem__), by_ref, len(texts)) for group in _ordered(texts, row_of)]


def _joined(refs: Mapping[SectionRef, Section], found: Sequence[Link]) -> dict[SectionRef, Group]:
    """Give each section the group that stands in its row."""
    row_of: dict[SectionRef, Group] = {ref: {ref} for ref in refs}
    side_by_side = [link for link in found if link.relation is not Relation.RELATED]
    partners: dict[SectionRef, set[SectionRef]] = defaultdict(set)
    for link in found:
        partners[link.a].add(link.b)
        partners[link.b].add(link.a)
    for link in sorted(side_by_side, key=lambda link: -link.score):
        one, other = row_of[link.a], row_of[link.b]
        if one is other:
            continue
        several = link.relation in {Relation.SPLIT, Relation.MERGED}
        if not several and {ref.document for ref in one} & {ref.document for ref in other}:
            continue
        linked = sum(len(partners[ref] & other) for ref in one)
        of = sum(ref.document != o.document for ref in one for o in other)
        if linked >= _MOST_APART * of:
            one |= other
            row_of |= dict.fromkeys(other, one)
    return row_of


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
