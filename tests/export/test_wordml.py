"""WordprocessingML holds what is written into it, whatever its text."""

from __future__ import annotations

from lxml import etree

from app.export.wordml import text_element

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    paragraph = etree.fromstring(f'<w:p xmlns:w="{SPACE}"/>')
    assert text_element(paragraph, "甲\x00\ufffe乙\ud800").text == "甲乙"
