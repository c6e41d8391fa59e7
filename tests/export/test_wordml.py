"""Runs are cut without loss, and settings come to stand where the schema wants them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.document.readers.wordml_runs import run_text
from app.document.readers.wordml_xml import attribute, child, name
from app.export.marks import MarkStyle
from app.export.wordml import cut, mark, renumber_changes, text_element

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = [
    "<w:t>狠抓落实</w:t>",
    '<w:t xml:space="preserve"> a b </w:t>',
    "<w:tab/>",
    "<w:br/>",
    '<w:footnoteReference w:id="1"/>',
    "<w:lastRenderedPageBreak/>",
    '<w:sym w:font="Wingdings" w:char="F0FC"/>',
    "<w:drawing/>",
    "<w:delText>不再要的</w:delText>",
]
STYLE = MarkStyle("FAD4C0", "wave", "D55E00")


def paragraph(inside: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{SPACE}">{inside}</w:p>')


def said(run: etree._Element) -> str:
    return "".join(text for _, text in run_text(run))


@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=6), offsets=st.sets(st.integers(0, 30), max_size=6))
def test_a_cut_run_says_the_same_and_keeps_everything_in_order(parts: list[str], offsets: set[int]) -> None:
    whole = paragraph(f"<w:r><w:rPr><w:b/></w:rPr>{''.join(parts)}</w:r>")
    text = said(whole[0])
    others = [name(e) for e in whole[0] if name(e) not in ("w:t", "w:delText", "w:rPr")]

    stretches = cut(whole[0], offsets)

    assert [said(s.run) for s in stretches] == [text[s.start : s.end] for s in stretches]
    assert "".join(said(s.run) for s in stretches) == text
    assert {s.start for s in stretches} == {0, *(o for o in offsets if 0 < o < len(text))}
    assert [name(e) for run in whole for e in run if name(e) not in ("w:t", "w:delText", "w:rPr")] == others
    assert all(child(run, "w:b") is None and child(run[0], "w:b") is not None for run in whole)
    assert list(whole) == [s.run for s in stretches]


def test_a_run_without_a_cut_inside_stays_as_it_is() -> None:
    whole = paragraph("<w:r><w:t>先立后破</w:t></w:r>")
    before = etree.tostring(whole)

    cut(whole[0], {0, 4, 9})

    assert etree.tostring(whole) == before


def test_deleted_text_stays_deleted_text_where_it_is_cut() -> None:
    run = paragraph("<w:r><w:delText>狠抓落实</w:delText></w:r>")[0]
    parts = [stretch.run for stretch in cut(run, [2])]
    assert [(name(part[0]), part[0].text) for part in parts] == [("w:delText", "狠抓"), ("w:delText", "落实")]


def test_spaces_at_a_cut_are_kept() -> None:
    whole = paragraph("<w:r><w:t>go on</w:t></w:r>")

    cut(whole[0], {3})

    assert [t.get("{http://www.w3.org/XML/1998/namespace}space") for t in whole.iter(f"{{{SPACE}}}t")] == [
        "preserve",
        None,
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ["w:u", "w:shd"]),
        ('<w:rFonts/><w:b/><w:sz w:val="32"/><w:lang/>', ["w:rFonts", "w:b", "w:sz", "w:u", "w:shd", "w:lang"]),
        ('<w:bdr/><w:shd w:fill="FFFFFF"/><w:vertAlign/>', ["w:u", "w:bdr", "w:shd", "w:vertAlign"]),
        ('<w:u w:val="none"/><w:rPrChange/>', ["w:u", "w:shd", "w:rPrChange"]),
    ],
)
def test_marks_stand_where_the_schema_wants_them(before: str, after: list[str]) -> None:
    run = paragraph(f"<w:r><w:rPr>{before}</w:rPr><w:t>字</w:t></w:r>")[0]

    mark(run, STYLE)

    properties = child(run, "w:rPr")
    assert properties is not None
    assert [name(e) for e in properties] == after
    shade, line = child(properties, "w:shd"), child(properties, "w:u")
    assert shade is not None
    assert line is not None
    assert (attribute(shade, "w:fill"), attribute(line, "w:val")) == ("FAD4C0", "wave")


def test_an_underline_of_its_own_stays() -> None:
    run = paragraph('<w:r><w:rPr><w:u w:val="thick"/></w:rPr><w:t>字</w:t></w:r>')[0]

    mark(run, STYLE)

    assert [attribute(e, "w:val") for e in run.iter(f"{{{SPACE}}}u")] == ["thick"]
    assert len(list(run.iter(f"{{{SPACE}}}shd"))) == 1


def test_a_tracked_change_that_is_doubled_by_a_cut_gets_an_id_of_its_own() -> None:
    whole = paragraph('<w:r><w:rPr><w:rPrChange w:id="7"/></w:rPr><w:t>先立后破</w:t></w:r><w:ins w:id="12"/>')

    stretches = cut(whole[0], {2})
    renumber_changes(whole, [s.run for s in stretches[1:]])

    assert [attribute(e, "w:id") for e in whole.iter(f"{{{SPACE}}}rPrChange")] == ["7", "13"]


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    assert text_element(paragraph(""), "甲\x00\ufffe乙\ud800").text == "甲乙"
