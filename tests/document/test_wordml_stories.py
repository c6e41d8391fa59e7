"""Tables, text boxes, notes, headers and footers."""

from __future__ import annotations

from pathlib import Path

from app.document.model import BlockKind
from app.document.readers.wordml import read
from app.messages import message
from tests.document.word_files import assert_pieces_lead_back, paragraph, run, text_of, texts, word_file


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


def test_the_number_of_a_note_and_the_space_behind_it_are_no_text(tmp_path: Path) -> None:
    mark = "<w:r><w:footnoteRef/></w:r>"
    parts = {"footnotes": f'<w:footnote w:id="1"><w:p>{mark}{run(" ")}{run(" 注 释")}</w:p></w:footnote>'}
    path = word_file(tmp_path, '<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>', parts=parts)
    document = read(path)
    assert document.text == "文\n注 释"
    assert_pieces_lead_back(path, document)


def test_a_note_that_refers_to_a_note_does_no_harm(tmp_path: Path) -> None:
    inner = '<w:r><w:footnoteReference w:id="1"/><w:footnoteReference w:id="2"/></w:r>'
    notes = (f'<w:footnote w:id="{n}"><w:p>{run("注")}{inner}</w:p></w:footnote>' for n in (1, 2))
    body = '<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert read(word_file(tmp_path, body, parts={"footnotes": "".join(notes)})).text == "文\n注"


def drawing(kind: str, inside: str) -> str:
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><a:graphic xmlns:a="{main}/main" xmlns:pic="{main}/picture">'
        f'<a:graphicData uri="{main}/{kind}">{inside}</a:graphicData></a:graphic></w:drawing></w:r>'
    )


def test_what_is_not_compared_is_said(tmp_path: Path) -> None:
    embedded = "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>"
    old_picture = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    pictures = drawing("picture", "<pic:pic/>") + old_picture
    diagrams = drawing("chart", "") + drawing("diagram", "")
    document = read(word_file(tmp_path, f'<w:altChunk r:id="x"/><w:p>{embedded}{pictures}{diagrams}{run("文")}</w:p>'))
    assert document.warnings == (
        message("reading.not_compared.inserted_file", count=1),
        message("reading.not_compared.object", count=1),
        message("reading.not_compared.picture", count=2),
        message("reading.not_compared.diagram", count=2),
    )
