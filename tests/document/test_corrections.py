"""Corrections of an outline do what they say, find their place again, and leave an outline that holds together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.correcting import corrected, correction
from app.document.corrections import Action, Correction
from app.document.model import Document, SectionFunction
from app.document.outline import outlined
from tests.conftest import document

TEXT = (
    "港口工作讲话\n同志们：\n去年成绩不小。\n一、提高认识\n全市上下要统一思想。\n（一）看到成绩\n缆桩换新。\n（二）看到不足\n台账不全。\n"
    "二、抓好落实\n巡查要勤。\n备足物料\n块石三千方。\n散会。\n"
)


def made(*actions: tuple[Action, str], text: str = TEXT) -> list[tuple[str, str]]:
    """The outline after corrections at the lines that begin so, as ids with what each section begins with."""
    found = outlined(document(text))
    found = corrected(found, [correction(found, action, text.index("\n" + words) + 1) for action, words in actions])
    assert_holds_together(found)
    assert not found.warnings
    return [(s.id, found.text[s.span.start : s.span.start + 4]) for s in found.sections]


def assert_holds_together(found: Document) -> None:
    """Level-1 sections tile the body, children lie in their parents in order, ids are paths."""
    top = [section for section in found.sections if section.parent is None]
    assert [s.span.end for s in top[:-1]] == [s.span.start for s in top[1:]]
    assert (top[0].span.start, top[-1].span.end) == (0, found.body_end)
    by_id = {section.id: section for section in found.sections}
    assert len(by_id) == len(found.sections)
    for section in found.sections:
        assert section.level == section.id.count(".") + 1
        children = [s for s in found.sections if s.parent == section.id]
        assert all(child.span.within(section.span) for child in children)
        assert all(one.span.end <= other.span.start for one, other in pairwise(children))
        if section.heading_span is not None:
            assert section.heading_span.within(section.span)


def test_a_line_is_made_a_heading_beside_the_section_that_held_it() -> None:
    assert ("6", "备足物料") in made((Action.HEADING, "备足物料"))


def test_the_number_of_a_line_that_is_made_a_heading_is_its_label() -> None:
    found = outlined(document(TEXT.replace("备足物料", "（三）备足物料")))
    place = found.text.index("（三）")
    (made_,) = [s for s in corrected(found, [correction(found, Action.HEADING, place)]).sections if s.label == "（三）"]
    assert (made_.kind, made_.heading, made_.span.start) == ("section", "备足物料", place)


def test_the_number_that_word_computes_is_the_label_too() -> None:
    found = document(TEXT)
    place = TEXT.index("备足物料")
    numbered = (replace(b, number="（三）") if b.start == place else b for b in found.blocks)
    found = replace(found, blocks=tuple(numbered))
    made_ = corrected(found, [correction(found, Action.HEADING, place)]).sections
    assert ("（三）", "备足物料") in [(s.label, s.heading) for s in made_]


def test_what_a_person_said_a_section_is_for_stays() -> None:
    found = outlined(document(TEXT))
    marked = tuple(replace(s, function=SectionFunction.PROBLEMS) if s.label == "二、" else s for s in found.sections)
    found = replace(found, sections=marked)
    after = corrected(found, [correction(found, Action.BODY, TEXT.index("（二）"))])
    assert [s.function for s in after.sections if s.label == "二、"] == [SectionFunction.PROBLEMS]


def test_a_heading_is_made_text() -> None:
    found = outlined(document(TEXT))
    place = TEXT.index("（二）")
    section = next(
        s for s in corrected(found, [correction(found, Action.BODY, place)]).sections if s.span.start == place
    )
    assert (section.kind, section.label, section.heading) == ("body", "", "")


def test_a_promoted_section_stands_beside_the_one_that_held_it_and_takes_the_rest_along() -> None:
    before = made()
    assert ("4.2", "（一）看") in before
    after = made((Action.PROMOTE, "（一）看"))
    assert ("5", "（一）看") in after
    assert ("5.2", "（二）看") in after


def test_a_demoted_section_is_a_part_of_the_one_before_it() -> None:
    after = made((Action.DEMOTE, "二、抓好"))
    assert ("4.4", "二、抓好") in after
    assert not any(section_id == "5" and words == "二、抓好" for section_id, words in after)


def test_text_is_split_off_and_joined_again() -> None:
    split = made((Action.SPLIT, "备足物料"))
    assert ("6", "备足物料") in split
    assert made((Action.SPLIT, "备足物料"), (Action.JOIN, "备足物料")) == made()


def test_a_correction_finds_its_place_after_the_text_before_it_changed() -> None:
    given_ = correction(outlined(document(TEXT)), Action.HEADING, TEXT.index("备足物料"))
    longer = outlined(document(TEXT.replace("缆桩换新。", "缆桩换新，锈蚀的当天换掉。")))
    assert any(section.heading == "备足物料" for section in corrected(longer, [given_]).sections)


def test_a_correction_without_a_place_is_named_and_changes_nothing() -> None:
    found = outlined(document(TEXT))
    lost = corrected(found, [Correction(Action.HEADING, 3, "没有这句话")])
    assert lost.sections == found.sections
    assert [warning.code for warning in lost.warnings] == ["outline.correction_lost"]


@given(
    st.lists(st.tuples(st.sampled_from(Action), st.integers(0, len(TEXT) - 1)), max_size=8),
    st.sampled_from([TEXT, TEXT.replace("一、", ""), "一句话。"]),
)
@settings(max_examples=150, deadline=None)
def test_any_corrections_leave_an_outline_that_holds_together(actions: list[tuple[Action, int]], text: str) -> None:
    found = outlined(document(text))
    lines = [at for at in range(len(text)) if at == 0 or text[at - 1] == "\n"]
    places = [(action, lines[at % len(lines)] if at % 3 else at % len(text)) for action, at in actions]
    result = corrected(found, [correction(found, action, place) for action, place in places])
    assert_holds_together(result)
