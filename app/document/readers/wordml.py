"""Word files (.docx .docm .dotx .dotm), transitional and strict, read into a `Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from lxml.etree import _Element as Element

from app.document.model import BlockKind, Document, Properties
from app.document.numbering import Numbering
from app.document.options import ReadingOptions, View
from app.document.readers.wordml_beside import comments, properties
from app.document.readers.wordml_formats import UNKNOWN_FILL
from app.document.readers.wordml_manuscript import Manuscript, TooManyParagraphs
from app.document.readers.wordml_package import Package, Relation
from app.document.readers.wordml_runs import run_text
from app.document.readers.wordml_story import StoryReader
from app.document.readers.wordml_styles import common_styles
from app.document.readers.wordml_tally import Definitions, Place, Tally
from app.document.readers.wordml_view import SIDES
from app.document.readers.wordml_xml import attribute, child, name, tags
from app.errors import UnreadableInput
from app.messages import Message, message

__all__ = ["read", "read_content", "read_package", "run_text"]


def read(path: Path, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - frozen
    """Read a Word file in the view asked for; the sections are left to be found.

    The body comes first, then footnotes, endnotes (in the order of their marks in the text), headers and footers.
    Comments stand beside the text. Hidden text (unless it is asked for), field codes and what is embedded are no text.
    Time and memory are linear in the file's size.

    Raises:
        UnreadableInput: `input.encrypted`, `input.old_word`, `input.not_word`, `input.damaged` or `input.too_large`.
        OSError: The file cannot be opened.
    """
    return read_content(path, path.read_bytes(), options)


def read_content(path: Path, content: bytes, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008
    """Read a Word file from its bytes; `path` names it. Raises UnreadableInput as `read` does."""
    return read_package(Package(path, content, options.limits), options)


def read_package(package: Package, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - frozen
    """Read a Word file that is open. Raises UnreadableInput as `read` does."""
    try:
        return _document(package, options)
    except TooManyParagraphs as error:
        raise UnreadableInput("input.too_large", path=str(package.path)) from error
    except RecursionError as error:  # tables in tables in tables …: nothing that Word would write or open
        raise UnreadableInput("input.damaged", path=str(package.path)) from error


def _document(package: Package, options: ReadingOptions) -> Document:
    path = package.path
    root = package.part(package.main)
    if root is None or name(root) != "w:document":
        raise UnreadableInput("input.not_word", path=str(path))
    relations = package.relations(package.main)
    styles = common_styles(_related(package, relations, "styles"))
    definitions = Definitions(
        styles,
        Numbering.from_xml(_related(package, relations, "numbering"), styles.lists()),
        SIDES[options.view],
        options.hidden,
        _page(root),
    )
    manuscript, tally = Manuscript(options.limits.paragraphs), Tally()

    def reader(part: str, of_part: Element) -> StoryReader:
        return StoryReader(part, of_part, definitions, manuscript, tally)

    for body in root.iterchildren(*tags("w:body")):
        reader(package.main, root).read(body)
    body_end = manuscript.length
    revisions = _revisions(root)

    for kind, noted in (("footnote", tally.footnotes), ("endnote", tally.endnotes)):
        part = _target(relations, f"{kind}s")
        notes = package.part(part) if part else None
        if notes is not None:
            revisions += _revisions(notes)
            story = reader(part, notes)
            for number, note in enumerate(_notes(notes, kind, tuple(noted)), start=1):
                story.read(note, _note_place(kind, number))

    references = tuple(root.iter(*tags("w:headerReference", "w:footerReference")))
    for kind, place in (
        ("header", Place(BlockKind.HEADER, message("where.header"))),
        ("footer", Place(BlockKind.FOOTER, message("where.footer"))),
    ):
        for part in _referenced(references, kind, relations):
            margin = package.part(part)
            if margin is not None:
                revisions += _revisions(margin)
                reader(part, margin).read(margin, place)

    remarks, beside = _related(package, relations, "comments"), Manuscript(options.limits.paragraphs)
    text = manuscript.text
    return Document(
        name=path.name,
        path=str(path),
        sha256=hashlib.sha256(package.content).hexdigest(),
        format=path.suffix.removeprefix(".").lower(),
        text=text,
        body_end=body_end,
        blocks=tuple(manuscript.blocks),
        pieces=tuple(manuscript.pieces),
        warnings=tuple(_warnings(tally, revisions, options)),
        comments=tuple(comments(remarks, definitions, beside, text, tally.commented)),
        properties=_properties(package),
        concealed=tuple(manuscript.concealed),
    )


def _page(root: Element) -> str:
    """Give the colour of the page; whether one that is set is shown stands elsewhere, so it counts as unknown."""
    return "FFFFFF" if child(root, "w:background") is None else UNKNOWN_FILL


def _properties(package: Package) -> Properties:
    """Read what the file says of itself; property parts that are broken are left out, for Word opens such a file."""
    relations = package.relations("")
    parts = []
    for kind in ("core-properties", "extended-properties"):
        with suppress(UnreadableInput):
            parts.append(_related(package, relations, kind))
    return properties(*parts)


def _related(package: Package, relations: Iterable[Relation], kind: str) -> Element | None:
    part = _target(relations, kind)
    return package.part(part) if part else None


def _target(relations: Iterable[Relation], kind: str) -> str:
    return next((relation.target for relation in relations if relation.kind == kind), "")


def _notes(root: Element, kind: str, noted: Iterable[str]) -> Iterator[Element]:
    """Give the notes that the text refers to, in that order; separators are notes of another type."""
    notes = {
        attribute(note, "w:id"): note
        for note in root.iterchildren(*tags(f"w:{kind}"))
        if attribute(note, "w:type") in (None, "normal")
    }
    return (notes[note] for note in noted if note in notes)


def _note_place(kind: str, number: int) -> Place:
    if kind == "footnote":
        return Place(BlockKind.FOOTNOTE, message("where.footnote", number=number))
    return Place(BlockKind.ENDNOTE, message("where.endnote", number=number))


def _referenced(references: Iterable[Element], kind: str, relations: Iterable[Relation]) -> list[str]:
    """Give the header or footer parts that sections refer to, each once, in the order of the references."""
    targets = {relation.id: relation.target for relation in relations}
    ids = (attribute(each, "r:id") or "" for each in references if name(each) == f"w:{kind}Reference")
    return list(dict.fromkeys(targets[found] for found in ids if found in targets))


def _revisions(root: Element) -> int:
    """Count tracked changes as a person does: that of a paragraph mark goes with the paragraph's text."""
    changes = root.iter(*tags("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
    return sum(1 for change in changes if (parent := change.getparent()) is None or name(parent) != "w:rPr")


def _warnings(tally: Tally, revisions: int, options: ReadingOptions) -> Iterator[Message]:
    if tally.hidden:
        yield message("reading.hidden_text_read" if options.hidden else "reading.hidden_text", count=tally.hidden)
    if revisions:
        original = options.view is View.ORIGINAL
        yield message("reading.tracked_original" if original else "reading.tracked", count=revisions)
    if tally.inserted_files:
        yield message("reading.not_compared.inserted_file", count=tally.inserted_files)
    if tally.objects:
        yield message("reading.not_compared.object", count=tally.objects)
    if tally.pictures:
        yield message("reading.not_compared.picture", count=tally.pictures)
    if tally.diagrams:
        yield message("reading.not_compared.diagram", count=tally.diagrams)
