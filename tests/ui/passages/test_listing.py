"""Which passages are listed, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.comparison.model import Comparison, Kind, Occurrence, Passage
from app.messages import message
from ui.passages.listing import Entry, Order, Wanted, counts, entries, listed


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


def test_what_a_person_takes_for_something_else_keeps_its_place_by_weight_and_goes_to_its_kind() -> None:
    reason = message("reason.overruled", found="near")
    changed = replace(LONG, passage=replace(LONG.passage, kind=Kind.COMMON, reason=reason))
    assert names(listed([FORMULA, SHORT, changed], Wanted(), Order.WEIGHT)) == ["长句", "短句", "提法"]
    assert names(listed([FORMULA, SHORT, changed], Wanted(), Order.KIND)) == ["短句", "提法", "长句"]


def test_entries_of_passages_that_stayed_are_used_again(compared: Callable[..., Comparison]) -> None:
    comparison = compared("县里的老街留下了骑楼，石板路下雨不滑。", "县里的老街留下了骑楼，石板路下雨不滑。")
    before = entries(comparison)
    assert all(one is other for one, other in zip(before, entries(comparison, known=before), strict=True))
    first = comparison.passages[0].id
    assert {each.passage.id for each in entries(comparison, frozenset({first}), before) if each.excluded} == {first}


def test_the_counts_of_kinds_do_not_hang_on_the_kinds_that_are_switched_off() -> None:
    found = counts(ALL, replace(Wanted(shortest=13), kinds=frozenset()))
    assert (found[Kind.NEAR], found[Kind.FORMULA], found[Kind.VERBATIM], found[Kind.LIST]) == (1, 1, 0, 0)
