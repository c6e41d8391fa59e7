"""The aligned outline: sections of all documents that belong together, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.comparison.model import Link, Relation, Row, SectionRef
from app.comparison.prepared import Prepared
from app.document.model import Section


def rows(texts: Sequence[Prepared], found: Sequence[Link]) -> list[Row]:
    """Give the aligned outline: each section in one row, partners in the same one, in the order of the first documents.

    Links join rows strongest first; a row takes a second section of a document only where one was split or merged. A
    section without a partner has a row of its own behind the section that it follows.
    """
    row_of = {
        SectionRef(number, section.id): {SectionRef(number, section.id)}
        for number, text in enumerate(texts)
        for section in text.document.sections
    }
    for link in sorted(found, key=lambda link: -link.score):
        one, other = row_of[link.a], row_of[link.b]
        several = link.relation in {Relation.SPLIT, Relation.MERGED}
        if link.relation is Relation.RELATED or one is other:
            continue
        if not several and {ref.document for ref in one} & {ref.document for ref in other}:
            continue
        one |= other
        for ref in other:
            row_of[ref] = one
    by_ref = {SectionRef(n, s.id): s for n, text in enumerate(texts) for s in text.document.sections}
    place = {ref: number for number, ref in enumerate(by_ref)}
    return [_row(sorted(members, key=place.__getitem__), by_ref, len(texts)) for members in _ordered(texts, row_of)]


def _ordered(texts: Sequence[Prepared], row_of: Mapping[SectionRef, set[SectionRef]]) -> Iterator[set[SectionRef]]:
    """Give the rows in the order of the first document; what only later ones have stands behind what it follows."""
    rows: dict[int, set[SectionRef]] = {}
    behind: dict[int, int] = {}
    for number, text in enumerate(texts):
        last = _HEAD
        for section in text.document.sections:
            members = row_of[SectionRef(number, section.id)]
            if id(members) not in rows:
                rows[id(members)] = members
                behind[id(members)] = behind.get(last, _HEAD)
                behind[last] = id(members)
            last = id(members)
    at = behind.get(_HEAD, _HEAD)
    while at != _HEAD:
        yield rows[at]
        at = behind[at]


_HEAD = -1


def _row(members: Sequence[SectionRef], by_ref: Mapping[SectionRef, Section], documents: int) -> Row:
    columns: list[list[str]] = [[] for _ in range(documents)]
    for ref in members:
        columns[ref.document].append(ref.section)
    title = next((by_ref[ref].heading for ref in members if by_ref[ref].heading), "")
    return Row(title, tuple(map(tuple, columns)))
