"""The text of Word files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.document.readers.wordml import read
from app.messages import message
from tests.document.word_files import field, level, numbered, paragraph, run, text_of, word_file


def test_paragraphs_are_blocks_joined_by_one_line_feed(tmp_path: Path) -> None:
    document = read(word_file(tmp_path, paragraph("同志们：") + paragraph() + paragraph("今天", "开会。")))
    assert document.text == "同志们：\n\n今天开会。"
    assert [(b.start, b.end) for b in document.blocks] == [(0, 4), (5, 5), (6, 11)]
    assert [b.where for b in document.blocks] == [message("where.paragraph", number=n) for n in (1, 2, 3)]
    assert document.body_end == len(document.text)


def test_a_document_says_which_file_it_is(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("一"), name="讲话.DOCM")
    document = read(path)
    assert (document.name, document.path, document.format) == ("讲话.DOCM", str(path), "docm")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.sections == ()


def test_the_strict_format_reads_like_the_transitional_one(tmp_path: Path) -> None:
    parts = {
        "numbering": f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    }
    body = numbered("提高认识", 1) + paragraph("落实")
    one = read(word_file(tmp_path, body, name="one.docx", parts=parts))
    other = read(word_file(tmp_path, body, name="other.docx", parts=parts, strict=True))
    assert (other.text, other.blocks, other.pieces) == (one.text, one.blocks, one.pieces)
    assert other.blocks[0].number == "一、"


def test_special_characters_are_the_ones_that_word_shows(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="2605"/><w:sym w:char="D800"/><w:ptab/></w:r></w:p>'
    )
    assert text_of(tmp_path, body) == "甲\t乙\n\n\u2011\u00ad\uf0fe★\t"


def test_page_and_column_breaks_are_no_text(tmp_path: Path) -> None:
    assert text_of(tmp_path, '<w:p><w:r><w:br w:type="page"/><w:t>甲</w:t><w:br w:type="column"/></w:r></w:p>') == "甲"


def test_white_space_is_kept_and_a_typed_tab_is_a_space(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<w:p><w:r><w:t>\u3000 甲\t乙\n丙 </w:t></w:r></w:p>") == "\u3000 甲 乙 丙 "


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="place"><w:smartTag w:element="city">{}</w:smartTag></w:smartTag>',
        '<w:ins w:id="1">{}</w:ins>',
        '<w:moveTo w:id="1">{}</w:moveTo>',
        '<w:customXml w:element="a">{}</w:customXml>',
        '<w:fldSimple w:instr=" REF a ">{}</w:fldSimple>',
    ],
)
def test_text_is_found_in_whatever_wraps_it(tmp_path: Path, wrapped: str) -> None:
    assert text_of(tmp_path, f"<w:p>{run('在')}{wrapped.format(run('北京'))}{run('开会')}</w:p>") == "在北京开会"


def test_paragraphs_are_found_in_content_controls(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('乙')}</w:sdtContent></w:sdt>"
    assert text_of(tmp_path, paragraph("甲") + control + paragraph("丙")) == "甲\n乙\n丙"


def test_ruby_gives_its_base_only(tmp_path: Path) -> None:
    ruby = f"<w:ruby><w:rt>{run('lóng')}</w:rt><w:rubyBase>{run('龙')}</w:rubyBase></w:ruby>"
    document = read(word_file(tmp_path, f"<w:p><w:r><w:t>双</w:t>{ruby}<w:t>湖</w:t></w:r></w:p>"))
    assert document.text == "双龙湖"
    assert [(p.run, p.offset) for p in document.pieces] == [(0, 0), (2, 0), (0, 1)]


def test_formulas_are_text_without_a_piece(tmp_path: Path) -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>"
    document = read(word_file(tmp_path, f"<w:p>{run('设')}{formula}{run('。')}</w:p>"))
    assert document.text == "设x=1。"
    assert [(p.start, p.end) for p in document.pieces] == [(0, 1), (4, 5)]


def test_comments_are_never_text(tmp_path: Path) -> None:
    begin, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    assert text_of(tmp_path, f"<w:p>{begin}{run('甲')}{end}{mark}</w:p>") == "甲"


def test_an_emoji_that_older_programs_see_as_text_is_read_once(tmp_path: Path) -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="1F60A" '
        'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"/></mc:Choice>'
        "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(tmp_path, f"<w:p><w:r><w:t>好</w:t>{choice}</w:r></w:p>") == "好😊"


def test_field_results_are_text_and_codes_are_not(tmp_path: Path) -> None:
    inner = field(" PAGE ", run("3"))
    body = f"<w:p>{run('见')}{field(' IF 1 ', run('第') + inner + run('页'))}{run('。')}</w:p>"
    assert text_of(tmp_path, body) == "见第3页。"


def test_a_field_inside_the_code_of_another_is_code(tmp_path: Path) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    body = f"<w:p>{begin}{field(' DATE ', run('密'))}{run('码')}{separate}{run('果')}{end}</w:p>"
    assert text_of(tmp_path, body) == "果"


def test_a_field_goes_on_across_paragraphs(tmp_path: Path) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    body = f"<w:p>{begin}</w:p><w:p>{run('码')}{separate}{run('甲')}</w:p><w:p>{run('乙')}{end}{run('丙')}</w:p>"
    assert text_of(tmp_path, body) == "\n甲\n乙丙"


def test_a_field_that_never_ends_swallows_nothing(tmp_path: Path) -> None:
    assert text_of(tmp_path, f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("正文")}</w:p>') == "正文"
