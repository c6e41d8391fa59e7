"""Which passages are listed, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.comparison.model import Kind, Occurrence, Passage
from app.messages import message
from ui.passages.listing import Entry, Order, Wanted, counts, listed


def entry(name: str, kind: Kind, length: int, documents: tuple[int, ...], similarity: float = 1.0) -> Entry:
    places = tuple(Occurrence(document, 0, length, 0) for document in documents)
    passage = Passage(name, kind, message("reason.uncounted"), len(set(documents)), similarity, places)
    return Entry(passage, length, (f"{name}的Words",), frozenset(documents))


FORMULA = entry("提法", Kind.FORMULA, 40, (0, 1, 2), 0.8)
SHORT = entry("短句", Kind.VERBATIM, 12, (0, 1))
LONG = entry("长句", Kind.NEAR, 30, (1, 2), 0.7)
REPEAT = entry("重复", Kind.VERBATIM, 20, (2, 2))
ALL = [FORMULA, SHORT, LONG, REPEAT]


def names(entries: list[Entry]) -> list[str]:
    return [entry.passage.id for entry in entries]


def test_evidence_of_copying_comes_first_and_the_longest_of_it_at_the_top() -> None:
    assert names(listed(ALL, Wanted(), Order.WEIGHT)) == ["长句", "短句", "提法"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.KIND, ["短句", "长句", "提法"]),
        (Order.LENGTH, ["提法", "长句", "短句"]),
        (Order.DOCUMENTS, ["提法", "长句", "短句"]),
        (Order.SIMILARITY, ["短句", "提法", "长句"]),
        (Order.PLACE, ["提法", "短句", "长句"]),
    ],
)
def test_every_order_can_be_chosen_and_turned_round(order: Order, expected: list[str]) -> None:
    assert names(listed(ALL, Wanted(), order)) == expected
    assert names(listed(ALL, Wanted(), order, backwards=True)) == expected[::-1]


def test_repeats_inside_one_document_are_listed_only_when_asked_for() -> None:
    assert "重复" not in names(listed(ALL, Wanted(), Order.LENGTH))
    assert "重复" in names(listed(ALL, Wanted(repeats=True), Order.LENGTH))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(kinds=frozenset({Kind.FORMULA})), ["提法"]),
        (Wanted(shortest=30), ["提法", "长句"]),
        (Wanted(words=" 长句的words "), ["长句"]),
        (Wanted(documents=frozenset({0, 1})), ["提法", "短句"]),
        (Wanted(documents=frozenset({2}), repeats=True), ["重复"]),
        (Wanted(kinds=frozenset()), []),
    ],
)
def test_a_filter_leaves_what_fits(wanted: Wanted, expected: list[str]) -> None:
    assert names(listed(ALL, wanted, Order.LENGTH)) == expected


def test_the_counts_of_kinds_do_not_hang_on_the_kinds_that_are_switched_off() -> None:
    found = counts(ALL, replace(Wanted(shortest=13), kinds=frozenset()))
    assert (found[Kind.NEAR], found[Kind.FORMULA], found[Kind.VERBATIM], found[Kind.LIST]) == (1, 1, 0, 0)
