"""Small OpenDocument, RTF and PDF files made by code: only what a test needs."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("manifest", "manifest"),
    )
)
ODT = "application/vnd.oasis.opendocument.text"


def odt_file(folder: Path, body: str, *, styles: str = "", margins: str = "", name: str = "讲话.odt") -> Path:
    """Write an OpenDocument text: `body` inside office:text, automatic `styles`, `margins` inside a master page."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    pages = (
        f"<office:document-styles {_SPACES}><office:master-styles><style:master-page style:name='Standard'>{margins}"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    return odt_package(folder / name, {"content.xml": content, "styles.xml": pages})


def odt_package(path: Path, parts: Mapping[str, str], kind: str = ODT) -> Path:
    """Write the package of an OpenDocument file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", kind, zipfile.ZIP_STORED)
        for part, content in parts.items():
            file.writestr(part, content)
    return path


def manifest(inside: str) -> str:
    """Give the manifest of a package."""
    return f"<manifest:manifest {_SPACES}>{inside}</manifest:manifest>"


def rtf_file(folder: Path, body: str | bytes, *, head: str = r"\ansicpg936\deff0", name: str = "讲话.rtf") -> Path:
    """Write an RTF file; characters beyond ASCII in `body` are written as numbers."""
    content = body if isinstance(body, bytes) else escaped(body).encode("ascii")
    path = folder / name
    path.write_bytes(rb"{\rtf1\ansi" + head.encode("ascii") + b"\n" + content + b"}")
    return path


def escaped(text: str) -> str:
    """Write characters beyond ASCII as RTF does."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    return "".join(chr(code) if code < 128 else f"\\u{code - 65536 if code > 32767 else code}?" for code in codes)


Words = tuple[float, float, float, str]
"""x and y in points from the lower left corner, the size of the font, the text."""


def pdf_file(folder: Path, pages: Sequence[Sequence[Words]], *, name: str = "讲话.pdf", image: bool = False) -> Path:
    """Write a PDF of A4 pages; Chinese is set in a font that is not embedded, one em a character."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [5 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n0\nendstream",
    ]
    kids = []
    for words in pages:
        shown = "".join(_shown(*each) for each in words) + ("q 500 0 0 700 40 60 cm /I Do Q\n" if image else "")
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /L 3 0 R /C 4 0 R >> /XObject << /I 7 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _written(folder / name, objects)


def _shown(x: float, y: float, size: float, text: str) -> str:
    if text.isascii():
        said, font = "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")", "L"
    else:
        said, font = f"<{text.encode('utf-16-be').hex()}>", "C"
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm {said} Tj ET\n"


def _written(path: Path, objects: Sequence[str]) -> Path:
    content, places = b"%PDF-1.5\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{inside}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    content += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
        f"startxref\n{len(content)}\n%%EOF\n"
    ).encode("latin-1")
    path.write_bytes(content)
    return path
