"""Lines that are set as headings are headings where the text is set otherwise."""

from __future__ import annotations

from pathlib import Path

from app.document.model import Document
from app.document.outline import outlined
from app.document.reading import read
from tests.document.word_files import paragraph, run, word_file

TEXT = "各渔港把缆桩逐根敲击听音，锈蚀过半的当天换掉，汛前再查一遍，台账由港务所统一保管备查，不得涂改。"
BOLD, LARGE = "<w:b/>", '<w:sz w:val="36"/>'


def line(text: str, look: str) -> str:
    return f"<w:p>{run(text, look)}</w:p>"


def sections(tmp_path: Path, *paragraphs: str) -> list[tuple[int, str, str]]:
    document: Document = outlined(read(word_file(tmp_path, paragraph("全市港口工作会议讲话") + "".join(paragraphs))))
    return [(s.level, s.label, s.heading) for s in document.sections if s.kind == "section"]


def test_bold_lines_over_plain_text_are_headings(tmp_path: Path) -> None:
    body = [paragraph(TEXT), line("强化巡查", BOLD), paragraph(TEXT), line("备足物料", BOLD), paragraph(TEXT)]
    assert sections(tmp_path, *body) == [(1, "", "强化巡查"), (1, "", "备足物料")]


def test_larger_lines_stand_above_bold_ones(tmp_path: Path) -> None:
    part = [line("强化巡查", BOLD), paragraph(TEXT), line("备足物料", BOLD), paragraph(TEXT)]
    body = [line("港口", LARGE), *part, line("河道", LARGE), *part]
    assert sections(tmp_path, *body) == [
        (1, "", "港口"),
        (2, "", "强化巡查"),
        (2, "", "备足物料"),
        (1, "", "河道"),
        (2, "", "强化巡查"),
        (2, "", "备足物料"),
    ]


def test_lines_set_apart_stand_inside_numbered_sections_or_above_those_that_begin_again(tmp_path: Path) -> None:
    numbered = [paragraph("一、提高认识"), paragraph(TEXT), paragraph("二、抓好落实"), paragraph(TEXT)]
    outside = sections(tmp_path, line("港口", BOLD), *numbered, line("河道", BOLD), *numbered)
    assert [(level, label) for level, label, _ in outside] == [(1, ""), (2, "一、"), (2, "二、")] * 2
    inside = [
        paragraph("一、提高认识"),
        line("强化巡查", BOLD),
        paragraph(TEXT),
        line("备足物料", BOLD),
        paragraph(TEXT),
    ]
    found = sections(tmp_path, *inside, paragraph("二、抓好落实"), paragraph(TEXT))
    assert [level for level, _, _ in found] == [1, 2, 2, 1]


def test_one_bold_line_or_bold_text_or_a_bold_sentence_is_no_heading(tmp_path: Path) -> None:
    assert sections(tmp_path, paragraph(TEXT), line("强化巡查", BOLD), paragraph(TEXT)) == []
    assert sections(tmp_path, *[line(text, BOLD) for text in (TEXT, "强化巡查", TEXT, "备足物料", TEXT)]) == []
    said = [line("巡查要强化。", BOLD), paragraph(TEXT), line("物料要备足。", BOLD), paragraph(TEXT)]
    assert sections(tmp_path, *said) == []


def test_speaker_and_date_set_apart_above_the_text_are_no_headings(tmp_path: Path) -> None:
    look = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    centred = [f"<w:p>{look}{run(words)}</w:p>" for words in ("市长　陆秉川", "（2024年3月18日）")]
    lines = [paragraph("全市港口工作会议讲话"), *centred, paragraph("同志们："), paragraph(TEXT)]
    path = word_file(tmp_path, "".join(lines))
    kinds = [section.kind.value for section in outlined(read(path)).sections]
    assert kinds == ["title", "speaker", "salutation", "preamble"]
