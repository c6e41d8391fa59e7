"""The paper and the styles of the usual layout of official papers (GB/T 9704): sizes, fonts, indents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from lxml.etree import _Element as Element

_BODY, _TITLE, _KAI, _HEI, _SONG = "仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体", "宋体"
_LATIN = "Times New Roman"
_LINE = 560
"""The line spacing in twentieths of a point: exactly 28 points, 22 lines a page."""


class Style(StrEnum):
    """The styles by Word's own ids; their names are Word's own too, so each Word shows them in its language."""

    TITLE = "Title"
    SPEAKER = "Subtitle"
    SALUTATION = "Salutation"
    BODY = "BodyText"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    SIGNATURE = "Signature"
    DATE = "Date"
    FOOTER = "Footer"

    @property
    def in_line(self) -> str:
        """The id of the character style that looks the same, for headings that the text runs on from."""
        return f"{self.value}Char"


HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
"""The styles of headings from the top level down."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A style: Word's name, East Asian font, size in points; indents in hundredths of a character."""

    name: str
    font: str = _BODY
    size: int = 16
    bold: bool = False
    aligned: str = ""
    first_line: int = 0
    right: int = 0
    level: int | None = None
    line: int = _LINE


_LOOKS: Mapping[Style, _Look] = {
    Style.TITLE: _Look("Title", _TITLE, 22, aligned="center", line=660),
    Style.SPEAKER: _Look("Subtitle", _KAI, aligned="center"),
    Style.SALUTATION: _Look("Salutation"),
    Style.BODY: _Look("Body Text", first_line=200),
    Style.HEADING_1: _Look("heading 1", _HEI, first_line=200, level=0),
    Style.HEADING_2: _Look("heading 2", _KAI, first_line=200, level=1),
    Style.HEADING_3: _Look("heading 3", bold=True, first_line=200, level=2),
    Style.HEADING_4: _Look("heading 4", first_line=200, level=3),
    Style.SIGNATURE: _Look("Signature", aligned="right", right=200),
    Style.DATE: _Look("Date", aligned="right", right=400),
    Style.FOOTER: _Look("footer", _SONG, 14, aligned="center", line=0),
}

_SUBSTITUTES: Mapping[str, tuple[str, ...]] = {
    _TITLE: ("FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体"),
    _BODY: ("仿宋", "FangSong", "华文仿宋", "STFangsong"),
    _KAI: ("楷体", "KaiTi", "华文楷体", "STKaiti"),
    _HEI: ("SimHei", "Heiti SC"),
    _SONG: ("SimSun", "Songti SC"),
}
"""What stands in on machines without the fonts of the norm, best first."""


def prepare(document: WordDocument, title: str, made: datetime) -> None:
    """Make the new document an A4 page in the usual layout with these styles and a page number, and nothing else."""
    _keep_what_is_needed(document)
    _set_styles(document)
    _set_page(document)
    _set_settings(document)
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title, core.created, core.modified = title, made, made


def font_table() -> bytes:
    """Give the part that names a substitute for each font."""
    fonts = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/></w:font>'
        for font, others in _SUBSTITUTES.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()


def _keep_what_is_needed(document: WordDocument) -> None:
    """Drop the parts of python-docx's template that say nothing about this document."""
    kept = {"styles", "settings", "fontTable", "theme", "officeDocument", "core-properties"}
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.rpartition("/")[2] not in kept]:
            del relations[key]


def _set_styles(document: WordDocument) -> None:
    styles = document.styles.element
    for style in list(styles.iterchildren(qn("w:style"))):
        if style.get(qn("w:styleId")) not in {"DefaultParagraphFont", "TableNormal", "NoList"}:
            styles.remove(style)
    next(styles.iter(qn("w:lang"))).set(qn("w:eastAsia"), "zh-CN")
    looks = "".join(_style(style, look) for style, look in _LOOKS.items())
    normal = _Look("Normal")
    head = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    styles.extend(_parsed(f"{head}{_paragraph_look(normal)}{_run_look(normal)}</w:style>{looks}"))


def _style(style: Style, look: _Look) -> str:
    """Give a paragraph style; for a heading also the character style that is linked with it."""
    link = f'<w:link w:val="{style.in_line}"/>' if look.level is not None else ""
    written = (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{look.name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="{Style.BODY}"/>{link}<w:qFormat/>{_paragraph_look(look)}{_run_look(look)}</w:style>'
    )
    if look.level is None:
        return written
    return written + (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style.in_line}"><w:name w:val="{look.name} Char"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:link w:val="{style}"/>{_run_look(look)}</w:style>'
    )


def _paragraph_look(look: _Look) -> str:
    """Give the `w:pPr` of a style. Lines may end a page alone, or its foot would be ragged."""
    heading = look.level is not None
    line = f'w:line="{look.line}" w:lineRule="exact"' if look.line else 'w:line="240" w:lineRule="auto"'
    indents = f'w:rightChars="{look.right}" w:right="{look.right * look.size // 5}" ' if look.right else ""
    indents += f'w:firstLineChars="{look.first_line}" w:firstLine="{look.first_line * look.size // 5}"'
    return (
        f'<w:pPr>{"<w:keepNext/>" if heading else ""}<w:widowControl w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" {line}/><w:ind {indents}/><w:jc w:val="{look.aligned or "both"}"/>'
        f'{f"""<w:outlineLvl w:val="{look.level}"/>""" if heading else ""}</w:pPr>'
    )


def _run_look(look: _Look) -> str:
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    return (
        f'<w:rPr><w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{look.font}" w:cs="{_LATIN}"/>{bold}'
        f'<w:kern w:val="2"/><w:sz w:val="{2 * look.size}"/><w:szCs w:val="{2 * look.size}"/></w:rPr>'
    )


def _set_page(document: WordDocument) -> None:
    """Set the page of GB/T 9704: A4, the text 156 mm × 225 mm, the page number 7 mm below it."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance, section.gutter = Mm(15), Mm(23), Mm(0)
    footer = section.footer.paragraphs[0]._p
    for stale in list(footer):
        footer.remove(stale)
    footer.extend(
        _parsed(
            f'<w:pPr><w:pStyle w:val="{Style.FOOTER}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
        )
    )


def _set_settings(document: WordDocument) -> None:
    """Bring the template's settings up to date: the current layout rules of Word, Chinese punctuation compressed."""
    settings = document.settings.element
    next(settings.iter(qn("w:zoom"))).set(qn("w:percent"), "100")
    next(settings.iter(qn("w:characterSpacingControl"))).set(qn("w:val"), "compressPunctuation")
    next(settings.iter(qn("w:themeFontLang"))).set(qn("w:eastAsia"), "zh-CN")
    mode = next(s for s in settings.iter(qn("w:compatSetting")) if s.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), "15")


def _parsed(xml: str) -> list[Element]:
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>").iterchildren())
