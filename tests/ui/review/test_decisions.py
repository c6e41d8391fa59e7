"""Decisions as values: each leaves the others alone, and can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.comparison.model import Kind, Occurrence, Passage
from app.comparison.review import HandLink, Review
from app.messages import message
from ui.review import decisions

names = st.sampled_from(["a", "b", "c"])
links = st.builds(HandLink, names, names, names, names)
reviews = st.builds(
    Review,
    kinds=st.dictionaries(names, st.sampled_from(Kind)),
    excluded=st.frozensets(names),
    ignored=st.lists(names, unique=True).map(tuple),
    links=st.lists(links, unique=True, max_size=3).map(tuple),
    unlinks=st.lists(links, unique=True, max_size=3).map(tuple),
)


def passage(name: str = "a", kind: Kind = Kind.NEAR) -> Passage:
    return Passage(name, kind, message("reason.reworded", percent=80), 2, 0.8, (Occurrence(0, 0, 9, 0),))


def overruled(name: str = "a") -> Passage:
    reason = message("reason.overruled", found="near")
    return Passage(name, Kind.FORMULA, reason, 2, 0.8, (Occurrence(0, 0, 9, 0),))


def test_the_kind_that_was_found_is_known_whatever_was_made_of_it() -> None:
    assert decisions.found_kind(passage()) is decisions.found_kind(overruled()) is Kind.NEAR


@given(reviews, st.sampled_from(Kind))
def test_a_kind_is_kept_unless_it_is_what_was_found(review: Review, kind: Kind) -> None:
    decided = decisions.of_kind(review, overruled(), kind)
    assert decided.kinds.get("a") == (None if kind is Kind.NEAR else kind)
    assert {name: said for name, said in decided.kinds.items() if name != "a"} == {
        name: said for name, said in review.kinds.items() if name != "a"
    }


@given(reviews)
def test_as_found_takes_back_all_about_one_passage_and_nothing_else(review: Review) -> None:
    decided = decisions.excluding(decisions.of_kind(review, passage(), Kind.LIST), passage())
    assert decisions.is_decided(decided, passage())
    back = decisions.as_found(decided, passage())
    assert not decisions.is_decided(back, passage())
    assert (back.excluded, back.ignored, back.links) == (review.excluded - {"a"}, review.ignored, review.links)


@given(reviews, links)
def test_two_sections_are_side_by_side_or_apart_never_both_whichever_stands_first(
    review: Review, link: HandLink
) -> None:
    turned = HandLink(link.document_b, link.section_b, link.document_a, link.section_a)
    apart = decisions.unlinking(decisions.linking(review, [link]), [turned])
    assert not {link, turned} & set(apart.links)
    assert turned in apart.unlinks
    assert decisions.linking(apart, [link]).unlinks.count(turned) == 0
    assert not {link, turned} & {*decisions.without_links(apart, [link]).links, *apart.links}
