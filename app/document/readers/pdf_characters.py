"""The characters of a PDF with their places on the page, through PDFium (pypdfium2)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from types import ModuleType
from typing import Any

from app.document.readers.wide import is_wide

_NAME_BYTES = 256
_BOLD = 600
"""Font weights from here on are bold."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character; all lengths are in points, `x` to the right and `y` upward from the lower left corner.

    `y` is its baseline, `right` where the next one would begin; `size` is the height of its font as shown.
    """

    text: str
    x: float
    y: float
    right: float
    size: float
    font: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is looked at, turned if it is turned; `has_picture` tells of pages that may be scans."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    has_picture: bool


def pages(document: Any, raw: ModuleType) -> Iterator[Page]:  # noqa: ANN401 - pypdfium2 has no types
    """Give the pages of an open `PdfDocument` in order; `raw` is `pypdfium2.raw`."""
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        turn = _Turn(page.get_rotation(), width, height)
        characters = tuple(_characters(text, raw, turn))
        pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2)
        yield Page(number, width, height, characters, next(iter(pictures), None) is not None)
        text.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _Turn:
    """How a page is turned: its text has the places of the page before that."""

    degrees: int
    width: float
    height: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        match self.degrees:
            case 90:
                return y, self.height - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.width - y, x
        return x, y


def _characters(text: Any, raw: ModuleType, turn: _Turn) -> Iterator[Character]:  # noqa: ANN401
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    before = ""
    for index in range(text.count_chars()):
        said = _said(raw.FPDFText_GetUnicode(text, index), before)
        # PDFium sees a blank where characters are far apart; between Chinese ones that is only justification.
        seen = raw.FPDFText_IsGenerated(text, index) == 1 and (said != " " or (before and is_wide(before)))
        if seen or not said:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        length = raw.FPDFText_GetFontInfo(text, index, name, _NAME_BYTES, flags)
        size = raw.FPDFText_GetFontSize(text, index) * (hypot(matrix.c, matrix.d) or 1.0)
        left, base = turn(x.value, y.value)
        right, _ = turn(*(_far_corner(box, x.value, y.value, turn.degrees)))
        font = name.raw[: max(min(length, _NAME_BYTES) - 1, 0)].decode("utf-8", "replace").partition("+")
        bold = raw.FPDFText_GetFontWeight(text, index) >= _BOLD or "bold" in font[2].lower()
        before = said
        yield Character(said, left, base, max(right, left), size, font[2] or font[0], bold)


def _far_corner(box: Any, x: float, y: float, degrees: int) -> tuple[float, float]:  # noqa: ANN401
    """Give the end of a character's advance on its own baseline, in the places of the page before it is turned."""
    match degrees:
        case 90:
            return x, box.top
        case 180:
            return box.left, y
        case 270:
            return x, box.bottom
    return box.right, y


def _said(code: int, before: str) -> str:
    """Give the character of a code; "" for none, and for what PDFium puts in of its own."""
    if code in (0, 0x0D, 0x0A, 0xFFFE, 0xFFFF):
        return ""
    if code == 2:  # how PDFium says a hyphen at the end of a line
        return "-"
    if code == 0xA0 or chr(code).isspace():
        return "" if before == " " else " "
    return "" if 0xD800 <= code <= 0xDFFF or code < 0x20 else chr(code)
