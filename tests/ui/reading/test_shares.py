"""What is coloured, and what a click finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.comparison.compare import compare
from app.comparison.model import Comparison, Kind, Occurrence, Passage, UniqueSpan
from app.document.model import Span
from app.messages import message
from tests.conftest import document
from ui.reading.shares import KINDS, Run, Shares, all_shares, places

BARE = replace(compare([document("甲" * 140), document("乙" * 140)]), passages=(), unique=())
ALL = frozenset(Kind)
spans = st.tuples(st.integers(0, 100), st.integers(1, 30)).map(lambda each: (each[0], each[0] + each[1]))


def passage(name: str, kind: Kind, *places: tuple[int, int, int], documents: int = 2) -> Passage:
    occurrences = tuple(Occurrence(document, start, end, 0) for document, start, end in places)
    return Passage(name, kind, message("reason.verbatim"), documents, 1.0, occurrences)


@pytest.fixture
def sharing(two: Comparison) -> Comparison:
    """A comparison to be filled with passages at will."""
    return replace(two, passages=(), unique=())


def shares(sharing: Comparison, *passages: Passage, unique: Sequence[Span] = ()) -> Shares:
    return all_shares(replace(sharing, passages=passages, unique=tuple(UniqueSpan(0, span) for span in unique)))[0]


def test_a_character_takes_the_first_of_its_kinds(sharing: Comparison) -> None:
    of = shares(
        sharing,
        passage("f", Kind.FORMULA, (0, 10, 30), (1, 0, 20)),
        passage("v", Kind.VERBATIM, (0, 15, 20), (1, 5, 10)),
    )
    assert of.runs(ALL, unique=False) == (
        Run(10, 15, Kind.FORMULA),
        Run(15, 20, Kind.VERBATIM),
        Run(20, 30, Kind.FORMULA),
    )


def test_a_kind_that_is_left_out_gives_way_to_the_next(sharing: Comparison) -> None:
    of = shares(sharing, passage("f", Kind.FORMULA, (0, 10, 30)), passage("v", Kind.VERBATIM, (0, 15, 20)))
    assert of.runs(ALL - {Kind.VERBATIM}, unique=False) == (Run(10, 30, Kind.FORMULA),)


def test_what_was_excluded_is_told_apart_and_gives_way_to_all_else(sharing: Comparison) -> None:
    of = all_shares(
        replace(
            sharing,
            passages=(
                passage("v", Kind.VERBATIM, (0, 10, 30), (1, 0, 20)),
                passage("c", Kind.COMMON, (0, 15, 20), (1, 5, 10)),
            ),
        ),
        frozenset({"v"}),
    )[0]
    left_out = Run(10, 15, None, excluded=True), Run(20, 30, None, excluded=True)
    assert of.runs(ALL, unique=False) == (left_out[0], Run(15, 20, Kind.COMMON), left_out[1])
    assert [each.id for each in (of.at(12, ALL), of.at(16, ALL)) if each] == ["v", "c"]
    assert of.runs(ALL - {Kind.VERBATIM}, unique=False) == (Run(15, 20, Kind.COMMON),)


def test_unique_text_is_told_apart_when_asked_for(sharing: Comparison) -> None:
    of = shares(sharing, passage("v", Kind.VERBATIM, (0, 10, 20)), unique=[Span(20, 40)])
    assert of.runs(ALL, unique=True) == (Run(10, 20, Kind.VERBATIM), Run(20, 40, None))
    assert of.runs(ALL, unique=False) == (Run(10, 20, Kind.VERBATIM),)
    assert of.is_unique(20)
    assert not of.is_unique(40)


def test_repeats_inside_one_document_are_not_coloured(sharing: Comparison) -> None:
    of = shares(sharing, passage("r", Kind.VERBATIM, (0, 10, 20), (0, 30, 40), documents=1))
    assert of.runs(ALL, unique=False) == ()
    assert of.at(12, ALL) is None


def test_a_click_finds_the_first_kind_and_the_shortest_of_it(sharing: Comparison) -> None:
    long, short = passage("long", Kind.NEAR, (0, 10, 60)), passage("short", Kind.NEAR, (0, 20, 30))
    of = shares(sharing, long, short, passage("f", Kind.FORMULA, (0, 24, 26)))
    found = [of.at(offset, ALL) for offset in (9, 10, 25, 30, 60)]
    assert [each and each.id for each in found] == [None, "long", "short", "long", None]
    formula = of.at(25, frozenset({Kind.FORMULA}))
    assert formula is not None
    assert formula.id == "f"


def test_the_places_of_a_passage_come_in_the_order_of_the_text() -> None:
    assert places(passage("p", Kind.NEAR, (0, 50, 60), (1, 3, 4), (0, 10, 20)), 0) == (Span(10, 20), Span(50, 60))


@given(st.lists(st.tuples(spans, st.sampled_from(KINDS)), max_size=12), spans)
def test_what_overlaps_a_span_is_found_and_nothing_else(
    placed: list[tuple[tuple[int, int], Kind]], asked: tuple[int, int]
) -> None:
    of = all_shares(_bare([passage(str(n), kind, (0, *span)) for n, (span, kind) in enumerate(placed)]))[0]
    wanted = {str(n) for n, ((start, end), _) in enumerate(placed) if start < asked[1] and end > asked[0]}
    assert {share.passage.id for share in of.among(*asked)} == wanted


@given(st.lists(st.tuples(spans, st.sampled_from(KINDS)), max_size=12))
def test_runs_are_what_each_character_says(placed: list[tuple[tuple[int, int], Kind]]) -> None:
    of = all_shares(_bare([passage(str(n), kind, (0, *span)) for n, (span, kind) in enumerate(placed)]))[0]
    expected = {}
    for offset in range(140):
        covering = [kind for (start, end), kind in placed if start <= offset < end]
        if covering:
            expected[offset] = min(covering, key=KINDS.index)
    runs = of.runs(ALL, unique=False)
    assert {offset: run.kind for run in runs for offset in range(run.start, run.end)} == expected
    assert all(a.end <= b.start for a, b in pairwise(runs))


def _bare(passages: list[Passage]) -> Comparison:
    return replace(BARE, passages=tuple(passages))
