"""The aligned outline: rows are made of sections that belong together, in an order that can be followed."""

from __future__ import annotations

from collections.abc import Sequence

from app.comparison.model import Link, Relation, SectionRef
from app.comparison.prepared import Prepared
from app.comparison.rows import rows
from app.messages import message
from tests.conftest import document

NUMERALS = "一二三四五六七八"


def texts(*headings: str) -> list[Prepared]:
    """Documents whose sections have single letters as headings: 'ab' has two; ids are 1, 2, …"""
    return [
        Prepared(document("".join(f"{NUMERALS[n]}、办好{h}处\n正文。\n" for n, h in enumerate(given)), f"{k}.txt"))
        for k, given in enumerate(headings)
    ]


def link(a: tuple[int, int], b: tuple[int, int], score: float = 0.8, relation: Relation = Relation.SAME) -> Link:
    return Link(SectionRef(a[0], str(a[1])), SectionRef(b[0], str(b[1])), score, relation, message("link.kind"))


def aligned(given: Sequence[Prepared], *found: Link) -> list[tuple[tuple[str, ...], ...]]:
    return [row.sections for row in rows(given, found)]


def test_a_row_takes_its_title_from_the_first_document_that_has_one() -> None:
    first = rows(texts("甲乙", "丙"), [link((0, 2), (1, 1))])
    assert [row.title for row in first] == ["办好甲处", "办好乙处"]


def test_what_only_a_later_document_has_stands_behind_what_it_follows_there() -> None:
    found = (link((0, 1), (1, 1)), link((0, 2), (1, 3)))
    assert aligned(texts("甲丙", "甲乙丙"), *found) == [(("1",), ("1",)), ((), ("2",)), (("2",), ("3",))]


def test_a_new_chapter_stands_behind_all_of_the_chapter_before_it() -> None:
    two_levels = "一、办好甲处\n（一）办好乙处\n正文。\n（二）办好丙处\n正文。\n"
    given = [
        Prepared(document(two_levels, "0.txt")),
        Prepared(document(two_levels + "二、办好丁处\n正文。\n", "1.txt")),
    ]
    ids = [section.id for section in given[0].document.sections]
    found = [
        Link(SectionRef(0, i), SectionRef(1, i), 0.9, Relation.SAME, message("link.kind")) for i in ids if i != "1.2"
    ]
    assert aligned(given, *found)[-1] == ((), ("2",))


def test_sections_each_like_the_next_alone_make_no_row_of_strangers() -> None:
    given = texts("甲", "乙", "丙", "丁")
    chain = (link((0, 1), (1, 1), 0.9), link((1, 1), (2, 1), 0.8), link((2, 1), (3, 1), 0.9))
    assert aligned(given, *chain) == [(("1",), ("1",), (), ()), ((), (), ("1",), ("1",))]


def test_no_two_sections_of_a_document_share_a_row_unless_one_was_divided() -> None:
    given = texts("甲", "乙丙")
    both = (link((0, 1), (1, 1), 0.9), link((0, 1), (1, 2), 0.8))
    assert aligned(given, *both) == [(("1",), ("1",)), ((), ("2",))]
    divided = (link((0, 1), (1, n), 0.9, Relation.SPLIT) for n in (1, 2))
    assert aligned(given, *divided) == [(("1",), ("1", "2"))]


def test_a_weak_link_makes_a_row_only_where_order_confirms_it() -> None:
    given = texts("甲", "乙")
    assert len(aligned(given, link((0, 1), (1, 1), 0.01, Relation.MOVED))) == 2
    assert len(aligned(given, link((0, 1), (1, 1), 0.01, Relation.SAME))) == 1
    assert len(aligned(given, link((0, 1), (1, 1), 0.9, Relation.RELATED))) == 2
