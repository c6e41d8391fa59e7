"""The four formats of Word files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MACROS = "application/vnd.ms-word"
"""What the types of files with macros begin with."""
WORD_FORMATS: Mapping[str, str] = {
    "docx": f"{_WORD}.document.main+xml",
    "dotx": f"{_WORD}.template.main+xml",
    "docm": f"{MACROS}.document.macroEnabled.main+xml",
    "dotm": f"{MACROS}.template.macroEnabledTemplate.main+xml",
}
"""The content type of the main part by extension (ECMA-376 1, 11.3.10): Word opens no file where they do not agree."""


def word_format(path: Path) -> str:
    """Give the format that a file's name says, whether it is one of these or not."""
    return path.suffix.lower().removeprefix(".")
