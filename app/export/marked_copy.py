"""A copy of a document with what it shares marked: shades and underlines by kind, comments, and a legend."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from lxml.etree import _Element as Element

from app.collector import without_collector
from app.comparison.model import Comparison
from app.document.model import Document, Piece, Span
from app.document.readers.wordml_package import Package
from app.document.readers.wordml_styles import read_styles
from app.errors import OutputFailed
from app.export.anchors import Comment, marked_part, shared_out
from app.export.comments import SIGN, Author, comments_part, free_id
from app.export.legend import legend
from app.export.links import bookmarks
from app.export.marks import Marking, marks
from app.export.moment import moment
from app.export.package_copy import PackageCopy
from app.export.remarks import Remark, remarks
from app.export.word_formats import WORD_FORMATS
from app.messages import say


@dataclass(frozen=True, slots=True)
class _Source:
    """The Word file that is marked: its bytes, and where the text stands in it."""

    content: bytes
    pieces: tuple[Piece, ...]


@without_collector()
def marked_copy(
    comparison: Comparison,
    number: int,
    language: str,
    marking: Marking = Marking(),  # noqa: B008 - frozen
) -> bytes:
    """Give document `number` of a comparison as a Word file in which what it shares is marked, in the way chosen.

    A Word file is copied and only marks are added: its text, tracked changes, comments and all parts without marks stay
    as they are. Any other document is set in the usual layout first. Links in comments lead to the marked copies of the
    other documents in the same folder. Equal input gives equal bytes, but for the date of the comments.

    Raises:
        OutputFailed: `output.input_gone` or `output.input_changed`: the Word file is not what was compared.
    """
    document, made_at = comparison.documents[number], moment()
    source = _original(document) if document.format in WORD_FORMATS else _laid_out(document, made_at)
    file = PackageCopy(Package(Path(document.path), source.content))
    main = file.look(file.main)
    if main is None:  # the reader would have refused it
        raise OutputFailed("output.input_changed", path=document.path)
    said = _said(comparison, number, language, marking)
    comments = comments_part(file, main) if said else None
    commented = dict(enumerate(said, free_id(comments.root, main))) if comments else {}
    on_main = [Comment(remark.span, id_) for id_, remark in commented.items()]
    named = list(bookmarks(comparison, number, marking)) if marking.links and marking.comments else []
    parts = shared_out(source.pieces, file.main, marks(comparison, number, marking), on_main, named)
    sign = comments.styles.get(SIGN) if comments else None
    styles = cache(lambda: read_styles(_part(file, "styles")))
    for part, wanted in parts.items():
        if (root := file.look(part)) is not None:
            file.rewrite(part, marked_part(root, wanted, styles, sign))
    anchored = {id_ for id_, _ in parts[file.main].comments} if file.main in parts else set()
    author = Author(say(language, "export.author"), say(language, "export.initials"), made_at)
    if comments is not None:
        comments.add({id_: remark.lines for id_, remark in commented.items() if id_ in anchored}, author)
    return file.written()


def _part(file: PackageCopy, kind: str) -> Element | None:
    part = file.related(kind)
    return None if part is None else file.look(part)


def _said(comparison: Comparison, number: int, language: str, marking: Marking) -> list[Remark]:
    """Give the comments in the order of the text: the legend and the remarks, as far as they are wanted."""
    made, left_out = remarks(comparison, number, language, marking) if marking.comments else ([], 0)
    if not marking.legend:
        return made
    first_line = _first_line(comparison.documents[number])
    return [Remark(first_line, legend(comparison, number, marking, left_out, language), 0), *made]


def _laid_out(document: Document, made_at: datetime) -> _Source:
    from app.export.layout import laid_out  # python-docx takes a while to load, and Word files need none of it

    return _Source(*laid_out(document, made_at))


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
