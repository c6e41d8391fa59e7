"""What says the same of paragraphs and runs is looked into once, and is found to say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from app.document.options import View
from app.document.readers.wordml_formats import mark_is_hidden, paragraph_format, run_format
from app.document.readers.wordml_settings import Settings
from app.document.readers.wordml_styles import read_styles
from app.document.readers.wordml_view import SIDES
from app.document.readers.wordml_xml import child, value
from tests.document.word_files import STRICT, STYLES, TRANSITIONAL

STYLE_NAMES = (None, "1", "sub", "hidden", "TOC1", "unknown")
RUN_SAYS = (
    '<w:rStyle w:val="strong"/>',
    '<w:rStyle w:val="hide"/>',
    '<w:rFonts w:ascii="仿宋"/>',
    '<w:rFonts w:eastAsia="仿宋"/>',
    '<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="minorEastAsia"/>',
    '<w:rFonts w:hAnsi="仿宋" w:eastAsia="楷体"/>',
    '<w:sz w:val="32"/>',
    '<w:sz w:val="no"/>',
    '<w:szCs w:val="32"/>',
    "<w:b/>",
    '<w:b w:val="0"/>',
    "<w:vanish/>",
    '<w:color w:val="FFFFFF"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>',
    '<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>',
    '<w:highlight w:val="yellow"/>',
    "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>",
)
PARAGRAPH_SAYS = (
    '<w:pStyle w:val="1"/>',
    '<w:pStyle w:val="TOC1"/>',
    "<w:pStyle/>",
    '<w:jc w:val="center"/>',
    '<w:outlineLvl w:val="1"/>',
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>',
    '<w:numPr><w:numId w:val="3"/><w:ins/></w:numPr>',
    '<w:shd w:val="clear" w:fill="FF0000"/>',
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:rPr><w:del/></w:rPr>",
    "<w:rPr><w:ins/></w:rPr>",
    '<w:pPrChange><w:pPr><w:pStyle w:val="sub"/></w:pPr></w:pPrChange>',
)


def part(inside: str, *, strict: bool = False) -> Element:
    spaces = STRICT if strict else TRANSITIONAL
    return etree.fromstring(f'<w:x xmlns:w="{spaces["w"]}">{inside}</w:x>')


def properties(kind: str, said: Iterable[str], *, strict: bool) -> Element | None:
    return child(part(f"<w:{kind}>{''.join(said)}</w:{kind}>", strict=strict), f"w:{kind}")


def assert_runs_are_set_as_they_say(view: View, runs: Iterable[tuple[str | None, Sequence[str], bool]]) -> None:
    styles, side = read_styles(part(STYLES)), SIDES[view]
    settings = Settings(styles, side)
    for style, said, strict in runs:
        found = side.settings(own := properties("rPr", said, strict=strict))
        by_style = styles.run(style, None if found is None else value(found, "w:rStyle"))
        assert settings.run(style, own) == run_format(found).over(by_style)


@pytest.mark.parametrize("view", View)
def test_runs_that_say_two_things_each_are_told_apart(view: View) -> None:
    says = list(product(STYLE_NAMES, product(RUN_SAYS, repeat=2), (False, True)))
    assert_runs_are_set_as_they_say(view, says)


@pytest.mark.parametrize("view", View)
@given(st.lists(st.tuples(st.sampled_from(STYLE_NAMES), st.lists(st.sampled_from(RUN_SAYS)), st.booleans())))
def test_a_run_is_set_as_its_own_properties_over_its_styles_say(
    view: View, runs: list[tuple[str | None, list[str], bool]]
) -> None:
    assert_runs_are_set_as_they_say(view, runs * 2)


@pytest.mark.parametrize("view", View)
@given(st.lists(st.tuples(st.lists(st.sampled_from(PARAGRAPH_SAYS), max_size=3), st.booleans())))
def test_a_paragraph_is_set_as_its_own_properties_over_its_style_say(
    view: View, paragraphs: list[tuple[list[str], bool]]
) -> None:
    styles, side = read_styles(part(STYLES)), SIDES[view]
    settings = Settings(styles, side)
    for said, strict in paragraphs * 2:
        found = settings.paragraph(own := properties("pPr", said, strict=strict))
        wanted = side.settings(own)
        style = None if wanted is None else value(wanted, "w:pStyle")
        direct = paragraph_format(wanted, side)
        assert (found.style, found.direct) == (style, direct)
        assert found.known == direct.over(styles.paragraph(style))
        assert found.contents == styles.is_contents(style)
        assert found.goes_on == side.lacks_mark(own)
        assert found.mark_is_hidden == mark_is_hidden(own)
