"""Small Word files made by code: only the parts that a test needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from app.document.model import Block, BlockKind, Document
from app.document.readers.wordml import read, run_text
from app.document.readers.wordml_xml import tags

TRANSITIONAL = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
STRICT = {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "m": "http://purl.oclc.org/ooxml/officeDocument/math",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
COMMON = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_file(
    folder: Path,
    body: str,
    *,
    name: str = "讲话.docx",
    strict: bool = False,
    parts: Mapping[str, str] | None = None,
) -> Path:
    """Write a Word file with the XML `body` inside `w:body`; give its path. The parts are those of `package`."""
    path = folder / name
    path.write_bytes(package(body, strict=strict, parts=parts))
    return path


def package(body: str, *, strict: bool = False, parts: Mapping[str, str] | None = None) -> bytes:
    """Make a Word file with the XML `body` inside `w:body`.

    `parts` holds the inside of further parts by kind: `styles`, `numbering`, `footnotes`, `endnotes`, `comments`, and
    any number of `header…` and `footer…`; each is related to the main part with its kind as the relationship's id.
    """
    spaces = {**(STRICT if strict else TRANSITIONAL), **COMMON}
    members = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>", spaces)}
    relations = []
    for kind, inside in (parts or {}).items():
        sort = kind.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(sort, sort)
        members[f"word/{kind}.xml"] = _part(root, inside, spaces)
        relations.append(f'<Relationship Id="{kind}" Type="{spaces["r"]}/{sort}" Target="{kind}.xml"/>')
    members["_rels/.rels"] = _relations(
        f'<Relationship Id="main" Type="{spaces["r"]}/officeDocument" Target="word/document.xml"/>'
    )
    members["word/_rels/document.xml.rels"] = _relations("".join(relations))
    members["[Content_Types].xml"] = _content_types(parts or {})
    return zipped(members)


def zip_file(path: Path, members: Mapping[str, str] | Mapping[str, bytes]) -> Path:
    """Write a zip file with these members."""
    path.write_bytes(zipped(members))
    return path


def zipped(members: Mapping[str, str] | Mapping[str, bytes]) -> bytes:
    """Make a zip with these members; the same members give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def paragraph(*texts: str, properties: str = "") -> str:
    """Give a `w:p` with one run for each of `texts`."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(run(text) for text in texts)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Give a `w:r` that holds `text`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """Give the runs of a complex field; `result` is XML."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def level(number: int, number_format: str, text: str, more: str = "") -> str:
    """Give a `w:lvl` that starts at 1 unless `more` says otherwise."""
    start = "" if "<w:start" in more else '<w:start w:val="1"/>'
    return (
        f'<w:lvl w:ilvl="{number}">{start}<w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(text: str, number: int, at: int = 0) -> str:
    """Give a paragraph of list `number` at level `at`."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


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
    """Read a file with that body and the styles above."""
    return read(word_file(folder, body, parts={"styles": STYLES}))


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    """Give the texts of the blocks, or of those of a kind."""
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def text_of(folder: Path, body: str) -> str:
    """Give the text of a file with that body."""
    return read(word_file(folder, body)).text


def only(document: Document) -> Block:
    """Give the one block that there is."""
    (block,) = document.blocks
    return block


def assert_pieces_lead_back(path: Path, document: Document) -> None:
    """Check that every stretch of the text stands in the file where the pieces say."""
    runs: dict[str, list[str]] = {}
    with zipfile.ZipFile(path) as file:
        for part in {piece.part for piece in document.pieces}:
            root = etree.fromstring(file.read(part), etree.XMLParser(huge_tree=True))
            runs[part] = ["".join(text for _, text in run_text(r)) for r in root.iter(*tags("w:r"))]
    for piece in document.pieces:
        there = runs[piece.part][piece.run][piece.offset : piece.offset + piece.end - piece.start]
        assert there == document.text[piece.start : piece.end]


def _part(root: str, inside: str, spaces: Mapping[str, str]) -> str:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {declared}>{inside}</w:{root}>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{inside}</Relationships>'


def _content_types(parts: Mapping[str, str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{word}.{kind.rstrip("0123456789")}+xml"/>'
        for kind in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>{overrides}</Types>'
    )
