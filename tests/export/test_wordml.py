"""WordprocessingML holds what is written into it, whatever its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.export.wordml import escaped, xml_text


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    assert xml_text("甲\x00\ufffe乙\ud800") == escaped("甲\x00\ufffe乙\ud800") == "甲乙"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_escaped_text_reads_as_it_was_but_for_what_xml_cannot_hold(text: str) -> None:
    assert (etree.fromstring(f"<t>{escaped(text)}</t>".encode()).text or "") == xml_text(text)
