"""OpenDocument texts (.odt .ott), read into a `Document` as the Word reader would read the same text.

The package is a zip of XML, and lxml is all that it takes; odfdo's element tree stops at the first XML comment, and its
text methods lose paragraphs, lists' numbers and changes, which are what is needed here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from app.document.model import BlockKind, Document
from app.document.options import ReadingOptions
from app.document.readers.opendocument_blocks import Place
from app.document.readers.opendocument_lists import list_styles
from app.document.readers.opendocument_package import Package, attribute, inside, name
from app.document.readers.opendocument_story import StoryReader
from app.document.readers.opendocument_styles import Styles
from app.document.readers.warnings import warnings
from app.errors import UnreadableInput
from app.messages import message

_MARGINS = {
    **dict.fromkeys(("style:header", "style:header-left", "style:header-first"), BlockKind.HEADER),
    **dict.fromkeys(("style:footer", "style:footer-left", "style:footer-first"), BlockKind.FOOTER),
}


def read(path: Path, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - frozen
    """Read an OpenDocument text; the sections are left to be found. Time and memory are linear in the file's size.

    Raises:
        UnreadableInput: `input.not_opendocument`, `input.encrypted`, `input.damaged` or `input.too_large`.
        OSError: The file cannot be opened.
    """
    content = path.read_bytes()
    package = Package(path, content, options.limits)
    root, styles_root = package.part("content.xml"), package.part("styles.xml")
    body = None if root is None else next(iter(inside(root, "office:text")), None)
    if root is None or body is None:
        raise UnreadableInput("input.damaged", path=str(path))
    roots = (root, styles_root)
    reader = StoryReader(Styles(roots), list_styles(roots), _deletions(body), _insertions(body), options)
    try:
        reader.read(body)
        body_end = reader.writer.manuscript.length
        reader.read_notes()
        for margin, kind in _margins(styles_root):
            code = "where.header" if kind is BlockKind.HEADER else "where.footer"
            reader.read(margin, Place(kind, message(code)))
    except RecursionError as error:  # tables in tables in tables …: nothing that a program would write
        raise UnreadableInput("input.damaged", path=str(path)) from error
    changes = len(list(_changes(body, "text:insertion"))) + len(list(_changes(body, "text:deletion")))
    return Document(
        name=path.name,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        text=reader.writer.manuscript.text,
        body_end=body_end,
        blocks=tuple(reader.writer.manuscript.blocks),
        warnings=tuple(warnings(options, hidden=reader.writer.hidden, changes=changes, objects=reader.objects)),
    )


def _changes(body: Element, kind: str) -> Iterator[tuple[str, Element]]:
    """Give the tracked changes of one kind, `text:insertion` or `text:deletion`, by id."""
    for region in inside(body, "text:changed-region"):
        identity = attribute(region, "text:id") or attribute(region, "xml:id")
        for change in region:
            if name(change) == kind:
                yield identity, change


def _deletions(body: Element) -> dict[str, Element]:
    return dict(_changes(body, "text:deletion"))


def _insertions(body: Element) -> frozenset[str]:
    return frozenset(identity for identity, _ in _changes(body, "text:insertion"))


def _margins(styles: Element | None) -> Iterator[tuple[Element, BlockKind]]:
    """Give headers, then footers, each once; many pages say the same."""
    if styles is None:
        return
    for kind in (BlockKind.HEADER, BlockKind.FOOTER):
        seen: set[str] = set()
        for margin in inside(styles, *(each for each, its in _MARGINS.items() if its is kind)):
            words = "".join(map(str, margin.itertext())).strip()
            if words and words not in seen and attribute(margin, "style:display") != "false":
                seen.add(words)
                yield margin, kind
