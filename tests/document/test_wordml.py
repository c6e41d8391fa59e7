"""Word files become text with structure."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from app.document.model import Block, BlockKind, Document
from app.document.readers.wordml import read, run_text
from app.document.readers.wordml_xml import tags
from app.errors import UnreadableInput
from app.messages import message
from tests.document.word_files import field, level, numbered, paragraph, run, word_file

CORPUS = Path(os.environ.get("DUIDU_CORPUS", ""))
corpus = pytest.mark.corpus
needs_corpus = pytest.mark.skipif("DUIDU_CORPUS" not in os.environ, reason="DUIDU_CORPUS names no corpus")


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def text_of(folder: Path, body: str) -> str:
    return read(word_file(folder, body)).text


def only(document: Document) -> Block:
    (block,) = document.blocks
    return block


# The text


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


# Fields


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


# Revisions and hidden text


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


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="sub"><w:name w:val="小标题"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="flat"><w:name w:val="正文居中"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="hide"><w:name w:val="批示"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="hidden"><w:name w:val="隐藏"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="环"/><w:basedOn w:val="loop"/></w:style>'
)


BY_STYLE = '<w:rStyle w:val="hide"/>'
SHOWN = '<w:vanish w:val="0"/>'
STRONG = '<w:rStyle w:val="strong"/>'


def styled(folder: Path, body: str) -> Document:
    return read(word_file(folder, body, parts={"styles": STYLES}))


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


# Tables, text boxes, notes, headers and footers


def test_cells_say_where_they_are(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内')}</w:tc></w:tr></w:tbl>"
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("宽")}</w:tc>'
    table = f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('甲', '乙')}{inner}{paragraph()}</w:tc></w:tr></w:tbl>"
    document = read(word_file(tmp_path, paragraph("前") + table + paragraph("后")))
    assert texts(document) == ["前", "宽", "甲乙", "内", "", "后"]
    assert [b.where for b in document.blocks if b.kind is BlockKind.CELL] == [
        message("where.cell", table=1, row=1, column=1),
        message("where.cell", table=1, row=1, column=3),
        message("where.cell", table=2, row=1, column=1),
        message("where.cell", table=1, row=1, column=3),
    ]
    assert document.blocks[-1].where == message("where.paragraph", number=2)


def test_the_empty_cells_of_a_merged_one_are_skipped(tmp_path: Path) -> None:
    def row(merge: str, text: str) -> str:
        return f"<w:tr><w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc></w:tr>"

    table = row('<w:vMerge w:val="restart"/>', "头") + row("<w:vMerge/>", "") + row("<w:vMerge/>", "有字")
    assert texts(read(word_file(tmp_path, f"<w:tbl>{table}</w:tbl>"))) == ["头", "有字"]


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


def test_a_text_box_follows_its_paragraph_and_is_read_once(tmp_path: Path) -> None:
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box("框")}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box('框')}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document = read(word_file(tmp_path, f"<w:p>{drawn}{run('锚')}</w:p>{paragraph('后')}"))
    assert texts(document) == ["锚", "框", "后"]
    assert document.blocks[1].kind is BlockKind.TEXTBOX
    assert document.blocks[1].where == message("where.textbox", number=1)
    assert document.blocks[2].where == message("where.paragraph", number=2)
    assert [p.run for p in document.pieces] == [3, 1, 4]


def test_a_text_box_that_only_the_fallback_holds_is_read(tmp_path: Path) -> None:
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box('框')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(tmp_path, f"<w:p>{drawn}</w:p>") == "\n框"


def test_notes_headers_and_footers_follow_the_body(tmp_path: Path) -> None:
    def note(kind: str, number: int, text: str, sort: str = "") -> str:
        return f'<w:{kind} w:id="{number}" {sort}>{paragraph(text)}</w:{kind}>'

    parts = {
        "footnotes": note("footnote", 0, "线", 'w:type="separator"')
        + note("footnote", 2, "注二")
        + note("footnote", 3, "注一")
        + note("footnote", 4, "无人提起"),
        "endnotes": note("endnote", 1, "尾注"),
        "header1": paragraph("页眉"),
        "footer1": paragraph("页脚"),
        "footer2": paragraph("未用"),
    }
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    body = (
        f'<w:p><w:pPr>{section}</w:pPr>{run("正文")}<w:r><w:footnoteReference w:id="3"/></w:r>'
        '<w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    document = read(word_file(tmp_path, body + section, parts=parts))
    assert document.text == "正文\n注一\n注二\n尾注\n页眉\n页脚"
    assert document.text[: document.body_end] == "正文"
    assert [b.kind.value for b in document.blocks] == [
        "paragraph", "footnote", "footnote", "endnote", "header", "footer",
    ]  # fmt: skip
    assert document.blocks[2].where == message("where.footnote", number=2)
    assert {p.part for p in document.pieces} == {
        "word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/header1.xml", "word/footer1.xml",
    }  # fmt: skip


def test_what_is_not_compared_is_said(tmp_path: Path) -> None:
    document = read(word_file(tmp_path, '<w:altChunk r:id="x"/><w:p><w:r><w:object/></w:r></w:p>'))
    assert document.warnings == (
        message("reading.not_compared.inserted_file", count=1),
        message("reading.not_compared.object", count=1),
    )


# Structure


def test_numbers_are_labels_and_never_text(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>')
        + level(1, "chineseCounting", "（%2）")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    heading = '<w:pStyle w:val="1"/>'
    body = (
        paragraph("认识", properties=heading)
        + numbered("其一", 1, 1)
        + paragraph("无号", properties=f'{heading}<w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("措施", properties=heading)
    )
    document = read(word_file(tmp_path, body, parts={"numbering": numbering, "styles": styles}))
    assert document.text == "认识\n其一\n无号\n措施"
    assert [b.number for b in document.blocks] == ["一、", "（一）", "", "二、"]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="sub"/>', 3),
        ('<w:pStyle w:val="sub"/><w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="flat"/>', None),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="loop"/>', None),
        ('<w:pStyle w:val="unknown"/>', None),
        ("", None),
    ],
)
def test_the_outline_level_comes_from_the_paragraph_or_its_styles(
    tmp_path: Path, properties: str, expected: int | None
) -> None:
    assert only(styled(tmp_path, paragraph("标题", properties=properties))).outline_level == expected


def test_the_look_is_resolved_through_the_styles(tmp_path: Path) -> None:
    heading = only(styled(tmp_path, paragraph("标题", properties='<w:pStyle w:val="1"/>'))).look
    assert (heading.font, heading.size, heading.bold, heading.centred) == ("黑体", 16.0, True, True)
    plain = only(styled(tmp_path, paragraph("正文", properties='<w:jc w:val="left"/>'))).look
    assert (plain.font, plain.size, plain.bold, plain.centred) == ("宋体", 10.5, False, False)


def test_a_paragraph_is_bold_if_all_its_words_are(tmp_path: Path) -> None:
    def bold(*runs: str) -> bool:
        return only(styled(tmp_path, f"<w:p>{''.join(runs)}</w:p>")).look.bold

    assert bold(run("一", "<w:b/>"), run(" "), run("二", STRONG))
    assert not bold(run("一", "<w:b/>"), run("二"))
    assert not bold(run(" ", "<w:b/>"))


def test_a_bold_character_style_in_a_bold_paragraph_style_is_not_bold(tmp_path: Path) -> None:
    body = f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{run("反", STRONG)}</w:p>'
    assert not only(styled(tmp_path, body)).look.bold


def test_lines_of_a_table_of_contents_are_marked(tmp_path: Path) -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
    by_style = paragraph("一、认识\t1", properties='<w:pStyle w:val="TOC1"/>')
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText xml:space="preserve"> TOC \\o </w:instrText></w:r>'
    by_field = f"<w:p>{begin}{code}{separate}{run('二、措施')}</w:p><w:p>{end}{run('一、认识')}</w:p>"
    document = styled(tmp_path, control + by_style + by_field)
    assert [b.contents for b in document.blocks] == [True, True, True, False]


# The way back into the file


def assert_pieces_lead_back(path: Path, document: Document) -> None:
    runs: dict[str, list[str]] = {}
    with zipfile.ZipFile(path) as file:
        for part in {piece.part for piece in document.pieces}:
            root = etree.fromstring(file.read(part), etree.XMLParser(huge_tree=True))
            runs[part] = ["".join(text for _, text in run_text(r)) for r in root.iter(*tags("w:r"))]
    for piece in document.pieces:
        there = runs[piece.part][piece.run][piece.offset : piece.offset + piece.end - piece.start]
        assert there == document.text[piece.start : piece.end]


def test_every_piece_leads_back_to_its_run(tmp_path: Path) -> None:
    body = (
        f'<w:p><w:del w:id="1">{run("删")}</w:del>{run("甲")}<w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>'
        f"{field('PAGE', run('丁'))}{run('暗', '<w:vanish/>')}{run('戊')}</w:p>"
    )
    path = word_file(tmp_path, body)
    document = read(path)
    assert document.text == "甲乙\t丙丁戊"
    assert [(p.start, p.end, p.run, p.offset) for p in document.pieces] == [
        (0, 1, 1, 0),
        (1, 4, 2, 0),
        (4, 5, 6, 0),
        (5, 6, 9, 0),
    ]
    assert_pieces_lead_back(path, document)


def test_a_run_that_holds_a_whole_field_keeps_its_offsets(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>甲</w:t><w:fldChar w:fldCharType="begin"/><w:t>码</w:t><w:fldChar w:fldCharType="separate"/>'
        '<w:t>果</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document = read(word_file(tmp_path, body))
    assert document.text == "甲果"
    assert [(p.start, p.end, p.offset) for p in document.pieces] == [(0, 1, 0), (1, 2, 2)]


# Real files


def speeches() -> dict[str, dict[str, object]]:
    expected = CORPUS / "speeches_docx" / "expected.json"
    return json.loads(expected.read_text(encoding="utf-8"))["files"] if "DUIDU_CORPUS" in os.environ else {}


@corpus
@needs_corpus
@pytest.mark.parametrize("name", [n for n, e in speeches().items() if e["variant"] != "web"] or [""])
def test_real_speeches_give_their_paragraphs_and_numbers(name: str) -> None:
    path = CORPUS / "speeches_docx" / name
    document = read(path)
    body = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and not b.contents and b.start < b.end]
    expected = [(p["num"], p["text"]) for p in speeches()[name]["paragraphs"]]  # type: ignore[attr-defined]
    assert [(b.number, document.text[b.start : b.end]) for b in body] == expected
    assert_pieces_lead_back(path, document)


@corpus
@needs_corpus
@pytest.mark.parametrize("name", [n for n, e in speeches().items() if e["variant"] == "web"] or [""])
def test_real_web_copies_give_every_paragraph_raw(name: str) -> None:
    assert texts(read(CORPUS / "speeches_docx" / name), BlockKind.PARAGRAPH) == speeches()[name]["w_paragraphs"]


def real_files() -> list[Path]:
    folders = ("chinese_docx", "nasty", "tracked", "pairs")
    return [path for folder in folders for path in sorted((CORPUS / "corpus" / folder).rglob("*.do[ct][xm]"))]


@corpus
@needs_corpus
def test_whatever_the_file_it_is_read_or_refused() -> None:
    refused: Counter[str] = Counter()
    for path in real_files():
        try:
            document = read(path)
        except UnreadableInput as error:
            refused[error.message.code] += 1
        else:
            assert "\n".join(texts(document)) == document.text
            assert_pieces_lead_back(path, document)
    assert refused == {"input.damaged": 4, "input.encrypted": 1}


@corpus
@needs_corpus
def test_the_final_view_is_what_word_shows_when_all_changes_are_accepted() -> None:
    for folder in sorted((CORPUS / "corpus" / "tracked").glob("oracle_*")):
        (accepted,) = folder.glob("*-Accepted__*.docx")
        (tracked,) = (p for p in folder.glob("*.docx") if "-Accepted__" not in p.name and "-Rejected__" not in p.name)
        assert read(tracked).text == read(accepted).text, tracked.name
