"""The zip package of a Word file: its parts and how they are related."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml.etree import _Element as Element

from app.document.options import Limits
from app.document.readers.packed import packed
from app.document.readers.wordml_kept import LARGEST, kept
from app.document.readers.wordml_xml import markup, parse
from app.errors import UnreadableInput

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

_STORIES = frozenset({"footnotes", "endnotes", "header", "footer"})

_COMMON = frozenset({"styles", "numbering", "settings", "theme", "fontTable"})
"""Parts that files have in common: they say how text is set and hold none of it."""

_LOCKED = 0x1
"""The flag of a part that the zip itself encrypts."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What ECMA-376 part 2 allows; the others unpack in steps that zipfile does not bound."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: `kind` is the last word of its type, `target` the name of the other part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one Word file, parsed when first asked for. Pictures and whatever is not asked for stay packed.

    Whoever wants to change a part copies it: all that read the package are given the same tree.

    Raises `UnreadableInput`, here and in every method: `input.encrypted`, `input.old_word`, `input.not_word`,
    `input.damaged`, `input.too_large`.
    """

    def __init__(self, path: Path, content: bytes, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self.path, self.content = path, content
        self._path = str(path)
        self._limits = limits
        self._left = limits.package
        self.zip = self._opened(content)
        members = self.zip.infolist()
        if len(members) > limits.parts:
            raise UnreadableInput("input.too_large", path=self._path)
        # Part names are compared without regard to case, and some programs write them with backslashes.
        self._members = {_key(member.filename): member for member in members}
        # Two parts of one name: which of them is read differs from program to program, so none is.
        self._doubled = {key for key, times in Counter(_key(m.filename) for m in members).items() if times > 1}
        self._parts: dict[str, Element | None] = {}
        self._relations: dict[str, list[Relation]] = {}
        self.main = ""
        self.main = self._main()

    def part(self, part: str) -> Element | None:
        """Give the root of the part of that name, not to be changed, or None if there is none."""
        key = _key(part)
        if key not in self._parts:
            self._parts[key] = self._parsed(key)
        return self._parts[key]

    def _parsed(self, key: str) -> Element | None:
        member = self._members.get(key)
        if member is None:
            return None
        if member.flag_bits & _LOCKED:
            raise UnreadableInput("input.encrypted", path=self._path)
        if key in self._doubled or member.compress_type not in _METHODS:
            raise UnreadableInput("input.damaged", path=self._path)
        self._check_size(member)
        try:
            # To read up to the size that is declared keeps a part that declares less than it holds from being unpacked.
            with self.zip.open(member) as stream:
                if self._is_common(key, member):
                    return kept(packed(member, self.content), lambda: stream.read(member.file_size))
                content = stream.read(member.file_size)
            most = self._limits.markup
            if len(content) > most and markup(content) > most:  # each tag and attribute takes a byte at least
                raise UnreadableInput("input.too_large", path=self._path)
            return parse(content)
        except _BROKEN_ZIP as error:  # NotPlainXml is a ValueError too
            raise UnreadableInput("input.damaged", path=self._path) from error

    def _is_common(self, key: str, member: zipfile.ZipInfo) -> bool:
        """Say whether a part is small, and one that files have in common as far as relationships were asked for."""
        if key == _key(self.main) or member.file_size > min(LARGEST, self._limits.markup):
            return False
        related = self._relations.get(self.main, ())
        return any(each.kind in _COMMON and _key(each.target) == key for each in related)

    def _check_size(self, member: zipfile.ZipInfo) -> None:
        size, limits = member.file_size, self._limits
        self._left -= size
        bursts = size > limits.suspicious and size > limits.ratio * member.compress_size
        if size > limits.part or self._left < 0 or bursts:
            raise UnreadableInput("input.too_large", path=self._path)

    def relations(self, part: str) -> list[Relation]:
        """Give the relationships of a part to other parts of the package; of the package itself for an empty name."""
        if part not in self._relations:
            self._relations[part] = self._related(part)
        return self._relations[part]

    def stories(self) -> list[str]:
        """Give the parts with text of the document: the main one, notes, headers and footers."""
        related = [relation.target for relation in self.relations(self.main) if relation.kind in _STORIES]
        return list(dict.fromkeys([self.main, *related]))

    def _related(self, part: str) -> list[Relation]:
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
