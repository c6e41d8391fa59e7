"""The zip package of an OpenDocument text, and its XML as elements with short names."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lxml.etree import _Element as Element

from app.document.options import Limits
from app.document.readers.wordml_xml import markup, parse
from app.errors import UnreadableInput

_SPACES: Mapping[str, str] = {
    **{
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": prefix
        for name, prefix in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("drawing", "draw"),
            ("xsl-fo-compatible", "fo"),
            ("svg-compatible", "svg"),
            ("presentation", "presentation"),
            ("manifest", "manifest"),
        )
    },
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_FULL = {prefix: space for space, prefix in _SPACES.items()}

_TEXT = "application/vnd.oasis.opendocument.text"
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError,
)  # fmt: skip
"""What zipfile raises for bytes that are no sound zip; `NotPlainXml` is a ValueError too."""


class Package:
    """The parts of one OpenDocument text.

    Raises `UnreadableInput`, here and in every method: `input.not_opendocument`, `input.encrypted`, `input.damaged`,
    `input.too_large`.
    """

    def __init__(self, path: Path, content: bytes, limits: Limits) -> None:
        self._path = str(path)
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN_ZIP as error:
            code = "input.damaged" if content.startswith(b"PK") else "input.not_opendocument"
            raise UnreadableInput(code, path=self._path) from error
        self._refuse_large()
        self._refuse_others()

    def part(self, part: str) -> Element | None:
        """Give the root of the part of that name, or None if there is none."""
        content = self._bytes(part)
        if content is None:
            return None
        if markup(content) > self._limits.markup:
            raise UnreadableInput("input.too_large", path=self._path)
        try:
            return parse(content)
        except ValueError as error:
            raise UnreadableInput("input.damaged", path=self._path) from error

    def _bytes(self, part: str) -> bytes | None:
        try:
            return self._zip.read(part)
        except KeyError:
            return None
        except _BROKEN_ZIP as error:
            raise UnreadableInput("input.damaged", path=self._path) from error

    def _refuse_large(self) -> None:
        members = self._zip.infolist()
        total = 0
        for member in members:
            total += member.file_size
            packed = max(member.compress_size, 1)
            bloated = member.file_size > self._limits.suspicious and member.file_size > self._limits.ratio * packed
            if bloated or member.file_size > self._limits.part:
                raise UnreadableInput("input.too_large", path=self._path)
        if total > self._limits.package or len(members) > self._limits.parts:
            raise UnreadableInput("input.too_large", path=self._path)

    def _refuse_others(self) -> None:
        """Refuse what is no text, or a text that has a password."""
        kind = (self._bytes("mimetype") or b"").decode("ascii", "replace").strip()
        if not kind.startswith(_TEXT):
            raise UnreadableInput("input.not_opendocument", path=self._path)
        manifest = self.part("META-INF/manifest.xml")
        if manifest is not None and any(name(element) == "manifest:encryption-data" for element in manifest.iter()):
            raise UnreadableInput("input.encrypted", path=self._path)


def name(element: Element) -> str:
    """Give the name with its customary prefix, `text:p`; "" in a namespace that is not read."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag[1:].rpartition("}")
    prefix = _SPACES.get(space)
    return f"{prefix}:{local}" if prefix else ""


@lru_cache(maxsize=1024)
def _long(wanted: str) -> str:
    prefix, _, local = wanted.partition(":")
    return f"{{{_FULL[prefix]}}}{local}"


def attribute(element: Element, wanted: str) -> str:
    """Give the attribute `text:name` …, or ""."""
    return element.get(_long(wanted), "")


def count(element: Element, wanted: str, otherwise: int = 1) -> int:
    """Give an attribute that is a whole number, `otherwise` where it is none."""
    value = attribute(element, wanted)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else otherwise


def inside(element: Element, *wanted: str) -> list[Element]:
    """Give all elements of these names in `element`, in document order."""
    return list(element.iter(*map(_long, wanted)))
