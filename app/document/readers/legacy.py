"""Old Word files (.doc) and those of WPS (.wps), converted by an office program and read by the Word reader."""

from __future__ import annotations

import hashlib
import shutil
import struct
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from app.document.model import Document
from app.document.options import ReadingOptions
from app.document.readers import offices, rich_text, wordml
from app.errors import UnreadableInput

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
_OTHERS: Mapping[bytes, Callable[[Path, ReadingOptions], Document]] = {b"PK": wordml.read, b"{\\rtf": rich_text.read}
"""What is often saved under these names without being it."""

_STREAMS = ("WordDocument", "MatOST", "CONTENTS")
"""What holds the text in files of Word and WPS, then of Microsoft Works. LibreOffice takes anything else for text."""

_WORD_STREAM = bytes.fromhex("ECA5")
_SECTOR = 512
_NO_SECTOR, _FREE = 0xFFFFFFFA, 0xFFFFFFFF
_FLAGS, _ENCRYPTED = 11, 0x01
"""The byte and the bit of the header of Word's stream that tell of a password ([MS-DOC] 2.5.2)."""


def read(path: Path, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - frozen
    """Read an old Word file through an office program of this machine; it is converted in a folder of its own.

    The document keeps the name, path, hash and format of the file; it has no way back into it. A file that is a newer
    Word file or RTF under another name is read as what it is.

    Raises:
        UnreadableInput: `input.no_office` where no program is there, `input.not_converted` where it could not,
            `input.encrypted`, `input.damaged`, `input.not_old_word`, and what the Word reader raises.
        OSError: The file cannot be opened.
    """
    content = path.read_bytes()
    for magic, other in _OTHERS.items():
        if content.startswith(magic):
            return other(path, options)
    if not content.startswith(_COMPOUND_FILE):
        raise UnreadableInput("input.not_old_word", path=str(path))
    if not any(stream.encode("utf-16-le") in content for stream in _STREAMS):
        raise UnreadableInput("input.not_old_word", path=str(path))
    if not _is_whole(content):
        raise UnreadableInput("input.damaged", path=str(path))
    if _has_password(content):
        raise UnreadableInput("input.encrypted", path=str(path))
    if not offices.is_there():
        raise UnreadableInput("input.no_office", path=str(path))
    with tempfile.TemporaryDirectory(prefix="duidu-", dir=offices.working_folder(), ignore_cleanup_errors=True) as name:
        # A copy: programs leave lock files beside what they open.
        copy = Path(shutil.copy(path, Path(name, f"paper{path.suffix.lower()}")))
        converted = offices.to_docx(copy, Path(name))
        if converted is None:
            raise UnreadableInput("input.not_converted", path=str(path))
        try:
            document = wordml.read(converted, options)
        except UnreadableInput as error:  # it would name a file that is gone
            raise UnreadableInput("input.not_converted", path=str(path)) from error
    return replace(
        document,
        name=path.name,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        pieces=(),
    )


def _has_password(content: bytes) -> bool:
    """Tell whether Word's stream says that it is encrypted; it begins at the start of a sector."""
    at = content.find(_WORD_STREAM, _SECTOR)
    while at >= 0 and at % _SECTOR:
        at = content.find(_WORD_STREAM, at + 1)
    return at >= 0 and at + _FLAGS < len(content) and bool(content[at + _FLAGS] & _ENCRYPTED)


def _is_whole(content: bytes) -> bool:
    """Tell whether no sector is missing that the compound file uses: a program would read what is left ([MS-CFB] 2.2).

    Files with more than 109 tables of sectors, 7 MB, are told by their first 109.
    """
    if len(content) < _SECTOR:
        return False
    sector = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
    tables = [table for table in struct.unpack_from("<109I", content, 76) if table < _NO_SECTOR]
    last = 0
    for number, table in enumerate(tables):
        start = (table + 1) * sector
        entries = content[start : start + sector]
        if len(entries) < sector:
            return False
        used = [at for at, (entry,) in enumerate(struct.iter_unpack("<I", entries)) if entry != _FREE]
        last = number * (sector // 4) + used[-1] if used else last
    # The last sector may be written as far as it is filled.
    return bool(tables) and len(content) > (last + 1) * sector
