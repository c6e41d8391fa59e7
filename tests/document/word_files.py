"""Small Word files made by code: only the parts that a test needs."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

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
    """Write a Word file with the XML `body` inside `w:body`; give its path.

    `parts` holds the inside of further parts by kind: `styles`, `numbering`, `footnotes`, `endnotes`, and any number of
    `header…` and `footer…`; each is related to the main part with its kind as the relationship's id.
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
    return zip_file(folder / name, members)


def zip_file(path: Path, members: Mapping[str, str] | Mapping[str, bytes]) -> Path:
    """Write a zip file with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


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
