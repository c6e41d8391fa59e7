"""Runs are cut without loss, and settings come to stand where the schema wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.document.readers.wordml_runs import run_text
from app.document.readers.wordml_styles import read_styles
from app.document.readers.wordml_xml import attribute, child, inside, name
from app.export.marks import MarkStyle
from app.export.markup import Markup, Order
from app.export.run_marks import Look, RunMarks

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


def marked(
    whole: etree._Element, offsets: Iterable[int], looks: Sequence[Look] = (), styles: str = ""
) -> etree._Element:
    """The paragraph, or table, with its first run cut and marked; `styles` is the inside of the styles part."""
    markup = Markup(whole)
    known = read_styles(etree.fromstring(f'<w:styles xmlns:w="{SPACE}">{styles}</w:styles>'))
    RunMarks(markup, lambda: known).mark(next(inside(whole, "w:r")), offsets, looks)
    return etree.fromstring(markup.made())


def said(run: etree._Element) -> str:
    return "".join(text for _, text in run_text(run))


@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=6), offsets=st.sets(st.integers(0, 30), max_size=6))
def test_a_cut_run_says_the_same_and_keeps_everything_in_order(parts: list[str], offsets: set[int]) -> None:
    whole = paragraph(f"<w:r><w:rPr><w:b/></w:rPr>{''.join(parts)}</w:r>")
    text = said(whole[0])
    others = [name(e) for e in whole[0] if name(e) not in ("w:t", "w:delText", "w:rPr")]

    made = marked(whole, offsets)

    edges = [0, *sorted(offset for offset in offsets if 0 < offset < len(text)), len(text)]
    assert [said(run) for run in made] == [text[start:end] for start, end in pairwise(edges)]
    assert [name(e) for run in made for e in run if name(e) not in ("w:t", "w:delText", "w:rPr")] == others
    assert all(child(run, "w:b") is None and child(run[0], "w:b") is not None for run in made)


@given(
    parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=6),
    offsets=st.lists(st.integers(0, 12), min_size=1, max_size=4),
)
def test_places_of_a_cut_run_are_those_of_its_text(parts: list[str], offsets: list[int]) -> None:
    whole = paragraph(f"<w:r>{''.join(parts)}</w:r>")
    text = said(whole[0])
    inner = [min(offset, len(text)) for offset in offsets]
    markup = Markup(whole)

    cut = RunMarks(markup).mark(whole[0], inner, ())
    for number, offset in enumerate(inner):
        if offset < len(text):
            markup.put(cut.begin(offset), Order.BEFORE, f'<w:bookmarkStart w:id="{number}"/>')
        if offset > 0:
            markup.put(cut.end(offset), Order.BEHIND, f'<w:bookmarkEnd w:id="{number}"/>')

    at, found = 0, set()
    for element in etree.fromstring(markup.made()):
        if name(element) == "w:r":
            at += len(said(element))
        else:
            found.add((name(element), at, attribute(element, "w:id")))
    begun = {("w:bookmarkStart", offset, str(n)) for n, offset in enumerate(inner) if offset < len(text)}
    assert found == begun | {("w:bookmarkEnd", offset, str(n)) for n, offset in enumerate(inner) if offset > 0}


def test_a_run_without_a_cut_inside_stays_as_it_is() -> None:
    whole = paragraph("<w:r><w:t>先立后破</w:t></w:r>")
    assert etree.tostring(marked(whole, {0, 4, 9})) == etree.tostring(whole)


def test_deleted_text_stays_deleted_text_where_it_is_cut() -> None:
    made = marked(paragraph("<w:r><w:delText>狠抓落实</w:delText></w:r>"), [2])
    assert [(name(run[0]), run[0].text) for run in made] == [("w:delText", "狠抓"), ("w:delText", "落实")]


def test_characters_that_are_escaped_count_as_one() -> None:
    made = marked(paragraph("<w:r><w:t>R&amp;D&lt;研发&gt;</w:t></w:r>"), [2, 4])
    assert [said(run) for run in made] == ["R&", "D<", "研发>"]


def test_spaces_at_a_cut_are_kept() -> None:
    made = marked(paragraph("<w:r><w:t>go on</w:t></w:r>"), {3})
    spaces = [t.get("{http://www.w3.org/XML/1998/namespace}space") for t in inside(made, "w:t")]
    assert [said(run) for run in made] == ["go ", "on"]
    assert spaces[0] == "preserve"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ["w:u", "w:shd"]),
        ('<w:rFonts/><w:b/><w:sz w:val="32"/><w:lang/>', ["w:rFonts", "w:b", "w:sz", "w:u", "w:shd", "w:lang"]),
        ('<w:bdr/><w:shd w:fill="FFFFFF"/><w:vertAlign/>', ["w:u", "w:bdr", "w:shd", "w:vertAlign"]),
        ('<w:u w:val="none"/><w:rPrChange/>', ["w:u", "w:shd", "w:rPrChange"]),
    ],
)
@pytest.mark.parametrize("start", [0, 1])
def test_marks_stand_where_the_schema_wants_them(before: str, after: list[str], start: int) -> None:
    whole = paragraph(f"<w:r><w:rPr>{before}</w:rPr><w:t>一字</w:t></w:r>")

    made = marked(whole, {start, 2}, [(start, 2, STYLE)])

    properties = child(made[-1], "w:rPr")
    assert properties is not None
    assert [name(e) for e in properties] == after
    shade, line = child(properties, "w:shd"), child(properties, "w:u")
    assert shade is not None
    assert line is not None
    assert (attribute(shade, "w:fill"), attribute(line, "w:val")) == ("FAD4C0", "wave")


def test_a_run_without_properties_gets_them_and_its_other_stretches_get_none() -> None:
    made = marked(paragraph("<w:r><w:t>一字之差</w:t></w:r>"), {1, 2}, [(1, 2, STYLE)])
    assert [[name(e) for e in run] for run in made] == [["w:t"], ["w:rPr", "w:t"], ["w:t"]]


def test_an_underline_of_its_own_stays() -> None:
    made = marked(paragraph('<w:r><w:rPr><w:u w:val="thick"/></w:rPr><w:t>字</w:t></w:r>'), {0, 1}, [(0, 1, STYLE)])
    assert [attribute(e, "w:val") for e in inside(made, "w:u")] == ["thick"]
    assert len(list(inside(made, "w:shd"))) == 1


def test_a_tracked_change_that_is_doubled_by_a_cut_gets_an_id_of_its_own() -> None:
    changed = '<w:r><w:rPr><w:rPrChange w:id="7"/></w:rPr><w:t>先立后破</w:t></w:r>'
    made = marked(paragraph(f'{changed}<w:ins w:id="12"/>'), {2})
    assert [attribute(e, "w:id") for e in inside(made, "w:rPrChange")] == ["7", "13"]


def test_a_part_that_needs_no_prefix_gets_one_for_what_is_added() -> None:
    body = f'<p xmlns="{SPACE}" xmlns:x="{SPACE}"><r><rPr><b/></rPr><t>先立后破</t></r><ins x:id="12"/></p>'
    default_only = etree.fromstring(body.replace(' xmlns:x="', ' xmlns:y="').replace('<ins x:id="12"/>', ""))
    for whole in (etree.fromstring(body), default_only):
        made = marked(whole, {0, 2}, [(0, 2, STYLE)])
        assert [said(run) for run in inside(made, "w:r")] == ["先立", "后破"]
        assert [attribute(e, "w:fill") for e in inside(made, "w:shd")] == ["FAD4C0"]


def test_prefixes_of_any_name_count_where_free_ids_are_sought() -> None:
    whole = paragraph(f'<w:r><w:t>先立后破</w:t></w:r><x:ins xmlns:x="{SPACE}" x:id="12"/>')
    assert next(RunMarks(Markup(whole)).free_ids) == 13


@pytest.mark.parametrize(
    ("colour", "looks"),
    [
        ("FFFFFF", ["w:color", "w:u"]),
        ("F7CAAC", ["w:color", "w:u"]),
        ("FF0000", ["w:color", "w:u", "w:shd"]),
        ("auto", ["w:color", "w:u", "w:shd"]),
    ],
)
def test_light_letters_are_underlined_but_not_shaded(colour: str, looks: list[str]) -> None:
    whole = paragraph(f'<w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:t>字</w:t></w:r>')
    made = marked(whole, {0, 1}, [(0, 1, STYLE)])
    assert [name(e) for e in made[0][0]] == looks


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("paragraph", '<w:pPr><w:pStyle w:val="s"/></w:pPr><w:r><w:t>字</w:t></w:r>'),
        ("character", '<w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>字</w:t></w:r>'),
    ],
)
def test_letters_that_a_style_makes_light_are_not_shaded(kind: str, properties: str) -> None:
    styles = (
        f'<w:style w:type="{kind}" w:styleId="base"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
        f'<w:style w:type="{kind}" w:styleId="s"><w:basedOn w:val="base"/></w:style>'
    )
    made = marked(paragraph(properties), {0, 1}, [(0, 1, STYLE)], styles)
    assert not list(inside(made, "w:shd"))
    assert list(inside(made, "w:u"))

    dark = properties.replace("<w:t>", '<w:rPr><w:color w:val="000000"/></w:rPr><w:t>', kind == "paragraph")
    dark = dark.replace("</w:rPr>", '<w:color w:val="000000"/></w:rPr>') if kind == "character" else dark
    assert list(inside(marked(paragraph(dark), {0, 1}, [(0, 1, STYLE)], styles), "w:shd"))


@pytest.mark.parametrize(
    ("look", "shaded"), [('w:firstRow="1"', False), ('w:firstRow="0"', True), ('w:val="04A0"', False)]
)
def test_the_light_head_of_a_table_is_not_shaded(look: str, shaded: bool) -> None:
    styles = (
        '<w:style w:type="table" w:styleId="t"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
        "</w:tblStylePr></w:style>"
    )
    row = "<w:tr><w:tc><w:p><w:r><w:t>字</w:t></w:r></w:p></w:tc></w:tr>"
    properties = f'<w:tblPr><w:tblStyle w:val="t"/><w:tblLook {look}/></w:tblPr>'

    head = marked(paragraph(f"<w:tbl>{properties}{row}</w:tbl>")[0], {0, 1}, [(0, 1, STYLE)], styles)
    below = paragraph(f"<w:tbl>{properties}<w:tr><w:tc><w:p/></w:tc></w:tr>{row}</w:tbl>")[0]

    assert bool(list(inside(head, "w:shd"))) == shaded
    assert list(inside(marked(below, {0, 1}, [(0, 1, STYLE)], styles), "w:shd"))


def test_the_dark_ground_of_light_letters_stays() -> None:
    ground = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'
    made = marked(paragraph(f"<w:r><w:rPr>{ground}</w:rPr><w:t>字</w:t></w:r>"), {0, 1}, [(0, 1, STYLE)])
    assert [attribute(e, "w:fill") for e in inside(made, "w:shd")] == ["1F3864"]
