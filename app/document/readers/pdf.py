"""PDF files with a text layer (.pdf), read through PDFium; needs the extra `pdf` of the package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.document.model import Block, BlockKind, Document, Look
from app.document.options import ReadingOptions
from app.document.readers.missing import missing
from app.document.readers.pdf_characters import Page, pages
from app.document.readers.pdf_lines import Sheet, note_mark, sheets
from app.document.readers.pdf_paragraphs import joined, paragraphs
from app.document.readers.wordml_manuscript import Manuscript
from app.errors import UnreadableInput
from app.messages import Message, message

_MAGIC, _MAGIC_WITHIN = b"%PDF-", 1024
_END, _END_WITHIN = b"startxref", 4096
_FEW_WORDS = 10
"""Characters of a page with a picture that may be a stamp or a page number on a scan."""


def read(path: Path, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - as every reader
    """Read the text layer of a PDF: paragraphs joined from lines, running heads and page numbers left out.

    Nothing is recognised in pictures. Time and memory are linear in the file's size.

    Raises:
        UnreadableInput: `input.library_missing`, `input.not_pdf`, `input.encrypted_pdf`, `input.damaged_pdf`, or
            `input.scan` where there is no text.
        OSError: The file cannot be opened.
    """
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError as error:
        raise missing(path, "pdf") from error
    content = path.read_bytes()
    if _MAGIC not in content[:_MAGIC_WITHIN]:
        raise UnreadableInput("input.not_pdf", path=str(path))
    if _END not in content[-_END_WITHIN:]:  # PDFium would open what is left, without a word
        raise UnreadableInput("input.damaged_pdf", path=str(path))
    try:
        opened = pypdfium2.PdfDocument(content)
        found = list(pages(opened, raw))
    except pypdfium2.PdfiumError as error:
        protected = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        code = "input.encrypted_pdf" if protected else "input.damaged_pdf"
        raise UnreadableInput(code, path=str(path)) from error
    if not found:
        raise UnreadableInput("input.damaged_pdf", path=str(path))
    if not any(page.characters for page in found):
        raise UnreadableInput("input.scan", path=str(path))
    return _document(path, hashlib.sha256(content).hexdigest(), found, options)


def _document(path: Path, sha256: str, found: Sequence[Page], options: ReadingOptions) -> Document:
    laid_out = sheets(found)
    manuscript = Manuscript(options.limits.paragraphs)
    for paragraph in paragraphs(laid_out):
        first = paragraph.first
        look = Look(first.font or None, round(first.size, 1), first.bold, paragraph.centred)
        where = message("where.page", number=first.page)
        _write(manuscript, paragraph.text, BlockKind.PARAGRAPH, where, look, contents=paragraph.contents)
    body_end = manuscript.length
    for number, note in enumerate(_notes(laid_out), 1):
        _write(manuscript, note, BlockKind.FOOTNOTE, message("where.footnote", number=number), Look())
    return Document(
        name=path.name,
        path=str(path),
        sha256=sha256,
        format=path.suffix.lower().lstrip("."),
        text=manuscript.text,
        body_end=body_end,
        blocks=tuple(manuscript.blocks),
        warnings=tuple(_warnings(found)),
    )


def _write(
    manuscript: Manuscript, text: str, kind: BlockKind, where: Message, look: Look, *, contents: bool = False
) -> None:
    start = manuscript.begin()
    manuscript.add(text)
    manuscript.finish(Block(start, manuscript.length, kind, where, look=look, contents=contents))


def _notes(laid_out: Sequence[Sheet]) -> Iterator[str]:
    """Give the footnotes without their marks; one may have several lines."""
    for sheet in laid_out:
        note: list[str] = []
        for line in sheet.notes:
            mark = note_mark(line.text)
            if mark:
                if note:
                    yield joined(note)
                note = []
            note.append(line.text[len(mark) :])
        if note:
            yield joined([words for words in note if words])


def _warnings(found: Sequence[Page]) -> Iterator[Message]:
    scans = [page for page in found if page.has_picture and len(page.characters) < _FEW_WORDS]
    if scans:
        yield message("reading.scanned_pages", count=len(scans), first=scans[0].number)
