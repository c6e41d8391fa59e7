"""The four formats of Word files, and a file of one as a file of another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.document.readers.wordml_package import Package
from app.errors import BadUsage
from app.export.package_copy import PackageCopy

_WORD, _MACROS = "application/vnd.openxmlformats-officedocument.wordprocessingml", "application/vnd.ms-word"
WORD_FORMATS: Mapping[str, str] = {
    "docx": f"{_WORD}.document.main+xml",
    "dotx": f"{_WORD}.template.main+xml",
    "docm": f"{_MACROS}.document.macroEnabled.main+xml",
    "dotm": f"{_MACROS}.template.macroEnabledTemplate.main+xml",
}
"""The content type of the main part by extension (ECMA-376 1, 11.3.10): Word opens no file where they do not agree."""


def word_format(path: Path) -> str:
    """Give the format that a file's name says, whether it is one of these or not."""
    return path.suffix.lower().removeprefix(".")


def as_format(content: bytes, path: Path, wanted: str) -> bytes:
    """Give a Word file in another format: a template as a document, or the reverse.

    Raises:
        BadUsage: `output.keeps_macros`: the file has macros, which the format cannot hold; `path` is that of the file.
    """
    file = PackageCopy(Package(path, content))
    _, there = file.content(file.main)
    if there == WORD_FORMATS[wanted] or there not in WORD_FORMATS.values():
        return content
    if there.startswith(_MACROS) and not WORD_FORMATS[wanted].startswith(_MACROS):
        raise BadUsage("output.keeps_macros", path=str(path))
    file.retype(file.main, WORD_FORMATS[wanted])
    return file.written()
