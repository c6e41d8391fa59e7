"""A copy of a document with what it shares marked: shades and underlines by kind, comments, and a legend."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.comparison.model import Comparison
from app.document.model import Document, Piece, Span
from app.errors import OutputFailed
from app.export.anchors import Comment, Source, mark_part
from app.export.comments import SIGN, Author, add_comment, comment_styles, comments_root, free_id
from app.export.layout import laid_out
from app.export.legend import legend
from app.export.marks import marks
from app.export.moment import moment
from app.export.package_copy import PackageCopy
from app.export.remarks import Remark, remarks
from app.messages import say

_WORD_FORMATS = frozenset({"docx", "docm", "dotx", "dotm"})


@dataclass(frozen=True, slots=True)
class _Source:
    """The Word file that is marked: its bytes, and where the text stands in it."""

    content: bytes
    pieces: tuple[Piece, ...]


def marked_copy(comparison: Comparison, number: int, language: str) -> bytes:
    """Give document `number` of a comparison as a Word file in which what it shares is marked.

    A Word file is copied and only marks are added: its text, tracked changes, comments and all parts without marks stay
    as they are. Any other document is set in the usual layout first. Equal input gives equal bytes, but for the date of
    the comments.

    Raises:
        OutputFailed: `output.input_gone` or `output.input_changed`: the Word file is not what was compared.
    """
    document, made_at = comparison.documents[number], moment()
    source = _original(document) if document.format in _WORD_FORMATS else _Source(*laid_out(document, made_at))
    file = PackageCopy(Path(document.path), source.content)
    main = file.root(file.main)
    if main is None:  # the reader would have refused it
        raise OutputFailed("output.input_changed", path=document.path)
    made, left_out = remarks(comparison, number, language)
    opening = Remark(_first_line(document), legend(comparison, number, left_out, language), 0)
    styles = comment_styles(file)
    root = comments_root(file, main)
    commented = dict(enumerate([opening, *made], free_id(root, main)))
    way = Source(source.pieces)
    found = marks(comparison, number)
    anchored: frozenset[int] = frozenset()
    for part in sorted({part for mark in found for part, _ in way.within(mark.span)} | {file.main}):
        part_root = file.root(part)
        # Word takes comments in the main part only, not in headers and footers.
        on_part = [Comment(each.span, id_) for id_, each in commented.items()] if part == file.main else []
        if part_root is not None:
            anchored |= mark_part(part_root, part, way, found, on_part, styles.get(SIGN))
    author = Author(say(language, "export.author"), say(language, "export.initials"), made_at)
    for id_, remark in commented.items():
        if id_ in anchored:
            add_comment(root, id_, author, remark.lines, styles)
    return file.written()


def _original(document: Document) -> _Source:
    try:
        content = Path(document.path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputFailed("output.input_gone", path=document.path, reason=reason) from error
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise OutputFailed("output.input_changed", path=document.path)
    return _Source(content, document.pieces)


def _first_line(document: Document) -> Span:
    """Give the first line with words: the legend stands at the head of the copy."""
    for block in document.blocks:
        if document.text[block.start : block.end].strip() and block.end <= document.body_end:
            return Span(block.start, block.end)
    return Span(0, document.body_end)
