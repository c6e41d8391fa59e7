"""Tracked changes and hidden text, in both views."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document.model import Concealed, Concealment, Span
from app.document.options import ReadingOptions, View
from app.document.readers.wordml import read
from app.messages import message
from tests.document.word_files import (
    BY_STYLE,
    SHOWN,
    assert_pieces_lead_back,
    field,
    level,
    paragraph,
    run,
    styled,
    text_of,
    texts,
    word_file,
)


def test_the_final_view_has_what_is_inserted_and_not_what_is_deleted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>认真</w:delText></w:r></w:del>'
    wrong = f'<w:del w:id="2">{run("真")}</w:del><w:moveFrom w:id="3">{run("抓")}</w:moveFrom>'
    inserted = f'<w:ins w:id="4">{run("扎实")}</w:ins>'
    document = read(word_file(tmp_path, f"<w:p>{deleted}{wrong}{inserted}{run('推进')}</w:p>"))
    assert document.text == "扎实推进"
    assert document.warnings == (message("reading.tracked", count=4),)


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    kept = '<w:outlineLvl w:val="0"/>'
    body = paragraph("一是", properties=gone) + paragraph("加强领导。", properties=kept) + paragraph("二是")
    document = read(word_file(tmp_path, body))
    assert texts(document) == ["一是加强领导。", "二是"]
    assert document.blocks[0].outline_level == 1


def test_deleted_rows_are_left_out(tmp_path: Path) -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    table = row.format('<w:del w:id="1"/>', paragraph("旧")) + row.format("", paragraph("新"))
    assert texts(read(word_file(tmp_path, f"<w:tbl>{table}</w:tbl>"))) == ["新"]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<w:p>{run('明')}{run('暗暗', '<w:vanish/>')}</w:p>",
        f"<w:p>{run('明')}{run('暗暗', BY_STYLE)}</w:p>",
        f'<w:p><w:pPr><w:pStyle w:val="hidden"/></w:pPr>{run("明", SHOWN)}{run("暗暗")}</w:p>',
    ],
)
def test_hidden_text_is_left_out_and_its_characters_are_counted(tmp_path: Path, hidden: str) -> None:
    document = styled(tmp_path, hidden)
    assert document.text == "明"
    assert document.warnings == (message("reading.hidden_text", count=2),)


def test_a_style_separator_leaves_two_blocks(tmp_path: Path) -> None:
    separator = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    assert text_of(tmp_path, paragraph("一、总则", properties=separator) + paragraph("正文")) == "一、总则\n正文"


ORIGINAL = ReadingOptions(view=View.ORIGINAL)


def test_the_original_view_has_what_is_deleted_and_not_what_is_inserted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>认真</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{run("抓好")}</w:moveFrom><w:moveTo w:id="5">{run("抓实")}</w:moveTo>'
    inserted = f'<w:ins w:id="4">{run("扎实")}</w:ins>'
    both = '<w:ins w:id="6"><w:del w:id="7"><w:r><w:delText>又</w:delText></w:r></w:del></w:ins>'
    path = word_file(tmp_path, f"<w:p>{deleted}{moved}{inserted}{both}{run('推进')}</w:p>")
    document = read(path, ORIGINAL)
    assert document.text == "认真抓好推进"
    assert read(path).text == "抓实扎实推进"
    assert document.warnings == (message("reading.tracked_original", count=6),)
    assert_pieces_lead_back(path, document)


def test_a_run_has_the_same_offsets_in_both_views(tmp_path: Path) -> None:
    path = word_file(tmp_path, "<w:p><w:r><w:delText>旧</w:delText><w:t>新</w:t></w:r></w:p>")
    final, original = read(path), read(path, ORIGINAL)
    assert (final.text, [p.offset for p in final.pieces]) == ("新", [1])
    assert (original.text, [p.offset for p in original.pieces]) == ("旧新", [0])


def test_in_the_original_a_paragraph_whose_mark_is_inserted_goes_on_in_the_next(tmp_path: Path) -> None:
    body = paragraph("一是", properties='<w:rPr><w:ins w:id="1"/></w:rPr>') + paragraph("加强领导。")
    assert texts(read(word_file(tmp_path, body), ORIGINAL)) == ["一是加强领导。"]
    body = paragraph("一是", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("加强领导。")
    assert texts(read(word_file(tmp_path, body), ORIGINAL)) == ["一是", "加强领导。"]


def test_rows_and_cells_are_those_of_the_view(tmp_path: Path) -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc></w:tr>"
    table = "".join(
        (
            row.format('<w:del w:id="1"/>', "", paragraph("删行")),
            row.format('<w:ins w:id="2"/>', "", paragraph("增行")),
            row.format("", '<w:cellDel w:id="3"/>', paragraph("删格")),
            row.format("", '<w:cellIns w:id="4"/>', paragraph("增格")),
        )
    )
    path = word_file(tmp_path, f"<w:tbl>{table}</w:tbl>")
    assert texts(read(path)) == ["增行", "增格"]
    assert texts(read(path, ORIGINAL)) == ["删行", "删格"]


def test_numbers_are_those_of_the_view(tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{}</w:numPr>'
    plain, new = number.format(""), number.format('<w:ins w:id="1"/>')
    no_longer = f'<w:pPrChange w:id="2"><w:pPr>{plain}<w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'
    gone = paragraph(properties=f"{plain}<w:rPr><w:ins w:id='3'/></w:rPr>")
    body = paragraph("甲", properties=no_longer) + paragraph("乙", properties=new) + gone
    path = word_file(tmp_path, body + paragraph("丙", properties=plain), parts={"numbering": numbering})
    final, original = read(path), read(path, ORIGINAL)
    assert [b.number for b in final.blocks] == ["", "一、", "二、", "三、"]
    assert [b.outline_level for b in final.blocks] == [None] * 4
    assert [(b.number, b.outline_level) for b in original.blocks] == [("一、", 1), ("", None), ("二、", None)]


def test_a_deleted_field_has_its_result_in_the_original(tmp_path: Path) -> None:
    gone = field(" PAGE ", "<w:r><w:delText>3</w:delText></w:r>").replace("w:instrText", "w:delInstrText")
    path = word_file(tmp_path, f'<w:p>{run("第")}<w:del w:id="1">{gone}</w:del>{run("页")}</w:p>')
    assert read(path, ORIGINAL).text == "第3页"
    assert read(path).text == "第页"


def test_an_inserted_field_without_an_end_swallows_nothing_of_the_original(tmp_path: Path) -> None:
    begin = '<w:ins w:id="1"><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:ins>'
    assert read(word_file(tmp_path, f"<w:p>{begin}{run('正文')}</w:p>"), ORIGINAL).text == "正文"


def test_hidden_text_is_text_where_it_is_asked_for(tmp_path: Path) -> None:
    path = word_file(tmp_path, f"<w:p>{run('明')}{run('暗暗', '<w:vanish/>')}{run('明')}</w:p>")
    document = read(path, ReadingOptions(hidden=True))
    assert document.text == "明暗暗明"
    assert document.warnings == (message("reading.hidden_text_read", count=2),)
    assert document.concealed == (Concealed(Span(1, 3), Concealment.HIDDEN),)
    assert_pieces_lead_back(path, document)
