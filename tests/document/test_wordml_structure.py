"""Numbers, outline levels, looks and tables of contents."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document.readers.wordml import read
from tests.document.word_files import STRONG, level, numbered, only, paragraph, run, styled, word_file


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


@pytest.mark.parametrize(
    ("runs", "lead"),
    [
        ([("一是加强领导。", "<w:b/>"), ("要建立机制。", "")], 7),
        ([("一是", "<w:b/>"), ("加强领导。 ", "<w:b/>"), ("要建立", ""), ("机制", "<w:b/>")], 8),
        ([("加强领导。", '<w:rFonts w:eastAsia="楷体"/>'), ("要建立机制。", "")], 5),
        ([("加强领导。", '<w:sz w:val="32"/>'), ("要建立机制。", "")], 5),
        ([("加强领导。", "<w:b/>"), ("要建立机制。", "<w:b/>")], 0),
        ([("到", ""), ("2025", '<w:rFonts w:eastAsia="楷体"/>'), ("年", "")], 0),
        ([("  ", ""), ("加强领导", "<w:b/>")], 0),
    ],
)
def test_a_lead_is_what_is_set_differently_at_the_head(tmp_path: Path, runs: list[tuple[str, str]], lead: int) -> None:
    assert only(styled(tmp_path, f"<w:p>{''.join(run(*each) for each in runs)}</w:p>")).lead == lead
