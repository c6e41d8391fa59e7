"""The zip package of a Word file: its parts and how they are related."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import parse
from app.errors import UnreadableInput

LARGEST = 256 * 2**20
"""Bytes of unpacked XML that are read at most; as a tree they take up to ten times as much. Pictures stay packed."""

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for bytes that are no sound zip, in any of its fields."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: `kind` is the last word of its type, `target` the name of the other part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one Word file, parsed when asked for.

    Raises `UnreadableInput`, here and in every method: `input.encrypted`, `input.old_word`, `input.not_word`,
    `input.damaged`, `input.too_large`.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = str(path)
        self._left = LARGEST
        self._zip = self._opened(content)
        # Part names are compared without regard to case, and some programs write them with backslashes.
        self._members = {_key(member.filename): member for member in self._zip.infolist()}
        self.main = self._main()

    def part(self, part: str) -> Element | None:
        """Give the root of the part of that name, or None if there is none."""
        member = self._members.get(_key(part))
        if member is None:
            return None
        self._left -= member.file_size
        if self._left < 0:
            raise UnreadableInput("input.too_large", path=self._path)
        try:
            return parse(self._zip.read(member))
        except _BROKEN_ZIP as error:  # NotPlainXml is a ValueError too
            raise UnreadableInput("input.damaged", path=self._path) from error

    def relations(self, part: str) -> list[Relation]:
        """Give the relationships of a part to other parts of the package; of the package itself for an empty name."""
        folder, file = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return []
        return [
            Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], self._target(folder, element))
            for element in root.iterchildren("{*}Relationship")
            if element.get("TargetMode") != "External"
        ]

    def _target(self, folder: str, element: Element) -> str:
        target = unquote(element.get("Target", "")).replace("\\", "/")
        found = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        member = self._members.get(_key(found))
        return found if member is None else member.filename.replace("\\", "/")

    def _main(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and _key(relation.target) in self._members:
                return relation.target
        raise UnreadableInput("input.not_word", path=self._path)

    def _opened(self, content: bytes) -> zipfile.ZipFile:
        if content.startswith(_COMPOUND_FILE):
            raise self._compound(content)
        try:
            return zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN_ZIP as error:
            if content.startswith(b"PK"):
                raise UnreadableInput("input.damaged", path=self._path) from error
            raise UnreadableInput("input.not_word", path=self._path) from error

    def _compound(self, content: bytes) -> UnreadableInput:
        """Tell the compound files apart by the names in their directory: encrypted packages, old Word files, others."""
        if _utf16("EncryptedPackage") in content or _utf16("EncryptionInfo") in content:
            return UnreadableInput("input.encrypted", path=self._path)
        if _utf16("WordDocument") in content:
            return UnreadableInput("input.old_word", path=self._path)
        return UnreadableInput("input.not_word", path=self._path)


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
