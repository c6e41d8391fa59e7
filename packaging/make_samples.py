"""Make the sample speeches that are Word files from their texts in packaging/samples.

    python packaging/make_samples.py [FOLDER]

They land in resources/samples unless a folder is given. The page is that of official documents (GB/T 9704): A4, 仿宋
三号, lines 28 pt apart. One file prints its numbers as text, the other leaves them to Word: both habits are common, and
what compares speeches must read both.

A text has one paragraph a line; blank lines are for the eye. `# ` opens the title, `@ ` a line under it (speaker,
date), `|` a row of a table; headings are told by their numbers, and one that ends in 。 inside its line is run in.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TEXTS = Path(__file__).resolve().parent / "samples"
SAMPLES = TEXTS.parents[1] / "resources" / "samples"

SONG, HEI, KAI, FANGSONG = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312"
TITLE_FONT = "方正小标宋简体"
LATIN_FONT = "Times New Roman"
SIZE_TWO, SIZE_THREE, SIZE_FOUR = 22, 16, 14
"""二号, 三号 and 四号 in points."""

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("title", re.compile(r"(?P<label># )")),
    ("under-title", re.compile(r"(?P<label>@ )")),
    ("row", re.compile(r"(?P<label>\| )")),
    ("heading-1", re.compile(r"(?P<label>[一二三四五六七八九十]+、)")),
    ("heading-2", re.compile(r"(?P<label>（[一二三四五六七八九十]+）)")),
    ("heading-3", re.compile(r"(?P<label>\d+\. )")),
    ("salutation", re.compile(r"(?P<label>)(?=同志们：$)")),
)
_HEADING_FONTS = {"heading-1": HEI, "heading-2": KAI, "heading-3": FANGSONG}
_NUMBERING_ID = 90


@dataclass(frozen=True, slots=True)
class Sample:
    """A Word file to be made. `automatic`: Word counts the headings; else the numbers are typed."""

    name: str
    automatic: bool
    saved: datetime


WORD_SAMPLES = (
    Sample("云泽市2024年安全生产工作会议讲话", automatic=False, saved=datetime(2024, 3, 15, 9, 30)),
    Sample("云泽市2025年安全生产工作会议讲话", automatic=True, saved=datetime(2025, 3, 10, 16, 0)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a text: what it is, the sign or number it opens with, and its words."""

    form: str
    label: str
    words: str


def lines(text: str) -> Iterator[Line]:
    """Give the paragraphs of a text."""
    for words in filter(None, map(str.strip, text.splitlines())):
        for form, pattern in _FORMS:
            if m := pattern.match(words):
                yield Line(form, m["label"], words[m.end() :])
                break
        else:
            yield Line("body", "", words)


def word_file(sample: Sample, text: str) -> bytes:
    """Give the .docx of a sample: the same bytes for the same text."""
    document = docx.Document()
    _set_up(document, sample)
    for form, group in groupby(lines(text), key=lambda line: line.form):
        paragraphs = list(group)
        if form == "row":
            _add_table(document, [[cell.strip() for cell in line.words.strip("| ").split("|")] for line in paragraphs])
            continue
        for line in paragraphs:
            _add_paragraph(document, line, automatic=sample.automatic)
        if form == "under-title":
            document.add_paragraph(style="Subtitle")
    _set_quotation_marks_in_chinese(document)
    return _without_time(document, sample.saved)


def _set_up(document: Document, sample: Sample) -> None:
    """Page, styles, page number, numbering and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    _set_styles(document)
    if sample.automatic:
        _add_numbering(document)
    _add_page_number(section.footer.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.author, properties.comments = sample.name, "云泽市人民政府办公室", ""
    properties.last_modified_by, properties.language = properties.author, "zh-CN"
    properties.created = properties.modified = sample.saved
    _drop(document.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    # Word 2010's copy of the styles would contradict those set here.
    _drop(document.part.rels, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects")


def _drop(relations: Relationships, kind: str) -> None:
    """Take away what python-docx's template brings and this file does not need."""
    for name in [name for name, relation in relations.items() if relation.reltype == kind]:
        del relations[name]


def _set_styles(document: Document) -> None:
    styles = document.styles
    for fonts in styles.element.findall(f"{qn('w:docDefaults')}//{qn('w:rFonts')}"):
        # Theme fonts would win over the fonts that the styles name.
        fonts.attrib.clear()
    body = styles["Normal"]
    _set_style(body, FANGSONG, SIZE_THREE)
    body.paragraph_format.line_spacing = Pt(28)
    body.paragraph_format.space_before = body.paragraph_format.space_after = Pt(0)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent(body.element.get_or_add_pPr(), 2)
    for name, font, size in (
        ("Title", TITLE_FONT, SIZE_TWO),
        ("Subtitle", KAI, SIZE_THREE),
        ("Footer", SONG, SIZE_FOUR),
        ("表格文字", FANGSONG, SIZE_FOUR),
    ):
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = body
        _set_style(style, font, size)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _indent(style.element.get_or_add_pPr(), 0)
    styles["Title"].paragraph_format.line_spacing = Pt(35)
    for level, font in ((1, HEI), (2, KAI)):
        style = styles[f"Heading {level}"]
        _set_style(style, font, SIZE_THREE)
        style.paragraph_format.keep_with_next = True
        style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>'))


def _set_style(style: ParagraphStyle, font: str, size: float) -> None:
    """Set the fonts of a style, and take away the look that it has from the template."""
    for element in style.element.xpath("w:pPr | w:rPr"):
        style.element.remove(element)
    style.font.size = Pt(size)
    _set_font(style, font)


def _set_font(owner: ParagraphStyle | Run, font: str) -> None:
    """Chinese in `font`, letters and digits in Times New Roman."""
    owner.font.name = LATIN_FONT
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _indent(properties: CT_PPr, characters: int) -> None:
    """Indent the first line; Word takes the count of characters, other programs the length in twentieths of a point."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(100 * characters))
    indent.set(qn("w:firstLine"), str(20 * characters * SIZE_THREE))


def _add_numbering(document: Document) -> None:
    """The numbers 一、 and （一） for the heading styles, 1. for paragraphs that ask for it."""
    levels = (
        _numbering_level(0, "chineseCounting", "%1、", "nothing", HEI, '<w:pStyle w:val="Heading1"/>')
        + _numbering_level(1, "chineseCounting", "（%2）", "nothing", KAI, '<w:pStyle w:val="Heading2"/>')
        + _numbering_level(2, "decimal", "%3.", "space", FANGSONG, "")
    )
    own = f'{nsdecls("w")} w:abstractNumId="{_NUMBERING_ID}"'
    number = f'w:numId="{_NUMBERING_ID}"><w:abstractNumId w:val="{_NUMBERING_ID}"/>'
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {own}><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    numbering.insert_element_before(parse_xml(abstract), "w:num")
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} {number}</w:num>"))
    for level in (1, 2):
        _number(document.styles[f"Heading {level}"].element.get_or_add_pPr(), level - 1)


def _numbering_level(level: int, form: str, text: str, suffix: str, font: str, linked: str) -> str:
    fonts = f'w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{font}" w:hint="eastAsia"'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}<w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLineChars="200" w:firstLine="{2 * 20 * SIZE_THREE}"/></w:pPr>'
        f"<w:rPr><w:rFonts {fonts}/></w:rPr></w:lvl>"
    )


def _number(properties: CT_PPr, level: int) -> None:
    """Let Word count a paragraph, or the paragraphs of a style."""
    number = properties.get_or_add_numPr()  # type: ignore[attr-defined]  # missing from python-docx's annotations
    number.get_or_add_ilvl().val = level
    number.get_or_add_numId().val = _NUMBERING_ID


def _set_quotation_marks_in_chinese(document: Document) -> None:
    """Without the hint Word sets “” in the Latin font, half as wide as Chinese ones."""
    for run in document.element.iter(qn("w:r")):
        run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _add_page_number(paragraph: Paragraph) -> None:
    """— 1 —, counted by Word."""
    paragraph.add_run("— ")
    page = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(page))
    paragraph.add_run(" —")


def _add_paragraph(document: Document, line: Line, *, automatic: bool) -> None:
    level = int(line.form[-1]) if line.form in _HEADING_FONTS else 0
    if not level:
        style = {"title": "Title", "under-title": "Subtitle"}.get(line.form, "Normal")
        paragraph = document.add_paragraph(line.words, style)
        if line.form == "salutation":
            _indent(paragraph._p.get_or_add_pPr(), 0)
        return
    heading, end, rest = line.words.partition("。")
    if automatic and not rest:
        document.add_paragraph(line.words, f"Heading {level}")
        return
    paragraph = document.add_paragraph()
    if automatic:
        _number(paragraph._p.get_or_add_pPr(), level - 1)
    run = paragraph.add_run(("" if automatic else line.label) + heading + end)
    _set_font(run, _HEADING_FONTS[line.form])
    if level > 2:
        run.bold = True
    if rest:
        paragraph.add_run(rest)


def _add_table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """A ruled table; it stays on one page, or its first row is repeated."""
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for i, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, word in zip(row.cells, words, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = document.styles["表格文字"]
            paragraph.paragraph_format.keep_with_next = i < len(rows) - 1
            run = paragraph.add_run(word)
            if i == 0:
                _set_font(run, HEI)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _without_time(document: Document, saved: datetime) -> bytes:
    """The file with the time of `saved` on every part instead of now."""
    made, steady = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(steady, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, saved.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return steady.getvalue()


def main(folder: Path = SAMPLES) -> None:
    """Write every Word sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in WORD_SAMPLES:
        text = (TEXTS / f"{sample.name}.txt").read_text(encoding="utf-8")
        (folder / f"{sample.name}.docx").write_bytes(word_file(sample, text))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
