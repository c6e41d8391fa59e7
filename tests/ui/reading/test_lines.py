"""How the lines of a document are set."""

from __future__ import annotations

from dataclasses import replace

from app.document.model import Document, Look
from tests.conftest import document
from ui.reading.lines import Setting, headings, lines

SPEECH = (
    "在全县安全生产工作会议上的讲话\n（2025年3月12日）\n同志们：\n今天开会，讲两点意见。\n"
    "一、认清形势，增强紧迫感\n形势很严峻。一是认识有落差。有的同志不以为然。二是责任有断档。有的地方无人过问。\n"
    "二、狠抓落实\n大家要抓紧。\n"
)


def settings(of: Document) -> dict[str, Setting]:
    return {of.text[line.start : line.end]: line.setting for line in lines(of)}


def test_title_date_salutation_headings_and_paragraphs_are_set_as_such() -> None:
    found = settings(document(SPEECH))
    assert found["在全县安全生产工作会议上的讲话"] is Setting.TITLE
    assert found["（2025年3月12日）"] is Setting.CENTRED
    assert found["同志们："] is Setting.FLUSH
    assert found["一、认清形势，增强紧迫感"] is Setting.HEADING
    assert found["今天开会，讲两点意见。"] is Setting.BODY


def test_every_line_of_the_text_is_set_once() -> None:
    of = document(SPEECH)
    assert [of.text[line.start : line.end] for line in lines(of)] == SPEECH.split("\n")


def test_a_heading_holds_its_printed_number_and_stops_before_the_text() -> None:
    of = document(SPEECH)
    found = {of.text[each.span.start : each.span.end]: each.own_line for each in headings(of)}
    assert found["一、认清形势，增强紧迫感"] is True
    assert found["一是认识有落差"] is False


def test_of_a_long_heading_inside_a_paragraph_only_the_first_clause_is_set_as_one() -> None:
    long = (
        "一是责任有漏洞，厂房一租再租、一隔再隔，房东说不清楚，租户也说不清楚。二是能力有差距，许多人看不懂也管不了。"
    )
    of = document(f"讲话\n一、问题\n问题有两个。{long}\n二、办法\n要抓紧。\n")
    found = [of.text[each.span.start : each.span.end] for each in headings(of)]
    assert "一是责任有漏洞" in found


def test_a_computed_number_belongs_to_the_first_line_of_its_block() -> None:
    of = document(SPEECH)
    blocks = tuple(replace(block, number="（一）") if block.start == 0 else block for block in of.blocks)
    found = lines(replace(of, blocks=blocks))
    assert [line.number for line in found[:2]] == ["（一）", ""]


def test_a_paragraph_that_its_file_centres_is_centred() -> None:
    of = document("讲话\n一、问题\n（此处有图）\n问题很多。\n")
    start = of.text.index("（此处")
    blocks = tuple(replace(each, look=Look(centred=True)) if each.start == start else each for each in of.blocks)
    assert settings(replace(of, blocks=blocks))["（此处有图）"] is Setting.CENTRED
